"""Which documents an ingest takes: those of the data folder, and the bundled ones."""

from dataclasses import dataclass
from pathlib import Path

from corpus.errors import ManifestError
from corpus.files import read_file
from corpus.manifest import MANIFEST, document_path, load_manifest, load_own
from corpus.markings import ADMITTED, Level, highest_for
from corpus.model import Document


@dataclass(frozen=True, slots=True)
class Source:
    """A document, where its file lies, and the highest marking that its audience may be shown."""

    document: Document
    path: Path
    highest: Level = ADMITTED

    def read(self) -> bytes:
        """Return the file's bytes.

        Raises:
            DocumentRejected: it cannot be read, is no plain file, or is too large.
        """
        return read_file(self.path)


def find_sources(home: Path, bundled: Path) -> tuple[Source, ...]:
    """Return the documents to ingest: the bundled ones first, then the data folder's, each in its order.

    A data folder without documents of its own has the bundled documents alone; one with its own has
    the bundled ones only when its manifest says `bundled = true`. A document of its own with the id
    of a bundled one takes its place. Superseded and withdrawn documents are left out.

    Raises:
        ManifestError: a manifest is wrong, or none is listed at all.
    """
    own = load_own(home)
    owned = {document.id for document in own.documents}
    sources = [
        Source(document, document_path(bundled, document))
        for document in (load_manifest(bundled).current if own.bundled else ())
        if document.id not in owned
    ]
    sources += [
        Source(document, document_path(home, document), highest_for(document.audience, own.audiences))
        for document in own.current
    ]
    if not sources and not own.documents:
        raise ManifestError(f"{home / MANIFEST} lists no document: run ssp ingest PATH")
    return tuple(sources)


def find_publishers(home: Path, bundled: Path) -> tuple[Document, ...]:
    """Return the bundled documents when they are answered from: a new document may be of their publisher.

    Raises:
        ManifestError: a manifest is wrong.
    """
    return load_manifest(bundled).current if load_own(home).bundled else ()
