"""A large index of made-up slides, to time questions on: texts and vectors are drawn, not written.

Words are drawn as often as words are in English (Zipf's law), the words of a topic more often on the
slides about it. A vector is its topic's direction with noise, so that neighbours are about as near
each other as those of real slides; no text is embedded.
"""

import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from corpus.keywords import KeywordIndex
from corpus.model import (
    Block,
    BlockKind,
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
from corpus.scan import ExactScan
from corpus.terms import find_terms
from corpus.words import WordVectors, find_words

SEED = 20
SLIDES_A_DOCUMENT = 50
BLOCKS_A_SLIDE = 4
WORDS_A_BLOCK = 18
TOPICS = 400
TOPIC_SHARE = 0.3
"""Of the words of a slide, those drawn from its topic's own."""
TOPIC_WORDS = 40
NEARNESS = 0.75
"""Cosine of a chunk with its topic's direction; that of two chunks of a topic is its square."""


@dataclass(frozen=True)
class MadeUp:
    """A generation that lies in memory alone; an `assistant.shelf.Indexed`.

    Vectors are scanned exactly: that is the slowest way to search them, and needs no graph built.
    """

    documents: tuple[Document, ...]
    slides: Mapping[tuple[str, int], Slide]
    chunks: tuple[Chunk, ...]
    vectors: np.ndarray
    words: WordVectors
    store: ExactScan
    keywords: KeywordIndex
    id: str = "made-up"

    def places_of(self, ref: SlideRef) -> Mapping[str, Sequence[WordPlace]]:  # noqa: ARG002 - none has any
        """Return no places."""
        return {}

    def read_image(self, image: SlideImage) -> bytes | None:  # noqa: ARG002 - none has any
        """Return no image."""
        return None

    def close(self) -> None:
        """Do nothing."""


def make_up(slides: int, dimension: int, seeds: Sequence[str], vocabulary: Sequence[str] = ()) -> MadeUp:
    """Return an index of so many slides, the same one every time.

    `seeds` are words that the questions use: they are among the commonest, so that a question finds many
    slides. The other words are drawn of the `vocabulary`; where that is used up, of letters.
    """
    random = np.random.default_rng(SEED)
    words = _draw_words(random, 2_000 + slides // 2, seeds, vocabulary)
    made = list(_draw_slides(random, slides, words))
    chunks = tuple(chunk for slide in made for chunk in _chunks(slide))
    vectors = _draw_vectors(random, len(chunks), dimension)
    terms = find_words(made)
    return MadeUp(
        tuple(_document(name) for name in dict.fromkeys(slide.ref.document_id for slide in made)),
        {(slide.ref.document_id, slide.ref.number): slide for slide in made},
        chunks,
        vectors,
        WordVectors({term: row for row, term in enumerate(terms)}, _unit(random, len(terms), dimension)),
        ExactScan([chunk.id for chunk in chunks], vectors),
        KeywordIndex.build([find_terms(chunk.text) for chunk in chunks]),
    )


def _document(document_id: str) -> Document:
    title, digest = f"Made up: {document_id}", sha256(document_id.encode()).hexdigest()
    kind, file = DocumentKind.OTHER, f"{document_id}.txt"
    return Document(document_id, title, kind, "", "", "", "public", file, digest, invented=True)


def _draw_words(
    random: np.random.Generator, count: int, seeds: Sequence[str], vocabulary: Sequence[str]
) -> list[str]:
    """Return words in the order of how common they are: the seeds first, then others, in any order."""
    letters = np.array(list(string.ascii_lowercase))
    drawn = list(random.permutation(sorted(vocabulary)))[:count]
    made = {"".join(random.choice(letters, random.integers(4, 11))) for _ in range(count - len(drawn))}
    return [*dict.fromkeys([*seeds, *map(str, drawn), *sorted(made)])]


def _draw_slides(random: np.random.Generator, count: int, words: Sequence[str]) -> Iterator[Slide]:
    shares = 1 / np.arange(2, len(words) + 2)
    common = np.cumsum(shares / shares.sum())
    own = random.integers(0, len(words), (TOPICS, TOPIC_WORDS))
    for place in range(count):
        topic = own[int(random.integers(TOPICS))]
        ref = SlideRef(f"made-up-{place // SLIDES_A_DOCUMENT + 1}", place % SLIDES_A_DOCUMENT + 1)
        texts = [_sentence(random, words, common, topic) for _ in range(BLOCKS_A_SLIDE)]
        yield _slide(ref, _sentence(random, words, common, topic)[:40].strip(), texts)


def _sentence(
    random: np.random.Generator, words: Sequence[str], common: np.ndarray, topic: np.ndarray
) -> str:
    drawn = np.searchsorted(common, random.random(WORDS_A_BLOCK))
    is_own = random.random(WORDS_A_BLOCK) < TOPIC_SHARE
    drawn[is_own] = random.choice(topic, int(is_own.sum()))
    said = [words[min(int(row), len(words) - 1)] for row in drawn]
    return f"{' '.join(said)} {int(random.integers(2, 9_999))}.".capitalize()


def _slide(ref: SlideRef, title: str, texts: Sequence[str]) -> Slide:
    kinds = [BlockKind.TITLE, *[BlockKind.BULLET] * len(texts)]
    blocks = tuple(
        Block(content_id(ref.document_id, str(ref.number), str(place), text), kind, text)
        for place, (kind, text) in enumerate(zip(kinds, (title, *texts), strict=True))
    )
    return Slide(ref, title, blocks)


def _chunks(slide: Slide) -> Iterator[Chunk]:
    said = slide.blocks[1:]
    for block in said:
        text = f"{slide.title}\n{block.text}"
        yield Chunk(content_id("block", block.id), ChunkGrain.BLOCK, slide.ref, (block.id,), text)
    ids = tuple(block.id for block in said)
    whole = "\n".join((slide.title, *(block.text for block in said)))
    yield Chunk(content_id("slide", *ids), ChunkGrain.SLIDE, slide.ref, ids, whole)


def _draw_vectors(random: np.random.Generator, count: int, dimension: int) -> np.ndarray:
    topics = _unit(random, TOPICS, dimension)[random.integers(0, TOPICS, count)]
    noise = _unit(random, count, dimension)
    mixed = NEARNESS * topics + np.sqrt(1 - NEARNESS**2) * noise
    return np.asarray(mixed / np.linalg.norm(mixed, axis=1, keepdims=True), dtype=np.float32)


def _unit(random: np.random.Generator, count: int, dimension: int) -> np.ndarray:
    vectors = random.standard_normal((count, dimension), dtype=np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)
