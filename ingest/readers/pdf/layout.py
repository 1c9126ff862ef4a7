"""What a page is made of: words, lines, grids. Places are in points from the visible page's top left."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from corpus.model import Box, Drop, Span

make = tuple.__new__
"""Makes a named tuple of a plain one in half the time its own name takes: for what each word has."""

_HALF = 0.4999


class Place(NamedTuple):
    """A rectangle in points, origin top left."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top

    def holds(self, other: "Place") -> bool:
        """Return whether the other's middle stands in it."""
        x, y = (other.x0 + other.x1) / 2, (other.top + other.bottom) / 2
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom

    def meets(self, other: "Place") -> bool:
        """Return whether the two share a point at least."""
        shared = self.cut(other)
        return shared.x0 <= shared.x1 and shared.top <= shared.bottom

    def cut(self, other: "Place") -> "Place":
        """Return what the two share; it meets no place if that is nothing."""
        return Place(
            max(self.x0, other.x0),
            max(self.top, other.top),
            min(self.x1, other.x1),
            min(self.bottom, other.bottom),
        )


def surround(places: Iterable[tuple[float, float, float, float]]) -> Place:
    """Return the least rectangle around the places, of which there is one at least."""
    x0s, tops, x1s, bottoms = zip(*places, strict=True)
    return Place(min(x0s), min(tops), max(x1s), max(bottoms))


class Word(NamedTuple):
    """A word as shown. `span` is its place in the canonical text; `drops` are characters of it left out."""

    text: str
    span: Span
    place: Place
    drops: tuple[Drop, ...] = ()


@dataclass(frozen=True)
class Line:
    """Words that stand on one line, with no wide gap between them.

    `order` counts in the order the file draws them. `turn` is the text's own rotation in quarter
    turns, counter-clockwise. `size` and `bold` are those of most of its letters. `spaced` tells that a
    space is drawn before it.
    """

    words: tuple[Word, ...]
    order: int
    size: float
    bold: bool = False
    turn: int = 0
    spaced: bool = False

    @cached_property
    def text(self) -> str:
        """The words, a space between."""
        return " ".join([word.text for word in self.words])

    @cached_property
    def place(self) -> Place:
        """The rectangle around the words."""
        return surround([word.place for word in self.words])


@dataclass(frozen=True)
class Grid:
    """A table by its cells: rows of (place, lines); a place is None where a merged cell covers it.

    `open` tells that no rules part its columns. `column` is the way to the page's column that it stands in.
    """

    place: Place
    rows: tuple[tuple[tuple[Place | None, tuple[Line, ...]], ...], ...]
    open: bool = False
    column: tuple[int, ...] = ()

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return max(len(row) for row in self.rows)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All lines in its cells."""
        return tuple(line for row in self.rows for _, lines in row for line in lines)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its lines outside tables, its tables, and whether anything is drawn on it."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...] = ()
    grids: tuple[Grid, ...] = ()
    drops: tuple[Drop, ...] = ()
    pictured: bool = False
    warnings: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[Word, ...]:
        """All words of the page, running lines and tables included."""
        lines = (*self.lines, *(line for grid in self.grids for line in grid.lines))
        return tuple(word for line in lines for word in line.words)

    def to_box(self, places: Sequence[Place]) -> Box | None:
        """Return the rectangle around the places in shares of the page, None for no place."""
        return self.to_share(surround(places)) if places else None

    def to_share(self, place: Place) -> Box:
        """Return a place in shares of the page."""
        return next(self.to_shares([place]))

    def to_shares(self, places: Iterable[Place]) -> Iterator[Box]:
        """Yield places in shares of the page; words that follow each other mostly stand on one line."""
        wide, high = self.width, self.height
        line: tuple[float, float] | None = None
        y0 = y1 = 0.0
        for x0, top, x1, bottom in places:
            if line != (top, bottom):
                line = top, bottom
                y0, y1 = _to_share(top, high), _to_share(bottom, high)
            yield _to_share(x0, wide), y0, _to_share(x1, wide), y1


def _to_share(x: float, whole: float) -> float:
    """Return which share of the whole x is, from 0 to 1, rounded to five places.

    As `round` does it, in half its time: what is not near the middle of two hundred-thousandths is nearest
    to one, and a quotient of two integers is the float nearest to it, as that of its digits.
    """
    share = x / whole
    if not 0 < share < 1:
        return min(max(share, 0.0), 1.0)
    parts = share * 1e5
    nearest = (parts + 0.5) // 1
    return nearest / 1e5 if -_HALF < nearest - parts < _HALF else round(share, 5)
