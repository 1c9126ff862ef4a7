from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.api.uploads.kept import MAX_OPEN
from assistant.settings import AssistantSettings
from tests.assistant.service_fakes import serve_fake
from tests.assistant.uploading import ENTRY, FILE, Uploader, serve_uploads

PROBLEM = "application/problem+json"
HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def uploader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Uploader]:
    settings = AssistantSettings(max_upload_mb=1)
    with serve_uploads(tmp_path_factory.mktemp("data"), settings) as ready:
        yield ready


def send(client: TestClient, content: object = b"some words", **headers: str) -> tuple[int, str]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    response = client.post("/api/uploads?name=a.pdf", content=content, headers=FILE | named)  # type: ignore[arg-type]
    assert response.status_code == 201 or response.headers["content-type"] == PROBLEM
    return response.status_code, response.text


def assert_refused(client: TestClient) -> None:
    status, text = send(client)
    assert status == 403
    assert "ssp ingest FILE" in text
    assert client.get("/api/uploads/x").status_code == 403
    assert 'id="files"' not in client.get("/documents", headers=HTML).text


def test_uploads_are_taken_from_this_machine(uploader: Uploader) -> None:
    assert send(uploader.client)[0] == 201
    assert 'id="files"' in uploader.client.get("/documents", headers=HTML).text


def test_a_service_that_others_can_reach_takes_no_uploads() -> None:
    with serve_fake() as client:
        assert_refused(client)


def test_uploads_can_be_turned_off(tmp_path: Path) -> None:
    with serve_uploads(tmp_path, AssistantSettings(uploads=False)) as uploader:
        assert_refused(uploader.client)


def test_another_machine_may_not_upload(tmp_path: Path) -> None:
    with serve_uploads(tmp_path, peer="192.0.2.7") as uploader:
        assert_refused(uploader.client)


@pytest.mark.parametrize("host", ["ask.example", "192.0.2.1", "[2001:db8::1]:8000"])
def test_a_name_that_is_not_this_machines_own_may_not_upload(tmp_path: Path, host: str) -> None:
    settings = AssistantSettings(allowed_hosts=("ask.example",))
    with serve_uploads(tmp_path, settings, host=host) as uploader:
        assert_refused(uploader.client)


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "[::1]:8000", "localhost:8000"])
def test_every_name_of_this_machine_may_upload(tmp_path: Path, host: str) -> None:
    with serve_uploads(tmp_path, host=host) as uploader:
        assert send(uploader.client)[0] == 201


def test_what_a_proxy_passes_on_may_not_upload(uploader: Uploader) -> None:
    assert send(uploader.client, X_Forwarded_For="192.0.2.7")[0] == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:9999"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_another_sites_page_may_change_nothing(uploader: Uploader, headers: dict[str, str]) -> None:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    url = f"/api/uploads/{uploader.upload(b'some words')['upload_id']}"

    refused = [
        send(uploader.client, **headers)[0],
        uploader.client.post(f"{url}/confirm", json=ENTRY, headers=named).status_code,
        uploader.client.delete(url, headers=named).status_code,
    ]

    assert refused == [403, 403, 403]
    assert uploader.client.delete(url).status_code == 204


def test_our_own_page_may_upload(uploader: Uploader) -> None:
    assert send(uploader.client, Origin="http://localhost", Sec_Fetch_Site="same-origin")[0] == 201


def test_no_other_site_is_ever_allowed_to_ask(uploader: Uploader) -> None:
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST"}

    response = uploader.client.options("/api/uploads", headers=asked)

    assert response.status_code == 405
    assert not [name for name in response.headers if name.startswith("access-control")]


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data", "application/x-www-form-urlencoded"])
def test_a_body_that_a_plain_form_could_send_is_refused(uploader: Uploader, kind: str) -> None:
    url = f"/api/uploads/{uploader.upload(b'some words')['upload_id']}"

    confirmed = uploader.client.post(f"{url}/confirm", content=b"{}", headers={"Content-Type": kind})

    assert send(uploader.client, Content_Type=kind)[0] == 415
    assert confirmed.status_code == 415


def test_a_file_over_the_limit_is_refused_by_its_declared_length(uploader: Uploader) -> None:
    status, text = send(uploader.client, bytes(2**20 + 1))

    assert status == 413
    assert "over 1 MB" in text


def test_a_file_over_the_limit_is_refused_while_it_arrives(uploader: Uploader) -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(20):
            yield bytes(64 * 1024)

    assert send(uploader.client, chunks())[0] == 413


def test_an_empty_file_is_refused(uploader: Uploader) -> None:
    status, text = send(uploader.client, b"")

    assert status == 422
    assert "an empty file" in text


def test_refused_files_take_no_room(tmp_path: Path) -> None:
    with serve_uploads(tmp_path) as uploader:
        refused = {send(uploader.client, b"")[0] for _ in range(MAX_OPEN + 1)}

        assert refused == {422}
        assert send(uploader.client)[0] == 201
        assert len(uploader.calls()) == 1


def test_an_upload_needs_a_name(uploader: Uploader) -> None:
    response = uploader.client.post("/api/uploads", content=b"some words", headers=FILE)

    assert (response.status_code, response.json()["errors"][0]["field"]) == (422, "query.name")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": "  "}, "body.title"),
        ({"title": "t" * 301}, "body.title"),
        ({"kind": "novel"}, "body.kind"),
        ({"audience": ""}, "body.audience"),
        ({"presented_on": "2031-02-30"}, "body.presented_on"),
        ({"id": "another"}, "body.id"),
    ],
)
def test_an_entry_that_cannot_be_names_its_field(
    uploader: Uploader, changes: dict[str, object], field: str
) -> None:
    url = f"/api/uploads/{uploader.upload(b'some words')['upload_id']}"

    response = uploader.client.post(f"{url}/confirm", json=ENTRY | changes)
    uploader.client.delete(url)

    assert (response.status_code, response.json()["errors"][0]["field"]) == (422, field)


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_an_unknown_upload_is_not_found(uploader: Uploader, method: str) -> None:
    response = uploader.client.request(method, "/api/uploads/..%2F..%2Fetc")

    assert response.status_code == 404


def test_the_routes_are_in_the_schema_with_their_problems(uploader: Uploader) -> None:
    paths = uploader.client.get("/openapi.json").json()["paths"]

    upload = paths["/api/uploads"]["post"]
    assert set(upload["responses"]) == {"201", "403", "408", "413", "415", "421", "422", "429", "500"}
    assert list(upload["requestBody"]["content"]) == ["application/octet-stream"]
    assert {"/api/uploads/{upload_id}", "/api/uploads/{upload_id}/confirm"} <= set(paths)
