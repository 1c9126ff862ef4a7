from dataclasses import replace

import pytest

from assistant.citations import verify_citations
from assistant.model import Claim, Draft, Operand, Operation, Quote, Working
from corpus.model import Block, BlockKind, ImageOrigin, Slide, SlideImage, WordPlace
from tests.assistant.small_corpus import DOCUMENT, SLIDES, bullet, row, slide

FUNDING = SLIDES[0]
ROW = FUNDING.blocks[1]
BY_REF = {one.ref: one for one in SLIDES}


def said(text: str, quoted: str = "Lantern Fund\t£7,500") -> list[str]:
    claim = Claim(text, (Quote(FUNDING.ref, ROW.id, quoted),))
    sentences, _ = verify_citations(Draft((claim,)), BY_REF, {DOCUMENT.id: DOCUMENT})
    return [sentence.text for sentence in sentences]


def test_a_claim_in_the_slides_own_words_is_said() -> None:
    assert said("Lantern Fund – Grant: £7,500") == ["Lantern Fund – Grant: £7,500"]


def test_a_claim_with_an_altered_figure_is_not_said() -> None:
    assert said("Lantern Fund – Grant: £75,000") == []


def test_a_figure_of_another_row_of_the_same_slide_is_not_said() -> None:
    assert said("Lantern Fund – Grant: £12,000") == []


def test_a_claim_with_a_word_its_slide_does_not_show_is_not_said() -> None:
    assert said("Lantern Fund: a generous £7,500") == []


def test_a_quote_that_is_not_verbatim_cites_nothing() -> None:
    assert said("Lantern Fund", quoted="Lantern Fund £7,500") == []


def test_a_claim_without_a_quote_is_not_said() -> None:
    sentences, citations = verify_citations(
        Draft((Claim("Lantern Fund", ()),)), BY_REF, {DOCUMENT.id: DOCUMENT}
    )

    assert (sentences, citations) == ((), ())


def test_the_same_quote_is_cited_once() -> None:
    quote = Quote(FUNDING.ref, ROW.id, "Lantern Fund")
    draft = Draft((Claim("Lantern Fund", (quote,)), Claim("Lantern Fund", (quote,))))

    sentences, citations = verify_citations(draft, BY_REF, {DOCUMENT.id: DOCUMENT})

    assert [sentence.citations for sentence in sentences] == [(1,), (1,)]
    assert [citation.n for citation in citations] == [1]


def test_a_citations_id_survives_a_slide_put_in_before() -> None:
    block = bullet("Lanterns were lit.")
    ids = []
    for number in (4, 5):
        moved = slide(number, "Lights", block)
        draft = Draft((Claim("Lanterns were lit.", (Quote(moved.ref, block.id, block.text),)),))
        _, citations = verify_citations(draft, {moved.ref: moved}, {DOCUMENT.id: DOCUMENT})
        ids.append(citations[0].id)

    assert ids[0] == ids[1]


def test_a_quote_is_boxed_where_its_own_cell_stands_not_where_its_text_stands_first() -> None:
    counts = row(("Crime", "Theft"), ("Before", "15"), ("After", "5"))
    shown = replace(slide(1, "Counts", counts), image=SlideImage("d", 1600, 900, ImageOrigin.PAGE))
    places = {counts.id: (WordPlace(6, 8, 0.4, 0.1, 0.5, 0.2), WordPlace(9, 10, 0.8, 0.1, 0.85, 0.2))}
    draft = Draft((Claim("After: 5", (Quote(shown.ref, counts.id, "5", start=9),)),))

    _, citations = verify_citations(draft, {shown.ref: shown}, {DOCUMENT.id: DOCUMENT}, lambda _: places)

    assert citations[0].boxes == ((0.8, 0.1, 0.85, 0.2),)
    assert citations[0].image_url == f"/d/{DOCUMENT.id}/slides/1.d.webp"


def test_a_slide_without_an_image_has_no_boxes() -> None:
    draft = Draft((Claim("Lantern Fund", (Quote(FUNDING.ref, ROW.id, "Lantern Fund"),)),))

    _, citations = verify_citations(draft, BY_REF, {DOCUMENT.id: DOCUMENT})

    assert (citations[0].boxes, citations[0].image_url) == ((), None)


@pytest.mark.parametrize(
    ("block", "remark"),
    [
        (Block("b", BlockKind.NOTE, "Crime fell"), "in the speaker’s notes"),
        (Block("b", BlockKind.CAPTION, "Crime fell"), "in the description of a picture"),
        (Block("b", BlockKind.FIGURE, "Crime fell", confidence=0.9), "read from a picture"),
        (Block("b", BlockKind.BULLET, "Crime fell"), ""),
    ],
)
def test_a_quote_that_a_reader_would_look_for_in_vain_says_where_it_stands(block: Block, remark: str) -> None:
    assert remark_of(slide(1, "Crime", block), block).startswith(remark)
    assert bool(remark_of(slide(1, "Crime", block), block)) == bool(remark)


def test_a_hidden_slide_and_a_number_printed_on_it_are_told() -> None:
    block = bullet("Crime fell")
    shown = replace(slide(1, "Crime", block), hidden=True, label="iv")

    assert remark_of(shown, block) == (
        "on a slide that is hidden in the presentation; the number printed there is iv"
    )


def remark_of(shown: Slide, block: Block) -> str:
    draft = Draft((Claim(block.text, (Quote(shown.ref, block.id, block.text),)),))
    _, (citation,) = verify_citations(draft, {shown.ref: shown}, {DOCUMENT.id: DOCUMENT})
    return citation.remark


def worked(text: str, *operands: Operand, quotes: tuple[Quote, ...] = ()) -> list[str]:
    claim = Claim(text, quotes or tuple(o.quote for o in operands), Working(Operation.DIFFERENCE, operands))
    sentences, _ = verify_citations(Draft((claim,)), BY_REF, {DOCUMENT.id: DOCUMENT})
    return [sentence.text for sentence in sentences]


OTHER = FUNDING.blocks[2]
LANTERN = Operand(Quote(FUNDING.ref, ROW.id, "£7,500", ROW.text.index("£")), "", "Grant")
HARBOUR = Operand(Quote(FUNDING.ref, OTHER.id, "£12,000", OTHER.text.index("£")), "", "Grant")
SUM = "Worked out from the slide: £12,000 − £7,500 = £4,500."


def test_what_is_worked_out_is_said_when_it_comes_out_the_same_again() -> None:
    assert worked(SUM, HARBOUR, LANTERN) == [SUM]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (SUM.replace("4,500", "5,500"), HARBOUR),
        (SUM, replace(HARBOUR, quote=replace(HARBOUR.quote, text="£13,000"))),
        (SUM, replace(HARBOUR, column="Cost")),
        (SUM.replace("£12,000", "£12,000 (Orchard)"), replace(HARBOUR, label="Orchard")),
    ],
    ids=["another result", "no such figure", "another column", "another name"],
)
def test_what_is_worked_out_wrongly_is_withheld(text: str, first: Operand) -> None:
    assert worked(text, first, LANTERN) == []


def test_what_is_worked_out_is_withheld_when_a_part_is_not_quoted() -> None:
    assert worked(SUM, HARBOUR, LANTERN, quotes=(HARBOUR.quote,)) == []
