"""What was read of each document, by the index that is published: made once for each index, and kept."""

import threading
from pathlib import Path

from assistant.api.problems import Problem
from corpus.errors import ManifestError
from corpus.faithfulness import DocumentFaithfulness, make_report
from corpus.layout import generation_folder, pointed_generation
from corpus.manifest import MANIFEST, load_own
from corpus.model import Document, DocumentStatus

Faithfulness = tuple[DocumentFaithfulness, ...]


class Reports:
    """Reads the reports of one data folder; for use in any thread."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._lock = threading.Lock()
        self._made: tuple[str, Faithfulness] | None = None
        self._past: tuple[int, tuple[Document, ...]] | None = None

    def read(self) -> Faithfulness:
        """Return the report on every document of the published index, then on those left out of it.

        Raises:
            Problem: status 503, there is no index.
            IndexDamaged: the index is not as it should be.
        """
        generation_id = pointed_generation(self._home)
        if generation_id is None:
            raise Problem(503, "not-ready", "Not ready", "There is no index yet to report on.")
        with self._lock:
            if self._made is None or self._made[0] != generation_id:
                folder = generation_folder(self._home, generation_id)
                self._made = (generation_id, make_report(folder))
            return self._made[1]

    def find_past(self) -> tuple[Document, ...]:
        """Return the documents that were withdrawn or superseded; () while the manifest is wrong."""
        try:
            written = (self._home / MANIFEST).stat().st_mtime_ns
        except OSError:
            return ()
        with self._lock:
            if self._past is None or self._past[0] != written:
                self._past = (written, _read_past(self._home))
            return self._past[1]


def _read_past(home: Path) -> tuple[Document, ...]:
    try:
        documents = load_own(home).documents
    except ManifestError:
        return ()
    return tuple(document for document in documents if document.status is not DocumentStatus.CURRENT)
