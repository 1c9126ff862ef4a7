import html
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.api.accessibility import FILE, UNNAMED, Compliance, name_organisation, read_statement
from assistant.settings import AssistantSettings
from tests.assistant.service_fakes import DOCUMENT, HOSTILE, serve_fake

CONTACT = "the safety team, safety@northmoor.example"
SCRIPT = FILE.parent / "SCREEN_READERS.md"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with serve_fake(settings=AssistantSettings(contact=CONTACT)) as ready:
        yield ready


def read(client: TestClient) -> str:
    response = client.get("/accessibility", headers={"Accept": "text/html"})
    assert response.status_code == 200, response.text
    return response.text


def text_of(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", page)).split())


def changed(tmp_path: Path, old: str, new: str) -> Path:
    written = FILE.read_text(encoding="utf-8")
    assert written.count(old) == 1
    path = tmp_path / "statement.toml"
    path.write_text(written.replace(old, new), encoding="utf-8")
    return path


def test_the_statement_has_the_parts_that_the_regulations_ask_for_in_order(client: TestClient) -> None:
    headings = re.findall(r"<h[1-4][^>]*>(.*?)</h[1-4]>", read(client))

    assert headings == [
        "Accessibility statement",
        "How accessible this service is",
        "Feedback and contact information",
        "Enforcement procedure",
        "Technical information about accessibility",
        "Compliance status",
        "Non-accessible content",
        "Non-compliance with the accessibility regulations",
        "Disproportionate burden",
        "Content that is not within the scope of the accessibility regulations",
        "Preparation of this statement",
        "How it was tested",
        "What has not been tested",
    ]


def test_it_names_who_is_responsible_and_whom_to_tell(client: TestClient) -> None:
    text = text_of(read(client))

    assert "Northmoor Safety Partnership is responsible for it" in text
    assert f"get in touch with {CONTACT}." in text
    assert "within 10 working days" in text


def test_it_names_standard_status_and_the_bodies_that_enforce(client: TestClient) -> None:
    text = text_of(read(client))

    assert "partially compliant with the Web Content Accessibility Guidelines version 2.2, level AA" in text
    assert "Regulations 2018" in text
    assert "Equality and Human Rights Commission" in text
    assert "Equality Commission for Northern Ireland" in text


def test_every_gap_is_told_with_its_criterion_and_what_is_done(client: TestClient) -> None:
    text, statement = text_of(read(client)), read_statement()

    assert len(statement.gaps) > 3
    for gap in statement.gaps:
        assert f"{gap.what} It fails success criterion {gap.criterion}." in text
        assert f"What is done about it: {gap.plan}" in text


def test_it_says_when_and_how_it_was_tested_and_what_was_not(client: TestClient) -> None:
    text, statement = text_of(read(client)), read_statement()

    assert "It was prepared on 26 November 2026" in text
    assert statement.tests
    assert all(line in text for line in (*statement.tests, *statement.untested, *statement.outside_scope))
    assert "No screen reader" in text


def test_it_is_a_draft_until_whoever_runs_the_service_has_confirmed_it(
    client: TestClient, tmp_path: Path
) -> None:
    assert not read_statement().confirmed
    assert "has not confirmed it yet" in text_of(read(client))
    assert read_statement(changed(tmp_path, "confirmed = false", "confirmed = true")).confirmed


def test_without_a_contact_it_says_that_one_is_missing() -> None:
    with serve_fake() as client:
        assert "Whom to get in touch with has not been entered here yet." in text_of(read(client))


def test_a_hostile_contact_is_shown_as_text() -> None:
    with serve_fake(settings=AssistantSettings(contact=HOSTILE)) as client:
        page = read(client)

    assert "<img" not in page
    assert HOSTILE in html.unescape(page)


def test_several_publishers_answer_for_no_service() -> None:
    other = replace(DOCUMENT, publisher="Southmoor Council")

    assert name_organisation((DOCUMENT, DOCUMENT)) == DOCUMENT.publisher
    assert name_organisation((DOCUMENT, other)) == UNNAMED
    assert name_organisation(()) == UNNAMED


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('status = "partially"', 'status = "fully"', "has no gaps"),
        ("reviewed = 2026-11-26", "reviewed = 2026-11-25", "before the day"),
        ('criterion = "3.1.2 Language', 'criterion = "Language', "criterion"),
        ("reply_days = 10", "reply_days = 0", "reply_days"),
        ("confirmed = false", "", "confirmed"),
        ("confirmed = false", "confirmed = false\ncolour = 1", "colour"),
    ],
)
def test_a_statement_that_is_incomplete_or_contradicts_itself_is_refused(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    path = changed(tmp_path, old, new)

    with pytest.raises(ValueError, match=said):
        read_statement(path)


def test_a_service_without_gaps_may_call_itself_fully_compliant(tmp_path: Path) -> None:
    written = FILE.read_text(encoding="utf-8").split("[[gaps]]")[0]
    path = tmp_path / "statement.toml"
    path.write_text(written.replace("reply_days", "gaps = []\nreply_days").replace('"partially"', '"fully"'))

    assert read_statement(path).status is Compliance.FULLY


def test_the_documents_page_leads_to_the_statement(client: TestClient) -> None:
    assert 'href="/accessibility"' in client.get("/documents").text


@pytest.mark.parametrize("name", ["NVDA", "JAWS", "VoiceOver", "TalkBack"])
def test_the_script_for_screen_readers_names_each_and_owns_up_that_none_was_used(name: str) -> None:
    written = SCRIPT.read_text(encoding="utf-8")

    assert name in written
    assert "Nobody has run this script with assistive technology yet." in written
    assert "| – | not run yet |" in written


@pytest.mark.parametrize("name", ["accessibility.toml", "SCREEN_READERS.md"])
def test_neither_file_is_served(client: TestClient, name: str) -> None:
    assert [client.get(f"/static/{path}").status_code for path in (name, f"../{name}", f"%2e%2e/{name}")] == [
        404
    ] * 3
