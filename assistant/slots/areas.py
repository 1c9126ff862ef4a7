"""Is a place or name of the question the block's own, or only a part of a longer name there?"""

import re

from assistant.cover import terms_of, terms_of_document
from assistant.slots.held import Held
from assistant.slots.subjects import FIGURES
from corpus.terms import find_term, find_terms, split_words

_LARGER = (
    "Greater|Great|North|South|East|West|Northern|Southern|Eastern|Western|Central"
    "|Inner|Outer|Upper|Lower|Mid|New"
)
_LARGER_TERMS = frozenset(find_terms(_LARGER.replace("|", " ")))
_NAME = re.compile(r"(?<=[\s(“‘\"'])[A-Z][\w'’-]*(?: (?:(?:and|of|for|the|by) )?[A-Z][\w'’-]*)+")
FEW_SLIDES, MANY = 3, 0.25
"""Slides, and share of all slides, up to which a name tells one block from another."""

_DATES = frozenset(
    find_terms(
        """
        January February March April May June July August September October November December Monday Tuesday
        Wednesday Thursday Friday Saturday Sunday Spring Summer Autumn Winter Christmas Easter Covid English
        """
    )
)


_IN_PLACE = re.compile(
    r"\b(?:in|across|within|around|from) (?:the )?([A-Z][a-z][\w'’-]*(?: [A-Z][a-z][\w'’-]*)*)"
)

_COUNTRY = frozenset("england uk britain".split())
"""What a paper of a council calls "national"."""

_NAMELESS = frozenset("ok tv id diy faq asap fyi pdf uk".split())
"""Short forms of everyday English that name nothing in particular."""


def find_missing_area(held: Held) -> str:
    """Return which place or name of the question the block says nothing of, or "".

    Two cases. "Harbourton" is another place than "Greater Harbourton", also where the longer name
    stands there by its short form. And a word with a capital inside a question that is otherwise
    written small, which no document holds, is a name of something else.
    """
    for word in split_words(held.named):
        term = find_term(word)
        place = word[:1].isupper() and not word.isupper()
        if place and term in held.words and term not in _LARGER_TERMS and _is_only_within(word, term, held):
            return f"what comes nearest is about a larger area, and says nothing of {word} itself"
    split = _find_split_name(held) or _find_part(held)
    if split:
        return f"what comes nearest says nothing of {split}"
    strange = next((word for word in _capitals(held.named) if _is_strange(word, held)), "")
    return f"what comes nearest says nothing of {strange}" if strange else ""


def _find_part(held: Held) -> str:
    """Return the place whose figure is asked for and which neither the block nor what names it names, or "".

    What is said of the whole area is not said of a part of it, however often its name stands in the papers.
    """
    if held.wanted not in FIGURES:
        return ""
    area = terms_of(held.document.area)
    joined = re.search(r"\band\b|&", held.document.area) is not None
    known = held.own_terms | held.name_terms
    for name in _IN_PLACE.findall(held.named):
        words = [word for word in split_words(name) if word.lower() in held.lexicon.names]
        terms = frozenset(find_terms(" ".join(words))) - _DATES
        whole = terms <= terms_of_document(held.document) and not (joined and terms < area)
        if terms and not whole and not known & terms:
            return str(name)
    return ""


def _is_only_within(word: str, term: str, held: Held) -> bool:
    if re.search(rf"\b(?:{_LARGER})[ -]{re.escape(word)}\b", held.named, re.IGNORECASE):
        return False
    document = held.document
    area = f"{document.area}\n{document.publisher}\n{document.title}"
    said = f"{held.around}\n{held.hit.slide.text}\n{area}"
    named = re.findall(rf"(\b(?:{_LARGER})[ -])?\b{re.escape(word)}\b", said) if word in said else []
    if named:
        return all(named)
    return any(
        short in find_terms(held.around)
        for short, long_form in held.lexicon.short_forms.items()
        if (term in long_form[1:] and long_form[long_form.index(term) - 1] in _LARGER_TERMS)
    )


def _find_split_name(held: Held) -> str:
    """Return a name of several words in the question that the block does not hold whole, or ""."""
    if not _capitals(held.named):
        return ""
    known = held.own_terms | held.name_terms | terms_of_document(held.document)
    names = (part for name in _NAME.findall(held.named[1:]) for part in re.split(r"['’]s\b", name))
    for name in names:
        terms = [term for term in find_terms(name) if _tells(term, held)]
        short = any(
            set(long_form) <= set(terms) and form in known
            for form, long_form in held.lexicon.short_forms.items()
        )
        if len(terms) > 1 and not short and not known.issuperset(terms):
            return str(name).strip()
    return ""


def _tells(term: str, held: Held) -> bool:
    """Tell whether a word of a name tells one slide from another: what many slides name, all are about."""
    count = held.lexicon.slide_counts.get(term, 0)
    return 0 < count <= max(FEW_SLIDES, MANY * held.lexicon.slides)


def _capitals(question: str) -> list[str]:
    """Return the capitalised words inside a question, none when most of its words are capitalised."""
    words = [word for word in split_words(question) if word[0].isalpha()]
    sentences = [split_words(sentence) for sentence in re.split(r"(?<=[.!?])\s+", question)]
    inside = [word for sentence in sentences for word in sentence[1:] if word[0].isalpha()]
    inner = [word for word in inside if word[:1].isupper() and word != "I" and not word.startswith("I'")]
    return inner if len(inner) * 2 < len(words) else []


def _is_strange(word: str, held: Held) -> bool:
    term = find_term(word)
    return (
        term in held.words
        and term not in held.lexicon.slide_counts
        and term not in _DATES
        and word.lower() not in _NAMELESS
        and not (word.lower() in _COUNTRY and "nation" in held.own_terms)
        and word.lower() not in held.lexicon.short_forms
        and term not in held.own_terms | held.name_terms
        and not set(find_terms(word)) <= set(find_terms(f"{held.document.title} {held.document.area}"))
    )
