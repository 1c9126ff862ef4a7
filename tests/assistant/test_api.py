import re
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from urllib.parse import parse_qs, urlsplit

from fastapi.testclient import TestClient

from assistant.api.app import create_app
from assistant.api.asking import NEW_CONVERSATION_NOTE
from assistant.api.traces import trace_out
from assistant.conversations import ID_PATTERN
from assistant.pipeline import Assistant
from assistant.settings import AssistantSettings
from corpus.errors import IndexDamaged, IndexMissing
from tests.assistant.service_fakes import HOSTILE, FakeAssistant, failing_to_load, serve_fake
from tests.assistant.small_corpus import embed, index

ANSWER_KEYS = {
    "id", "status", "question", "text", "sentences", "citations", "unanswered", "next_step", "nearest",
    "suggestions", "notes", "support", "generation", "timings_ms", "conversation_id", "trace",
}  # fmt: skip
CITATION_KEYS = {
    "id", "n", "document_id", "document_title", "period", "slide_number", "slide_inferred", "slide_title",
    "block_id", "quote", "boxes", "image_url", "page_url", "remark",
}  # fmt: skip


def ask(client: TestClient, question: str, **more: object) -> dict[str, object]:
    response = client.post("/api/ask", json={"question": question} | more)
    assert response.status_code == 200, response.text
    body: dict[str, object] = response.json()
    return body


def hold(gate: threading.Event) -> None:
    gate.wait(10)


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.01)


def test_an_answer_has_exactly_the_agreed_keys() -> None:
    with serve_fake() as client:
        answer = client.post("/api/ask", json={"question": "Which fund?"}).json()

    assert set(answer) == ANSWER_KEYS
    assert all(set(citation) == CITATION_KEYS for citation in answer["citations"])
    assert set(answer["sentences"][0]) == {"text", "citations", "worked"}


def test_a_citation_points_at_the_quoted_characters_of_its_block() -> None:
    with serve_fake() as client:
        answer = client.post("/api/ask", json={"question": "Which fund?"}).json()

    assert answer["citations"][0]["page_url"] == "/d/north-review/slides/1?c=row1&at=0-21#c-row1"


def test_a_follow_up_comes_with_the_turns_before_it() -> None:
    assistant = FakeAssistant()
    with serve_fake(assistant) as client:
        first = ask(client, "Which fund?")
        second = ask(client, "What did it pay for?", conversation_id=first["conversation_id"])

    assert second["conversation_id"] == first["conversation_id"]
    assert [(turn.question, turn.topic) for turn in assistant.asked[-1][1]] == [
        ("Which fund?", "lighting fund")
    ]


def test_a_forgotten_conversation_is_said_to_be_over_and_a_new_one_starts() -> None:
    with serve_fake() as client:
        answer = ask(client, "Which fund?", conversation_id="0" * 32)

    assert answer["notes"] == [NEW_CONVERSATION_NOTE]
    assert answer["conversation_id"] != "0" * 32


def test_questions_of_one_conversation_are_answered_one_at_a_time() -> None:
    running, most = 0, 0
    lock = threading.Lock()

    def watch(_: str) -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.03)
        with lock:
            running -= 1

    assistant = FakeAssistant()
    with serve_fake(assistant) as client, ThreadPoolExecutor(4) as pool:
        talk = ask(client, "Which fund?")["conversation_id"]
        assistant.on_ask = watch
        list(pool.map(lambda n: ask(client, f"fund {n}", conversation_id=talk), range(4)))

    assert most == 1


def test_documents_are_listed_with_their_slide_counts() -> None:
    with serve_fake() as client:
        listed = client.get("/api/documents").json()

    assert listed["documents"][0]["slides"] == 3
    assert listed["documents"][0]["presented_on"] == "2023-04-03"


def test_a_slide_is_given_block_by_block() -> None:
    with serve_fake() as client:
        slide = client.get("/api/documents/north-review/slides/1").json()

    row = slide["blocks"][-1]
    assert slide["ref"] == {"document_id": "north-review", "number": 1, "inferred": True}
    assert row["cells"][2]["items"] == ["lamps on two estates", "a path by the station"]
    assert all(block["text"] in slide["text"] for block in slide["blocks"])


def test_the_service_lives_before_it_is_ready_and_says_when_it_is() -> None:
    gate = threading.Event()
    assistant = FakeAssistant(on_ask=lambda _: hold(gate))
    with TestClient(create_app(AssistantSettings(), assistant.opened), base_url="http://localhost") as client:
        alive, early = client.get("/healthz"), client.get("/readyz")
        too_early = client.post("/api/ask", json={"question": "Which fund?"})
        gate.set()
        wait_until(lambda: client.get("/readyz").status_code == 200)
        ready = client.get("/readyz").json()

    assert alive.json() == {"status": "ok"}
    assert (early.status_code, early.headers["content-type"]) == (503, "application/problem+json")
    assert (too_early.status_code, too_early.headers["retry-after"]) == (503, "3")
    assert ready == {"status": "ready", "generation": "gen-1"}


def test_a_question_is_asked_before_the_service_is_ready() -> None:
    assistant = FakeAssistant()

    with serve_fake(assistant):
        assert len(assistant.asked) > 0


def test_an_index_that_cannot_be_opened_is_not_ready_and_its_reason_stays_in_the_log() -> None:
    loaded = threading.Event()
    loader = failing_to_load(IndexMissing("there is no index in /secret/place"))
    app = create_app(AssistantSettings(), loader, on_loaded=lambda _: loaded.set())
    with TestClient(app, base_url="http://localhost") as client:
        assert loaded.wait(10)
        response = client.get("/readyz")

    assert response.status_code == 503
    assert "secret" not in response.text


