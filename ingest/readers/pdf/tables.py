"""Ruled grids to table rows: each cell with its column's name, also on the pages a table goes on over."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from corpus.model import BlockKind, Cell, Drop
from ingest.readers.pdf.aligned import find_aligned
from ingest.readers.pdf.layout import Grid, Line, Page, Place
from ingest.readers.pdf.manner import Manner
from ingest.readers.pdf.order import order_items
from ingest.readers.pdf.paragraphs import find_texts
from ingest.readers.pdf.wording import Wording, join_wordings, place_unit, word_text
from ingest.units import Unit

NEAR = 6.0
"""Points by which the columns of a table may differ from one page to the next."""

_NUMBER = re.compile(r"[<>~]?\s*[£$€]?\s*[-+−(]?\d[\d,.]*\)?\s*(?:%|[kKmM]|bn)?")
_UNIT = re.compile(
    r"\(?(?:[£$€%#]|[£$€]?\s?(?:k|m|bn|[’']?000s?|thousands?|millions?|billions?)|no\.?)\)?", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d")

Slot = tuple[Place | None, tuple[Line, ...]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table's rows as units, its columns' names, and what it left out."""

    units: tuple[Unit, ...]
    columns: tuple[str, ...]
    drops: tuple[Drop, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """One cell: its wording, the items of a list in it, and its place."""

    wording: Wording
    items: tuple[str, ...]
    place: Place | None
    bold: bool

    @property
    def text(self) -> str:
        return self.wording.text


def open_grid(grid: Grid) -> Grid:
    """Return the grid with a row that holds a whole table, under a ruled or filled header, as its rows."""
    rows: list[tuple[Slot, ...]] = []
    for row in grid.rows:
        filled = [lines for _, lines in row if lines]
        inner = list(find_aligned(filled[0])) if len(filled) == 1 and len(row) > 1 else []
        whole = len(inner) == 1 and inner[0].columns == len(row) and len(inner[0].lines) == len(filled[0])
        rows += inner[0].rows if whole else [row]
    return replace(grid, rows=tuple(rows))


def tidy_grid(grid: Grid) -> Grid | None:
    """Return the grid without rows that hold no words, and with columns made one that only rules part.

    Two columns are one when they never hold different words: padding and double rules look like columns.
    None when what is left is no table.
    """
    rows = [list(row) for row in grid.rows if any(lines for _, lines in row)]
    column = 0
    while rows and column + 1 < len(rows[0]):
        if _are_two(rows, column):
            column += 1
            continue
        for row in rows:
            row[column : column + 2] = [_join(row[column], row[column + 1])]
    if len(rows) < 2 or len(rows[0]) < 2:  # noqa: PLR2004  a table has two of each
        return None
    return replace(grid, rows=tuple(tuple(row) for row in rows))


def _are_two(rows: Sequence[Sequence[Slot]], column: int) -> bool:
    """Return whether a column and the next are two.

    Then a row holds different words in them, or each has words in a row where a rule parts them; a
    merged cell's words count wherever it reaches.
    """
    pairs = [(_find_cover(rows, at, column), _find_cover(rows, at, column + 1)) for at in range(len(rows))]
    parted = [(left, right) for left, right in pairs if left and right and left is not right]
    if any(left[1] and right[1] for left, right in parted):
        return True
    return any(left[1] for left, _ in parted) and any(right[1] for _, right in parted)


def _find_cover(rows: Sequence[Sequence[Slot]], at: int, column: int) -> Slot | None:
    """Return the cell in a row's column, or the merged one that reaches there; None if neither is known."""
    slot = rows[at][column]
    if slot[0] is not None or slot[1]:
        return slot
    tops = [place.top for place, _ in rows[at] if place]
    lefts = [place.x0 for place in (row[column][0] for row in rows) if place]
    if not tops or not lefts:
        return None
    x, y = max(lefts) + 1, min(tops) + 1
    point = Place(x, y, x, y)
    covers = (one for row in rows[: at + 1] for one in row[: column + 1] if one[0])
    return next((one for one in covers if one[0] and one[0].holds(point)), None)


def _join(left: Slot, right: Slot) -> Slot:
    place, lines = (left, right) if left[1] or not right[1] else (right, left)
    return (place[0] or lines[0], place[1])


def goes_on(above: Grid, below: Grid) -> bool:
    """Return whether a page's first table has the columns of the last one of the page before."""
    places = [_edges(grid) for grid in (above, below)]
    return above.columns == below.columns and all(
        one is None or other is None or abs(one - other) <= NEAR for one, other in zip(*places, strict=True)
    )


def _edges(grid: Grid) -> list[float | None]:
    """Return where each column begins."""
    return [
        min((row[i][0].x0 for row in grid.rows if row[i][0] is not None), default=None)  # type: ignore[union-attr]
        for i in range(grid.columns)
    ]


def read_grid(grid: Grid, page: Page, manner: Manner, columns: Sequence[str] = ()) -> Table:
    """Return the rows of a grid. `columns` are the names a table has from the page before."""
    cells = [[_read_cell(slot, manner) for slot in row] for row in grid.rows]
    headed = _count_headers(cells) if not grid.open or _is_headed(cells) else 0
    rows = _fill_down(cells)
    names = _name_columns(rows[:headed])
    if columns and names != list(columns):
        headed, names = 0, list(columns)
    units = [_to_unit(row, names, page, header=number < headed) for number, row in enumerate(rows)]
    drops = [drop for row in rows for cell in row for drop in cell.wording.drops]
    return Table(tuple(units), tuple(names), tuple(drops))


def _read_cell(slot: Slot, manner: Manner) -> _Read:
    lines = [item for region in order_items(slot[1]) for item in region.items if isinstance(item, Line)]
    texts = find_texts(lines, manner)
    wordings = [word_text(text, manner) for text in texts]
    items = tuple(
        wording.text
        for text, wording in zip(texts, wordings, strict=True)
        if text.prefix.kind in {BlockKind.BULLET, BlockKind.NUMBERED}
    )
    whole = join_wordings([wording for wording in wordings if wording.text], "\n")
    silent = tuple(drop for wording in wordings if not wording.text for drop in wording.drops)
    whole = replace(whole, drops=whole.drops + silent)
    bold = bool(texts) and all(text.bold for text in texts)
    return _Read(whole, tuple(item for item in items if item), slot[0], bold)


def _fill_down(rows: list[list[_Read]]) -> list[list[_Read]]:
    """Return the rows, a cell that is merged down read in each row it reaches.

    So every row says what it is about. The source's characters are kept by the first.
    """
    filled: list[list[_Read]] = []
    for row in rows:
        tops = [cell.place.top for cell in row if cell.place]
        above = filled[-1] if filled else []
        filled.append(
            [
                _again(over) if not cell.place and over and _reaches(over, tops) else cell
                for cell, over in zip_longest(row, above[: len(row)])
            ]
        )
    return filled


def _reaches(cell: _Read, tops: Sequence[float]) -> bool:
    return cell.place is not None and bool(tops) and cell.place.bottom > min(tops) + 1


def _again(cell: _Read) -> _Read:
    return replace(cell, wording=replace(cell.wording, spans=(), drops=()))


def _count_headers(rows: Sequence[Sequence[_Read]]) -> int:
    """Return how many rows at the top name the columns; none if the table has figures from its first row.

    Rows with words in one cell only stand above the header as the table's title; a header whose
    cells reach into the next row, or over several columns that it names, takes that with it; so does
    one over a row of units.
    """
    first = next((i for i, row in enumerate(rows) if sum(bool(cell.text) for cell in row) > 1), None)
    if first is None or first + 1 >= len(rows) or any(_is_number(cell.text) for cell in rows[first][1:]):
        return 0
    headed = first + 1
    while headed + 1 < len(rows) and (
        _reaches_into(rows[headed - 1], rows[headed])
        or _spans(rows[headed - 1], rows[headed:])
        or all(_UNIT.fullmatch(cell.text) for cell in rows[headed] if cell.text)
    ):
        headed += 1
    return headed


def _spans(above: Sequence[_Read], rows: Sequence[Sequence[_Read]]) -> bool:
    """Return whether a row's merged cells reach over columns that the row below it names."""
    named = any(
        one.text
        and one.place
        and after.place is None
        and sum(bool(cell.text) for cell in rows[0][at : at + 2]) > 1
        for at, (one, after) in enumerate(pairwise(above))
    )
    return named and not any(_is_number(cell.text) for cell in rows[0]) and _is_headed(rows)


def _is_headed(rows: Sequence[Sequence[_Read]]) -> bool:
    """Return whether a table without rules between its columns shows that its first row names the columns.

    It is bold as no other is, or has no figure or list over a column of such.
    """
    first, below = rows[0], rows[1:]
    if all(cell.bold for cell in first if cell.text) and not all(
        c.bold for row in below for c in row if c.text
    ):
        return True
    return any(
        not _is_figured(cell) and 2 * sum(_is_figured(row[at]) for row in below) > len(below)
        for at, cell in enumerate(first)
        if at and cell.text
    )


def _is_figured(cell: _Read) -> bool:
    return bool(cell.items) or _is_number(cell.text)


def _reaches_into(above: Sequence[_Read], below: Sequence[_Read]) -> bool:
    """Return whether a row's merged cells, with words in them, cover cells of the row below."""
    tops = [cell.place.top for cell in below if cell.place]
    return bool(tops) and any(
        one.text and one.place and other.place is None and one.place.bottom > min(tops) + 1
        for one, other in zip(above, below, strict=True)
    )


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text)) and not _YEAR.fullmatch(text)


