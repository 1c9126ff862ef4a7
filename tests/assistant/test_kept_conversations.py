import hashlib
import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from structlog.testing import capture_logs

from assistant.api.kept_conversations import FOLDER, MAX_READER_BYTES, MIN_FILE_BYTES, KeptConversations
from assistant.api.problems import Problem
from assistant.settings import AssistantSettings
from corpus.errors import SettingsError
from corpus.settings import read_settings
from tests.assistant.service_fakes import serve_fake

READER = "0123456789abcdef" * 2
PATH = "/api/conversations"
INTRANET = "https://intranet.example"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def store(home: Path) -> KeptConversations:
    return KeptConversations(home, 2**22)


@pytest.fixture
def client(store: KeptConversations) -> Iterator[TestClient]:
    settings = AssistantSettings(embed_origins=(INTRANET,))
    with serve_fake(settings=settings, kept=store) as ready:
        yield ready


@pytest.fixture
def conversation(client: TestClient) -> dict[str, Any]:
    """Return a conversation as the chat keeps it: one question, and its answer as the service gave it."""
    answer = client.post("/api/ask", json={"question": "Which fund?", "trace": True}).json()
    turn = {"question": "Which fund?", "of": ["north-review"], "answer": answer}
    one = "5f0c6f5e-9d0b-4f0e-8a1f-3c2d4b5a6978"
    return {"id": one, "conversation": answer["conversation_id"], "at": 1_700_000_000_000, "turns": [turn]}


def send(client: TestClient, method: str, reader: str = READER, **more: Any) -> Any:  # noqa: ANN401 - as httpx takes and gives them
    return client.request(method, PATH, headers={"X-SSP-Reader": reader}, **more)


def keep(client: TestClient, *conversations: dict[str, Any], reader: str = READER) -> Any:  # noqa: ANN401 - as httpx gives it
    return send(client, "PUT", reader, json={"conversations": conversations})


def kept(client: TestClient, reader: str = READER) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = send(client, "GET", reader).json()["conversations"]
    return found


def file_of(home: Path, reader: str = READER) -> Path:
    return home / FOLDER / f"{hashlib.sha256(reader.encode()).hexdigest()}.json"


def test_what_a_reader_keeps_comes_back_as_it_was(client: TestClient, conversation: dict[str, Any]) -> None:
    response = keep(client, conversation)

    assert (response.status_code, response.content) == (204, b"")
    assert kept(client) == [conversation]


def test_what_is_kept_next_takes_the_place_of_what_was(
    client: TestClient, conversation: dict[str, Any]
) -> None:
    keep(client, conversation)
    keep(client, conversation | {"id": "second"}, conversation | {"id": "first"})

    assert [one["id"] for one in kept(client)] == ["second", "first"]


def test_nobody_sees_what_is_kept_for_another(client: TestClient, conversation: dict[str, Any]) -> None:
    keep(client, conversation)

    assert kept(client, "f" * 32) == []


def test_a_token_is_the_same_however_it_is_written(client: TestClient, conversation: dict[str, Any]) -> None:
    keep(client, conversation, reader=str(UUID(READER)).upper())

    assert kept(client) == [conversation]


def test_forgetting_deletes_a_readers_file_and_no_others(
    client: TestClient, home: Path, conversation: dict[str, Any]
) -> None:
    keep(client, conversation)
    keep(client, conversation, reader="f" * 32)

    response = send(client, "DELETE")

    assert (response.status_code, response.content) == (204, b"")
    assert list((home / FOLDER).iterdir()) == [file_of(home, "f" * 32)]
    assert kept(client) == []


def test_forgetting_what_was_never_kept_is_no_fault(client: TestClient) -> None:
    assert send(client, "DELETE").status_code == 204


def test_the_token_is_not_on_the_disk_and_only_the_owner_may_read_what_is(
    client: TestClient, home: Path, conversation: dict[str, Any]
) -> None:
    keep(client, conversation)

    assert list((home / FOLDER).iterdir()) == [file_of(home)]
    assert READER not in file_of(home).read_text(encoding="utf-8")
    assert file_of(home).stat().st_mode & 0o777 == 0o600
    assert (home / FOLDER).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
