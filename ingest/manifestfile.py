"""The data folder's manifest.toml as it is written: comments and order stay, one rename changes it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.items import Table

from corpus.entries import succession_faults
from corpus.manifest import MANIFEST, load_own, refuse_faults
from corpus.model import Document
from ingest.disk import sync

HEADER = """Documents of your own, one entry each. `ssp ingest PATH` drafts entries; correct what it could
not know (title, kind, period, area, publisher, audience) with `ssp documents edit ID`, or here, and
run `ssp ingest` again. `bundled = true` adds the documents that come with the program.
An audience of yours holds nothing marked above OFFICIAL unless a table says so:
[audiences]
staff = "OFFICIAL-SENSITIVE\""""

ALWAYS = ("id", "title", "kind", "period", "area", "publisher", "audience")
"""Fields that an entry has even when they are empty."""


def write_entries(home: Path, documents: Sequence[Document], *, bundled: bool | None = None) -> None:
    """Write the entries of documents into the manifest, whatever else stands there kept as it is.

    An entry with the id of a document is changed in the fields that differ, others are added at the
    end. `bundled`, unless None, sets whether the bundled documents are there too.

    Raises:
        ManifestError: what would be written is wrong; nothing is written.
        OSError: it cannot be written.
    """
    known = {document.id: document for document in load_own(home).documents}
    changed = {document.id: document for document in documents}
    refuse_faults(home / MANIFEST, tuple(succession_faults(tuple((known | changed).values()))))

    def change(table: TOMLDocument) -> None:
        if bundled is not None:
            table["bundled"] = bundled
        entries = table.setdefault("document", tomlkit.aot())
        places = {entry["id"]: entry for entry in entries}
        for document in changed.values():
            if document.id in places:
                _change_entry(places[document.id], document)
            else:
                entries.append(_new_entry(document))

    _rewrite(home / MANIFEST, change)


def _rewrite(path: Path, change: Callable[[TOMLDocument], None]) -> None:
    table = tomlkit.parse(path.read_text(encoding="utf-8")) if path.exists() else _empty_manifest()
    change(table)
    fresh = path.with_name(f"{MANIFEST}.new")
    fresh.write_text(tomlkit.dumps(table), encoding="utf-8")
    sync(fresh)
    fresh.replace(path)
    sync(path.parent)


def _empty_manifest() -> TOMLDocument:
    table = tomlkit.document()
    for line in HEADER.splitlines():
        table.add(tomlkit.comment(line))
    return table


def _new_entry(document: Document) -> Table:
    entry = tomlkit.table()
    entry.trivia.indent = "\n"  # a blank line before it
    for name, value in _written(document).items():
        entry.add(name, value)
    return entry


def _change_entry(entry: Table, document: Document) -> None:
    written = _written(document)
    for name, value in written.items():
        if name not in entry or entry[name] != value:
            entry[name] = value
    for name in [name for name in entry if name not in written]:
        del entry[name]


def _written(document: Document) -> Mapping[str, Any]:
    """Return an entry's fields as TOML values, those that say nothing left out."""
    fields = {name: _plain(value) for name, value in asdict(document).items()}
    return {
        name: value
        for name, value in fields.items()
        if name in ALWAYS or not (value in (None, "", [], False) or (name, value) == ("status", "current"))
    }


def _plain(value: object) -> object:
    if isinstance(value, StrEnum):
        return str(value)
    return list(value) if isinstance(value, tuple) else value
