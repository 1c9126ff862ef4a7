"""Documents of your own: copied into the data folder, each with a drafted entry in its manifest."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from corpus.entries import change_document
from corpus.errors import DocumentRejected
from corpus.files import read_file, show_path
from corpus.manifest import DOCUMENTS, load_own
from corpus.model import Document, DocumentKind, DocumentStatus
from corpus.sources import Source
from ingest.drafting import draft_entry
from ingest.folders import LeftOut, find_files
from ingest.manifestfile import write_entries
from ingest.model import DocumentReport, Outcome, Reading

ADDING = ".adding-"

_SUFFIX = re.compile(r"[^a-z0-9.]")
"""What is left out of a file's ending: it stands in the manifest and in messages."""

ReadDocument = Callable[[Source], Reading]


@dataclass(frozen=True, slots=True)
class Additions:
    """Files and folders to add. `bundled`, unless None, sets whether the bundled documents are there too.

    `fields` are those of the entry that a person has set; they go before what is drafted or known.
    """

    paths: tuple[Path, ...]
    bundled: bool | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Intake:
    """What is there before, and what an addition comes to."""

    home: Path
    read: ReadDocument
    fields: Mapping[str, Any]
    known: Mapping[str, Document]
    publishers: Sequence[Document]
    added: dict[str, Document] = field(default_factory=dict)
    taken: dict[str, Path] = field(default_factory=dict)
    reports: list[DocumentReport] = field(default_factory=list)

    def note(self, document_id: str, outcome: Outcome, detail: str) -> None:
        """Take note of a file that gets no entry of its own, or of what a person should know of it."""
        self.reports.append(DocumentReport(document_id, outcome, detail=detail))


def add_documents(
    additions: Additions, home: Path, read: ReadDocument, publishers: Sequence[Document] = ()
) -> tuple[DocumentReport, ...]:
    """Copy the files in and write their entries; return one report a file that was not added.

    A document's id is made of its file's name, unless its entry is given. A file with the id of a
    document that is there takes its place and keeps its entry's other fields; one that is there
    already, by its digest, is not read again. Files are named by their digest and the manifest is
    written last, so that breaking off leaves the old state. `publishers` are documents whose
    publishers a drafted entry may name.

    Raises:
        ManifestError: the data folder's manifest is wrong.
        EntryError: a field that was set is wrong.
        OSError: the data folder cannot be written.
    """
    (home / DOCUMENTS).mkdir(parents=True, exist_ok=True)
    for left in (home / DOCUMENTS).glob(f"{ADDING}*"):
        left.unlink()
    known = {document.id: document for document in load_own(home).documents}
    intake = _Intake(home, read, additions.fields, known, (*known.values(), *publishers))
    for path in find_files(additions.paths):
        if isinstance(path, LeftOut):
            intake.note(make_id(path.path), _outcome(path), f"{show_path(path.path)}: {path.reason}")
            continue
        try:
            _take(path, intake)
        except DocumentRejected as error:
            intake.note(make_id(path), Outcome.REJECTED, str(error))
    if intake.added or additions.bundled is not None:
        write_entries(home, tuple(intake.added.values()), bundled=additions.bundled)
    _remove_replaced(home, known, intake.added.values())
    return tuple(intake.reports)


def _outcome(left: LeftOut) -> Outcome:
    return Outcome.SKIPPED if left.passing else Outcome.REJECTED


def make_id(path: Path) -> str:
    """Return the id that a file's name gives its document."""
    return re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-")[:80].rstrip("-") or "document"


def blank_document(path: Path, document_id: str, content: bytes) -> Document:
    """Return the document that a file is before anything is known of it but its name and bytes."""
    digest = sha256(content).hexdigest()
    suffix = _SUFFIX.sub("", path.suffix.lower())[:20]
    return Document(
        id=document_id,
        title=show_path(path.stem[:300]).strip() or document_id,
        kind=DocumentKind.OTHER,
        period="",
        area="",
        publisher="",
        audience="public",
        file=f"{document_id}-{digest[:8]}{suffix}",
        sha256=digest,
    )


def find_same(document: Document, known: Sequence[Document]) -> Document | None:
    """Return the document that is of the same bytes, that of the same id first, or None."""
    same = sorted((one.id != document.id, one.id) for one in known if one.sha256 == document.sha256)
    return next((one for one in known if same and one.id == same[0][1]), None)


def _take(path: Path, intake: _Intake) -> None:
    """Add one file, or note why not."""
    content = Source(blank_document(path, make_id(path), b""), path).read()
    blank = blank_document(path, str(intake.fields.get("id") or make_id(path)), content)
    if blank.id in intake.taken:
        first = intake.taken[blank.id]
        raise DocumentRejected(
            f"{show_path(path)}: its id {blank.id!r} is that of {show_path(first)} too; "
            "rename one of the files"
        )
    intake.taken[blank.id] = path
    same = find_same(blank, (*intake.known.values(), *intake.added.values()))
    if same is not None and (same.id != blank.id or not intake.fields):
        _note_same(path, same, blank, intake)
        return
    document = same or _read_in(path, blank, content, intake)
    document = change_document(document, intake.fields)
    intake.added[document.id] = document
    _note_status(document, intake)


def _read_in(path: Path, blank: Document, content: bytes, intake: _Intake) -> Document:
    """Return the entry of a file that is read and copied in: of the document it replaces, or a draft."""
    reading = intake.read(Source(blank, path))
    _copy_in(path, intake.home / DOCUMENTS / blank.file, content)
    old = intake.known.get(blank.id)
    if old is not None:
        return replace(old, file=blank.file, sha256=blank.sha256)
    return draft_entry(reading, path.name, intake.publishers).document


def _note_same(path: Path, same: Document, blank: Document, intake: _Intake) -> None:
    if same.id != blank.id:
        detail = f"{show_path(path)} is the same file as document {same.id}; it is not added again"
        intake.note(blank.id, Outcome.UNCHANGED, detail)
    _note_status(same, intake)


def _note_status(document: Document, intake: _Intake) -> None:
    if document.status is not DocumentStatus.CURRENT:
        detail = (
            f"it is {document.status}, so not indexed; to take it back: ssp documents restore {document.id}"
        )
        intake.note(document.id, Outcome.UNCHANGED, detail)


def _copy_in(path: Path, target: Path, content: bytes) -> None:
    """Write the bytes that were looked at, unless the file has changed while it was read."""
    if read_file(path) != content:
        raise DocumentRejected(f"{show_path(path)} changed while it was read; try again")
    fresh = target.with_name(f"{ADDING}{target.name}")
    fresh.write_bytes(content)
    fresh.replace(target)


def _remove_replaced(home: Path, known: Mapping[str, Document], added: Iterable[Document]) -> None:
    for document in added:
        old = known.get(document.id)
        if old is not None and old.file != document.file:
            (home / DOCUMENTS / old.file).unlink(missing_ok=True)
