import json
import logging
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi.testclient import TestClient
from structlog.testing import capture_logs

from assistant.encoder import EncoderBusy
from assistant.errors import QuestionRejected
from assistant.settings import AssistantSettings
from tests.assistant.service_fakes import FakeAssistant, serve_fake

JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with serve_fake() as ready:
        yield ready


def raising(error: Exception) -> FakeAssistant:
    def fail(question: str) -> None:
        if question == "go":
            raise error

    return FakeAssistant(on_ask=fail)


@pytest.mark.parametrize(
    ("body", "field", "found"),
    [
        ('{"question": ""}', "body.question", "no text"),
        ('{"question": " \\n "}', "body.question", "no text"),
        (json.dumps({"question": "x" * 501}), "body.question", "501 characters"),
        ('{"question": "a\\u0000b"}', "body.question", "U+0000"),
        ('{"question": "a\\u001bb"}', "body.question", "U+001B"),
        ('{"question": "half \\ud800 a pair"}', "body.question", "U+D800"),
        ('{"question": 7}', "body.question", "a number"),
        ("{}", "body.question", "nothing, and it is needed"),
        ('{"question": "a", "colour": 1}', "body.colour", "not known"),
        ('{"question": "a", "conversation_id": "../x"}', "body.conversation_id", "right form"),
        ('{"question": ', "body", "no valid JSON at character 13"),
        ("[]", "body", "a list"),
    ],
)
def test_a_question_that_cannot_be_read_names_the_field_what_was_found_and_what_to_do(
    client: TestClient, body: str, field: str, found: str
) -> None:
    response = client.post("/api/ask", content=body, headers=JSON)

    problem = response.json()
    assert (response.status_code, response.headers["content-type"]) == (422, "application/problem+json")
    assert problem["errors"][0]["field"] == field
    assert found in problem["errors"][0]["found"]
    assert problem["errors"][0]["fix"]


@pytest.mark.parametrize(
    ("content", "headers", "status"),
    [
        (b'{"question": "\xff"}', JSON, 422),
        (b"[" * 9000, JSON, 400),
        (b'{"question": "' + b"x" * 100_000 + b'"}', JSON, 413),
        (b"question=a", {"Content-Type": "application/x-www-form-urlencoded"}, 415),
        (b'{"question": "a"}', {}, 415),
    ],
)
def test_a_body_that_is_no_small_json_is_refused(
    client: TestClient, content: bytes, headers: dict[str, str], status: int
) -> None:
    response = client.post("/api/ask", content=content, headers=headers)

    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")


def test_a_body_without_a_declared_length_is_counted_while_it_is_read(client: TestClient) -> None:
    def chunks() -> Iterator[bytes]:
        yield b'{"question": "'
        for _ in range(100):
            yield b"x" * 1000

    assert client.post("/api/ask", content=chunks(), headers=JSON).status_code == 413


def test_an_unknown_document_says_how_many_are_known_and_where_to_look(client: TestClient) -> None:
    problem = client.get("/api/documents/nowhere/slides/1").json()

    assert problem["status"] == 404
    assert "1 are known" in problem["detail"]
    assert "/api/documents" in problem["detail"]


@pytest.mark.parametrize("number", [0, -1, 4, 10**30])
def test_an_unknown_slide_says_how_many_there_are(client: TestClient, number: int) -> None:
    problem = client.get(f"/api/documents/north-review/slides/{number}").json()

    assert problem["status"] == 404
    assert "has 3 slides" in problem["detail"]


def test_a_slide_number_that_is_no_number_is_named(client: TestClient) -> None:
    problem = client.get("/api/documents/north-review/slides/six").json()

    assert (problem["status"], problem["errors"][0]["field"]) == (422, "path.number")


def test_a_method_that_is_not_taken_names_those_that_are(client: TestClient) -> None:
    response = client.delete("/api/ask")

    assert (response.status_code, response.headers["allow"]) == (405, "POST")
    assert response.json()["title"] == "Method Not Allowed"


def test_a_busy_encoder_says_when_to_ask_again() -> None:
    with serve_fake(raising(EncoderBusy("64 wait"))) as client:
        response = client.post("/api/ask", json={"question": "go"})

    assert (response.status_code, response.headers["retry-after"]) == (429, "1")


