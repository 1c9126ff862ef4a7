"""The slides found for a subject -> what stands under its name there, in the order it is read."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice, zip_longest

from assistant.cover import covered, terms_of
from assistant.lexicon import Lexicon
from assistant.model import Hit
from assistant.wanted import names_a_post
from corpus.model import Block, BlockKind

NAMES = 0.75
"""The share of the subject's words that a slide's theme and title hold, or a heading over a block, for it to
stand under the subject."""

MOST_SECTIONS = 3
"""How many slides are read under the subject's name."""

UNFOUND = 0.5
"""Taken off the score of the block that led to a slide, for one that was not found itself."""

LONGEST_POST = 15
"""Words of the longest line that only names who holds a post."""

_NAMING = (BlockKind.TITLE, BlockKind.THEME, BlockKind.HEADING)


def read_sections(hits: Sequence[Hit], terms: Sequence[str], lexicon: Lexicon) -> list[Hit]:
    """Return what stands under the subject's name, a block of each of the best slides in turn.

    `hits` are the blocks found for the subject, best first, and `terms` its words.
    """
    found = {hit.block.id: hit for hit in hits}
    firsts = {hit.slide.ref: hit for hit in reversed(hits) if not hit.slide.picture_only}
    slides = [firsts[ref] for ref in dict.fromkeys(hit.slide.ref for hit in hits) if ref in firsts]
    named = ((hit, [*_under_name(hit, terms, lexicon)]) for hit in slides)
    sections = [
        [found.get(block.id) or replace(hit, block=block, score=hit.score - UNFOUND) for block in blocks]
        for hit, blocks in islice((section for section in named if section[1]), MOST_SECTIONS)
    ]
    return [hit for hit in chain.from_iterable(zip_longest(*sections)) if hit]


def _under_name(hit: Hit, terms: Sequence[str], lexicon: Lexicon) -> Iterator[Block]:
    """Yield the blocks of a slide that stand under the subject's name, and say more than names."""
    name = f"{hit.slide.theme} {hit.slide.title}"
    known = terms_of(name).union(terms)
    is_named = covered(terms, terms_of(name), lexicon) >= NAMES
    for block in hit.slide.blocks:
        if not _only_names(block, known) and (
            is_named or any(covered(terms, terms_of(one), lexicon) >= NAMES for one in block.headings)
        ):
            yield block


def _only_names(block: Block, known: frozenset[str]) -> bool:
    """Tell whether a block is a heading, a post or nothing but the words of a name."""
    post = len(block.text.split()) <= LONGEST_POST and names_a_post(block.text)
    return post or block.kind in _NAMING or terms_of(block.text) <= known
