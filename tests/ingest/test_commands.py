import json
from pathlib import Path

import pytest

from corpus.cli import run_app
from corpus.manifest import load_manifest
from corpus.model import DocumentStatus
from ingest.commands import app
from tests.fakes import a_draft, a_part, publish, write_corpus


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a data folder with an index and two documents of its own, the one the commands see."""
    monkeypatch.setenv("SSP_HOME", str(tmp_path))
    write_corpus(tmp_path, old="Old", new="New")
    publish(tmp_path, a_draft(a_part("old", "Hate crime fund"), a_part("new", "Youth work in parks")))
    return tmp_path


def run(*arguments: str) -> int:
    return run_app(app, arguments, "ssp documents")


def status(home: Path) -> DocumentStatus:
    return load_manifest(home).documents[0].status


@pytest.mark.usefixtures("home")
def test_the_bare_command_lists_the_documents(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--json") == 0

    listed = json.loads(capsys.readouterr().out)
    assert [(one["document"]["id"], one["status"], one["slides"]) for one in listed] == [
        ("old", "indexed", 1),
        ("new", "indexed", 1),
    ]


@pytest.mark.usefixtures("home")
def test_a_subcommand_does_not_list_them(capsys: pytest.CaptureFixture[str]) -> None:
    run("report", "new", "--json")

    assert [one["document_id"] for one in json.loads(capsys.readouterr().out)] == ["new"]


def test_a_document_is_withdrawn_and_restored(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("withdraw", "old", "--no-ingest") == 0
    assert status(home) is DocumentStatus.WITHDRAWN
    assert "old is withdrawn. The index is as before: run ssp ingest" in capsys.readouterr().err

    assert run("restore", "old", "--no-ingest") == 0
    assert status(home) is DocumentStatus.CURRENT


def test_a_document_that_is_withdrawn_and_still_served_is_listed_so(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("withdraw", "old", "--no-ingest")

    run()

    assert "withdrawn\tstill answered from; run: ssp ingest" in capsys.readouterr().out
    assert home.is_dir()


def test_a_document_is_superseded(home: Path) -> None:
    assert run("supersede", "old", "--by", "new", "--no-ingest") == 0

    assert load_manifest(home).documents[0].superseded_by == "new"


def test_fields_are_edited_and_emptied(home: Path) -> None:
    assert (
        run(
            "edit",
            "old",
            "--title",
            "My title",
            "--period",
            "",
            "--presented-on",
            "2021-04-12",
            "--no-ingest",
        )
        == 0
    )

    document = load_manifest(home).documents[0]
    assert (document.title, document.period, str(document.presented_on)) == ("My title", "", "2021-04-12")


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("edit", "old"), "name at least one field"),
        (("edit", "old", "--kind", "memo"), "field 'kind'"),
        (("edit", "old", "--presented-on", "soon"), "field 'presented_on'"),
        (("withdraw", "odl"), "did you mean 'old'"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_why(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    assert run(*arguments, "--no-ingest") == 2

    assert said in " ".join(capsys.readouterr().err.replace("│", " ").split())


@pytest.mark.model
def test_the_index_is_brought_up_to_date_by_the_change(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("withdraw", "old", "--json") == 0

    report = json.loads(capsys.readouterr().out)
    assert [document["document_id"] for document in report["documents"]] == ["new"]
    assert home.is_dir()
