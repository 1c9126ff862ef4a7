"""Ranking by words: BM25 over terms of our own. The only module that knows bm25s."""

from collections.abc import Collection, Sequence
from pathlib import Path

import bm25s
import numpy as np

_NO_TERMS = {"": 0}
"""Vocabulary of an index whose texts hold no content word: bm25s divides by their mean length."""


class KeywordIndex:
    """BM25 (Lucene's variant, k1 1.5, b 0.75) over lists of terms; a row is a list's place, from 0."""

    def __init__(self, ranker: "bm25s.BM25", among: np.ndarray | None = None) -> None:
        self._ranker = ranker
        self._among = among
        self._ids: dict[str, int] = ranker.vocab_dict

    @classmethod
    def build(cls, term_lists: Sequence[Sequence[str]]) -> "KeywordIndex":
        """Return an index over the lists; term ids go by the alphabet, so equal input gives equal files.

        Raises:
            ValueError: there are no lists.
        """
        if not term_lists:
            raise ValueError("an index needs at least one list of terms")
        ids = {term: number for number, term in enumerate(sorted({t for terms in term_lists for t in terms}))}
        rows = [[ids[term] for term in terms] for terms in term_lists] if ids else [[0] for _ in term_lists]
        ranker = bm25s.BM25(method="lucene", k1=1.5, b=0.75)
        ranker.index((rows, ids or dict(_NO_TERMS)), create_empty_token=False, show_progress=False)
        return cls(ranker)

    def save(self, path: Path) -> None:
        """Write the index's files into a folder, made if need be."""
        self._ranker.save(path, show_progress=False)

    @classmethod
    def load(cls, path: Path, *, mmap: bool = True) -> "KeywordIndex":
        """Return the index saved in a folder, its arrays mapped from the files unless `mmap` is false.

        Raises:
            OSError, ValueError: a file is missing or is not what `save` wrote.
        """
        ranker = bm25s.BM25.load(path, mmap=mmap, show_progress=False)
        # numpy.memmap is slow to cut up, and bm25s cuts up its arrays for every term: plain views of them.
        ranker.scores = {name: _plain(value) for name, value in ranker.scores.items()}
        return cls(ranker)

    def among(self, rows: np.ndarray) -> "KeywordIndex":
        """Return the index as it is, of which only the rows marked true are ever found: shape (rows,), bool.

        Their scores are those that they have among all. Nothing is copied.
        """
        return KeywordIndex(self._ranker, rows)

    @property
    def count(self) -> int:
        """How many rows there are."""
        return int(self._ranker.scores["num_docs"])

    @property
    def vocabulary(self) -> Collection[str]:
        """Every term of the index, in alphabetical order."""
        return self._ids.keys() - _NO_TERMS.keys() if "" in self._ids else self._ids.keys()

    def document_frequency(self, term: str) -> int:
        """Return how many rows hold the term; 0 for one never seen."""
        if not term or term not in self._ids:
            return 0
        start = self._ranker.scores["indptr"]
        return int(start[self._ids[term] + 1] - start[self._ids[term]])

    def search(self, terms: Sequence[str], k: int) -> list[tuple[int, float]]:
        """Return at most k rows that hold any of the terms, with their BM25 score, best first.

        Equal scores go by row. A term given twice counts twice. No known term gives [].
        """
        if k <= 0:
            return []
        scores = self.score(terms)
        rows = np.flatnonzero(scores)
        if len(rows) > k:
            least = np.partition(scores[rows], len(rows) - k)[len(rows) - k]
            rows = rows[scores[rows] >= least]
        best = rows[np.lexsort((rows, -scores[rows]))][:k]
        return [(int(row), float(scores[row])) for row in best]

    def score(self, terms: Sequence[str]) -> np.ndarray:
        """Return the BM25 score of every row, shape (rows,), float32; zeros for no known term.

        A row that is not to be found scores 0.
        """
        known = [self._ids[term] for term in terms if term and term in self._ids]
        if not known:
            return np.zeros(self.count, dtype=np.float32)
        scores = np.asarray(self._ranker.get_scores_from_ids(known))
        return scores if self._among is None else np.where(self._among, scores, np.float32(0))


def _plain(value: object) -> object:
    return np.asarray(value) if isinstance(value, np.ndarray) else value
