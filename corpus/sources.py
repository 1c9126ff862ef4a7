"""Which documents an ingest takes: those of the data folder, and the bundled ones."""

from dataclasses import dataclass
from pathlib import Path

from corpus.errors import ManifestError
from corpus.files import read_file
from corpus.manifest import MANIFEST, Manifest, document_path, load_manifest
from corpus.model import Document


@dataclass(frozen=True, slots=True)
class Source:
    """A document and where its file lies."""

    document: Document
    path: Path

    def read(self) -> bytes:
        """Return the file's bytes.

        Raises:
            DocumentRejected: it cannot be read, is no plain file, or is too large.
        """
        return read_file(self.path)


def find_sources(home: Path, bundled: Path) -> tuple[Source, ...]:
    """Return the documents to ingest: the bundled ones first, then the data folder's, each in its order.

    A data folder without a manifest has the bundled documents alone. `bundled = false` in its
    manifest leaves them out; a document of its own with the id of a bundled one takes its place.

    Raises:
        ManifestError: a manifest is wrong, or there is no document at all.
    """
    own = load_manifest(home) if (home / MANIFEST).exists() else Manifest(())
    owned = {document.id for document in own.documents}
    sources = [
        Source(document, document_path(bundled, document))
        for document in (load_manifest(bundled).documents if own.bundled else ())
        if document.id not in owned
    ]
    sources += [Source(document, document_path(home, document)) for document in own.documents]
    if not sources:
        raise ManifestError(f"{home / MANIFEST} lists no document: run ssp ingest PATH")
    return tuple(sources)