@pytest.mark.parametrize("reader", ["", "abc", "g" * 32, READER + "0", "../" + READER, READER[:30] + "-a"])
def test_what_is_no_token_is_refused(client: TestClient, home: Path, method: str, reader: str) -> None:
    response = send(client, method, reader, json={"conversations": []})

    assert (response.status_code, response.json()["errors"][0]["field"]) == (422, "header.X-SSP-Reader")
    assert not (home / FOLDER).exists()


def test_without_a_token_nothing_is_given(client: TestClient) -> None:
    assert client.get(PATH).status_code == 422


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_where_browsers_keep_them_the_reason_is_told(method: str) -> None:
    with serve_fake() as client:
        response = send(client, method, json={"conversations": []})

    assert (response.status_code, response.headers["content-type"]) == (404, "application/problem+json")
    assert "SSP_CONVERSATIONS" in response.json()["detail"]


@pytest.mark.parametrize(
    "change",
    [
        {"colour": 1},
        {"id": ""},
        {"id": "../a"},
        {"conversation": "x"},
        {"at": "never"},
        {"at": -1},
        {"turns": []},
        {"turns": [{"question": "q"}]},
        {"turns": [{"question": "q", "answer": {}}]},
    ],
)
def test_what_the_chat_does_not_write_is_refused_and_not_kept(
    client: TestClient, home: Path, conversation: dict[str, Any], change: dict[str, Any]
) -> None:
    response = keep(client, conversation | change)

    assert response.status_code == 422
    assert response.json()["errors"][0]["field"].startswith("body.conversations.0.")
    assert not (home / FOLDER).exists()


@pytest.mark.parametrize("inside", ["turn", "answer", "citation"])
def test_a_field_that_is_not_known_is_refused_at_any_depth(
    client: TestClient, conversation: dict[str, Any], inside: str
) -> None:
    turn = conversation["turns"][0]
    places = {"turn": turn, "answer": turn["answer"], "citation": turn["answer"]["citations"][0]}
    places[inside]["colour"] = "red"

    assert keep(client, conversation).status_code == 422


def test_more_conversations_or_turns_than_a_browser_keeps_are_refused(
    client: TestClient, conversation: dict[str, Any]
) -> None:
    many = [conversation | {"id": str(n)} for n in range(21)]

    assert keep(client, *many).status_code == 422
    assert keep(client, *many[:20]).status_code == 204
    assert keep(client, conversation | {"turns": conversation["turns"] * 51}).status_code == 422


@pytest.mark.parametrize(
    ("content", "media_type", "status"),
    [
        (b"{}", "text/plain", 415),
        (b'{"conversations": "' + b"x" * MAX_READER_BYTES + b'"}', "application/json", 413),
        (b'{"conversations": "\xff"}', "application/json", 422),
        (b"[" * 100_000, "application/json", 400),
    ],
)
def test_the_body_passes_a_gate(client: TestClient, content: bytes, media_type: str, status: int) -> None:
    headers = {"Content-Type": media_type, "X-SSP-Reader": READER}

    assert client.put(PATH, content=content, headers=headers).status_code == status


@pytest.mark.parametrize(
    "written", [b"", b"{", b"[]", b'{"conversations": 1}', b'{"conversations": [{"id": 1}]}']
)
def test_what_can_no_longer_be_shown_is_passed_over(
    client: TestClient, home: Path, conversation: dict[str, Any], written: bytes
) -> None:
    keep(client, conversation)
    file_of(home).write_bytes(written)

    assert kept(client) == []


def test_nothing_of_a_conversation_or_its_reader_is_logged(
    client: TestClient, conversation: dict[str, Any]
) -> None:
    turn = conversation["turns"][0] | {"question": "Which zebra?"}

    with capture_logs() as logged:
        keep(client, conversation | {"turns": [turn]})
        keep(client, conversation | {"turns": [turn | {"zebra": 1}]})
        kept(client)
        send(client, "DELETE")

    assert [line["status"] for line in logged] == [204, 422, 200, 204]
    assert "zebra" not in repr(logged)
    assert READER not in repr(logged)


