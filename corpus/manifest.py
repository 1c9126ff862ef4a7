"""The list of documents: manifest.toml beside a folder documents/, checked whole before anything is read."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from hashlib import file_digest
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.errors import ManifestError
from corpus.files import open_plain
from corpus.model import Document, DocumentKind

MANIFEST = "manifest.toml"
DOCUMENTS = "documents"
TOP_LEVEL_KEYS = ("bundled", "document")


class ManifestEntry(BaseModel):
    """One `[[document]]` as written: every key is known, and text is not empty unless it may be."""

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
    file: str = Field(min_length=1, max_length=255, description="path inside documents/")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="of the file's bytes")
    presented_on: date | None = None
    presented_to: str = ""
    publisher_aliases: tuple[str, ...] = ()
    source: str = ""
    invented: bool = False


@dataclass(frozen=True, slots=True)
class Manifest:
    """A checked manifest: its documents in the order written, and whether the bundled corpus joins them."""

    documents: tuple[Document, ...]
    bundled: bool = True


def bundled_corpus() -> Path:
    """Return the folder of the corpus that comes with this package."""
    return Path(__file__).parent


def document_path(folder: Path, document: Document) -> Path:
    """Return where a document's file lies under its manifest's folder."""
    return folder / DOCUMENTS / document.file


def read_manifest(folder: Path) -> tuple[Document, ...]:
    """Return the documents of folder/manifest.toml in the order written.

    Raises:
        ManifestError: as `load_manifest` does.
    """
    return load_manifest(folder).documents


def load_manifest(folder: Path) -> Manifest:
    """Return the manifest of a folder, its files' digests checked.

    Raises:
        ManifestError: the file is missing or is not TOML, or any entry is wrong; every fault is
            named at once, one a line, with its entry and field.
    """
    path = folder / MANIFEST
    table = _parse(path)
    entries = table.get("document", [])
    faults = [*_top_level_faults(table), *_duplicate_faults(entries)]
    documents = tuple(_documents(entries, folder, faults))
    if faults:
        raise ManifestError("\n".join([f"{path}: {len(faults)} fault(s)", *faults]))
    return Manifest(documents, bundled=table.get("bundled", True))


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ManifestError(f"{path} is missing: list the documents there, one [[document]] each") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ManifestError(f"{path} is not TOML in UTF-8: {error}") from error
    except OSError as error:
        raise ManifestError(f"{path} cannot be read: {error.strerror}") from error


def _top_level_faults(table: dict[str, Any]) -> Iterator[str]:
    for key in table.keys() - set(TOP_LEVEL_KEYS):
        yield f"manifest, key {key!r}: unknown{_nearest(key, TOP_LEVEL_KEYS)}"
    if not isinstance(table.get("bundled", True), bool):
        yield f"manifest, key 'bundled': true or false, found {table['bundled']!r}"
    entries = table.get("document", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        yield "manifest, key 'document': write each entry under its own [[document]]"


def _duplicate_faults(entries: object) -> Iterator[str]:
    if not isinstance(entries, list):
        return
    ids = Counter(str(entry["id"]) for entry in entries if isinstance(entry, dict) and "id" in entry)
    for document_id, times in ids.items():
        if times > 1:
            yield f"entry {document_id!r}, field 'id': used {times} times; give each document its own"


def _documents(entries: object, folder: Path, faults: list[str]) -> Iterator[Document]:
    for position, entry in enumerate(entries if isinstance(entries, list) else [], start=1):
        if not isinstance(entry, dict):
            continue
        name = repr(str(entry["id"])) if "id" in entry else f"number {position}"
        try:
            document = Document(**ManifestEntry.model_validate(entry).model_dump())
        except ValidationError as error:
            faults.extend(_entry_faults(name, error))
            continue
        faults.extend(_file_faults(document, folder))
        yield document


def _entry_faults(name: str, error: ValidationError) -> Iterator[str]:
    for fault in error.errors(include_url=False):
        field = ".".join(str(part) for part in fault["loc"])
        if fault["type"] == "extra_forbidden":
            yield f"entry {name}, field {field!r}: unknown{_nearest(field, ManifestEntry.model_fields)}"
        elif fault["type"] == "missing":
            yield f"entry {name}, field {field!r}: missing"
        else:
            hint = ManifestEntry.model_fields[str(fault["loc"][0])].description
            yield f"entry {name}, field {field!r}: {fault['msg']}{f' ({hint})' if hint else ''}"


def _file_faults(document: Document, folder: Path) -> Iterator[str]:
    where = f"entry {document.id!r}, field"
    root = (folder / DOCUMENTS).resolve()
    path = document_path(folder, document).resolve()
    if not path.is_relative_to(root):
        yield f"{where} 'file': {document.file!r} leads out of {root}; keep documents inside it"
        return
    try:
        with open_plain(path) as source:
            found = file_digest(source, "sha256").hexdigest()
    except OSError as error:
        yield f"{where} 'file': {path} cannot be read ({error.strerror}); put it back or remove the entry"
        return
    if found != document.sha256:
        yield (
            f"{where} 'sha256': expected {document.sha256}, found {found}; "
            "restore the file, or write the found digest there if the change is meant"
        )


def _nearest(key: str, known: Iterable[str]) -> str:
    close = get_close_matches(key, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
