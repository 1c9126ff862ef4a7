"""A small invented partnership's review, indexed in memory, for tests of the asking side."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

import numpy as np

from assistant.hits import find_hits
from assistant.model import Hit
from assistant.preference import prefer
from assistant.query import make_query
from assistant.shelf import Shelf
from corpus.model import (
    SIGNPOSTS,
    Block,
    BlockKind,
    Cell,
    Chunk,
    ChunkGrain,
    Document,
    DocumentKind,
    Slide,
    SlideImage,
    SlideRef,
    WordPlace,
    content_id,
)
from corpus.terms import find_terms
from corpus.words import WordVectors, find_words
from ingest.statements import is_statement

DOCUMENT = Document(
    id="invented-review",
    title="Invented Borough Safety Review 2031/32",
    kind=DocumentKind.REVIEW,
    period="2031/32",
    area="Invented Borough",
    publisher="Invented Borough Partnership",
    audience="public",
    file="invented-review.txt",
    sha256="0" * 64,
    invented=True,
)
DIMENSION = 4096


def bullet(text: str, *headings: str) -> Block:
    return Block(content_id(text), BlockKind.BULLET, text, headings=headings)


def heading(text: str) -> Block:
    return Block(content_id("heading", text), BlockKind.HEADING, text)


def row(*cells: tuple[str, str]) -> Block:
    text = "\t".join(cell for _, cell in cells)
    return Block(
        content_id(text), BlockKind.TABLE_ROW, text, cells=tuple(Cell(column, cell) for column, cell in cells)
    )


def slide(number: int, title: str, *blocks: Block, theme: str = "") -> Slide:
    top = Block(content_id(str(number), title), BlockKind.TITLE, title)
    return Slide(SlideRef(DOCUMENT.id, number, inferred=True), title, (top, *blocks), theme=theme)


SLIDES = (
    slide(
        1,
        "Funding 2031/32",
        row(("Fund", "Lantern Fund"), ("Grant", "£7,500"), ("Paid for", "Street lanterns on Quay Road")),
        row(("Fund", "Harbour Fund"), ("Grant", "£12,000"), ("Paid for", "Boat patrols at night")),
    ),
    slide(
        2,
        "Progress",
        heading("Bicycle theft"),
        bullet("Bicycle theft fell by 14% after new racks were fitted.", "Bicycle theft"),
        bullet("Police marked 310 bicycles at schools.", "Bicycle theft"),
        heading("Noise"),
        bullet("Noise complaints rose in the summer.", "Noise"),
        theme="Calm Streets",
    ),
    slide(
        3,
        "Leads",
        bullet("Calm Streets – led by the Director of Harbours"),
        bullet("Safe Evenings – led by the Night Warden"),
    ),
)


def embed(texts: Sequence[str]) -> np.ndarray:
    """Return unit vectors in which shared words, and they alone, bring texts together."""
    vectors = np.full((len(texts), DIMENSION), 1e-3, dtype=np.float32)
    for row, text in enumerate(texts):
        for term in find_terms(text):
            vectors[row, int(sha256(term.encode()).hexdigest(), 16) % DIMENSION] += 1.0
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


@dataclass(frozen=True)
class ExactVectors:
    chunks: Sequence[Chunk]
    vectors: np.ndarray

    def search(self, vector: np.ndarray, k: int) -> list[tuple[str, float]]:
        cosines = self.vectors @ vector
        return [(self.chunks[i].id, float(cosines[i])) for i in np.argsort(-cosines)[:k]]


@dataclass(frozen=True)
class CountedWords:
    chunks: Sequence[Chunk]
    rows: np.ndarray | None = None

    def among(self, rows: np.ndarray) -> "CountedWords":
        return CountedWords(self.chunks, rows)

    def search(self, terms: Sequence[str], k: int) -> list[tuple[int, float]]:
        scores = [
            (number, float(len(set(terms) & set(find_terms(chunk.text)))))
            for number, chunk in enumerate(self.chunks)
            if self.rows is None or self.rows[number]
        ]
        return sorted((found for found in scores if found[1]), key=lambda found: -found[1])[:k]


@dataclass(frozen=True)
class InMemory:
    """Satisfies assistant.shelf.Indexed."""

    id: str
    documents: tuple[Document, ...]
    slides: Mapping[tuple[str, int], Slide]
    chunks: tuple[Chunk, ...]
    vectors: np.ndarray
    words: WordVectors
    store: ExactVectors
    keywords: CountedWords
    placed: Mapping[SlideRef, Mapping[str, Sequence[WordPlace]]] = field(default_factory=dict)

    def places_of(self, ref: SlideRef) -> Mapping[str, Sequence[WordPlace]]:
        return self.placed.get(ref, {})

    def read_image(self, image: SlideImage) -> bytes | None:
        return image.digest.encode()

    def close(self) -> None:
        pass


def index(
    slides: Sequence[Slide] = SLIDES, encode: Callable[[Sequence[str]], np.ndarray] = embed
) -> InMemory:
    chunks = []
    for one in slides:
        path = f"{DOCUMENT.title} > {one.theme} > {one.title}"
        said = [block for block in one.blocks if block.kind not in SIGNPOSTS or is_statement(block)]
        for block in said or one.blocks:
            text = f"{path} > {' > '.join(block.headings)}\n{block.text}"
            chunks.append(Chunk(content_id(block.id), ChunkGrain.BLOCK, one.ref, (block.id,), text))
        chunks.append(Chunk(content_id(one.text), ChunkGrain.SLIDE, one.ref, (), f"{path}\n{one.text}"))
    vectors = encode([chunk.text for chunk in chunks])
    words = find_words(slides)
    return InMemory(
        "invented",
        (DOCUMENT,),
        {(one.ref.document_id, one.ref.number): one for one in slides},
        tuple(chunks),
        vectors,
        WordVectors({term: row for row, term in enumerate(words)}, encode(list(words.values()))),
        ExactVectors(chunks, vectors),
        CountedWords(chunks),
    )


def hits_for(question: str, shelf: Shelf) -> tuple[Hit, ...]:
    """Return what is found for a first question of a talk."""
    query = make_query(question, (), shelf.lexicon)
    unknown = shelf.matcher.find_unknown(query.words)
    vector, *others = embed([query.text, *unknown])
    words = shelf.matcher.place(query.words, dict(zip(unknown, others, strict=True)))
    return find_hits(query, vector, words, shelf)


def ranked_for(question: str, shelf: Shelf) -> tuple[Hit, ...]:
    """Return what is found for a first question of a talk, ranked by the sort of answer it asks for."""
    query = make_query(question, (), shelf.lexicon)
    return prefer(query, hits_for(question, shelf), shelf.lexicon)
