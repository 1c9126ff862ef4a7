"""How well whole slides match a question's words: BM25 over all that stands on each.

A long page that uses a question's words in several places, or its rare ones somewhere, is found by none
of its blocks alone. On page-cited sets BM25 over whole pages finds more right pages than any cosine.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import compress

import numpy as np

from assistant.model import Hit
from corpus.keywords import KeywordIndex
from corpus.model import Slide
from corpus.terms import find_terms

PAGE_WORDS = 0.3
"""What the best matching slide is moved up by where pages are ranked, others by their share, on top of what
`assistant.hits` moves its blocks up by. (Of those questions the right page is then in the top five for 0.975,
with half of both for 0.964.)"""

SHORT, LONG = 75, 300
"""Mean terms of a slide up to which whole slides say nothing that their blocks do not (a deck's bullets:
40 to 70), and from which they count in full (a report's pages: 330). On decks they would cost: of the
development questions the right slide is in the top five for 0.97 with them, for 1.00 without."""

SlideKey = tuple[str, int]
"""(document id, slide number)."""


@dataclass(frozen=True)
class PageWords:
    """BM25 over the slides of one generation; `rows` maps a slide to its place in `keys`.

    `lengths` are the slides' numbers of terms, and `weight`, 0..1, how much whole slides count beside their
    blocks, by how long they are.
    """

    keys: tuple[SlideKey, ...]
    rows: dict[SlideKey, int]
    index: KeywordIndex | None
    lengths: tuple[int, ...]
    weight: float

    def among(self, slides: Sequence[bool]) -> "PageWords":
        """Return the index as it is, of which only those slides are found, and weighed by their length."""
        index = self.index.among(np.array(slides, dtype=bool)) if self.index else None
        return replace(self, index=index, weight=_weigh(tuple(compress(self.lengths, slides))))

    def score(self, terms: Sequence[str]) -> np.ndarray:
        """Return each slide's score as a share of the best one's, shape (slides,); zeros without a match."""
        scores = self.index.score(terms) if self.index else np.zeros(len(self.keys), dtype=np.float32)
        best = float(scores.max(initial=0.0))
        return scores / best if best > 0 else scores

    def weigh(self, terms: Sequence[str]) -> np.ndarray:
        """Return the scores by what they count here; zeros at once where they count nothing."""
        return self.weight * self.score(terms) if self.weight else np.zeros(len(self.keys), dtype=np.float32)


def index_pages(slides: Iterable[Slide]) -> PageWords:
    """Return the index of all text on each slide, its theme and title with it."""
    found = [((s.ref.document_id, s.ref.number), find_terms(f"{s.theme}\n{s.text}")) for s in slides]
    keys = tuple(key for key, _ in found)
    index = KeywordIndex.build([terms for _, terms in found]) if found else None
    lengths = tuple(len(terms) for _, terms in found)
    return PageWords(keys, {key: row for row, key in enumerate(keys)}, index, lengths, _weigh(lengths))


def _weigh(lengths: Sequence[int]) -> float:
    mean = sum(lengths) / max(1, len(lengths))
    return min(1.0, max(0.0, (mean - SHORT) / (LONG - SHORT)))


def best_pages(scores: np.ndarray, pages: PageWords, most: int) -> tuple[SlideKey, ...]:
    """Return the slides of the highest scores over 0, at most so many, best first; ties by their order."""
    if most <= 0 or not len(scores):
        return ()
    most = min(most, len(scores))
    near = np.argpartition(-scores, most - 1)[:most]
    ordered = near[np.lexsort((near, -scores[near]))]
    return tuple(pages.keys[row] for row in ordered if scores[row] > 0)


def rank_pages(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Return the hits with the best of each slide first, slides by their best hit and by their words."""
    ordered = sorted(hits, key=lambda hit: -(hit.score + PAGE_WORDS * hit.signals.get("page", 0.0)))
    first: dict[SlideKey, Hit] = {}
    for hit in ordered:
        first.setdefault((hit.slide.ref.document_id, hit.slide.ref.number), hit)
    chosen = {id(hit) for hit in first.values()}
    return (*first.values(), *(hit for hit in ordered if id(hit) not in chosen))
