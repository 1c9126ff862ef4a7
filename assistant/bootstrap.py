"""Settings -> Assistant: the one place that picks adapters."""

from threadpoolctl import threadpool_limits

from assistant.pipeline import Assistant, Encode
from assistant.reranking import Scores
from assistant.topicality import load_topicality
from corpus.embedder import Embedder, load_question_embedder
from corpus.generation import open_generation
from corpus.reranker import load_reranker
from corpus.settings import CorpusSettings

QUERY_THREADS = 1
"""Threads of torch and of numpy's products on the query path: two wait for each other whenever a neighbour
takes a core (measured 300 ms a question beside two busy processes, 60 ms with one)."""


def load_assistant(settings: CorpusSettings) -> Assistant:
    """Return an assistant over the published generation, encoding in the caller's thread.

    Raises:
        ModelMissing, ModelMismatch: the weights are not there, or not the expected ones.
        IndexMissing, IndexDamaged: there is no index, or it cannot be trusted.
    """
    limit_threads()
    embedder = load_question_embedder(settings.model_path, threads=QUERY_THREADS)
    return assemble(settings, embedder, embedder.embed, reranker=find_reranker(settings))


def limit_threads() -> None:
    """Let numpy's products take `QUERY_THREADS` threads from now on, in the whole process.

    By itself OpenBLAS takes a thread a core even for the few hundred short rows of a question.
    """
    threadpool_limits(QUERY_THREADS, user_api="blas")


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
        generation,
        encode,
        reranker=reranker,
        topicality=load_topicality(embedder.model_sha256),
        max_question_chars=max_question_chars,
        contact=contact,
    )
