from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.drafts.extractive import write_extract
from assistant.evidence import select_evidence
from assistant.model import Evidence
from assistant.query import make_query
from assistant.shelf import lay_out
from assistant.themes import MOST_SLIDES, asks_for_theme, theme_terms
from corpus.model import Block, Slide
from tests.assistant.small_corpus import bullet, index, ranked_for, row, slide

LONG = (
    "The council met seven times over the winter and heard from many of its officers on each occasion. "
    "Divers cleared kelp from the slipway. Members then agreed the minutes of the earlier meetings in full."
)
OTHERS = tuple(
    slide(20 + n, f"Item {n}", bullet(f"{word} were counted."))
    for n, word in enumerate("lamps gulls boats bells ropes crates flags masts oars".split())
)
COUNTED = ("Rakes", "Nets", "Slipways", "Divers", "Barges", "Buoys", "Anchors")
SHELF = lay_out(
    index(
        (
            *OTHERS,
            slide(
                1, "Slipways", bullet("Kelp was raked from two slipways."), bullet("Kelp nets were mended.")
            ),
            slide(2, "Council", bullet(LONG)),
            slide(
                3,
                "Money",
                row(("Fund", "Lantern Fund"), ("Grant", "£7,500"), ("Paid for", "Kelp rakes and lamps")),
            ),
            slide(4, "Kelp", bullet("Volunteers come on Sundays.")),
            slide(5, "Noise", bullet("Noise complaints rose in the summer.")),
        )
    )
)


def evidence(question: str = "What is being done about kelp?") -> Evidence:
    query = make_query(question, (), SHELF.lexicon)
    return select_evidence(query, ranked_for(question, SHELF), SHELF)


@pytest.mark.parametrize(
    "question",
    [
        "What is being done about kelp?",
        "Tell me about kelp",
        "How is kelp being tackled?",
        "What is there to keep kelp out of the harbour?",
        "What are the key achievements on kelp?",
        "What is planned on kelp?",
        "How did the harbour cope with kelp?",
        "Can you sum up the year on kelp?",
        "What happened to the kelp?",
        "Where do things stand with kelp?",
        "What are the main points on kelp?",
        "How are divers looked after?",
        "Can you brief us on kelp?",
        "How effective was the raking?",
        "What came out of the kelp survey?",
        "What makes a calm harbour?",
        "What’s in the kelp plan?",
        "How does the council mean to keep kelp out?",
        "How is the harbour governed?",
        "What was there for divers?",
        "kelp",
    ],
)
def test_a_whole_subject_is_told_from_one_fact(question: str) -> None:
    assert asks_for_theme(question)


@pytest.mark.parametrize(
    "question", ["How many rakes are there?", "kelp rakes bought per week", "Who cleared the kelp?"]
)
def test_one_fact_is_no_whole_subject(question: str) -> None:
    assert not asks_for_theme(question)


def test_a_subject_draws_from_every_slide_that_names_it_and_no_other() -> None:
    assert {hit.slide.ref.number for hit in evidence().hits} == {1, 2, 3, 4}


def test_each_slide_speaks_once_before_any_speaks_twice() -> None:
    numbers = [hit.slide.ref.number for hit in evidence().hits]

    assert len(set(numbers[:4])) == 4


def test_the_slide_titled_by_the_subject_speaks_before_others_join_in() -> None:
    shelf = lay_out(
        index(
            (
                slide(1, "Slipways", bullet("Kelp was raked."), bullet("Kelp nets were mended.")),
                slide(2, "Council", bullet("Kelp was debated.")),
                slide(3, "Kelp", bullet("Volunteers rake kelp on Sundays."), bullet("Kelp is sold as feed.")),
                *OTHERS,
            )
        )
    )
    query = make_query("What is being done about kelp?", (), shelf.lexicon)

    chosen = select_evidence(query, ranked_for("What is being done about kelp?", shelf), shelf).hits
    numbers = [hit.slide.ref.number for hit in chosen]

    assert numbers[:2] == [3, 3]
    assert set(numbers) == {1, 2, 3}


@pytest.mark.parametrize("label", ["Kelp rakes", "Kelp and rakes – Ada Quill, Harbour Warden"])
def test_what_only_names_the_subject_or_who_leads_on_it_comes_after_what_is_said(label: str) -> None:
    said = "Kelp rakes were mended by the crews of two boats."
    shelf = lay_out(index((slide(1, "Work", bullet(label), bullet(said)), *OTHERS)))
    question = "What is being done about kelp rakes?"

    found = select_evidence(make_query(question, (), shelf.lexicon), ranked_for(question, shelf), shelf)

    assert found.hits[0].block.text == said


def evidence_in(question: str, *slides: Slide) -> Evidence:
    shelf = lay_out(index((*slides, *OTHERS)))
    return select_evidence(make_query(question, (), shelf.lexicon), ranked_for(question, shelf), shelf)


def told_of(question: str, *slides: Slide) -> list[str]:
    return [hit.block.text for hit in evidence_in(question, *slides).hits]


def quoted(*sentences: str) -> str:
    """Return what is quoted on kelp of a block of these sentences."""
    found = evidence_in("What is being done about kelp?", slide(1, "Kelp", bullet(" ".join(sentences))))
    (claim,) = write_extract("kelp", found).claims
    return claim.text


