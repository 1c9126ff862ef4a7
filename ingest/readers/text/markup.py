"""An export's mark-up to the words a reader sees, with the source characters each word came from."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import NamedTuple

from corpus.model import Drop, Span

ITEM, OPEN, CLOSE, BREAK, DOT = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3", "\ufdd4"
"""Noncharacters of Unicode that stand for a list's item, its start and end, and a line break, each by a
tag, and for an item by a list mark."""

SIGNS = ITEM + OPEN + CLOSE + BREAK + DOT

LINE_BREAKS = "\n\r\v\f\x85\u2028\u2029"

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_UNSEEN = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"
)
"""Soft hyphens, joiners, signs of direction, noncharacters, and the tags that letters can be hidden in."""
BYTE_ORDER_MARK = "\ufeff"

_ROUNDS = 8


class Glyph(NamedTuple):
    """One character as shown and the source characters [start, end) it was written with."""

    char: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clean:
    """Words without mark-up, the source characters they keep, and those they leave out."""

    text: str
    spans: tuple[Span, ...]
    drops: tuple[Drop, ...]


class _Mark(NamedTuple):
    """A pattern to leave out, but for group `keeps`; `leaves` stands in its place."""

    pattern: re.Pattern[str]
    reason: str
    keeps: int = 0
    leaves: str = ""


_MARKS = (
    _Mark(re.compile(r"<!--.*?-->", re.DOTALL), "comment"),
    _Mark(re.compile(r"<li\b[^<>]*>", re.IGNORECASE), "tag", leaves=ITEM),
    _Mark(re.compile(r"<[uo]l\b[^<>]*>", re.IGNORECASE), "tag", leaves=OPEN),
    _Mark(re.compile(r"</[uo]l\b[^<>]*>", re.IGNORECASE), "tag", leaves=CLOSE),
    _Mark(re.compile(r"</?(?:p|div|br|tr|li|h[1-6])\b[^<>]*>", re.IGNORECASE), "tag", leaves=BREAK),
    _Mark(re.compile(r"<[/!?]?[A-Za-z][^<>]*>"), "tag"),
    _Mark(re.compile(r"<(?:ul|ol|li|p|div|span|table|td|tr|a|img)\s+[\w-]+=[^<>]*\Z", re.IGNORECASE), "tag"),
    _Mark(re.compile(r"!\[([^\[\]]*)\]\([^()]*\)"), "picture mark", keeps=1),
    _Mark(re.compile(r"\[([^\[\]]*)\]\(\s*#?\s*\)"), "link without target", keeps=1),
    _Mark(re.compile(r"\[([^\[\]]*)\]\([^()]*(?:\([^()]*\)[^()]*)*\)"), "link target", keeps=1),
    _Mark(re.compile(r"\*{2,}"), "bold mark"),
    _Mark(re.compile(r"(?<!\w)__(?=\S)([^_\n]*[^_\s])__(?!\w)"), "bold mark", keeps=1),
    _Mark(re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\w*])"), "italic mark", keeps=1),
    _Mark(re.compile(r"\\(?=[\\`*_{}\[\]()#+\-.!|<>~])"), "escape mark"),
)
# What is left of a broken tag or link could make a whole one with the next cell's or block's text.
_STRAY = _Mark(re.compile(r"\]\(|<(?=[/!?]?[A-Za-z])"), "stray mark-up")
_LAST_RESORT = _Mark(re.compile(r"[<*\]]"), "stray mark-up")


def is_unseen(char: str) -> bool:
    """Return whether a character shows nothing and takes no room: controls, joiners, noncharacters."""
    return not char.isspace() and (unicodedata.category(char) == "Cc" or bool(_UNSEEN.match(char)))


def is_visible(char: str) -> bool:
    """Return whether a character shows something."""
    return not char.isspace() and not is_unseen(char)


def decode_entities(text: str) -> str:
    """Return the text with HTML character references decoded, those of more than one character left."""
    return "".join(glyph.char for glyph in to_glyphs(text, 0, len(text)))


def to_glyphs(source: str, start: int, end: int) -> list[Glyph]:
    """Return the characters of source[start:end] as they show, with HTML character references decoded."""
    glyphs = []
    at = start
    for found in _ENTITY.finditer(source, start, end):
        char = unescape(found.group())
        if len(char) == 1:
            glyphs += [Glyph(source[i], i, i + 1) for i in range(at, found.start())]
            glyphs.append(Glyph(char, *found.span()))
            at = found.end()
    return glyphs + [Glyph(source[i], i, i + 1) for i in range(at, end)]


def clean_text(source: str, start: int, end: int, line_break: str = " ") -> Clean:
    """Return source[start:end] without mark-up; a line break inside it shows as `line_break`."""
    clean = clean_glyphs(to_glyphs(source, start, end), line_break)
    text = re.sub(f"[{SIGNS}]", "\n", clean.text)
    return Clean(text.strip("\n"), clean.spans, clean.drops)


def clean_glyphs(glyphs: Sequence[Glyph], line_break: str = " ") -> Clean:
    """Return the glyphs without mark-up, white space collapsed, list structure as signs."""
    drops: list[Drop] = []
    kept = list(_without_unseen(glyphs, drops))
    kept = _without_marks(kept, drops)
    text, kept = _collapse(kept, line_break, drops)
    return Clean(text, merge_spans((g.start, g.end) for g in kept), tuple(drops))


def merge_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans in order, those that touch made one, empty ones left out."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return tuple(merged)


def _without_unseen(glyphs: Iterable[Glyph], drops: list[Drop]) -> Iterator[Glyph]:
    for glyph in glyphs:
        # An empty span is a mark of our own; the same character in the source is only noise.
        if is_unseen(glyph.char) and glyph.start < glyph.end:
            reason = (
                "byte-order mark" if glyph.end == 1 and glyph.char == BYTE_ORDER_MARK else "control character"
            )
            drops.append(Drop((glyph.start, glyph.end), reason))
        else:
            yield glyph


def _without_marks(glyphs: list[Glyph], drops: list[Drop]) -> list[Glyph]:
    """Return the glyphs without marks, also such as only show once others are gone."""
    for _ in range(_ROUNDS):
        before = len(drops)
        for mark in _MARKS:
            glyphs = _leave_out(glyphs, mark, drops)
        if len(drops) == before:
            glyphs = _leave_out(glyphs, _STRAY, drops)
        if len(drops) == before:
            return glyphs
    return _leave_out(glyphs, _LAST_RESORT, drops)


def _leave_out(glyphs: list[Glyph], mark: _Mark, drops: list[Drop]) -> list[Glyph]:
    text = "".join(glyph.char for glyph in glyphs)
    kept: list[Glyph] = []
    at = 0
    for found in mark.pattern.finditer(text):
        kept += glyphs[at : found.start()]
        inner = found.span(mark.keeps) if mark.keeps else (found.end(), found.end())
        _drop(glyphs[found.start() : inner[0]], mark.reason, drops)
        kept += glyphs[inner[0] : inner[1]]
        _drop(glyphs[inner[1] : found.end()], mark.reason, drops)
        kept += [
            Glyph(char, glyphs[found.end() - 1].end, glyphs[found.end() - 1].end) for char in mark.leaves
        ]
        at = found.end()
    return kept + glyphs[at:]


def _drop(glyphs: Sequence[Glyph], reason: str, drops: list[Drop]) -> None:
    drops += [Drop(span, reason) for span in merge_spans((g.start, g.end) for g in glyphs)]


def _collapse(glyphs: Sequence[Glyph], line_break: str, drops: list[Drop]) -> tuple[str, list[Glyph]]:
    """Return the text and its glyphs with each run of white space made one character."""
    chars: list[str] = []
    kept: list[Glyph] = []
    for is_space, run in _runs(glyphs, lambda g: g.char.isspace() or g.char in SIGNS):
        if not is_space:
            chars += [glyph.char for glyph in run]
            kept += run
            continue
        first = bool(chars)
        last = run[-1] is glyphs[-1]
        stays = 1 if first and not last else 0
        kept += run[:stays]
        _drop(run[stays:], "repeated space" if stays else "space", drops)
        shown = _shown_break([glyph.char for glyph in run], line_break)
        if stays or shown in (ITEM, OPEN, DOT):
            chars.append(shown)
    return "".join(chars), kept


def _shown_break(chars: Sequence[str], line_break: str) -> str:
    for item in (ITEM, DOT):
        if item in chars:
            return item
    lists = [char for char in chars if char in (OPEN, CLOSE)]
    if lists:
        return lists[-1]
    if BREAK in chars:
        return "\n"
    return line_break if any(char in LINE_BREAKS for char in chars) else " "


def _runs(glyphs: Sequence[Glyph], test: Callable[[Glyph], bool]) -> Iterator[tuple[bool, list[Glyph]]]:
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and test(run[-1]) != test(glyph):
            yield test(run[-1]), run
            run = []
        run.append(glyph)
    if run:
        yield test(run[-1]), run
