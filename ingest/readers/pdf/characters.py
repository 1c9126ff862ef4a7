"""A page's characters to words and lines, with their places in the canonical text."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.model import Drop
from ingest.readers.pdf.drawing import BACK, WORD_GAP
from ingest.readers.pdf.glyphs import UNKNOWN
from ingest.readers.pdf.layout import Line, Place, Word, make, surround
from ingest.readers.pdf.pieces import SLANT, Piece, turn_back
from ingest.readers.text.markup import is_unseen
from ingest.readers.text.tables import LIST_MARKS

LINE_GAP = 1.0
DRAWN_GAP = 1.5
"""In font sizes: a wider gap parts lines; the second is for pieces drawn one after the other."""

MARK_GAP = 4.0
"""In font sizes: the widest gap between a list mark and what is drawn after it, on the same line."""

SHADOW = 0.12
"""In font sizes: the same text nearer than this, and than a point, is its own shadow."""

HALF = 0.5
"""Of the lower one's height: what shares less stands on another line."""

_NUMBER = re.compile(r"\d{1,3}[.)]|\(\d{1,3}\)|\(?[a-z]\)|\(?[ivx]{1,5}\)")
_SIGNS = re.compile(r"dings|dingbat|symbol", re.IGNORECASE)
BULLET = "•"


@dataclass(slots=True)
class _Run:
    """Pieces on one line in the making."""

    order: int
    pieces: list[Piece]
    u0: float
    u1: float
    v0: float
    v1: float

    @property
    def size(self) -> float:
        return self.v1 - self.v0


def find_lines(pieces: Iterable[Piece], origin: Place, start: int) -> tuple[tuple[Line, ...], int]:
    """Return the lines of the pieces in the order drawn, and where the canonical text goes on.

    `origin` is the visible page within the file's page. Each word takes its raw characters and
    one separator of the canonical text, from `start` on.
    """
    runs = _merge_runs(_find_runs(_without_shadows(pieces)))
    lines: list[Line] = []
    for run in sorted(runs, key=lambda run: run.order):
        line = _to_line(run, origin, start, len(lines))
        lines.append(line)
        start = line.words[-1].span[1] + 1
    return tuple(lines), start


