"""One generation laid out for asking: which rows of the indexes hold which block of which slide."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

import numpy as np

from assistant.cover import terms_around, terms_in, terms_of
from assistant.lexicon import Lexicon, build_lexicon
from assistant.likeness import WordMatcher
from assistant.pages import PageWords, index_pages
from assistant.switches import ALL_ON, Switches
from corpus.model import (
    Block,
    Chunk,
    ChunkGrain,
    Document,
    Slide,
    SlideImage,
    SlideRef,
    WordPlace,
)
from corpus.words import WordVectors

WORDS_KEPT = 20_000
"""Blocks whose terms are kept: about 6 kB each."""


class VectorIndex(Protocol):
    """Finds chunks by meaning."""

    def search(self, vector: np.ndarray, k: int) -> list[tuple[str, float]]:
        """Return (chunk id, cosine) of the k nearest chunks, best first."""
        ...


class WordIndex(Protocol):
    """Finds chunks by their words."""

    def search(self, terms: Sequence[str], k: int) -> list[tuple[int, float]]:
        """Return (row of the chunk, BM25 score) of the k best chunks, best first."""
        ...

    def among(self, rows: np.ndarray) -> "WordIndex":
        """Return one that finds only the rows marked true, each with the score that it has here."""
        ...


class Indexed(Protocol):
    """What the shelf needs of a generation; corpus.generation.Generation is one."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def documents(self) -> tuple[Document, ...]: ...  # noqa: D102
    @property
    def slides(self) -> Mapping[tuple[str, int], Slide]: ...  # noqa: D102
    @property
    def chunks(self) -> tuple[Chunk, ...]: ...  # noqa: D102
    @property
    def vectors(self) -> np.ndarray: ...  # noqa: D102
    @property
    def words(self) -> WordVectors: ...  # noqa: D102
    @property
    def store(self) -> VectorIndex: ...  # noqa: D102
    @property
    def keywords(self) -> WordIndex: ...  # noqa: D102
    def places_of(self, ref: SlideRef) -> Mapping[str, Sequence[WordPlace]]: ...  # noqa: D102
    def read_image(self, image: SlideImage) -> bytes | None: ...  # noqa: D102
    def close(self) -> None: ...  # noqa: D102


@dataclass(frozen=True)
class Place:
    """One block and the slide it stands on."""

    slide: Slide
    block: Block


@dataclass(frozen=True)
class Shelf:
    """One generation's indexes and the maps between chunks, blocks and slides.

    `rows` maps a chunk id to its row; `places` a row of block grain to its block, and `words_at` such
    a row to the terms of its block, alone and with what names it; `block_rows` and `slide_rows` give a
    slide's rows of each grain, by (document id, slide number); `slides` are those that may be cited, and
    `pages` ranks whole slides by their words. `switches` tell which ways are on.
    `scope` holds the ids of the documents that it is narrowed to (see `assistant.scope`), none for all.
    """

    generation: Indexed
    lexicon: Lexicon
    matcher: WordMatcher
    documents: Mapping[str, Document]
    rows: Mapping[str, int]
    places: Mapping[int, Place]
    words_at: Callable[[int], tuple[frozenset[str], frozenset[str]]]
    block_rows: Mapping[tuple[str, int], tuple[int, ...]]
    slide_rows: Mapping[tuple[str, int], tuple[int, ...]]
    slides: Mapping[SlideRef, Slide]
    pages: PageWords
    switches: Switches = ALL_ON
    scope: frozenset[str] = frozenset()


def lay_out(generation: Indexed, switches: Switches = ALL_ON) -> Shelf:
    """Return the shelf of a generation; reads every slide once.

    Titles and headings are places to answer from only where they are chunks of block grain by
    themselves: because they say something, or a picture's slide has nothing else.
    """
    places: dict[int, Place] = {}
    block_rows = defaultdict(list)
    slide_rows = defaultdict(list)
    for row, chunk in enumerate(generation.chunks):
        key = (chunk.ref.document_id, chunk.ref.number)
        if chunk.grain is ChunkGrain.SLIDE:
            slide_rows[key].append(row)
        else:
            places[row] = _find_place(generation.slides[key], chunk)
            block_rows[key].append(row)
    lexicon = replace(
        build_lexicon(generation.slides.values()), speakers=_find_speakers(generation.documents)
    )

    @lru_cache(maxsize=WORDS_KEPT)
    def words_at(row: int) -> tuple[frozenset[str], frozenset[str]]:
        slide, block = places[row].slide, places[row].block
        return terms_in(block, lexicon), terms_around(slide, block, lexicon)

    return Shelf(
        generation=generation,
        lexicon=lexicon,
        matcher=WordMatcher(generation.words),
        documents={document.id: document for document in generation.documents},
        rows={chunk.id: row for row, chunk in enumerate(generation.chunks)},
        places=places,
        words_at=words_at,
        block_rows=_freeze(block_rows),
        slide_rows=_freeze(slide_rows),
        slides={slide.ref: slide for slide in generation.slides.values()},
        pages=index_pages(generation.slides.values()),
        switches=switches,
    )


def _find_speakers(documents: Iterable[Document]) -> frozenset[str]:
    named = (f"{one.publisher} {one.area} {' '.join(one.publisher_aliases)}" for one in documents)
    return frozenset().union(*map(terms_of, named))


def _find_place(slide: Slide, chunk: Chunk) -> Place:
    return Place(slide, next(block for block in slide.blocks if block.id == chunk.block_ids[0]))


def _freeze(rows: Mapping[tuple[str, int], Iterable[int]]) -> dict[tuple[str, int], tuple[int, ...]]:
    return {key: tuple(found) for key, found in rows.items()}
