import io
import json
from typing import Any

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner

from ingest.confirming import confirm_entry, print_preview
from ingest.drafting import Found
from ingest.preview import Preview, Readiness, entry_of
from tests.fakes import a_document

FOUND = (Found("title", "The ward", "slide 1: “The ward”"),)


def a_preview(outcome: Readiness = Readiness.READY, **fields: Any) -> Preview:  # noqa: ANN401 - any of its fields
    entry = entry_of(a_document("ward"))
    return Preview(outcome, "", entry, FOUND, None, None, **fields)


def answer(*lines: str, preview: Preview | None = None) -> dict[str, object] | None:
    """Return the fields that a person who types these lines confirms."""
    app = typer.Typer()

    @app.command()
    def ask() -> None:
        fields = confirm_entry(Console(file=io.StringIO()), preview or a_preview())
        typer.echo(json.dumps(fields, default=str))

    done = CliRunner().invoke(app, [], input="".join(f"{line}\n" for line in lines))
    assert done.exit_code == 0, done.output
    found: dict[str, object] | None = json.loads(done.stdout.splitlines()[-1])
    return found


def test_a_draft_is_taken_with_enter() -> None:
    fields = answer("")

    assert fields is not None
    assert (fields["id"], fields["title"], fields["kind"]) == ("ward", "The ward", "review")


def test_a_draft_is_left_with_no() -> None:
    assert answer("n") is None


def test_a_file_that_cannot_be_read_is_not_asked_about() -> None:
    assert answer(preview=a_preview(Readiness.REJECTED)) is None


def test_fields_are_corrected_one_by_one_and_emptied_with_a_dash() -> None:
    fields = answer("e", "My title", "", "-", "", "", "staff", "2021-04-12", "Cabinet", "y")

    assert fields is not None
    assert (fields["title"], fields["kind"], fields["period"]) == ("My title", "review", "")
    assert (fields["audience"], fields["presented_on"], fields["presented_to"]) == (
        "staff",
        "2021-04-12",
        "Cabinet",
    )


def test_fields_are_asked_for_again_when_one_is_wrong() -> None:
    fields = answer("e", "", "memo", *[""] * 6, *["", "plan", *[""] * 6], "y")

    assert fields is not None
    assert fields["kind"] == "plan"


def printed(preview: Preview) -> list[str]:
    console = Console(file=io.StringIO(), width=200)
    print_preview(console, preview)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue().splitlines()


def test_a_drafted_field_is_shown_with_its_place() -> None:
    assert "        title: The ward   (slide 1: “The ward”)" in printed(a_preview())


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"slides": 3}, "3 slides"),
        ({"warnings": ("odd",)}, "warning: odd"),
    ],
)
def test_what_a_person_should_know_is_shown(fields: dict[str, Any], line: str) -> None:
    assert line in printed(a_preview(Readiness.READY, **fields))
