"""How like one form's reading is to another's: words in their order, titles, kinds, headings, cells."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from corpus.model import Block, BlockKind, Slide

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a count are right."""

    right: int
    of: int

    def __add__(self, other: "Share") -> "Share":
        return Share(self.right + other.right, self.of + other.of)

    @property
    def value(self) -> float:
        """The share, 1 of nothing."""
        return self.right / self.of if self.of else 1.0


@dataclass(frozen=True, slots=True)
class Likeness:
    """One slide beside the same slide of the form compared with.

    `words` are found in order; `blocks` have the same text; `kinds` and `headings` are those of such blocks;
    a cell is right with its column, text and items. `differences` say what is not.
    """

    number: int
    words: Share
    titles: Share
    blocks: Share
    kinds: Share
    headings: Share
    cells: Share
    differences: tuple[str, ...]


def compare_slides(wanted: Sequence[Slide], found: Sequence[Slide]) -> tuple[Likeness, ...]:
    """Return one likeness a slide, by position; a slide missing or too many has nothing right."""
    empty = Slide(wanted[0].ref, "", ())
    pairs = zip_longest(wanted, found, fillvalue=empty)
    return tuple(_compare(number, one, other) for number, (one, other) in enumerate(pairs, start=1))


def _compare(number: int, wanted: Slide, found: Slide) -> Likeness:
    words = _words(wanted.text), _words(found.text)
    matcher = SequenceMatcher(None, *words, autojunk=False)
    titles = [(_flat(wanted.title), _flat(found.title)), (_flat(wanted.theme), _flat(found.theme))]
    same = list(_same_blocks(wanted.blocks, found.blocks))
    cells, known = _cells(wanted), _cells(found)
    return Likeness(
        number,
        Share(sum(one.size for one in matcher.get_matching_blocks()), len(words[0])),
        Share(sum(one == other for one, other in titles), len(titles)),
        Share(len(same), len(wanted.blocks)),
        Share(sum(one.kind is other.kind for one, other in same), len(same)),
        Share(sum(one.headings == other.headings for one, other in same), len(same)),
        Share((cells & known).total(), cells.total()),
        (
            *_name_words(matcher, *words),
            *(f"title or theme {other!r}, not {one!r}" for one, other in titles if one != other),
            *_name_blocks(wanted, found, same),
            *(f"no cell {cell}" for cell in cells - known),
        ),
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _flat(text: str) -> str:
    return " ".join(text.split())


def _same_blocks(wanted: Sequence[Block], found: Sequence[Block]) -> Iterator[tuple[Block, Block]]:
    """Yield the blocks with equal texts, each taken once."""
    left = list(found)
    for one in wanted:
        other = next((block for block in left if _key(block) == _key(one)), None)
        if other is not None:
            left.remove(other)
            yield one, other


def _key(block: Block) -> list[str]:
    return _words(block.text)


def _cells(slide: Slide) -> Counter[tuple[str, str, int]]:
    return Counter(
        (_flat(cell.column), _flat(cell.text), len(cell.items))
        for block in slide.blocks
        for cell in block.cells
        if block.kind is BlockKind.TABLE_ROW
    )


def _name_words(
    matcher: "SequenceMatcher[str]", wanted: Sequence[str], found: Sequence[str]
) -> Iterator[str]:
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        missing, more = " ".join(wanted[start:end]), " ".join(found[other_start:other_end])
        if kind != "equal":
            yield f"words {missing!r} are {more!r}"


def _name_blocks(wanted: Slide, found: Slide, same: Sequence[tuple[Block, Block]]) -> Iterator[str]:
    for one, other in same:
        if one.kind is not other.kind:
            yield f"{other.kind}, not {one.kind}: {one.text[:60]!r}"
        elif one.headings != other.headings:
            yield f"under {other.headings}, not {one.headings}: {one.text[:60]!r}"
    missed = [one for one in wanted.blocks if not any(one is block for block, _ in same)]
    yield from (f"no {one.kind} {one.text[:60]!r}" for one in missed)
    more = [one for one in found.blocks if not any(one is block for _, block in same)]
    yield from (f"instead {one.kind} {one.text[:60]!r}" for one in more)
