"""Changes of a document's entry by a person: its fields, and whether it is answered from. Files stay."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from corpus.entries import change_document, nearest
from corpus.errors import EntryError
from corpus.manifest import load_own
from corpus.model import Document, DocumentStatus
from ingest.lock import writer_lock, writing
from ingest.manifestfile import write_entries


def edit_document(home: Path, document_id: str, fields: Mapping[str, Any]) -> Document:
    """Change fields of a document's entry and return it as it is now.

    Raises:
        EntryError: no document of the data folder has the id, or a field's value is wrong.
        ManifestError: the manifest is wrong, before or after; nothing is written.
        WriterBusy: an ingest is running.
        HomeUnwritable: the data folder cannot be written.
    """
    with writer_lock(home):
        document = change_document(_find(home, document_id), fields)
        with writing(home):
            write_entries(home, (document,))
    return document


def withdraw_document(home: Path, document_id: str) -> Document:
    """Take a document out of the index for good; raises as `edit_document` does."""
    return edit_document(home, document_id, {"status": DocumentStatus.WITHDRAWN, "superseded_by": ""})


def supersede_document(home: Path, document_id: str, by: str) -> Document:
    """Take a document out of the index for a newer one; raises as `edit_document` does."""
    return edit_document(home, document_id, {"status": DocumentStatus.SUPERSEDED, "superseded_by": by})


def restore_document(home: Path, document_id: str) -> Document:
    """Take a superseded or withdrawn document back into the index; raises as `edit_document` does."""
    return edit_document(home, document_id, {"status": DocumentStatus.CURRENT, "superseded_by": ""})


def _find(home: Path, document_id: str) -> Document:
    known = {document.id: document for document in load_own(home).documents}
    if document_id not in known:
        raise EntryError(
            f"no document of yours has the id {document_id!r}{nearest(document_id, known)}; ssp documents "
            "lists them, and ssp ingest --without-bundled leaves out those that come with the program"
        )
    return known[document_id]
