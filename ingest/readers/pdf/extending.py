"""Rows of a table that stand outside its rules: a header over the first, a last row under the last."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.readers.pdf.aligned import find_rows
from ingest.readers.pdf.layout import Grid, Line, Place, Word, surround

NEAR = 2.0
"""In font sizes: rows further from a table are none of it."""

_WORDS = 12
_WITHIN = 0.5
_APART = 0.4
_SLACK = 2.0

Slots = tuple[tuple[Place | None, tuple[Line, ...]], ...]


def extend_grid(grid: Grid, lines: Sequence[Line]) -> tuple[Grid, frozenset[int]]:
    """Return a table with the row right above and the rows right below it, and these rows' orders.

    Each word of such a row stands in one of the columns, and two columns at least have words. Only
    tables whose columns no rules part reach beyond their rules.
    """
    if not grid.open:
        return grid, frozenset()
    taken: set[int] = set()
    rows = _join_rows(find_rows([line for line in lines if not line.turn]))
    for near in (
        reversed([row for row in rows if surround(_places(row)).bottom <= grid.place.top + 1]),
        rows,
    ):
        for row in near:
            slots = None if any(line.order in taken for line in row) else _fit(grid, row)
            if slots:
                above = row[0].place.top < grid.place.top
                grown = (slots, *grid.rows) if above else (*grid.rows, slots)
                grid = replace(grid, place=surround([grid.place, *_places(row)]), rows=grown)
                taken |= {line.order for line in row}
    return grid, frozenset(taken)


def _join_rows(rows: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return visual rows with those made one that stand as near as the lines of one cell."""
    joined: list[list[Line]] = []
    bottom = 0.0
    for row in rows:
        place = surround(_places(row))
        if joined and place.top - bottom <= _WITHIN * row[0].size:
            joined[-1] += row
        else:
            joined.append(list(row))
        bottom = max(bottom, place.bottom)
    return joined


def _places(row: Sequence[Line]) -> list[Place]:
    return [line.place for line in row]


def _fit(grid: Grid, row: Sequence[Line]) -> Slots | None:
    """Return the cells of a row beside a table, None where it is no row of it."""
    place = surround(_places(row))
    gap = max(grid.place.top - place.bottom, place.top - grid.place.bottom)
    if not -1 <= gap <= NEAR * max(line.size for line in row):
        return None
    columns = _find_columns(grid)
    cells: list[list[Line]] = [[] for _ in columns]
    for line in row:
        for at, part in _part(line, columns):
            if at < 0:
                return None
            cells[at].append(part)
    counts = [sum(len(line.words) for line in lines) for lines in cells]
    if sum(count > 0 for count in counts) < 2 or max(counts) > _WORDS:  # noqa: PLR2004  two columns
        return None
    return tuple(
        (Place(left, place.top, right, place.bottom), tuple(lines))
        for (left, right), lines in zip(columns, cells, strict=True)
    )


def _find_columns(grid: Grid) -> list[tuple[float, float]]:
    """Return where the columns reach, up to the middles between their words."""
    words = [
        [line.place for row in grid.rows for line in row[at][1]]
        or [row[at][0] or grid.place for row in grid.rows]
        for at in range(grid.columns)
    ]
    reach = [(min(place.x0 for place in places), max(place.x1 for place in places)) for places in words]
    middles = [(left[1] + right[0]) / 2 for left, right in pairwise(reach)]
    bounds = [grid.place.x0 - _SLACK, *middles, grid.place.x1 + _SLACK]
    return list(pairwise(bounds))


def _part(line: Line, columns: Sequence[tuple[float, float]]) -> list[tuple[int, Line]]:
    """Return a line's words by column, -1 for a word that stands in none or too near to another's."""
    found: dict[int, list[Word]] = {}
    at = before = -1
    end = 0.0
    for word in line.words:
        middle = (word.place.x0 + word.place.x1) / 2
        at = next((n for n, (left, right) in enumerate(columns) if left <= middle <= right), -1)
        if before not in {-1, at} and word.place.x0 - end < _APART * line.size:
            at = -1
        found.setdefault(at, []).append(word)
        before, end = at, word.place.x1
    return [(at, replace(line, words=tuple(words))) for at, words in found.items()]
