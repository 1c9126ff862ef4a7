"""Where conversations are kept, in a real Chromium: in the browser alone, or by the service that says so."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from assistant.api.app import create_app
from assistant.api.kept_conversations import FOLDER, KeptConversations
from assistant.settings import AssistantSettings
from tests.assistant.browsing import DONE, NEEDS_CHROMIUM, Host, Site, ask, open_page, serve_app
from tests.assistant.service_fakes import FakeAssistant

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = NEEDS_CHROMIUM


@contextmanager
def serve(host: Host, kept: KeptConversations | None) -> Iterator[Site]:
    loaded = threading.Event()
    settings = AssistantSettings(embed_origins=(host.url,))
    app = create_app(settings, FakeAssistant().opened, kept=kept, on_loaded=lambda _: loaded.set())
    with serve_app(app, loaded) as address:
        yield Site(address)


@pytest.fixture
def folder(tmp_path: "Path") -> "Path":
    return tmp_path / FOLDER


@pytest.fixture
def site(host: Host, folder: "Path") -> Iterator[Site]:
    """Give a service that keeps conversations."""
    with serve(host, KeptConversations(folder.parent, 2**22)) as opened:
        yield opened
    assert (opened.errors, opened.elsewhere, opened.dialogs) == ([], [], [])


def stored(page: "Page") -> dict[str, str]:
    """Return what this browser holds, by its key."""
    held: dict[str, str] = page.evaluate("() => ({ ...localStorage })")
    return held


def ask_and_keep(page: "Page", question: str) -> None:
    with page.expect_response(lambda got: got.request.method == "PUT" and got.ok):
        ask(page, question)


def open_menu(page: "Page") -> None:
    page.get_by_text("More", exact=True).click()


def texts(folder: "Path") -> list[str]:
    return [file.read_text(encoding="utf-8") for file in folder.iterdir()] if folder.exists() else []


def test_a_reload_brings_back_from_the_service_what_this_browser_does_not_hold(
    chromium: "Browser", site: Site, folder: "Path"
) -> None:
    page = open_page(chromium, site)
    ask_and_keep(page, "Which fund?")
    held = stored(page)

    page.reload()
    page.locator(DONE).wait_for()

    assert list(held) == [f"ssp-assistant:{site.url}:reader"]
    assert re.fullmatch("[0-9a-f]{32}", held[f"ssp-assistant:{site.url}:reader"])
    assert [text.count('"Which fund?"') > 0 for text in texts(folder)] == [True]
    assert page.locator(".turn.you p").all_inner_texts() == ["Which fund?"]
    assert page.locator("#hint").inner_text().endswith("under More you can have them forgotten.")
    open_menu(page)
    assert page.get_by_role("heading", name="Kept by the service").is_visible()


def test_a_conversation_goes_on_and_another_stands_beside_it(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site)
    ask_and_keep(page, "Which fund?")
    ask_and_keep(page, "Was it spent?")
    page.get_by_role("button", name="New conversation").click()
    ask_and_keep(page, "Which street?")

    page.reload()
    page.locator(DONE).wait_for()
    open_menu(page)
    page.get_by_role("button", name="Which fund?", exact=True).click()
    page.locator(".turn.you p", has_text="Was it spent?").wait_for()

    assert page.locator(".menu .link").all_text_contents() == ["Which street?", "Which fund?"]
    assert page.locator(".turn.you p").all_inner_texts() == ["Which fund?", "Was it spent?"]


def test_forgetting_deletes_on_the_server_one_or_all(chromium: "Browser", site: Site, folder: "Path") -> None:
    page = open_page(chromium, site)
    ask_and_keep(page, "Which fund?")
    page.get_by_role("button", name="New conversation").click()
    ask_and_keep(page, "Which street?")

    open_menu(page)
    page.get_by_role("button", name="Forget: Which fund?").click()
    page.get_by_role("button", name="Forget: Which fund?").wait_for(state="detached")
    one_left = texts(folder)
    page.get_by_role("button", name="Forget all").click()
    page.locator(".turn").first.wait_for(state="detached")

    assert ["Which fund?" in text for text in one_left] == [False]
    assert (texts(folder), stored(page)) == ([], {})


def test_with_the_token_gone_nothing_comes_back(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site)
    ask_and_keep(page, "Which fund?")
    page.evaluate("localStorage.clear()")

    page.reload()
    page.get_by_role("button", name="What").first.wait_for()

    assert page.locator(".turn").count() == 0


def test_when_they_cannot_be_kept_or_forgotten_it_says_so_and_the_screen_stays(
    chromium: "Browser", site: Site, folder: "Path"
) -> None:
    page = open_page(chromium, site)
    ask_and_keep(page, "Which fund?")
    page.route("**/api/conversations", lambda route: route.abort())
    ask(page, "Was it spent?")
    page.locator("[role=alert] .problem").wait_for()
    told = page.get_by_role("alert").inner_text()
    open_menu(page)
    with page.expect_event("requestfailed", lambda failed: failed.method == "DELETE"):
        page.get_by_role("button", name="Forget all").click()
    shown = page.locator(".turn.you p").all_inner_texts()
    page.unroute("**/api/conversations")

    ask_and_keep(page, "Which street?")

    assert "cannot be reached" in told
    assert shown == ["Which fund?", "Was it spent?"]
    assert [text.count('"of":') for text in texts(folder)] == [3]
    site.errors.clear()


def test_what_is_too_large_for_the_service_costs_old_conversations_alone(
    chromium: "Browser", site: Site, folder: "Path", monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(chromium, site)
    for question in ("Which fund?", "Which street?"):
        ask_and_keep(page, question)
        page.get_by_role("button", name="New conversation").click()
    most = sum(map(len, texts(folder))) + 100
    monkeypatch.setattr("assistant.api.kept_conversations.MAX_READER_BYTES", most)

    ask_and_keep(page, "Was it spent?")

    assert [("Was it spent?" in text, "Which fund?" in text) for text in texts(folder)] == [(True, False)]
    site.errors.clear()


def test_another_page_that_embeds_the_chat_keeps_by_the_service_too(
    chromium: "Browser", site: Site, host: Host, folder: "Path"
) -> None:
    host.service, host.body = site.url, '<ssp-assistant title="Ask"></ssp-assistant>'
    page = open_page(chromium, Site(host.url))
    ask_and_keep(page, "Which fund?")

    page.reload()
    page.locator(DONE).wait_for()
    open_menu(page)
    page.get_by_role("button", name="Forget all").click()
    page.locator(".turn").first.wait_for(state="detached")

    assert texts(folder) == []


def test_nothing_is_left_with_the_service_where_history_is_off(
    chromium: "Browser", site: Site, host: Host, folder: "Path"
) -> None:
    host.service, host.body = site.url, '<ssp-assistant history="off" title="Ask"></ssp-assistant>'
    page = open_page(chromium, Site(host.url))

    ask(page, "Which fund?")

    assert "The service keeps" not in page.locator("#hint").inner_text()
    assert (texts(folder), stored(page)) == ([], {})


def test_unless_the_service_keeps_them_they_are_in_this_browser_alone(
    chromium: "Browser", host: Host, folder: "Path"
) -> None:
    with serve(host, None) as site:
        page, asked = open_page(chromium, site), []
        page.on("request", lambda request: asked.append(request.url))
        ask(page, "Which fund?")
        page.reload()
        page.locator(DONE).wait_for()
        open_menu(page)

        assert page.get_by_role("heading", name="Kept in this browser").is_visible()
        assert "The service keeps" not in page.locator("#hint").inner_text()
        assert list(stored(page)) == [f"ssp-assistant:{site.url}"]
        assert not [url for url in asked if "conversations" in url]
        page.get_by_role("button", name="Forget all").click()
        page.locator(".turn").first.wait_for(state="detached")
        assert stored(page) == {f"ssp-assistant:{site.url}": "[]"}
        assert (texts(folder), site.errors) == ([], [])


def test_what_was_kept_in_this_browser_before_is_not_sent_and_goes_with_all(
    chromium: "Browser", site: Site, folder: "Path"
) -> None:
    page = open_page(chromium, site, "/accessibility")
    answer = page.evaluate(
        "fetch('/api/ask', { method: 'POST', headers: { 'Content-Type': 'application/json' },"
        ' body: \'{"question": "Which old fund?"}\' }).then((response) => response.json())'
    )
    old = {"id": "old", "conversation": "c", "at": 1, "turns": [{"question": "Old?", "answer": answer}]}
    page.evaluate("(kept) => localStorage.setItem(`ssp-assistant:${origin}`, kept)", json.dumps([old]))
    page.goto("/")
    ask_and_keep(page, "Which fund?")
    shown, sent = page.locator(".turn.you p").all_inner_texts(), texts(folder)

    open_menu(page)
    page.get_by_role("button", name="Forget all").click()
    page.locator(".turn").first.wait_for(state="detached")

    assert shown == ["Which fund?"]
    assert ["old" in text for text in sent] == [False]
    assert stored(page) == {}
