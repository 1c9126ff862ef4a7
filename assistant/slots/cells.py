"""Does a question take for granted what the row it names has otherwise? Another row's cell for this one's."""

import re
from collections.abc import Iterator

from assistant.cover import terms_of
from assistant.slots.held import Held
from assistant.slots.light import LIGHT
from corpus.model import Block, BlockKind, Cell

_NAME = re.compile(r"[A-Z]")


def find_other_cell(held: Held) -> str:
    """Return what the row has in a column instead of what the question says, in plain words, or "".

    "How much did the Home Office give to Night Boats?" names the row of Night Boats, and a funder that other
    rows of the table have: where this row has another, that is said. The question must name the row by every
    word of its label, and the cell of the other row as it is written, and not this row's as well.
    """
    if held.block.kind is not BlockKind.TABLE_ROW or not held.block.cells:
        return ""
    label = terms_of(held.block.cells[0].text) - LIGHT
    if not label or not label.issubset(held.words):
        return ""
    asked = held.asked.lower()
    for own, other in _facing(held):
        if _written(other) in asked and _written(own) not in asked and not _all_said(other, held):
            said = ": ".join(part for part in (own.column, own.text.strip()) if part)
            return f"the slide says “{said}”, not {_bare(other)}"
    return ""


def _facing(held: Held) -> Iterator[tuple[Cell, Cell]]:
    """Yield each named cell of the row with every other that rows of its table have in that column."""
    for row in _rows_beside(held):
        for own, other in zip(held.block.cells[1:], row.cells[1:], strict=True):
            named = _NAME.search(own.text) and _NAME.search(other.text)
            if named and _written(own) != _written(other):
                yield own, other


def _rows_beside(held: Held) -> Iterator[Block]:
    columns = [cell.column for cell in held.block.cells]
    for block in held.hit.slide.blocks:
        if block.id != held.block.id and [cell.column for cell in block.cells] == columns:
            yield block


def _bare(cell: Cell) -> str:
    return cell.text.split("(")[0].strip()


def _written(cell: Cell) -> str:
    return " ".join(_bare(cell).lower().split())


def _all_said(cell: Cell, held: Held) -> bool:
    return terms_of(_bare(cell)) <= held.own_terms
