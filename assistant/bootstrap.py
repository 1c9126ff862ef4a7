"""Settings -> Assistant: the one place that picks adapters."""

from assistant.pipeline import Assistant, Encode
from assistant.reranking import Scores
from corpus.embedder import Embedder, load_question_embedder
from corpus.generation import open_generation
from corpus.reranker import load_reranker
from corpus.settings import CorpusSettings

QUERY_THREADS = 1
"""Torch threads on the query path: two wait for each other whenever a neighbour takes a core
(measured 300 ms a question beside two busy processes, 60 ms with one)."""


def load_assistant(settings: CorpusSettings) -> Assistant:
    """Return an assistant over the published generation, encoding in the caller's thread.

    Raises:
        ModelMissing, ModelMismatch: the weights are not there, or not the expected ones.
        IndexMissing, IndexDamaged: there is no index, or it cannot be trusted.
    """
    embedder = load_question_embedder(settings.model_path, threads=QUERY_THREADS)
    return assemble(settings, embedder, embedder.embed, reranker=find_reranker(settings))


def find_reranker(settings: CorpusSettings) -> Scores | None:
    """Return what reads the best hits again, None when it is turned off; raises as `load_assistant`."""
    return load_reranker(threads=QUERY_THREADS) if settings.rerank else None


def assemble(
    settings: CorpusSettings,
    embedder: Embedder,
    encode: Encode,
    *,
    reranker: Scores | None = None,
    max_question_chars: int = 500,
    contact: str = "",
) -> Assistant:
    """Return an assistant over the published generation that encodes questions with `encode`."""
    generation = open_generation(settings.home, model_sha256=embedder.model_sha256)
    return Assistant(
        generation, encode, reranker=reranker, max_question_chars=max_question_chars, contact=contact
    )
