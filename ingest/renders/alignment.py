"""Blocks of a deck found among the words of its drawn page, so that each word's place is exact."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from corpus.model import Block, BlockKind, Box, WordPlace

MARK_CHARS = 5
"""A list mark or number that the page draws, such as "•", "(a)" or "12.", is no longer than this."""

_Squeezed = list[tuple[str, int]]
"""Characters without spaces, in one case and form, each with its place in a text."""

NOT_DRAWN = frozenset({BlockKind.NOTE, BlockKind.CAPTION})
"""Notes and alternative texts: equal words on the slide are another block's."""


@dataclass(frozen=True, slots=True)
class PageWord:
    """A word as drawn on a page, and its box."""

    text: str
    box: Box


@dataclass(slots=True)
class _Page:
    """The page's characters without spaces, in the order drawn, each with its word; which are taken."""

    text: str
    owners: list[tuple[int, int, int]]
    words: Sequence[PageWord]
    taken: list[bool]


def align_blocks(blocks: Sequence[Block], words: Sequence[PageWord]) -> dict[str, tuple[WordPlace, ...]]:
    """Return the places of the words of each block that is found whole on the page, by block id.

    `words` are in the order drawn. A block is found where its characters, spaces and case aside, stand
    from the start of a word to the end of one; of several such places, the free one nearest to the
    block's box. A row whose cells are drawn apart is found cell by cell, and the longest texts choose first:
    a short one may also stand within a longer. Between the lines of a text may stand a list mark or number
    that the page draws and the text lacks.
    """
    page = _lay_out(words)
    drawn = [(block, piece) for block in blocks if block.kind not in NOT_DRAWN for piece in _pieces(block)]
    found: dict[str, list[tuple[WordPlace, ...]]] = {}
    for block, (start, end) in sorted(drawn, key=lambda one: one[1][0] - one[1][1]):
        found.setdefault(block.id, []).append(_find(page, block, start, end))
    return {name: tuple(sorted(chain(*placed))) for name, placed in found.items() if all(placed)}


def _lay_out(words: Sequence[PageWord]) -> _Page:
    chars: list[str] = []
    owners: list[tuple[int, int, int]] = []
    for number, word in enumerate(words):
        squeezed = _squeeze(word.text)
        for at, (char, _) in enumerate(squeezed):
            chars.append(char)
            owners.append((number, at, len(squeezed)))
    return _Page("".join(chars), owners, words, [False] * len(chars))


def _squeeze(text: str) -> _Squeezed:
    """Return a text's characters without spaces, in one case and form, each with its place in the text."""
    return [
        (plain, at)
        for at, char in enumerate(text)
        if not char.isspace()
        for plain in unicodedata.normalize("NFKC", char).casefold()
    ]


def _pieces(block: Block) -> list[tuple[int, int]]:
    """Return the stretches of a block that are drawn in one go: the cells of a row, or all of it."""
    pieces, at = [], 0
    for cell in block.cells:
        start = max(block.text.find(cell.text, at), at)
        at = start + len(cell.text)
        if cell.text.strip():
            pieces.append((start, at))
    return pieces or [(0, len(block.text))]


def _find(page: _Page, block: Block, start: int, end: int) -> tuple[WordPlace, ...]:
    """Return the places of a stretch of a block's text, and mark its characters as taken; () if not found."""
    whole = _squeeze(block.text[start:end])
    lines = _squeeze_lines(block.text[start:end])
    options = [[at] for at in _find_free(page, _said(whole))] or list(_find_lines(page, lines))
    if not options:
        return ()
    parts = [whole] if len(options[0]) == 1 else lines
    best = min(options, key=lambda ats: _distance(block.box, _box_of(page, ats, parts)))
    places: list[WordPlace] = []
    for at, part in zip(best, parts, strict=True):
        page.taken[at : at + len(part)] = [True] * len(part)
        places += _to_places(page, at, [start + offset for _, offset in part])
    return tuple(places)


def _squeeze_lines(text: str) -> list[_Squeezed]:
    """Return the characters of each line that has any, with their places in the whole text."""
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append([(char, at + offset) for char, offset in _squeeze(line)])
        at += len(line) + 1
    return [line for line in lines if line]


def _said(squeezed: _Squeezed) -> str:
    return "".join(char for char, _ in squeezed)


def _find_free(page: _Page, wanted: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Yield where the characters stand, free, from a word's start to a word's end, beginning before `end`."""
    bound = len(page.text) if end is None else end
    at = page.text.find(wanted, start) if wanted else -1
    while 0 <= at < bound:
        last = at + len(wanted) - 1
        begins, ends = page.owners[at], page.owners[last]
        if begins[1] == 0 and ends[1] == ends[2] - 1 and not any(page.taken[at : last + 1]):
            yield at
        at = page.text.find(wanted, at + 1)


def _find_lines(page: _Page, lines: Sequence[_Squeezed]) -> Iterator[list[int]]:
    """Yield where each of several lines begins, each right after the one above but for a list mark."""
    if len(lines) < 2:  # noqa: PLR2004  one line has been looked for
        return
    for first in _find_free(page, _said(lines[0])):
        found = [first]
        for above, line in pairwise(lines):
            after = found[-1] + len(above)
            at = next(_find_free(page, _said(line), after, after + MARK_CHARS + 1), None)
            if at is None:
                break
            found.append(at)
        if len(found) == len(lines):
            yield found


def _box_of(page: _Page, ats: Sequence[int], parts: Sequence[_Squeezed]) -> Box:
    boxes = [_box_at(page, at, len(part)) for at, part in zip(ats, parts, strict=True)]
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return min(x0), min(y0), max(x1), max(y1)


def _box_at(page: _Page, at: int, length: int) -> Box:
    boxes = [page.words[page.owners[i][0]].box for i in range(at, at + length)]
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return min(x0), min(y0), max(x1), max(y1)


def _distance(near: Box | None, box: Box) -> float:
    """Return how far apart two boxes' middles are; 0 where the block's own place is not known."""
    if near is None:
        return 0.0
    across = (near[0] + near[2] - box[0] - box[2]) / 2
    down = (near[1] + near[3] - box[1] - box[3]) / 2
    return across * across + down * down


def _to_places(page: _Page, start: int, offsets: Sequence[int]) -> Iterator[WordPlace]:
    """Yield a place for each drawn word, or part of one, that the characters from `start` on belong to."""
    first = 0
    for at in range(len(offsets)):
        word, within, length = page.owners[start + at]
        last = at + 1 == len(offsets)
        if not last and page.owners[start + at + 1][0] == word:
            continue
        begun = page.owners[start + first][1]
        x0, y0, x1, y1 = page.words[word].box
        wide = (x1 - x0) / length
        yield WordPlace(offsets[first], offsets[at] + 1, x0 + begun * wide, y0, x0 + (within + 1) * wide, y1)
        first = at + 1
