import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from structlog.testing import capture_logs

from assistant.api.feedback import CUT, FILE, MAX_LINE_BYTES, Feedback, write_line
from assistant.api.problems import Problem
from assistant.settings import AssistantSettings
from tests.assistant.service_fakes import serve_fake

SAID = {"answer_id": "a1", "verdict": "wrong_slide", "question": "Which fund?"}
CONVERSATION = "0" * 32


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def client(home: Path) -> Iterator[TestClient]:
    kept = Feedback(home, 2**20, lambda: datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC))
    with serve_fake(feedback=kept) as ready:
        yield ready


def lines_of(home: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (home / FILE).read_bytes().decode().split("\n")[:-1]]


def test_what_somebody_says_is_kept_with_its_time_its_request_and_the_generation(
    client: TestClient, home: Path
) -> None:
    about = {"document_id": "north-review", "slide_number": 2, "conversation_id": CONVERSATION}

    response = client.post(
        "/api/feedback", json=SAID | about | {"note": "It is £9."}, headers={"X-Request-ID": "trace-0042"}
    )

    assert (response.status_code, response.content) == (204, b"")
    rim = {"at": "2031-05-06T07:08:09+00:00", "request_id": "trace-0042", "generation": "gen-1"}
    assert lines_of(home) == [rim | SAID | about | {"note": "It is £9."}]


def test_a_verdict_alone_is_enough(client: TestClient, home: Path) -> None:
    assert client.post("/api/feedback", json=SAID | {"verdict": "right"}).status_code == 204
    assert lines_of(home)[0]["note"] == ""


@pytest.mark.parametrize(
    ("change", "field", "found"),
    [
        ({"verdict": "fine"}, "body.verdict", "text that does not belong there"),
        ({"note": "x" * 1001}, "body.note", "text of more than 1,000 characters"),
        ({"note": "bell \u0007"}, "body.note", "U+0007"),
        ({"question": ""}, "body.question", "no text"),
        ({"question": "x" * 501}, "body.question", "501 characters"),
        ({"question": "a\u0000b"}, "body.question", "U+0000"),
        ({"answer_id": "../a"}, "body.answer_id", "right form"),
        ({"conversation_id": "x"}, "body.conversation_id", "right form"),
        ({"document_id": "a\nb"}, "body.document_id", "right form"),
        ({"slide_number": 0}, "body.slide_number", "a number"),
        ({"colour": 1}, "body.colour", "not known"),
    ],
)
def test_feedback_that_cannot_be_read_is_refused_by_its_field_and_not_kept(
    client: TestClient, home: Path, change: dict[str, object], field: str, found: str
) -> None:
    response = client.post("/api/feedback", json=SAID | change)

    fault = response.json()["errors"][0]
    assert (response.status_code, fault["field"]) == (422, field)
    assert found in fault["found"]
    assert not (home / FILE).exists()


@pytest.mark.parametrize(
    ("content", "media_type", "status"),
    [
        (b"verdict=right", "application/x-www-form-urlencoded", 415),
        (b'{"note": "' + b"x" * 20_000 + b'"}', "application/json", 413),
        (b'{"note": "\xff"}', "application/json", 422),
    ],
)
def test_the_body_of_feedback_passes_the_same_gate_as_a_question(
    client: TestClient, content: bytes, media_type: str, status: int
) -> None:
    response = client.post("/api/feedback", content=content, headers={"Content-Type": media_type})

    assert response.status_code == status


def test_where_feedback_is_turned_off_the_reason_is_told() -> None:
    with serve_fake() as client:
        response = client.post("/api/feedback", json=SAID)

    assert (response.status_code, response.headers["content-type"]) == (404, "application/problem+json")
    assert "SSP_FEEDBACK" in response.json()["detail"]


