"""How well texts match each word of a query: by the word itself, or by one that means about the same."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

import numpy as np

from assistant.thesaurus import find_others
from corpus.words import WordVectors

UNLIKE, ALIKE = 0.30, 0.65
"""Cosines of single words up to which they have nothing to do with each other (passport : plan 0.25,
cat : budget 0.29), and from which they mean the same (kids : children 0.94, prize : award 0.80)."""

ALMOST = 0.4
"""What a word that means the same is worth, when the word itself is worth 1; set on the development split."""


SAME, SAME_KNOWN = 0.8, 0.6
"""What it is worth that a text says the word otherwise, by a word that papers use for it; and where the
documents use the word itself elsewhere."""


@dataclass(frozen=True, slots=True)
class AskedWords:
    """The terms of a query and their vectors: shape (terms, dimension), float32; zero for a number.

    `others` are, for a term, the ways in which the field's papers may say it, each as the terms of one.
    """

    terms: tuple[str, ...]
    vectors: np.ndarray
    others: Mapping[str, tuple[frozenset[str], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Joined:
    """Texts, and the rows of the words of those that have some, one text's after another's.

    `filled` are the places of these texts, `starts` where the rows of each begin.
    """

    texts: Sequence[frozenset[str]]
    rows: np.ndarray
    filled: np.ndarray
    starts: np.ndarray


class WordMatcher:
    """Matches the words of queries with the words of one generation. Safe to use from several threads."""

    def __init__(self, known: WordVectors) -> None:
        self._known = known
        self._rows: Callable[[frozenset[str]], np.ndarray] = lru_cache(maxsize=20_000)(self._find_rows)

    def find_unknown(self, words: Mapping[str, str]) -> list[str]:
        """Return those words of a query, given by term, that the documents do not hold: encode them."""
        return [word for term, word in words.items() if term not in self._known.rows and word.isalpha()]

    def place(self, words: Mapping[str, str], encoded: Mapping[str, np.ndarray]) -> AskedWords:
        """Return the vectors of a query's words: the documents' own where they have it, else `encoded`."""
        vectors = np.zeros((len(words), self._known.vectors.shape[1]), dtype=np.float32)
        for number, (term, word) in enumerate(words.items()):
            if term in self._known.rows:
                vectors[number] = self._known.vectors[self._known.rows[term]]
            elif word in encoded:
                vectors[number] = encoded[word]
        return AskedWords(tuple(words), vectors, find_others(tuple(words)))

    def match(self, asked: AskedWords, texts: Sequence[frozenset[str]]) -> np.ndarray:
        """Return how well each text, given as its terms, matches each asked word.

        Shape (terms, texts): 1 where the text holds the word, SAME where it says it otherwise, and
        elsewhere from 0 to ALMOST by the likest of the text's words.
        """
        matches = np.zeros((len(asked.terms), len(texts)), dtype=np.float32)
        joined = self._join(texts)
        if asked.terms and len(joined.rows):
            matches[:, joined.filled] = self._liken(asked.vectors, joined)
        for number, term in enumerate(asked.terms):
            others = asked.others.get(term)
            if others:
                same = SAME_KNOWN if term in self._known.rows else SAME
                held = self._find_holders(others, joined)
                matches[number, held] = np.maximum(matches[number, held], same)
            matches[number, self._find_holders([frozenset((term,))], joined)] = 1.0
        return matches

    def _join(self, texts: Sequence[frozenset[str]]) -> _Joined:
        rows = [self._rows(terms) for terms in texts]
        filled = [number for number, found in enumerate(rows) if len(found)]
        starts = np.cumsum([0, *(len(rows[number]) for number in filled[:-1])])
        joined = np.concatenate([np.zeros(0, dtype=np.intp), *(rows[number] for number in filled)])
        return _Joined(texts, joined, np.array(filled, dtype=np.intp), starts)

    def _liken(self, vectors: np.ndarray, joined: _Joined) -> np.ndarray:
        """Return what the likest word of each text that has one is worth: shape (terms, texts)."""
        held = np.zeros(len(self._known.vectors), dtype=bool)
        held[joined.rows] = True
        needed = np.flatnonzero(held)
        cosines = np.zeros((len(held), len(vectors)), dtype=np.float32)
        cosines[needed] = self._known.vectors[needed] @ vectors.T
        likest = np.maximum.reduceat(cosines[joined.rows], joined.starts, axis=0).T
        return np.asarray(np.clip((likest - UNLIKE) / (ALIKE - UNLIKE), 0.0, 1.0) * ALMOST)

    def _find_holders(self, members: Sequence[frozenset[str]], joined: _Joined) -> np.ndarray:
        """Return the places of the texts that hold all terms of one of the members at least."""
        single = [term for term, *more in members if not more and term in self._known.rows]
        rest = [member for member in members if len(member) > 1 or not member <= self._known.rows.keys()]
        found = _find_all(rest, joined.texts) if rest else []
        if not (single and len(joined.rows)):
            return np.array(found, dtype=np.intp)
        wanted = np.zeros(len(self._known.vectors), dtype=bool)
        wanted[[self._known.rows[term] for term in single]] = True
        held = joined.filled[np.logical_or.reduceat(wanted[joined.rows], joined.starts)]
        return np.concatenate([held, found]).astype(np.intp)

    def _find_rows(self, terms: frozenset[str]) -> np.ndarray:
        return np.array(
            sorted(self._known.rows[term] for term in terms if term in self._known.rows), dtype=np.intp
        )


def _find_all(members: Sequence[frozenset[str]], texts: Sequence[frozenset[str]]) -> list[int]:
    """Return the places of the texts that hold all terms of one of the members at least."""
    some = frozenset(chain(*members))
    near = ((place, terms) for place, terms in enumerate(texts) if not some.isdisjoint(terms))
    return [place for place, terms in near if any(member <= terms for member in members)]
