"""Tables that are ruled between their rows only: columns by the empty strips between their words."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Any

from ingest.readers.pdf.layout import Place
from ingest.readers.pdf.pieces import Piece

WIDE = 0.3
"""Share of the page's width that a rule between rows has at least."""

STRIP = 0.9
"""In font sizes: the least width of the empty strip between two columns."""

_RULES = 3
_HEADER_CHARS = 60
_NEAR = 5.0

_BROKEN = 0.25
_LABELLED = 2

Cells = list[list[Place | None]]
Band = tuple[float, float]


def find_ruled(edges: Sequence[dict[str, Any]], pieces: Sequence[Piece], view: Place) -> Iterator[Cells]:
    """Yield the cells of each table that level rules of one length part into rows.

    There are three rules at least, and the first row has short texts in two columns at least, or all
    rows have a short label or none: rules between paragraphs or above and below columns of text make
    no table.
    """
    level = [edge for edge in edges if edge["orientation"] == "h"]
    for x0, x1, tops in _find_rules(level, view):
        last = _find_end(level, x0, x1, tops[-1])
        rows = list(pairwise([*tops, *last]))
        inside = _inside(pieces, Place(x0, tops[0], x1, (*tops, *last)[-1]))
        for run in _part_rows(rows, inside, x0, x1):
            filled = [row for row in run.find_cells() if any(cell and _text_in(inside, cell) for cell in row)]
            texts = [[_text_in(inside, cell) if cell else "" for cell in row] for row in filled]
            if len(run.bounds) < 3 or len(filled) < 2:  # noqa: PLR2004  a table has two columns and rows at least
                continue
            if _is_header(texts[0]) or _is_labelled(texts):
                yield filled


@dataclass(slots=True)
class _Run:
    """Rows that share columns, with the columns' edges; of a row that is one cell, where its text begins."""

    bounds: list[float]
    rows: list[tuple[Band, float | None]] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)

    def find_cells(self) -> Iterator[list[Place | None]]:
        """Yield the cells of each row, None where one reaches over from the left."""
        columns = list(pairwise(self.bounds))
        for (top, bottom), begins in self.rows:
            first = max(1, sum(right <= begins for _, right in columns)) if begins is not None else 0
            yield [
                None
                if begins is not None and at > first
                else Place(
                    left, top, self.bounds[-1] if at == first and begins is not None else right, bottom
                )
                for at, (left, right) in enumerate(columns)
            ]

    def find_label_end(self) -> float:
        """Return how far the words of the first column reach."""
        return max(
            (piece.place.x1 for piece in self.pieces if piece.middle[0] < self.bounds[1]),
            default=self.bounds[0],
        )


def _part_rows(rows: Sequence[Band], pieces: Sequence[Piece], x0: float, x1: float) -> Iterator[_Run]:
    """Yield runs of rows that share columns.

    A line from the left edge across two columns parts two runs; one that begins further in is a
    remark on the row above, in one cell.
    """
    run = _Run([x0, x1])
    for top, bottom in rows:
        own = [piece for piece in pieces if top <= piece.middle[1] <= bottom]
        grown = _find_columns([*run.pieces, *own], x0, x1)
        if run.rows and own and len(grown) < len(run.bounds):
            begins = min(piece.place.x0 for piece in own)
            if len(run.bounds) > 2 and begins > run.find_label_end():  # noqa: PLR2004  two columns at least
                run.rows.append(((top, bottom), begins))
                continue
            yield run
            grown, known = _find_columns(own, x0, x1), len(run.bounds)
            run = _Run([x0, x1])
            if len(grown) < known:
                continue
        run.rows.append(((top, bottom), None))
        run.pieces += own
        run.bounds = grown
    yield run


def _find_rules(level: Sequence[dict[str, Any]], view: Place) -> Iterator[tuple[float, float, list[float]]]:
    """Yield the left, right and heights of wide rules that begin and end alike, where they are enough."""
    alike: defaultdict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
    for edge in level:
        if edge["x1"] - edge["x0"] >= WIDE * view.width:
            alike[(round(edge["x0"] / _NEAR), round(edge["x1"] / _NEAR))].append(edge)
    for edges in alike.values():
        x0, x1 = min(edge["x0"] for edge in edges), max(edge["x1"] for edge in edges)
        if len(_find_tops(edges)) >= _RULES:
            yield x0, x1, _find_tops([*edges, *_find_broken(level, x0, x1)])


def _find_tops(edges: Sequence[dict[str, Any]]) -> list[float]:
    tops: list[float] = []
    for top in sorted(edge["top"] for edge in edges):
        if not tops or top - tops[-1] > _NEAR:
            tops.append(top)
    return tops


def _find_broken(level: Sequence[dict[str, Any]], x0: float, x1: float) -> list[dict[str, Any]]:
    """Return the rules that begin with a table's but end before: a header's last cells may have none."""
    return [
        edge
        for edge in level
        if abs(edge["x0"] - x0) <= _NEAR and _BROKEN * (x1 - x0) <= edge["x1"] - edge["x0"] <= x1 - x0
    ]


def _find_end(level: Sequence[dict[str, Any]], x0: float, x1: float, last: float) -> list[float]:
    """Return where a row under the last rule ends, if a filled cell tells of one."""
    ends = [
        edge["top"]
        for edge in level
        if edge["top"] > last + _NEAR and edge["x0"] >= x0 - _NEAR and edge["x1"] <= x1 + _NEAR
    ]
    return [min(ends)] if ends else []


def _inside(pieces: Sequence[Piece], place: Place) -> list[Piece]:
    x0, top, x1, bottom = place
    return [p for p in pieces if x0 <= p.middle[0] <= x1 and top <= p.middle[1] <= bottom]


def _text_in(pieces: Sequence[Piece], cell: Place) -> str:
    return "".join(piece.text for piece in _inside(pieces, cell))


def _find_columns(pieces: Sequence[Piece], x0: float, x1: float) -> list[float]:
    """Return the edges of the columns: the table's own, and the middles of the strips without words."""
    shown = sorted((piece.place.x0, piece.place.x1, piece.size) for piece in pieces)
    if not shown:
        return [x0, x1]
    least = STRIP * median(size for _, _, size in shown)
    bounds = [x0]
    reach = shown[0][1]
    for left, right, _ in shown:
        if left - reach >= least:
            bounds.append((left + reach) / 2)
        reach = max(reach, right)
    return [*bounds, x1]


def _is_header(texts: Sequence[str]) -> bool:
    return sum(bool(text) for text in texts) > 1 and all(len(text) <= _HEADER_CHARS for text in texts)


def _is_labelled(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether rows without a header are whole, one apart at most, and their labels short."""
    whole = sum(all(texts) for texts in rows)
    return whole >= max(_LABELLED, len(rows) - 1) and all(len(texts[0]) <= _HEADER_CHARS for texts in rows)
