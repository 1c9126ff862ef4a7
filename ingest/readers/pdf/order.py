"""The order in which a page is read: column after column where text flows in columns, else row by row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.readers.pdf.layout import Grid, Line, Place

GUTTER = 0.7
"""In font sizes: the least width of the empty strip between two columns."""

SAME_SIZE = 0.04
"""Sizes that differ by a lesser share are the same: at 12 points, by less than the next half."""

_ROW_OVERLAP = 0.5
_PROSE_WORDS = 4
_DEPTH = 12

Item = Line | Grid


@dataclass(frozen=True, slots=True)
class Region:
    """Items read one after the other. `column` is the way to a column that is a text of its own."""

    items: tuple[Item, ...]
    column: tuple[int, ...] = ()


def order_items(items: Sequence[Item], column: tuple[int, ...] = ()) -> tuple[Region, ...]:
    """Return the regions of a page in reading order; the items of each too."""
    rows = _find_rows(items)
    if not _has_sides(items):
        return (Region(tuple(item for row in rows for item in row), column),) if rows else ()
    regions: list[Region] = []
    for number, (band, gutter) in enumerate(_find_bands(rows)):
        found = [item for row in band for item in row]
        if gutter is None or len(column) > _DEPTH:
            regions.append(Region(tuple(found), column))
            continue
        left = [item for item in found if item.place.x1 <= gutter]
        right = [item for item in found if item.place.x1 > gutter]
        apart = _are_apart(left, right)
        for at, side in enumerate((left, right)):
            regions += order_items(side, (*column, 2 * number + at) if apart else column)
    return tuple(regions)


def _are_apart(left: Sequence[Item], right: Sequence[Item]) -> bool:
    """Return whether two columns are texts of their own, each set as large as it fits; else one flows on.

    Of names and figures beside each other, one may be about the other.
    """
    if not _is_prose(left) or not _is_prose(right):
        return False
    small, large = sorted(
        median(item.size for item in side if isinstance(item, Line)) for side in (left, right)
    )
    return small < large * (1 - SAME_SIZE)


def _has_sides(items: Sequence[Item]) -> bool:
    """Return whether any item stands wholly to the left of another; without, there are no columns."""
    places = [item.place for item in items]
    return max((place.x0 for place in places), default=0) > min((place.x1 for place in places), default=0)


def _find_rows(items: Sequence[Item]) -> list[list[Item]]:
    """Return the items in rows from the top, each row from the left."""
    rows: list[list[Item]] = []
    for item in sorted(items, key=lambda item: (item.place.top, item.place.x0)):
        if rows and _in_row(rows[-1], item):
            rows[-1].append(item)
        else:
            rows.append([item])
    return [sorted(row, key=lambda item: item.place.x0) for row in rows]


def _in_row(row: Sequence[Item], item: Item) -> bool:
    first = row[0].place
    shared = min(first.bottom, item.place.bottom) - max(first.top, item.place.top)
    return shared >= _ROW_OVERLAP * min(first.height, item.place.height)


def _find_bands(rows: Sequence[list[Item]]) -> Iterator[tuple[list[list[Item]], float | None]]:
    """Yield stretches of rows, each with the middle of the strip that parts it into columns, if any."""
    plain: list[list[Item]] = []
    at = 0
    while at < len(rows):
        end, gutter = _grow_band(rows, at)
        if gutter is None:
            plain.append(rows[at])
            at += 1
            continue
        if plain:
            yield plain, None
        yield list(rows[at:end]), gutter
        plain, at = [], end
    if plain:
        yield plain, None


def _grow_band(rows: Sequence[list[Item]], start: int) -> tuple[int, float | None]:
    """Return the end of the longest band of columns that begins at a row, and its strip's middle."""
    found: list[list[tuple[float, float]]] = []
    strips: list[tuple[float, float]] | None = None
    span = _span(rows)
    for end in range(start, len(rows)):
        gaps = _find_gaps(rows[end], span)
        strips = gaps if strips is None else _cut(strips, gaps)
        strips = [strip for strip in strips if strip[1] - strip[0] >= GUTTER * _size(rows[start])]
        if not strips:
            break
        found.append(strips)
    for end in range(start + len(found), start, -1):
        band = [item for row in rows[start:end] for item in row]
        for left, right in sorted(found[end - start - 1], key=lambda strip: strip[0] - strip[1]):
            if _is_gutter(band, (left + right) / 2):
                return end, (left + right) / 2
    return start, None


def _span(rows: Sequence[list[Item]]) -> Place:
    places = [item.place for row in rows for item in row]
    return Place(min(p.x0 for p in places), 0, max(p.x1 for p in places), 0)


def _size(row: Sequence[Item]) -> float:
    return median(item.size if isinstance(item, Line) else 10.0 for item in row)


def _find_gaps(row: Sequence[Item], span: Place) -> list[tuple[float, float]]:
    edges = [span.x0]
    for item in row:
        edges += [item.place.x0, item.place.x1]
    edges.append(span.x1)
    gaps = [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]
    return [(left, right) for left, right in gaps if right > left]


def _cut(
    strips: Sequence[tuple[float, float]], gaps: Sequence[tuple[float, float]]
) -> list[tuple[float, float]]:
    return [(max(a, c), min(b, d)) for a, b in strips for c, d in gaps if min(b, d) > max(a, c)]


def _is_gutter(band: Sequence[Item], middle: float) -> bool:
    """Return whether a strip parts columns of text, and not the cells of rows.

    Columns are drawn one after the other, rows' cells by turns; where the file draws by turns,
    only two sides of several lines of prose are columns.
    """
    sides = [item.place.x1 > middle for item in sorted(band, key=_drawn)]
    if all(sides) or not any(sides):
        return False
    left = [item for item in band if item.place.x1 <= middle]
    right = [item for item in band if item.place.x1 > middle]
    if not _side_by_side(left, right):
        return False
    turns = sum(one != other for one, other in pairwise(sides))
    least = min(len(left), len(right))
    if turns <= max(1, least // 3):
        return least > 1 or any(isinstance(item, Grid) for item in band)
    return _is_prose(left) and _is_prose(right)


def _drawn(item: Item) -> int:
    return item.order if isinstance(item, Line) else min((line.order for line in item.lines), default=0)


def _side_by_side(left: Sequence[Item], right: Sequence[Item]) -> bool:
    top = max(min(item.place.top for item in side) for side in (left, right))
    bottom = min(max(item.place.bottom for item in side) for side in (left, right))
    return bottom > top


def _is_prose(items: Sequence[Item]) -> bool:
    lines = [item for item in items if isinstance(item, Line)]
    return len(lines) > 2 and median(len(line.words) for line in lines) >= _PROSE_WORDS  # noqa: PLR2004
