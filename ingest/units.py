from collections.abc import Iterable
from dataclasses import dataclass, replace

from corpus.model import BlockKind, Box, Cell, Span, WordPlace


@dataclass(frozen=True, slots=True)
class Unit:
    """A block to be, before it has a place on a slide.

    PARAGRAPH is text of which only its place can tell whether it is a title or heading. `gap`
    tells that blank lines enough to part two slides stand before it, `apart` that any does; `rank`
    is a heading mark's depth from 1, 0 without one; `slide` is the number an explicit mark gives
    its slide, 0 without marks. `mark` and `indent` are a list item's; `listed` tells that it is one of
    several texts of one shape, such as "Task – Name". `region` counts the parts of its slide, beyond
    which a heading does not reach. `column` is the way to its column, if that is a text of its own: a heading
    reaches into the columns within its own, and not out of it. `box` is its place, where the source has
    places, and `places` those of its words; `confidence` is that of text read from a picture.
    """

    kind: BlockKind
    text: str
    spans: tuple[Span, ...] = ()
    cells: tuple[Cell, ...] = ()
    level: int = 0
    rank: int = 0
    bold: bool = False
    gap: bool = False
    apart: bool = False
    slide: int = 0
    mark: str = ""
    indent: int = 0
    listed: bool = False
    region: int = 0
    column: tuple[int, ...] = ()
    box: Box | None = None
    places: tuple[WordPlace, ...] = ()
    confidence: float | None = None


def set_levels(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """Return the units with each bullet's depth from 0, by indentation first, then by a change of mark.

    Anything but a list item, and a gap, ends a list.
    """
    levelled = []
    above: list[tuple[int, str]] = []
    for unit in units:
        if unit.kind not in {BlockKind.BULLET, BlockKind.NUMBERED}:
            above = []
            levelled.append(unit)
            continue
        above = _place([] if unit.gap else above, (unit.indent, unit.mark))
        levelled.append(replace(unit, level=len(above) - 1))
    return tuple(levelled)


def around(boxes: Iterable[Box | None]) -> Box | None:
    """Return the box around boxes, None if there is none."""
    known = [box for box in boxes if box]
    if not known:
        return None
    x0, y0, x1, y1 = zip(*known, strict=True)
    return min(x0), min(y0), max(x1), max(y1)


def _place(above: list[tuple[int, str]], item: tuple[int, str]) -> list[tuple[int, str]]:
    """Return the items above a list item and the item itself, outermost first."""
    if item in above:
        return above[: above.index(item) + 1]
    return [*(one for one in above if one[0] <= item[0]), item]
