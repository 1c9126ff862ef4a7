"""A table's rows, each cell under its column's name, merged cells included."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from lxml.etree import _Element as Element

from corpus.model import BlockKind
from ingest.readers.grids import MAX_COLUMNS, GridCell, cells_of, count_headers, fill_down, name_columns
from ingest.readers.ooxml import find, find_all, flag, whole
from ingest.readers.pptx.paragraphs import read_paragraphs
from ingest.readers.transcript import Line, RawCell


@dataclass(frozen=True, slots=True)
class Row:
    """One row: whether it names columns, its cells, and its share of the table's height."""

    header: bool
    cells: tuple[RawCell, ...]
    top: float
    bottom: float


def read_table(table: Element) -> tuple[Row, ...]:
    """Return a table's rows in order.

    A cell merged down is read in each row it spans, so that every row says what it is about. One
    merged across is read once; as a header it names all its columns. The first row names the columns
    if the table says so, or else if no cell after its first is a number; with cells merged down in it
    the rows these reach are header too, and a column's name is theirs joined.
    """
    grid = [_read_row(row) for row in find_all(table, "a:tr")]
    fill_down(grid)
    first = find(table, "a:tblPr")
    headers = count_headers(grid, said=first is not None and flag(first.get("firstRow")))
    columns = name_columns(grid[:headers])
    edges = _edges([max(whole(row.get("h")), 1) for row in find_all(table, "a:tr")])
    return tuple(
        Row(number < headers, cells_of(row, columns), edges[number], edges[number + 1])
        for number, row in enumerate(grid)
    )


def _read_row(row: Element) -> dict[int, GridCell]:
    cells = {}
    for at, element in enumerate(find_all(row, "a:tc")[:MAX_COLUMNS]):
        if not flag(element.get("hMerge")) and not flag(element.get("vMerge")):
            across = min(max(whole(element.get("gridSpan"), 1), 1), MAX_COLUMNS)
            cells[at] = GridCell(_read_lines(element), across, max(whole(element.get("rowSpan"), 1), 1))
    return cells


def _read_lines(cell: Element) -> tuple[Line, ...]:
    paragraphs = read_paragraphs(find(cell, "a:txBody"))
    return tuple(Line(one.text, one.kind is not BlockKind.PARAGRAPH) for one in paragraphs)


def _edges(heights: Sequence[int]) -> list[float]:
    total = sum(heights)
    return [0.0, *(reach / total for reach in accumulate(heights))]
