import pytest

from assistant.lexicon import build_lexicon
from assistant.model import AnswerStatus, Evidence, Hit, Offer
from assistant.offers import ask_of_row, find_repeated, make_offers, name_subject
from assistant.query import make_query
from assistant.wanted import Wanted
from corpus.model import Block, Cell, Slide
from tests.assistant.small_corpus import DOCUMENT, SLIDES, bullet, row, slide

LEXICON = build_lexicon((*SLIDES, slide(9, "", bullet("Less bicycle theft and less noise for Otters"))))


def near(one: Slide, block: Block | None = None) -> Hit:
    return Hit(one, block or one.blocks[-1], 0.5)


def offers(question: str, status: AnswerStatus, *hits: Hit) -> tuple[Offer, ...]:
    query = make_query(question, (), LEXICON)
    repeated = find_repeated(hit.slide for hit in hits)
    return make_offers(query, Evidence((), 0.0, hits, status), {DOCUMENT.id: DOCUMENT}, repeated, LEXICON)


@pytest.mark.parametrize(
    ("title", "theme", "headings", "name"),
    [
        ("Progress", "Calm Streets", ("Bicycle theft",), "bicycle theft"),
        ("Otters by the weir", "Calm Streets", (), "Otters by the weir"),
        ("Next steps", "Calm Streets", (), "Calm Streets"),
        ("Otters (continued)", "", (), "Otters"),
        ("Theme 2: Noise at night", "", (), "noise at night"),
        ("3. Noise in 2031/32", "", (), "noise"),
        ("Any questions?", "", (), ""),
        ("What we did about otters", "Introduction", (), ""),
        ("Invented Borough Safety Review", "", (), ""),
    ],
)
def test_a_slide_is_named_by_the_nearest_of_its_names_that_names_something(
    title: str, theme: str, headings: tuple[str, ...], name: str
) -> None:
    one = slide(4, title, bullet("Otters were seen.", *headings), theme=theme)

    assert name_subject(near(one), DOCUMENT, (), LEXICON) == name


def test_a_title_that_several_slides_have_gives_way_to_the_theme() -> None:
    twins = [slide(n, "Otter patrols", bullet(f"Otter {n}"), theme="Wild Shores") for n in (4, 5)]

    assert name_subject(near(twins[0]), DOCUMENT, find_repeated(twins), LEXICON) == "Wild Shores"


@pytest.mark.parametrize(
    ("cells", "wanted", "question"),
    [
        ((("Fund", "Lantern Fund"), ("Grant", "£7,500")), Wanted.STATEMENT, "How much was the Lantern Fund?"),
        ((("Area", "Quay Road"), ("Cost (£)", "£900")), Wanted.AMOUNT, "How much was Quay Road?"),
        ((("Area", "Quay Road"), ("Lead", "The warden")), Wanted.PERSON, "Who is the lead for Quay Road?"),
        (
            (("Area", "Quay Road"), ("Patrols", "14"), ("Arrests", "9%")),
            Wanted.SHARE,
            "What are the arrests for Quay Road?",
        ),
        ((("Area", "Quay Road"), ("Trend", "falling")), Wanted.COUNT, "What is the trend for Quay Road?"),
        ((("Area", "Quay Road"), ("Paid for", "Lamps")), Wanted.STATEMENT, ""),
        ((("Area", "Quay Road"), ("2031/32", "14")), Wanted.COUNT, ""),
        ((("Measure", "Otters seen"), ("Calm Streets", "14")), Wanted.COUNT, ""),
        ((("Area", "Total"), ("Grant", "£9")), Wanted.AMOUNT, ""),
        ((("Year", "2031"), ("Grant", "£9")), Wanted.AMOUNT, ""),
        ((), Wanted.AMOUNT, ""),
    ],
)
def test_a_row_is_asked_for_a_cell_that_a_question_can_be_put_for(
    cells: tuple[tuple[str, str], ...], wanted: Wanted, question: str
) -> None:
    assert ask_of_row(tuple(Cell(*cell) for cell in cells), wanted, LEXICON) == question


def test_another_time_is_offered_the_same_question_of_the_time_that_is_covered() -> None:
    found = offers("How much was the Lantern Fund in 2019?", AnswerStatus.WRONG_PERIOD, near(SLIDES[0]))

    assert found[0] == Offer("How much was the Lantern Fund in 2031/32?", DOCUMENT.id)


@pytest.mark.parametrize(
    "question", ["How much was it in March 2019?", "Was it more in 2019 than in 2020?", "How much is it?"]
)
def test_a_time_that_cannot_be_swapped_is_left(question: str) -> None:
    found = offers(question, AnswerStatus.WRONG_PERIOD, near(SLIDES[0]))

    assert all(offer.block_id or "What does the review say" in offer.question for offer in found)


def test_one_row_comes_before_the_subjects_of_the_near_slides() -> None:
    rows = near(SLIDES[0]), near(slide(4, "Patrols at sea", row(("Boat", "Seagull"), ("Cost", "£3"))))

    found = offers("How much were the helmets?", AnswerStatus.NO_EVIDENCE, *rows, near(SLIDES[1]))

    assert [offer.question for offer in found] == [
        "How much was the Harbour Fund?",
        "What does the review say about patrols at sea?",
        "What does the review say about noise?",
    ]
    assert found[0].block_id == SLIDES[0].blocks[-1].id


def test_nothing_is_offered_for_what_the_documents_are_not_about() -> None:
    assert offers("What is the weather?", AnswerStatus.OUT_OF_SCOPE, near(SLIDES[1])) == ()


def test_slides_of_one_subject_are_asked_about_once() -> None:
    twins = [near(slide(n, name, bullet(f"Otter {n}"))) for n, name in ((4, "Otters"), (5, "OTTERS"))]

    assert len(offers("Where do seals live?", AnswerStatus.NO_EVIDENCE, *twins)) == 1
