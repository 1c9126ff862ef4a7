"""The invented documents are whole, say that they are invented, and come with the package."""

import tomllib
from pathlib import Path

import pytest

from corpus.manifest import load_manifest
from corpus.settings import CorpusSettings
from evals.cases import DECK, load_questions
from evals.indexes import INVENTED, CollectionMissing, digest_documents, open_ground
from tests.fakes import FakeEmbedder

COLLECTIONS = sorted(path.parent for path in INVENTED.glob("*/manifest.toml"))


def test_every_collection_that_is_asked_has_documents_and_none_is_idle() -> None:
    asked = {q.collection for q in load_questions()} - {DECK}

    assert {folder.name for folder in COLLECTIONS} == asked


@pytest.mark.parametrize("folder", COLLECTIONS, ids=lambda folder: folder.name)
def test_every_document_says_in_its_title_and_on_its_first_lines_that_it_is_invented(folder: Path) -> None:
    for document in load_manifest(folder).documents:
        start = (folder / "documents" / document.file).read_text(encoding="utf-8")[:600]

        assert document.invented
        assert document.title.startswith("Invented: ")
        assert document.title in start
        assert "INVENTED for tests" in start


@pytest.mark.parametrize("folder", COLLECTIONS, ids=lambda folder: folder.name)
def test_a_question_names_a_document_of_its_own_collection(folder: Path) -> None:
    documents = {document.id for document in load_manifest(folder).documents}

    for q in load_questions():
        if q.collection == folder.name:
            named = {key.partition("#")[0] for key in (*q.slide_keys, *q.also_keys)}
            assert {q.document, *named} <= documents, q.id


def test_the_digest_follows_the_manifest(tmp_path: Path) -> None:
    (tmp_path / "manifest.toml").write_text("bundled = false\n", encoding="utf-8")
    before = digest_documents(tmp_path)

    (tmp_path / "manifest.toml").write_text("bundled = true\n", encoding="utf-8")

    assert digest_documents(tmp_path) != before


def test_the_wheel_takes_all_files_of_the_package() -> None:
    text = (INVENTED.parents[1] / "pyproject.toml").read_text(encoding="utf-8")

    wheel = tomllib.loads(text)["tool"]["hatch"]["build"]["targets"]["wheel"]

    assert "evals" in wheel["packages"]
    assert "exclude" not in wheel


def test_a_collection_without_documents_is_refused(tmp_path: Path) -> None:
    settings = CorpusSettings(home=tmp_path)

    with (
        pytest.raises(CollectionMissing, match="nowhere"),
        open_ground("nowhere", settings, FakeEmbedder()),  # type: ignore[arg-type]
    ):
        pass
