"""A table's rows to cells in columns, and the columns' widths."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from corpus.model import Block, Cell


@dataclass(frozen=True, slots=True)
class CellText:
    """One cell: characters [start, end) of its row's text, which of its lines are list items, its columns."""

    start: int
    end: int
    items: tuple[str, ...]
    column: int
    across: int = 1


Grid = list[tuple[CellText, ...]]
"""The cells of each row."""


def place_cells(rows: Sequence[Block]) -> Grid:
    """Return each row's cells in columns.

    The columns are those of the row with most cells. A cell of a shorter row goes to the next column of
    its name, or else to the next; it reaches to the next cell, and the last to the end.
    """
    longest = max(rows, key=lambda row: len(row.cells))
    names = [cell.column for cell in longest.cells] or [""]
    return [_place_row(row, names) for row in rows]


def bands(grid: Grid, columns: int) -> list[Grid]:
    """Return the grid cut into grids of no more than a number of columns, left to right."""
    total = count_columns(grid)
    return [_band(grid, first, min(first + columns, total)) for first in range(0, total, columns)]


def count_columns(grid: Grid) -> int:
    """Return how many columns a grid has."""
    return max((cell.column + cell.across for row in grid for cell in row), default=0)


def share_widths(least: Sequence[int], natural: Sequence[int], width: int) -> list[int]:
    """Return the columns' widths, together `width`, which the longest words have room in.

    Columns that have room for their longest lines share what is over by their lengths; else each has its
    longest word's width, and shares what is over by how much longer its lines are.
    """
    over = width - sum(least)
    wishes = [wide - small for wide, small in zip(natural, least, strict=True)]
    if sum(wishes) <= over:
        return _spread(natural, natural, width - sum(natural))
    return _spread(least, wishes, over)


def squeeze_widths(least: Sequence[int], width: int, floor: int) -> list[int]:
    """Return widths for columns whose words are too wide: `floor` each, and shares of what is over."""
    floors = [min(floor, width // len(least))] * len(least)
    return _spread(floors, [max(wide - floor, 1) for wide in least], width - sum(floors))


def _spread(start: Sequence[int], weights: Sequence[int], over: int) -> list[int]:
    """Return the start with what is over added by weights, in whole pixels that come to the same sum."""
    total = sum(weights) or 1
    reach = [over * upto // total for upto in accumulate(weights)]
    return [base + end - begin for base, begin, end in zip(start, [0, *reach], reach, strict=False)]


def _place_row(row: Block, names: Sequence[str]) -> tuple[CellText, ...]:
    cells = row.cells or (Cell("", row.text),)
    if "\t".join(cell.text for cell in cells) != row.text:
        cells = (Cell("", row.text),)
    found: list[CellText] = []
    at = column = 0
    for left, cell in zip(range(len(cells), 0, -1), cells, strict=True):
        column = _find_column(names, cell.column, column, len(names) - left)
        found.append(CellText(at, at + len(cell.text), cell.items, column))
        at, column = at + len(cell.text) + 1, column + 1
    ends = [cell.column for cell in found[1:]] + [len(names)]
    return tuple(replace(cell, across=end - cell.column) for cell, end in zip(found, ends, strict=True))


def _find_column(names: Sequence[str], name: str, first: int, last: int) -> int:
    """Return the first column of a name from `first` to `last`, so that the cells after it have room."""
    return next((at for at in range(first, last + 1) if name and names[at] == name), first)


def _band(grid: Grid, first: int, end: int) -> Grid:
    cut = []
    for row in grid:
        within = (cell for cell in row if first <= cell.column < end)
        cut.append(
            tuple(
                replace(cell, column=cell.column - first, across=min(cell.across, end - cell.column))
                for cell in within
            )
        )
    return cut