def _without_shadows(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the pieces, one that is drawn again at the same place (for a shadow or weight) once."""
    seen: dict[str, list[tuple[float, float]]] = {}
    for piece in pieces:
        text, u, v = piece[:3]
        spots = seen.get(text)
        if spots is None:
            seen[text] = [(u, v)]
            yield piece
            continue
        near = min(1.0, SHADOW * piece.size)
        for left, top in spots:
            if -near < u - left < near and -near < v - top < near:
                break
        else:
            spots.append((u, v))
            yield piece


def _find_runs(pieces: Iterable[Piece]) -> list[_Run]:
    """Return runs of pieces drawn one after the other along a line."""
    runs: list[_Run] = []
    for piece in pieces:
        if runs and _goes_on(runs[-1], piece):
            _append(runs[-1], piece)
        else:
            runs.append(_Run(len(runs), [piece], piece.u0, piece.u1, piece.v0, piece.v1))
    return runs


def _goes_on(run: _Run, piece: Piece) -> bool:
    last = run.pieces[-1]
    if last.turn != piece.turn:
        return False
    size = max(piece.size, last.size)
    most = MARK_GAP if len(run.pieces) == 1 and _is_mark(last) else DRAWN_GAP
    if not -BACK * size <= piece.u0 - run.u1 <= most * size:
        return False
    if piece.turn >= SLANT:
        return _overlap(last, piece) > 0
    return piece.v0 == run.v0 or _overlap(run, piece) >= HALF


def _is_mark(piece: Piece) -> bool:
    return piece.text in LIST_MARKS or piece.text == UNKNOWN or _NUMBER.fullmatch(piece.text) is not None


def _overlap(one: _Run | Piece, other: _Run | Piece) -> float:
    """Return the share of the lower one's height that both have in common."""
    least = min(one.v1 - one.v0, other.v1 - other.v0)
    return (min(one.v1, other.v1) - max(one.v0, other.v0)) / least if least > 0 else 0.0


def _append(run: _Run, piece: Piece) -> None:
    run.pieces.append(piece)
    run.u1 = max(run.u1, piece.u1)
    if piece.turn >= SLANT:
        run.v0, run.v1 = min(run.v0, piece.v0), max(run.v1, piece.v1)
    elif piece.size > run.size:
        run.v0, run.v1 = piece.v0, piece.v1


def _merge_runs(runs: Sequence[_Run]) -> list[_Run]:
    """Return the runs with those joined that stand side by side on one line with no wide gap."""
    merged: list[_Run] = []
    for run in sorted(runs, key=lambda run: (run.pieces[0].turn, run.v0 + run.v1, run.u0)):
        near = next((one for one in reversed(merged[-12:]) if _touches(one, run)), None)
        if near is None:
            merged.append(run)
            continue
        first, second = sorted((near, run), key=lambda one: one.u0)
        apart = second.u0 - first.u1 >= WORD_GAP * near.size
        pieces = [*first.pieces, second.pieces[0]._replace(spaced=apart), *second.pieces[1:]]
        larger = max(near, run, key=lambda one: one.size)
        near.v0, near.v1, near.order = larger.v0, larger.v1, min(near.order, run.order)
        near.pieces, near.u0, near.u1 = pieces, first.u0, max(first.u1, second.u1)
    return merged


def _touches(one: _Run, other: _Run) -> bool:
    if one.v1 <= other.v0 or other.v1 <= one.v0 or one.pieces[0].turn != other.pieces[0].turn:
        return False
    if _overlap(one, other) < 0.6:  # noqa: PLR2004
        return False
    first, second = (one, other) if one.u0 <= other.u0 else (other, one)
    size = max(one.size, other.size)
    return -0.3 * size <= second.u0 - first.u1 <= LINE_GAP * size


def _to_line(run: _Run, origin: Place, start: int, order: int) -> Line:
    words: list[Word] = []
    for group in _split_words(run.pieces):
        word = _to_word(group, origin, start)
        odd = not words and _is_odd(group, word) and (len(run.pieces) > 1 or not word.text)
        words.append(word._replace(text=BULLET, drops=()) if odd else word)
        start = word.span[1] + 1
    sizes: dict[float, int] = {}
    bold = letters = 0
    for piece in run.pieces:
        count = piece.glyphs
        sizes[piece.size] = sizes.get(piece.size, 0) + count
        letters += count
        bold += count if piece.bold else 0
    first, size = run.pieces[0], round(max(sizes.items(), key=lambda item: item[1])[0], 1)
    return Line(tuple(words), order, size, bold * 2 > letters, first.turn, first.spaced)


def _is_odd(group: Sequence[Piece], word: Word) -> bool:
    """Return whether a line's first sign is a list mark whose font tells no character for it."""
    if len(group) > 1 or group[0].glyphs > 1:
        return False
    return not word.text or (word.text not in LIST_MARKS and _SIGNS.search(group[0].font) is not None)


def _split_words(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    pieces = [*_part_mark(pieces[0]), *pieces[1:]]
    word = [pieces[0]]
    for left, right in pairwise(pieces):
        gap = right.u0 - left.u1
        if (
            right.spaced
            or gap > WORD_GAP * min(left.size, right.size)
            or (len(word) == 1 and _marks(left, right, gap, first=left == pieces[0]))
        ):
            yield word
            word = []
        word.append(right)
    yield word


def _marks(left: Piece, right: Piece, gap: float, *, first: bool) -> bool:
    """Return whether a piece is a list mark or number before its words, set closer than words are."""
    mark = gap > 0 and left.text in LIST_MARKS
    return mark or (first and right.text[0].isalpha() and _NUMBER.fullmatch(left.text) is not None)


def _part_mark(piece: Piece) -> list[Piece]:
    """Return the first piece of a line, its list mark apart from what is set close behind it."""
    if piece.text[0] not in LIST_MARKS or piece.glyphs < 2:  # noqa: PLR2004  the mark, and another
        return [piece]
    at = piece.edges[1]
    mark = piece._replace(text=piece.text[0], u1=at, glyphs=1)
    return [mark, piece._replace(text=piece.text[1:], u0=at, glyphs=piece.glyphs - 1, spaced=True)]


def _to_word(pieces: Sequence[Piece], origin: Place, start: int) -> Word:
    first = pieces[0]
    raw = first.text
    x0, top, x1, bottom = first[1:5]
    if len(pieces) > 1:
        raw = "".join([piece.text for piece in pieces])
        x0, top, x1, bottom = surround([piece[1:5] for piece in pieces])
    kept, drops = clean_word(raw, start)
    if first.turn:
        x0, top, x1, bottom = turn_back(Place(x0, top, x1, bottom), first.turn)
    left, above = origin.x0, origin.top
    place = make(Place, (x0 - left, top - above, x1 - left, bottom - above))
    return make(Word, (kept, (start, start + len(raw)), place, drops))


def clean_word(raw: str, start: int) -> tuple[str, tuple[Drop, ...]]:
    """Return a word's text as a person would type it, and the characters left out of it.

    Ligatures become letters; soft hyphens within, controls, lone surrogates and signs of private
    fonts (list marks apart) are left out. A soft hyphen at the end stays, for the next line.
    """
    if raw.isascii() and raw.isprintable():
        return raw, ()
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
