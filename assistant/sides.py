"""Query + hits -> the two sides of a comparison, each by the blocks that its own name stands over.

"How does the Lantern Fund compare with the Kelp Fund?" names two rows, "… from One Harbour" a slide by its
title or a list by its heading. What stands under one name says nothing of the other, so that each is
judged as if its side alone had been asked for.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.cover import terms_of
from assistant.model import Hit, Query
from assistant.naming import name_of_row, names_the_whole
from assistant.slots.light import LIGHT, RELATIONS
from assistant.wanted import asks_to_compare
from corpus.terms import find_terms, split_words

NAMED = 0.75
"""Share of the words of a name that a question must hold to name it."""

LONGEST_NAME = 8
"""Words of the longest name before a dash ("Kelp and Nets – Ada Quill, Warden")."""

MOST_SIDES, MOST_BLOCKS = 2, 2
"""How many sides are given at most, and how many blocks of each."""

AS_NEAR = 0.8
"""What share of the best score of all the best block of one side must have: else they only share words."""

REACH = 0.08
"""How far below the best block of a side a further one may score."""

LIKE = 0.2
"""How well a word must be matched for a block to speak of it: a cosine of 0.48."""

_COMPARING = frozenset(
    find_terms("compare comparison differ difference different same both either more less respective")
)

_EITHER = re.compile(
    r"\b(?:more|most|less|least|better|best|worse|worst|greater|first)\b.*\bor\b"
    r"|\bor\b.*\b(?:more|fewer|less|higher|lower|better|worse|greater)\b",
    re.IGNORECASE,
)
_EACH = re.compile(r"\b(?:same|each|both|respectively)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Side:
    """One side: the query as if it alone had been asked for, and its blocks, best first."""

    query: Query
    hits: tuple[Hit, ...]


def find_sides(query: Query, hits: Sequence[Hit]) -> Iterator[tuple[Side, ...]]:
    """Yield the two sides that a question sets against each other, in its order, for each sort of name."""
    if not _sets_two(query.form) or len(query.periods) > 1:
        return
    asked = terms_of(query.mended)
    named: dict[tuple[str, str], list[Hit]] = {}
    for hit in hits:
        sort, label = _label(hit)
        words = terms_of(label)
        if words and len(words & asked) >= NAMED * len(words):
            named.setdefault((sort, label), []).append(hit)
    near = AS_NEAR * max((hit.score for hit in hits), default=0.0)
    for labels in _apart(named, asked):
        rest = _rest(query, labels)
        told = all(_holds_half(rest, named[label][0]) for label in labels)
        if told and any(named[label][0].score >= near for label in labels):
            yield tuple(
                Side(_without(query, _others(label, labels)), tuple(_best(named[label])))
                for label in sorted(labels, key=lambda label: _place(query.asked, label[1]))
            )


def _sets_two(question: str) -> bool:
    return asks_to_compare(question) or bool(_EITHER.search(question) or _EACH.search(question))


def _label(hit: Hit) -> tuple[str, str]:
    """Return what sort of name a block stands under, and that name: its row's, its list's or its slide's."""
    block = hit.block
    row = name_of_row(block)
    if row:
        return f"row {block.cells[0].column}", row
    name, dash, told = block.text.partition(" – ")
    if dash and told and len(name.split()) <= LONGEST_NAME:
        return "name", name
    if block.headings:
        return "heading", block.headings[-1]
    return "title", hit.slide.title


def _apart(named: Iterable[tuple[str, str]], asked: frozenset[str]) -> Iterator[list[tuple[str, str]]]:
    """Yield the names of each sort which the question tells apart: each by a word that no other has."""
    kept = list(named)
    for sort in dict.fromkeys(sort for sort, _ in kept):
        labels = [label for label in kept if label[0] == sort]
        parts = [label for label in labels if not names_the_whole(label[1])]
        labels = parts if len(parts) >= MOST_SIDES else labels
        told = [label for label in labels if terms_of(label[1]) & asked - _words(labels, label)]
        if len(told) == MOST_SIDES:
            yield told


def _others(label: tuple[str, str], labels: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return the words of the other names that this one has not."""
    return _words(labels, label) - terms_of(label[1])


def _words(labels: Iterable[tuple[str, str]], but: tuple[str, str]) -> frozenset[str]:
    return frozenset().union(*(terms_of(label[1]) for label in labels if label != but))


def _without(query: Query, left_out: frozenset[str]) -> Query:
    """Return the query without the words that name the other side."""

    def cut(text: str) -> str:
        words = [word for word in split_words(text) if terms_of(word) and terms_of(word) <= left_out]
        return re.sub(rf"\b(?:{'|'.join(map(re.escape, words))})\b", "", text) if words else text

    words = {term: word for term, word in query.words.items() if term not in left_out}
    own = tuple(term for term in query.own_terms if term not in left_out)
    return replace(
        query, asked=cut(query.asked), text=cut(query.text), form=cut(query.form), words=words, own_terms=own
    )


def _rest(query: Query, labels: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return the words of a question that tell something and name neither side."""
    named = frozenset().union(*(terms_of(label[1]) for label in labels))
    return frozenset(query.own_terms) - named - LIGHT - RELATIONS - _COMPARING


def _holds_half(terms: frozenset[str], hit: Hit) -> bool:
    held = sum(hit.matches.get(term, 0.0) >= LIKE for term in terms)
    return 2 * held >= len(terms)


def _best(hits: Sequence[Hit]) -> Iterator[Hit]:
    best = max(hit.score for hit in hits)
    ordered = sorted(hits, key=lambda hit: -hit.score)
    yield from (hit for hit in ordered[:MOST_BLOCKS] if hit.score >= best - REACH)


def _place(question: str, label: str) -> int:
    """Return where in a question a name's first word stands."""
    words = [next(iter(terms_of(word)), "") for word in split_words(question)]
    return min((words.index(term) for term in terms_of(label) if term in words), default=len(words))
