"""A table's make: which columns and rows a cell spans, and which rows name the columns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from lxml.etree import _Element as Element

from corpus.model import BlockKind
from ingest.readers.docx.blocks import find_blocks
from ingest.readers.docx.inline import DELETED
from ingest.readers.docx.styles import Styles, is_on, value_at
from ingest.readers.grids import (
    MAX_COLUMNS,
    MAX_HEADERS,
    Grid,
    GridCell,
    count_headers,
    fill_down,
    guess_headers,
)
from ingest.readers.ooxml import find, find_all, flag, tag, whole
from ingest.readers.pieces import Piece
from ingest.readers.transcript import Line

_UNSHADED = {None, "", "auto", "ffffff"}
_PAIR = 2
_LISTS = {BlockKind.BULLET, BlockKind.NUMBERED}
_LINES = _LISTS | {BlockKind.PARAGRAPH, BlockKind.HEADING}

IsHeading = Callable[[Element], bool]
"""Tells whether a paragraph is a heading."""


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Where a cell stands in its row; one that `goes_on` belongs to the cell above it."""

    element: Element
    column: int
    across: int
    goes_on: bool
    shaded: bool


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row as it was read: its cells by their first columns, and how they look.

    `goes_on` are the columns whose cell belongs to the one above; `marked` those whose words are all bold
    or that are shaded; `said` tells that the table repeats the row on each page as a header. `beside` is
    what a row's lines cannot hold: notes, tables in its cells, what is left out.
    """

    cells: dict[int, GridCell]
    page: int
    goes_on: frozenset[int] = frozenset()
    marked: frozenset[int] = frozenset()
    said: bool = False
    drop: str = ""
    beside: tuple[Piece, ...] = ()


def find_cells(row: Element) -> tuple[CellPlace, ...]:
    """Return the cells of a row in order."""
    at = whole(value_at(row, "w:trPr/w:gridBefore"))
    places = []
    for block in find_blocks(row):
        if not block.is_a("w:tc") or at >= MAX_COLUMNS:
            continue
        properties = find(block.element, "w:tcPr")
        across = min(max(whole(value_at(properties, "w:gridSpan"), 1), 1), MAX_COLUMNS)
        places.append(CellPlace(block.element, at, across, _goes_on(properties), _is_shaded(properties)))
        at += across
    return tuple(places)


def is_said_header(row: Element) -> bool:
    """Return whether a row is set to stand on top of each page."""
    return is_on((row,), "w:trPr/w:tblHeader")


def row_drop(row: Element) -> str:
    """Return why a row is left out, empty if it is not."""
    return DELETED if find(row, "w:trPr/w:del") is not None else ""


def is_layout(table: Element, is_heading: IsHeading) -> bool:
    """Return whether a table only sets texts in place: one column, or a heading with its text in a cell."""
    rows = [block.element for block in find_blocks(table) if block.is_a("w:tr")]
    cells = [find_cells(row) for row in rows]
    if all(len(row) <= 1 for row in cells):
        return True
    return any(_opens_text(cell.element, is_heading) for row in cells for cell in row)


def make_row(
    row: Element, drop: str, cells: Sequence[tuple[CellPlace, Sequence[Piece]]], page: int
) -> TableRow:
    """Return a row of its cells' pieces; it stands on the page its first words stand on."""
    own = [(place, [one for one in pieces if _is_line(one)]) for place, pieces in cells if not place.goes_on]
    beside = [one for place, pieces in cells if not place.goes_on for one in pieces if not _is_line(one)]
    covered = (one for place, pieces in cells if place.goes_on for one in pieces)
    beside += [_leave_out(one, "covered by the cell above") for one in covered]
    if drop:
        beside = [_leave_out(one, drop) for one in beside]
    return TableRow(
        cells={place.column: GridCell(_join(lines), place.across) for place, lines in own},
        page=next((one.page for _, lines in own for one in lines), page),
        goes_on=frozenset(place.column for place, _ in cells if place.goes_on),
        marked=frozenset(place.column for place, lines in own if place.shaded or _is_bold(lines)),
        said=is_said_header(row),
        drop=drop,
        beside=tuple(beside),
    )


