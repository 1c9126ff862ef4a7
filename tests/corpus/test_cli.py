import json
from hashlib import sha256
from io import StringIO
from pathlib import Path

import pytest
import typer
from rich.console import Console

from corpus.cli import doctor, documents, print_table, report, run_app
from corpus.errors import IndexDamaged
from tests.fakes import a_draft, a_part, an_entry, publish, write_corpus

app = typer.Typer(pretty_exceptions_enable=False)
app.command()(documents)
app.command()(doctor)
app.command()(report)


@app.command()
def fail() -> None:
    """Fail as a command of ours may."""
    raise IndexDamaged("chunks.jsonl is missing; run: ssp ingest --rebuild")


@app.command()
def interrupt() -> None:
    """Stand for a user who presses Ctrl-C."""
    raise KeyboardInterrupt


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a data folder that serves one document, and is the one the commands see."""
    monkeypatch.setenv("SSP_HOME", str(tmp_path))
    publish(tmp_path, a_draft(a_part("review", "Hate crime fund")))
    return tmp_path


def test_documents_are_listed_with_their_slides(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(app, ["documents"], "ssp") == 0

    assert "review\tThe review\treview\t2020/21\t1\t2\tindexed\t" in capsys.readouterr().out.splitlines()
    assert home.is_dir()


def test_documents_that_are_not_answered_from_are_listed_with_the_reason(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_corpus(home, notes="Notes")
    withdrawn = an_entry("old", file="notes.txt", sha256=sha256(b"Notes").hexdigest(), status="withdrawn")
    with (home / "manifest.toml").open("a") as file:
        file.write(withdrawn)

    run_app(app, ["documents"], "ssp")

    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()[1:]]
    assert [(line[0], *line[6:]) for line in lines] == [
        ("review", "indexed", ""),
        ("notes", "not indexed", "run: ssp ingest"),
        ("old", "withdrawn", ""),
    ]


@pytest.mark.usefixtures("home")
def test_the_report_is_printed_in_plain_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(app, ["report"], "ssp") == 0

    assert capsys.readouterr().out.splitlines()[:2] == ["review: The review", "  outcome: indexed"]


@pytest.mark.usefixtures("home")
def test_the_report_on_one_document_comes_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    run_app(app, ["report", "review", "--json"], "ssp")

    (report,) = json.loads(capsys.readouterr().out)
    assert (report["document_id"], report["outcome"], report["slides"]) == ("review", "indexed", 1)


@pytest.mark.usefixtures("home")
def test_a_report_on_a_document_that_is_not_there_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(app, ["report", "revue"], "ssp") == 2

    assert "revue" in capsys.readouterr().err


@pytest.mark.usefixtures("home")
def test_documents_come_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    run_app(app, ["documents", "--json"], "ssp")

    (record,) = json.loads(capsys.readouterr().out)
    assert (record["document"]["id"], record["slides"]) == ("review", 1)


def test_documents_without_an_index_end_with_6(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SSP_HOME", str(tmp_path))

    assert run_app(app, ["documents"], "ssp") == 6

    assert capsys.readouterr().err == f"Error: there is no index in {tmp_path}; run: ssp ingest\n"


@pytest.mark.usefixtures("home")
def test_doctor_ends_with_the_code_of_its_findings(capsys: pytest.CaptureFixture[str]) -> None:
    code = run_app(app, ["doctor", "--json"], "ssp")

    findings = {finding["name"]: finding for finding in json.loads(capsys.readouterr().out)}
    assert findings["index"]["health"] == "fail"
    assert code == 6


def test_an_error_of_ours_is_one_line_and_its_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(app, ["fail"], "ssp") == 6

    assert capsys.readouterr().err == "Error: chunks.jsonl is missing; run: ssp ingest --rebuild\n"


def test_an_interrupt_ends_with_130() -> None:
    assert run_app(app, ["interrupt"], "ssp") == 130


def test_wrong_usage_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(app, ["documents", "--jsn"], "ssp") == 2

    assert "--jsn" in capsys.readouterr().err


def test_a_table_is_tab_separated_where_there_is_no_terminal() -> None:
    stream = StringIO()

    print_table(Console(file=stream), ("a", "b"), [("1", "two\nlines")])

    assert stream.getvalue() == "a\tb\n1\ttwo lines\n"


def test_a_table_is_drawn_on_a_terminal() -> None:
    stream = StringIO()

    print_table(Console(file=stream, force_terminal=True), ("name",), [("review",)])

    assert "┃" in stream.getvalue()
