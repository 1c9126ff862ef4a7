"""Is the block about what is asked about? The words that say which thing is meant."""

import re
from collections.abc import Iterator
from itertools import chain

from assistant.cover import terms_of, terms_of_document
from assistant.slots.held import LIKE, Held
from assistant.slots.light import LIGHT, RELATIONS
from assistant.wanted import Wanted
from corpus.model import BlockKind
from corpus.terms import find_term, find_terms, split_words

TELLING = 0.5
"""Rarity from which a word tells whose figure is asked for: on fewer than about one slide in nine."""

LONGEST_ITEM = 14
"""Words of the longest item of a list that may leave to the first what it is about."""

SHORTEST = 3
"""Letters of the shortest word that tells so: what is shorter is a rest of a word ("18s") or a unit."""

FIGURES = frozenset({Wanted.AMOUNT, Wanted.SHARE, Wanted.COUNT, Wanted.CHANGE})
"""The sorts of answer that are a figure, which is one thing's and not another's."""

_HOW_LONG = re.compile(r"\bhow (?:long|quick(?:ly)?|soon|fast|far|old|often)\b", re.IGNORECASE)
_LAST_VERB = re.compile(r"\b(?:did|do|does|can|could|will|would|should|may)\b[^?]* (\w+)\W*$", re.IGNORECASE)
"""The verb that ends a question: "where did the settlers live?"."""
_OPPOSITE = ("un", "non", "non-", "non ")
"""What makes a word of the opposite: "non-smokers", "unsafe"."""
_LEFT_OUT = re.compile(
    r"\b(?:other than|except(?: for)?|excluding|not including|apart from) (?:the )?(?P<what>[a-z]+)"
)
"""What stands before those who are not meant: "drugs other than opiates"."""
_SELF = frozenset(find_terms("council partnership authority"))
"""What the body that speaks calls itself: its papers hardly say so where its figures stand."""
_ABOUT = re.compile(
    r"\b(?:about|regarding|concerning|to do with|relat(?:ed|ing) to|based on|involving)\s+(?:the |our |its )?"
    r"([\w'’ -]+?)(?=\s+(?:in|for|at|by|since|during|over|this|last|is|are|was|were|has|have|had|did|do"
    r"|does)\b|[?.,!]|$)",
    re.IGNORECASE,
)
_VERBAL = re.compile(
    r"(?:ed|ing|ly)$"
    r"|^(?:begun|brought|broken?|built|bought|came|caught|chosen?|drawn?|driven|felt|found|gave|given|gone"
    r"|grew|grown|held|hit|kept|knew|known|lost|met|ran|sent|set|shown|sold|sought|spoken?|stolen?|taught"
    r"|thought|told|understood|went|won|written|wrote)$"
)


def find_missing_subject(held: Held) -> str:
    """Return what the block says nothing of, in plain words, or "" when it is about what is asked.

    Two cases. It holds nothing like any word of what a question is "about". And a question for a figure, or
    how long, wants that of what it names: a word of it that the documents use elsewhere, and this block
    does not, says that the figure is of something else.
    """
    missing = next(chain(_topic(held), _elsewhere(held)), "")
    return f"what comes nearest says nothing of {missing}" if missing else ""


def find_opposite(held: Held) -> str:
    """Return that the block speaks of the opposite, of "non-smokers" when smokers are asked about, or ""."""
    opposite = _name_opposite(held)
    return f"what comes nearest speaks of {opposite}" if opposite else ""


def _name_opposite(held: Held) -> str:
    said = f" {held.around.lower()} "
    asked = held.asked.lower()
    for left in _LEFT_OUT.finditer(said):
        if find_term(left["what"]) in held.words and not _LEFT_OUT.search(asked):
            return f"others than {left['what']}"
    for word in held.words.values():
        if not any(f"{prefix}{word[:5]}" in said for prefix in _OPPOSITE):
            continue
        stem = find_term(word)
        found = re.search(rf"\b(?:non[- ]?|un)(?={re.escape(word[:5])})([a-z]+)", said)
        if not found or find_term(found[1]) != stem or re.search(rf"\b(?:non|un|not)[- ]?{word}", asked):
            continue
        rest = said.replace(found[0], " ")
        if stem not in {find_term(other) for other in split_words(rest)}:
            return f"{found[0]}, not of {word}"
    return ""


def _topic(held: Held) -> Iterator[str]:
    """Yield what is asked "about" where nothing of it is there."""
    said = _ABOUT.search(held.asked)
    if said:
        terms = [find_term(word) for word in split_words(said[1])]
        keys = [term for term in terms if term in held.words and term not in LIGHT | RELATIONS]
        if keys and all(held.match(term) < LIKE for term in keys):
            yield said[1].strip()


def _elsewhere(held: Held) -> Iterator[str]:
    """Yield the words of a question for a figure, or how long, that the documents hold, but not here.

    What names the document itself ("the council") goes without saying in it.
    """
    if held.wanted not in FIGURES and not _HOW_LONG.search(held.asked):
        return
    verb = _LAST_VERB.search(held.asked)
    own = terms_of_document(held.document) | _SELF
    for term, word in held.words.items():
        if term in own or (verb and word == verb[1].lower()):
            continue
        known = term in held.lexicon.slide_counts and not word[0].isdigit() and len(word) >= SHORTEST
        names = known and term not in LIGHT | RELATIONS and not _VERBAL.search(word)
        if names and not held.is_like(term) and held.lexicon.rarity(term) >= TELLING and not _led(term, held):
            yield word


def _led(term: str, held: Held) -> bool:
    """Tell whether a short item goes on with what the first of its list names.

    "After dark: 61%" under "88% feel safe by day".
    """
    if held.block.kind is not BlockKind.BULLET or len(held.text.split()) > LONGEST_ITEM:
        return False
    alike = [
        one
        for one in held.hit.slide.blocks
        if (one.kind, one.headings, one.level) == (held.block.kind, held.block.headings, held.block.level)
    ]
    first = terms_of(alike[0].text)
    own = [word for word in held.words if word not in LIGHT and word not in first]
    return term in first and bool(own) and all(held.is_like(word) for word in own)