def test_the_chat_is_told_who_keeps_conversations(client: TestClient) -> None:
    with serve_fake() as usual:
        told = [each.get("/api/widget").json()["conversations"] for each in (client, usual)]

    assert told == ["server", "browser"]


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_a_listed_page_may_send_what_the_chat_does_and_only_where_the_service_keeps_them(
    client: TestClient, method: str
) -> None:
    asked = {"Origin": INTRANET, "Access-Control-Request-Method": method}
    asked["Access-Control-Request-Headers"] = "content-type,x-ssp-reader"

    with serve_fake(settings=AssistantSettings(embed_origins=(INTRANET,))) as usual:
        statuses = [each.options(PATH, headers=asked).status_code for each in (client, usual)]
    other = client.options(PATH, headers=asked | {"Origin": "https://evil.example"})

    assert statuses == [200, 400]
    assert "access-control-allow-origin" not in other.headers


# ---- the store


def test_the_folder_stays_within_its_bound_and_those_longest_unchanged_go_first(home: Path) -> None:
    store = KeptConversations(home, 50_000)
    for n, reader in enumerate("abcd"):
        store.write(reader, b"x" * 16_000)
        os.utime(file_of(home, reader), (n, n))
        if reader == "c":
            store.write("a", b"y" * 16_000)

    assert [store.read(reader)[:1] for reader in "abcd"] == [b"y", b"", b"x", b"x"]
    assert sum(file.stat().st_size for file in (home / FOLDER).iterdir()) <= 50_000


def test_small_files_are_bounded_in_number(home: Path) -> None:
    store = KeptConversations(home, 10 * MIN_FILE_BYTES)

    for n in range(25):
        store.write(f"r{n}", b"{}")

    assert len(list((home / FOLDER).iterdir())) == 10
    assert store.read("r24") == b"{}"


def test_more_than_one_reader_may_keep_is_refused_and_leaves_what_was(store: KeptConversations) -> None:
    store.write("a", b"old")

    with pytest.raises(Problem) as problem:
        store.write("a", b"x" * (MAX_READER_BYTES + 1))

    assert (problem.value.status, store.read("a")) == (413, b"old")


def test_a_write_that_fails_leaves_what_was_and_nothing_half_done(
    store: KeptConversations, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device", str(home))

    store.write("a", b"old")
    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(Problem) as problem:
        store.write("a", b"new")

    assert (problem.value.status, problem.value.kind) == (507, "conversations-not-kept")
    assert str(home) not in problem.value.detail
    assert store.read("a") == b"old"
    assert list((home / FOLDER).iterdir()) == [file_of(home, "a")]


def test_a_folder_that_cannot_be_made_is_told_without_its_place(
    client: TestClient, home: Path, conversation: dict[str, Any]
) -> None:
    home.write_text("a file where the folder should be")

    response = keep(client, conversation)

    assert response.status_code == 507
    assert str(home) not in response.text


def test_what_cannot_be_read_or_deleted_is_a_problem_and_not_nothing(
    store: KeptConversations, home: Path
) -> None:
    file_of(home, "a").mkdir(parents=True)

    for failing in (store.read, store.forget):
        with pytest.raises(Problem) as problem:
            failing("a")
        assert problem.value.status == 500


def test_forgetting_takes_what_a_write_that_broke_off_left(store: KeptConversations, home: Path) -> None:
    store.write("a", b"old")
    file_of(home, "a").with_suffix(".x1.part").write_bytes(b"ne")

    store.forget("a")

    assert list((home / FOLDER).iterdir()) == []


def test_many_at_once_are_each_kept_whole(store: KeptConversations) -> None:
    texts = [json.dumps(["x" * 5000, n]).encode() for n in range(64)]

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: store.write(f"r{n % 4}", texts[n]), range(64)))

    assert all(store.read(f"r{n}") in texts[n::4] for n in range(4))


def test_browsers_keep_conversations_unless_the_server_is_told_to(monkeypatch: pytest.MonkeyPatch) -> None:
    assert AssistantSettings().conversations == "browser"
    monkeypatch.setenv("SSP_CONVERSATIONS", "cloud")

    with pytest.raises(SettingsError, match="SSP_CONVERSATIONS"):
        read_settings(AssistantSettings)
