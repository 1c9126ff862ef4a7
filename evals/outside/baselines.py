"""The two plain ways to find a page: windows of characters by cosine, and BM25 over whole pages.

The windows are those of `evals.baseline`, cut from each document's pages in a row; each cites the page
it overlaps most. Both may be asked of one document alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from langchain_text_splitters import RecursiveCharacterTextSplitter

from corpus.embedder import Embedder
from corpus.keywords import KeywordIndex
from corpus.terms import find_terms
from evals.baseline import OVERLAP_CHARS, WINDOW_CHARS
from evals.outside.model import page_key

PageTexts = Mapping[str, Mapping[int, str]]
"""Text by document and page number."""
DEPTH = 10


@dataclass(frozen=True, slots=True)
class Found:
    """Pages, best first, once each, and the best one's score, None when nothing was found."""

    pages: tuple[str, ...] = ()
    score: float | None = None


class NaivePages:
    """Ranks pages by the cosine of their best window."""

    def __init__(self, texts: PageTexts, embedder: Embedder) -> None:
        splitter = RecursiveCharacterTextSplitter(
            chunk_size=WINDOW_CHARS, chunk_overlap=OVERLAP_CHARS, add_start_index=True
        )
        windows = [
            (document, key, text)
            for document, pages in texts.items()
            for key, text in _windows(document, pages, splitter)
        ]
        self._documents = np.array([document for document, _, _ in windows])
        self._pages = [key for _, key, _ in windows]
        self._vectors = embedder.embed([text for _, _, text in windows])
        self._embedder = embedder

    def ask(self, question: str, document: str = "") -> Found:
        """Return the pages for a question, of one document or of all."""
        rows = np.flatnonzero(self._documents == document) if document else np.arange(len(self._pages))
        cosines = self._vectors[rows] @ self._embedder.embed([question])[0]
        return _best((self._pages[rows[n]], float(cosines[n])) for n in np.argsort(-cosines, kind="stable"))


class WordPages:
    """Ranks pages by BM25 over their stemmed words."""

    def __init__(self, texts: PageTexts) -> None:
        self._texts = texts
        self._of: dict[str, tuple[list[str], KeywordIndex]] = {}

    def ask(self, question: str, document: str = "") -> Found:
        """Return the pages for a question, of one document or of all."""
        keys, index = self._index(document)
        found = index.search(find_terms(question), len(keys))
        return _best((keys[row], score) for row, score in found)

    def _index(self, document: str) -> tuple[list[str], KeywordIndex]:
        if document not in self._of:
            texts = {document: self._texts[document]} if document else self._texts
            pages = {page_key(name, n): text for name, own in texts.items() for n, text in own.items()}
            self._of[document] = (
                list(pages),
                KeywordIndex.build([_terms(text) for text in pages.values()]),
            )
        return self._of[document]


@cache
def _terms(text: str) -> tuple[str, ...]:
    return find_terms(text)


def _best(ranked: Iterable[tuple[str, float]]) -> Found:
    pages: dict[str, float] = {}
    for key, score in ranked:
        pages.setdefault(key, score)
        if len(pages) == DEPTH:
            break
    return Found(tuple(pages), next(iter(pages.values()), None))


def _windows(
    document: str, pages: Mapping[int, str], splitter: RecursiveCharacterTextSplitter
) -> Iterable[tuple[str, str]]:
    """Yield the windows of a document, each with the page it overlaps most."""
    places: list[tuple[int, int, str]] = []
    at = 0
    for number, text in pages.items():
        places.append((at, at + len(text), page_key(document, number)))
        at += len(text) + 1
    starts = [start for start, _, _ in places]
    for window in splitter.create_documents(["\n".join(pages.values())]):
        start = int(window.metadata["start_index"])
        yield _most(places, starts, start, start + len(window.page_content)), window.page_content


def _most(places: Sequence[tuple[int, int, str]], starts: Sequence[int], start: int, end: int) -> str:
    first = max(0, int(np.searchsorted(starts, start, side="right")) - 1)
    met = [place for place in places[first:] if place[0] < end]
    return max(met, key=lambda place: min(end, place[1]) - max(start, place[0]))[2]