def test_a_new_generation_takes_over_and_the_old_one_closes_after_its_last_request() -> None:
    old, new = FakeAssistant("gen-1"), FakeAssistant("gen-2")
    waiting = [old, new]
    published = ["gen-1"]
    loaded, entered, gate = threading.Event(), threading.Event(), threading.Event()
    app = create_app(
        AssistantSettings(),
        lambda: waiting.pop(0).opened(),
        lambda: published[0],
        on_loaded=lambda _: loaded.set(),
    )

    def hold(_: str) -> None:
        entered.set()
        gate.wait(10)

    with TestClient(app, base_url="http://localhost") as client, ThreadPoolExecutor(1) as pool:
        assert loaded.wait(10)
        old.on_ask = hold
        running = pool.submit(ask, client, "Which fund?")
        assert entered.wait(10)
        published[0] = "gen-2"
        wait_until(lambda: client.get("/readyz").json()["generation"] == "gen-2")
        closed_while_used = old.closed.is_set()
        gate.set()
        running.result(10)
        assert old.closed.wait(10)

    assert not closed_while_used
    assert new.closed.is_set(), "the last one is closed with the service"


def test_nothing_is_answered_once_the_last_document_is_withdrawn() -> None:
    published: list[str | None] = ["gen-1"]
    with serve_fake(pointed=lambda: published[0]) as client:
        published[0] = None
        wait_until(lambda: client.get("/readyz").status_code == 503)

        assert "no document to answer from" in client.get("/readyz").json()["detail"]


def test_a_pointer_that_cannot_be_read_leaves_what_answers_answering() -> None:
    looks = []

    def pointed() -> str:
        looks.append(1)
        raise IndexDamaged("the pointer names no generation")

    with serve_fake(pointed=pointed) as client:
        wait_until(lambda: len(looks) > 2)

        assert client.get("/readyz").status_code == 200


def test_a_generation_that_cannot_be_opened_leaves_the_old_one_serving_and_is_not_tried_again() -> None:
    tries = []
    published = ["gen-1"]

    def loader() -> object:
        tries.append(published[0])
        if published[0] != "gen-1":
            raise IndexMissing("damaged")
        return FakeAssistant().opened()

    loaded = threading.Event()
    app = create_app(AssistantSettings(), loader, lambda: published[0], on_loaded=lambda _: loaded.set())  # type: ignore[arg-type]
    with TestClient(app, base_url="http://localhost") as client:
        assert loaded.wait(10)
        published[0] = "gen-2"
        wait_until(lambda: len(tries) == 2)
        time.sleep(1.3)
        ready = client.get("/readyz")

    assert ready.json()["generation"] == "gen-1"
    assert tries == ["gen-1", "gen-2"]


def test_openapi_names_every_operation_and_its_problems() -> None:
    with serve_fake() as client:
        schema = client.get("/openapi.json").json()

    operations = [operation for path in schema["paths"].values() for operation in path.values()]
    assert {operation["operationId"] for operation in operations} == {
        "ask", "listDocuments", "getSlide", "getSlideImage", "isAlive", "isReady",
        "uploadFile", "confirmUpload", "getUpload", "followUpload", "dropUpload", "sendFeedback",
        "exportConversation", "startChat", "readConversations", "keepConversations", "forgetConversations",
    }  # fmt: skip
    for operation in operations:
        assert operation["tags"]
        assert operation["summary"]
        failures = {code: answer for code, answer in operation["responses"].items() if code >= "400"}
        assert failures
        assert all("application/problem+json" in answer["content"] for answer in failures.values())
    assert "ProblemOut" in schema["components"]["schemas"]
    assert schema["components"]["schemas"]["AskIn"]["examples"]
    assert schema["components"]["schemas"]["AskIn"]["properties"]["question"]["maxLength"] == 500


def test_no_page_that_loads_from_elsewhere_is_served() -> None:
    with serve_fake() as client:
        assert [client.get(path).status_code for path in ("/docs", "/redoc")] == [404, 404]


def test_the_page_links_each_suggestion_to_its_question_in_the_conversation() -> None:
    with serve_fake() as client:
        page = client.get("/ask", params={"q": "xyz"}).text

    links = re.findall(r'href="(/ask\?q=[^"]*conversation=[^"]*)">([^<]*)</a>', page)
    asked = [parse_qs(urlsplit(unescape(url)).query) for url, _ in links]
    assert [each["q"] for each in asked] == [[unescape(text)] for _, text in links]
    assert len(links) == 2
    assert all(re.fullmatch(ID_PATTERN, each["conversation"][0]) for each in asked)
    assert HOSTILE not in page


def test_a_trace_comes_only_where_it_is_asked_for() -> None:
    with serve_fake() as client:
        plain, traced = ask(client, "What about the fund?"), ask(client, "What about the fund?", trace=True)

    assert plain["trace"] is None
    assert isinstance(traced["trace"], dict)
    assert traced["trace"].keys() == {"summary", "parts", "withheld", "stopped_at", "reason"}
    assert plain["text"] == traced["text"]


def test_the_api_gives_the_whole_way_of_a_question() -> None:
    _, trace = Assistant(index(), embed).explain("How much did the bicycle racks cost?")

    out = trace_out(trace).model_dump()

    assert out["summary"][-1] == "Stopped at: evidence - what comes nearest gives no amount of money."
    assert out["parts"][0]["blocks"][0]["signals"].keys() == {
        "block",
        "slide",
        "words",
        "place_words",
        "page",
    }
