"""How a document sets its text, learned from all its pages: sizes, words, and how it ends a line."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.model import BlockKind
from ingest.readers.pdf.layout import Line, Page
from ingest.readers.text.linemarks import read_prefix

_KNOWN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
DASHES = frozenset("-–—")
"""Signs that stand between words as well as before items: a line may be broken before one."""

_RANKS = 6
_LOOSE = 0.3

_MOST = 0.5
_ENOUGH = 40
"""A page's own size of text is what half its letters have, if there are more than a line of them."""

_SURE = 0.9
_CASES = 3


@dataclass(frozen=True, slots=True)
class Manner:
    """`body_size` is that of most text, `ranks` the depth of a heading by its size, `known` the words.

    `wrapped` tells that the file draws a space where a line ends and its paragraph goes on, `spaced`
    that it draws none where the paragraph ends: then lines need no guess.
    """

    body_size: float
    ranks: Mapping[float, int] = field(default_factory=dict)
    known: Collection[str] = ()
    wrapped: bool = False
    spaced: bool = False

    def find_rank(self, size: float) -> int:
        """Return the depth of a heading of a size."""
        return self.ranks.get(float(round(size)), _RANKS)


def find_manner(pages: Sequence[Page]) -> Manner:
    """Return how a document sets its text."""
    body_size = find_body_size(pages)
    goes_on, begins = _find_spaces(pages)
    wrapped = len(goes_on) >= _CASES and sum(goes_on) >= _SURE * len(goes_on)
    spaced = wrapped and len(begins) >= _CASES and sum(begins) <= (1 - _SURE) * len(begins)
    return Manner(body_size, _find_ranks(pages, body_size), _find_known(pages), wrapped, spaced)


def find_own_size(page: Page, body_size: float) -> float:
    """Return the size of a page's own text, its largest apart: slides differ, pages of a report do not.

    Where the largest is most of the page it is the text, and what is smaller are its notes.
    """
    lines = [*page.lines, *(line for grid in page.grids for line in grid.lines)]
    largest = max((line.size for line in lines), default=0.0)
    sizes = _count_sizes(line for line in lines if line.size < largest)
    if sizes.total() < (1 - _MOST) * sum(len(line.text) for line in lines):
        return body_size
    size, letters = max(sizes.items(), key=lambda item: (item[1], -item[0]), default=(body_size, 0))
    return size if letters >= max(_ENOUGH, _MOST * sizes.total()) else body_size


def _find_spaces(pages: Sequence[Page]) -> tuple[list[bool], list[bool]]:
    """Return of each line that goes on for certain, and of each that begins, whether a space is before it.

    It goes on for certain where a line of the same size begins small under one without a full stop;
    it ends for certain where a list item or another size begins.
    """
    goes_on: list[bool] = []
    begins: list[bool] = []
    for page in pages:
        for runs in (page.lines, *(lines for grid in page.grids for row in grid.rows for _, lines in row)):
            for above, line in pairwise(runs):
                prefix = read_prefix(line.text)
                listed = prefix.kind is not BlockKind.PARAGRAPH and prefix.mark not in DASHES
                if listed or abs(above.size - line.size) > 1:
                    begins.append(line.spaced)
                elif line.text[:1].islower() and not above.text.endswith((".", "!", "?", ":", ";", "-")):
                    goes_on.append(line.spaced)
    return goes_on, begins


def find_body_size(pages: Sequence[Page]) -> float:
    """Return the font size of most of the letters, tables apart unless they hold nearly all the text."""
    loose, tabled = (
        _count_sizes(line for page in pages for line in lines(page))
        for lines in (lambda page: page.lines, lambda page: [ln for grid in page.grids for ln in grid.lines])
    )
    sizes = loose if loose.total() >= _LOOSE * tabled.total() else loose + tabled
    return max(sizes, key=lambda size: (sizes[size], -size), default=12.0)


def _count_sizes(lines: Iterable[Line]) -> Counter[float]:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes


def _find_ranks(pages: Sequence[Page], body_size: float) -> dict[float, int]:
    """Return the depth of a heading by its size, the largest first; the body's size is the deepest."""
    sizes = {round(line.size) for page in pages for line in page.lines if line.size > body_size}
    ranked = {float(size): min(rank, _RANKS) for rank, size in enumerate(sorted(sizes, reverse=True), 1)}
    return {float(round(body_size)): _RANKS + 1} | ranked


def _find_known(pages: Sequence[Page]) -> frozenset[str]:
    """Return the document's words, those that a line's end may break left out."""
    known: set[str] = set()
    for page in pages:
        for line in (*page.lines, *(line for grid in page.grids for line in grid.lines)):
            text = line.text.rpartition(" ")[0] if line.text.endswith("-") else line.text
            known.update(_KNOWN.findall(text.casefold()))
    return frozenset(known)
