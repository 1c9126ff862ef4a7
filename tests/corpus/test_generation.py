import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import IndexDamaged, IndexMissing, ModelMismatch
from corpus.generation import Generation, open_generation, pointed_generation
from corpus.layout import FORMAT, generation_folder
from corpus.store import ChunkStore
from tests.fakes import FakeEmbedder, a_draft, a_part, publish

EMBEDDER = FakeEmbedder()
TEXTS = ("Hate crime fund of £10,000", "Youth work in parks", "Burglary fell by half")


@pytest.fixture
def served(tmp_path: Path) -> Path:
    """Return a data folder that serves one generation of two documents."""
    publish(tmp_path, a_draft(a_part("review", *TEXTS), a_part("plan", "Plan to listen")))
    return tmp_path


def opened(home: Path) -> Generation:
    return open_generation(home, model_sha256=EMBEDDER.model_sha256)


def folder_of(home: Path) -> Path:
    return generation_folder(home, pointed_generation(home) or "")


def test_an_opened_generation_holds_what_was_written(served: Path) -> None:
    with opened(served) as generation:
        assert [document.id for document in generation.documents] == ["review", "plan"]
        assert list(generation.slides) == [("review", 1), ("plan", 1)]
        assert [chunk.text for chunk in generation.chunks] == [*TEXTS, "Plan to listen"]
        assert generation.notes == ()


def test_rows_of_all_three_indexes_are_those_of_the_chunks(served: Path) -> None:
    with opened(served) as generation:
        for row, chunk in enumerate(generation.chunks):
            assert generation.store.search(generation.vectors[row], 1)[0][0] == chunk.id
        assert generation.keywords.search(["burglari"], 1)[0][0] == 2


def test_chroma_answers_while_its_cache_is_whole(served: Path) -> None:
    with opened(served) as generation:
        assert isinstance(generation.store, ChunkStore)


def test_no_index_is_said_with_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="run: ssp ingest"):
        opened(tmp_path / "nowhere")


def test_another_model_is_refused(served: Path) -> None:
    with pytest.raises(ModelMismatch, match=r"made with the model 000000000000"):
        open_generation(served, model_sha256="f" * 64)


@pytest.mark.parametrize("pointer", ["", "../../etc", "0123456789abcdef0", "\0"])
def test_a_pointer_that_names_no_generation_is_damage(served: Path, pointer: str) -> None:
    (served / "current").write_text(pointer)

    with pytest.raises(IndexDamaged, match="names no generation"):
        opened(served)


def test_a_pointer_to_nothing_is_damage(served: Path) -> None:
    (served / "current").write_text("0123456789abcdef\n")

    with pytest.raises(IndexDamaged, match=r"generation\.json.*ssp ingest --rebuild"):
        opened(served)


FILES = [
    "documents.jsonl",
    "slides.jsonl",
    "drops.jsonl",
    "chunks.jsonl",
    "vectors.npy",
    "bm25/vocab.index.json",
]


@pytest.mark.parametrize("name", FILES)
def test_one_changed_byte_is_found_and_its_file_named(served: Path, name: str) -> None:
    path = folder_of(served) / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)

    with pytest.raises(IndexDamaged, match=f"{name} has changed.*ssp ingest --rebuild"):
        opened(served)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(served: Path, name: str) -> None:
    (folder_of(served) / name).unlink()

    with pytest.raises(IndexDamaged, match=f"{name} is missing"):
        opened(served)


@pytest.mark.parametrize("record", ["", "{}", "nothing"])
def test_a_broken_record_is_damage(served: Path, record: str) -> None:
    (folder_of(served) / "generation.json").write_text(record)

    with pytest.raises(IndexDamaged, match=r"generation\.json: not a record"):
        opened(served)


def test_a_record_of_another_format_is_refused(served: Path) -> None:
    path = folder_of(served) / "generation.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"format": 99}))

    with pytest.raises(IndexDamaged, match=f"has format 99, this version reads {FORMAT}"):
        opened(served)


def damage_cache(home: Path, how: str) -> None:
    cache = folder_of(home) / "chroma"
    if how == "gone":
        shutil.rmtree(cache)
    elif how == "no database":
        (cache / "chroma.sqlite3").write_bytes(b"x" * (cache / "chroma.sqlite3").stat().st_size)
    else:
        (cache / "chroma.sqlite3").write_bytes(b"")


@pytest.mark.parametrize("how", ["gone", "no database", "cut database"])
def test_without_a_sound_chroma_search_is_exact_and_says_so(served: Path, how: str) -> None:
    damage_cache(served, how)

    with opened(served) as generation:
        found = [generation.store.search(vector, 1)[0][0] for vector in generation.vectors]

        assert found == [chunk.id for chunk in generation.chunks]
        assert "search is exact" in generation.notes[0]


def test_a_graph_of_chroma_that_has_changed_is_not_opened(tmp_path: Path) -> None:
    publish(tmp_path, a_draft(a_part("review", *[f"text number {n}" for n in range(1_100)])))
    graph = next(folder_of(tmp_path).rglob("link_lists.bin"))
    graph.write_bytes(bytes(255 - byte for byte in graph.read_bytes()))

    with opened(tmp_path) as generation:
        assert "search is exact" in generation.notes[0]


def test_a_generation_opens_as_well_after_it_was_opened_before(served: Path) -> None:
    for _ in range(3):
        with opened(served) as generation:
            generation.store.search(generation.vectors[0], 1)
            assert generation.notes == ()


def test_two_can_read_one_generation_at_a_time(served: Path) -> None:
    with opened(served) as one, opened(served) as two:
        assert one.store.search(one.vectors[0], 2) == two.store.search(two.vectors[0], 2)


def test_an_open_generation_answers_on_after_a_newer_one_is_published(served: Path) -> None:
    with opened(served) as old:
        publish(served, a_draft(a_part("other", "Something else")))

        with opened(served) as new:
            assert new.id != old.id
        assert old.store.search(old.vectors[0], 1)[0][0] == old.chunks[0].id


def test_vectors_are_a_plain_array_of_unit_rows(served: Path) -> None:
    with opened(served) as generation:
        assert type(generation.vectors) is np.ndarray
        assert np.linalg.norm(generation.vectors, axis=1) == pytest.approx(np.ones(4), abs=1e-5)
