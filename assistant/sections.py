"""The slides found for a subject -> what stands under its name there, in the order it is read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, zip_longest

import numpy as np

from assistant.cover import terms_of, with_long_forms
from assistant.likeness import ALMOST
from assistant.model import Hit
from assistant.shelf import Shelf
from assistant.wanted import names_a_post
from corpus.model import Block, BlockKind

NAMES, NAMES_IN_PART = 0.6, 0.25
"""The share of the subject's words that a slide's theme and title say, or a heading over a block, for it to
stand under the subject; and to stand there in part."""

MUCH_LESS = 0.15
"""How much less than the best a slide's name may say of the subject for the slide to be read as well."""

MOST_SECTIONS = 3
"""How many slides are read under the subject's name."""

UNFOUND = 0.5
"""Taken off the score of the block that led to a slide, for one that was not found itself."""

LONGEST_POST = 15
"""Words of the longest line that only names who holds a post."""

_NAMING = (BlockKind.TITLE, BlockKind.THEME, BlockKind.HEADING, BlockKind.TABLE_HEADER)


def read_sections(hits: Sequence[Hit], words: Mapping[str, str], shelf: Shelf) -> list[Hit]:
    """Return what stands under the subject's name, a block of each of the best slides in turn.

    `hits` are the blocks found for the subject, best first, and `words` its words by term.
    """
    found = {hit.block.id: hit for hit in hits}
    slides = _first_of_each(hits)
    naming = _Naming(words, slides, shelf)
    least = max(NAMES, max(naming.said.values(), default=0.0) - MUCH_LESS)
    named = ((hit, [*_under_name(hit, frozenset(words), naming.said, least)]) for hit in slides)
    sections = [_found(hit, blocks, found) for hit, blocks in named if blocks]
    return [hit for hit in chain.from_iterable(zip_longest(*sections[:MOST_SECTIONS])) if hit]


def read_rest(lead: Hit, hits: Sequence[Hit], words: Mapping[str, str], shelf: Shelf) -> list[Hit]:
    """Return what else stands where the lead does, best first, if the name there says the subject in part.

    No other slide may mean the subject more.
    """
    slides = _first_of_each(hits)
    if lead.signals["slide"] < max(hit.signals["slide"] for hit in slides):
        return []
    found = {hit.block.id: hit for hit in hits}
    naming = _Naming(words, [lead], shelf)
    blocks = [*_under_name(lead, frozenset(words), naming.near, NAMES_IN_PART)]
    beside = [one for one in blocks if one.headings == lead.block.headings]
    return sorted(_found(lead, beside, found), key=lambda hit: -hit.score)


def _first_of_each(hits: Sequence[Hit]) -> list[Hit]:
    """Return the best hit of each slide that is no picture."""
    firsts = {hit.slide.ref: hit for hit in reversed(hits) if not hit.slide.picture_only}
    return [firsts[ref] for ref in dict.fromkeys(hit.slide.ref for hit in hits) if ref in firsts]


def _found(hit: Hit, blocks: Sequence[Block], found: Mapping[str, Hit]) -> list[Hit]:
    return [found.get(one.id) or replace(hit, block=one, score=hit.score - UNFOUND) for one in blocks]


class _Naming:
    """How well slides' names and headings name a subject, 0..1, by name.

    `said` counts its words and those that papers use for them, `near` words that mean nearly the same, too.
    """

    def __init__(self, words: Mapping[str, str], slides: Sequence[Hit], shelf: Shelf) -> None:
        named = dict.fromkeys(
            name
            for hit in slides
            for name in (_name_of(hit), *(one for block in hit.slide.blocks for one in block.headings))
        )
        asked = shelf.matcher.place(words, {})
        weights = np.array([shelf.lexicon.weight(term) for term in asked.terms])
        terms = [with_long_forms(terms_of(name), shelf.lexicon) for name in named]
        matches = shelf.matcher.match(asked, terms)
        said = np.where(matches > ALMOST, matches, 0.0)
        total = weights.sum() or 1.0
        self.near = dict(zip(named, (weights @ matches / total).tolist(), strict=True))
        self.said = dict(zip(named, (weights @ said / total).tolist(), strict=True))


def _name_of(hit: Hit) -> str:
    return f"{hit.slide.theme} {hit.slide.title}"


def _under_name(
    hit: Hit, terms: frozenset[str], covers: Mapping[str, float], least: float
) -> Iterator[Block]:
    """Yield the blocks of a slide that stand under the subject's name, and say more than names."""
    name = _name_of(hit)
    known = terms_of(name).union(terms)
    is_named = covers[name] >= least
    for block in hit.slide.blocks:
        if not _only_names(block, known) and (
            is_named or any(covers[one] >= least for one in block.headings)
        ):
            yield block


def _only_names(block: Block, known: frozenset[str]) -> bool:
    """Tell whether a block is a heading, a post or nothing but the words of a name."""
    post = len(block.text.split()) <= LONGEST_POST and names_a_post(block.text)
    return post or block.kind in _NAMING or terms_of(block.text) <= known
