"""The files of the index, and the record that says what each must be.

SSP_HOME/
    current                  name of the generation that is served
    writer.lock              held by the one process that ingests
    manifest.toml documents/ documents of your own, when there are any
    vectors/                 vectors kept from one generation to the next
    generations/<id>/
        generation.json      the record: counts, model, digest of every file below; written last
        documents.jsonl  slides.jsonl  drops.jsonl  chunks.jsonl  vectors.npy  bm25/  words/
        places.jsonl     where each word stands, one line a slide
        images/          the slides' images, each named by its digest, which is checked when it is read
        chroma/              a cache of chunks and vectors; without it search is exact
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from hashlib import file_digest
from pathlib import Path

from corpus.errors import IndexDamaged
from corpus.markings import Marking
from corpus.model import Document, Drop, SlideRef, WordPlace
from corpus.records import from_json

FORMAT = 2
"""Raised whenever the files of a generation change their meaning; older ones are then built anew."""

POINTER = "current"
GENERATIONS = "generations"
RECORD = "generation.json"
DOCUMENTS = "documents.jsonl"
SLIDES = "slides.jsonl"
PLACES = "places.jsonl"
IMAGES = "images"
DROPS = "drops.jsonl"
CHUNKS = "chunks.jsonl"
VECTORS = "vectors.npy"
KEYWORDS = "bm25"
WORDS = "words"
CACHE = "chroma"
VECTORS_KEPT = "vectors"

REBUILD = "run: ssp ingest --rebuild"
GENERATION_ID = re.compile(r"[0-9a-f]{16}(?:\.[0-9]+)?")


class Outcome(StrEnum):
    """How the ingest of one document ended."""

    INDEXED = "indexed"
    INDEXED_WITH_WARNINGS = "indexed_with_warnings"
    UNCHANGED = "unchanged"
    HELD = "held"
    """Read, but its marking is above what its audience may be shown."""
    REJECTED = "rejected"
    SKIPPED = "skipped"
    """Nobody would take it for a document, such as a hidden file in a folder."""


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
    markings: tuple[Marking, ...] = ()


@dataclass(frozen=True, slots=True)
class DropRecord:
    """One line of drops.jsonl."""

    document_id: str
    drop: Drop


@dataclass(frozen=True, slots=True)
class PlacesRecord:
    """One line of places.jsonl: the places of a slide's words, by block id."""

    ref: SlideRef
    blocks: dict[str, tuple[WordPlace, ...]]


@dataclass(frozen=True, slots=True)
class RejectedRecord:
    """A document that is not in the generation, and why: it could not be read, or is held back."""

    document_id: str
    detail: str
    outcome: Outcome = Outcome.REJECTED


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


def image_name(digest: str) -> str:
    """Return where an image lies within a generation."""
    return f"{IMAGES}/{digest}.webp"


def generation_folder(home: Path, generation_id: str) -> Path:
    """Return where a generation lies."""
    return home / GENERATIONS / generation_id


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
