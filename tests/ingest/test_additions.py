from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import EntryError
from corpus.generation import open_generation, pointed_generation
from corpus.manifest import load_manifest
from ingest.additions import Additions
from ingest.check import check_generation
from ingest.editing import edit_document, restore_document, supersede_document, withdraw_document
from ingest.model import IngestReport, Outcome
from ingest.pipeline import ingest_corpus
from tests.fakes import FakeEmbedder, write_corpus

EMBEDDER = FakeEmbedder()
WARD = "Ward Report\n\n\n\nFly-tipping\n\nReports of fly-tipping fell by 12%.\n"
MINUTES = "Minutes\n\nOFFICIAL-SENSITIVE\n\n\n\nItem 1\n\nMembers asked about parking.\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def add(tmp_path: Path, home: Path) -> Callable[..., IngestReport]:
    """Return a way to ingest files of given names and texts, with fields of their entry."""
    bundled = write_corpus(tmp_path / "bundled", review="The Review\n\n\n\nA page\n\nSome words.\n")

    def ingest(fields: dict[str, Any] | None = None, **texts: str) -> IngestReport:
        paths = []
        for name, text in texts.items():
            paths.append(tmp_path / f"{name}.txt")
            paths[-1].write_text(text)
        additions = Additions(tuple(paths), fields=fields or {}) if paths else None
        return ingest_corpus(home, EMBEDDER, bundled=bundled, additions=additions, check=check_generation)

    return ingest


Add = Callable[..., IngestReport]


def outcomes(report: IngestReport) -> dict[str, str]:
    return {document.document_id: str(document.outcome) for document in report.documents}


def served(home: Path) -> list[str]:
    with open_generation(home, model_sha256=EMBEDDER.model_sha256) as generation:
        return [document.id for document in generation.documents]


def test_a_document_marked_above_its_audience_is_held_and_not_indexed(home: Path, add: Add) -> None:
    report = add(ward=WARD, minutes=MINUTES)

    assert outcomes(report) == {"ward": "indexed_with_warnings", "minutes": "held"}
    assert "“OFFICIAL-SENSITIVE” on slide 1" in report.documents[1].detail
    assert served(home) == ["ward"]
    assert len(load_manifest(home).documents) == 2


def test_a_document_that_is_held_is_told_again_when_nothing_has_changed(add: Add) -> None:
    first = add(ward=WARD, minutes=MINUTES)

    assert add().documents[1] == first.documents[1]


def test_a_label_that_may_hold_the_marking_lets_a_document_in(home: Path, add: Add) -> None:
    add(ward=WARD, minutes=MINUTES)
    with (home / "manifest.toml").open("a") as file:
        file.write('\n[audiences]\nstaff = "OFFICIAL-SENSITIVE"\n')
    edit_document(home, "minutes", {"audience": "staff"})

    add()

    assert served(home) == ["ward", "minutes"]


def test_a_label_that_may_no_longer_hold_a_marking_puts_a_document_out(home: Path, add: Add) -> None:
    test_a_label_that_may_hold_the_marking_lets_a_document_in(home, add)
    manifest = home / "manifest.toml"
    manifest.write_text(manifest.read_text().replace('staff = "OFFICIAL-SENSITIVE"', 'staff = "OFFICIAL"'))

    assert outcomes(add()) == {"ward": "unchanged", "minutes": "held"}
    assert served(home) == ["ward"]


def test_the_entry_a_person_confirmed_goes_before_the_drafted_one(home: Path, add: Add) -> None:
    add({"id": "ward-2021", "title": "My title", "period": "2021"}, ward=WARD)

    (document,) = load_manifest(home).documents
    assert (document.id, document.title, document.period) == ("ward-2021", "My title", "2021")
    assert document.file.startswith("ward-2021-")


def test_a_wrong_field_adds_nothing(home: Path, add: Add) -> None:
    with pytest.raises(EntryError, match="field 'kind'"):
        add({"kind": "memo"}, ward=WARD)

    assert not (home / "manifest.toml").exists()


def test_the_same_file_under_another_name_is_not_added_again(home: Path, add: Add) -> None:
    add(ward=WARD)

    report = add(copy=WARD)

    assert outcomes(report) == {"ward": "unchanged", "copy": "unchanged"}
    assert "is the same file as document ward" in report.documents[1].detail
    assert [document.id for document in load_manifest(home).documents] == ["ward"]


def test_fields_that_are_set_with_a_file_that_is_there_change_its_entry(home: Path, add: Add) -> None:
    add(ward=WARD)

    add({"title": "My title"}, ward=WARD)

    assert load_manifest(home).documents[0].title == "My title"


def test_a_publisher_named_on_the_cover_is_known_from_the_bundled_documents(home: Path, add: Add) -> None:
    add(ward="Ward Report\n\nAnyshire Partnership\n\n\n\nParking\n\nMembers asked about parking.\n")

    (document,) = load_manifest(home).documents
    assert (document.publisher, document.area) == ("Anyshire Partnership", "Anyshire")


def test_a_withdrawn_document_is_answered_from_no_longer_and_kept(home: Path, add: Add) -> None:
    add(ward=WARD, plan="The Plan\n\n\n\nYouth\n\nWe will listen.\n")

    withdraw_document(home, "ward")

    assert outcomes(add()) == {"plan": "unchanged"}
    assert served(home) == ["plan"]
    assert len(list((home / "documents").iterdir())) == 2


def test_a_document_that_is_restored_is_answered_from_again(home: Path, add: Add) -> None:
    test_a_withdrawn_document_is_answered_from_no_longer_and_kept(home, add)

    restore_document(home, "ward")
    add()

    assert served(home) == ["ward", "plan"]


def test_a_superseded_document_leaves_its_place_to_the_newer_one(home: Path, add: Add) -> None:
    add(ward=WARD, plan="The Plan\n\n\n\nYouth\n\nWe will listen.\n")

    supersede_document(home, "ward", "plan")
    add()

    assert served(home) == ["plan"]


def test_when_the_last_document_is_withdrawn_nothing_is_served(home: Path, add: Add) -> None:
    add(ward=WARD)

    withdraw_document(home, "ward")
    report = add()

    assert (report.generation, report.documents) == ("", ())
    assert pointed_generation(home) is None


def test_when_the_last_document_is_held_nothing_is_served(home: Path, add: Add) -> None:
    add(ward=WARD)

    report = add(ward=MINUTES)

    assert outcomes(report) == {"ward": "held"}
    assert pointed_generation(home) is None


def test_adding_a_withdrawn_document_again_says_how_to_take_it_back(home: Path, add: Add) -> None:
    add(ward=WARD, plan="The Plan\n\n\n\nYouth\n\nWe will listen.\n")
    withdraw_document(home, "ward")

    report = add(ward=WARD)

    (note,) = [document for document in report.documents if document.document_id == "ward"]
    assert (note.outcome, "ssp documents restore ward" in note.detail) == (Outcome.UNCHANGED, True)
