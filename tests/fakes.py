"""Small stand-ins: an embedder without weights, and builders of the words of the domain."""

import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np

from corpus.layout import DocumentRecord
from corpus.model import (
    Block,
    BlockKind,
    Chunk,
    ChunkGrain,
    Document,
    DocumentKind,
    Drop,
    Slide,
    SlideRef,
    content_id,
)
from corpus.words import WordVectors, find_words
from ingest.generation import Draft, build_generation, find_content
from ingest.parts import Part
from ingest.progress import no_progress
from ingest.publication import publish_generation


class FakeEmbedder:
    """A hashed bag of words: equal words give near vectors, in every process alike. A token is a word."""

    def __init__(self, model_sha256: str = "0" * 64, dimension: int = 64, max_tokens: int = 256) -> None:
        self.model_sha256 = model_sha256
        self.dimension = dimension
        self.max_tokens = max_tokens
        self.embedded: list[str] = []

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """Return one unit vector per text."""
        self.embedded.extend(texts)
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in ["", *re.findall(r"\w+", text.lower())]:
                seed = int.from_bytes(sha256(word.encode()).digest()[:4], "big")
                vectors[row] += np.random.default_rng(seed).normal(size=self.dimension).astype(np.float32)
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.where(norms == 0, 1, norms), dtype=np.float32)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the number of words and two special tokens."""
        return [len(re.findall(r"\w+", text)) + 2 for text in texts]


def a_document(document_id: str = "review", source: bytes = b"", **fields: object) -> Document:
    """Return a document of the manifest; `source` gives its digest."""
    values: dict[str, object] = {
        "id": document_id,
        "title": f"The {document_id}",
        "kind": DocumentKind.REVIEW,
        "period": "2020/21",
        "area": "Anyshire",
        "publisher": "Anyshire Partnership",
        "audience": "public",
        "file": f"{document_id}.txt",
        "sha256": sha256(source).hexdigest(),
    }
    return Document(**(values | fields))  # type: ignore[arg-type]


def a_block(text: str, kind: BlockKind = BlockKind.BULLET, **fields: object) -> Block:
    """Return a block whose id is made of its text."""
    return Block(id=content_id(kind, text), kind=kind, text=text, **fields)  # type: ignore[arg-type]


def a_slide(number: int, title: str, *texts: str, document_id: str = "review") -> Slide:
    """Return a slide with a title and one bullet a text."""
    blocks = (a_block(title, BlockKind.TITLE), *(a_block(text) for text in texts))
    return Slide(SlideRef(document_id, number), title, blocks)


def a_chunk(text: str, number: int = 1, document_id: str = "review") -> Chunk:
    """Return a block-grain chunk of a slide."""
    ref = SlideRef(document_id, number)
    return Chunk(content_id(document_id, str(number), text), ChunkGrain.BLOCK, ref, (content_id(text),), text)


def write_corpus(folder: Path, **texts: str) -> Path:
    """Write a corpus: manifest.toml and documents/, one text file a keyword; return its folder."""
    (folder / "documents").mkdir(parents=True, exist_ok=True)
    entries = []
    for document_id, text in texts.items():
        content = text.encode()
        (folder / "documents" / f"{document_id}.txt").write_bytes(content)
        entries.append(an_entry(document_id, sha256=sha256(content).hexdigest()))
    (folder / "manifest.toml").write_text("\n".join(entries), encoding="utf-8")
    return folder


def an_entry(document_id: str, **fields: str) -> str:
    """Return one [[document]] of a manifest; a field set to "" is left out."""
    values = {
        "id": document_id,
        "title": f"The {document_id}",
        "kind": "review",
        "period": "2020/21",
        "area": "Anyshire",
        "publisher": "Anyshire Partnership",
        "audience": "public",
        "file": f"{document_id}.txt",
        "sha256": "0" * 64,
    } | fields
    return "[[document]]\n" + "".join(f'{key} = "{value}"\n' for key, value in values.items() if value)


def a_part(document_id: str, *texts: str) -> Part:
    """Return a document of one slide with one bullet and one chunk a text."""
    document = a_document(document_id, "\n".join(texts).encode())
    slide = a_slide(1, "Overview", *texts, document_id=document_id)
    chunks = tuple(a_chunk(text, document_id=document_id) for text in texts)
    record = DocumentRecord(document, 1, len(slide.blocks), len(chunks), 1, 10)
    return Part(record, (slide,), (Drop((0, 1), "blank"),), chunks)


def a_draft(*parts: Part, embedder: FakeEmbedder | None = None, content: str = "") -> Draft:
    """Return a draft of a generation of the parts, its content id made of their documents."""
    embedder = embedder or FakeEmbedder()
    documents = [part.record.document for part in parts]
    chunks = [chunk for part in parts for chunk in part.chunks]
    words = find_words(slide for part in parts for slide in part.slides)
    return Draft(
        content or find_content(documents, embedder.model_sha256, "tools"),
        embedder.model_sha256,
        parts,
        embedder.embed([chunk.text for chunk in chunks]),
        WordVectors({term: row for row, term in enumerate(words)}, embedder.embed(list(words.values()))),
    )


def publish(home: Path, draft: Draft) -> str:
    """Build and publish a generation without its check; return its id."""
    generation_id = build_generation(home, draft, "tools", lambda _folder: None, no_progress)
    publish_generation(home, generation_id, no_progress)
    return generation_id
