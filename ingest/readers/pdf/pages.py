"""One page of the file as pdfplumber draws it: cropped and turned as a reader sees it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, islice
from math import ceil
from typing import Any

from pdfplumber.page import Page as Drawn

from corpus.model import Drop
from ingest.readers.pdf.characters import find_lines
from ingest.readers.pdf.drawing import Pen
from ingest.readers.pdf.layout import Grid, Line, Page, Place, surround
from ingest.readers.pdf.pieces import Piece
from ingest.readers.pdf.rules import find_ruled

MAX_CHARS = 200_000
"""More characters than this on a page are cut: no page a person reads has a tenth of it."""

MAX_RULES = 20_000
"""A page with more ruled lines than this is a drawing or a map; tables are not looked for."""

_MIN_FILLED = 0.3
_THIN = 2.2
_CLOSE = 0.1
_CUTS = 2
_CUT_SHARE = 0.005

Cells = Sequence[Sequence[Place | None]]


def read_page(drawn: Drawn, pen: Pen, start: int) -> tuple[Page, int]:
    """Return a page and where the canonical text goes on after it, `start` being where it begins."""
    view = find_view(drawn)
    pieces, shapes = pen.draw(drawn)
    drawn._layout = shapes  # noqa: SLF001  pdfplumber 0.11 draws a page anew unless it holds this
    warnings = []
    if pen.glyphs > MAX_CHARS:
        warnings.append(
            f"page {drawn.page_number} holds {pen.glyphs} characters; the first {MAX_CHARS} are read"
        )
        pieces = _cut(pieces)
    shown, cut_off = _part([piece for piece in pieces if not piece.hidden], view)
    grids, rest, at = _find_grids(drawn, shown, view, start)
    lines, at = find_lines(rest, view, at)
    beyond, at = find_lines(cut_off, view, at)
    clipped, end = find_lines([piece for piece in pieces if piece.hidden], view, at)
    drops = (*_leave(beyond, "outside the visible page"), *_leave(clipped, "cut off by a clipping path"))
    pictured = bool(drawn.images or drawn.curves or len(drawn.rects) > 1)
    page = Page(drawn.page_number, view.width, view.height, lines, grids, drops, pictured, tuple(warnings))
    return page, end


def _leave(lines: Sequence[Line], reason: str) -> Iterator[Drop]:
    for line in lines:
        yield Drop((line.words[0].span[0], line.words[-1].span[1]), reason, line.text)


def _cut(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces up to the most characters that are read of a page."""
    ends = accumulate(len(piece.text) for piece in pieces)
    return [piece for piece, end in zip(pieces, ends, strict=True) if end <= MAX_CHARS]


def find_view(drawn: Drawn) -> Place:
    """Return the visible page within pdfplumber's coordinates, which know the media box alone.

    The crop box is cut to the media box and turned as pdfminer turns the page.
    """
    media = _ordered(drawn.page_obj.mediabox)
    crop = _ordered(drawn.page_obj.cropbox)
    x0, y0 = max(media[0], crop[0]), max(media[1], crop[1])
    x1, y1 = min(media[2], crop[2]), min(media[3], crop[3])
    if x0 >= x1 or y0 >= y1:
        x0, y0, x1, y1 = media
    width, height = media[2] - media[0], media[3] - media[1]
    left, low, right, high = x0 - media[0], y0 - media[1], x1 - media[0], y1 - media[1]
    place = {
        90: Place(low, left, high, right),
        180: Place(width - right, low, width - left, high),
        270: Place(height - high, width - right, height - low, width - left),
    }.get(drawn.rotation, Place(left, height - high, right, height - low))
    shift_x, shift_y = drawn.mediabox[:2]
    return Place(place.x0 + shift_x, place.top + shift_y, place.x1 + shift_x, place.bottom + shift_y)


def _ordered(box: Sequence[Any]) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (float(number) for number in box)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _find_grids(
    drawn: Drawn, pieces: list[Piece], view: Place, start: int
) -> tuple[tuple[Grid, ...], list[Piece], int]:
    """Return the tables, the characters in none of them, and where the canonical text goes on."""
    if not pieces or not 0 < len(drawn.rects) + len(drawn.lines) + len(drawn.curves) <= MAX_RULES:
        return (), pieces, start
    drawn = _without_unseen(drawn)
    grids: list[Grid] = []
    boxed: list[Cells] = [
        [[Place(*cell) if cell else None for cell in row.cells] for row in table.rows]
        for table in drawn.filter(_is_no_filling).find_tables() or drawn.find_tables()
    ]
    for cells in boxed:
        pieces, start = _take_grid(cells, pieces, view, start, grids)
    for ruled in find_ruled(drawn.edges, pieces, view):
        count = len(grids)
        pieces, start = _take_grid(ruled, pieces, view, start, grids)
        grids[count:] = [replace(grid, open=True) for grid in grids[count:]]
    return tuple(grids), pieces, start


