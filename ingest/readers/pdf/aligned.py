"""Tables without rules: short texts that stand in columns and are drawn row by row."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.readers.pdf.layout import Grid, Line, Place, surround

STRIP = 0.9
"""In font sizes: the least width of the empty strip between two columns."""

GAP = 4.5
"""In font sizes: a wider gap between two lines ends a table."""

_SHORT = 4
_ROWS = 3
_FULL = 0.6
_NEAR = 0.4
_ALIKE = 0.6
_OVERLAP = 0.5
_NUMBERING = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,4})[.):]?|\W")

Interval = tuple[float, float]


@dataclass(slots=True)
class _Row:
    """A table's row in the making: the column last written to, and the lines of each."""

    cells: dict[int, list[Line]]
    last: int

    @property
    def place(self) -> Place:
        return surround([line.place for lines in self.cells.values() for line in lines])


def find_aligned(lines: Sequence[Line]) -> Iterator[Grid]:
    """Yield the tables among upright lines, from the top.

    A table has three rows at least, most of them with words in two columns. All its columns but one
    hold a few words a line, which begin, end or have their middles alike; its cells are drawn row by
    row, unlike columns of prose.
    """
    rows = _find_rows(lines)
    at = 0
    while at < len(rows):
        end, columns = _grow(rows, at)
        grid = _to_grid([line for row in rows[at:end] for line in row], columns) if len(columns) > 1 else None
        if grid:
            yield grid
            at = end
        else:
            at += 1


def _find_rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Return lines in visual rows from the top."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.place.top, line.place.x0)):
        if rows and _shares(rows[-1][0].place, line.place):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _shares(one: Place, other: Place) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared >= _OVERLAP * min(one.height, other.height)


def _grow(rows: Sequence[Sequence[Line]], start: int) -> tuple[int, list[Interval]]:
    """Return the end of the rows that keep the columns of the first, and these columns."""
    columns = _merge([], rows[start])
    if len(columns) < 2:  # noqa: PLR2004  a table has two columns at least
        return start + 1, []
    bottom = max(line.place.bottom for line in rows[start])
    for at in range(start + 1, len(rows)):
        size = max(line.size for line in rows[at])
        if min(line.place.top for line in rows[at]) - bottom > GAP * size:
            return at, columns
        merged = _merge(columns, rows[at])
        if len(merged) < len(columns):
            return at, columns
        columns = merged
        bottom = max(bottom, *(line.place.bottom for line in rows[at]))
    return len(rows), columns


def _merge(columns: Sequence[Interval], row: Sequence[Line]) -> list[Interval]:
    """Return the columns with a row's lines taken in: those that nearly touch are one."""
    size = max(line.size for line in row)
    found = sorted([*columns, *((line.place.x0, line.place.x1) for line in row)])
    merged = [found[0]]
    for left, right in found[1:]:
        if left - merged[-1][1] < STRIP * size:
            merged[-1] = merged[-1][0], max(merged[-1][1], right)
        else:
            merged.append((left, right))
    return merged


def _to_grid(lines: Sequence[Line], columns: Sequence[Interval]) -> Grid | None:
    """Return the table that lines in columns make, None if they are no table."""
    rows = _read_rows(sorted(lines, key=lambda line: line.order), columns)
    while rows and len(rows[-1].cells) < 2:  # noqa: PLR2004  a line under a table is none of it
        rows.pop()
    if not _is_table(rows, len(columns)):
        return None
    places = [row.place for row in rows]
    edges = [places[0].top, *((a.bottom + b.top) / 2 for a, b in pairwise(places)), places[-1].bottom]
    slots = [
        tuple(
            (Place(left, top, right, bottom), tuple(row.cells.get(at, ())))
            for at, (left, right) in enumerate(columns)
        )
        for row, (top, bottom) in zip(rows, pairwise(edges), strict=True)
    ]
    return Grid(surround(places), tuple(slots), ruled=False)


def _read_rows(lines: Sequence[Line], columns: Sequence[Interval]) -> list[_Row]:
    """Return the rows of lines in the order drawn: one ends where a column before the last is written."""
    rows: list[_Row] = []
    for line in lines:
        middle = (line.place.x0 + line.place.x1) / 2
        column = next(at for at, (left, right) in enumerate(columns) if left <= middle <= right)
        if rows and (
            column > rows[-1].last or (column == rows[-1].last and _goes_on(rows[-1], line, column))
        ):
            rows[-1].cells.setdefault(column, []).append(line)
            rows[-1].last = column
        else:
            rows.append(_Row({column: [line]}, column))
    return rows


def _goes_on(row: _Row, line: Line, column: int) -> bool:
    """Return whether a line belongs to the cell above it: nearer to it than a line is high."""
    return -line.size <= line.place.top - row.cells[column][-1].place.bottom <= _NEAR * line.size


def _is_table(rows: Sequence[_Row], columns: int) -> bool:
    if len(rows) < _ROWS or any(one.place.bottom > other.place.top + 1 for one, other in pairwise(rows)):
        return False
    full = sum(len(row.cells) > 1 for row in rows)
    cells = [[row.cells[at] for row in rows if at in row.cells] for at in range(columns)]
    words = [median(len(line.words) for lines in column for line in lines) for column in cells if column]
    if full < _FULL * len(rows) or sum(count > _SHORT for count in words) > 1:
        return False
    numbered = all(_NUMBERING.fullmatch(line.text) for lines in cells[0] for line in lines)
    if numbered and columns == 2 and words[-1] > _SHORT:  # noqa: PLR2004  numbers before paragraphs
        return False
    return all(
        len(column) > 1 and _is_alike([line for lines in column for line in lines]) for column in cells
    )


def _is_alike(lines: Sequence[Line]) -> bool:
    """Return whether most lines begin, end or have their middles at one place."""
    near = _NEAR * median(line.size for line in lines)
    edges = (
        [line.place.x0 for line in lines],
        [line.place.x1 for line in lines],
        [(line.place.x0 + line.place.x1) / 2 for line in lines],
    )
    return any(max(sum(abs(x - one) <= near for x in xs) for one in xs) >= _ALIKE * len(xs) for xs in edges)
