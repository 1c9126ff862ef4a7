"""The documents as `ssp documents` lists them: those answered from, and those that are not, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus import layout
from corpus.errors import IndexMissing
from corpus.layout import DocumentRecord, GenerationRecord
from corpus.manifest import load_own
from corpus.model import Document, DocumentStatus
from corpus.records import read_lines

INDEXED = "indexed"
WAITING = "not indexed"
RUN_INGEST = "run: ssp ingest"


@dataclass(frozen=True, slots=True)
class Listed:
    """A document, its status in a word ("indexed", "held", "withdrawn" …), and how much was made of it."""

    document: Document
    status: str
    detail: str = ""
    slides: int = 0
    blocks: int = 0
    chunks: int = 0
    drops: int = 0
    characters: int = 0
    warnings: tuple[str, ...] = ()


def served_folder(home: Path) -> Path:
    """Return where the generation that is served lies, its files checked.

    Raises:
        IndexMissing: there is none.
        IndexDamaged: it is not as its record says.
    """
    generation_id = layout.pointed_generation(home)
    if generation_id is None:
        raise IndexMissing(f"there is no index in {home}; {RUN_INGEST}")
    folder = layout.generation_folder(home, generation_id)
    layout.check_files(folder, layout.read_record(folder))
    return folder


def list_documents(home: Path) -> tuple[Listed, ...]:
    """Return the documents of the index, then those of the data folder that are not in it.

    Raises:
        IndexMissing: there is no index, and the data folder has no documents of its own.
        IndexDamaged: the index is not as its record says.
        ManifestError: the data folder's manifest is wrong.
    """
    own = {document.id: document for document in load_own(home).documents}
    if layout.pointed_generation(home) is None and own:
        return tuple(_not_indexed(own, {}))
    folder = served_folder(home)
    records = read_lines(DocumentRecord, folder / layout.DOCUMENTS)
    held = {record.document.id for record in records}
    rest = {name: document for name, document in own.items() if name not in held}
    left_out = _left_out(layout.read_record(folder))
    return (*(_indexed(record, own) for record in records), *_not_indexed(rest, left_out))


def _indexed(record: DocumentRecord, own: Mapping[str, Document]) -> Listed:
    now = own.get(record.document.id, record.document)
    is_current = now.status is DocumentStatus.CURRENT
    return Listed(
        record.document,
        INDEXED if is_current else str(now.status),
        "" if is_current else f"still answered from; {RUN_INGEST}",
        record.slides,
        record.blocks,
        record.chunks,
        record.drops,
        record.characters,
        record.warnings,
    )


def _left_out(record: GenerationRecord) -> dict[str, tuple[str, str]]:
    return {item.document_id: (str(item.outcome), item.detail) for item in record.rejected}


def _not_indexed(
    documents: Mapping[str, Document], left_out: Mapping[str, tuple[str, str]]
) -> Iterator[Listed]:
    for document in documents.values():
        if document.status is not DocumentStatus.CURRENT:
            by = f"by {document.superseded_by}" if document.superseded_by else ""
            yield Listed(document, str(document.status), by)
        else:
            yield Listed(document, *left_out.get(document.id, (WAITING, RUN_INGEST)))
