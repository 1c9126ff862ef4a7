"""One vector a term of the documents: how words that are not the same may still mean the same."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import numpy as np

from corpus.model import Slide
from corpus.terms import STOP_WORDS, find_term, split_words

TERMS, VECTORS = "terms.json", "vectors.npy"


@dataclass(frozen=True, slots=True)
class WordVectors:
    """`rows` maps a term to its row of `vectors`: shape (terms, dimension), float32, rows of norm 1."""

    rows: Mapping[str, int]
    vectors: np.ndarray

    def save(self, folder: Path) -> None:
        """Write the terms and their vectors into a new folder."""
        folder.mkdir(parents=True)
        (folder / TERMS).write_text(json.dumps(list(self.rows), ensure_ascii=False), encoding="utf-8")
        np.save(folder / VECTORS, self.vectors)

    @classmethod
    def load(cls, folder: Path) -> "WordVectors":
        """Return what `save` wrote, its vectors mapped from their file.

        Raises:
            ValueError: terms and vectors do not agree.
        """
        terms = json.loads((folder / TERMS).read_text(encoding="utf-8"))
        vectors = np.asarray(np.load(folder / VECTORS, mmap_mode="r"))
        if len(terms) != len(vectors):
            raise ValueError(f"{len(terms)} terms, but {len(vectors)} vectors of words")
        return cls(MappingProxyType({term: row for row, term in enumerate(terms)}), vectors)


def find_words(slides: Iterable[Slide]) -> dict[str, str]:
    """Return for each term of the slides the form it is most often written in, in alphabetical order.

    Function words, numbers and single letters are left out: they are the same or they are not.
    """
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for slide in slides:
        for word in split_words(f"{slide.theme}\n{slide.text}"):
            if word.isalpha() and len(word) > 1 and word.lower() not in STOP_WORDS:
                forms[find_term(word)][word.lower()] += 1
    return {term: min(forms[term], key=lambda form: (-forms[term][form], form)) for term in sorted(forms)}