def lay_grid(rows: Sequence[TableRow]) -> Grid:
    """Return the rows' cells, those merged down put into each row they span."""
    grid = [dict(row.cells) for row in rows]
    for number, row in enumerate(grid):
        for at, cell in row.items():
            down = 1
            while number + down < len(rows) and at in rows[number + down].goes_on:
                down += 1
            row[at] = GridCell(cell.lines, cell.across, down)
    fill_down(grid)
    return grid


def count_header_rows(table: Element, styles: Styles, rows: Sequence[TableRow], grid: Grid) -> int:
    """Return how many of the first rows name the columns.

    Those that the table repeats on each page do. Without such, the first does if it is set apart (bold or
    shaded, with a second row that is not) or the table's style sets it apart; of a table that nothing sets
    apart, if it has three columns and more, or figures under words. A first column of labels has no header.
    """
    said = next((number for number, row in enumerate(rows) if not row.said), len(rows))
    if said and len(rows) > 1:
        return min(said, MAX_HEADERS, len(rows) - 1)
    if len(rows) < 2 or not grid[0]:  # noqa: PLR2004  a header has a row below it
        return 0
    if _is_set_apart(rows[0], rows[1]):
        return count_headers(grid, said=True)
    if _are_labels(rows, grid):
        return 0
    return guess_headers(grid, said=_has_styled_header(table, styles))


def _is_line(piece: Piece) -> bool:
    return piece.passage.kind in _LINES and not piece.aside and not piece.passage.drop


def _is_bold(lines: Sequence[Piece]) -> bool:
    return bool(lines) and all(one.passage.bold or one.passage.kind is BlockKind.HEADING for one in lines)


def _leave_out(piece: Piece, reason: str) -> Piece:
    passage = piece.passage
    return replace(piece, passage=replace(passage, drop=passage.drop or reason))


def _join(pieces: Sequence[Piece]) -> tuple[Line, ...]:
    """Return a cell's lines; a paragraph that goes on on the next page is one."""
    lines: list[Line] = []
    for one in pieces:
        if one.goes_on and lines:
            lines[-1] = Line(lines[-1].text + one.passage.text, lines[-1].item)
        else:
            lines.append(Line(one.passage.text, one.passage.kind in _LISTS))
    return tuple(lines)


def _goes_on(properties: Element | None) -> bool:
    merge = find(properties, "w:vMerge")
    return merge is not None and merge.get(tag("w:val"), "continue") == "continue"


def _is_shaded(properties: Element | None) -> bool:
    shading = find(properties, "w:shd")
    fill = None if shading is None else shading.get(tag("w:fill"), "").lower()
    return fill not in _UNSHADED


def _opens_text(cell: Element, is_heading: IsHeading) -> bool:
    """Return whether a cell begins with a heading and has words under it."""
    blocks = [block for block in find_blocks(cell) if "".join(block.element.itertext()).strip()]
    return len(blocks) > 1 and blocks[0].is_a("w:p") and is_heading(blocks[0].element)


def _is_set_apart(first: TableRow, second: TableRow) -> bool:
    """Return whether all of a first row looks like a header, and not all of the second."""
    return first.marked >= set(first.cells) and not second.marked >= set(second.cells)


def _are_labels(rows: Sequence[TableRow], grid: Grid) -> bool:
    """Return whether the first column names what stands beside it: bold, shaded, or with colons."""
    columns = {at for row in grid for at in row}
    if len(columns) != _PAIR:
        return False
    first = [row.get(min(columns)) for row in grid]
    marked = all(min(columns) in row.marked for row in rows if row.cells)
    return marked or all(cell is not None and cell.text.endswith(":") for cell in first)


def _has_styled_header(table: Element, styles: Styles) -> bool:
    look = find(table, "w:tblPr/w:tblLook")
    wanted = look is not None and flag(look.get(tag("w:firstRow")))
    chain = styles.chain(value_at(table, "w:tblPr/w:tblStyle"))
    parts = (part for style in chain for part in find_all(style, "w:tblStylePr"))
    return wanted and any(part.get(tag("w:type")) == "firstRow" for part in parts)
