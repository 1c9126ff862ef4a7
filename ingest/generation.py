"""The writing side of the index: a generation is built aside, checked, and named.

Whatever stops this, and wherever, what was served before is served still: nothing that `current`
points to is ever changed.
"""

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np

from corpus import layout, markings, model, terms, words
from corpus.errors import IndexDamaged
from corpus.keywords import KeywordIndex
from corpus.layout import (
    DropRecord,
    FileMark,
    GenerationRecord,
    RejectedRecord,
)
from corpus.model import Chunk, Document, content_id
from corpus.records import to_json, write_lines
from corpus.store import ChunkStore
from corpus.terms import find_terms
from corpus.words import WordVectors
from ingest.disk import sync, sync_tree
from ingest.parts import Part, find_broken_images, places_of, without_places
from ingest.progress import OnProgress, Step
from ingest.publication import BUILDING, list_generations

LIBRARIES = ("ssp-assistant", "chromadb", "bm25s", "numpy", "sentence-transformers")

GRAPH_KEPT = "index_metadata.pickle"
"""Beside a graph that Chroma has written for good, from about 1,000 rows on. Until then it makes the
graph anew at every opening and rewrites its files at their length (measured, chromadb 1.5.9)."""

READERS_CHANGE = frozenset({"chroma.sqlite3", "length.bin"})
"""Files of Chroma's that opening it always rewrites at their length: marked by length alone."""

Check = Callable[[Path], None]
"""Raises when the generation in a folder is not fit to be served."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything a new generation is written from.

    `vectors` has one row a chunk, in the parts' order; `words` one vector a term of the slides.
    """

    content: str
    model_sha256: str
    parts: tuple[Part, ...]
    vectors: np.ndarray
    words: WordVectors
    rejected: tuple[RejectedRecord, ...] = ()

    @property
    def chunks(self) -> tuple[Chunk, ...]:
        """The chunks of all parts, in their order."""
        return tuple(chunk for part in self.parts for chunk in part.chunks)


def find_tools(*helpers: str) -> str:
    """Return a digest of the code that reads, cuts and ranks: when it changes, so may what it makes.

    `helpers` name the programs beside it that are there, with which more can be made.
    A generation built for nothing costs seconds, since vectors are kept; a stale one costs trust.
    """
    files = sorted(Path(__file__).parent.rglob("*.py"))
    files += [Path(module.__file__) for module in (markings, model, terms, words) if module.__file__]
    named = [name.encode() for name in helpers if name]
    return sha256(b"\0".join([*named, *(path.read_bytes() for path in files)])).hexdigest()[:16]


def find_content(documents: Sequence[Document], model_sha256: str, tools: str) -> str:
    """Return the id of what would be built: equal documents, model, code and format give an equal one."""
    return content_id(str(layout.FORMAT), tools, model_sha256, *(to_json(document) for document in documents))


def find_built(home: Path, content: str) -> GenerationRecord | None:
    """Return a whole and usable generation of this content, the served one first, or None."""
    for folder in list_generations(home):
        try:
            record = layout.read_record(folder)
            if record.content == content and record.id == folder.name:
                layout.check_files(folder, record)
                if layout.cache_holds(folder, record) and not find_broken_images(folder):
                    return record
        except IndexDamaged:
            continue
    return None


def build_generation(home: Path, draft: Draft, tools: str, check: Check, progress: OnProgress) -> str:
    """Return the id of a new generation, complete, checked and on disk, but not pointed to.

    Raises:
        IndexDamaged: two chunks have one id, or it did not pass its check; it is thrown away.
        OSError, HomeUnwritable: the disk does not take it.
    """
    _refuse_twins(draft.chunks)
    generation_id = _free_name(home, draft.content)
    folder = home / layout.GENERATIONS / f"{BUILDING}{generation_id}-{os.getpid()}"
    with _discarded_on_failure(folder):
        _write_files(folder, draft, progress)
        record = _seal(folder, draft, tools, generation_id)
        (folder / layout.RECORD).write_text(f"{to_json(record)}\n", encoding="utf-8")
        progress(Step.SEAL, 1, 1)
        check(folder)
        progress(Step.CHECK, 1, 1)
        sync_tree(folder, progress)
        folder.rename(layout.generation_folder(home, generation_id))
        sync(home / layout.GENERATIONS)
        progress(Step.NAME, 1, 1)
    return generation_id


