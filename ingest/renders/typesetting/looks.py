"""How the kinds of blocks look: sizes are shares of the body's, colours dark enough on white (4.5 to 1)."""

from typing import NamedTuple

from corpus.model import BlockKind

WIDTH = 1600
MARGIN = 80

WHITE, TINT, SHADE, RULE = "#ffffff", "#f4f6f8", "#e3ebf1", "#c9d3dc"
INK, NAVY, TEAL, QUIET = "#1d2730", "#12324f", "#0b6270", "#56636e"
COLOURS = (WHITE, TINT, SHADE, RULE, INK, NAVY, TEAL, QUIET)


class Look(NamedTuple):
    """A text's size and the gap above it as shares of the body's size, its weight and its colour."""

    ratio: float
    before: float
    colour: str = INK
    bold: bool = False


LOOKS: dict[BlockKind, Look] = {
    BlockKind.THEME: Look(0.82, 0.6, TEAL, bold=True),
    BlockKind.TITLE: Look(1.5, 0.15, NAVY, bold=True),
    BlockKind.HEADING: Look(1.08, 1.0, NAVY, bold=True),
    BlockKind.PARAGRAPH: Look(1.0, 0.6),
    BlockKind.BULLET: Look(1.0, 0.45),
    BlockKind.NUMBERED: Look(1.0, 0.45),
    BlockKind.TABLE_HEADER: Look(0.86, 0.0, NAVY, bold=True),
    BlockKind.TABLE_ROW: Look(0.86, 0.0),
    BlockKind.CAPTION: Look(0.86, 0.45),
    BlockKind.FIGURE: Look(0.86, 0.45),
    BlockKind.NOTE: Look(0.82, 0.4, QUIET),
}

AFTER_HEADING = 0.35
"""The gap below a heading, as a share of the body's size."""

BULLETS = ("•", "–")
"""The marks of list items, by depth in turn."""

LABEL = Look(0.7, 0.0, QUIET, bold=True)
FOOT_SIZE = 18
SMALL_TYPE = 14
"""Body type below this size is hard to read; the picture says so."""


def share(size: int, ratio: float, least: int = 1) -> int:
    """Return a share of a size in whole pixels."""
    return max(round(size * ratio), least)
