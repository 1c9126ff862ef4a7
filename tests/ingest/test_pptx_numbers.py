"""Invented lists, numbered as PowerPoint would show them."""

import pytest

from ingest.readers.pptx.numbers import Counter, Scheme, write_number
from tests.ingest import decks

FIGURES = Scheme()


def count(*items: tuple[int, Scheme | None]) -> list[str]:
    counter = Counter()
    return [counter.take(level, scheme) for level, scheme in items]


@pytest.mark.parametrize(
    ("kind", "number", "shown"),
    [
        ("arabicPeriod", 6, "6."),
        ("arabicParenR", 6, "6)"),
        ("arabicParenBoth", 6, "(6)"),
        ("arabicPlain", 6, "6"),
        ("alphaLcPeriod", 28, "bb."),
        ("alphaUcParenR", 3, "C)"),
        ("romanLcPeriod", 1994, "mcmxciv."),
        ("romanUcPeriod", 4, "IV."),
        ("thaiNumPeriod", 6, "6."),
        ("", 6, "6."),
    ],
)
def test_a_number_is_written_as_its_type_shows_it(kind: str, number: int, shown: str) -> None:
    assert write_number(kind, number) == shown


def test_a_list_starts_where_it_says() -> None:
    assert count((0, Scheme(start=6)), (0, Scheme(start=6))) == ["6.", "7."]


def test_a_list_goes_on_over_what_stands_deeper() -> None:
    assert count((0, FIGURES), (1, None), (1, Scheme("alphaLcPeriod")), (0, FIGURES)) == [
        "1.",
        "",
        "a.",
        "2.",
    ]


def test_a_paragraph_of_its_level_without_a_number_ends_a_list() -> None:
    assert count((0, FIGURES), (0, None), (0, FIGURES)) == ["1.", "", "1."]


def test_a_deeper_list_begins_anew_under_each_item() -> None:
    assert count((0, FIGURES), (1, FIGURES), (0, FIGURES), (1, FIGURES)) == ["1.", "1.", "2.", "1."]


def test_another_type_begins_another_list() -> None:
    assert count((0, FIGURES), (0, Scheme("romanUcPeriod"))) == ["1.", "I."]


def test_an_empty_paragraph_of_a_list_is_not_counted() -> None:
    deck = decks.new_deck()
    box = decks.add_text(decks.add_slide(deck, title="Steps"), (1, 2, 5, 2), "Agree", "", "Fund")
    decks.make_bullets(box, numbered=True)

    assert decks.texts(decks.read_deck(deck)) == ["1. Agree", "2. Fund"]


def test_a_number_is_a_character_of_the_text_that_is_accounted_for() -> None:
    deck = decks.new_deck()
    box = decks.add_text(decks.add_slide(deck, title="Steps"), (1, 2, 5, 2), "Agree", "Fund")
    decks.make_bullets(box, numbered=True)

    decks.assert_tiled(*decks.transcribe_deck(deck))
