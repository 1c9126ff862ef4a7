"""The pages in a real Chromium: what a person sees, with and without JavaScript."""

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from assistant.api.app import create_app
from assistant.api.server import make_server, open_socket, url_of
from assistant.settings import AssistantSettings
from tests.assistant.service_fakes import HOSTILE, FakeAssistant

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine (Debian: apt install chromium)"),
]
FUND_SLIDE = "/d/north-review/slides/1?c=row1&at=0-21#c-row1"


@dataclass
class Site:
    """A running service and what its browser complained about or asked of others."""

    url: str
    assistant: FakeAssistant
    errors: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def service() -> Iterator[tuple[str, FakeAssistant]]:
    assistant, loaded = FakeAssistant(), threading.Event()
    app = create_app(AssistantSettings(), assistant.opened, on_loaded=lambda _: loaded.set())
    server = make_server(app)
    with open_socket("127.0.0.1", 0) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        assert loaded.wait(20)
        yield url_of(listening), assistant
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def chromium() -> Iterator["Browser"]:
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def site(service: tuple[str, FakeAssistant]) -> Iterator[Site]:
    opened = Site(*service)
    yield opened
    opened.assistant.on_ask = lambda _: None
    assert opened.errors == []
    assert opened.elsewhere == []


def hold(gate: threading.Event) -> None:
    gate.wait(10)


def open_page(chromium: "Browser", site: Site, path: str = "/", **options: Any) -> "Page":  # noqa: ANN401 - as playwright takes them
    page = chromium.new_context(base_url=site.url, **options).new_page()
    page.on("console", lambda message: site.errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: site.errors.append(str(error)))
    page.on(
        "request",
        lambda asked: None if asked.url.startswith(site.url) else site.elsewhere.append(asked.url),
    )
    page.goto(path)
    return page


def ask(page: "Page", question: str) -> None:
    answers = page.locator(".turn[data-status]").count()
    page.get_by_label("Your question").fill(question)
    page.keyboard.press("Enter")
    page.locator(".turn[data-status]").nth(answers).wait_for()


def test_a_question_is_answered_in_place_and_the_question_box_keeps_the_focus(
    chromium: "Browser", site: Site
) -> None:
    page = open_page(chromium, site)

    ask(page, "Which fund?")

    assert page.url == f"{site.url}/"
    assert "£12,500" in page.locator(".turn.assistant").inner_text()
    assert page.evaluate("document.activeElement.id") == "question"
    assert page.get_by_label("Your question").input_value() == ""


def test_a_finished_answer_is_announced_once_and_whole(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site)
    page.evaluate(
        "window.said = []; new MutationObserver(() => said.push(document.getElementById('said').textContent))"
        ".observe(document.getElementById('said'), {childList: true, characterData: true, subtree: true})"
    )

    ask(page, "Which fund?")

    spoken = [text for text in page.evaluate("said") if text]
    assert len(spoken) == 1
    assert spoken[0].endswith("2 sources.")


def test_a_follow_up_goes_on_with_the_conversation(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site)

    ask(page, "Which fund?")
    ask(page, "What did it pay for?")

    assert page.locator(".turn").count() == 4
    assert [turn.question for turn in site.assistant.asked[-1][1]] == ["Which fund?"]


def test_a_suggestion_is_asked_in_place_with_the_conversation(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site)
    ask(page, "xyz")

    page.get_by_role("link", name="What about street safety?", exact=True).click()
    page.locator(".turn[data-status=answered]").wait_for()

    assert page.url == f"{site.url}/"
    assert page.locator(".turn.you p").last.inner_text() == "What about street safety?"
    assert [turn.question for turn in site.assistant.asked[-1][1]] == ["xyz"]
    assert page.evaluate("document.activeElement.id") == "question"


def test_a_suggestion_is_a_link_that_asks_it_without_javascript(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site, "/ask?q=xyz", java_script_enabled=False)

    page.get_by_role("link", name=f"What of {HOSTILE} & fund?", exact=True).click()
    page.wait_for_url("**/ask?q=What**")

    assert site.assistant.asked[-1][0] == f"What of {HOSTILE} & fund?"
    assert [turn.question for turn in site.assistant.asked[-1][1]] == ["xyz"]


