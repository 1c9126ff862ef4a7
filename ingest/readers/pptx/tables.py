"""A table's rows, each cell under its column's name, merged cells included."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from lxml.etree import _Element as Element

from corpus.model import BlockKind
from ingest.readers.ooxml import find, find_all, flag, whole
from ingest.readers.pptx.paragraphs import read_paragraphs
from ingest.readers.transcript import Line, RawCell

MAX_COLUMNS = 1_000

MAX_HEADERS = 3
"""A cell of the first row that reaches further down is a label of rows, not of columns."""

_NUMBER = re.compile(r"[<>~]?\s*[£$€]?\s*[-+−]?\d[\d,.]*\s*(?:%|[kKmM]|bn)?")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell at the first of the columns it spans. `down` is how many rows it spans."""

    lines: tuple[Line, ...]
    across: int = 1
    down: int = 1

    @property
    def text(self) -> str:
        """The cell's text in one line."""
        return " ".join(" ".join(line.text for line in self.lines).split())


@dataclass(frozen=True, slots=True)
class Row:
    """One row: whether it names columns, its cells, and its share of the table's height."""

    header: bool
    cells: tuple[RawCell, ...]
    top: float
    bottom: float


Grid = list[dict[int, GridCell]]
"""Of each row, its cells by their first column."""


def read_table(table: Element) -> tuple[Row, ...]:
    """Return a table's rows in order.

    A cell merged down is read in each row it spans, so that every row says what it is about. One
    merged across is read once; as a header it names all its columns. The first row names the columns
    if the table says so, or else if no cell after its first is a number; with cells merged down in it
    the rows these reach are header too, and a column's name is theirs joined.
    """
    grid = [_read_row(row) for row in find_all(table, "a:tr")]
    _fill_down(grid)
    first = find(table, "a:tblPr")
    headers = _count_headers(grid, said=first is not None and flag(first.get("firstRow")))
    columns = name_columns(grid[:headers])
    edges = _edges([max(whole(row.get("h")), 1) for row in find_all(table, "a:tr")])
    return tuple(
        Row(
            number < headers,
            tuple(RawCell(columns.get(at, ""), cell.lines) for at, cell in sorted(row.items())),
            edges[number],
            edges[number + 1],
        )
        for number, row in enumerate(grid)
    )


def name_columns(headers: Sequence[Mapping[int, GridCell]]) -> dict[int, str]:
    """Return the columns' names: the texts of the header rows above them, joined by a space."""
    names: dict[int, list[str]] = {}
    for row in headers:
        for start, cell in row.items():
            for at in range(start, start + cell.across):
                above = names.setdefault(at, [])
                above += [cell.text] if cell.text and cell.text not in above else []
    return {at: " ".join(texts) for at, texts in names.items()}


def is_number(text: str) -> bool:
    """Return whether a cell's text is a figure, and no year."""
    return bool(_NUMBER.fullmatch(text)) and not _YEAR.fullmatch(text)


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


def _fill_down(grid: Grid) -> None:
    """Put each cell that is merged down into the rows it spans."""
    for number, row in enumerate(grid):
        for at, cell in list(row.items()):
            for below in grid[number + 1 : number + cell.down]:
                below.setdefault(at, GridCell(cell.lines, cell.across))


def _count_headers(grid: Grid, *, said: bool) -> int:
    if len(grid) < 2:  # noqa: PLR2004  a header has a row below it
        return 0
    numbers = any(is_number(cell.text) for at, cell in grid[0].items() if at)
    if numbers and not said:
        return 0
    deep = max((cell.down for cell in grid[0].values()), default=1)
    return deep if deep <= min(MAX_HEADERS, len(grid) - 1) else 1


def _edges(heights: Sequence[int]) -> list[float]:
    total = sum(heights)
    return [0.0, *(reach / total for reach in accumulate(heights))]
