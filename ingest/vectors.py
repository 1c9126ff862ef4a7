"""Chunks to vectors. A text is embedded once per model: vectors are kept in SSP_HOME/vectors/."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np

from corpus.embedder import Embedder
from corpus.errors import HomeUnwritable

PORTION = 64
"""Texts embedded between two commits: what a killed ingest loses at most (1 to 2 s of work)."""

_LOOKUP = 500
"""Digests asked for at once; SQLite takes 999 at least."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """One unit vector a text, shape (texts, dimension), and the rows whose text was embedded just now."""

    vectors: np.ndarray
    fresh: frozenset[int]


class VectorCache:
    """Vectors by text digest, for one model, in one SQLite file. A damaged file is dropped and begun anew."""

    def __init__(self, folder: Path, model_sha256: str) -> None:
        self._path = folder / f"{model_sha256[:16]}.sqlite"

    @contextmanager
    def opened(self) -> Iterator[sqlite3.Connection]:
        """Open the file, made if need be.

        Raises:
            HomeUnwritable: it cannot be opened or written.
        """
        try:
            with closing(self._connect()) as connection:
                yield connection
        except sqlite3.Error as error:
            raise HomeUnwritable(
                f"{self._path} cannot be written: {error}; make room, or delete the file"
            ) from error

    def _connect(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._path, timeout=1)
        try:
            damaged = connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",)
        except sqlite3.OperationalError:
            connection.close()
            raise
        except sqlite3.DatabaseError:
            damaged = True
        if damaged:
            connection.close()
            self._path.unlink()
            connection = sqlite3.connect(self._path, timeout=1)
        connection.execute(
            "CREATE TABLE IF NOT EXISTS vectors (text BLOB PRIMARY KEY, vector BLOB, seal BLOB) WITHOUT ROWID"
        )
        return connection


def find_vectors(
    texts: Sequence[str],
    embedder: Embedder,
    cache: VectorCache,
    on_portion: Callable[[int, int], None] = lambda _done, _total: None,
) -> Embedded:
    """Return the vectors of texts, from the cache where it has them, embedded and kept where not.

    Equal texts are embedded once. `on_portion` is called with the number of texts embedded so far
    and in all.

    Raises:
        HomeUnwritable: the cache cannot be written.
    """
    digests = [sha256(text.encode()).digest() for text in texts]
    with cache.opened() as connection:
        known = _look_up(connection, digests)
        first_rows = {
            digest: row for row, digest in reversed(list(enumerate(digests))) if digest not in known
        }
        missing = sorted(first_rows.values(), key=lambda row: len(texts[row]))
        for start in range(0, len(missing), PORTION):
            rows = missing[start : start + PORTION]
            vectors = embedder.embed([texts[row] for row in rows])
            known |= {digests[row]: vector for row, vector in zip(rows, vectors, strict=True)}
            _keep(connection, [(digests[row], known[digests[row]]) for row in rows])
            on_portion(start + len(rows), len(missing))
    matrix = np.array([known[digest] for digest in digests], dtype=np.float32)
    return Embedded(matrix, frozenset(missing))


def _look_up(connection: sqlite3.Connection, digests: Sequence[bytes]) -> dict[bytes, np.ndarray]:
    wanted = sorted(set(digests))
    found: dict[bytes, np.ndarray] = {}
    for start in range(0, len(wanted), _LOOKUP):
        part = wanted[start : start + _LOOKUP]
        marks = ",".join("?" * len(part))
        rows = connection.execute(f"SELECT text, vector, seal FROM vectors WHERE text IN ({marks})", part)  # noqa: S608 - question marks only
        found |= {
            text: np.frombuffer(vector, np.float32) for text, vector, seal in rows if seal == _seal(vector)
        }
    return found


def _keep(connection: sqlite3.Connection, rows: Sequence[tuple[bytes, np.ndarray]]) -> None:
    packed = [(digest, vector.astype(np.float32).tobytes()) for digest, vector in rows]
    with connection:
        connection.executemany(
            "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)",
            [(digest, vector, _seal(vector)) for digest, vector in packed],
        )


def _seal(vector: bytes) -> bytes:
    return sha256(vector).digest()[:8]
