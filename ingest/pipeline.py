"""The way of the documents: manifest > reading > chunks > vectors > generation. Only this file knows it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from time import monotonic

from corpus import layout
from corpus.embedder import Embedder
from corpus.errors import DocumentRejected, IndexDamaged
from corpus.layout import DocumentRecord, GenerationRecord, RejectedRecord
from corpus.manifest import bundled_corpus
from corpus.model import Document
from corpus.records import read_lines
from corpus.sources import Source, find_sources
from corpus.words import WordVectors, find_words
from ingest.additions import Additions, add_documents
from ingest.check import check_in_child
from ingest.chunks import find_chunks
from ingest.generation import (
    Check,
    Draft,
    Part,
    build_generation,
    find_built,
    find_content,
    find_tools,
    read_parts,
)
from ingest.lock import writer_lock, writing
from ingest.model import DocumentReport, IngestReport, Outcome
from ingest.progress import OnProgress, Step, no_progress
from ingest.publication import find_previous, publish_generation, sweep_generations
from ingest.reading import read_document
from ingest.seeing import Eyes, Mode, open_eyes
from ingest.vectors import Embedded, VectorCache, find_vectors


@dataclass(frozen=True, slots=True)
class Made:
    """What the documents came to: parts in manifest order, which of them are new, and the refused."""

    parts: tuple[Part, ...]
    fresh: frozenset[str]
    rejected: tuple[RejectedRecord, ...]


def ingest_corpus(
    home: Path,
    embedder: Embedder,
    progress: OnProgress = no_progress,
    *,
    additions: Additions | None = None,
    rebuild: bool = False,
    ocr: Mode = "auto",
    bundled: Path | None = None,
    check: Check = check_in_child,
) -> IngestReport:
    """Bring the index of a data folder up to its documents, and report on each document.

    Equal documents, model and code make no new generation: the report's `published` is false. A
    document that cannot be read is reported and does not stop the others; when none can be read
    nothing is published. `rebuild` makes a new generation of whatever is there. `ocr` says whether
    pictures are read: auto where what reads them is installed.

    Raises:
        SettingsError: `ocr` is on, and what reads pictures is not installed.
        ManifestError: the manifest is wrong, or lists no document.
        WriterBusy: another ingest is running.
        HomeUnwritable: the data folder cannot be written; what was served is served still.
        IndexDamaged: the new generation did not pass its check; what was served is served still.
    """
    started = monotonic()
    eyes = open_eyes(ocr)
    with writer_lock(home):
        refused: tuple[DocumentReport, ...] = ()
        if additions is not None:
            with writing(home):
                refused = add_documents(additions, home, partial(read_document, eyes=eyes))
        report = _bring_up(
            home, embedder, progress, bundled or bundled_corpus(), check, eyes, rebuild=rebuild
        )
    return replace(report, documents=report.documents + refused, seconds=monotonic() - started)


def _bring_up(
    home: Path,
    embedder: Embedder,
    progress: OnProgress,
    bundled: Path,
    check: Check,
    eyes: Eyes,
    *,
    rebuild: bool,
) -> IngestReport:
    sources = find_sources(home, bundled)
    tools = find_tools(eyes.engine)
    content = find_content([source.document for source in sources], embedder.model_sha256, tools)
    built = None if rebuild else find_built(home, content)
    if built is not None:
        return _serve_built(home, built, progress)
    known = {} if rebuild else read_parts(home, embedder.model_sha256, tools)
    made = _make_parts(sources, embedder, known, progress, eyes)
    if not made.parts:
        return _report(_served(home), made, None, published=False)
    with writing(home):
        embedded, words = _embed(home, made, embedder, progress)
        draft = Draft(content, embedder.model_sha256, made.parts, embedded.vectors, words, made.rejected)
        previous = _served(home)
        generation_id = build_generation(home, draft, tools, check, progress)
        publish_generation(home, generation_id, progress)
        keep = previous or find_previous(home, generation_id)
        sweep_generations(home, (generation_id, keep), progress)
    return _report(generation_id, made, embedded, published=True)


def _served(home: Path) -> str:
    try:
        return layout.pointed_generation(home) or ""
    except IndexDamaged:
        return ""


def _serve_built(home: Path, built: GenerationRecord, progress: OnProgress) -> IngestReport:
    """Point to a generation that is there already, if it is not the one served."""
    published = _served(home) != built.id
    with writing(home):
        if published:
            publish_generation(home, built.id, progress)
        sweep_generations(home, (built.id, find_previous(home, built.id)), no_progress)
    folder = layout.generation_folder(home, built.id)
    reports = [
        _document_report(record, Outcome.UNCHANGED, 0)
        for record in read_lines(DocumentRecord, folder / layout.DOCUMENTS)
    ]
    return IngestReport(built.id, published, (*reports, *_rejections(built.rejected)), 0.0)


def _make_parts(
    sources: tuple[Source, ...],
    embedder: Embedder,
    known: Mapping[Document, Part],
    progress: OnProgress,
    eyes: Eyes,
) -> Made:
    parts: list[Part] = []
    rejected: list[RejectedRecord] = []
    for done, source in enumerate(sources, start=1):
        document = source.document
        try:
            parts.append(known.get(document) or _make_part(source, embedder, eyes))
        except DocumentRejected as error:
            rejected.append(RejectedRecord(document.id, str(error)))
        progress(Step.READ, done, len(sources), document.id)
    fresh = frozenset(part.record.document.id for part in parts if part.record.document not in known)
    return Made(tuple(parts), fresh, tuple(rejected))


def _make_part(source: Source, embedder: Embedder, eyes: Eyes) -> Part:
    reading = read_document(source, eyes)
    chunks = find_chunks(reading, embedder)
    if not chunks:
        raise DocumentRejected(f"{source.path} holds no text to index")
    record = DocumentRecord(
        document=reading.document,
        slides=len(reading.slides),
        blocks=sum(len(slide.blocks) for slide in reading.slides),
        chunks=len(chunks),
        drops=len(reading.drops),
        characters=reading.characters,
        warnings=reading.warnings,
    )
    return Part(record, reading.slides, reading.drops, chunks)


def _embed(home: Path, made: Made, embedder: Embedder, progress: OnProgress) -> tuple[Embedded, WordVectors]:
    """Return the vectors of the chunks, and those of the words of their slides."""
    texts = [chunk.text for part in made.parts for chunk in part.chunks]
    words = find_words(slide for part in made.parts for slide in part.slides)
    cache = VectorCache(home / layout.VECTORS_KEPT, embedder.model_sha256)
    found = find_vectors(
        [*texts, *words.values()], embedder, cache, lambda done, total: progress(Step.EMBED, done, total)
    )
    rows = {term: row for row, term in enumerate(words)}
    return replace(found, vectors=found.vectors[: len(texts)]), WordVectors(rows, found.vectors[len(texts) :])


def _report(generation_id: str, made: Made, embedded: Embedded | None, *, published: bool) -> IngestReport:
    reports: list[DocumentReport] = []
    start = 0
    for part in made.parts:
        end = start + part.record.chunks
        count = len(embedded.fresh & set(range(start, end))) if embedded else 0
        is_fresh = part.record.document.id in made.fresh
        reports.append(
            _document_report(part.record, Outcome.INDEXED if is_fresh else Outcome.UNCHANGED, count)
        )
        start = end
    return IngestReport(generation_id, published, (*reports, *_rejections(made.rejected)), 0.0)


def _document_report(record: DocumentRecord, outcome: Outcome, embedded: int) -> DocumentReport:
    return DocumentReport(
        document_id=record.document.id,
        outcome=outcome,
        slides=record.slides,
        blocks=record.blocks,
        chunks=record.chunks,
        embedded=embedded,
        detail="; ".join(record.warnings),
    )


def _rejections(rejected: tuple[RejectedRecord, ...]) -> list[DocumentReport]:
    return [DocumentReport(item.document_id, Outcome.REJECTED, detail=item.detail) for item in rejected]
