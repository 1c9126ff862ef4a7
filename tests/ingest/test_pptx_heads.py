"""Themes and titles of invented decks, with and without placeholders."""

from pptx.presentation import Presentation as Deck
from pptx.util import Pt

from ingest.model import Reading
from tests.ingest import decks

BODY = (0.5, 2.5, 9, 4)


def named(reading: Reading) -> list[tuple[str, str]]:
    return [(slide.theme, slide.title) for slide in reading.slides]


def add_titled(deck: Deck, title: str, above: str = "") -> None:
    slide = decks.add_slide(deck, title=title)
    decks.add_text(slide, BODY, "Patrols were doubled.")
    if above:
        decks.add_text(slide, (0.5, 0.0, 9, 0.3), above)


def add_boxed(deck: Deck, *sized: tuple[str, float, int]) -> None:
    """Add a slide without placeholders: text boxes with text, top in inches and font size."""
    slide = decks.add_slide(deck, decks.BLANK)
    for text, top, size in sized:
        shape = decks.add_text(slide, (0.5, top, 9, 0.5), *text.split("\n"))
        for paragraph in shape.text_frame.paragraphs:
            paragraph.font.size = paragraph.runs[0].font.size = Pt(size)


def test_a_first_line_whose_title_stands_under_other_lines_is_a_theme() -> None:
    deck = decks.new_deck()
    add_titled(deck, "Safer Streets\nWhat we did")
    add_titled(deck, "Young People\nWhat we did")

    assert named(decks.read_deck(deck)) == [("Safer Streets", "What we did"), ("Young People", "What we did")]


def test_a_title_of_two_lines_that_is_always_the_same_stays_whole() -> None:
    deck = decks.new_deck()
    add_titled(deck, "How the Borough\nKeeps People Safe")
    add_titled(deck, "How the Borough\nKeeps People Safe")

    assert named(decks.read_deck(deck)) == [("", "How the Borough Keeps People Safe")] * 2


def test_a_title_whose_first_line_goes_on_is_no_theme_and_title() -> None:
    deck = decks.new_deck()
    add_titled(deck, "What we did for\nYoung People")
    add_titled(deck, "What we did for\nOlder People")

    assert [title for _, title in named(decks.read_deck(deck))] == [
        "What we did for Young People",
        "What we did for Older People",
    ]


def test_a_line_above_a_title_that_recurs_is_a_theme_even_when_it_stands_there_once() -> None:
    deck = decks.new_deck()
    add_titled(deck, "What we did", above="Safer Streets")
    add_titled(deck, "What we did", above="Young People")

    assert named(decks.read_deck(deck)) == [("Safer Streets", "What we did"), ("Young People", "What we did")]


def test_every_character_of_a_parted_title_is_accounted_for() -> None:
    deck = decks.new_deck()
    add_titled(deck, "Safer Streets\vWhat we did")
    add_titled(deck, "Young People\vWhat we did")

    reading, text = decks.transcribe_deck(deck)

    assert named(reading)[0] == ("Safer Streets", "What we did")
    decks.assert_tiled(reading, text)


def test_without_placeholders_the_largest_line_under_a_smaller_one_is_the_title() -> None:
    deck = decks.new_deck()
    add_boxed(deck, ("Safer Streets", 0.1, 18), ("What we did", 0.6, 28), ("Patrols were doubled.", 2.5, 20))
    add_boxed(deck, ("Young People", 0.1, 18), ("What we did", 0.6, 28), ("Clubs were opened.", 2.5, 20))

    assert named(decks.read_deck(deck)) == [("Safer Streets", "What we did"), ("Young People", "What we did")]


def test_without_placeholders_two_lines_are_parted_only_where_they_are_set_largest() -> None:
    deck = decks.new_deck()
    for theme in ("Safer Streets", "Young People"):
        add_boxed(deck, (f"{theme}\nWhat we did", 0.3, 28), ("Patrols were doubled.", 2.5, 20))
        add_boxed(deck, (f"{theme}\nWhat we did", 0.3, 20), ("Patrols were doubled.", 2.5, 20))

    assert [theme for theme, _ in named(decks.read_deck(deck))] == ["Safer Streets", "", "Young People", ""]


def test_a_hidden_slide_is_read_and_marked() -> None:
    deck = decks.new_deck()
    add_titled(deck, "What we did")
    add_titled(deck, "Kept back")
    deck.slides[1]._element.set("show", "0")

    assert [slide.hidden for slide in decks.read_deck(deck).slides] == [False, True]
