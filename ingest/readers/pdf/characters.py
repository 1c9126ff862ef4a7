"""A page's characters to words and lines, with their places in the canonical text."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, NamedTuple

from corpus.model import Drop
from ingest.readers.pdf.layout import Line, Place, Word
from ingest.readers.text.markup import is_unseen
from ingest.readers.text.tables import LIST_MARKS

WORD_GAP = 0.2
"""In font sizes: a wider gap parts words where the file writes no space (a space is 0.25 to 0.28 wide)."""

LINE_GAP = 1.0
DRAWN_GAP = 1.5
"""In font sizes: a wider gap parts lines; the second is for characters drawn one after the other."""

SHADOW = 0.12
"""In font sizes: the same character nearer than this, and than a point, is its own shadow."""

_UNMAPPED = re.compile(r"\(cid:\d+\)")
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_SIGNS = re.compile(r"dings|dingbat|symbol", re.IGNORECASE)
BULLET = "•"
UNKNOWN = "\ufffd"


class Glyph(NamedTuple):
    """One drawn character in the frame of its own text: u along the line, v down across the lines."""

    text: str
    u0: float
    v0: float
    u1: float
    v1: float
    turn: int
    bold: bool
    font: str

    @property
    def size(self) -> float:
        """Its font's size as shown, in points."""
        return self.v1 - self.v0


@dataclass(slots=True)
class _Run:
    """Glyphs on one line in the making, and whether a space stands before each."""

    order: int
    glyphs: list[tuple[Glyph, bool]]
    u0: float
    u1: float
    v0: float
    v1: float

    @property
    def size(self) -> float:
        return self.v1 - self.v0


def find_lines(chars: Iterable[dict[str, Any]], origin: Place, start: int) -> tuple[tuple[Line, ...], int]:
    """Return the lines of the characters in the order drawn, and where the canonical text goes on.

    `origin` is the visible page within the file's page. Each word takes its raw characters and
    one separator of the canonical text, from `start` on.
    """
    runs = _merge_runs(_find_runs(_to_glyph(char) for char in _without_shadows(chars)))
    lines: list[Line] = []
    for run in sorted(runs, key=lambda run: run.order):
        line = _to_line(run, origin, start, len(lines))
        if line.words:
            lines.append(line)
            start = line.words[-1].span[1] + 1
    return tuple(lines), start


