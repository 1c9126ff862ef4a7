import json
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.records import to_json
from ingest.preview import Preview, Readiness, preview_file
from ingest.reading import read_document
from tests.fakes import write_corpus

WARD = "Ward Report 2020/21\n\n\n\nFly-tipping\n\nReports of fly-tipping fell by 12%.\n"

Look = Callable[..., Preview]


@pytest.fixture
def preview(tmp_path: Path) -> Look:
    """Return a way to preview a file of a name and text in the data folder `home`."""

    def look(name: str, text: str, **fields: str) -> Preview:
        path = tmp_path / name
        path.write_text(text)
        return preview_file(path, tmp_path / "home", read_document, fields=fields)

    return look


def test_a_preview_has_the_fields_of_the_contract(preview: Look) -> None:
    shown = json.loads(to_json(preview("Ward.txt", WARD)))

    assert list(shown) == ("outcome detail entry found replaces same_as slides warnings markings".split())
    assert list(shown["entry"]) == (
        "id title kind period area publisher audience presented_on presented_to "
        "publisher_aliases source".split()
    )
    assert shown["found"][0] == {
        "field": "title",
        "value": "Ward Report 2020/21",
        "where": "slide 1: “Ward Report 2020/21”",
    }
    assert (shown["outcome"], shown["replaces"], shown["entry"]["presented_on"]) == ("ready", None, None)


def test_a_preview_changes_nothing(tmp_path: Path, preview: Look) -> None:
    preview("Ward.txt", WARD)

    assert not (tmp_path / "home").exists()


def test_a_marked_file_is_shown_as_held_with_its_marking(preview: Look) -> None:
    shown = preview("Ward.txt", f"{WARD}OFFICIAL-SENSITIVE\n")

    assert shown.outcome is Readiness.HELD
    assert [mark.text for mark in shown.markings] == ["OFFICIAL-SENSITIVE"]
    assert f"on slide {shown.markings[0].slide})" in shown.detail


def test_a_file_that_cannot_be_read_is_shown_as_rejected_with_the_reason(preview: Look) -> None:
    shown = preview("Annual_review.rtf", "{\\rtf1 words}")

    assert (shown.outcome, shown.entry.title) == (Readiness.REJECTED, "Annual review")
    assert "rich text" in shown.detail


def test_a_file_that_takes_a_documents_place_keeps_its_entry(tmp_path: Path, preview: Look) -> None:
    write_corpus(tmp_path / "home", ward="Old words")

    shown = preview("Ward.txt", WARD)

    assert (shown.replaces, shown.same_as, shown.entry.title) == ("ward", None, "The ward")


def test_a_file_that_is_there_under_another_name_is_told(tmp_path: Path, preview: Look) -> None:
    write_corpus(tmp_path / "home", ward=WARD)

    shown = preview("Copy.txt", WARD)

    assert (shown.replaces, shown.same_as) == (None, "ward")


def test_fields_that_are_set_go_before_drafted_ones(preview: Look) -> None:
    assert preview("Ward.txt", WARD, title="My title").entry.title == "My title"


def test_a_label_that_may_hold_the_marking_makes_a_file_ready(tmp_path: Path, preview: Look) -> None:
    write_corpus(tmp_path / "home", other="Words")
    with (tmp_path / "home" / "manifest.toml").open("a") as file:
        file.write('[audiences]\nstaff = "OFFICIAL-SENSITIVE"\n')

    shown = preview("Ward.txt", f"{WARD}\nOFFICIAL-SENSITIVE\n", audience="staff")

    assert (shown.outcome, shown.detail) == (Readiness.READY, "")
