"""Decks of every look made of an invented document's slides, and the readings of them compared."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.model import Block, BlockKind, Cell, Slide, SlideRef
from corpus.programs import find_office
from evals.forms.convert import convert
from evals.forms.decks import make_deck
from evals.forms.likeness import Likeness, Share, compare_slides
from evals.forms.looks import LOOKS, Look, ThemePlace
from evals.forms.texts import Line, find_parts, fit_size
from ingest.readers import find_reader
from tests.ingest.exports import DOCUMENT

OFFICE = find_office("auto")
HEADER = (Cell("", "Fund"), Cell("", "Sum"))


def block(kind: BlockKind, text: str, *headings: str, cells: tuple[Cell, ...] = ()) -> Block:
    return Block("", kind, text, headings=headings, cells=cells)


def slide(number: int, title: str, *blocks: Block, theme: str = "") -> Slide:
    named = [block(BlockKind.THEME, theme)] * bool(theme) + [block(BlockKind.TITLE, title)]
    return Slide(SlideRef("d", number), title, (*named, *blocks), theme)


PROGRESS = slide(
    1,
    "Progress this year",
    block(BlockKind.HEADING, "Crime"),
    block(BlockKind.BULLET, "Burglary fell by a third in the town centre.", "Crime"),
    block(BlockKind.HEADING, "Fire"),
    block(BlockKind.NUMBERED, "6. Fewer fires were set on the moor.", "Fire"),
    block(BlockKind.NUMBERED, "7. Every school was visited.", "Fire"),
    theme="Calm Streets",
)
MONEY = slide(
    2,
    "Where the money went",
    block(BlockKind.TABLE_HEADER, "Fund\tSum", cells=HEADER),
    block(
        BlockKind.TABLE_ROW,
        "Small grants\tRadio\nClubs",
        cells=(Cell("Fund", "Small grants"), Cell("Sum", "Radio\nClubs", ("Radio", "Clubs"))),
    ),
)
PICTURE = slide(3, "Who sits where", block(BlockKind.CAPTION, "A chart showing the board."))
AGAIN = replace(
    PROGRESS, theme="Safe Evenings", blocks=(block(BlockKind.THEME, "Safe Evenings"), *PROGRESS.blocks[1:])
)
NAMED = [look for look in LOOKS if look.theme is not ThemePlace.AS_TITLE]
SLIDES = (PROGRESS, MONEY, PICTURE, AGAIN)


def read_made(look: Look, folder: Path) -> tuple[Likeness, ...]:
    path = folder / "invented.pptx"
    make_deck(SLIDES, look, path)
    document, content = replace(DOCUMENT, file=path.name), path.read_bytes()
    return compare_slides(SLIDES, find_reader(document, content).read(document, content).slides)


@pytest.mark.parametrize("look", NAMED, ids=lambda look: look.name)
def test_a_deck_of_any_look_that_tells_its_titles_is_read_as_the_slides_it_was_made_of(
    look: Look, tmp_path: Path
) -> None:
    found = read_made(look, tmp_path)

    assert [what for one in found for what in one.differences] == []


def test_a_theme_in_the_titles_place_costs_titles_and_no_words(tmp_path: Path) -> None:
    found = read_made(Look("subtitled", theme=ThemePlace.AS_TITLE), tmp_path)

    assert [one.words.value for one in found] == [1.0] * 4
    assert [one.titles.right for one in found] == [0, 2, 2, 0]


def test_missing_words_titles_kinds_and_cells_are_counted_and_named() -> None:
    bare = replace(MONEY, title="Money", blocks=MONEY.blocks[:2])

    (found,) = compare_slides([MONEY], [bare])

    assert (found.titles, found.blocks, found.cells) == (Share(1, 2), Share(2, 3), Share(0, 2))
    assert found.words == Share(6, 10)
    assert "words 'small grants radio clubs' are ''" in found.differences


def test_a_slide_too_few_has_nothing_right() -> None:
    found = compare_slides([PROGRESS, MONEY], [PROGRESS])

    assert (found[0].words.value, found[1].words.value) == (1.0, 0.0)


def test_a_slide_of_a_title_alone_gets_a_picture_that_nothing_is_said_of() -> None:
    assert find_parts(slide(1, "Governance"), LOOKS[0]).pictures == ("",)


def test_long_texts_are_set_smaller() -> None:
    assert fit_size([Line("short")], 9, 5) > fit_size([Line("long words " * 200)], 9, 5) >= 7


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_a_converted_deck_keeps_its_slides(tmp_path: Path) -> None:
    make_deck(SLIDES, LOOKS[0], tmp_path / "invented.pptx")

    assert OFFICE
    (made,) = convert(OFFICE, [tmp_path / "invented.pptx"], "pdf", tmp_path)
    document, content = replace(DOCUMENT, file=made.name), made.read_bytes()
    reading = find_reader(document, content).read(document, content)

    assert [one.title for one in reading.slides] == [one.title for one in SLIDES]
