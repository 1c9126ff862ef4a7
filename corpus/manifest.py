"""The list of documents: manifest.toml beside a folder documents/, checked whole before anything is read."""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from corpus.entries import ManifestEntry, entry_faults, nearest, succession_faults
from corpus.errors import ManifestError
from corpus.files import open_plain
from corpus.markings import ADMITTED, PUBLIC, Level, find_level
from corpus.model import Document, DocumentStatus

MANIFEST = "manifest.toml"
DOCUMENTS = "documents"
TOP_LEVEL_KEYS = ("bundled", "audiences", "document")


@dataclass(frozen=True, slots=True)
class Manifest:
    """A checked manifest: its documents in the order written, and whether the bundled corpus joins them.

    `audiences` says the highest marking each label of the user's may hold.
    """

    documents: tuple[Document, ...]
    bundled: bool = True
    audiences: Mapping[str, Level] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def current(self) -> tuple[Document, ...]:
        """The documents that are answered from: neither superseded nor withdrawn."""
        return tuple(d for d in self.documents if d.status is DocumentStatus.CURRENT)


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
    faults.extend(() if faults else succession_faults(documents))
    refuse_faults(path, faults)
    return Manifest(documents, table.get("bundled", not entries), _audiences(table))


def load_own(home: Path) -> Manifest:
    """Return a data folder's own manifest, an empty one where there is none.

    Raises:
        ManifestError: as `load_manifest` does.
    """
    return load_manifest(home) if (home / MANIFEST).exists() else Manifest(())


def refuse_faults(path: Path, faults: Sequence[str]) -> None:
    """Do nothing when there are no faults.

    Raises:
        ManifestError: all of them, one a line.
    """
    if faults:
        raise ManifestError("\n".join([f"{path}: {len(faults)} fault(s)", *faults]))


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
        yield f"manifest, key {key!r}: unknown{nearest(key, TOP_LEVEL_KEYS)}"
    if not isinstance(table.get("bundled", True), bool):
        yield f"manifest, key 'bundled': true or false, found {table['bundled']!r}"
    yield from _audience_faults(table.get("audiences", {}))
    entries = table.get("document", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        yield "manifest, key 'document': write each entry under its own [[document]]"


def _audience_faults(audiences: object) -> Iterator[str]:
    if not isinstance(audiences, dict):
        yield "manifest, key 'audiences': a table [audiences] of label = \"highest marking\""
        return
    for label, name in audiences.items():
        level = find_level(str(name))
        if level is None:
            names = ", ".join(known.words for known in Level)
            yield f"manifest, audience {label!r}: {name!r} is no marking; known are {names}"
        elif label == PUBLIC and level > ADMITTED:
            yield f"manifest, audience 'public': nothing above {ADMITTED.words} is public; use another label"


def _audiences(table: dict[str, Any]) -> Mapping[str, Level]:
    found = {label: find_level(name) for label, name in table.get("audiences", {}).items()}
    return MappingProxyType({label: level for label, level in found.items() if level is not None})


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
            faults.extend(entry_faults(name, error))
            continue
        faults.extend(_file_faults(document, folder))
        yield document


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
