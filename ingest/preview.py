"""What a file would be as a document, before anything is changed: the entry to confirm, and what to know."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from corpus.entries import ConfirmedEntry, change_document
from corpus.errors import DocumentRejected
from corpus.manifest import load_own
from corpus.markings import highest_for
from corpus.model import Document
from corpus.sources import Source
from ingest.additions import blank_document, find_same, make_id
from ingest.drafting import Found, draft_entry
from ingest.markings import find_markings, why_held
from ingest.model import Reading

ReadDocument = Callable[[Source], Reading]


class Readiness(StrEnum):
    """Whether a file can be added as it is."""

    READY = "ready"
    HELD = "held"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Mark:
    """A marking's words and its slide, 0 for the whole file."""

    text: str
    slide: int


@dataclass(frozen=True, slots=True)
class Preview:
    """A file's drafted entry and what adding it would do.

    `replaces` is the id of the document it would take the place of, `same_as` of one of the same bytes.
    """

    outcome: Readiness
    detail: str
    entry: ConfirmedEntry
    found: tuple[Found, ...]
    replaces: str | None
    same_as: str | None
    slides: int = 0
    warnings: tuple[str, ...] = ()
    markings: tuple[Mark, ...] = ()


def preview_file(
    path: Path,
    home: Path,
    read: ReadDocument,
    publishers: Sequence[Document] = (),
    fields: Mapping[str, Any] | None = None,
) -> Preview:
    """Return what a file would be in a data folder; nothing is changed.

    A file that takes the place of a document keeps its entry; `fields` are set by a person and go
    before either.

    Raises:
        ManifestError: the data folder's manifest is wrong.
        EntryError: a field that was set is wrong.
    """
    own = load_own(home)
    known = {document.id: document for document in own.documents}
    reading, fault = _try_reading(path, read)
    blank = reading.document
    draft = draft_entry(reading, path.name, (*known.values(), *publishers))
    document = change_document(known.get(blank.id, draft.document), fields or {})
    markings = find_markings(reading)
    highest = highest_for(document.audience, own.audiences)
    held = why_held(document, markings, highest)
    same = find_same(blank, tuple(known.values()))
    return Preview(
        outcome=Readiness.REJECTED if fault else Readiness.HELD if held else Readiness.READY,
        detail=fault or held,
        entry=entry_of(document),
        found=draft.found,
        replaces=blank.id if blank.id in known else None,
        same_as=same.id if same else None,
        slides=len(reading.slides),
        warnings=reading.warnings,
        markings=tuple(Mark(marking.text, marking.slide) for marking in markings),
    )


def entry_of(document: Document) -> ConfirmedEntry:
    """Return what a person confirms of a document's entry."""
    fields = asdict(document)
    return ConfirmedEntry.model_validate({name: fields[name] for name in ConfirmedEntry.model_fields})


def _try_reading(path: Path, read: ReadDocument) -> tuple[Reading, str]:
    """Return the reading of a file, and why it is rejected; what is rejected reads as empty."""
    blank = blank_document(path, make_id(path), b"")
    try:
        blank = blank_document(path, make_id(path), Source(blank, path).read())
        reading = read(Source(blank, path))
    except DocumentRejected as error:
        return Reading(blank, (), (), 0), str(error)
    is_empty = not any(slide.blocks for slide in reading.slides)
    return reading, f"{path} holds no text to index" if is_empty else ""
