"""The canonical text of a document that is no text: all it says, each character kept or listed."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from corpus.model import BlockKind, Box, Cell, Drop, Span
from ingest.readers.text.linemarks import read_prefix
from ingest.readers.text.markup import LINE_BREAKS, is_unseen, merge_spans
from ingest.readers.text.tables import LIST_MARKS
from ingest.units import Unit

_RUNS = re.compile(r"\s+|\S+")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph as the file has it. `item` tells that the file sets it as a list's item."""

    text: str
    item: bool = False


@dataclass(frozen=True, slots=True)
class RawCell:
    """One cell of a table as the file has it, under its column's name."""

    column: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A block to be, as the file has it: a text, or a row's cells.

    `region` counts the parts of a slide that a heading does not reach beyond. A passage with a
    `drop`, the reason, is read and left out.
    """

    kind: BlockKind
    text: str = ""
    cells: tuple[RawCell, ...] = ()
    level: int = 0
    rank: int = 0
    bold: bool = False
    region: int = 0
    box: Box | None = None
    drop: str = ""


@dataclass(slots=True)
class Transcript:
    """Grows as passages are taken; `drops` are in order, `text` is all that was read so far.

    Passages are joined by a newline, a row's cells by a tab and a cell's paragraphs by a newline; these
    joints are drops too.
    """

    text_parts: list[str] = field(default_factory=list)
    drops: list[Drop] = field(default_factory=list)
    length: int = 0

    @property
    def text(self) -> str:
        """The canonical text."""
        return "".join(self.text_parts)

    def take(self, passage: Passage) -> Unit | None:
        """Return the passage's unit, None when it is dropped or holds no words."""
        if passage.drop:
            rows = ("\t".join(line.text for line in cell.lines) for cell in passage.cells)
            self._leave("\t".join((passage.text, *rows)), passage.drop)
            return None
        return self._take_row(passage) if passage.cells else self._take_words(passage)

    def _take_words(self, passage: Passage) -> Unit | None:
        prefix = read_prefix(passage.text) if passage.kind in _MARKABLE else None
        marked = prefix is not None and prefix.kind in {BlockKind.BULLET, BlockKind.NUMBERED}
        kind = prefix.kind if prefix and marked else passage.kind
        text, spans = self._keep(passage.text, skip=prefix.length if prefix and marked else 0)
        if not text:
            return None
        return Unit(
            kind,
            text,
            spans,
            level=passage.level,
            rank=passage.rank,
            bold=passage.bold,
            region=passage.region,
            box=passage.box,
        )

    def _take_row(self, passage: Passage) -> Unit | None:
        cells: list[Cell] = []
        spans: list[Span] = []
        for number, raw in enumerate(passage.cells):
            cell, found = self._take_cell(raw, first=number == 0)
            cells.append(cell)
            spans += found
        text = "\t".join(cell.text for cell in cells)
        if not text.strip():
            return None
        kept = merge_spans(spans)
        return Unit(passage.kind, text, kept, tuple(cells), region=passage.region, box=passage.box)

    def _take_cell(self, raw: RawCell, *, first: bool) -> tuple[Cell, list[Span]]:
        lines: list[Line] = []
        spans: list[Span] = []
        joint = "\n" if first else "\t"
        for line in raw.lines or (Line(""),):
            prefix = read_prefix(line.text)
            marked = prefix.mark in LIST_MARKS and prefix.kind is BlockKind.BULLET
            skip = prefix.length if marked else 0
            text, found = self._keep(line.text, joint, skip=skip, line_break=" ")
            joint = "\n"
            spans += found
            lines += [Line(text, line.item or marked)] if text else []
        return Cell(raw.column, "\n".join(line.text for line in lines), _find_items(lines)), spans

    def _keep(
        self, raw: str, joint: str = "\n", *, skip: int = 0, line_break: str = "\n"
    ) -> tuple[str, tuple[Span, ...]]:
        """Add a raw text; return what it says, and where. Its first `skip` characters are a list mark."""
        start = self._append(raw, joint)
        if skip:
            self.drops.append(Drop((start, start + skip), "list mark"))
        kept = [at for at in range(skip, len(raw)) if not _is_noise(raw[at])]
        noise = [(start + at, start + at + 1) for at in range(skip, len(raw)) if _is_noise(raw[at])]
        self.drops += [Drop(span, "control character") for span in merge_spans(noise)]
        return self._collapse(raw, kept, start, line_break)

    def _collapse(
        self, raw: str, kept: Sequence[int], start: int, line_break: str
    ) -> tuple[str, tuple[Span, ...]]:
        """Return the kept characters with each run of white space made one, and none at the ends."""
        shown = "".join(raw[at] for at in kept)
        words: list[str] = []
        spans: list[Span] = []
        for found in _RUNS.finditer(shown):
            places = kept[slice(*found.span())]
            if not found.group().isspace():
                words.append(found.group())
                spans += _spans_of(places, start)
                continue
            stays = 1 if words and found.end() < len(shown) else 0
            spans += _spans_of(places[:stays], start)
            reason = "repeated space" if stays else "space"
            self.drops += [Drop(span, reason) for span in _spans_of(places[stays:], start)]
            broken = any(char in LINE_BREAKS for char in found.group())
            words += [line_break if broken else " "] * stays
        return "".join(words), merge_spans(spans)

    def _leave(self, raw: str, reason: str) -> None:
        start = self._append(raw, "\n")
        if raw:
            said = "".join(char for char in raw if not _is_noise(char))
            self.drops.append(Drop((start, start + len(raw)), reason, " ".join(said.split())))

    def _append(self, raw: str, joint: str) -> int:
        """Add a joint, unless at the start, and a raw text; return where the text begins."""
        if self.text_parts:
            reason = "cell separator" if joint == "\t" else "line break"
            self.drops.append(Drop((self.length, self.length + 1), reason))
            self.text_parts.append(joint)
            self.length += 1
        start = self.length
        self.text_parts.append(raw)
        self.length += len(raw)
        return start


_MARKABLE = frozenset({BlockKind.PARAGRAPH, BlockKind.BULLET})


def _spans_of(places: Sequence[int], start: int) -> tuple[Span, ...]:
    """Return where characters at rising places stand, those side by side as one."""
    if places and places[-1] - places[0] == len(places) - 1:
        return ((start + places[0], start + places[-1] + 1),)
    return merge_spans((start + at, start + at + 1) for at in places)


@lru_cache(maxsize=4096)
def _is_noise(char: str) -> bool:
    """Return whether a character shows nothing; a vertical tab is a line break, and stays."""
    if char in LINE_BREAKS:
        return False
    return is_unseen(char) or unicodedata.category(char) == "Cs"


def _find_items(lines: Sequence[Line]) -> tuple[str, ...]:
    """Return a cell's items: those set as such, or else its paragraphs if there are several."""
    items = tuple(line.text for line in lines if line.item)
    return items or (tuple(line.text for line in lines) if len(lines) > 1 else ())