def test_a_suggestion_of_hostile_text_is_shown_as_text(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site)

    ask(page, "xyz")
    link = page.locator(".suggestions a").nth(1)

    assert link.inner_text() == f"What of {HOSTILE} & fund?"
    assert (link.get_attribute("href") or "").startswith("/ask?q=What+of+%3Cimg+")
    assert page.locator("img").count() == 0


def test_a_shifted_enter_makes_a_new_line(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site)

    page.get_by_label("Your question").fill("one")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("two")

    assert page.get_by_label("Your question").input_value() == "one\ntwo"
    assert page.locator(".turn").count() == 0


def test_the_button_says_that_it_is_busy_and_a_second_question_waits(chromium: "Browser", site: Site) -> None:
    gate = threading.Event()
    page = open_page(chromium, site)
    site.assistant.on_ask = lambda _: hold(gate)
    before = len(site.assistant.asked)

    page.get_by_label("Your question").fill("Which fund?")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    busy = page.get_by_role("button", name="Ask").get_attribute("aria-disabled")
    gate.set()
    page.locator(".turn[data-status]").wait_for()

    assert busy == "true"
    assert len(site.assistant.asked) == before + 1
    assert page.get_by_role("button", name="Ask").get_attribute("aria-disabled") is None


def test_a_citation_opens_its_slide_with_the_quoted_words_marked(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site)
    ask(page, "Which fund?")

    page.locator(".cite").first.click()
    page.wait_for_url("**/slides/1?**")

    assert page.locator("mark").all_inner_texts() == ["Lighting Fund", "£12,500"]
    assert page.locator("#c-row1").is_visible()


def test_the_page_works_without_javascript(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site, java_script_enabled=False)

    page.get_by_label("Your question").fill("Which fund?")
    page.get_by_role("button", name="Ask").click()
    page.wait_for_url("**/ask?q=**")
    page.locator(".sources a").first.click()
    page.wait_for_url("**/slides/1?**")

    assert page.locator("mark").all_inner_texts() == ["Lighting Fund", "£12,500"]


def test_hostile_text_in_questions_and_slides_is_shown_as_text(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site)

    ask(page, f"fund {HOSTILE}")
    shown = page.locator(".turn.you p").inner_text(), page.locator(".sentences li").nth(1).inner_text()
    page.goto("/d/north-review/slides/2")

    assert all(HOSTILE in text for text in shown)
    assert HOSTILE in page.locator("#c-b3").inner_text()
    assert page.locator("img").count() == 0
    assert page.title() != "owned"


def test_a_problem_is_told_in_an_alert_and_the_question_stays(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site)

    page.get_by_label("Your question").fill("a \u0007 bell")
    page.keyboard.press("Enter")
    page.locator("[role=alert] .problem").wait_for()

    assert "U+0007" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("Your question").input_value() == "a \u0007 bell"
    assert [error for error in site.errors if "422" not in error] == []
    site.errors.clear()


def test_when_the_script_cannot_reach_the_api_the_form_is_sent_plainly(
    chromium: "Browser", site: Site
) -> None:
    page = open_page(chromium, site)
    page.route("**/api/ask", lambda route: route.abort())

    page.get_by_label("Your question").fill("Which fund?")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ask?q=Which+fund**")

    assert "£12,500" in page.locator(".turn.assistant").inner_text()
    site.errors.clear()


@pytest.mark.parametrize("path", ["/", "/ask?q=fund", "/ask?q=xyz", "/documents", FUND_SLIDE])
def test_nothing_is_cut_off_on_a_screen_320_pixels_wide(chromium: "Browser", site: Site, path: str) -> None:
    page = open_page(chromium, site, path, viewport={"width": 320, "height": 640})

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/ask?q=fund", "/ask?q=xyz", "/documents", FUND_SLIDE])
def test_axe_finds_no_barrier(chromium: "Browser", site: Site, path: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    page = open_page(chromium, site, path, color_scheme=scheme, bypass_csp=True)

    found = axe.Axe().run(page)

    assert found.violations_count == 0, found.generate_report()
