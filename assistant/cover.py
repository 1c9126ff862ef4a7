"""How much of a question a block covers, by the words they share."""

from collections.abc import Iterable
from functools import lru_cache

from assistant.lexicon import Lexicon
from corpus.model import Block, Slide
from corpus.terms import find_terms


@lru_cache(maxsize=20_000)
def terms_of(text: str) -> frozenset[str]:
    """Return the set of terms of a block, title or heading; kept, since candidates recur."""
    return frozenset(find_terms(text))


def terms_around(slide: Slide, block: Block) -> frozenset[str]:
    """Return the terms of a block together with those of its headings, columns, title and theme."""
    around = (slide.title, slide.theme, *block.headings, *(cell.column for cell in block.cells))
    return terms_of(block.text).union(*(terms_of(text) for text in around if text))


def covered(terms: Iterable[str], present: frozenset[str], lexicon: Lexicon) -> float:
    """Return the rarity-weighted share, 0..1, of the terms that are present; 0 when there are none.

    A short form counts as covered when its whole long form is there.
    """
    total = shared = 0.0
    for term in terms:
        rarity = lexicon.rarity(term)
        total += rarity
        long_form = lexicon.short_forms.get(term, ())
        if term in present or (long_form and present.issuperset(long_form)):
            shared += rarity
    return shared / total if total else 0.0
