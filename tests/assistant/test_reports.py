import html
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.api.problems import Problem
from assistant.api.reports import Reports
from corpus.embedder import MiniLM
from corpus.model import DocumentStatus
from ingest.additions import Additions
from ingest.editing import withdraw_document
from ingest.pipeline import ingest_corpus
from tests.assistant.reporting import FixedReports
from tests.assistant.service_fakes import DOCUMENT, serve_fake
from tests.ingest.pdfs import draw, write

ONE = f"/documents/{DOCUMENT.id}/report"
HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with serve_fake(reports=FixedReports()) as ready:
        yield ready


def one_page(words: str) -> bytes:
    return draw(lambda canvas: write(canvas, 72, 72, words))


def text_of(client: TestClient, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, response.text
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.text)).split())


def test_the_overview_lists_each_document_with_how_much_was_read_and_left_out(client: TestClient) -> None:
    assert f"{DOCUMENT.title} 3 1,207 12,345 870 9" in text_of(client, "/documents/report")
    assert f'href="{ONE}"' in client.get("/documents/report").text


def test_what_was_left_out_is_listed_by_its_reason_with_examples(client: TestClient) -> None:
    text = text_of(client, ONE)

    assert "12,345 characters, of which 870 were left out (7.0%)" in text
    assert "Running footer 12 840 “Northmoor 2022/23”" in text
    assert "List mark 30 30 no words" in text


@pytest.mark.parametrize(
    "told",
    [
        "Answered from, with warnings",
        "Slide 2 holds a table that is a picture.",
        "Period: the text speaks mostly of 2021/22.",
        "Slide 3: Map of patrols",
        "93% sure of the middle one and 41% of the least sure",
        "OFFICIAL OFFICIAL Slide 1",
        "The file’s properties",
        "Slide 2 Slide 7 south-plan 84%",
        "Table row 4",
        "As the file draws the page 2",
        "2022/23 (as its entry says) 2",
    ],
)
def test_a_documents_report_tells_what_to_look_at(client: TestClient, told: str) -> None:
    assert told in text_of(client, ONE)


def test_slides_to_look_at_are_linked(client: TestClient) -> None:
    page = client.get(ONE).text

    assert 'href="/d/north-review/slides/3"' in page
    assert 'href="/d/south-plan/slides/7"' in page


def test_a_document_with_nothing_to_look_at_says_so(client: TestClient) -> None:
    assert "To look at Nothing." in text_of(client, "/documents/plain/report")
    assert "1 0 0 nothing" in text_of(client, "/documents/report")


def test_hostile_text_in_a_report_is_shown_as_text(client: TestClient) -> None:
    for path in (ONE, "/documents/report", "/documents/held-paper/report"):
        assert "<img" not in client.get(path).text


def test_what_is_held_back_or_could_not_be_read_says_why_at_this_machine(client: TestClient) -> None:
    text = text_of(client, "/documents/report")

    assert "held-paper Held back it is marked SECRET" in text
    assert "cut-paper Could not be read it is broken" in text
    assert "Held back. it is marked SECRET" in text_of(client, "/documents/held-paper/report")


def test_what_is_held_back_is_not_told_to_other_machines() -> None:
    with serve_fake(reports=FixedReports(), peer="192.0.2.7") as far:
        text = text_of(far, "/documents/report")
        held = far.get("/documents/held-paper/report")

    assert DOCUMENT.title in text
    assert "held-paper" not in text
    assert held.status_code == 404


def test_an_unknown_document_has_no_report(client: TestClient) -> None:
    assert client.get("/documents/nowhere/report", headers=HTML).status_code == 404


def test_the_documents_page_leads_to_the_reports(client: TestClient) -> None:
    page = client.get("/documents").text

    assert f'href="{ONE}"' in page
    assert 'href="/documents/report"' in page


def test_a_document_that_is_no_longer_answered_from_is_listed_as_such() -> None:
    old = replace(
        DOCUMENT, id="old", title="Old plan", status=DocumentStatus.SUPERSEDED, superseded_by=DOCUMENT.id
    )
    gone = replace(DOCUMENT, id="gone", title="Gone plan", status=DocumentStatus.WITHDRAWN)
    with serve_fake(reports=FixedReports(past=(old, gone))) as client:
        text = text_of(client, "/documents")

    assert f"Old plan Superseded by “{DOCUMENT.title}”" in text
    assert "Gone plan Withdrawn Covers 2022/23. It is not answered from any more." in text


def test_without_an_index_there_is_nothing_to_report_on(tmp_path: Path) -> None:
    with pytest.raises(Problem) as problem:
        Reports(tmp_path).read()

    assert problem.value.status == 503


@pytest.mark.model
def test_a_report_is_of_the_index_that_is_published_now(tmp_path: Path, embedder: MiniLM) -> None:
    home = tmp_path / "home"
    for name in ("lamps", "boats"):
        (tmp_path / f"{name}.pdf").write_bytes(one_page(f"The partnership counted 88 {name} in town."))
    ingest_corpus(home, embedder, additions=Additions((tmp_path / "lamps.pdf",), bundled=False))
    reports = Reports(home)

    first = reports.read()
    kept = reports.read() is first
    ingest_corpus(home, embedder, additions=Additions((tmp_path / "boats.pdf",)))
    second = reports.read()
    withdraw_document(home, "lamps")

    assert kept
    assert [report.document_id for report in first] == ["lamps"]
    assert [report.document_id for report in second] == ["lamps", "boats"]
    assert [document.id for document in reports.find_past()] == ["lamps"]
