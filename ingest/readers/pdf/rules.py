"""Tables that are ruled between their rows only: columns by the empty strips between their words."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Any

from ingest.readers.pdf.drawing import Piece
from ingest.readers.pdf.layout import Place

WIDE = 0.3
"""Share of the page's width that a rule between rows has at least."""

STRIP = 0.9
"""In font sizes: the least width of the empty strip between two columns."""

_RULES = 3
_HEADER_CHARS = 60
_NEAR = 5.0

Cells = list[list[Place]]


def find_ruled(edges: Sequence[dict[str, Any]], pieces: Sequence[Piece], view: Place) -> Iterator[Cells]:
    """Yield the cells of each table that level rules of one length part into rows.

    There are three rules at least, and the first row has short texts in two columns at least: rules
    between paragraphs or above and below columns of text make no table.
    """
    level = [edge for edge in edges if edge["orientation"] == "h"]
    for x0, x1, tops in _find_rules(level, view):
        last = _find_end(level, x0, x1, tops[-1])
        rows = list(pairwise([*tops, *last]))
        inside = _inside(pieces, Place(x0, tops[0], x1, (*tops, *last)[-1]))
        bounds = _find_columns(inside, x0, x1)
        cells = [
            [Place(left, top, right, bottom) for left, right in pairwise(bounds)] for top, bottom in rows
        ]
        filled = [row for row in cells if any(_text_in(inside, cell) for cell in row)]
        if len(bounds) < 3 or len(filled) < 2:  # noqa: PLR2004  a table has two columns and rows at least
            continue
        if _is_header([_text_in(inside, cell) for cell in filled[0]]):
            yield filled


def _find_rules(level: Sequence[dict[str, Any]], view: Place) -> Iterator[tuple[float, float, list[float]]]:
    """Yield the left, right and heights of wide rules that begin and end alike, where they are enough."""
    alike: defaultdict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
    for edge in level:
        if edge["x1"] - edge["x0"] >= WIDE * view.width:
            alike[(round(edge["x0"] / _NEAR), round(edge["x1"] / _NEAR))].append(edge)
    for edges in alike.values():
        tops: list[float] = []
        for top in sorted(edge["top"] for edge in edges):
            if not tops or top - tops[-1] > _NEAR:
                tops.append(top)
        if len(tops) >= _RULES:
            yield min(edge["x0"] for edge in edges), max(edge["x1"] for edge in edges), tops


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
