"""One entry of the manifest as written, and everything that can be wrong with it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.errors import EntryError
from corpus.model import Document, DocumentKind, DocumentStatus


class ConfirmedEntry(BaseModel):
    """What a person says of a document: every key is known, and text is not empty unless it may be."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    id: str = Field(
        pattern=r"^[a-z0-9][a-z0-9-]{0,79}$", description="lower-case letters, digits and hyphens"
    )
    title: str = Field(min_length=1, max_length=300)
    kind: DocumentKind
    period: str = Field(max_length=40, description="the time it speaks about; empty when unknown")
    area: str = Field(max_length=100)
    publisher: str = Field(max_length=200)
    audience: str = Field(
        min_length=1, max_length=40, description="who may see it: public, or a label of yours"
    )
    presented_on: date | None = None
    presented_to: str = ""
    publisher_aliases: tuple[str, ...] = ()
    source: str = ""


class ManifestEntry(ConfirmedEntry):
    """One `[[document]]`: what a person says of it, its file, and whether it is answered from."""

    file: str = Field(min_length=1, max_length=255, description="path inside documents/")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="of the file's bytes")
    invented: bool = False
    status: DocumentStatus = DocumentStatus.CURRENT
    superseded_by: str = ""


def read_entry(text: str) -> dict[str, Any]:
    """Return the fields of a confirmed entry, written as one JSON object, those left out by their defaults.

    Raises:
        EntryError: it is no such object; every fault is named, one a line.
    """
    try:
        return ConfirmedEntry.model_validate_json(text).model_dump()
    except ValidationError as error:
        raise _wrong("of the command line", error) from error


def check_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a confirmed entry in their types.

    Raises:
        EntryError: one is wrong; every fault is named, one a line.
    """
    try:
        return ConfirmedEntry.model_validate(dict(fields)).model_dump()
    except ValidationError as error:
        raise _wrong(repr(str(fields.get("id", ""))), error) from error


def change_document(document: Document, fields: Mapping[str, Any]) -> Document:
    """Return the document with some fields of its entry changed, all of them checked.

    Raises:
        EntryError: a field is unknown or its value wrong; every fault is named, one a line.
    """
    try:
        return Document(**ManifestEntry.model_validate({**asdict(document), **fields}).model_dump())
    except ValidationError as error:
        raise _wrong(repr(document.id), error) from error


def _wrong(name: str, error: ValidationError) -> EntryError:
    faults = tuple(entry_faults(name, error))
    return EntryError("\n".join([f"{len(faults)} fault(s)", *faults]))


def entry_faults(name: str, error: ValidationError) -> Iterator[str]:
    """Yield what is wrong with an entry, one line a field."""
    for fault in error.errors(include_url=False):
        field = ".".join(str(part) for part in fault["loc"])
        if not field:
            yield f"entry {name}: {fault['msg']}"
        elif fault["type"] == "extra_forbidden":
            yield f"entry {name}, field {field!r}: unknown{nearest(field, ManifestEntry.model_fields)}"
        elif fault["type"] == "missing":
            yield f"entry {name}, field {field!r}: missing"
        else:
            hint = ManifestEntry.model_fields[str(fault["loc"][0])].description
            yield f"entry {name}, field {field!r}: {fault['msg']}{f' ({hint})' if hint else ''}"


def succession_faults(documents: Sequence[Document]) -> Iterator[str]:
    """Yield what is wrong with what takes the place of what: no such entry, no status for it, or a ring."""
    after = {document.id: document.superseded_by for document in documents}
    for document in documents:
        where = f"entry {document.id!r}, field 'superseded_by'"
        is_superseded = document.status is DocumentStatus.SUPERSEDED
        if is_superseded != bool(document.superseded_by):
            yield f'{where}: goes with status = "superseded", and that status needs it'
        elif is_superseded and document.superseded_by not in after:
            name = document.superseded_by
            yield f"{where}: no entry has the id {name!r}{nearest(name, after)}"
        elif is_superseded and document.id in _followers(document.id, after):
            yield f"{where}: leads in a ring back to {document.id!r}; the newest one is superseded by none"


def _followers(document_id: str, after: Mapping[str, str]) -> tuple[str, ...]:
    """Return what takes a document's place, one after another, up to the last or the first met twice."""
    found: list[str] = []
    current = after.get(document_id, "")
    while current and current not in found:
        found.append(current)
        current = after.get(current, "")
    return tuple(found)


def nearest(key: str, known: Iterable[str]) -> str:
    """Return "; did you mean …?" with the nearest known key, or nothing."""
    close = get_close_matches(key, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
