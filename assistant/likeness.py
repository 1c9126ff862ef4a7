"""How well texts match each word of a query: by the word itself, or by one that means about the same."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

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
        rows = [self._rows(terms) for terms in texts]
        filled = [number for number, found in enumerate(rows) if len(found)]
        if asked.terms and filled:
            wanted = [rows[number] for number in filled]
            starts = np.cumsum([0, *(len(found) for found in wanted[:-1])])
            needed, places = np.unique(np.concatenate(wanted), return_inverse=True)
            cosines = asked.vectors @ self._known.vectors[needed].T
            likest = np.maximum.reduceat(cosines[:, places], starts, axis=1)
            matches[:, filled] = np.clip((likest - UNLIKE) / (ALIKE - UNLIKE), 0.0, 1.0) * ALMOST
        for number, term in enumerate(asked.terms):
            others = asked.others.get(term)
            if others:
                same = SAME_KNOWN if term in self._known.rows else SAME
                held = _hold_any(others, texts)
                matches[number, held] = np.maximum(matches[number, held], same)
            matches[number, [term in terms for terms in texts]] = 1.0
        return matches

    def _find_rows(self, terms: frozenset[str]) -> np.ndarray:
        return np.array(
            sorted(self._known.rows[term] for term in terms if term in self._known.rows), dtype=np.intp
        )


def _hold_any(others: Sequence[frozenset[str]], texts: Sequence[frozenset[str]]) -> list[bool]:
    """Return for each text whether it holds all terms of any of the others."""
    single = frozenset().union(*(member for member in others if len(member) == 1))
    several = [member for member in others if len(member) > 1]
    return [not single.isdisjoint(terms) or any(member <= terms for member in several) for terms in texts]