def _without_shadows(chars: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the characters, one that is drawn again at the same place (for a shadow or weight) once."""
    seen: defaultdict[tuple[str, int, int], list[tuple[float, float]]] = defaultdict(list)
    for char in chars:
        text, x, y = char["text"], char["x0"], char["top"]
        if text.isspace():
            yield char
            continue
        near = min(1.0, SHADOW * (char["bottom"] - y))
        cells = [(text, int(x) + i, int(y) + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
        spots = (spot for cell in cells if cell in seen for spot in seen[cell])
        if not any(abs(x - left) < near and abs(y - top) < near for left, top in spots):
            seen[(text, int(x), int(y))].append((x, y))
            yield char


def _to_glyph(char: dict[str, Any]) -> Glyph:
    a, b = char["matrix"][:2]
    turn = (0 if a >= 0 else 2) if abs(a) >= abs(b) else (1 if b > 0 else 3)
    x0, top, x1, bottom = char["x0"], char["top"], char["x1"], char["bottom"]
    u0, v0, u1, v1 = (
        (x0, top, x1, bottom),
        (-bottom, x0, -top, x1),
        (-x1, -bottom, -x0, -top),
        (top, -x1, bottom, -x0),
    )[turn]
    text = _UNMAPPED.sub(UNKNOWN, char["text"])
    return Glyph(text, u0, v0, u1, v1, turn, _BOLD.search(char["fontname"]) is not None, char["fontname"])


def _find_runs(glyphs: Iterable[Glyph]) -> list[_Run]:
    """Return runs of glyphs drawn one after the other along a line."""
    runs: list[_Run] = []
    spaced = False
    for glyph in glyphs:
        if not glyph.text.strip():
            spaced = True
            continue
        if runs and _goes_on(runs[-1], glyph):
            _append(runs[-1], glyph, spaced=spaced)
        else:
            runs.append(_Run(len(runs), [(glyph, True)], glyph.u0, glyph.u1, glyph.v0, glyph.v1))
        spaced = False
    return runs


def _goes_on(run: _Run, glyph: Glyph) -> bool:
    last = run.glyphs[-1][0]
    size = max(last.size, glyph.size)
    return (
        last.turn == glyph.turn
        and _overlap(run, glyph) >= 0.5  # noqa: PLR2004  half of the lower one
        and -0.5 * size <= glyph.u0 - run.u1 <= DRAWN_GAP * size
    )


def _overlap(one: _Run, other: _Run | Glyph) -> float:
    """Return the share of the lower one's height that both have in common."""
    least = min(one.size, other.size)
    return (min(one.v1, other.v1) - max(one.v0, other.v0)) / least if least > 0 else 0.0


def _append(run: _Run, glyph: Glyph, *, spaced: bool) -> None:
    run.glyphs.append((glyph, spaced))
    run.u1 = max(run.u1, glyph.u1)
    if glyph.size > run.size:
        run.v0, run.v1 = glyph.v0, glyph.v1


def _merge_runs(runs: Sequence[_Run]) -> list[_Run]:
    """Return the runs with those joined that stand side by side on one line with no wide gap."""
    merged: list[_Run] = []
    for run in sorted(runs, key=lambda run: (run.glyphs[0][0].turn, run.v0 + run.v1, run.u0)):
        near = next((one for one in reversed(merged[-12:]) if _touches(one, run)), None)
        if near is None:
            merged.append(run)
            continue
        first, second = sorted((near, run), key=lambda one: one.u0)
        glyphs = [*first.glyphs, (second.glyphs[0][0], True), *second.glyphs[1:]]
        if second.u0 - first.u1 < WORD_GAP * near.size:
            glyphs[len(first.glyphs)] = (second.glyphs[0][0], False)
        larger = max(near, run, key=lambda one: one.size)
        near.v0, near.v1, near.order = larger.v0, larger.v1, min(near.order, run.order)
        near.glyphs, near.u0, near.u1 = glyphs, first.u0, max(first.u1, second.u1)
    return merged


def _touches(one: _Run, other: _Run) -> bool:
    if one.glyphs[0][0].turn != other.glyphs[0][0].turn or _overlap(one, other) < 0.6:  # noqa: PLR2004
        return False
    first, second = sorted((one, other), key=lambda run: run.u0)
    size = max(one.size, other.size)
    return -0.3 * size <= second.u0 - first.u1 <= LINE_GAP * size


def _to_line(run: _Run, origin: Place, start: int, order: int) -> Line:
    words: list[Word] = []
    glyphs = [glyph for glyph, _ in run.glyphs]
    for group in _split_words(run.glyphs):
        word = _to_word(group, origin, start)
        odd = not words and len(group) == 1 < len(glyphs) and _is_odd(group[0], word)
        words.append(replace(word, text=BULLET, drops=()) if odd else word)
        start = word.span[1] + 1
    sizes = Counter(round(glyph.size, 1) for glyph in glyphs)
    bold = sum(glyph.bold for glyph in glyphs) * 2 > len(glyphs)
    return Line(tuple(words), order, sizes.most_common(1)[0][0], bold, glyphs[0].turn)


def _is_odd(glyph: Glyph, word: Word) -> bool:
    """Return whether a line's first sign is a list mark whose font tells no character for it."""
    return not word.text or (word.text not in LIST_MARKS and _SIGNS.search(glyph.font) is not None)


def _split_words(glyphs: Sequence[tuple[Glyph, bool]]) -> Iterator[list[Glyph]]:
    word = [glyphs[0][0]]
    for (left, _), (right, spaced) in pairwise(glyphs):
        gap = right.u0 - left.u1
        mark = len(word) == 1 and _is_mark(word[0]) and gap > 0
        if spaced or mark or gap > WORD_GAP * min(left.size, right.size):
            yield word
            word = []
        word.append(right)
    yield word


def _is_mark(glyph: Glyph) -> bool:
    return glyph.text in LIST_MARKS


def _to_word(glyphs: Sequence[Glyph], origin: Place, start: int) -> Word:
    raw = "".join(glyph.text for glyph in glyphs)
    kept, drops = clean_word(raw, start)
    box = Place(
        min(g.u0 for g in glyphs),
        min(g.v0 for g in glyphs),
        max(g.u1 for g in glyphs),
        max(g.v1 for g in glyphs),
    )
    return Word(kept, (start, start + len(raw)), _turn_back(box, glyphs[0].turn, origin), drops)


def _turn_back(box: Place, turn: int, origin: Place) -> Place:
    """Return a rectangle of the text's own frame as one of the visible page."""
    u0, v0, u1, v1 = box
    x0, top, x1, bottom = (
        (u0, v0, u1, v1),
        (v0, -u1, v1, -u0),
        (-u1, -v1, -u0, -v0),
        (-v1, u0, -v0, u1),
    )[turn]
    return Place(x0 - origin.x0, top - origin.top, x1 - origin.x0, bottom - origin.top)


def clean_word(raw: str, start: int) -> tuple[str, tuple[Drop, ...]]:
    """Return a word's text as a person would type it, and the characters left out of it.

    Ligatures become letters; soft hyphens within, controls, lone surrogates and signs of private
    fonts (list marks apart) are left out. A soft hyphen at the end stays, for the next line.
    """
    kept: list[str] = []
    drops: list[Drop] = []
    for at, char in enumerate(raw):
        reason = _unwanted(char, last=at == len(raw) - 1)
        if reason:
            drops.append(Drop((start + at, start + at + 1), reason))
        else:
            kept.append(unicodedata.normalize("NFKC", char) if "\ufb00" <= char <= "\ufb06" else char)
    return unicodedata.normalize("NFC", "".join(kept)), tuple(drops)


def _unwanted(char: str, *, last: bool) -> str | None:
    if char == "\u00ad":
        return None if last else "soft hyphen"
    category = unicodedata.category(char)
    if category == "Cs" or is_unseen(char):
        return "control character"
    if char == UNKNOWN or (category == "Co" and char not in LIST_MARKS):
        return "sign without a letter"
    return None