def _name_columns(rows: Sequence[Sequence[_Read]]) -> list[str]:
    """Return the columns' names: of several header rows, those above a column from the top down."""
    if not rows:
        return []
    named = [row for row in rows if sum(bool(cell.text) for cell in row) > 1]
    above = ([" ".join(_above(row, at).split()) for row in named] for at in range(len(rows[0])))
    return [" ".join(dict.fromkeys(text for text in texts if text)) for texts in above]


def _above(row: Sequence[_Read], column: int) -> str:
    """Return the text over a column in a row: its own, or that of a merged cell which reaches over it."""
    if row[column].place is not None:
        return row[column].text
    left = next((cell for cell in reversed(row[:column]) if cell.place), None)
    after = next((cell.place.x0 for cell in row[column + 1 :] if cell.place), None)
    if left is None or left.place is None or after is None or left.place.x1 < after - NEAR:
        return left.text if left and left.place and after is None else ""
    return left.text


def _find_remark(row: Sequence[_Read]) -> _Read | None:
    """Return a row's only text if it reaches over several columns after the first: it is under no name."""
    filled = [at for at, cell in enumerate(row) if cell.text]
    wide = len(filled) == 1 and 0 < filled[0] < len(row) - 1 and row[filled[0] + 1].place is None
    return row[filled[0]] if wide else None


def _to_unit(row: Sequence[_Read], names: Sequence[str], page: Page, *, header: bool) -> Unit:
    remark = None if header else _find_remark(row)
    named = [
        ("" if cell is remark else name, cell)
        for name, cell in zip([*names, *[""] * len(row)], row, strict=False)
    ]
    shown = [(name, cell) for name, cell in named if cell.place or cell.text]
    cells = [Cell(name, cell.text, cell.items) for name, cell in shown]
    whole = join_wordings([cell.wording for _, cell in shown], "\t")
    return place_unit(
        Unit(BlockKind.TABLE_HEADER if header else BlockKind.TABLE_ROW, whole.text, cells=tuple(cells)),
        whole,
        page,
    )
