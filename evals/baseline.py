"""The naive way, as LangChain's retrieval tutorial has it, to measure ours against.

Files decoded as they are, windows of 1000 characters with 200 of overlap, the packaged model as it comes,
the four nearest windows by cosine joined as the answer, the slide each window overlaps most as its citation.
It abstains only when there is nothing to find. It looks at the question alone, not at earlier turns.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil

from langchain_core.documents import Document as Passage
from langchain_core.embeddings import Embeddings
from langchain_core.vectorstores import InMemoryVectorStore
from langchain_text_splitters import RecursiveCharacterTextSplitter

from assistant.model import AnswerStatus
from corpus.model import Slide, Span
from evals.cases import slide_key
from evals.metrics import Quoted, Response

WINDOW_CHARS = 1000
OVERLAP_CHARS = 200
TOP = 4
DEPTH = 10
"""Windows ranked for the ranking measures; only the first `TOP` are shown."""
KEPT_ANSWERABLE = 0.95
"""Share of the answerable development questions that the fitted threshold lets through."""


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A document's characters, and where each of its slides stands in them."""

    text: str
    places: tuple[tuple[str, tuple[Span, ...]], ...]


class NaiveBaseline:
    """Answers with the four windows nearest to the question."""

    def __init__(
        self,
        documents: Iterable[RawDocument],
        embedder: Embeddings,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        splitter = RecursiveCharacterTextSplitter(
            chunk_size=WINDOW_CHARS, chunk_overlap=OVERLAP_CHARS, add_start_index=True
        )
        self._store = InMemoryVectorStore(embedder)
        self._clock = clock
        for document in documents:
            self._store.add_documents(
                [_placed(w, document) for w in splitter.create_documents([document.text])]
            )

    def ask(self, question: str) -> Response:
        """Return the answer to a question, with the best window's cosine as its confidence."""
        start = self._clock()
        found = self._store.similarity_search_with_score(question, k=DEPTH)
        timings_ms = {"total": round((self._clock() - start) * 1000, 2)}
        if not found:
            return Response(AnswerStatus.NO_EVIDENCE, timings_ms=timings_ms)
        shown = [passage for passage, _ in found[:TOP]]
        return Response(
            status=AnswerStatus.ANSWERED,
            text="\n\n".join(passage.page_content for passage in shown),
            quotes=tuple(Quoted(passage.metadata["slide"], passage.page_content) for passage in shown),
            ranked=tuple(dict.fromkeys(str(passage.metadata["slide"]) for passage, _ in found)),
            timings_ms=timings_ms,
            confidence=found[0][1],
        )


def raw_document(document_id: str, source: bytes, slides: Sequence[Slide]) -> RawDocument:
    """Return a text document decoded as it is; one that is not UTF-8 text as its slides' texts in a row."""
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError:
        return slides_document(document_id, slides)
    places = tuple(
        (
            slide_key(document_id, slide.ref.number),
            tuple(span for block in slide.blocks for span in block.spans),
        )
        for slide in slides
    )
    return RawDocument(text, places)


def slides_document(document_id: str, slides: Sequence[Slide]) -> RawDocument:
    """Return a document as its slides' texts in a row."""
    texts, places, at = [], [], 0
    for slide in slides:
        places.append((slide_key(document_id, slide.ref.number), ((at, at + len(slide.text)),)))
        texts.append(slide.text)
        at += len(slide.text) + 1
    return RawDocument("\n".join(texts), tuple(places))


def fit_threshold(confidences: Iterable[float | None]) -> float:
    """Return the highest confidence at which at least `KEPT_ANSWERABLE` of these questions are answered.

    Give it those of answerable questions. No confidences give 0.
    """
    known = sorted((c for c in confidences if c is not None), reverse=True)
    if not known:
        return 0.0
    return known[max(0, ceil(len(known) * KEPT_ANSWERABLE) - 1)]


def with_threshold(response: Response, threshold: float) -> Response:
    """Return the response, silent where its confidence is under the threshold."""
    if response.confidence is None or response.confidence >= threshold:
        return response
    return replace(response, status=AnswerStatus.NO_EVIDENCE, text="", quotes=())


def _placed(window: Passage, document: RawDocument) -> Passage:
    start = int(window.metadata["start_index"])
    span = (start, start + len(window.page_content))
    shares = [(sum(_overlap(span, place) for place in places), slide) for slide, places in document.places]
    most, slide = max(shares, key=lambda share: share[0], default=(0, ""))
    return Passage(page_content=window.page_content, metadata={"slide": slide if most else ""})


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))
