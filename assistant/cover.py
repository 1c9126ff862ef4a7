"""The words of blocks, and how much of a question they cover."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from assistant.lexicon import Lexicon
from assistant.naming import implied_names, names_of
from corpus.model import Block, Document, Slide, Span
from corpus.terms import find_terms

_SOURCE = re.compile(
    r"^\W*(?:source|data|figures from)\b|\bsurvey\b.*\b(?:respond\w+|fieldwork|wave|sample|n ?=)",
    re.IGNORECASE,
)
"""A line on where a slide's figures are from."""


@lru_cache(maxsize=20_000)
def terms_of(text: str) -> frozenset[str]:
    """Return the set of terms of a block, title or heading; kept, since candidates recur."""
    return frozenset(find_terms(text))


def terms_of_document(document: Document) -> frozenset[str]:
    """Return the terms of what names a document: its title, its area, and who speaks in it."""
    return terms_of(
        " ".join((document.title, document.area, document.publisher, *document.publisher_aliases))
    )


def terms_in(block: Block, lexicon: Lexicon) -> frozenset[str]:
    """Return the terms of a block, those of the long forms of its short forms with them."""
    return with_long_forms(terms_of(block.text), lexicon)


def terms_around(slide: Slide, block: Block, lexicon: Lexicon) -> frozenset[str]:
    """Return the terms of a block together with those of all that names it, and of their long forms."""
    names = (*names_of(slide, block), *implied_names(slide, block))
    return with_long_forms(terms_of(block.text).union(*(terms_of(name) for name in names)), lexicon)


def with_long_forms(terms: frozenset[str], lexicon: Lexicon) -> frozenset[str]:
    """Return terms together with those of every long form whose short form is among them, or several of it.

    "OCGs" are each an OCG.
    """
    short = terms & lexicon.short_forms.keys()
    several = {term[:-1] for term in terms if term.endswith("s")} & lexicon.short_forms.keys()
    if several:
        terms, short = terms | several, short | several
    return terms.union(*(lexicon.short_forms[term] for term in short)) if short else terms


def find_cells(block: Block) -> list[Span]:
    """Return where each cell's text stands in a row's, as (start, end)."""
    spans, at = [], 0
    for cell in block.cells:
        start = max(block.text.find(cell.text, at), at)
        at = start + len(cell.text)
        spans.append((start, at))
    return spans


def covered(terms: Iterable[str], present: frozenset[str], lexicon: Lexicon) -> float:
    """Return the rarity-weighted share, 0..1, of the terms that are present; 0 when there are none."""
    total = shared = 0.0
    for term in terms:
        rarity = lexicon.rarity(term)
        total += rarity
        if term in present:
            shared += rarity
    return shared / total if total else 0.0


def recurring_terms(slide: Slide) -> frozenset[str]:
    """Return the terms that several blocks of a slide hold, or its note on sources: what it is all about."""
    held = Counter(chain.from_iterable(terms_of(block.text) for block in slide.blocks))
    notes = (terms_of(block.text) for block in slide.blocks if _SOURCE.search(block.text))
    return frozenset(term for term, blocks in held.items() if blocks > 1).union(*notes)
