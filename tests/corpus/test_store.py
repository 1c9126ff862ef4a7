from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import IndexDamaged
from corpus.scan import ExactScan
from corpus.store import BATCH, ChunkStore
from tests.fakes import FakeEmbedder, a_chunk

CHUNKS = [a_chunk("Hate crime fund"), a_chunk("Youth work"), a_chunk("Burglary fell by half", number=2)]
VECTORS = FakeEmbedder().embed([chunk.text for chunk in CHUNKS])


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ChunkStore]:
    store = ChunkStore.open(tmp_path / "chroma")
    store.write(CHUNKS, VECTORS)
    yield store
    store.close()


def test_a_chunk_finds_itself_with_cosine_one(store: ChunkStore) -> None:
    found = store.search(VECTORS[1], 1)

    assert found[0][0] == CHUNKS[1].id
    assert found[0][1] == pytest.approx(1.0, abs=1e-5)


def test_scores_are_cosines_as_an_exact_scan_gives_them(store: ChunkStore) -> None:
    vector = FakeEmbedder().embed(["hate fund"])[0]

    exact = ExactScan([chunk.id for chunk in CHUNKS], VECTORS).search(vector, 3)

    found = store.search(vector, 3)
    assert [i for i, _ in found] == [i for i, _ in exact]
    assert [score for _, score in found] == pytest.approx([score for _, score in exact], abs=1e-5)


def test_more_than_there_is_gives_all_there_is(store: ChunkStore) -> None:
    assert len(store.search(VECTORS[0], 50)) == store.count() == 3


def test_none_wanted_gives_none(store: ChunkStore) -> None:
    assert store.search(VECTORS[0], 0) == []


def test_writing_twice_keeps_one_of_each(store: ChunkStore) -> None:
    store.write(CHUNKS, VECTORS)

    assert store.count() == 3


def test_more_than_one_batch_is_written(tmp_path: Path) -> None:
    chunks = [a_chunk(f"text {number}") for number in range(BATCH + 2)]
    vectors = np.random.default_rng(0).normal(size=(len(chunks), 8)).astype(np.float32)

    store = ChunkStore.open(tmp_path)
    store.write(chunks, vectors)

    assert store.count() == BATCH + 2
    store.close()


def test_a_store_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    first = ChunkStore.open(tmp_path)
    first.write(CHUNKS, VECTORS)
    first.close()

    second = ChunkStore.open(tmp_path)

    assert second.count() == 3
    second.close()


def test_closing_twice_does_no_harm(store: ChunkStore) -> None:
    store.close()
    store.close()


def test_a_folder_chroma_cannot_open_is_said_to_be_damaged(tmp_path: Path) -> None:
    (tmp_path / "chroma.sqlite3").write_bytes(b"no database" * 500)

    with pytest.raises(IndexDamaged, match="ssp ingest --rebuild"):
        ChunkStore.open(tmp_path)