def _without_unseen(drawn: Drawn) -> Drawn:
    """Return the page without white areas that no border shows, unless it has areas of another colour too."""
    areas = [rect for rect in drawn.rects if not _is_no_filling(rect)]
    shapes = [curve for curve in drawn.curves if curve["fill"]]
    if not areas or not all(_is_white(item["non_stroking_color"]) for item in (*areas, *shapes)):
        return drawn
    return drawn.filter(lambda item: item["object_type"] == "char" or _is_no_filling(item))


def _is_white(colour: object) -> bool:
    """Return whether a fill's colour is white: as grey or RGB all 1, as CMYK all 0."""
    parts = list(colour) if isinstance(colour, tuple | list) else [colour]
    least = 0 if len(parts) == 4 else 1  # noqa: PLR2004  CMYK has four
    return all(isinstance(part, int | float) and part == least for part in parts)


def _is_no_filling(item: dict[str, Any]) -> bool:
    """Return whether an item may be a rule: the filled area of a cell, or a strip of shading, is none."""
    if item["object_type"] == "char":
        return False
    thin = float(min(item["width"], item["height"])) <= _THIN
    return item["object_type"] != "rect" or bool(item["stroke"]) or thin


def _take_grid(
    cells: Cells,
    pieces: list[Piece],
    view: Place,
    start: int,
    grids: list[Grid],
) -> tuple[list[Piece], int]:
    """Add a grid to the tables if it is one; return the characters left, and where the text goes on."""
    bounds = surround(cell for row in cells for cell in row if cell)
    inside, outside = _part(pieces, bounds)
    if not _is_table(cells, inside) or _cuts_words(cells, inside):
        return pieces, start
    grid, left, start = _read_grid(cells, inside, view, start)
    grids.append(grid)
    return [*outside, *left], start


def _part(pieces: Sequence[Piece], place: Place) -> tuple[list[Piece], list[Piece]]:
    """Return the pieces whose middles stand in a place, and the others."""
    x0, top, x1, bottom = place
    inside: list[Piece] = []
    outside: list[Piece] = []
    for piece in pieces:
        x, y = piece.middle
        (inside if x0 <= x <= x1 and top <= y <= bottom else outside).append(piece)
    return inside, outside


def _is_table(rows: Cells, pieces: Sequence[Piece]) -> bool:
    """Return whether a grid is a table: two rows and columns at least, and words in enough cells.

    A chart's gridlines hold no words, a frame around a page has one cell.
    """
    cells = [cell for row in rows for cell in row if cell]
    columns = max(sum(cell is not None for cell in row) for row in rows)
    if len(rows) < 2 or columns < 2:  # noqa: PLR2004  a table has two of each
        return False
    middles = [piece.middle for piece in pieces]
    filled = (
        True for x0, top, x1, bottom in cells if any(x0 <= x <= x1 and top <= y <= bottom for x, y in middles)
    )
    least = ceil(max(3, _MIN_FILLED * len(cells)))
    return sum(islice(filled, least)) == least


def _cuts_words(rows: Cells, pieces: Sequence[Piece]) -> bool:
    """Return whether columns run through words: marks under or through a text look like a table's rules."""
    bands = [
        (min(c.top for c in cells), max(c.bottom for c in cells), [cell.x0 for cell in cells[1:]])
        for cells in ([cell for cell in row if cell] for row in rows)
        if cells
    ]
    cuts = 0
    for piece in pieces:
        x0, top, x1, bottom = piece.place
        y, half = (top + bottom) / 2, (piece.edges[1] - piece.edges[0]) / 2
        crossed = (x for low, high, xs in bands if low <= y <= high for x in xs)
        cuts += sum(x0 + half < x < x1 - half for x in crossed)
    return cuts > max(_CUTS, _CUT_SHARE * sum(len(piece.text) for piece in pieces))


def _read_grid(cells: Cells, pieces: list[Piece], view: Place, start: int) -> tuple[Grid, list[Piece], int]:
    rows = []
    for row in cells:
        slots: list[tuple[Place | None, tuple[Line, ...]]] = []
        for cell in row:
            if cell is None:
                slots.append((None, ()))
                continue
            inside, pieces = _part(pieces, cell)
            lines, start = find_lines(inside, view, start)
            slots.append((_moved(cell, view), lines))
        rows.append(tuple(slots))
    bounds = surround(cell for row in cells for cell in row if cell)
    return Grid(_moved(bounds, view), tuple(rows)), pieces, start


def _moved(place: Place, view: Place) -> Place:
    return Place(place.x0 - view.x0, place.top - view.top, place.x1 - view.x0, place.bottom - view.top)
