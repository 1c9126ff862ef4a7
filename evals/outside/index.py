"""The index that a set's questions are asked of, made by the pipeline of every ingest and kept.

Page texts are ingested as text documents with a form feed between pages, PDFs as they are. The index
lies in the data folder under the digest of what it was made of, so that a changed set gets a new one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.bootstrap import assemble
from assistant.pipeline import Assistant
from corpus import layout
from corpus.embedder import Embedder
from corpus.settings import CorpusSettings
from evals.outside.model import OutsidePage, OutsideSet, OutsideSetError, page_key
from ingest.additions import Additions
from ingest.model import Outcome
from ingest.pipeline import ingest_corpus
from ingest.progress import OnProgress, no_progress

KEPT = Path("evals") / "outside"
PAGE_BREAK = "\f"
_NAME_CHARS = 40

_BREAKS = re.compile(r"[\f\v\x1c-\x1e\x85]")


@dataclass(frozen=True, slots=True)
class OutsideIndex:
    """An open index of a set.

    `names` maps our document ids to the set's names of them, several where their texts are equal.
    """

    assistant: Assistant
    names: Mapping[str, tuple[str, ...]]

    def page_texts(self) -> dict[str, str]:
        """Return the text of every page by `document#number`, as our reader has it."""
        return {
            page_key(name, slide.ref.number): slide.text
            for document_id, names in self.names.items()
            for slide in self.assistant.slides(document_id)
            for name in names
        }

    def keys_of(self, document_id: str, number: int) -> tuple[str, ...]:
        """Return the set's names of one of our slides."""
        return tuple(page_key(name, number) for name in self.names.get(document_id, ()))


@contextmanager
def open_outside(
    outside: OutsideSet,
    settings: CorpusSettings,
    embedder: Embedder,
    progress: OnProgress = no_progress,
) -> Iterator[OutsideIndex]:
    """Give the index of a set, made where it is not kept yet, and close it after.

    Raises:
        OutsideSetError: a document of the set cannot be indexed; each is named.
        SspError: the index cannot be made.
    """
    contents = _contents(outside)
    home = find_home(settings, contents)
    _share_vectors(home)
    with TemporaryDirectory() as staged:
        for name, content in contents.items():
            (Path(staged) / name).write_bytes(content)
        report = ingest_corpus(
            home,
            embedder,
            progress,
            additions=Additions((Path(staged),), bundled=False),
            ocr="off",
            images=False,
        )
    faults = [f"{d.document_id}: {d.detail}" for d in report.documents if d.outcome in _LOST]
    if faults:
        raise OutsideSetError("\n".join([f"{len(faults)} document(s) cannot be indexed", *faults]))
    assistant = assemble(settings.model_copy(update={"home": home}), embedder, embedder.embed)
    try:
        yield OutsideIndex(assistant, _names(outside))
    finally:
        assistant.close()


_LOST = frozenset({Outcome.REJECTED, Outcome.HELD})


def find_home(settings: CorpusSettings, contents: Mapping[str, bytes]) -> Path:
    """Return the data folder of the index made of these files."""
    digest = sha256()
    for name, content in contents.items():
        digest.update(f"{name}\0{sha256(content).hexdigest()}\0".encode())
    return settings.home / KEPT / digest.hexdigest()[:16]


def _share_vectors(home: Path) -> None:
    """Let all indexes of outside sets keep their vectors in one place: parts of a set need no new ones."""
    shared = home.parent / layout.VECTORS_KEPT
    shared.mkdir(parents=True, exist_ok=True)
    home.mkdir(exist_ok=True)
    with suppress(OSError):  # there already, or a system without links: then each keeps its own
        (home / layout.VECTORS_KEPT).symlink_to(shared, target_is_directory=True)


def _contents(outside: OutsideSet) -> dict[str, bytes]:
    """Return the files to ingest by name, in the order of their documents; equal texts once."""
    texts = {stem: text.encode() for stem, text in _texts(outside).items()}
    files = {f"{stem}.txt": content for stem, content in _once(texts).items()}
    return files | {f"{_stem(name)}.pdf": path.read_bytes() for name, path in outside.files.items()}


def _once(texts: Mapping[str, bytes]) -> dict[str, bytes]:
    first: dict[bytes, str] = {}
    for stem, text in texts.items():
        first.setdefault(text, stem)
    return {stem: text for text, stem in first.items()}


def _names(outside: OutsideSet) -> dict[str, tuple[str, ...]]:
    texts = _texts(outside)
    first: dict[str, str] = {}
    names: dict[str, tuple[str, ...]] = {_stem(name): (name,) for name in outside.files}
    for name in dict.fromkeys(page.document for page in outside.pages):
        stem = first.setdefault(texts[_stem(name)], _stem(name))
        names[stem] = (*names.get(stem, ()), name)
    return names


def _texts(outside: OutsideSet) -> dict[str, str]:
    by_document: dict[str, list[OutsidePage]] = {}
    for page in outside.pages:
        by_document.setdefault(page.document, []).append(page)
    return {_stem(name): join_pages(pages) for name, pages in by_document.items()}


def join_pages(pages: Sequence[OutsidePage]) -> str:
    """Return a document's text with a form feed after each page, pages that are not there left blank."""
    texts = {page.number: f"{page.title}\n\n{page.text}" if page.title else page.text for page in pages}
    numbers = range(1, max(texts) + 1)
    return "".join(_BREAKS.sub("\n", texts.get(number, "")) + f"\n{PAGE_BREAK}" for number in numbers)


def _stem(name: str) -> str:
    """Return a file's name that gives a document an id of its own: readable, and of the whole name."""
    readable = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:_NAME_CHARS].strip("-")
    return f"{readable or 'document'}-{sha256(name.encode()).hexdigest()[:8]}"