def _copy_images(folder: Path, parts: Sequence[Part]) -> None:
    """Put the slides' images into a generation, by links where the disk has them already."""
    (folder / layout.IMAGES).mkdir()
    for digest, path in {d: p for part in parts for d, p in part.images.items()}.items():
        target = folder / layout.image_name(digest)
        try:
            target.hardlink_to(path)
        except OSError:
            shutil.copyfile(path, target)


def _refuse_twins(chunks: Sequence[Chunk]) -> None:
    for chunk_id, times in Counter(chunk.id for chunk in chunks).items():
        if times > 1:
            raise IndexDamaged(f"{times} chunks have the id {chunk_id}: the index is not built")


def _free_name(home: Path, content: str) -> str:
    """Return the content's id, with .2, .3 … when a folder of that name must be built again."""
    name, turn = content, 1
    while layout.generation_folder(home, name).exists():
        turn += 1
        name = f"{content}.{turn}"
    return name


def _write_files(folder: Path, draft: Draft, progress: OnProgress) -> None:
    folder.mkdir(parents=True)
    parts = draft.parts
    write_lines(folder / layout.DOCUMENTS, (part.record for part in parts))
    slides = [slide for part in parts for slide in part.slides]
    write_lines(folder / layout.SLIDES, map(without_places, slides))
    write_lines(folder / layout.PLACES, map(places_of, slides))
    _copy_images(folder, parts)
    drops = (DropRecord(part.record.document.id, drop) for part in parts for drop in part.drops)
    write_lines(folder / layout.DROPS, drops)
    write_lines(folder / layout.CHUNKS, draft.chunks)
    np.save(folder / layout.VECTORS, draft.vectors)
    progress(Step.RECORD, 1, 1)
    KeywordIndex.build([find_terms(chunk.text) for chunk in draft.chunks]).save(folder / layout.KEYWORDS)
    draft.words.save(folder / layout.WORDS)
    progress(Step.RANK, 1, 1)
    with closing(ChunkStore.open(folder / layout.CACHE)) as store:
        store.write(draft.chunks, draft.vectors)
    progress(Step.STORE, len(draft.chunks), len(draft.chunks))


def _seal(folder: Path, draft: Draft, tools: str, generation_id: str) -> GenerationRecord:
    slides = [slide for part in draft.parts for slide in part.slides]
    names = _file_names(folder)
    cached = {name for name in names if name.startswith(f"{layout.CACHE}/")}
    images = {name for name in names if name.startswith(f"{layout.IMAGES}/")}
    return GenerationRecord(
        format=layout.FORMAT,
        id=generation_id,
        content=draft.content,
        tools=tools,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        model_sha256=draft.model_sha256,
        dimension=int(draft.vectors.shape[1]),
        documents=len(draft.parts),
        slides=len(slides),
        blocks=sum(len(slide.blocks) for slide in slides),
        chunks=len(draft.chunks),
        libraries={name: _version(name) for name in LIBRARIES},
        files={name: _mark(folder / name) for name in names if name not in cached | images},
        cache={name: _cache_mark(folder / name) for name in sorted(cached)},
        rejected=draft.rejected,
    )


def _file_names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _mark(path: Path) -> FileMark:
    mark = layout.mark_file(path)
    if mark is None:
        raise OSError(f"{path} vanished while the generation was built")
    return mark


def _cache_mark(path: Path) -> FileMark:
    mark = _mark(path)
    is_steady = path.name not in READERS_CHANGE and (path.parent / GRAPH_KEPT).exists()
    return mark if is_steady else FileMark(mark.size)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


@contextmanager
def _discarded_on_failure(folder: Path) -> Iterator[None]:
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)
