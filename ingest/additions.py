"""Documents of your own: copied into the data folder, each with a drafted entry in its manifest."""

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path

import tomlkit
from tomlkit.items import AoT

from corpus.errors import DocumentRejected
from corpus.files import read_file, show_path
from corpus.manifest import DOCUMENTS, MANIFEST, load_manifest
from corpus.model import Document, DocumentKind
from corpus.sources import Source
from ingest.folders import LeftOut, find_files
from ingest.model import DocumentReport, Outcome, Reading

ADDING = ".adding-"
HEADER = """Documents of your own, one entry each. `ssp ingest PATH` drafts entries; correct what it could
not know (title, kind, period, area, publisher, audience) and run `ssp ingest` again.
`bundled = false` leaves out the documents that come with the program."""

_SUFFIX = re.compile(r"[^a-z0-9.]")
"""What is left out of a file's ending: it stands in the manifest and in messages."""

ReadDocument = Callable[[Source], Reading]


@dataclass(frozen=True, slots=True)
class Additions:
    """Files and folders to add. `bundled`, unless None, sets whether the bundled documents stay."""

    paths: tuple[Path, ...]
    bundled: bool | None = None


def add_documents(additions: Additions, home: Path, read: ReadDocument) -> tuple[DocumentReport, ...]:
    """Copy the files in and write their entries; return one report a file that was refused.

    A document's id is made of its file's name. A file with the id of a document that is there
    takes its place and keeps its entry's other fields. Files are named by their digest and the
    manifest is written last, so that breaking off leaves the old state.

    Raises:
        ManifestError: the data folder's manifest is wrong.
        OSError: the data folder cannot be written.
    """
    (home / DOCUMENTS).mkdir(parents=True, exist_ok=True)
    for left in (home / DOCUMENTS).glob(f"{ADDING}*"):
        left.unlink()
    known = {d.id: d for d in load_manifest(home).documents} if (home / MANIFEST).exists() else {}
    taken: dict[str, Path] = {}
    refused: list[DocumentReport] = []
    added: list[Document] = []
    for path in find_files(additions.paths):
        if isinstance(path, LeftOut):
            refused.append(_report(path))
            continue
        try:
            added.append(_add_document(path, home, known, taken, read))
        except DocumentRejected as error:
            refused.append(DocumentReport(_slug(path.stem), Outcome.REJECTED, detail=str(error)))
    _write_manifest(home, added, bundled=additions.bundled)
    _remove_replaced(home, known, added)
    return tuple(refused)


def _report(left: LeftOut) -> DocumentReport:
    outcome = Outcome.SKIPPED if left.passing else Outcome.REJECTED
    return DocumentReport(_slug(left.path.stem), outcome, detail=f"{show_path(left.path)}: {left.reason}")


def _slug(stem: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:80].rstrip("-") or "document"


def _add_document(
    path: Path, home: Path, known: dict[str, Document], taken: dict[str, Path], read: ReadDocument
) -> Document:
    document = _draft(path)
    if document.id in taken:
        raise DocumentRejected(
            f"{show_path(path)}: its id {document.id!r} is that of {show_path(taken[document.id])} too; "
            "rename one of the files"
        )
    reading = read(Source(document, path))
    taken[document.id] = path
    _copy_in(path, home / DOCUMENTS / document.file, document.sha256)
    if document.id in known:
        return replace(known[document.id], file=document.file, sha256=document.sha256)
    title = next((slide.title for slide in reading.slides if slide.blocks and slide.title), document.title)
    return replace(document, title=" ".join(title.split())[:300])


def _draft(path: Path) -> Document:
    digest = sha256(read_file(path)).hexdigest()
    document_id = _slug(path.stem)
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


def _copy_in(path: Path, target: Path, digest: str) -> None:
    source = read_file(path)
    if sha256(source).hexdigest() != digest:
        raise DocumentRejected(f"{show_path(path)} changed while it was read; try again")
    fresh = target.with_name(f"{ADDING}{target.name}")
    fresh.write_bytes(source)
    fresh.replace(target)


def _write_manifest(home: Path, added: Sequence[Document], *, bundled: bool | None) -> None:
    """Write the entries into the manifest, whatever else stands there kept as it is."""
    path = home / MANIFEST
    table = tomlkit.parse(path.read_text(encoding="utf-8")) if path.exists() else _empty_manifest()
    if bundled is not None:
        table["bundled"] = bundled
    entries = table.setdefault("document", tomlkit.aot())
    for document in added:
        _write_entry(entries, document)
    fresh = path.with_name(f"{MANIFEST}.new")
    fresh.write_text(tomlkit.dumps(table), encoding="utf-8")
    fresh.replace(path)


def _empty_manifest() -> tomlkit.TOMLDocument:
    table = tomlkit.document()
    for line in HEADER.splitlines():
        table.add(tomlkit.comment(line))
    table.add(tomlkit.nl())
    table.add("bundled", tomlkit.item(True))
    return table


def _write_entry(entries: AoT, document: Document) -> None:
    for entry in entries:
        if entry["id"] == document.id:
            entry.update({"file": document.file, "sha256": document.sha256})
            return
    fields = {name: value for name, value in asdict(document).items() if value not in (None, "", (), False)}
    needed = {"period": document.period, "area": document.area, "publisher": document.publisher}
    entry = tomlkit.table()
    for name, value in ({"id": document.id, "title": document.title} | needed | fields).items():
        entry.add(name, str(value) if isinstance(value, str) else value)
    entries.append(entry)


def _remove_replaced(home: Path, known: dict[str, Document], added: Sequence[Document]) -> None:
    for document in added:
        old = known.get(document.id)
        if old is not None and old.file != document.file:
            (home / DOCUMENTS / old.file).unlink(missing_ok=True)
