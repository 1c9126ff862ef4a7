"""What pages of other origins may do, and what none may."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient

from assistant.encoder import EncoderBusy
from assistant.settings import AssistantSettings
from corpus.errors import SettingsError
from corpus.settings import read_settings
from tests.assistant.service_fakes import HOSTILE, FakeAssistant, serve_fake

if TYPE_CHECKING:
    from httpx2 import Response

INTRANET = "https://intranet.example"
OTHER = "http://news.example:8080"
LISTED = AssistantSettings(embed_origins=(INTRANET, OTHER))
IMAGE = "/d/north-review/slides/1.0123456789abcdef.webp"
SHARED = [
    "/api/documents",
    "/api/documents/north-review/slides/1",
    "/static/page.css",
    IMAGE,
]
NOT_SHARED = [
    "/",
    "/ask?q=fund",
    "/embed",
    "/documents",
    "/d/north-review/slides/1",
    "/healthz",
    "/openapi.json",
    "/api/uploads",
    "/api/uploads/x",
    "/api/uploads/x/events",
]
ASK = "/api/ask"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with serve_fake(settings=LISTED) as ready:
        yield ready


@pytest.fixture(scope="module")
def closed() -> Iterator[TestClient]:
    """Give a client of a service that lists no origin."""
    with serve_fake() as ready:
        yield ready


def get(client: TestClient, path: str, origin: str = INTRANET, **headers: str) -> "Response":
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.get(path, headers={"Origin": origin} | named)


def ask(
    client: TestClient, question: str = "Which fund?", origin: str = INTRANET, **headers: str
) -> "Response":
    return client.post(ASK, json={"question": question}, headers={"Origin": origin} | headers)


def preflight(client: TestClient, path: str, origin: str = INTRANET, **more: str) -> "Response":
    asked = {"Method": "POST", "Headers": "content-type"} | more
    named = {f"Access-Control-Request-{name.replace('_', '-')}": value for name, value in asked.items()}
    return client.options(path, headers={"Origin": origin} | named)


def cors(response: "Response") -> dict[str, str]:
    return {name: value for name, value in response.headers.items() if name.startswith("access-control-")}


def varies(response: "Response") -> bool:
    return "Origin" in re.split(r",\s*", response.headers.get("vary", ""))


def words(header: str) -> set[str]:
    return set(header.lower().split(", "))


def policy(response: "Response") -> dict[str, str]:
    directives = response.headers["content-security-policy"].split("; ")
    return {name: value for name, _, value in (directive.partition(" ") for directive in directives)}


@pytest.mark.parametrize("path", SHARED)
@pytest.mark.parametrize("origin", [INTRANET, OTHER])
def test_a_listed_origins_page_reads_what_the_widget_asks_for(
    client: TestClient, path: str, origin: str
) -> None:
    response = get(client, path, origin)

    assert response.status_code == 200
    assert response.headers["access-control-allow-origin"] == origin
    assert varies(response)


def test_a_listed_origins_page_asks_and_reads_the_answer(client: TestClient) -> None:
    answered = ask(client)
    streamed = ask(client, Accept="text/event-stream")

    assert (answered.status_code, answered.json()["status"]) == (200, "answered")
    assert "event: final" in streamed.text
    assert [each.headers["access-control-allow-origin"] for each in (answered, streamed)] == [INTRANET] * 2


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "http://intranet.example",
        "https://intranet.example:8443",
        "https://intranet.example.evil.example",
        "https://a.intranet.example",
        "null",
    ],
)
def test_any_other_origin_gets_no_header_of_cors(client: TestClient, origin: str) -> None:
    responses = [get(client, path, origin) for path in SHARED]
    responses += [ask(client, origin=origin), preflight(client, ASK, origin)]

    assert [cors(response) for response in responses] == [{}] * len(responses)
    assert all(varies(response) for response in responses)


def test_a_request_without_an_origin_gets_no_header_of_cors_and_still_varies(client: TestClient) -> None:
    responses = [client.get(path) for path in SHARED]

    assert [cors(response) for response in responses] == [{}] * len(responses)
    assert all(varies(response) for response in responses)


def test_an_image_kept_before_any_origin_was_listed_is_not_given_to_a_page_listed_since(
    closed: TestClient,
) -> None:
    response = closed.get(IMAGE)

    assert "immutable" in response.headers["cache-control"]
    assert varies(response)


def test_an_image_that_the_asker_has_is_told_so_with_the_headers(client: TestClient) -> None:
    response = get(client, IMAGE, If_None_Match='"0123456789abcdef"')

    assert (response.status_code, response.headers["access-control-allow-origin"]) == (304, INTRANET)
    assert varies(response)


def test_no_origin_is_listed_by_default(closed: TestClient) -> None:
    responses = [get(closed, path) for path in SHARED]
    responses += [ask(closed), preflight(closed, ASK)]

    assert [cors(response) for response in responses] == [{}] * len(responses)


@pytest.mark.parametrize("path", [ASK, "/api/feedback", "/api/export"])
def test_a_preflight_allows_what_the_widget_sends(client: TestClient, path: str) -> None:
    response = preflight(client, path, Headers="accept,content-type")

    headers = response.headers
    assert response.status_code == 200
    assert headers["access-control-allow-origin"] == INTRANET
    assert words(headers["access-control-allow-methods"]) == {"get", "post"}
    assert words(headers["access-control-allow-headers"]) >= {"accept", "content-type"}
    assert headers["access-control-max-age"] == "600"
    assert varies(response)


@pytest.mark.parametrize("asked", [{"Method": "DELETE"}, {"Method": "PUT"}, {"Headers": "authorization"}])
def test_a_preflight_for_anything_else_fails(client: TestClient, asked: dict[str, str]) -> None:
    assert preflight(client, ASK, **asked).status_code == 400


def test_a_page_on_the_internet_may_be_listed_for_a_service_on_the_intranet(client: TestClient) -> None:
    response = preflight(client, ASK, Private_Network="true")

    assert response.status_code == 200
    assert response.headers["access-control-allow-private-network"] == "true"


def test_the_widget_can_read_the_request_id_when_to_ask_again_and_a_files_name(client: TestClient) -> None:
    exposed = ask(client).headers["access-control-expose-headers"]

    assert words(exposed) == {"x-request-id", "retry-after", "content-disposition"}


def test_credentials_are_never_allowed(client: TestClient) -> None:
    responses = [get(client, path, Cookie="a=b") for path in SHARED]
    responses += [ask(client, Cookie="a=b"), preflight(client, ASK)]

    assert not any("access-control-allow-credentials" in response.headers for response in responses)
    assert all(response.headers["access-control-allow-origin"] == INTRANET for response in responses)


@pytest.mark.parametrize("path", NOT_SHARED)
def test_pages_uploads_and_the_rest_are_not_shared(client: TestClient, path: str) -> None:
    assert cors(get(client, path)) == {}
    assert cors(preflight(client, path)) == {}


def test_a_page_elsewhere_may_not_send_or_drop_an_upload(client: TestClient) -> None:
    sent = client.post("/api/uploads?name=a.pdf", content=b"a", headers={"Origin": INTRANET})
    asked = [preflight(client, "/api/uploads"), preflight(client, "/api/uploads/x", Method="DELETE")]

    assert sent.status_code == 403
    assert [response.status_code for response in asked] == [405, 405]
    assert [cors(response) for response in (sent, *asked)] == [{}, {}, {}]


@pytest.mark.parametrize(
    ("content", "headers", "status"),
    [
        (b"question=a", {"Content-Type": "text/plain"}, 415),
        (b'{"question": "' + b"x" * 100_000 + b'"}', {"Content-Type": "application/json"}, 413),
        (b'{"question": ""}', {"Content-Type": "application/json"}, 422),
        (b'{"question": "a"}', {"Content-Type": "application/json", "Host": "evil.example"}, 421),
    ],
)
def test_a_problem_can_be_read_by_a_listed_origins_page(
    client: TestClient, content: bytes, headers: dict[str, str], status: int
) -> None:
    response = client.post(ASK, content=content, headers={"Origin": INTRANET} | headers)

    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
    assert response.headers["access-control-allow-origin"] == INTRANET
    assert varies(response)


@pytest.mark.parametrize(
    "path", ["/api/nowhere", "/api/documents/none/slides/1", "/static/nothing.js", "/d/none/slides/1.0.webp"]
)
def test_what_is_not_there_is_told_to_a_listed_origins_page(client: TestClient, path: str) -> None:
    response = get(client, path)

    assert response.status_code in {404, 422}
    assert response.headers["access-control-allow-origin"] == INTRANET


@pytest.mark.parametrize(("error", "status"), [(EncoderBusy("full"), 429), (RuntimeError("a fault"), 500)])
def test_a_busy_or_faulty_service_says_so_to_a_listed_origins_page(error: Exception, status: int) -> None:
    def fail(question: str) -> None:
        if question == "go":
            raise error

    with serve_fake(FakeAssistant(on_ask=fail), LISTED) as client:
        response = ask(client, "go")

    assert response.status_code == status
    assert response.headers["access-control-allow-origin"] == INTRANET
    assert ("retry-after" in response.headers) == (status == 429)


def test_only_listed_origins_may_frame_the_page_for_a_frame(client: TestClient, closed: TestClient) -> None:
    assert policy(client.get("/embed"))["frame-ancestors"] == f"{INTRANET} {OTHER}"
    assert policy(closed.get("/embed"))["frame-ancestors"] == "'none'"


@pytest.mark.parametrize("path", ["/", "/ask?q=fund", "/documents", "/d/north-review/slides/1", "/nowhere"])
def test_no_other_page_may_be_framed(client: TestClient, path: str) -> None:
    assert policy(client.get(path))["frame-ancestors"] == "'none'"


def test_the_page_for_a_frame_is_else_as_guarded_as_any(client: TestClient) -> None:
    framed, home = policy(client.get("/embed")), policy(client.get("/"))

    assert framed | {"frame-ancestors": "'none'"} == home


@pytest.mark.parametrize(
    "path", ["/", "/ask?q=fund", "/documents", "/d/north-review/slides/1", "/embed", "/nowhere"]
)
def test_text_becomes_markup_by_lit_alone(client: TestClient, path: str) -> None:
    directives = policy(client.get(path))

    assert directives["require-trusted-types-for"] == "'script'"
    assert directives["trusted-types"] == "lit-html"


def test_the_page_for_a_frame_holds_the_widget_and_a_form_that_works_without_it(client: TestClient) -> None:
    page = client.get("/embed").text

    widget = re.search(r'<ssp-assistant mode="inline">(.*)</ssp-assistant>', page, re.DOTALL)
    assert '<html lang="en-GB">' in page
    assert '<script type="module" src="/static/ssp-assistant.js"></script>' in page
    assert widget is not None
    assert '<form action="/embed" method="get">' in widget[1]
    assert '<textarea id="question" name="q"' in widget[1]


def test_a_question_in_the_frame_is_answered_there_with_its_sources(client: TestClient) -> None:
    page = client.get("/embed", params={"q": "Which fund?"}).text

    assert "Lighting Fund – Amount: £12,500" in page
    assert 'href="/d/north-review/slides/1?c=row1&amp;at=0-21#c-row1"' in page
    assert re.search(r'name="conversation" value="[0-9a-f]{32}"', page)
    assert HOSTILE not in page


@pytest.mark.parametrize("question", ["Which fund?", "xyz"])
def test_links_out_of_the_frame_open_a_tab_that_cannot_reach_back(client: TestClient, question: str) -> None:
    page = client.get("/embed", params={"q": question}).text

    outward = [tag for tag in re.findall(r"<a [^>]*>", page) if 'href="/embed?' not in tag]
    assert any('href="/d/' in tag for tag in outward)
    assert all(tag.endswith(' target="_blank" rel="noopener">') for tag in outward)


def test_the_widget_in_the_frame_is_handed_the_answer_as_the_api_gives_it(client: TestClient) -> None:
    page = client.get("/embed", params={"q": "Which fund?"}).text

    handed = re.search(r'<script type="application/json">(.*?)</script>', page, re.DOTALL)
    assert handed is not None
    assert json.loads(handed[1])["sentences"] == ask(client).json()["sentences"]


def test_links_on_our_own_page_open_in_place(client: TestClient) -> None:
    assert "target=" not in client.get("/ask", params={"q": "Which fund?"}).text


def test_a_suggestion_in_the_frame_is_asked_in_the_frame_and_in_its_conversation(client: TestClient) -> None:
    page = client.get("/embed", params={"q": "xyz"}).text

    asked = [unescape(link) for link in re.findall(r'href="(/embed\?q=[^"]*)"', page)]
    assert len(asked) == 2
    assert 'href="/ask' not in page
    assert "The earlier conversation is over" not in client.get(asked[0]).text


@pytest.mark.parametrize("conversation", ["../x", "0" * 32, "x" * 1000])
def test_a_conversation_that_is_not_known_starts_anew_in_the_frame(
    client: TestClient, conversation: str
) -> None:
    response = client.get("/embed", params={"q": "Which fund?", "conversation": conversation})

    assert response.status_code == 200
    assert "The earlier conversation is over" in response.text


def test_a_question_that_cannot_be_taken_comes_back_in_its_box(client: TestClient) -> None:
    response = client.get("/embed", params={"q": "x" * 501})

    assert response.status_code == 422
    assert "501 characters" in response.text
    assert f">{'x' * 501}</textarea>" in response.text


def test_a_fault_is_told_in_the_frame_too() -> None:
    def fail(question: str) -> None:
        if question == "go":
            raise RuntimeError("a fault")

    with serve_fake(FakeAssistant(on_ask=fail), LISTED) as client:
        response = client.get("/embed", params={"q": "go"}, headers={"Accept": "text/html"})

    assert response.status_code == 500
    assert policy(response)["frame-ancestors"] == f"{INTRANET} {OTHER}"


def test_a_busy_service_says_in_the_frame_when_to_ask_again() -> None:
    def fail(question: str) -> None:
        if question == "go":
            raise EncoderBusy("full")

    with serve_fake(FakeAssistant(on_ask=fail), LISTED) as client:
        response = client.get("/embed", params={"q": "go"})

    assert (response.status_code, response.headers["retry-after"]) == (429, "1")
    assert '<ssp-assistant mode="inline">' in response.text


def test_origins_are_separated_by_commas_and_lower_cased(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSP_EMBED_ORIGINS", f"HTTPS://Intranet.Example, {OTHER},, {INTRANET}")

    assert read_settings(AssistantSettings).embed_origins == (INTRANET, OTHER)
    assert AssistantSettings(embed_origins=("HTTPS://Intranet.Example",)).embed_origins == (INTRANET,)


@pytest.mark.parametrize(
    ("bad", "instead"),
    [
        ("https://intranet.example/", "https://intranet.example"),
        ("https://intranet.example/news?a#b", "https://intranet.example"),
        ("intranet.example", "https://intranet.example"),
        ("https://intranet.example:443", "https://intranet.example"),
        ("http://intranet.example:80", "http://intranet.example"),
        ("https://a:b@intranet.example", "https://intranet.example"),
        ("https://müller.example", "https://xn--mller-kva.example"),
        ("*", "each in full, such as https://intranet.example"),
        ("https://*.example", "each in full, such as https://intranet.example"),
        ("ftp://intranet.example", "each in full, such as https://intranet.example"),
        ("https://intranet.example:99999", "each in full, such as https://intranet.example"),
        ("https://[::1", "each in full, such as https://intranet.example"),
        ("https://a.example;script-src *", "each in full, such as https://intranet.example"),
        ("https://a.example https://b.example", "each in full, such as https://intranet.example"),
    ],
)
def test_an_origin_that_is_not_exact_is_named_with_what_to_write_instead(
    monkeypatch: pytest.MonkeyPatch, bad: str, instead: str
) -> None:
    monkeypatch.setenv("SSP_EMBED_ORIGINS", f"{INTRANET},{bad}")

    with pytest.raises(SettingsError) as raised:
        read_settings(AssistantSettings)

    assert str(raised.value).startswith("SSP_EMBED_ORIGINS: ")
    assert f"{bad} is no exact origin: write {instead}" in str(raised.value)
    assert f"{INTRANET} is no" not in str(raised.value)


def test_every_origin_that_is_not_exact_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSP_EMBED_ORIGINS", "null,https://b.example/x")

    with pytest.raises(SettingsError, match=r"null is no exact origin.*https://b\.example/x is no exact"):
        read_settings(AssistantSettings)
