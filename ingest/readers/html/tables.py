"""A page's tables: which hold data, which columns and rows their cells span, which rows name columns."""

import re
from collections.abc import Callable, Iterator

from lxml.etree import _Element as Element

from ingest.readers.grids import (
    MAX_COLUMNS,
    MAX_HEADERS,
    Grid,
    GridCell,
    count_headers,
    fill_down,
    guess_headers,
)
from ingest.readers.html.elements import HEADINGS, NEVER, name_of
from ingest.readers.transcript import Line

_CELLS = ("td", "th")
_PARTS = frozenset({"thead", "tbody", "tfoot"})
_PAIR = 2
_WHOLE = re.compile(r"\d{1,6}")

LinesOf = Callable[[Element], tuple[Line, ...]]
"""Reads what a cell says."""


def is_data_table(table: Element) -> bool:
    """Return whether a table holds data, and does not only set texts in place.

    One that does says so, or has a single column, a table in a cell, a heading in a cell that is no header,
    or words outside its cells.
    """
    if table.get("role", "").lower() in {"presentation", "none"}:
        return False
    if max((len(cells) for cells in cells_in(table)), default=0) < _PAIR:
        return False
    cells = (cell for row in cells_in(table) for cell in row)
    return not any(_holds_text(cell) for cell in cells) and not _holds_stray(table)


def cells_in(table: Element) -> list[list[Element]]:
    """Return the cells of each row of a table, without those of tables in it."""
    return [[cell for cell in row if name_of(cell) in _CELLS] for row in _rows(table)]


def read_grid(table: Element, lines_of: LinesOf) -> tuple[Grid, int]:
    """Return a table's cells by row and column, one over several rows in each, and its number of headers."""
    rows = cells_in(table)
    grid: Grid = []
    taken: dict[int, int] = {}
    for cells in rows:
        row: dict[int, GridCell] = {}
        at = 0
        for cell in cells:
            while taken.get(at, 0):
                at += 1
            across = min(max(_span(cell, "colspan"), 1), MAX_COLUMNS)
            if at < MAX_COLUMNS:
                row[at] = GridCell(
                    lines_of(cell), across, min(_span(cell, "rowspan") or len(rows), len(rows))
                )
            at += across
        taken = {column: left - 1 for column, left in taken.items() if left > 1}
        for column, read in row.items():
            taken |= dict.fromkeys(range(column, column + read.across), read.down - 1)
        grid.append(row)
    fill_down(grid)
    return grid, _count_headers(table, rows, grid)


def _count_headers(table: Element, rows: list[list[Element]], grid: Grid) -> int:
    """Return how many of the first rows name columns: those in its head, or else those of header cells."""
    if len(grid) < 2:  # noqa: PLR2004  a header has a row below it
        return 0
    most = min(MAX_HEADERS, len(grid) - 1)
    head = sum(name_of(row.getparent()) == "thead" for row in _rows(table))
    named = next((at for at, cells in enumerate(rows) if not _are_headers(cells)), len(rows))
    if head or named:
        return min(head or named, most)
    if all(cells and name_of(cells[0]) == "th" for cells in rows):
        return count_headers(grid, said=False) if max(map(len, rows)) > _PAIR else 0
    return guess_headers(grid, said=False)


def _are_headers(cells: list[Element]) -> bool:
    return bool(cells) and all(name_of(cell) == "th" for cell in cells)


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if name_of(child) == "tr":
            yield child
        elif name_of(child) in _PARTS:
            yield from (row for row in child if name_of(row) == "tr")


def _holds_text(cell: Element) -> bool:
    """Return whether a cell holds a table, or is a text with headings of its own."""
    below = {name_of(one) for one in cell.iterdescendants()}
    return "table" in below or (name_of(cell) == "td" and not below.isdisjoint(HEADINGS))


def _holds_stray(table: Element) -> bool:
    """Return whether words stand in a table outside its cells and caption."""
    parts = [table, *(one for one in table if name_of(one) in _PARTS), *_rows(table)]
    known = {*_CELLS, *_PARTS, "tr", "caption"}
    stray = [child for part in parts for child in part if name_of(child) not in known]
    texts = [part.text for part in parts] + [child.tail for part in parts for child in part]
    texts += ["".join(child.itertext()) for child in stray if name_of(child) not in NEVER]
    return any(text and text.strip() for text in texts)


def is_pair_list(element: Element) -> bool:
    """Return whether a list of terms holds nothing but terms and what is said of them."""
    parts = [element, *(one for one in element if name_of(one) == "div")]
    children = [child for part in parts for child in part]
    texts = [part.text for part in parts] + [child.tail for child in children]
    names = {name_of(child) for child in children}
    return names <= {"dt", "dd", "div", ""} and not any(text and text.strip() for text in texts)


def _span(cell: Element, name: str) -> int:
    """Return how many columns or rows a cell spans; 0 is all that are left."""
    value = cell.get(name, "1").strip()
    return int(value) if _WHOLE.fullmatch(value) else 1
