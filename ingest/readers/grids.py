"""What tables of any format share: cells over several columns and rows, columns named by header rows."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.readers.transcript import Line, RawCell

MAX_COLUMNS = 1_000

MAX_HEADERS = 3
"""A cell of the first row that reaches further down is a label of rows, not of columns."""

_PAIR = 2
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


Grid = list[dict[int, GridCell]]
"""Of each row, its cells by their first column."""


def fill_down(grid: Grid) -> None:
    """Put each cell that is merged down into the rows it spans, so that every row says what it is about."""
    for number, row in enumerate(grid):
        for at, cell in list(row.items()):
            for below in grid[number + 1 : number + cell.down]:
                below.setdefault(at, GridCell(cell.lines, cell.across))


def cells_of(row: Mapping[int, GridCell], columns: Mapping[int, str]) -> tuple[RawCell, ...]:
    """Return a row's cells in order, each under its column's name."""
    return tuple(RawCell(columns.get(at, ""), cell.lines) for at, cell in sorted(row.items()))


def count_headers(grid: Grid, *, said: bool) -> int:
    """Return how many of the first rows name columns; `said` tells that the table says so of its first.

    The first row does if the table says so, or else if no cell after its first is a number; with cells
    merged down in it the rows these reach do too.
    """
    if len(grid) < 2:  # noqa: PLR2004  a header has a row below it
        return 0
    if not said and has_numbers(grid[0]):
        return 0
    deep = max((cell.down for cell in grid[0].values()), default=1)
    return deep if deep <= min(MAX_HEADERS, len(grid) - 1) else 1


def guess_headers(grid: Grid, *, said: bool) -> int:
    """Return how many of the first rows name columns, in a table of which nothing but `said` tells.

    Two columns of words are labels and what they name, and have no header.
    """
    wide = max((at + cell.across for row in grid for at, cell in row.items()), default=0) > _PAIR
    figures = any(has_numbers(row) for row in grid[1:])
    return count_headers(grid, said=said) if said or wide or figures else 0


def has_numbers(row: Mapping[int, GridCell]) -> bool:
    """Return whether a cell after a row's first is a figure."""
    return any(is_number(cell.text) for at, cell in row.items() if at)


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
