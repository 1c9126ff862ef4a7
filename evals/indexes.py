"""The index that each collection's questions are asked of: the one served, or one of invented documents."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from assistant.bootstrap import assemble, find_reranker
from assistant.pipeline import Assistant
from corpus.embedder import MiniLM
from corpus.errors import SspError
from corpus.manifest import MANIFEST, bundled_corpus
from corpus.settings import CorpusSettings
from corpus.sources import Source, find_sources
from evals.ablations import open_ablations
from evals.baseline import NaiveBaseline, RawDocument, raw_document, slides_document
from evals.cases import DECK
from ingest.pipeline import ingest_corpus
from ingest.readers.text.reader import TextReader

INVENTED = Path(__file__).parent / "documents"
"""One folder a collection, each with a manifest.toml and its documents/."""
KEPT = Path("evals") / "collections"


class CollectionMissing(SspError):
    """There are questions over a collection, and no documents for it."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Ground:
    """What the questions of one collection are asked of. `ablations` are ours without one part each."""

    assistant: Assistant
    naive: NaiveBaseline
    ablations: Mapping[str, Assistant] = field(default_factory=dict)


@contextmanager
def open_ground(
    collection: str, settings: CorpusSettings, embedder: MiniLM, *, ablations: bool = False
) -> Iterator[Ground]:
    """Give the assistant and the naive baseline over a collection's documents, and close them after.

    The deck's index is the one served from `settings.home`. That of invented documents is made by the
    pipeline of every ingest and kept there, under the digest of their files. The baseline embeds as the
    tutorials do, with the model as it is packaged.

    Raises:
        CollectionMissing: there is no such collection.
        SspError: there is no index, or one cannot be made.
    """
    bundled = bundled_corpus() if collection == DECK else _find_documents(collection)
    settings = settings.model_copy(update={"home": collection_home(collection, settings.home)})
    if collection != DECK:
        ingest_corpus(settings.home, embedder, bundled=bundled, ocr="off")
    with ExitStack() as opened:
        assistant = assemble(settings, embedder, embedder.embed, reranker=find_reranker(settings))
        opened.callback(assistant.close)
        served = {document.id for document in assistant.documents}
        sources = [s for s in find_sources(settings.home, bundled) if s.document.id in served]
        naive = NaiveBaseline([_raw(s, assistant) for s in sources], embedder.plain())
        without = opened.enter_context(open_ablations(settings, embedder)) if ablations else {}
        yield Ground(assistant, naive, without)


def collection_home(collection: str, home: Path) -> Path:
    """Return the data folder of a collection's index, which need not be there yet.

    Raises:
        CollectionMissing: there is no such collection.
    """
    if collection == DECK:
        return home
    return home / KEPT / digest_documents(_find_documents(collection))[:16]


def digest_documents(folder: Path) -> str:
    """Return the SHA-256 of a collection's manifest, which holds the digest of each of its files."""
    return sha256((folder / MANIFEST).read_bytes()).hexdigest()


def _find_documents(collection: str) -> Path:
    folder = INVENTED / collection
    if not (folder / MANIFEST).is_file():
        raise CollectionMissing(
            f"there are no documents of the collection {collection}: {folder / MANIFEST} is missing"
        )
    return folder


def _raw(source: Source, assistant: Assistant) -> RawDocument:
    """Return a text's characters as they are; of other forms the slides' texts, which have its places."""
    slides = assistant.slides(source.document.id)
    if source.path.suffix.lower() in TextReader.suffixes:
        return raw_document(source.document.id, source.read(), slides)
    return slides_document(source.document.id, slides)
