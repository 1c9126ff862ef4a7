"""The way of the documents: manifest > reading > chunks > vectors > generation. Only this file knows it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from time import monotonic

from corpus import layout
from corpus.embedder import Embedder
from corpus.errors import DocumentHeld, DocumentRejected, IndexDamaged
from corpus.files import show_path
from corpus.layout import DocumentRecord, GenerationRecord, RejectedRecord
from corpus.manifest import bundled_corpus, load_own
from corpus.model import Document
from corpus.records import read_lines
from corpus.sources import Source, find_publishers, find_sources
from corpus.words import WordVectors, find_words
from ingest.additions import Additions, add_documents
from ingest.check import check_in_child
from ingest.chunks import find_chunks
from ingest.generation import (
    Check,
    Draft,
    build_generation,
    find_built,
    find_content,
    find_tools,
)
from ingest.images import find_images
from ingest.lock import writer_lock, writing
from ingest.markings import find_markings, why_held
from ingest.model import DocumentReport, IngestReport, Outcome, Reading
from ingest.parts import Part, read_parts
from ingest.progress import OnProgress, Step, no_progress
from ingest.publication import (
    drawing_folder,
    find_previous,
    publish_generation,
    sweep_generations,
    unpublish,
)
from ingest.reading import read_document
from ingest.seeing import Eyes, Mode, open_eyes
from ingest.vectors import Embedded, VectorCache, find_vectors


@dataclass(frozen=True, slots=True)
class Ground:
    """What every step of one ingest stands on."""

    home: Path
    embedder: Embedder
    progress: OnProgress
    bundled: Path
    office: Path | None
    eyes: Eyes
    check: Check
    images: bool


@dataclass(frozen=True, slots=True)
class Made:
    """What the documents came to: parts in manifest order, those left out, and the readings of the new."""

    parts: tuple[Part, ...]
    rejected: tuple[RejectedRecord, ...]
    read: Mapping[str, tuple[Source, Reading]]


def ingest_corpus(
    home: Path,
    embedder: Embedder,
    progress: OnProgress = no_progress,
    *,
    additions: Additions | None = None,
    rebuild: bool = False,
    ocr: Mode = "auto",
    bundled: Path | None = None,
    office: Path | None = None,
    check: Check = check_in_child,
    images: bool = True,
) -> IngestReport:
    """Bring the index of a data folder up to its documents, and report on each document.

    Equal documents, model and code make no new generation: the report's `published` is false. A
    document that cannot be read is reported and does not stop the others; when none can be read
    nothing is published. `rebuild` makes a new generation of whatever is there. `ocr` says whether
    pictures are read: auto where what reads them is installed. `office` is LibreOffice's program; without
    one PowerPoint slides are shown as drawings. Without `images` no slide is drawn.

    Raises:
        SettingsError: `ocr` is on, and what reads pictures is not installed.
        ManifestError: the manifest is wrong, or lists no document.
        WriterBusy: another ingest is running.
        HomeUnwritable: the data folder cannot be written; what was served is served still.
        IndexDamaged: the new generation did not pass its check; what was served is served still.
    """
    started = monotonic()
    bundled = bundled or bundled_corpus()
    eyes = open_eyes(ocr)
    with writer_lock(home):
        refused: tuple[DocumentReport, ...] = ()
        if additions is not None:
            with writing(home):
                publishers = find_publishers(home, bundled)
                refused = add_documents(additions, home, partial(read_document, eyes=eyes), publishers)
        ground = Ground(home, embedder, progress, bundled, office, eyes, check, images)
        report = _bring_up(ground, rebuild=rebuild)
    return replace(report, documents=report.documents + refused, seconds=monotonic() - started)


def _bring_up(ground: Ground, *, rebuild: bool) -> IngestReport:
    home, embedder, progress = ground.home, ground.embedder, ground.progress
    sources = find_sources(home, ground.bundled)
    undrawn = "" if ground.images else "undrawn"
    tools = find_tools("office" if ground.office else "", ground.eyes.engine, undrawn)
    ceilings = " ".join(source.highest.name for source in sources)
    documents = [source.document for source in sources]
    content = find_content(documents, embedder.model_sha256, f"{tools} {ceilings}")
    built = None if rebuild else find_built(home, content)
    if built is not None:
        return _serve_built(home, built, progress)
    known = {} if rebuild else read_parts(home, embedder.model_sha256, tools)
    with writing(home), drawing_folder(home) as drawings:
        made = _make_parts(sources, ground, known)
        if not made.parts:
            _take_down(home, made)
            return _report(_served(home), made, None, published=False)
        if ground.images:
            made = _draw(made, ground, drawings)
        embedded, words = _embed(home, made, embedder, progress)
        draft = Draft(content, embedder.model_sha256, made.parts, embedded.vectors, words, made.rejected)
        previous = _served(home)
        generation_id = build_generation(home, draft, tools, ground.check, progress)
        publish_generation(home, generation_id, progress)
        keep = previous or find_previous(home, generation_id)
        sweep_generations(home, (generation_id, keep), progress)
    return _report(generation_id, made, embedded, published=True)


def _served(home: Path) -> str:
    try:
        return layout.pointed_generation(home) or ""
    except IndexDamaged:
        return ""


def _take_down(home: Path, made: Made) -> None:
    """Serve nothing any more when what is served holds a document that must not be answered from."""
    served = _served(home)
    own = load_own(home)
    barred = {item.document_id for item in made.rejected if item.outcome is Outcome.HELD}
    barred |= {document.id for document in set(own.documents) - set(own.current)}
    if not served or not barred:
        return
    folder = layout.generation_folder(home, served)
    if barred & {record.document.id for record in read_lines(DocumentRecord, folder / layout.DOCUMENTS)}:
        unpublish(home)


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


def _make_parts(sources: tuple[Source, ...], ground: Ground, known: Mapping[Document, Part]) -> Made:
    parts: list[Part] = []
    rejected: list[RejectedRecord] = []
    read: dict[str, tuple[Source, Reading]] = {}
    for done, source in enumerate(sources, start=1):
        document = source.document
        try:
            part = known.get(document)
            if part is None:
                reading = read_document(source, ground.eyes)
                part = _make_part(source, reading, ground.embedder)
                read[document.id] = source, reading
            _hold_marked(source, part.record)
            parts.append(part)
        except DocumentRejected as error:
            outcome = Outcome.HELD if isinstance(error, DocumentHeld) else Outcome.REJECTED
            rejected.append(RejectedRecord(document.id, str(error), outcome))
        ground.progress(Step.READ, done, len(sources), document.id)
    return Made(tuple(parts), tuple(rejected), read)


def _make_part(source: Source, reading: Reading, embedder: Embedder) -> Part:
    chunks = find_chunks(reading, embedder)
    if not chunks:
        raise DocumentRejected(f"{show_path(source.path)} holds no text to index")
    record = DocumentRecord(
        document=reading.document,
        slides=len(reading.slides),
        blocks=sum(len(slide.blocks) for slide in reading.slides),
        chunks=len(chunks),
        drops=len(reading.drops),
        characters=reading.characters,
        warnings=reading.warnings,
        markings=find_markings(reading),
    )
    return Part(record, reading.slides, reading.drops, chunks)


def _draw(made: Made, ground: Ground, drawings: Path) -> Made:
    """Return what was made with images for the slides of the new documents."""
    total = sum(part.record.slides for part in made.parts if part.record.document.id in made.read)
    parts: list[Part] = []
    before = 0
    for part in made.parts:
        document_id = part.record.document.id
        if document_id not in made.read:
            parts.append(part)
            continue
        tell = partial(_tell_drawn, ground.progress, before, total, document_id)
        source, reading = made.read[document_id]
        found = find_images(reading, _read_again(source), drawings / document_id, ground.office, tell)
        record = replace(part.record, warnings=found.reading.warnings)
        parts.append(replace(part, record=record, slides=found.reading.slides, images=found.files))
        before += part.record.slides
    return replace(made, parts=tuple(parts))


def _read_again(source: Source) -> bytes | None:
    """Return the file's bytes, None when it is no longer what was read."""
    try:
        content = source.read()
    except DocumentRejected:
        return None
    return content if sha256(content).hexdigest() == source.document.sha256 else None


def _tell_drawn(progress: OnProgress, before: int, total: int, document_id: str, drawn: int) -> None:
    progress(Step.DRAW, before + drawn, total, document_id)


def _hold_marked(source: Source, record: DocumentRecord) -> None:
    """Do nothing unless a document is marked above what its audience may be shown.

    Raises:
        DocumentHeld: it is.
    """
    if reason := why_held(source.document, record.markings, source.highest):
        raise DocumentHeld(reason)


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
        reports.append(_document_report(part.record, _outcome(part, made), count))
        start = end
    return IngestReport(generation_id, published, (*reports, *_rejections(made.rejected)), 0.0)


def _outcome(part: Part, made: Made) -> Outcome:
    if part.record.document.id not in made.read:
        return Outcome.UNCHANGED
    return Outcome.INDEXED_WITH_WARNINGS if part.record.warnings else Outcome.INDEXED


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
    return [DocumentReport(item.document_id, item.outcome, detail=item.detail) for item in rejected]
