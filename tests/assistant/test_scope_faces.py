"""A question asked of some documents, over the API and at the command line."""

from dataclasses import replace
from pathlib import Path

import pytest
import typer

from assistant.cli import ask
from corpus.cli import run_app
from tests.assistant.service_fakes import DOCUMENT, FakeAssistant, serve_fake

OTHER = replace(DOCUMENT, id="north-plan", title="Northmoor Safety Plan 2023-26")
HERE = "ssp-annual-review-2020-21"

app = typer.Typer()
app.command()(ask)


def two_documents() -> FakeAssistant:
    return FakeAssistant(documents=(DOCUMENT, OTHER))


@pytest.mark.parametrize("trace", [True, False])
def test_the_documents_named_are_those_asked(trace: bool) -> None:  # noqa: FBT001 - pytest names it
    assistant = two_documents()
    body = {"question": "Which fund?", "documents": [OTHER.id, DOCUMENT.id], "trace": trace}
    with serve_fake(assistant) as client:
        response = client.post("/api/ask", json=body)

    assert response.status_code == 200
    assert assistant.asked_of[-1] == (OTHER.id, DOCUMENT.id)


def test_each_question_of_a_conversation_brings_its_own_documents() -> None:
    assistant = two_documents()
    with serve_fake(assistant) as client:
        first = client.post("/api/ask", json={"question": "Which fund?", "documents": [OTHER.id]}).json()
        body = {"question": "What did it pay for?", "conversation_id": first["conversation_id"]}
        client.post("/api/ask", json=body)

    assert assistant.asked_of[-2:] == [(OTHER.id,), ()]
    assert assistant.asked[-1][1][0].question == "Which fund?"


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
def test_a_document_that_is_not_there_is_a_fault_of_the_request_that_names_it(accept: str) -> None:
    assistant = two_documents()
    with serve_fake(assistant) as client:
        asked = len(assistant.asked)
        body = {"question": "Which fund?", "documents": [OTHER.id, "south-plan"]}
        response = client.post("/api/ask", json=body, headers={"Accept": accept})

    assert response.status_code == 422
    assert response.json()["errors"] == [
        {
            "field": "body.documents",
            "found": "no document has the id “south-plan”",
            "fix": "Take ids that GET /api/documents lists, or none to ask all.",
        }
    ]
    assert len(assistant.asked) == asked


@pytest.mark.parametrize(
    ("documents", "field"),
    [(["d"] * 101, "body.documents"), (["d" * 201], "body.documents.0"), ([7], "body.documents.0")],
)
def test_too_many_documents_or_what_is_no_id_are_a_fault_of_the_request(
    documents: list[object], field: str
) -> None:
    with serve_fake() as client:
        response = client.post("/api/ask", json={"question": "Which fund?", "documents": documents})

    assert response.status_code == 422
    assert [fault["field"] for fault in response.json()["errors"]] == [field]


def test_openapi_says_what_documents_may_be_named() -> None:
    with serve_fake() as client:
        schemas = client.get("/openapi.json").json()["components"]["schemas"]

    documents = schemas["AskIn"]["properties"]["documents"]
    assert (documents["maxItems"], documents["items"]["maxLength"], documents["default"]) == (100, 200, [])
    assert "/api/documents" in documents["description"]


@pytest.mark.model
def test_the_command_asks_the_documents_given(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SSP_HOME", str(home))

    code = run_app(app, ("--document", HERE, "How much was the Hate Crime Fund?"), "ssp ask")

    assert code == 0
    assert "£10,000" in capsys.readouterr().out


@pytest.mark.model
@pytest.mark.parametrize("explain", [(), ("--explain",)])
def test_the_command_names_a_document_that_is_not_there_and_ends_with_2(
    explain: tuple[str, ...],
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("SSP_HOME", str(home))
    given = ("--document", HERE, "--document", "ssp-annual-review-2021", "How much was the fund?")

    code = run_app(app, (*explain, *given), "ssp ask")

    out, error = capsys.readouterr()
    assert (code, out) == (2, "")
    assert error == (
        f"Error: No document has the id “ssp-annual-review-2021”. Is it “{HERE}”? "
        "Find the ids with: ssp documents\n"
    )
