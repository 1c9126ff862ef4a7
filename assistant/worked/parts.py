"""Hits -> the figures of their slides, each with its own names: cells of tables, figures of sentences."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.cover import terms_of
from assistant.model import Hit
from assistant.periods import spell_out_years
from assistant.worked.figures import Figure, find_figures, one_unit, read_cell
from assistant.worked.totals import find_total_row
from corpus.model import SIGNPOSTS, Block, BlockKind, Slide

SLIDES_READ = 6
"""Of how many slides, the best first, the tables are read."""

BLOCKS_READ = 6
"""Of how many blocks, the best first, the sentences are read."""

_YEARS = range(1950, 2100)


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A figure on a slide. `start` is where its text stands in the block's; `own` are the terms bound to it.

    `label` and `column` name a table's cell; `row` and `place` count its row and column from 0, `table`
    is its first row's id. `said` is the text that `own` comes from, `around` what names it from outside,
    and `period` its document's where documents are set side by side. `chosen_by` is the
    column of words whose cell in its row it is taken for, 0 for none.
    """

    slide: Slide
    block: Block
    figure: Figure
    start: int
    own: frozenset[str]
    said: str
    label: str = ""
    column: str = ""
    row: int = -1
    place: int = -1
    table: str = ""
    around: frozenset[str] = frozenset()
    period: str = ""
    chosen_by: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Rows that stand together on a slide. `cells` holds the figures by row and column.

    `figure_columns` are the columns of which every row but the total's gives a figure of one unit;
    `names` the terms of what names the table: title, theme, headings and columns. `apart` tells that
    no row, the total's aside, holds what another one does.
    """

    slide: Slide
    rows: tuple[Block, ...]
    cells: Mapping[tuple[int, int], Part]
    figure_columns: tuple[int, ...]
    names: frozenset[str]
    total_row: int | None
    apart: bool = True

    def column_name(self, place: int) -> str:
        """Return what a column is called."""
        return self.rows[0].cells[place].column

    def columns_whole_in(self, rows: Collection[int]) -> tuple[int, ...]:
        """Return the columns of which each of these rows gives a figure, all of one unit."""
        places = range(1, len(self.rows[0].cells))
        return tuple(place for place in places if _is_figures(self.cells, rows, place))

    def unit_of(self, place: int) -> str:
        """Return the sign of a column's figures; "" where they have none or are not of one unit."""
        unit = one_unit(part.figure for part in self.column(place))
        return unit.sign if unit else ""

    def column(self, place: int) -> tuple[Part, ...]:
        """Return the figures of one column, from top to bottom, without the total's."""
        return tuple(
            self.cells[row, place]
            for row in range(len(self.rows))
            if row != self.total_row and (row, place) in self.cells
        )


def find_tables(hits: Sequence[Hit]) -> tuple[Table, ...]:
    """Return the tables on the slides of which a row was found, best slide first."""
    rows = [hit for hit in hits if hit.block.kind is BlockKind.TABLE_ROW]
    slides = list({hit.slide.ref: hit.slide for hit in rows}.values())[:SLIDES_READ]
    return tuple(table for slide in slides for table in _tables_on(slide))


def find_stated(hits: Sequence[Hit]) -> tuple[Part, ...]:
    """Return the figures of the sentences among the best hits, best block first."""
    spoken = {
        hit.block.text: hit
        for hit in reversed(hits)
        if hit.block.kind not in SIGNPOSTS | {BlockKind.TABLE_ROW}
    }
    best = sorted(spoken.values(), key=lambda hit: -hit.score)[:BLOCKS_READ]
    return tuple(
        Part(hit.slide, hit.block, figure, figure.whole[0], terms_of(figure.bound), figure.bound)
        for hit in best
        for figure in find_figures(hit.block.text)
    )


def is_year(part: Part) -> bool:
    """Tell whether a figure may be a year as well."""
    return _reads_as_year(part.figure)


def names_around(slide: Slide, block: Block) -> frozenset[str]:
    """Return the terms of what names a block on its slide."""
    columns = (spell_out_years(cell.column) for cell in block.cells)
    return frozenset().union(*map(terms_of, (slide.title, slide.theme, *block.headings, *columns)))


def place_cells(block: Block) -> list[int]:
    """Return where the text of each cell of a row begins in the row's."""
    starts, at = [], 0
    for cell in block.cells:
        at = max(block.text.find(cell.text, at), at)
        starts.append(at)
        at += len(cell.text)
    return starts


def short_label(text: str) -> str:
    """Return the first line of a label, without what stands in brackets behind it."""
    line = text.strip().splitlines()[0] if text.strip() else ""
    return line.split("(")[0].strip() or line.replace("(", "").replace(")", "").strip()


def _tables_on(slide: Slide) -> Iterator[Table]:
    def run(block: Block) -> tuple[BlockKind, tuple[str, ...]]:
        return block.kind, tuple(cell.column for cell in block.cells)

    for (kind, columns), blocks in groupby(slide.blocks, key=run):
        rows = tuple(blocks)
        if kind is BlockKind.TABLE_ROW and len(rows) > 1 and len(columns) > 1:
            yield _table(slide, rows, columns)


def _table(slide: Slide, rows: tuple[Block, ...], columns: tuple[str, ...]) -> Table:
    cells = {
        (number, part.place): part
        for number, row in enumerate(rows)
        for part in _cells(slide, row, number, rows[0].id)
    }
    figures = [{p: part.figure for (row, p), part in cells.items() if row == n} for n in range(len(rows))]
    total, apart = find_total_row([row.cells[0].text for row in rows], figures)
    counted = [number for number in range(len(rows)) if number != total]
    return Table(
        slide,
        rows,
        cells,
        tuple(place for place in range(1, len(columns)) if _is_figures(cells, counted, place)),
        names_around(slide, rows[0]),
        total,
        apart,
    )


def _cells(slide: Slide, row: Block, number: int, table: str) -> Iterator[Part]:
    label = row.cells[0].text
    for place, (cell, start) in enumerate(zip(row.cells, place_cells(row), strict=True)):
        figure = read_cell(cell.text, cell.column) if place else None
        if figure:
            own = terms_of(label) | terms_of(spell_out_years(cell.column)) | terms_of(figure.text)
            yield Part(
                slide,
                row,
                figure,
                start + figure.whole[0],
                own,
                f"{label} {cell.column}",
                label=short_label(label),
                column=cell.column,
                row=number,
                place=place,
                table=table,
            )


def _is_figures(cells: Mapping[tuple[int, int], Part], rows: Collection[int], place: int) -> bool:
    """Tell whether a column gives one figure a row, all of one unit, and they are no years."""
    found = [cells[row, place].figure for row in rows if (row, place) in cells]
    return (
        len(found) == len(rows)
        and one_unit(found) is not None
        and not all(_reads_as_year(figure) for figure in found)
    )


def _reads_as_year(figure: Figure) -> bool:
    return figure.value in _YEARS and figure.text.isdigit()
