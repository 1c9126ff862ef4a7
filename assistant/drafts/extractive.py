"""Evidence -> draft, in the documents' own words. Needs no language model."""

from collections.abc import Iterator
from dataclasses import replace

from assistant.cover import find_cells
from assistant.model import PERIOD_JOINT, Claim, Draft, Evidence, Hit, Quote
from assistant.wanted import Wanted, find_wanted, holds
from assistant.worked.figures import read_cell
from corpus.model import BlockKind, Cell

CELL_JOINT = "\t"
"""What joins the cells in a row's text."""

MOST_WHOLE_ROWS = 2
"""Rows of a table that are given whole; of more, each gives one cell."""


def write_extract(question: str, evidence: Evidence) -> Draft:
    """Return one claim for each block of the evidence, for a table row one for each cell that answers.

    A cell that holds the sort of thing asked for leads its row; the first cell, and every cell that is a
    figure, is told with its row's label. Of many rows each gives its leading
    cell only, unless all of it is named as the part to quote. No evidence gives no claims.
    """
    wanted = find_wanted(question)
    rows = sum(hit.block.kind is BlockKind.TABLE_ROW for hit in evidence.hits)
    return Draft(tuple(claim for hit in evidence.hits for claim in _claims(hit, wanted, rows)))


def _claims(hit: Hit, wanted: Wanted, rows: int) -> Iterator[Claim]:
    if hit.block.kind is BlockKind.TABLE_ROW and len(hit.block.cells) > 1:
        whole = rows <= MOST_WHOLE_ROWS or hit.excerpt == (0, len(hit.block.text))
        claims = list(_row_claims(hit, wanted))[: None if whole else 1]
    else:
        start, end = hit.excerpt or (0, len(hit.block.text))
        said = hit.block.text[start:end]
        claims = [Claim(in_one_line(said), (_quote(hit, said, start),))]
    if hit.period:
        claims[0] = replace(claims[0], text=f"{hit.period}{PERIOD_JOINT}{claims[0].text}")
    yield from claims


def _row_claims(hit: Hit, wanted: Wanted) -> Iterator[Claim]:
    (label, _), *cells = _place_cells(hit)
    filled = [(cell, start) for cell, start in cells if cell.text and _is_asked(hit, start)]
    if not filled:
        yield Claim(in_one_line(label.text), (_quote(hit, label.text),))
    stated = wanted is Wanted.STATEMENT
    ordered = sorted(filled, key=lambda placed: not stated and not holds(wanted, placed[0].text))
    for number, (cell, start) in enumerate(ordered):
        quote = _quote(hit, cell.text, start)
        if not label.text or (number > 0 and read_cell(cell.text, cell.column) is None):
            yield Claim(_cell_line(cell), (quote,))
        elif cell is cells[0][0]:
            yield Claim(_labelled(label, cell), (_quote(hit, f"{label.text}{CELL_JOINT}{cell.text}"),))
        else:
            yield Claim(_labelled(label, cell), (_quote(hit, label.text), quote))


def _is_asked(hit: Hit, start: int) -> bool:
    """Tell whether a cell is to be quoted: all are, unless an excerpt is named."""
    return hit.excerpt is None or hit.excerpt[0] <= start < hit.excerpt[1]


def _place_cells(hit: Hit) -> list[tuple[Cell, int]]:
    """Return a row's cells, each with where its text begins in the row's."""
    starts = (start for start, _ in find_cells(hit.block))
    return list(zip(hit.block.cells, starts, strict=True))


def _labelled(label: Cell, cell: Cell) -> str:
    return f"{in_one_line(label.text)} – {_cell_line(cell)}"


def _cell_line(cell: Cell) -> str:
    intro = [line for line in cell.text.splitlines() if line not in cell.items]
    said = " ".join([*intro, "; ".join(cell.items)]) if cell.items else in_one_line(cell.text)
    return f"{cell.column}: {said}" if cell.column else said


def in_one_line(text: str) -> str:
    """Return a block's lines as one sentence: a lead line and what follows it are set with a colon."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return (
        " ".join(f"{line}:" if not line.endswith((":", ".", ",", ";")) else line for line in lines[:-1])
        + (" " if len(lines) > 1 else "")
        + (lines[-1] if lines else "")
    )


def _quote(hit: Hit, text: str, start: int = 0) -> Quote:
    return Quote(hit.slide.ref, hit.block.id, text, start)
