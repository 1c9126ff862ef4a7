"""Question + documents -> those it names by what they are: "the strategy", "the Police and Crime Plan"."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.cover import terms_of
from assistant.model import Hit
from corpus.model import Document
from corpus.terms import find_term

NAMED_DOCUMENT = 0.1
"""Added to the score of a block of a document that the question names by what it is."""

_NAMED = re.compile(
    r"\b(?:the|this|that|our|its|their|both|annual|latest|last)\b"
    r"(?P<words>(?: (?!and\b)[\w'’&/–-]+(?: and)?){0,6}?)"
    r" (?P<kind>strateg(?:y|ies)|plans?|reviews?|reports?|assessments?|framework|policy|charter|survey"
    r"|minutes|statement)\b",
    re.IGNORECASE,
)


def find_titled(question: str, documents: Iterable[Document]) -> frozenset[str]:
    """Return the ids of the documents that a question names by their kind; none where that fits all or none.

    Of several of a kind those are meant whose title holds most of the other words.
    """
    named = list(_NAMED.finditer(question))
    if not named:
        return frozenset()
    found: set[str] = set()
    titles = {document.id: terms_of(document.title) for document in documents}
    for match in named:
        kind, words = find_term(match["kind"]), terms_of(match["words"])
        shared = {name: len(words & title) for name, title in titles.items() if kind in title}
        most = max(shared.values(), default=0)
        found.update(name for name, count in shared.items() if count == most)
    return frozenset(found) if len(found) < len(titles) else frozenset()


def without_titles(question: str) -> str:
    """Return a question without the documents that it names by what they are."""
    return _NAMED.sub(" ", question)


def prefer_titled(question: str, hits: Sequence[Hit], documents: Mapping[str, Document]) -> tuple[Hit, ...]:
    """Return the hits, those of the documents that the question names moved up."""
    named = find_titled(question, documents.values()) if len(documents) > 1 else frozenset()
    return tuple(
        replace(hit, score=hit.score + NAMED_DOCUMENT, signals={**hit.signals, "titled": 1.0})
        if hit.slide.ref.document_id in named
        else hit
        for hit in hits
    )
