"""A generation's chunks as LangChain sees a vector store. Read only: what is in it comes by `ssp ingest`."""

from collections.abc import Sequence
from typing import Any, NoReturn

import numpy as np
from langchain_core.documents import Document as LangChainDocument
from langchain_core.embeddings import Embeddings
from langchain_core.vectorstores import VectorStore

from corpus.model import Chunk
from corpus.scan import Search

READ_ONLY = "a generation is read only: add documents with `ssp ingest PATH`"


class ChunkVectorStore(VectorStore):
    """LangChain's `VectorStore` over the chunks of a generation; `as_retriever()` makes a retriever of it."""

    def __init__(self, chunks: Sequence[Chunk], store: Search, embedder: Embeddings) -> None:
        self._chunks = {chunk.id: chunk for chunk in chunks}
        self._store = store
        self._embedder = embedder

    @property
    def embeddings(self) -> Embeddings:
        """What questions are embedded with."""
        return self._embedder

    def similarity_search(self, query: str, k: int = 4, **_: Any) -> list[LangChainDocument]:  # noqa: ANN401
        """Return at most k chunks near a text, best first."""
        return self.similarity_search_by_vector(self._embedder.embed_query(query), k)

    def similarity_search_by_vector(
        self,
        embedding: list[float],
        k: int = 4,
        **_: Any,  # noqa: ANN401
    ) -> list[LangChainDocument]:
        """Return at most k chunks near a vector, best first, each with its slide and its cosine."""
        found = self._store.search(np.asarray(embedding, dtype=np.float32), k)
        return [_document(self._chunks[chunk_id], score) for chunk_id, score in found]

    @classmethod
    def from_texts(
        cls,
        texts: list[str],
        embedding: Embeddings,
        metadatas: list[dict[str, Any]] | None = None,
        *,
        ids: list[str] | None = None,
        **_: Any,  # noqa: ANN401
    ) -> NoReturn:
        """Refuse: LangChain asks for this method.

        Raises:
            NotImplementedError: always, with the way to add documents.
        """
        raise NotImplementedError(READ_ONLY)


def _document(chunk: Chunk, score: float) -> LangChainDocument:
    metadata = {
        "document_id": chunk.ref.document_id,
        "slide_number": chunk.ref.number,
        "grain": chunk.grain.value,
        "block_ids": list(chunk.block_ids),
        "score": score,
    }
    return LangChainDocument(page_content=chunk.text, metadata=metadata, id=chunk.id)
