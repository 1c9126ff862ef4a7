import shutil
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import IndexDamaged
from corpus.generation import open_folder, pointed_generation
from corpus.layout import generation_folder, read_record
from corpus.model import ImageOrigin, SlideImage
from corpus.records import to_json
from ingest.check import check_generation, check_in_child
from ingest.generation import (
    build_generation,
    find_built,
    find_content,
)
from ingest.parts import read_parts
from ingest.progress import Step, no_progress
from ingest.publication import sweep_generations
from tests.fakes import FakeEmbedder, a_chunk, a_document, a_draft, a_part, publish

REVIEW = a_part("review", "Hate crime fund of £10,000", "Youth work in parks")
PLAN = a_part("plan", "Burglary fell by half")
MODEL = FakeEmbedder().model_sha256


def names(home: Path) -> set[str]:
    return {path.name for path in (home / "generations").iterdir()}


def pass_all(_folder: Path) -> None:
    """Pass every generation."""


def refuse(_folder: Path) -> None:
    raise IndexDamaged("not fit")


def test_content_depends_on_documents_model_and_code_alone() -> None:
    documents = [a_document("a"), a_document("b")]

    content = find_content(documents, MODEL, "tools")

    others = [
        find_content(documents[:1], MODEL, "tools"),
        find_content([documents[0], a_document("b", b"changed")], MODEL, "tools"),
        find_content([documents[0], a_document("b", title="New title")], MODEL, "tools"),
        find_content(documents, "f" * 64, "tools"),
        find_content(documents, MODEL, "other tools"),
    ]
    assert content == find_content(list(documents), MODEL, "tools")
    assert content not in others


def test_a_built_generation_is_not_served_before_it_is_published(tmp_path: Path) -> None:
    build_generation(tmp_path, a_draft(REVIEW), "tools", pass_all, no_progress)

    assert pointed_generation(tmp_path) is None


def test_the_record_counts_what_is_there(tmp_path: Path) -> None:
    record = read_record(generation_folder(tmp_path, publish(tmp_path, a_draft(REVIEW, PLAN))))

    assert (record.documents, record.slides, record.blocks, record.chunks) == (2, 2, 5, 3)
    assert record.libraries["chromadb"] == "1.5.9"
    assert {"slides.jsonl", "vectors.npy", "bm25/vocab.index.json"} <= record.files.keys()


def test_what_does_not_pass_its_check_leaves_nothing_behind(tmp_path: Path) -> None:
    publish(tmp_path, a_draft(REVIEW))
    before = names(tmp_path)

    with pytest.raises(IndexDamaged, match="not fit"):
        build_generation(tmp_path, a_draft(PLAN), "tools", refuse, no_progress)

    assert names(tmp_path) == before


def test_a_generation_is_never_written_over(tmp_path: Path) -> None:
    first = publish(tmp_path, a_draft(REVIEW))
    second = publish(tmp_path, a_draft(REVIEW))

    assert (second, names(tmp_path)) == (f"{first}.2", {first, f"{first}.2"})


def test_a_whole_generation_of_the_content_is_found_again(tmp_path: Path) -> None:
    draft = a_draft(REVIEW)
    generation_id = publish(tmp_path, draft)

    found = find_built(tmp_path, draft.content)

    assert found is not None
    assert found.id == generation_id


@pytest.mark.parametrize("damaged", ["chunks.jsonl", "generation.json", "chroma/chroma.sqlite3"])
def test_a_damaged_generation_is_not_found_again(tmp_path: Path, damaged: str) -> None:
    draft = a_draft(REVIEW)
    (generation_folder(tmp_path, publish(tmp_path, draft)) / damaged).write_bytes(b"")

    assert find_built(tmp_path, draft.content) is None


def test_parts_come_back_as_they_were(tmp_path: Path) -> None:
    publish(tmp_path, a_draft(REVIEW, PLAN))

    parts = read_parts(tmp_path, MODEL, "tools")

    assert parts == {REVIEW.record.document: REVIEW, PLAN.record.document: PLAN}


