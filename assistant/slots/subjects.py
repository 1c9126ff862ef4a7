"""Is the block about what is asked about? The words that say which thing is meant."""

import re
from collections.abc import Iterator
from itertools import chain

from assistant.cover import terms_of
from assistant.slots.held import LIKE, UNLIKE, Held
from assistant.slots.light import LIGHT, RELATIONS
from assistant.wanted import Wanted
from corpus.terms import STOP_WORDS, find_term, find_terms, split_words

RARE = 0.45
"""Rarity from which a word sets its noun apart: on fewer than about one slide in eight."""

TELLING = 0.3
"""Rarity from which a word tells whose figure is asked for: on fewer than about three slides in ten."""

_FIGURES = frozenset({Wanted.AMOUNT, Wanted.SHARE, Wanted.COUNT, Wanted.CHANGE})
_OF = re.compile(r"\bthe ([a-z]+) of\b", re.IGNORECASE)
_LAST_VERB = re.compile(r"\b(?:did|do|does|can|could|will|would|should|may)\b[^?]* (\w+)\W*$", re.IGNORECASE)
"""The verb that ends a question: "where did the settlers live?"."""
_BEFORE_VERBS = frozenset({"who", "that", "it", "they", "we", "to"})
_PINPOINTS = re.compile(
    r"\b(?:how (?:long|quick(?:ly)?|soon|often|old)|where|what (?:age|time))\b"
    r"|\bwhat (?:is|was|are|were) the (?:[\w-]+ ){1,4}(?:figure|total|rate|average|number|share)s?\b",
    re.IGNORECASE,
)
"""Questions that want one time, place or length, and so that of what they name."""
_SELF = frozenset(find_terms("council partnership authority"))
"""What the body that speaks calls itself: its papers hardly say so where its figures stand."""
_FEW = 2
_ABOUT = re.compile(
    r"\b(?:about|regarding|concerning|against|to (?:stop|tackle|prevent|reduce))\s+(?:the |our |its )?"
    r"([\w'’ -]+?)(?=\s+(?:in|for|at|by|since|during|over|this|last)\b|[?.,!]|$)",
    re.IGNORECASE,
)
_VERBAL = re.compile(r"(?:ed|ing|ly)$")


def find_missing_subject(held: Held) -> str:
    """Return what the block says nothing of, in plain words, or "" when it is about what is asked.

    Four cases, in this order. The block speaks of the opposite: of "non-smokers" when smokers are
    asked about. A word in front of a noun that the block holds says which of its kind is meant,
    and nothing in the block is like it ("harbour crime"). So does a noun in "the … of …". And a
    question for a figure wants the figure of what it names: a word of it that the documents use
    elsewhere, and this block does not, says that the figure is of something else.
    """
    opposite = _find_opposite(held)
    if opposite:
        return f"what comes nearest speaks of {opposite}"
    missing = next(chain(_other_kinds(held), _of_what(held), _topic(held), _elsewhere(held)), "")
    return f"what comes nearest says nothing of {missing}" if missing else ""


def _find_opposite(held: Held) -> str:
    """Return the word by which the block names the opposite of a word of the question, or ""."""
    said = f" {held.around.lower()} "
    asked = held.asked.lower()
    for word in held.words.values():
        stem = find_term(word)
        found = re.search(rf"\b(?:non[- ]?|un)(?={re.escape(word[:5])})([a-z]+)", said)
        if not found or find_term(found[1]) != stem or re.search(rf"\b(?:non|un|not)[- ]?{word}", asked):
            continue
        rest = said.replace(found[0], " ")
        if stem not in {find_term(other) for other in split_words(rest)}:
            return f"{found[0]}, not of {word}"
    return ""


def _other_kinds(held: Held) -> Iterator[str]:
    """Yield "modifier noun" where the block holds the noun and nothing like its modifier."""
    words = split_words(held.asked)
    for before, first, second in zip(["", *words], words, words[1:], strict=False):
        modifier, noun = find_term(first), find_term(second)
        if before.lower() in _BEFORE_VERBS or _VERBAL.search(second.lower()):
            continue
        if {first.lower(), second.lower()} & STOP_WORDS or not (first.isalpha() and second.isalpha()):
            continue
        if not re.search(rf"\b{re.escape(first)}[- ]{re.escape(second)}\b", held.asked):
            continue
        if {modifier, noun} & LIGHT or _VERBAL.search(first.lower()):
            continue
        if second.endswith("s") and re.search(
            rf"\b(?:what|which) (?:\w+ )?{re.escape(first)}\b", held.asked, re.IGNORECASE
        ):
            continue  # "which body appoints": a verb
        if (
            held.match(noun) == 1.0
            and held.match(modifier) < LIKE
            and held.lexicon.rarity(modifier) >= RARE
            and modifier in held.words
        ):
            yield f"{first} {second}"


def _of_what(held: Held) -> Iterator[str]:
    for noun in _OF.findall(held.asked):
        term = find_term(noun)
        if term in held.words and term not in LIGHT | RELATIONS and held.match(term) < UNLIKE:
            yield noun


def _topic(held: Held) -> Iterator[str]:
    """Yield what is asked about where nothing of it is there: all of "about …", one of two bare words."""
    said = _ABOUT.search(held.asked)
    if said:
        terms = [find_term(word) for word in split_words(said[1])]
        keys = [term for term in terms if term in held.words and term not in LIGHT | RELATIONS]
        unsaid = all(held.match(term) < LIKE for term in keys)
        strange = len(keys) <= _FEW and any(held.match(term) < UNLIKE for term in keys)
        if keys and (unsaid or strange):
            yield said[1].strip()
    words = split_words(held.asked)
    if len(words) == len(held.words) == 2:  # noqa: PLR2004
        yield from (word for word in words if held.match(find_term(word)) < UNLIKE)


def _elsewhere(held: Held) -> Iterator[str]:
    """Yield the words of a question for a figure that the documents hold, but not here.

    What names the document itself ("the council") goes without saying in it.
    """
    if held.wanted not in _FIGURES and not _PINPOINTS.search(held.asked):
        return
    verb = _LAST_VERB.search(held.asked)
    document = held.document
    own = terms_of(" ".join((document.title, document.area, document.publisher, *document.publisher_aliases)))
    for term, word in held.words.items():
        if term in own | _SELF or (verb and word == verb[1].lower()):
            continue
        known = term in held.lexicon.slide_counts and not word[0].isdigit()
        names = known and term not in LIGHT | RELATIONS and not _VERBAL.search(word)
        if names and not held.is_like(term) and held.lexicon.rarity(term) >= TELLING:
            yield word
