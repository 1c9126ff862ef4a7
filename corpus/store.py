"""Chunks in Chroma, ranked by cosine. The only module that knows chromadb.

A Chroma directory is a cache of a generation's chunks and vectors: it is written once, checked,
and thrown away when it is damaged, never mended.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self, cast

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.api.collection_configuration import CreateHNSWConfiguration
from chromadb.config import Settings
from chromadb.errors import ChromaError

from corpus.errors import HomeUnwritable, IndexDamaged
from corpus.model import Chunk

COLLECTION = "chunks"
BATCH = 1_000
"""Rows of one upsert; chromadb 1.5.9 takes at most 5,461."""

GRAPH: CreateHNSWConfiguration = {
    "space": "cosine",
    "ef_construction": 200,
    "ef_search": 200,
    "max_neighbors": 32,
}
"""Twice Chroma's defaults: of the ten nearest among 10,000 vectors without any structure it finds 0.98
instead of 0.79, and 1.00 of those near real ones either way, for 0.5 ms a search more (measured)."""


class ChunkStore:
    """One Chroma collection of chunks; a `corpus.scan.Search`."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._collection = client.get_or_create_collection(
            COLLECTION, embedding_function=None, configuration={"hnsw": GRAPH}
        )

    @classmethod
    def open(cls, path: Path) -> Self:
        """Return the store in a folder, empty when the folder is new. Close it before it is opened again.

        Raises:
            IndexDamaged: Chroma cannot open what lies there.
        """
        try:
            client = chromadb.PersistentClient(path, settings=Settings(anonymized_telemetry=False))
            return cls(cast("Client", client))
        except (ChromaError, ValueError, RuntimeError, OSError) as error:
            raise IndexDamaged(f"Chroma cannot open {path}: {error}; run: ssp ingest --rebuild") from error

    def write(self, chunks: Sequence[Chunk], vectors: np.ndarray) -> None:
        """Put in the chunks, one row of `vectors` each; a chunk that is there is replaced.

        Raises:
            HomeUnwritable: the disk does not take them.
        """
        for start in range(0, len(chunks), BATCH):
            part = chunks[start : start + BATCH]
            try:
                self._collection.upsert(
                    ids=[chunk.id for chunk in part],
                    embeddings=cast("Any", vectors[start : start + BATCH]),
                    metadatas=[_metadata(chunk) for chunk in part],
                )
            except (ChromaError, OSError) as error:
                raise HomeUnwritable(f"Chroma could not write: {error}; make room for the index") from error

    def count(self) -> int:
        """Return how many chunks there are.

        Raises:
            IndexDamaged: Chroma fails to answer.
        """
        try:
            return self._collection.count()
        except (ChromaError, RuntimeError) as error:
            raise IndexDamaged(f"Chroma cannot count: {error}; run: ssp ingest --rebuild") from error

    def search(self, vector: np.ndarray, k: int) -> list[tuple[str, float]]:
        """Return the ids of at most k chunks and their cosine with the vector, best first.

        Raises:
            IndexDamaged: Chroma fails to answer.
        """
        if k <= 0:
            return []
        try:
            found = self._collection.query(
                query_embeddings=cast("Any", np.asarray(vector, dtype=np.float32).reshape(1, -1)),
                n_results=k,
                include=["distances"],
            )
        except (ChromaError, RuntimeError) as error:
            raise IndexDamaged(f"Chroma cannot search: {error}; run: ssp ingest --rebuild") from error
        distances = found["distances"] or [[]]
        return [(i, 1.0 - float(d)) for i, d in zip(found["ids"][0], distances[0], strict=True)]

    def close(self) -> None:
        """Give back the files, threads and memory of the store; twice is as good as once."""
        self._client.close()


def _metadata(chunk: Chunk) -> dict[str, Any]:
    ref = chunk.ref
    return {"document_id": ref.document_id, "slide_number": ref.number, "grain": chunk.grain.value}