@pytest.mark.parametrize(("model", "tools"), [("f" * 64, "tools"), (MODEL, "other tools")])
def test_parts_of_another_model_or_code_are_not_used_again(tmp_path: Path, model: str, tools: str) -> None:
    publish(tmp_path, a_draft(REVIEW))

    assert read_parts(tmp_path, model, tools) == {}


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b"another")])
def test_a_document_whose_image_is_gone_or_damaged_is_made_anew(
    tmp_path: Path, damage: Callable[[Path], object]
) -> None:
    content = b"an image"
    digest = sha256(content).hexdigest()[:16]
    (tmp_path / "image.webp").write_bytes(content)
    slide = replace(REVIEW.slides[0], image=SlideImage(digest, 16, 9, ImageOrigin.SET))
    pictured = replace(REVIEW, slides=(slide,), images={digest: tmp_path / "image.webp"})
    draft = a_draft(pictured, PLAN)
    folder = generation_folder(tmp_path, publish(tmp_path, draft))
    assert find_built(tmp_path, draft.content)

    damage(folder / "images" / f"{digest}.webp")

    assert find_built(tmp_path, draft.content) is None
    assert list(read_parts(tmp_path, MODEL, "tools")) == [PLAN.record.document]
    with pytest.raises(IndexDamaged, match=f"the image {digest} .* is missing or damaged"):
        check_generation(folder)


def test_parts_of_a_damaged_generation_are_not_used_again(tmp_path: Path) -> None:
    folder = generation_folder(tmp_path, publish(tmp_path, a_draft(REVIEW)))
    (folder / "slides.jsonl").write_text("")

    assert read_parts(tmp_path, MODEL, "tools") == {}


def test_sweeping_keeps_what_it_is_told_and_no_leavings(tmp_path: Path) -> None:
    kept, swept = publish(tmp_path, a_draft(REVIEW)), publish(tmp_path, a_draft(PLAN))
    (tmp_path / "generations" / ".building-0123456789abcdef-77").mkdir()
    (tmp_path / "generations" / ".discarded-0123456789abcdef").mkdir()

    sweep_generations(tmp_path, [kept, None], no_progress)

    assert names(tmp_path) == {kept}
    assert swept != kept


def test_sweeping_an_empty_home_does_nothing(tmp_path: Path) -> None:
    sweep_generations(tmp_path, [], no_progress)

    assert list(tmp_path.iterdir()) == []


def test_steps_are_told_in_their_order(tmp_path: Path) -> None:
    steps: list[Step] = []

    build_generation(tmp_path, a_draft(REVIEW), "tools", pass_all, lambda step, *_: steps.append(step))

    expected = [Step.RECORD, Step.RANK, Step.STORE, Step.SEAL, Step.CHECK, Step.SYNC, Step.NAME]
    assert list(dict.fromkeys(steps)) == expected


def test_a_sound_generation_passes_its_check_in_a_process_of_its_own(tmp_path: Path) -> None:
    generation_id = build_generation(tmp_path, a_draft(REVIEW, PLAN), "tools", check_in_child, no_progress)

    folder = generation_folder(tmp_path, generation_id)
    with open_folder(folder, model_sha256=MODEL) as generation:
        assert generation.notes == ()


def test_the_process_of_the_check_says_what_is_wrong(tmp_path: Path) -> None:
    folder = generation_folder(tmp_path, publish(tmp_path, a_draft(REVIEW)))
    (folder / "drops.jsonl").unlink()

    with pytest.raises(IndexDamaged, match=r"did not pass its check.*drops\.jsonl is missing"):
        check_in_child(folder)


def check_draft(home: Path, **changes: object) -> None:
    draft = replace(a_draft(REVIEW, PLAN), **changes)  # type: ignore[arg-type]
    check_generation(generation_folder(home, publish(home, draft)))


def test_texts_with_one_vector_stand_for_each_other(tmp_path: Path) -> None:
    check_draft(tmp_path, vectors=FakeEmbedder().embed(["same", "same", "same"]))


def test_vectors_that_are_not_of_length_one_do_not_pass(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged, match="3 vectors are not of length 1"):
        check_draft(tmp_path, vectors=2 * a_draft(REVIEW, PLAN).vectors)


def test_chunks_of_one_id_are_not_built(tmp_path: Path) -> None:
    part = replace(PLAN, chunks=(a_chunk("x"), a_chunk("x")))

    with pytest.raises(IndexDamaged, match="2 chunks have the id"):
        publish(tmp_path, a_draft(part))


def test_a_chroma_that_holds_other_vectors_does_not_pass(tmp_path: Path) -> None:
    one = generation_folder(tmp_path, publish(tmp_path, a_draft(REVIEW, PLAN)))
    vectors = a_draft(REVIEW, PLAN).vectors
    other_draft = replace(a_draft(REVIEW, PLAN), vectors=np.roll(vectors, 1, axis=0))
    other = generation_folder(tmp_path, publish(tmp_path, other_draft))
    shutil.rmtree(one / "chroma")
    shutil.copytree(other / "chroma", one / "chroma")
    record = replace(read_record(one), cache=read_record(other).cache)
    (one / "generation.json").write_text(to_json(record))

    with pytest.raises(IndexDamaged, match="do not find themselves"):
        check_generation(one)
