"""Query + hits -> the whole list that a question names by its heading, title or columns."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from assistant.cover import covered, terms_around, terms_of
from assistant.lexicon import Lexicon
from assistant.model import Hit, Query
from corpus.model import Block, BlockKind
from corpus.terms import find_terms

LISTED = frozenset({BlockKind.BULLET, BlockKind.NUMBERED, BlockKind.PARAGRAPH, BlockKind.TABLE_ROW})
"""Kinds of block that stand in lists."""

MIN_COVER = 0.5
"""Share of the question's words that what names a list must cover, for the list to be what was asked for."""

SLIDES_TRIED = 4

_LIST_WORDS = frozenset(
    find_terms("parts things kinds types sorts examples items list names two three four five six all")
)
"""Words that ask for a list and name none."""


def find_list(query: Query, hits: Sequence[Hit], lexicon: Lexicon) -> tuple[Hit, ...]:
    """Return the blocks of the list that the question names, in slide order, or ().

    A list is a run of two or more blocks of one kind under the same headings. What names it are
    its headings, its slide's title and theme and its columns; words that stand on no slide at all
    ("what are the three parts …") are not held against it. Of lists named equally well, the one
    on the slide that was found first wins; a single block elsewhere that covers more, with what
    names it, means that no list was asked for.
    """
    terms = [term for term in query.terms if term in lexicon.slide_counts and term not in _LIST_WORDS]
    best: tuple[float, tuple[Hit, ...]] = (0.0, ())
    for lead in _leads(hits):
        for blocks in _lists_on(lead):
            cover = covered(terms, _names(lead, blocks[0]), lexicon)
            if cover >= MIN_COVER and cover > best[0] and cover >= _own_cover(terms, blocks, lexicon):
                best = (cover, tuple(replace(lead, block=block) for block in blocks))
    members = {hit.block.id for hit in best[1]}
    rivals = (hit for hit in hits if hit.block.id not in members)
    if any(covered(terms, terms_around(hit.slide, hit.block, lexicon), lexicon) > best[0] for hit in rivals):
        return ()
    return best[1]


def _leads(hits: Sequence[Hit]) -> list[Hit]:
    by_slide: dict[object, Hit] = {}
    for hit in hits:
        by_slide.setdefault(hit.slide.ref, hit)
    return list(by_slide.values())[:SLIDES_TRIED]


def _lists_on(lead: Hit) -> Iterator[list[Block]]:
    def run(block: Block) -> tuple[BlockKind, tuple[str, ...]]:
        return block.kind, block.headings

    for (kind, _), blocks in groupby(lead.slide.blocks, key=run):
        listed = list(blocks)
        if kind in LISTED and len(listed) > 1:
            yield listed


def _names(lead: Hit, first: Block) -> frozenset[str]:
    names = (lead.slide.title, lead.slide.theme, *first.headings, *(cell.column for cell in first.cells))
    return frozenset().union(*(terms_of(name) for name in names))


def _own_cover(terms: Sequence[str], blocks: Sequence[Block], lexicon: Lexicon) -> float:
    """Return the best cover of any single block: if one says it better than the names, it is the answer."""
    return max(covered(terms, terms_of(block.text), lexicon) for block in blocks)
