"""The reading side of the index: one complete, immutable generation, checked before it is used.

SSP_HOME/
  current                  name of the generation that is served
  generations/<id>/
    generation.json        the record: counts, model, digest of every file below; written last
    documents.json  slides.jsonl  drops.jsonl  chunks.jsonl  vectors.npy  bm25/
    chroma/                a cache of chunks and vectors; without it search is exact and slower
"""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self

import numpy as np

from corpus.errors import IndexDamaged, IndexMissing, ModelMismatch
from corpus.keywords import KeywordIndex
from corpus.model import Chunk, Document, Slide
from corpus.records import from_json, read_lines
from corpus.scan import ExactScan, Search
from corpus.store import ChunkStore

FORMAT = 1
"""Raised whenever the files of a generation change their meaning; older ones are then built anew."""

POINTER = "current"
GENERATIONS = "generations"
RECORD = "generation.json"
DOCUMENTS = "documents.json"
SLIDES = "slides.jsonl"
DROPS = "drops.jsonl"
CHUNKS = "chunks.jsonl"
VECTORS = "vectors.npy"
KEYWORDS = "bm25"
CACHE = "chroma"

REBUILD = "run: ssp ingest --rebuild"
GENERATION_ID = re.compile(r"[0-9a-f]{16}(?:\.[0-9]+)?")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FileMark:
    """What a file must be: its length in bytes and its SHA-256, empty where readers change it."""

    size: int
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """One document of a generation and how much was made of it."""

    document: Document
    slides: int
    blocks: int
    chunks: int
    drops: int
    characters: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RejectedRecord:
    """A document that could not be read when the generation was built, and why."""

    document_id: str
    detail: str


@dataclass(frozen=True, slots=True)
class GenerationRecord:
    """What generation.json holds.

    `content` is made of what went in (documents, model, format, reading code): equal content
    needs no new generation. `tools` is the digest of the code that read and cut. `files` are
    checked whole when a generation is opened; `cache` is Chroma's.
    """

    format: int
    id: str
    content: str
    tools: str
    created: str
    model_sha256: str
    dimension: int
    documents: int
    slides: int
    blocks: int
    chunks: int
    libraries: dict[str, str]
    files: dict[str, FileMark]
    cache: dict[str, FileMark]
    rejected: tuple[RejectedRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class Generation:
    """An open generation. Slides, chunks and the rows of `vectors` keep manifest and slide order.

    `vectors` has shape (chunks, dimension), float32, rows of norm 1, mapped from its file.
    `notes` say what is not as it should be while answers stay right.
    """

    id: str
    record: GenerationRecord
    documents: tuple[Document, ...]
    slides: Mapping[tuple[str, int], Slide]
    chunks: tuple[Chunk, ...]
    vectors: np.ndarray
    store: Search
    keywords: KeywordIndex
    notes: tuple[str, ...] = ()

    def close(self) -> None:
        """Give back what the store holds; close it when a newer generation takes its place."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def pointed_generation(home: Path) -> str | None:
    """Return the id of the generation that is served, or None when there is no index yet.

    Raises:
        IndexDamaged: the pointer does not name a generation.
    """
    try:
        text = (home / POINTER).read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise IndexDamaged(f"{home / POINTER} cannot be read ({error}); {REBUILD}") from error
    if not GENERATION_ID.fullmatch(text):
        raise IndexDamaged(f"{home / POINTER} names no generation, found {text[:40]!r}; {REBUILD}")
    return text


def generation_folder(home: Path, generation_id: str) -> Path:
    """Return where a generation lies."""
    return home / GENERATIONS / generation_id


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


def read_record(folder: Path) -> GenerationRecord:
    """Return what generation.json says.

    Raises:
        IndexDamaged: it is missing, unreadable, of another format or of another folder.
    """
    path = folder / RECORD
    try:
        record = from_json(GenerationRecord, path.read_bytes())
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not a record of a generation"
        raise IndexDamaged(f"{path}: {reason}; {REBUILD}") from error
    if record.format != FORMAT:
        raise IndexDamaged(f"{path} has format {record.format}, this version reads {FORMAT}; {REBUILD}")
    return record


def check_files(folder: Path, record: GenerationRecord) -> None:
    """Compare every recorded file, Chroma's aside, with its length and digest.

    Raises:
        IndexDamaged: the first file that differs, by name.
    """
    for name, mark in record.files.items():
        found = mark_file(folder / name)
        if found is None:
            raise IndexDamaged(f"{folder / name} is missing or cannot be read; {REBUILD}")
        if found != mark:
            raise IndexDamaged(
                f"{folder / name} has changed: expected {mark.size} bytes, SHA-256 {mark.sha256[:12]}…, "
                f"found {found.size} bytes, {found.sha256[:12]}…; {REBUILD}"
            )


def mark_file(path: Path) -> FileMark | None:
    """Return a file's length and SHA-256, or None when it cannot be read."""
    try:
        with path.open("rb") as file:
            return FileMark(path.stat().st_size, file_digest(file, "sha256").hexdigest())
    except OSError:
        return None


def cache_holds(folder: Path, record: GenerationRecord) -> bool:
    """Return whether Chroma's files are there and of their recorded length and digest.

    Chroma's native code may crash the process on files that are not (chromadb 1.5.9), so this is
    asked first.
    """
    for name, mark in record.cache.items():
        found = mark_file(folder / name)
        if found is None or found.size != mark.size or (mark.sha256 and found.sha256 != mark.sha256):
            return False
    return bool(record.cache)


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
        record=record,
        documents=tuple(item.document for item in documents),
        slides=MappingProxyType({(s.ref.document_id, s.ref.number): s for s in slides}),
        chunks=chunks,
        vectors=vectors,
        store=store,
        keywords=keywords,
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
