"""Numbered items of invented slides, as layouts take them apart."""

from dataclasses import replace

from corpus.model import BlockKind, WordPlace
from ingest.items import mark_counted, set_items
from ingest.units import Unit
from tests.ingest import decks

P, NUMBERED, HEADING = BlockKind.PARAGRAPH, BlockKind.NUMBERED, BlockKind.HEADING


def texts_of(*texts: str, kind: BlockKind = P) -> list[str]:
    return [unit.text for unit in set_items([Unit(kind, text) for text in texts])]


def test_paragraphs_that_count_from_one_without_a_sign_are_a_list() -> None:
    units = (Unit(P, "Our aims"), Unit(P, "1 A safer town"), Unit(P, "2 A calmer town"))

    assert [unit.kind for unit in mark_counted(units)] == [P, NUMBERED, NUMBERED]


def test_figures_that_do_not_count_from_one_make_no_list() -> None:
    units = (Unit(P, "2 Officers were hired"), Unit(P, "7 Clubs opened"))

    assert mark_counted(units) == units
    assert mark_counted((Unit(P, "1 Officer was hired"),))[0].kind is P


def test_a_line_below_each_number_is_part_of_its_item() -> None:
    found = texts_of("Aims", "1. Safer", "Fewer burglaries", "2. Calmer", "Less noise", "Thank you")

    assert found == ["Aims", "1. Safer\nFewer burglaries", "2. Calmer\nLess noise", "Thank you"]


def test_headings_that_count_are_items_with_their_lines() -> None:
    found = set_items(
        [
            Unit(HEADING, "1. Safer"),
            Unit(P, "Fewer thefts"),
            Unit(HEADING, "2. Calmer"),
            Unit(P, "Less noise"),
        ]
    )

    assert [(unit.kind, unit.rank) for unit in found] == [(NUMBERED, 0), (NUMBERED, 0)]


def test_a_number_by_itself_stands_before_the_words_below_it() -> None:
    assert texts_of("1", "Safer", "Fewer thefts", "2", "Calmer", "Less noise") == [
        "1 Safer\nFewer thefts",
        "2 Calmer\nLess noise",
    ]


def test_items_with_unlike_many_lines_are_left_as_they_are() -> None:
    lines = ("1. Safer", "Fewer thefts", "2. Calmer", "Less noise", "More trees", "3. Fairer", "Same fees")

    assert texts_of(*lines) == list(lines)


def test_a_list_without_lines_between_is_left_as_it_is() -> None:
    assert texts_of("6. Safer", "7. Calmer", "Thank you", kind=NUMBERED) == [
        "6. Safer",
        "7. Calmer",
        "Thank you",
    ]


def test_headings_that_count_up_right_under_each_other_are_a_list() -> None:
    found = set_items(
        [Unit(HEADING, "6. Safer", rank=2), Unit(NUMBERED, "7. Calmer"), Unit(HEADING, "Thanks")]
    )

    assert [(unit.kind, unit.rank) for unit in found] == [(NUMBERED, 0), (NUMBERED, 0), (HEADING, 0)]


def test_long_texts_below_numbers_are_texts_under_headings() -> None:
    lines = ("1. Safer", "Fewer thefts " * 20, "2. Calmer", "Less noise " * 20)

    assert texts_of(*lines) == list(lines)


def test_the_places_of_words_move_with_their_text() -> None:
    word = WordPlace(0, 4, 0.1, 0.1, 0.2, 0.2)
    units = [
        replace(Unit(P, text), places=(word,), box=(0.1, top, 0.2, top + 0.1))
        for text, top in (("1. Safe", 0.1), ("Less theft", 0.2), ("2. Calm", 0.3), ("Less noise", 0.4))
    ]

    first = set_items(units)[0]

    assert [first.text[one.start : one.end] for one in first.places] == ["1. S", "Less"]
    assert first.box == (0.1, 0.1, 0.2, 0.30000000000000004)


def test_cards_with_their_numbers_in_shapes_of_their_own_are_items() -> None:
    deck = decks.new_deck()
    slide = decks.add_slide(deck, title="Aims")
    for number, words in ((1, ("Safer", "Fewer thefts")), (2, ("Calmer", "Less noise"))):
        decks.add_text(slide, (number * 3 - 2, 2, 0.5, 0.5), str(number))
        decks.add_text(slide, (number * 3 - 2, 2.6, 2.5, 2), *words)

    reading, text = decks.transcribe_deck(deck)

    assert decks.texts(reading) == ["1 Safer\nFewer thefts", "2 Calmer\nLess noise"]
    decks.assert_tiled(reading, text)