def test_nothing_of_what_somebody_says_is_logged(client: TestClient) -> None:
    with capture_logs() as logged:
        client.post("/api/feedback", json=SAID | {"note": "a zebra", "question": "Which zebra fund?"})

    assert [line["status"] for line in logged] == [204]
    assert "zebra" not in repr(logged)


def test_a_full_file_takes_no_more_and_says_so_in_plain_words(home: Path) -> None:
    with serve_fake(feedback=Feedback(home, 600)) as client:
        answers = [client.post("/api/feedback", json=SAID) for _ in range(6)]

    statuses = [answer.status_code for answer in answers]
    assert (statuses[0], statuses[-1]) == (204, 507)
    assert "is full" in answers[-1].json()["detail"]
    assert len(lines_of(home)) == statuses.count(204)
    assert (home / FILE).stat().st_size <= 600


def test_a_file_that_cannot_be_written_is_told_without_its_place(home: Path) -> None:
    home.write_text("a file where the folder should be")
    with serve_fake(feedback=Feedback(home, 2**20)) as client:
        response = client.post("/api/feedback", json=SAID)

    assert response.status_code == 507
    assert str(home) not in response.text


@pytest.mark.parametrize("letter", ["x", '"', "\n", "é", "𝔵"])
def test_no_line_is_over_4_kib_and_a_long_question_is_cut_first(letter: str) -> None:
    line = write_line({"answer_id": "a1", "question": letter * 4000, "note": letter * 500})

    kept = json.loads(line)
    assert len(line) <= MAX_LINE_BYTES
    assert kept["question"].endswith(CUT)
    assert kept["note"] == letter * 500


def test_a_note_that_does_not_fit_by_itself_is_cut_too() -> None:
    line = write_line({"answer_id": "a1" * 60, "question": "𝔵" * 4000, "note": "𝔵" * 1000})

    assert len(line) <= MAX_LINE_BYTES
    assert json.loads(line)["note"].startswith("𝔵" * 600)


def test_a_question_that_fits_is_kept_whole() -> None:
    assert json.loads(write_line({"question": "x" * 2000, "note": "y" * 1000}))["question"] == "x" * 2000


def test_no_text_makes_a_second_line(home: Path) -> None:
    Feedback(home, 2**20).keep({"question": "a\r\nb\u2028c\u2029d", "note": ""})

    assert len((home / FILE).read_text(encoding="utf-8").splitlines()) == 1
    assert lines_of(home)[0]["question"] == "a\r\nb\u2028c\u2029d"


def test_many_at_once_are_kept_one_a_line(home: Path) -> None:
    feedback = Feedback(home, 2**20)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: feedback.keep({"question": f"q{n} " + "x" * 900, "note": ""}), range(64)))

    assert {line["question"].split()[0] for line in lines_of(home)} == {f"q{n}" for n in range(64)}


def test_a_line_that_was_cut_short_does_not_swallow_the_next(home: Path) -> None:
    home.mkdir()
    (home / FILE).write_bytes(b'{"at": "2031')

    Feedback(home, 2**20).keep({"question": "whole", "note": ""})

    torn, whole = (home / FILE).read_bytes().splitlines()
    assert (torn, json.loads(whole)["question"]) == (b'{"at": "2031', "whole")


def test_only_its_owner_may_read_what_people_said(home: Path) -> None:
    Feedback(home, 2**20).keep({"question": "q", "note": ""})

    assert (home / FILE).stat().st_mode & 0o077 == 0


def test_a_full_file_is_a_problem_of_the_file_and_not_of_the_asker(home: Path) -> None:
    with pytest.raises(Problem) as problem:
        Feedback(home, 10).keep({"question": "q", "note": ""})

    assert (problem.value.status, problem.value.kind) == (507, "feedback-not-kept")


def test_feedback_is_offered_unless_it_is_turned_off(monkeypatch: pytest.MonkeyPatch) -> None:
    assert AssistantSettings().feedback
    monkeypatch.setenv("SSP_FEEDBACK", "off")

    assert not AssistantSettings().feedback
