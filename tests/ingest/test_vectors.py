from pathlib import Path

import numpy as np
import pytest

from corpus.errors import HomeUnwritable
from ingest.vectors import PORTION, VectorCache, find_vectors
from tests.fakes import FakeEmbedder

TEXTS = ["hate crime fund", "youth work", "burglary fell"]


def cache_in(folder: Path, model: str = "a" * 64) -> VectorCache:
    return VectorCache(folder / "vectors", model)


def test_rows_keep_the_order_of_the_texts(tmp_path: Path) -> None:
    embedded = find_vectors(TEXTS, FakeEmbedder(), cache_in(tmp_path))

    assert np.array_equal(embedded.vectors, FakeEmbedder().embed(TEXTS))


def test_what_was_embedded_before_is_not_embedded_again(tmp_path: Path) -> None:
    first = find_vectors(TEXTS, FakeEmbedder(), cache_in(tmp_path))
    embedder = FakeEmbedder()

    again = find_vectors(["new one", *TEXTS], embedder, cache_in(tmp_path))

    assert embedder.embedded == ["new one"]
    assert again.fresh == {0}
    assert np.array_equal(again.vectors[1:], first.vectors)


def test_equal_texts_are_embedded_once(tmp_path: Path) -> None:
    embedder = FakeEmbedder()

    embedded = find_vectors(["same", "other", "same"], embedder, cache_in(tmp_path))

    assert sorted(embedder.embedded) == ["other", "same"]
    assert embedded.fresh == {0, 1}
    assert np.array_equal(embedded.vectors[0], embedded.vectors[2])


def test_another_model_has_vectors_of_its_own(tmp_path: Path) -> None:
    find_vectors(TEXTS, FakeEmbedder(), cache_in(tmp_path))

    other = find_vectors(TEXTS, FakeEmbedder(dimension=32), cache_in(tmp_path, "b" * 64))

    assert other.vectors.shape == (3, 32)
    assert len(other.fresh) == 3


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100])
def test_a_cache_that_is_no_database_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    find_vectors(TEXTS, FakeEmbedder(), cache_in(tmp_path))
    next((tmp_path / "vectors").iterdir()).write_bytes(content)

    embedded = find_vectors(TEXTS, FakeEmbedder(), cache_in(tmp_path))

    assert len(embedded.fresh) == 3


def test_a_kept_vector_that_has_changed_is_not_used(tmp_path: Path) -> None:
    find_vectors(TEXTS, FakeEmbedder(), cache_in(tmp_path))
    file = next((tmp_path / "vectors").iterdir())
    vector = FakeEmbedder().embed(TEXTS[:1])[0]
    changed = bytearray(vector.tobytes())
    changed[0] ^= 1
    file.write_bytes(file.read_bytes().replace(vector.tobytes(), bytes(changed)))

    embedded = find_vectors(TEXTS, FakeEmbedder(), cache_in(tmp_path))

    assert embedded.fresh == {0}
    assert np.array_equal(embedded.vectors[0], vector)


class Interrupted(Exception):
    """Raised by an embedder that stops half-way."""


def test_portions_embedded_before_a_break_are_kept(tmp_path: Path) -> None:
    texts = [f"{n:04} text" for n in range(PORTION + 5)]

    def stop(_done: int, _total: int) -> None:
        raise Interrupted

    with pytest.raises(Interrupted):
        find_vectors(texts, FakeEmbedder(), cache_in(tmp_path), stop)

    assert len(find_vectors(texts, FakeEmbedder(), cache_in(tmp_path)).fresh) == 5


def test_progress_counts_up_to_what_is_missing(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []

    texts = [f"text {n}" for n in range(PORTION + 1)]
    find_vectors(texts, FakeEmbedder(), cache_in(tmp_path), lambda done, total: seen.append((done, total)))

    assert seen == [(PORTION, PORTION + 1), (PORTION + 1, PORTION + 1)]


def test_a_cache_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    cache = cache_in(tmp_path)
    find_vectors(TEXTS, FakeEmbedder(), cache)
    file = next((tmp_path / "vectors").iterdir())
    file.unlink()
    file.mkdir()

    with pytest.raises(HomeUnwritable, match="cannot be written"):
        find_vectors(TEXTS, FakeEmbedder(), cache)
