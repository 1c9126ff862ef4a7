from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from assistant.model import Hit
from assistant.sections import read_rest, read_sections
from assistant.shelf import lay_out
from corpus.model import Slide
from tests.assistant.small_corpus import bullet, embed, heading, index, slide

KELP = (
    heading("Kelp"),
    bullet("Divers raked two slipways.", "Kelp"),
    bullet("Sam Ferry, Harbour Master", "Kelp"),
    bullet(
        "Sam Ferry, Harbour Master, and nine volunteers came out every Sunday of the long winter to rake.",
        "Kelp",
    ),
    bullet("Kelp", "Kelp"),
    bullet("Lamps were lit.", "Lamps"),
)
SLIDES = (
    slide(1, "Harbour", *KELP),
    slide(2, "Kelp", bullet("Nets were mended."), bullet("A grant was won.")),
    slide(3, "Money", bullet("Kelp rakes were bought.")),
)
SHELF = lay_out(index(SLIDES))
KELP_ASKED = {"kelp": "kelp"}


def hit(number: int, place: int) -> Hit:
    found = SLIDES[number - 1]
    return Hit(found, found.blocks[place], 0.5, {}, {})


def read(*hits: Hit) -> list[str]:
    return [one.block.text for one in read_sections(hits, KELP_ASKED, SHELF)]


def place_of(number: int, text: str) -> int:
    return next(n for n, block in enumerate(SLIDES[number - 1].blocks) if block.text == text)


def test_what_stands_under_a_heading_is_read_in_order_whichever_block_was_found() -> None:
    texts = read(hit(1, place_of(1, KELP[3].text)))
    assert texts == [KELP[1].text, KELP[3].text]


def test_slides_are_read_in_turn_the_best_first() -> None:
    texts = read(hit(2, place_of(2, "A grant was won.")), hit(1, place_of(1, KELP[1].text)))
    assert texts == ["Nets were mended.", KELP[1].text, "A grant was won.", KELP[3].text]


def test_a_slide_that_only_uses_the_words_is_not_read() -> None:
    assert read(hit(3, place_of(3, "Kelp rakes were bought."))) == []


def test_a_block_that_was_found_keeps_its_score_and_others_come_below_it() -> None:
    first, second = read_sections((hit(2, place_of(2, "A grant was won.")),), KELP_ASKED, SHELF)
    assert (first.score, second.score) == (0.0, 0.5)


SPOKEN = slide(1, "Jail", bullet("Bars were painted."))
WRITTEN = slide(2, "Prison", bullet("Gates were oiled."))
CELLS = lay_out(index((SPOKEN, WRITTEN)))


def first_of(one: Slide, meaning: float = 0.5) -> Hit:
    """Return a hit of a slide's first block below its title, its slide as near as said."""
    return Hit(one, one.blocks[1], 0.5, {"slide": meaning})


@pytest.mark.parametrize(
    ("slides", "said"),
    [((WRITTEN,), ["Gates were oiled."]), ((WRITTEN, SPOKEN), ["Bars were painted."])],
    ids=["read where it is all", "left where another says it much more"],
)
def test_a_slide_named_by_the_papers_word_is_read_unless_another_bears_the_asked_one(
    slides: Sequence[Slide], said: Sequence[str]
) -> None:
    read_of_jail = read_sections([first_of(one) for one in slides], {"jail": "jail"}, CELLS)

    assert [one.block.text for one in read_of_jail] == said


RAKED = slide(
    1,
    "Kelp",
    bullet("Divers raked."),
    bullet("Nets were mended."),
    heading("Boats"),
    bullet("Hulls were tarred.", "Boats"),
)
WEED = slide(2, "Seaweed", bullet("Crews rowed."), bullet("Oars were oiled."))
LAMPS = slide(3, "Lamps", bullet("Wicks were cut."), bullet("Oil was bought."))


def embed_alike(texts: Sequence[str]) -> np.ndarray:
    """Return vectors to which seaweed is kelp."""
    return embed([text.lower().replace("seaweed", "kelp") for text in texts])


BESIDE = lay_out(index((RAKED, WEED, LAMPS), embed_alike))
IN_PART = {"kelp": "kelp", "lantern": "lanterns"}


@pytest.mark.parametrize(
    ("lead", "others", "words", "rest"),
    [
        (RAKED, (), IN_PART, ["Divers raked.", "Nets were mended."]),
        (RAKED, (first_of(WEED, 0.4),), IN_PART, ["Divers raked.", "Nets were mended."]),
        (RAKED, (first_of(WEED, 0.6),), IN_PART, []),
        (WEED, (), KELP_ASKED, ["Crews rowed.", "Oars were oiled."]),
        (LAMPS, (), KELP_ASKED, []),
    ],
    ids=["under one heading", "another means it less", "another means it more", "alike", "of else"],
)
def test_what_stands_beside_the_lead_is_read_where_its_slide_is_named_in_part_and_meant_most(
    lead: Slide, others: Sequence[Hit], words: Mapping[str, str], rest: Sequence[str]
) -> None:
    found = read_rest(first_of(lead), (first_of(lead), *others), words, BESIDE)

    assert [one.block.text for one in found] == rest


def test_what_stands_beside_the_lead_is_told_by_how_well_it_was_found() -> None:
    lead, other = (
        Hit(RAKED, RAKED.blocks[place], score, {"slide": 0.5}) for place, score in ((1, 0.5), (2, 0.7))
    )

    found = read_rest(lead, (lead, other), IN_PART, BESIDE)

    assert [(one.block.text, one.score) for one in found] == [
        ("Nets were mended.", 0.7),
        ("Divers raked.", 0.5),
    ]


def test_a_slide_named_by_a_word_that_means_nearly_the_same_is_not_read_by_itself() -> None:
    assert read_sections((first_of(WEED),), KELP_ASKED, BESIDE) == []
