"""Question + earlier turns -> query: what to search with."""

import re
import unicodedata
from collections.abc import Sequence

from assistant.lexicon import Lexicon
from assistant.model import Query, Turn
from corpus.terms import STOP_WORDS, WORD, find_term, split_words

_OPENERS = re.compile(
    r"^\s*(?:and|but|so|ok(?:ay)?|also|what about|how about|any(?:thing)? (?:more|else)|why|since when"
    r"|by whom|who by|where|tell me more|more|go on|which ones?)\b",
    re.IGNORECASE,
)
_POINTERS = frozenset(
    "it its this that these those they them their theirs he him his she her hers there then one ones both"
    " same such former latter".split()
)
_SELF_CONTAINED_TERMS = 3
"""A question with a pointer and at least this many content words of the documents stands by itself
unless the pointer is its subject: "Is there a plan for this year?" needs no history."""


_PARTS = re.compile(
    r"[?.;]\s+(?=\w)"
    r"|,? (?:and|but) (?=(?:who|whom|what|when|where|which|how|why|is|are|was|were|did|does|do)\b)",
    re.IGNORECASE,
)
_PART_TERMS = 2
"""A part stands by itself with at least this many content words of the documents; otherwise it belongs
to what was said before it ("How much was the fund and what did it pay for?")."""


def make_queries(question: str, earlier: Sequence[Turn], lexicon: Lexicon) -> tuple[Query, ...]:
    """Return one query for each thing asked, in order; one for a question that asks one thing."""
    parts = split_question(question, lexicon)
    first = make_query(parts[0], earlier, lexicon)
    return (first, *(make_query(part, (), lexicon) for part in parts[1:]))


def split_question(question: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the parts of a question that each stand by themselves, or the question whole."""
    parts = [part.strip() for part in _PARTS.split(question) if part.strip()]
    if len(parts) < 2 or not all(_stands_alone(part, lexicon) for part in parts):  # noqa: PLR2004
        return (question,)
    return tuple(parts)


def _stands_alone(part: str, lexicon: Lexicon) -> bool:
    known = {term for term in words_by_term(part) if term in lexicon.slide_counts}
    return len(known) >= _PART_TERMS and not any(word.lower() in _POINTERS for word in WORD.findall(part))


def make_query(question: str, earlier: Sequence[Turn], lexicon: Lexicon) -> Query:
    """Return the query for a question, its spelling mended against the documents' vocabulary.

    When the question leans on the conversation (an opener such as "and for …", a pronoun, or too
    few words to stand alone), the subject of the last turn goes in front of it.
    """
    mended, corrections = _mend(question, lexicon)
    terms = tuple(words_by_term(mended))
    leans = bool(earlier) and leans_on_history(mended, terms, lexicon)
    topic = (earlier[-1].topic or earlier[-1].question) if leans else mended
    text = f"{topic} {mended}" if leans else mended
    return Query(
        asked=question,
        text=text,
        words=words_by_term(text),
        own_terms=terms,
        topic=topic,
        leans_on_history=leans,
        focus=mended if leans and any(term in lexicon.slide_counts for term in terms) else "",
        corrections=corrections,
    )


def leans_on_history(question: str, terms: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether a question cannot be read without the turn before it."""
    known = [term for term in terms if term in lexicon.slide_counts]
    words = [word.lower() for word in WORD.findall(question)]
    if not terms:
        return True
    if _OPENERS.match(question) and len(known) < _SELF_CONTAINED_TERMS:
        return True
    return len(known) < _SELF_CONTAINED_TERMS and any(word in _POINTERS for word in words)


def words_by_term(text: str) -> dict[str, str]:
    """Return the content words of a text, lower case, by their terms, in the order they first come."""
    found: dict[str, str] = {}
    for word in split_words(text):
        if word.lower() not in STOP_WORDS:
            found.setdefault(find_term(word), word.lower())
    return found


def clean(question: str) -> str:
    """Return the question in NFC on one line, without control and invisible characters."""
    kept = (char if unicodedata.category(char)[0] != "C" else " " for char in question)
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


def _mend(question: str, lexicon: Lexicon) -> tuple[str, tuple[tuple[str, str], ...]]:
    corrections = []

    def mended(match: re.Match[str]) -> str:
        written = match[0]
        right = lexicon.correct(written)
        if right.lower() != written.lower():
            corrections.append((written, right))
        return right

    return WORD.sub(mended, question), tuple(corrections)
