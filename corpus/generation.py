"""The reading side of the index: one complete, immutable generation, checked before it is used."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self

import numpy as np

from corpus.errors import IndexDamaged, IndexMissing, ModelMismatch
from corpus.keywords import KeywordIndex
from corpus.layout import (
    CACHE,
    CHUNKS,
    DOCUMENTS,
    KEYWORDS,
    PLACES,
    REBUILD,
    SLIDES,
    VECTORS,
    WORDS,
    DocumentRecord,
    GenerationRecord,
    cache_holds,
    check_files,
    generation_folder,
    image_name,
    pointed_generation,
    read_record,
)
from corpus.model import Chunk, Document, Slide, SlideImage, SlideRef
from corpus.places import PlaceFile, Places
from corpus.records import read_lines
from corpus.scan import ExactScan, Search
from corpus.store import ChunkStore
from corpus.words import WordVectors

__all__ = ["Generation", "open_folder", "open_generation", "pointed_generation"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Generation:
    """An open generation. Slides, chunks and the rows of `vectors` keep manifest and slide order.

    `vectors` has shape (chunks, dimension), float32, rows of norm 1, mapped from its file; `words`
    has such a vector for each term of the slides.
    `notes` say what is not as it should be while answers stay right.
    """

    id: str
    folder: Path
    record: GenerationRecord
    documents: tuple[Document, ...]
    slides: Mapping[tuple[str, int], Slide]
    chunks: tuple[Chunk, ...]
    vectors: np.ndarray
    words: WordVectors
    store: Search
    keywords: KeywordIndex
    placed: PlaceFile
    notes: tuple[str, ...] = ()

    def places_of(self, ref: SlideRef) -> Places:
        """Return the places of a slide's words, by block id; reads the slide's line of the file."""
        return self.placed.find(ref)

    def read_image(self, image: SlideImage) -> bytes | None:
        """Return a slide's image, or None when its file is missing or is not what its name says."""
        path = self.folder / image_name(image.digest)
        try:
            content = path.read_bytes()
        except OSError as error:
            _log.warning("%s cannot be read (%s); %s", path, error.strerror, REBUILD)
            return None
        if sha256(content).hexdigest()[: len(image.digest)] != image.digest:
            _log.warning("%s has changed and is not shown; %s", path, REBUILD)
            return None
        return content

    def close(self) -> None:
        """Give back what the store holds; close it when a newer generation takes its place."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_generation(home: Path, *, model_sha256: str) -> Generation:
    """Return the generation that is served, every file of it checked against its record.

    When only Chroma's cache is missing or damaged, search scans the vectors exactly, and a note says so.

    Raises:
        IndexMissing: nothing has been ingested yet.
        ModelMismatch: it was made with another model.
        IndexDamaged: a file is missing, changed or of another format.
    """
    generation_id = pointed_generation(home)
    if generation_id is None:
        raise IndexMissing(f"there is no index in {home}; run: ssp ingest")
    try:
        return open_folder(generation_folder(home, generation_id), model_sha256=model_sha256)
    except IndexDamaged:
        newer = pointed_generation(home)
        if newer in {None, generation_id}:
            raise
        return open_generation(home, model_sha256=model_sha256)


def open_folder(folder: Path, *, model_sha256: str) -> Generation:
    """Return the generation in a folder; raises as `open_generation` does."""
    record = read_record(folder)
    if record.model_sha256 != model_sha256:
        raise ModelMismatch(
            f"the index was made with the model {record.model_sha256[:12]}…, this is {model_sha256[:12]}…; "
            "run: ssp ingest, or set SSP_MODEL_PATH to the model it was made with"
        )
    check_files(folder, record)
    try:
        return _open_checked(folder, record)
    except (OSError, ValueError, KeyError) as error:
        raise IndexDamaged(f"{folder} cannot be opened: {error}; {REBUILD}") from error


def _open_checked(folder: Path, record: GenerationRecord) -> Generation:
    documents = read_lines(DocumentRecord, folder / DOCUMENTS)
    slides = read_lines(Slide, folder / SLIDES)
    chunks = read_lines(Chunk, folder / CHUNKS)
    vectors = np.asarray(np.load(folder / VECTORS, mmap_mode="r"))
    if vectors.shape != (len(chunks), record.dimension):
        raise IndexDamaged(f"{folder}: {len(chunks)} chunks, but vectors of shape {vectors.shape}; {REBUILD}")
    keywords = KeywordIndex.load(folder / KEYWORDS)
    store, notes = _open_store(folder, record, chunks, vectors)
    return Generation(
        id=record.id,
        folder=folder,
        record=record,
        documents=tuple(item.document for item in documents),
        slides=MappingProxyType({(s.ref.document_id, s.ref.number): s for s in slides}),
        chunks=chunks,
        vectors=vectors,
        words=WordVectors.load(folder / WORDS),
        store=store,
        keywords=keywords,
        placed=PlaceFile(folder / PLACES, (slide.ref for slide in slides)),
        notes=notes,
    )


def _open_store(
    folder: Path, record: GenerationRecord, chunks: tuple[Chunk, ...], vectors: np.ndarray
) -> tuple[Search, tuple[str, ...]]:
    reason = "its files are missing or have changed"
    if cache_holds(folder, record):
        try:
            store = ChunkStore.open(folder / CACHE)
            if store.count() == len(chunks):
                return store, ()
            reason = f"it holds {store.count()} chunks of {len(chunks)}"
            store.close()
        except IndexDamaged as error:
            reason = str(error)
    note = f"the Chroma cache of {folder.name} is not usable ({reason}): search is exact; run: ssp ingest"
    _log.warning(note)
    return ExactScan([chunk.id for chunk in chunks], vectors), (note,)
