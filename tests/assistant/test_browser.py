"""The server's own pages in a real Chromium: what a person sees without a script, and a slide's page."""

import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from assistant.api.app import create_app
from assistant.settings import AssistantSettings
from tests.assistant.browsing import NEEDS_CHROMIUM, Site, axe_violations, open_page, serve_app
from tests.assistant.service_fakes import HOSTILE, FakeAssistant

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = NEEDS_CHROMIUM
FUND_SLIDE = "/d/north-review/slides/1?c=row1&at=0-21#c-row1"
PAGES = ["/", "/ask?q=fund", "/ask?q=xyz", "/documents", FUND_SLIDE, "/accessibility"]


@pytest.fixture(scope="module")
def fake() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture(scope="module")
def url(fake: FakeAssistant) -> Iterator[str]:
    loaded = threading.Event()
    app = create_app(AssistantSettings(), fake.opened, on_loaded=lambda _: loaded.set())
    with serve_app(app, loaded) as address:
        yield address


@pytest.fixture
def site(url: str) -> Iterator[Site]:
    opened = Site(url)
    yield opened
    assert (opened.errors, opened.elsewhere, opened.dialogs) == ([], [], [])


def test_a_question_is_asked_and_its_source_opened_without_a_script(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site, java_script_enabled=False)

    page.get_by_label("Your question").fill("Which fund?")
    page.get_by_role("button", name="Ask").click()
    page.wait_for_url("**/ask?q=**")
    said = page.locator(".turn.assistant").inner_text()
    page.locator(".sources a").first.click()
    page.wait_for_url("**/slides/1?**")

    assert "£12,500" in said
    assert page.locator("mark").all_inner_texts() == ["Lighting Fund", "£12,500"]


def test_a_suggestion_is_a_link_that_asks_it_without_a_script(
    chromium: "Browser", site: Site, fake: FakeAssistant
) -> None:
    page = open_page(chromium, site, "/ask?q=xyz", java_script_enabled=False)

    page.get_by_role("link", name=f"What of {HOSTILE} & fund?", exact=True).click()
    page.wait_for_url("**/ask?q=What**")

    assert fake.asked[-1][0] == f"What of {HOSTILE} & fund?"
    assert [turn.question for turn in fake.asked[-1][1]] == ["xyz"]


def test_where_the_chat_cannot_be_loaded_the_form_stays_and_works(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site, "/documents")
    page.route("**/static/chat/turns.js", lambda route: route.abort())

    page.goto("/")
    page.get_by_label("Your question").fill("Which fund?")
    page.get_by_role("button", name="Ask").click()
    page.wait_for_url("**/ask?q=**")

    assert "£12,500" in page.locator(".turn.assistant").inner_text()
    assert all("ERR_FAILED" in error for error in site.errors)
    site.errors.clear()


def test_hostile_text_on_a_slide_is_shown_as_text(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site, "/d/north-review/slides/2")

    assert HOSTILE in page.locator("#c-b3").inner_text()
    assert page.locator("img").count() == 0
    assert page.title() != "owned"


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_cut_off_on_a_screen_320_pixels_wide(chromium: "Browser", site: Site, path: str) -> None:
    page = open_page(chromium, site, path, viewport={"width": 320, "height": 640})

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_no_barrier(chromium: "Browser", site: Site, path: str, scheme: str) -> None:
    page = open_page(chromium, site, path, color_scheme=scheme, bypass_csp=True)

    assert axe_violations(page) == ""


@pytest.mark.parametrize("path", ["/", "/ask?q=fund", "/ask?q=xyz"])
def test_axe_finds_no_barrier_where_the_chat_is_not_loaded(
    chromium: "Browser", site: Site, path: str
) -> None:
    page = open_page(chromium, site, "/documents", bypass_csp=True)
    page.route(
        "**/static/ssp-assistant.js", lambda route: route.fulfill(body="", content_type="text/javascript")
    )
    page.goto(path)

    assert axe_violations(page) == ""
