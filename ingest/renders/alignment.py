"""Blocks of a deck found among the words of its drawn page, so that each word's place is exact."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.model import Block, BlockKind, Box, WordPlace

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
    block's box. The longest blocks choose first. A row whose cells are drawn apart is found cell by cell.
    """
    page = _lay_out(words)
    found: dict[str, tuple[WordPlace, ...]] = {}
    drawn = (block for block in blocks if block.kind not in NOT_DRAWN)
    for block in sorted(drawn, key=lambda block: -len(block.text)):
        pieces = _pieces(block)
        placed = [places for start, end in pieces if (places := _find(page, block, start, end))]
        if len(placed) == len(pieces) and placed:
            found[block.id] = tuple(place for places in placed for place in places)
    return found


def _lay_out(words: Sequence[PageWord]) -> _Page:
    chars: list[str] = []
    owners: list[tuple[int, int, int]] = []
    for number, word in enumerate(words):
        squeezed = _squeeze(word.text)
        for at, (char, _) in enumerate(squeezed):
            chars.append(char)
            owners.append((number, at, len(squeezed)))
    return _Page("".join(chars), owners, words, [False] * len(chars))


def _squeeze(text: str) -> list[tuple[str, int]]:
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
    squeezed = [(char, start + at) for char, at in _squeeze(block.text[start:end])]
    wanted = "".join(char for char, _ in squeezed)
    options = list(_find_free(page, wanted))
    if not options:
        return ()
    best = min(options, key=lambda at: _distance(block.box, _box_at(page, at, len(wanted))))
    page.taken[best : best + len(wanted)] = [True] * len(wanted)
    return tuple(_to_places(page, best, [at for _, at in squeezed]))


def _find_free(page: _Page, wanted: str) -> Iterator[int]:
    """Yield where the characters stand, free, from a word's start to a word's end."""
    at = page.text.find(wanted) if wanted else -1
    while at >= 0:
        last = at + len(wanted) - 1
        begins, ends = page.owners[at], page.owners[last]
        if begins[1] == 0 and ends[1] == ends[2] - 1 and not any(page.taken[at : last + 1]):
            yield at
        at = page.text.find(wanted, at + 1)


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
