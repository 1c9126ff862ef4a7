from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.embedder import MiniLM
from corpus.model import SIGNPOSTS, Chunk, ChunkGrain
from ingest.chunks import find_chunks
from ingest.model import Reading
from tests.ingest.exports import DECK, DOCUMENT, GAPS, STATED, read


@dataclass(frozen=True)
class WordCounter:
    """Counts a word as a token, and one more for the whole text."""

    max_tokens: int = 60
    model_sha256: str = "0" * 64
    dimension: int = 1

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        return np.ones((len(texts), 1), dtype=np.float32)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) + 1 for text in texts]


def chunks_of(reading: Reading, grain: ChunkGrain, max_tokens: int = 60) -> list[Chunk]:
    return [chunk for chunk in find_chunks(reading, WordCounter(max_tokens)) if chunk.grain is grain]


def test_a_block_is_embedded_under_its_whole_heading_path() -> None:
    texts = [chunk.text for chunk in chunks_of(read(GAPS), ChunkGrain.BLOCK)]

    path = "Invented Borough Safety Review 2031/32 > Calm Streets > Progress this year > Noise"
    assert f"{path}\nComplaints rose in the summer." in texts


def test_a_table_row_is_embedded_with_its_columns_names() -> None:
    texts = [chunk.text.partition("\n")[2] for chunk in chunks_of(read(GAPS), ChunkGrain.BLOCK)]

    assert "Pot: Lantern pot\nSum: £7,500\nSpent on: Lanterns on Quay Road; Timers & fuses" in texts


@pytest.mark.parametrize("deck", [DECK.read_text(encoding="utf-8"), GAPS, STATED])
def test_every_block_that_asserts_something_has_a_chunk(deck: str) -> None:
    reading = read(deck)

    embedded = {chunk.block_ids[0] for chunk in chunks_of(reading, ChunkGrain.BLOCK)}

    asserting = {b.id for slide in reading.slides for b in slide.blocks if b.kind not in SIGNPOSTS}
    assert asserting <= embedded


def test_of_headings_only_one_that_says_something_has_a_chunk_of_its_own() -> None:
    reading = read("Streets\n\nLead: Ada Nwosu\n\n- Noise fell.\n\nNext steps:\n\n- Mend the lamps.\n")

    chunks = chunks_of(reading, ChunkGrain.BLOCK)

    assert "Lead: Ada Nwosu" in [chunk.text.partition("\n")[2] for chunk in chunks]
    assert "Next steps:" not in [chunk.text.partition("\n")[2] for chunk in chunks]


def test_a_slide_with_only_a_picture_is_found_by_its_title() -> None:
    chunks = [c for c in chunks_of(read(GAPS), ChunkGrain.BLOCK) if c.ref.number == 3]

    assert [chunk.text for chunk in chunks] == [f"{DOCUMENT.title} > Who sits on the board"]


def test_a_slide_chunk_holds_all_blocks_that_fit() -> None:
    (chunk,) = [c for c in chunks_of(read(GAPS), ChunkGrain.SLIDE) if c.ref.number == 7]

    assert chunk.text.endswith(
        "1) Wardens walked 40 routes\n2) Two new refuges opened\nNothing else changed in the evenings."
    )


def test_a_slide_too_long_for_the_model_has_several_chunks_with_all_its_blocks() -> None:
    reading = read("Fires\n\n" + "\n".join(f"- Fire {n} was put out by the harbour crew." for n in range(20)))

    chunks = chunks_of(reading, ChunkGrain.SLIDE)

    assert len(chunks) > 1
    ids = [block_id for chunk in chunks for block_id in chunk.block_ids]
    assert ids == [block.id for block in reading.slides[0].blocks[1:]]


def test_a_block_too_long_for_the_model_is_cut_and_loses_no_word() -> None:
    words = [f"word{number}" for number in range(150)]
    reading = read(f"Fires\n\n- {' '.join(words)}.\n")

    parts = chunks_of(reading, ChunkGrain.BLOCK)

    assert len(parts) > 2
    assert " ".join(part.text.partition("\n")[2] for part in parts) == " ".join(words) + "."
    assert all(part.text.startswith(f"{DOCUMENT.title} > Fires\n") for part in parts)


@settings(max_examples=60, deadline=None)
@given(st.integers(4, 80), st.lists(st.integers(1, 120), min_size=1, max_size=8))
def test_no_chunk_is_longer_than_the_model_reads(max_tokens: int, lengths: list[int]) -> None:
    bullets = "\n".join("- " + " ".join(["fire"] * length) + "." for length in lengths)

    chunks = find_chunks(read(f"Fires\n\n{bullets}\n"), WordCounter(max_tokens))

    assert max(WordCounter().count_tokens([chunk.text for chunk in chunks])) <= max_tokens


def test_no_chunk_crosses_a_slide() -> None:
    reading = read(DECK.read_bytes())
    home = {block.id: slide.ref for slide in reading.slides for block in slide.blocks}

    for chunk in find_chunks(reading, WordCounter(200)):
        assert {home[block_id] for block_id in chunk.block_ids} == {chunk.ref}


def test_ids_are_unique_and_the_same_each_time() -> None:
    first = [chunk.id for chunk in find_chunks(read(DECK.read_bytes()), WordCounter())]

    assert len(set(first)) == len(first)
    assert first == [chunk.id for chunk in find_chunks(read(DECK.read_bytes()), WordCounter())]


@pytest.mark.model
def test_the_bundled_decks_chunks_fit_the_real_model(embedder: MiniLM) -> None:
    texts = [chunk.text for chunk in find_chunks(read(DECK.read_bytes()), embedder)]

    assert max(embedder.count_tokens(texts)) <= embedder.max_tokens
