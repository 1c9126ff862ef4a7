"""The words of blocks, and how much of a question they cover."""

import re
from collections.abc import Iterable
from functools import lru_cache

from assistant.lexicon import Lexicon
from corpus.model import Block, Document, Slide
from corpus.terms import find_terms

TAKES_UP = re.compile(
    r"^(?:\w+ ){0,5}?(?:this|these|those|they|it)\b"
    r"(?! (?:year|month|week|summer|winter|autumn|spring|time)\b)",
    re.IGNORECASE,
)
"""The opening of a block that goes on with the one before it."""


_NAMES_PEOPLE = re.compile(r"^(?:[A-Z][\w'’.-]+ ){1,4}[A-Z][\w'’-]+(?:,| \(| –|$)", re.MULTILINE)
"""A line that begins with a person's name; on the cover of a paper it names who presents it."""


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
    """Return the terms of a block together with those of its headings, columns, title and theme.

    A block that takes up the one before it ("Over the year this has included …") is about what that is about.
    """
    names = [slide.title, slide.theme, *block.headings, *(cell.column for cell in block.cells)]
    if slide.ref.number == 1 and _NAMES_PEOPLE.search(block.text):
        names.append("presented by")
    if TAKES_UP.search(block.text):
        names += [before.text for before in _before(slide, block)]
    return terms_in(block, lexicon).union(*(terms_of(name) for name in names if name))


def _before(slide: Slide, block: Block) -> list[Block]:
    """Return the block before one, of its kind and under the same headings; [] when there is none."""
    listed = [one for one in slide.blocks if one.headings == block.headings]
    place = next((number for number, one in enumerate(listed) if one.id == block.id), 0)
    return [one for one in listed[max(0, place - 1) : place] if one.kind is block.kind]


def with_long_forms(terms: frozenset[str], lexicon: Lexicon) -> frozenset[str]:
    """Return terms together with the terms of every long form whose short form is among them."""
    short = terms & lexicon.short_forms.keys()
    return terms.union(*(lexicon.short_forms[term] for term in short)) if short else terms


def covered(terms: Iterable[str], present: frozenset[str], lexicon: Lexicon) -> float:
    """Return the rarity-weighted share, 0..1, of the terms that are present; 0 when there are none."""
    total = shared = 0.0
    for term in terms:
        rarity = lexicon.rarity(term)
        total += rarity
        if term in present:
            shared += rarity
    return shared / total if total else 0.0
