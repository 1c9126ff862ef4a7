"""Settings -> the loader of the service: the models and the encoder once, a generation each time."""

from assistant.api.answers import Opened
from assistant.api.encoding_process import EncodingProcess
from assistant.bootstrap import QUERY_THREADS, find_reranker, limit_threads
from assistant.encoder import QueryEncoder
from assistant.pipeline import Assistant
from assistant.reranking import Scores
from assistant.settings import AssistantSettings
from assistant.topicality import load_topicality
from corpus.generation import open_generation
from corpus.settings import CorpusSettings


class GenerationLoader:
    """Opens the published generation; all of them share one encoder."""

    def __init__(self, settings: AssistantSettings, corpus: CorpusSettings) -> None:
        self._settings = settings
        self._corpus = corpus
        self._model: tuple[EncodingProcess, QueryEncoder, Scores | None] | None = None

    def load(self) -> Opened:
        """Return an assistant over the generation published now.

        Raises:
            ModelMissing, ModelMismatch: the weights are not there, or not the expected ones.
            IndexMissing, IndexDamaged: there is no index, or it cannot be trusted.
        """
        embedder, encoder, reranker = self._model = self._model or self._load_model()
        generation = open_generation(self._corpus.home, model_sha256=embedder.model_sha256)
        assistant = Assistant(
            generation,
            encoder.encode_all,
            reranker=reranker,
            topicality=load_topicality(embedder.model_sha256),
            max_question_chars=self._settings.max_question_chars,
            contact=self._settings.contact,
        )
        return Opened(assistant, generation.close)

    def close(self) -> None:
        """End the encoder and its process."""
        if self._model:
            embedder, encoder, _ = self._model
            encoder.close()
            embedder.close()

    def _load_model(self) -> tuple[EncodingProcess, QueryEncoder, Scores | None]:
        limit_threads()
        reranker = find_reranker(self._corpus)
        embedder = EncodingProcess(self._corpus.model_path, threads=QUERY_THREADS)
        encoder = QueryEncoder(
            embedder,
            max_batch=self._settings.encoder_batch,
            max_waiting=self._settings.encoder_queue,
            timeout_s=self._settings.answer_timeout_s,
        )
        return embedder, encoder, reranker
