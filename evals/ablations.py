"""Ours with one part switched off at a time, to measure what each part is worth."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

import numpy as np

from assistant.bootstrap import find_reranker
from assistant.pipeline import Assistant
from assistant.shelf import Indexed, VectorIndex, WordIndex
from assistant.switches import Switches
from assistant.topicality import load_topicality
from corpus.embedder import MiniLM
from corpus.generation import Generation, open_generation
from corpus.keywords import KeywordIndex
from corpus.model import SIGNPOSTS, Block, Chunk, ChunkGrain, Document, Slide, SlideImage, SlideRef
from corpus.places import Places
from corpus.scan import ExactScan
from corpus.settings import CorpusSettings
from corpus.terms import find_terms
from corpus.words import WordVectors, find_words

SWITCHED: Mapping[str, Switches] = {
    "dense only": Switches(words=False),
    "BM25 only": Switches(dense=False),
    "no thesaurus": Switches(everyday=False),
    "one statement": Switches(several=False),
    "no checks": Switches(checks=False),
}
BARE, PLAIN, UNREAD, READ = "no structure", "no adapter", "no reranker", "with the reranker"
UNJUDGED = "no topicality"
MEANINGS: Mapping[str, str] = {
    "dense only": "found and ranked by the vectors of texts alone",
    "BM25 only": "found by BM25 and ranked by shared words alone, without any vector",
    BARE: "blocks without titles, themes, headings and the names of columns, in the index and in the answer",
    PLAIN: "texts and words embedded by all-MiniLM-L6-v2 as it comes, without what was learnt of such papers",
    "no thesaurus": "everyday words stand for themselves alone, not for what papers call the same",
    UNREAD: "what was found for a question in other words is not read again by the trained reranker",
    READ: "what was found for a question in other words is read again by the trained reranker",
    UNJUDGED: "a question is not judged by whether it is one to such papers at all",
    "one statement": "a question in other words is answered by the best statement, not by up to three",
    "no checks": "the best block answers, whether or not it says what is asked; refusals by wording stay",
}
"""What each ablation is, in the order of the table."""


@dataclass(frozen=True)
class BareIndex:
    """An index made of a generation's in memory; assistant.shelf.Indexed."""

    id: str
    documents: tuple[Document, ...]
    slides: Mapping[tuple[str, int], Slide]
    chunks: tuple[Chunk, ...]
    vectors: np.ndarray
    words: WordVectors
    store: VectorIndex
    keywords: WordIndex
    full: Generation

    def places_of(self, ref: SlideRef) -> Places:
        """Return the places of a slide's words, by block id."""
        return self.full.places_of(ref)

    def read_image(self, image: SlideImage) -> bytes | None:
        """Return a slide's image."""
        return self.full.read_image(image)

    def close(self) -> None:
        """Do nothing: the generation that it is made of belongs to its owner."""


@contextmanager
def open_ablations(settings: CorpusSettings, embedder: MiniLM) -> Iterator[dict[str, Assistant]]:
    """Give the ablated assistants over the published generation by name, and close it after.

    Raises:
        SspError: there is no index, or it cannot be trusted.
    """
    with open_generation(settings.home, model_sha256=embedder.model_sha256) as generation:
        encode, reader = embedder.embed, find_reranker(settings)
        judge = load_topicality(embedder.model_sha256)
        ablated = {
            name: Assistant(generation, encode, reranker=reader, topicality=judge, switches=on)
            for name, on in SWITCHED.items()
        }
        bare = strip_structure(generation, embedder)
        ablated[BARE] = Assistant(bare, encode, reranker=reader, topicality=judge)
        ablated[UNJUDGED] = Assistant(generation, encode, reranker=reader)
        plain = embedder.plain()
        if plain is not embedder:
            ablated[PLAIN] = Assistant(encode_anew(generation, plain), plain.embed, reranker=reader)
        if reader is not None:
            ablated[UNREAD] = Assistant(generation, encode, topicality=judge)
        else:
            told = settings.model_copy(update={"rerank": True})
            ablated[READ] = Assistant(generation, encode, reranker=find_reranker(told), topicality=judge)
        yield {name: ablated[name] for name in MEANINGS if name in ablated}


def strip_structure(generation: Generation, embedder: MiniLM) -> Indexed:
    """Return an index of the generation's blocks and slides without what names them; encodes them anew.

    A slide that holds nothing but its title is in it no more.
    """
    slides = {key: _strip(slide) for key, slide in generation.slides.items()}
    texts = [_text_of(chunk, slides[chunk.ref.document_id, chunk.ref.number]) for chunk in generation.chunks]
    kept = [(chunk, text) for chunk, text in zip(generation.chunks, texts, strict=True) if text]
    return _index(generation, slides, tuple(replace(chunk, text=text) for chunk, text in kept), embedder)


def encode_anew(generation: Generation, embedder: MiniLM) -> Indexed:
    """Return an index of the same chunks with another model's vectors."""
    return _index(generation, generation.slides, generation.chunks, embedder)


def _index(
    generation: Generation,
    slides: Mapping[tuple[str, int], Slide],
    chunks: tuple[Chunk, ...],
    embedder: MiniLM,
) -> BareIndex:
    vectors = embedder.embed([chunk.text for chunk in chunks])
    words = find_words(slides.values())
    return BareIndex(
        id=generation.id,
        documents=generation.documents,
        slides=slides,
        chunks=chunks,
        vectors=vectors,
        words=WordVectors(
            {term: row for row, term in enumerate(words)}, embedder.embed(list(words.values()))
        ),
        store=ExactScan([chunk.id for chunk in chunks], vectors),
        keywords=KeywordIndex.build([find_terms(chunk.text) for chunk in chunks]),
        full=generation,
    )


def _strip(slide: Slide) -> Slide:
    blocks = tuple(_alone(block) for block in slide.blocks if block.kind not in SIGNPOSTS)
    return replace(slide, title="", theme="", blocks=blocks)


def _alone(block: Block) -> Block:
    return replace(block, headings=(), cells=tuple(replace(cell, column="") for cell in block.cells))


def _text_of(chunk: Chunk, slide: Slide) -> str:
    """Return the text of the chunk's blocks alone, "" without any; a block that was cut is whole again."""
    held = set(chunk.block_ids)
    if not any(block.id in held for block in slide.blocks):
        return ""
    if chunk.grain is ChunkGrain.SLIDE:
        return "\n".join(block.text for block in slide.blocks if block.id in held)
    return next(block.text for block in slide.blocks if block.id in held)