def test_more_questions_than_allowed_at_once_are_refused() -> None:
    entered, gate = threading.Event(), threading.Event()
    assistant = FakeAssistant()

    def hold(_: str) -> None:
        entered.set()
        gate.wait(10)

    with serve_fake(assistant, AssistantSettings(max_in_flight=1)) as client, ThreadPoolExecutor(1) as pool:
        assistant.on_ask = hold
        first = pool.submit(client.post, "/api/ask", json={"question": "Which fund?"})
        assert entered.wait(10)
        second = client.post("/api/ask", json={"question": "Which fund?"})
        gate.set()

    assert (first.result().status_code, second.status_code) == (200, 429)
    assert second.headers["retry-after"] == "1"


def test_what_the_assistant_itself_cannot_read_is_a_problem_of_the_question() -> None:
    with serve_fake(raising(QuestionRejected("The question holds no word."))) as client:
        problem = client.post("/api/ask", json={"question": "go"}).json()

    assert (problem["status"], problem["errors"][0]["found"]) == (422, "The question holds no word")


def test_a_fault_of_ours_shows_neither_its_text_nor_a_trace() -> None:
    with serve_fake(raising(RuntimeError("secret path /srv/key"))) as client:
        response = client.post("/api/ask", json={"question": "go"})

    assert response.status_code == 500
    assert "secret" not in response.text
    assert "Traceback" not in response.text
    assert response.json()["instance"] == response.headers["x-request-id"]


def test_a_request_keeps_the_id_it_came_with(client: TestClient) -> None:
    response = client.get("/api/documents/nowhere/slides/1", headers={"X-Request-ID": "trace-0042.a"})

    assert response.headers["x-request-id"] == response.json()["instance"] == "trace-0042.a"


@pytest.mark.parametrize("given", ["", "short", "a b c d e f", "<script>alert</script>", "x" * 65])
def test_an_id_of_the_wrong_form_is_replaced(client: TestClient, given: str) -> None:
    assert client.get("/healthz", headers={"X-Request-ID": given}).headers["x-request-id"] != given


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", ""])
def test_a_host_name_that_is_not_ours_is_refused(client: TestClient, host: str) -> None:
    response = client.get("/api/documents", headers={"Host": host})

    assert (response.status_code, response.headers["content-type"]) == (421, "application/problem+json")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:8000", "[::1]:8000", "10.1.2.3"])
def test_our_own_names_and_plain_addresses_are_served(client: TestClient, host: str) -> None:
    assert client.get("/api/documents", headers={"Host": host}).status_code == 200


def test_a_further_host_name_can_be_allowed() -> None:
    with serve_fake(settings=AssistantSettings(allowed_hosts=("ask.example",))) as client:
        assert client.get("/healthz", headers={"Host": "ask.example"}).status_code == 200


@pytest.mark.parametrize("path", ["/", "/healthz", "/nowhere", "/static/page.css", "/api/documents"])
def test_every_response_carries_the_security_headers_and_no_cookie(client: TestClient, path: str) -> None:
    headers = client.get(path, headers={"Origin": "https://evil.example"}).headers

    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self';")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "set-cookie" not in headers
    assert "access-control-allow-origin" not in headers


def test_no_answer_may_be_kept_by_a_cache(client: TestClient) -> None:
    kept = {path: client.get(path).headers["cache-control"] for path in ("/ask?q=fund", "/static/page.css")}

    assert kept == {"/ask?q=fund": "no-store", "/static/page.css": "no-cache"}


def test_the_log_says_how_a_question_ended_and_not_what_it_was(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with capture_logs() as lines, caplog.at_level(logging.DEBUG):
        client.post("/api/ask", json={"question": "Which zebra fund?"})
        client.get("/ask", params={"q": "Which zebra fund?"})

    assert [(line["status"], line["answer_status"]) for line in lines] == [(200, "answered")] * 2
    assert all(line["timings_ms"]["total"] == 9.5 and line["request_id"] for line in lines)
    assert "zebra" not in repr(lines)
