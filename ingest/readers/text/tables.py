"""A table's lines to its header and rows, each cell with its column's name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.model import Cell, Drop, Span
from ingest.readers.text.lines import Line
from ingest.readers.text.markup import (
    CLOSE,
    DOT,
    ITEM,
    OPEN,
    Clean,
    Glyph,
    clean_glyphs,
    merge_spans,
    to_glyphs,
)

LIST_MARKS = "•●▪◦‣○■□➢➤✓✔\uf0b7\uf0a7\uf0d8\uf0fc"
"""Signs that begin an item in the middle of a cell; the last four are Word's, in its own font."""

_PIPES = re.compile(r"\s*\|.*\|\s*")
_BARE_PIPES = re.compile(r"[^|]*\S(?:\s+\|\s+\S[^|]*)+")
_PIPE_RULE = re.compile(r"\s*\|(?:\s*:?-{2,}:?\s*\|)+\s*")
_NUMBER = re.compile(r"[<>~]?\s*[£$€]?\s*[-+−]?\d[\d,.]*\s*(?:%|[kKmM]|bn)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LABELLED = re.compile(r"(?<=[.;!?])\s+(?=[A-Z][^.:;!?\n]{2,120}:\s)")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table. A rule between header and rows has no cells."""

    cells: tuple[Cell, ...]
    header: bool
    spans: tuple[Span, ...]
    drops: tuple[Drop, ...]

    @property
    def text(self) -> str:
        """The cells' texts, joined by a tab."""
        return "\t".join(cell.text for cell in self.cells)


def is_row(text: str) -> bool:
    """Return whether a line is a table's row: a tab between words, or pipes around them or between."""
    return "\t" in text.strip() or bool(_PIPES.fullmatch(text) and text.strip(" |\t")) or is_bare_row(text)


def is_bare_row(text: str) -> bool:
    """Return whether a line has pipes only between words; one such line by itself is no table."""
    return "\t" not in text.strip() and _BARE_PIPES.fullmatch(text.strip()) is not None


def read_table(source: str, lines: Sequence[Line]) -> tuple[Row, ...]:
    """Return the rows of adjoining lines of a table, in order.

    The first row names the columns, unless it is the only one or a cell after its first is a
    number; then columns have no name.
    """
    rows = [_read_row(source, line) for line in lines]
    named = len(rows) > 1 and not any(_is_number(cell.text) for cell in rows[0].cells[1:])
    columns = [" ".join(cell.text.split()) for cell in rows[0].cells] if named else []
    return tuple(
        Row(_name_cells(row.cells, columns), named and number == 0, row.spans, row.drops)
        for number, row in enumerate(rows)
    )


def read_cell(source: str, start: int, end: int) -> tuple[Cell, Clean]:
    """Return the cell of source[start:end], without a column, and what was kept and left out.

    A list's items stand on lines of their own, verbatim in the text. Where an export lost the
    marks of a list, a sentence that begins with a label and a colon begins an item.
    """
    glyphs, drops = _mark_items(to_glyphs(source, start, end))
    clean = clean_glyphs(glyphs)
    lines = _split_lines(clean.text)
    items = tuple(text for text, is_item in lines if is_item)
    cell = Cell("", "\n".join(text for text, _ in lines), items)
    return cell, Clean(cell.text, clean.spans, (*drops, *clean.drops))


def _read_row(source: str, line: Line) -> Row:
    if _PIPE_RULE.fullmatch(line.text):
        return Row((), header=False, spans=(), drops=(Drop((line.start, line.end), "table rule"),))
    bounds, drops = _find_cells(line)
    read = [read_cell(source, start, end) for start, end in bounds]
    return Row(
        tuple(cell for cell, _ in read),
        header=False,
        spans=merge_spans(span for _, clean in read for span in clean.spans),
        drops=(*drops, *(drop for _, clean in read for drop in clean.drops)),
    )


def _find_cells(line: Line) -> tuple[list[Span], list[Drop]]:
    """Return the bounds of a line's cells and the separators between (and, of pipes, around) them."""
    start, end, text = line.start, line.end, line.text
    around = _PIPES.fullmatch(text) is not None
    separator = "|" if around or is_bare_row(text) else "\t"
    at = [start + i for i, char in enumerate(text) if char == separator]
    edges = at if around else [start - 1, *at, end]
    bounds = [(left + 1, right) for left, right in pairwise(edges)]
    return bounds, [Drop((i, i + 1), "cell separator") for i in at]


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text)) and not _YEAR.fullmatch(text)


def _name_cells(cells: Sequence[Cell], columns: Sequence[str]) -> tuple[Cell, ...]:
    names = [*columns, *[""] * len(cells)]
    return tuple(Cell(name, cell.text, cell.items) for name, cell in zip(names, cells, strict=False))


def _mark_items(glyphs: Sequence[Glyph]) -> tuple[list[Glyph], list[Drop]]:
    """Return the glyphs with list marks made DOT, and the marks left out."""
    marks = [glyph for glyph in glyphs if glyph.char in LIST_MARKS]
    drops = [Drop((glyph.start, glyph.end), "list mark") for glyph in marks]
    return [Glyph(DOT, g.end, g.end) if g.char in LIST_MARKS else g for g in glyphs], drops


def _split_lines(text: str) -> list[tuple[str, bool]]:
    """Return a cell's lines in order, and of each whether it is a list's item.

    Within a list that a tag opened, a break does not end a marked item; elsewhere it does.
    """
    lines: list[tuple[str, bool]] = []
    opened = goes_on = False
    sign = ""
    for part in re.split(f"([\n{ITEM}{OPEN}{CLOSE}{DOT}])", text):
        if part in {"\n", ITEM, OPEN, CLOSE, DOT}:
            opened = part in {OPEN, ITEM} or (opened and part != CLOSE)
            goes_on = part == "\n" and opened and sign in {ITEM, DOT}
            sign = sign if goes_on else part
        elif goes_on and lines and part.strip():
            lines[-1] = (f"{lines[-1][0]} {part.strip()}", True)
        elif part.strip():
            lines += _split_part(part.strip(), marked=sign in {ITEM, DOT}, opened=opened)
    return lines


def _split_part(text: str, *, marked: bool, opened: bool) -> list[tuple[str, bool]]:
    if marked or not opened:
        return [(text, marked)]
    return [(part, True) for part in _LABELLED.split(text)]
