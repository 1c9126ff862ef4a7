"""Lines in reading order to paragraphs, list items and headings, with broken words made whole."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from corpus.model import BlockKind
from ingest.readers.pdf.layout import Line, Place, surround
from ingest.readers.pdf.manner import DASHES, Manner
from ingest.readers.text.linemarks import Prefix, read_prefix

LEADING = 0.75
HEADING_LEADING = 1.1
"""In font sizes: a wider gap between two lines parts paragraphs; the second is for headings of one style."""

SAME_SIZE = 0.08
HEADING_SIZE = 1.12
HEADING_CHARS = 120
SENTENCE_WORDS = 8
"""A text of more words that ends in a full stop is a sentence, whatever its size."""

_FULL_STOP = re.compile(r"[.!?:;]['\"”’)]*$")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?(?=\s)")
_MARK = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivxl]{1,5})[.)]?")
_INDENT_STEP = 4
"""Points: marks nearer than this stand at one depth."""


@dataclass(frozen=True)
class Text:
    """Lines that belong together. `prefix` is what its beginning says it is, `column` as that of a unit."""

    lines: tuple[Line, ...]
    prefix: Prefix
    column: tuple[int, ...] = ()

    @cached_property
    def place(self) -> Place:
        """The rectangle around its lines."""
        return surround([line.place for line in self.lines])

    @property
    def size(self) -> float:
        """The size of its first line."""
        return self.lines[0].size

    @property
    def bold(self) -> bool:
        """Whether all its lines are bold."""
        return all(line.bold for line in self.lines)


def find_texts(lines: Sequence[Line], manner: Manner, column: tuple[int, ...] = ()) -> tuple[Text, ...]:
    """Return the texts of lines in reading order, which stand in one column."""
    texts: list[Text] = []
    right = max((line.place.x1 for line in lines), default=0.0)
    for line in _with_marks(lines):
        prefix = _read_prefix(line)
        if texts and _goes_on(texts[-1], line, prefix, right, manner):
            texts[-1] = Text((*texts[-1].lines, line), texts[-1].prefix, column)
        else:
            texts.append(Text((line,), prefix, column))
    return tuple(texts)


def _with_marks(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines, a list mark or number that stands alone put before the line beside it."""
    held: Line | None = None
    for line in lines:
        if held is not None and _beside(held, line):
            yield replace(line, words=(*held.words, *line.words), order=held.order)
            held = None
            continue
        if held is not None:
            yield held
        held = line if len(line.words) == 1 and _is_mark(line) else None
        if held is None:
            yield line
    if held is not None:
        yield held


def _is_mark(line: Line) -> bool:
    return read_prefix(f"{line.text} x").kind in {BlockKind.BULLET, BlockKind.NUMBERED}


def _beside(mark: Line, line: Line) -> bool:
    shared = min(mark.place.bottom, line.place.bottom) - max(mark.place.top, line.place.top)
    near = 0 <= line.place.x0 - mark.place.x1 <= 6 * max(mark.size, line.size)
    return near and shared >= 0.4 * min(mark.place.height, line.place.height)


def _read_prefix(line: Line) -> Prefix:
    """Return what the line's beginning says, its indentation in steps of points."""
    text = line.text
    prefix = read_prefix(text)
    if prefix.rank or prefix.length >= len(text) or _NUMBERED.match(text):
        prefix = Prefix(BlockKind.PARAGRAPH)
    indent = round(line.place.x0 / _INDENT_STEP)
    return Prefix(prefix.kind, prefix.mark, indent, prefix.length, prefix.rank)


def _goes_on(text: Text, line: Line, prefix: Prefix, right: float, manner: Manner) -> bool:
    """Return whether a line belongs to the text above it."""
    last = text.lines[-1]
    size = max(last.size, line.size)
    gap = line.place.top - last.place.bottom
    beside = min(last.place.x1, line.place.x1) <= max(last.place.x0, line.place.x0) and not line.turn
    begins = prefix.kind is not BlockKind.PARAGRAPH or _NUMBERED.match(line.text)
    wrapped_dash = prefix.mark in DASHES and manner.spaced and line.spaced
    if (begins and not wrapped_dash) or beside or last.turn != line.turn:
        return False
    large = line.size >= HEADING_SIZE * manner.body_size
    leading = HEADING_LEADING if large and line.bold == last.bold else LEADING
    if abs(last.size - line.size) > SAME_SIZE * size or not -0.6 * size <= gap <= leading * size:
        return False
    if manner.spaced:
        return line.spaced or last.text.endswith("-") or (large and _is_mid_sentence(last, line))
    hangs = text.prefix.kind is not BlockKind.PARAGRAPH and not large
    if line.bold != last.bold and not _is_mid_sentence(last, line):
        marked = hangs or _MARK.fullmatch(text.lines[0].words[0].text) is not None
        within = marked and line.place.x0 >= text.place.x0 + 0.3 * size
        return within and not large and not _is_broken_off(last, line, right)
    if hangs and line.place.x0 < text.place.x0 + 0.3 * size:
        return _is_mid_sentence(last, line) and line.place.x0 > text.place.x0 - size
    return large or _is_mid_sentence(last, line) or not _is_broken_off(last, line, right)


def _is_mid_sentence(last: Line, line: Line) -> bool:
    return line.text[:1].islower() and not _FULL_STOP.search(last.text)


def _is_broken_off(last: Line, line: Line, right: float) -> bool:
    """Return whether a line ends before the first word of the next would have had to go down."""
    room = right - last.place.x1
    return not last.turn and room > line.words[0].place.width + 0.8 * last.size


def is_heading(text: Text, body_size: float) -> bool:
    """Return whether a text stands out as a heading does: larger or bolder than the body, and short."""
    words = " ".join(line.text for line in text.lines)
    if len(words) > HEADING_CHARS or not any(char.isalpha() for char in words):
        return False
    if text.prefix.kind is BlockKind.BULLET or text.lines[0].turn:
        return False
    if words.endswith(".") and len(words.split()) > SENTENCE_WORDS:
        return False
    larger = text.size >= HEADING_SIZE * body_size
    return larger or (text.bold and not words.endswith((".", ";", ",")) and text.size >= 0.95 * body_size)