def test_of_a_long_block_the_sentence_on_the_subject_is_quoted_and_what_follows_up_to_forty_words() -> None:
    before = "The council met seven times over the winter and heard from many officers."
    on_it = "Divers cleared kelp from the slipway."
    next_one, last = (
        f"{paid} was then agreed by all of those members who were still in the room with them on that day."
        for paid in ("Pay", "Rent")
    )

    assert quoted(before, on_it, next_one, last) == f"{on_it} {next_one}"
    assert quoted(before, next_one, on_it) == on_it


def test_of_a_row_only_the_cell_on_the_subject_is_quoted() -> None:
    said = [claim.text for claim in write_extract("kelp", evidence()).claims]

    assert "Lantern Fund – Paid for: Kelp rakes and lamps" in said
    assert not any("£7,500" in text for text in said)


def test_every_excerpt_is_verbatim_in_its_block() -> None:
    draft = write_extract("kelp", evidence())

    blocks = {hit.block.id: hit.block.text for hit in evidence().hits}
    for claim in draft.claims:
        for quote in claim.quotes:
            assert blocks[quote.block_id][slice(*quote.span)] == quote.text


def test_an_answer_on_a_subject_draws_from_few_slides() -> None:
    many = [slide(n, "Quays", bullet(f"Kelp was cleared from quay {n}.")) for n in range(1, 8)]
    more = [replace(one, ref=replace(one.ref, number=one.ref.number + 20)) for one in OTHERS]
    shelf = lay_out(index((*many, *OTHERS, *more)))
    question = "What is being done about kelp?"

    found = select_evidence(make_query(question, (), shelf.lexicon), ranked_for(question, shelf), shelf)

    assert len({hit.slide.ref for hit in found.hits}) == MOST_SLIDES


def test_nothing_is_added_of_other_slides_where_enough_stands_under_the_name() -> None:
    said = [
        bullet("Kelp was raked."),
        *(bullet(f"{word} were counted on {word} Sundays of the winter.") for word in COUNTED),
    ]
    money = bullet("A fund for lamps, ropes, gulls and kelp was set up by the council.")
    question = "What is being done about kelp?"

    def pages(blocks: Sequence[Block]) -> set[int]:
        shelf = lay_out(index((*OTHERS, slide(1, "Kelp", *blocks), slide(2, "Money", money))))
        found = select_evidence(make_query(question, (), shelf.lexicon), ranked_for(question, shelf), shelf)
        return {hit.slide.ref.number for hit in found.hits}

    assert pages(said) == {1}
    assert pages(said[:2]) == {1, 2}


def test_rows_of_figures_alone_are_told_after_what_is_said() -> None:
    figures = row(("Work", "Kelp"), ("Tonnes", "40"), ("Cost", "£2k"))
    said = row(("Work", "Kelp"), ("Done", "It was raked by divers."))
    nets = bullet("Kelp nets were mended.")

    told = told_of("What is being done about kelp?", slide(1, "Kelp", figures, said), slide(2, "Nets", nets))

    assert told == [said.text, nets.text, figures.text]


def test_a_block_that_is_but_the_subjects_name_leads_only_where_nothing_is_said_of_it() -> None:
    name = slide(1, "Work", bullet("Kelp"))
    said = slide(2, "Winter", bullet("The wardens of the old quay raked kelp all winter long."))

    assert told_of("Tell me about kelp", name) == ["Kelp"]
    assert told_of("Tell me about kelp", name, said) == [said.blocks[1].text]


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("What does the Kelp Plan say of boats?", ("boat",)),
        ("What has the Invented Borough done about boats?", ("boat",)),
        ("What is being done to cut noise?", ("nois",)),
        ("Tell me about the Kelp Plan", ("kelp",)),
        ("What has the Invented Borough done?", ("invent",)),
    ],
)
def test_what_names_a_document_or_its_publisher_or_what_is_done_is_no_subject_beside_one(
    question: str, subject: tuple[str, ...]
) -> None:
    assert theme_terms(make_query(question, (), SHELF.lexicon), SHELF.lexicon) == subject


def test_how_a_subject_goes_is_told_after_the_first_of_what_is_done() -> None:
    said = [bullet(f"Kelp was raked on {word} Sundays of the long cold winter.") for word in COUNTED]
    trend = slide(2, "Figures", bullet("Reports of kelp fell by 14%."))
    shelf = lay_out(index((*OTHERS, slide(1, "Kelp", *said), trend)))
    question = "What is being done about kelp?"

    found = select_evidence(make_query(question, (), shelf.lexicon), ranked_for(question, shelf), shelf)

    assert [hit.block.text for hit in found.hits][1] == "Reports of kelp fell by 14%."


def test_a_block_that_takes_one_up_is_told_after_it() -> None:
    first, taken = (
        bullet("The gull crew clears kelp."),
        bullet("Over the year this has included rakes for kelp."),
    )
    shelf = lay_out(index((*OTHERS, slide(1, "Crews", first, taken))))
    question = "What is being done about kelp rakes?"

    found = select_evidence(make_query(question, (), shelf.lexicon), ranked_for(question, shelf), shelf)
    told = [hit.block.text for hit in found.hits]

    assert told.index(first.text) + 1 == told.index(taken.text)


def test_a_risk_is_no_rise() -> None:
    said = [bullet(f"Kelp was raked on {word} Sundays of the long cold winter.") for word in COUNTED]
    shelf = lay_out(index((*OTHERS, slide(1, "Kelp", *said), slide(2, "Figures", bullet("Kelp is a risk.")))))
    question = "What is being done about kelp?"

    found = select_evidence(make_query(question, (), shelf.lexicon), ranked_for(question, shelf), shelf)

    assert "Kelp is a risk." not in [hit.block.text for hit in found.hits]
