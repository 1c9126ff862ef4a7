"""Lines in reading order to paragraphs, list items and headings, with broken words made whole."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from corpus.model import BlockKind, Drop, Span, WordPlace
from ingest.readers.pdf.layout import Line, Page, Place, Word, surround
from ingest.readers.text.linemarks import Prefix, read_prefix
from ingest.units import Unit

LEADING = 0.75
HEADING_LEADING = 1.1
"""In font sizes: a wider gap between two lines parts paragraphs; the second is for headings of one style."""

SOFT_HYPHEN = "\u00ad"
SAME_SIZE = 0.08
HEADING_SIZE = 1.12
HEADING_CHARS = 120
_FULL_STOP = re.compile(r"[.!?:;]['\"”’)]*$")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?(?=\s)")
_LETTERS = re.compile(r"[^\W\d_]+")
_INDENT_STEP = 4
"""Points: marks nearer than this stand at one depth."""


@dataclass(frozen=True)
class Text:
    """Lines that belong together. `prefix` is what its beginning says it is."""

    lines: tuple[Line, ...]
    prefix: Prefix

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


class Part(NamedTuple):
    """Where characters [start, end) of a text stand: a word, or what of it stands on one line."""

    start: int
    end: int
    place: Place


@dataclass(frozen=True, slots=True)
class Wording:
    """A text's words as one string, the characters it keeps and those it leaves out, and where it stands."""

    text: str
    spans: tuple[Span, ...]
    drops: tuple[Drop, ...]
    parts: tuple[Part, ...]


def join_wordings(wordings: Sequence[Wording], joint: str) -> Wording:
    """Return texts as one, with a joint of one character between."""
    parts: list[Part] = []
    at = 0
    for wording in wordings:
        parts += [Part(start + at, end + at, place) for start, end, place in wording.parts]
        at += len(wording.text) + 1
    return Wording(
        joint.join([wording.text for wording in wordings]),
        tuple([span for wording in wordings for span in wording.spans]),
        tuple([drop for wording in wordings for drop in wording.drops]),
        tuple(parts),
    )


def find_texts(lines: Sequence[Line], body_size: float) -> tuple[Text, ...]:
    """Return the texts of lines in reading order, which stand in one column."""
    texts: list[Text] = []
    right = max((line.place.x1 for line in lines), default=0.0)
    for line in _with_marks(lines):
        prefix = _read_prefix(line)
        if texts and _goes_on(texts[-1], line, prefix, right, body_size):
            texts[-1] = replace(texts[-1], lines=(*texts[-1].lines, line))
        else:
            texts.append(Text((line,), prefix))
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
    return replace(prefix, indent=round(line.place.x0 / _INDENT_STEP))


def _goes_on(text: Text, line: Line, prefix: Prefix, right: float, body_size: float) -> bool:
    """Return whether a line belongs to the text above it."""
    last = text.lines[-1]
    size = max(last.size, line.size)
    gap = line.place.top - last.place.bottom
    if prefix.kind is not BlockKind.PARAGRAPH or _NUMBERED.match(line.text) or last.turn != line.turn:
        return False
    if min(last.place.x1, line.place.x1) <= max(last.place.x0, line.place.x0) and not line.turn:
        return False
    large = line.size >= HEADING_SIZE * body_size
    leading = HEADING_LEADING if large and line.bold == last.bold else LEADING
    if abs(last.size - line.size) > SAME_SIZE * size or not -0.6 * size <= gap <= leading * size:
        return False
    if line.bold != last.bold and not _is_mid_sentence(last, line):
        return False
    hangs = text.prefix.kind is not BlockKind.PARAGRAPH and not large
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
    larger = text.size >= HEADING_SIZE * body_size
    return larger or (text.bold and not words.endswith((".", ";", ",")) and text.size >= 0.95 * body_size)


def place_unit(unit: Unit, wording: Wording, page: Page) -> Unit:
    """Return a unit with the spans, box and places of its wording."""
    return replace(
        unit,
        spans=tuple(sorted(wording.spans)),
        box=page.to_box([part.place for part in wording.parts]),
        places=tuple([WordPlace(start, end, *page.to_share(place)) for start, end, place in wording.parts]),
    )


def word_text(text: Text, known: Collection[str]) -> Wording:
    """Return the text's wording. `known` are the document's words, to tell broken words from compounds."""
    words = [word for line in text.lines for word in line.words if word.text]
    drops = [drop for line in text.lines for word in line.words for drop in word.drops]
    if text.prefix.kind in {BlockKind.BULLET, BlockKind.NUMBERED} and text.prefix.length and words:
        drops.append(Drop(words[0].span, "list mark"))
        words = words[1:]
    ends = {line.words[-1].span for line in text.lines[:-1]}
    said = ""
    parts: list[Part] = []
    for word, below in zip(words, [*words[1:], None], strict=True):
        shown, joint, left = _shorten(word, below if word.span in ends else None, known)
        drops += left
        parts += [Part(len(said), len(said) + len(shown), word.place)] if shown else []
        said += shown + joint
    spans = _keep([word.span for word in words], drops)
    return Wording(said.rstrip(), spans, tuple(drops), tuple(parts))


def _shorten(word: Word, below: Word | None, known: Collection[str]) -> tuple[str, str, list[Drop]]:
    """Return what a word shows, what parts it from the next, and what of it is left out.

    `below` is the first word of the line under it, for a word at a line's end.
    """
    broken = _break(word.text, below.text, known) if below else ""
    end = word.span[1]
    if broken == "mended":
        return word.text[:-1], "", [Drop((end - 1, end), "hyphen at a line's end")]
    if word.text.endswith(SOFT_HYPHEN):
        return word.text[:-1], " ", [Drop((end - 1, end), "soft hyphen")]
    return word.text, "" if broken else " ", []


def _break(word: str, below: str, known: Collection[str]) -> str:
    """Return how a word that a line's end breaks is made whole: "mended", "joined" with its hyphen, or ""."""
    if word.endswith(SOFT_HYPHEN):
        return "mended"
    if not word.endswith(("-", "\u2010", "\u2011")) or len(word) < 3 or not word[-2].isalnum():  # noqa: PLR2004
        return ""
    if not (below[0].islower() and word[-2].islower()):
        return "joined" if below[0].isalnum() else ""
    head = _LETTERS.findall(word)[-1].casefold()
    found = _LETTERS.match(below)
    tail = found.group().casefold() if found else ""
    if head + tail in known:
        return "mended"
    return "joined" if f"{head}-{tail}" in known or (head in known and tail in known) else "mended"


def _keep(spans: Sequence[Span], drops: Sequence[Drop]) -> tuple[Span, ...]:
    """Return the spans, those with one separator between made one, without what is dropped."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    kept: list[Span] = []
    left_out = sorted(drop.span for drop in drops)
    for start, end in joined:
        at = start
        for low, high in left_out:
            if at <= low and high <= end:
                kept += [(at, low)] if at < low else []
                at = high
        kept += [(at, end)] if at < end else []
    return tuple(kept)
