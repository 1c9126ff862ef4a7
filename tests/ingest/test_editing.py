from pathlib import Path

import pytest

from corpus.errors import EntryError, ManifestError, WriterBusy
from corpus.manifest import load_manifest
from corpus.model import DocumentStatus
from ingest.editing import edit_document, restore_document, supersede_document, withdraw_document
from ingest.lock import writer_lock
from ingest.manifestfile import write_entries
from tests.fakes import a_document, write_corpus


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a data folder with two documents and a comment in its manifest."""
    folder = write_corpus(tmp_path, old="Old", new="New")
    manifest = folder / "manifest.toml"
    manifest.write_text(
        "# ours\n" + manifest.read_text().replace('kind = "review"', 'kind = "review"  # so it is')
    )
    return folder


def text(home: Path) -> str:
    return (home / "manifest.toml").read_text()


def test_an_edit_changes_one_line_and_keeps_the_comments(home: Path) -> None:
    before = text(home)

    edit_document(home, "old", {"title": "A new title"})

    assert text(home) == before.replace('title = "The old"', 'title = "A new title"')


def test_a_field_that_is_emptied_is_taken_out(home: Path) -> None:
    edit_document(home, "old", {"presented_on": "2021-04-12", "presented_to": "Cabinet"})
    assert "presented_on = 2021-04-12" in text(home)

    edit_document(home, "old", {"presented_on": None, "presented_to": ""})

    assert "presented" not in text(home)


def test_withdrawing_and_restoring_leave_the_manifest_as_it_was(home: Path) -> None:
    before = text(home)

    withdraw_document(home, "old")
    assert load_manifest(home).documents[0].status is DocumentStatus.WITHDRAWN
    restore_document(home, "old")

    assert text(home) == before


def test_superseding_names_the_newer_document(home: Path) -> None:
    supersede_document(home, "old", "new")

    assert load_manifest(home).documents[0].superseded_by == "new"


def test_a_ring_is_refused_and_nothing_written(home: Path) -> None:
    supersede_document(home, "old", "new")
    before = text(home)

    with pytest.raises(ManifestError, match="in a ring"):
        supersede_document(home, "new", "old")

    assert text(home) == before


def test_an_id_that_is_not_there_is_refused_with_the_nearest(home: Path) -> None:
    with pytest.raises(EntryError, match="no document of yours has the id 'odl'; did you mean 'old'"):
        withdraw_document(home, "odl")


def test_nothing_is_edited_while_an_ingest_runs(home: Path) -> None:
    with writer_lock(home), pytest.raises(WriterBusy):
        edit_document(home, "old", {"title": "A new title"})


def test_entries_of_new_documents_stand_apart_and_keys_of_the_top_stay_there(home: Path) -> None:
    source = (home / "documents" / "new.txt").read_bytes()

    write_entries(home, (a_document("third", source, file="new.txt"),), bundled=True)

    manifest = load_manifest(home)
    assert (manifest.bundled, [d.id for d in manifest.documents]) == (True, ["old", "new", "third"])
    assert '\n\n[[document]]\nid = "third"\n' in text(home)
