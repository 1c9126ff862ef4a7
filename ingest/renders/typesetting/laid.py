"""What is drawn, before it is: words and panels in a frame, and frames put into others."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from ingest.renders.typesetting.fonts import Face

Edges = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels; the last two are the first outside."""


class Glyphs(NamedTuple):
    """A word, or its part on a line: where its box begins, in pixels, and how it is drawn.

    It is characters [start, end) of the block; marks and labels of our own have no block id.
    """

    x: int
    y: int
    shown: str
    face: Face
    colour: str
    block_id: str = ""
    start: int = 0
    end: int = 0

    @property
    def edges(self) -> Edges:
        """Its box: the room it takes across, from the ascent to the descent of its face."""
        wide = self.face.extent(self.shown).width
        return self.x, self.y, self.x + wide, self.y + self.face.height


class Panel(NamedTuple):
    """A filled rectangle, in pixels; x1 and y1 are the first outside of it."""

    x0: int
    y0: int
    x1: int
    y1: int
    colour: str


@dataclass(frozen=True, slots=True)
class Laid:
    """Words on panels in a frame, origin top left. `height` is the room they take, in pixels."""

    height: int = 0
    words: tuple[Glyphs, ...] = ()
    panels: tuple[Panel, ...] = ()

    def moved(self, x: int, y: int) -> "Laid":
        """Return the same, put further right and down; the height is the words' still."""
        return Laid(
            self.height,
            tuple(Glyphs(word.x + x, word.y + y, *word[2:]) for word in self.words),
            tuple(Panel(p.x0 + x, p.y0 + y, p.x1 + x, p.y1 + y, p.colour) for p in self.panels),
        )


def overlay(parts: Iterable[Laid], height: int | None = None) -> Laid:
    """Return the parts in one frame, where they stand; as high as the highest, unless told."""
    laid = tuple(parts)
    return Laid(
        max((part.height for part in laid), default=0) if height is None else height,
        tuple(word for part in laid for word in part.words),
        tuple(panel for part in laid for panel in part.panels),
    )


def stack(parts: Iterable[tuple[int, Laid]]) -> Laid:
    """Return the parts below each other, each with the gap that stands above it."""
    placed: list[Laid] = []
    y = 0
    for gap, part in parts:
        y += gap
        placed.append(part.moved(0, y))
        y += part.height
    return overlay(placed, y)
