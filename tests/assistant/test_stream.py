import json

import anyio
import pytest
from fastapi.testclient import TestClient

from assistant.api import stream as streaming
from assistant.api.asking import Reply
from assistant.api.stream import stream
from tests.assistant.service_fakes import FakeAssistant, fund_answer, serve_fake

STREAM = {"Accept": "text/event-stream"}


def events_of(client: TestClient, question: str) -> list[tuple[str, dict[str, object]]]:
    response = client.post("/api/ask", json={"question": question}, headers=STREAM)
    assert response.headers["content-type"].startswith("text/event-stream"), response.text
    events = []
    for event in response.text.strip().split("\n\n"):
        name, data = event.split("\n")
        events.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return events


def test_the_slides_come_first_then_each_sentence_with_its_citations_then_all_of_it() -> None:
    with serve_fake() as client:
        events = events_of(client, "Which fund?")

    assert [name for name, _ in events] == ["sources", "delta", "citation", "delta", "citation", "final"]


def test_the_final_event_is_what_json_gives() -> None:
    with serve_fake() as client:
        final = events_of(client, "Which fund?")[-1][1]
        plain = client.post("/api/ask", json={"question": "Which fund?"}).json()

    assert final | {"conversation_id": ""} == plain | {"conversation_id": ""}


def test_sources_name_each_slide_once_with_the_numbers_that_cite_it() -> None:
    with serve_fake() as client:
        sources = events_of(client, "Which fund?")[0][1]["sources"]

    assert isinstance(sources, list)
    assert [(source["slide_number"], source["citations"]) for source in sources] == [(1, [1]), (2, [2])]


def test_a_question_without_an_answer_streams_the_sentence_that_says_so() -> None:
    with serve_fake() as client:
        events = events_of(client, "Who won?")

    assert events[1] == ("delta", {"text": "The documents do not say.", "citations": [], "worked": False})
    assert events[-1][1]["status"] == "no_evidence"


def test_a_question_that_cannot_be_read_is_a_problem_before_any_event() -> None:
    with serve_fake() as client:
        response = client.post("/api/ask", json={"question": ""}, headers=STREAM)

    assert (response.status_code, response.headers["content-type"]) == (422, "application/problem+json")


def test_a_fault_on_the_way_is_an_error_event_without_its_text() -> None:
    def fail(question: str) -> None:
        if question == "go":
            raise RuntimeError("secret")

    with serve_fake(FakeAssistant(on_ask=fail)) as client:
        events = events_of(client, "go")

    assert [name for name, _ in events] == ["error"]
    assert events[0][1]["status"] == 500
    assert "secret" not in json.dumps(events)


def test_silence_is_filled_with_comments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "PING_S", 0.01)

    async def slow() -> Reply:
        await anyio.sleep(0.1)
        return Reply(fund_answer("q"), "c")

    async def read() -> list[bytes]:
        return [event async for event in stream(slow, "r", lambda _: None)]

    events = anyio.run(read)

    assert events[0] == b": ping\n\n"
    assert events[-1].startswith(b"event: final")


def test_a_reader_who_leaves_cancels_the_answer() -> None:
    cancelled = []

    async def endless() -> Reply:
        try:
            await anyio.sleep(30)
        finally:
            cancelled.append(True)
        raise AssertionError

    async def leave() -> None:
        with anyio.move_on_after(0.05):
            async for _ in stream(endless, "r", lambda _: None):
                pass
        await anyio.sleep(0.01)

    anyio.run(leave)

    assert cancelled == [True]
