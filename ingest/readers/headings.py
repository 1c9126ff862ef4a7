"""Headings that nothing tells of but their looks: bold lines of their own; and captions that name a table."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.model import BlockKind
from ingest.readers.pieces import TITLE_RANK, Piece
from ingest.readers.transcript import Passage
from ingest.titles import is_title_like
from ingest.units import Unit

_ROWS = {BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW}
_PLAIN = {BlockKind.PARAGRAPH, BlockKind.NUMBERED}
_STACKED = 2
"""More bold lines in a row than this are a list, or a block of particulars."""


def find_headings(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return the pieces with bold lines over other text as headings, and tables' captions as text.

    In a document without any other heading, bold lines are ranked as its sections.
    """
    shown = [row for row, piece in enumerate(pieces) if _is_shown(piece)]
    styled = any(pieces[row].passage.rank > TITLE_RANK for row in shown)
    found = list(pieces)
    for at, row in enumerate(shown):
        if _is_bold_line(pieces[row]) and _heads(pieces, shown, at):
            rank = 0 if styled else TITLE_RANK + 1
            found[row] = replace(
                pieces[row], passage=replace(pieces[row].passage, kind=BlockKind.HEADING, rank=rank)
            )
        elif pieces[row].passage.kind is BlockKind.CAPTION and _names_table(pieces, shown, at):
            found[row] = replace(pieces[row], passage=replace(pieces[row].passage, kind=BlockKind.PARAGRAPH))
    return tuple(found)


def _is_shown(piece: Piece) -> bool:
    passage = piece.passage
    return not passage.drop and not piece.aside and bool(passage.text.strip() or passage.cells)


def _is_bold_line(piece: Piece) -> bool:
    passage = piece.passage
    plain = Unit(BlockKind.PARAGRAPH, passage.text.strip())
    return passage.kind in _PLAIN and passage.bold and not piece.goes_on and is_title_like(plain)


def _heads(pieces: Sequence[Piece], shown: Sequence[int], at: int) -> bool:
    """Return whether one or two bold lines stand over something that is none."""
    above = at
    while above > 0 and _is_bold_line(pieces[shown[above - 1]]):
        above -= 1
    below = at
    while below < len(shown) and _is_bold_line(pieces[shown[below]]):
        below += 1
    return below - above <= _STACKED and below < len(shown) and _is_text(pieces[shown[below]].passage)


def _is_text(passage: Passage) -> bool:
    return passage.kind is not BlockKind.HEADING


def _names_table(pieces: Sequence[Piece], shown: Sequence[int], at: int) -> bool:
    beside = [pieces[shown[near]].passage.kind for near in (at - 1, at + 1) if 0 <= near < len(shown)]
    return any(kind in _ROWS for kind in beside)
