"""Rows of a table to columns of wrapped cells."""

from collections.abc import Sequence
from itertools import accumulate

from corpus.model import Block, BlockKind
from ingest.renders.typesetting.cells import SetCell, set_cell
from ingest.renders.typesetting.columns import (
    Grid,
    bands,
    count_columns,
    place_cells,
    share_widths,
    squeeze_widths,
)
from ingest.renders.typesetting.laid import Laid, Panel, overlay, stack
from ingest.renders.typesetting.looks import LOOKS, RULE, SHADE, share

_SMALLER = (1.0, 0.88, 0.76)
"""Shares of its size that a table's type may take so that no word is broken."""

_LEAST = 4.0
"""The least width of a column, by the size of the table's type."""

SetRow = tuple[SetCell, ...]


def lay_table(rows: Sequence[Block], size: int, width: int) -> Laid:
    """Return a table as wide as `width`, set for a body of a size. A header's rows are shaded.

    Where words are too wide for the columns the type is smaller, and then words are broken. A table of
    more columns than have room side by side goes on below.
    """
    grid = place_cells(rows)
    narrow = share(size, LOOKS[BlockKind.TABLE_ROW].ratio * _LEAST)
    parts = bands(grid, max(width // narrow, 1))
    gap = share(size, 0.8)
    return stack((gap if at else 0, _lay_band(rows, part, size, width)) for at, part in enumerate(parts))


def _lay_band(rows: Sequence[Block], grid: Grid, size: int, width: int) -> Laid:
    columns = count_columns(grid)
    smallest: list[SetRow] = []
    for ratio in _SMALLER:
        smallest = _set_rows(rows, grid, share(size, ratio))
        least = _widest([[(cell, cell.least) for cell in row] for row in smallest], columns)
        if sum(least) <= width:
            natural = _widest([[(cell, cell.natural) for cell in row] for row in smallest], columns)
            return _lay_rows(rows, smallest, share_widths(least, natural, width))
    floor = share(size, LOOKS[BlockKind.TABLE_ROW].ratio * _LEAST)
    return _lay_rows(rows, smallest, squeeze_widths(least, width, floor))


def _set_rows(rows: Sequence[Block], grid: Grid, size: int) -> list[SetRow]:
    return [tuple(set_cell(row, cell, size) for cell in cells) for row, cells in zip(rows, grid, strict=True)]


def _widest(rows: Sequence[Sequence[tuple[SetCell, int]]], columns: int) -> list[int]:
    """Return each column's greatest width; a cell across several columns has none to ask for."""
    widths = [1] * columns
    for row in rows:
        for cell, width in row:
            if cell.across == 1:
                widths[cell.column] = max(widths[cell.column], width)
    return widths


def _lay_rows(rows: Sequence[Block], cells: Sequence[SetRow], widths: Sequence[int]) -> Laid:
    edges = [0, *accumulate(widths)]
    laid = [_lay_row(row, edges, row_of.kind) for row_of, row in zip(rows, cells, strict=True)]
    return stack((0, part) for part in laid)


def _lay_row(row: SetRow, edges: Sequence[int], kind: BlockKind) -> Laid:
    placed = []
    for cell in row:
        left, right = edges[cell.column], edges[cell.column + cell.across]
        placed.append(cell.lay(right - left).moved(left, 0))
    height = max((part.height for part in placed), default=0)
    shade = (Panel(0, 0, edges[-1], height, SHADE),) if kind is BlockKind.TABLE_HEADER else ()
    rule = Panel(0, height, edges[-1], height + 1, RULE)
    return overlay([Laid(0, (), (*shade, rule)), *placed], height + 1)
