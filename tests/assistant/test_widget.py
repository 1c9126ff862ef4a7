"""The chat element in a real Chromium, on the service's own page and on another's, over stand-in answers."""

import json
import os
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from assistant.api.app import create_app
from assistant.api.feedback import Feedback
from assistant.settings import AssistantSettings
from corpus.model import DocumentKind
from tests.assistant.browsing import (
    BUBBLE,
    DONE,
    NEEDS_CHROMIUM,
    Host,
    Site,
    ask,
    axe_violations,
    focused,
    open_page,
    serve_app,
)
from tests.assistant.service_fakes import DOCUMENT, HOSTILE, FakeAssistant

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = NEEDS_CHROMIUM
PHONE = {"width": 320, "height": 640}
LITTLE = {"width": 320, "height": 256}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> "Path":
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def fake() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture(scope="module")
def url(host: Host, fake: FakeAssistant, told: "Path") -> Iterator[str]:
    loaded = threading.Event()
    settings = AssistantSettings(embed_origins=(host.url,))
    app = create_app(settings, fake.opened, feedback=Feedback(told, 2**20), on_loaded=lambda _: loaded.set())
    with serve_app(app, loaded) as address:
        host.service = address
        yield address


@pytest.fixture
def site(url: str, fake: FakeAssistant) -> Iterator[Site]:
    opened = Site(url)
    yield opened
    fake.on_ask = lambda _: None
    assert (opened.errors, opened.elsewhere, opened.dialogs) == ([], [], [])


def hold(gate: threading.Event) -> None:
    gate.wait(10)


def live_texts(page: "Page") -> None:
    page.evaluate(
        "() => { window.said = []; const spot = document.querySelector('ssp-assistant').shadowRoot"
        ".querySelector('[aria-live]'); new MutationObserver(() => said.push(spot.textContent.trim()))"
        ".observe(spot, {childList: true, characterData: true, subtree: true}) }"
    )


def open_source(page: "Page", n: int = 1) -> None:
    page.get_by_role("button", name=f"Source {n}: ").first.click()
    page.get_by_role("tab", name="Slide").wait_for()


# ---- asking


def test_a_question_is_answered_in_place_and_the_question_box_keeps_the_focus(
    chromium: "Browser", site: Site
) -> None:
    page = open_page(chromium, site)

    ask(page, "Which fund?")

    assert page.url == f"{site.url}/"
    assert "£12,500" in page.locator(DONE).inner_text()
    assert focused(page) == "question"
    assert page.get_by_label("Your question").input_value() == ""


def test_a_finished_answer_is_announced_once_and_whole_and_apart_from_the_conversation(
    chromium: "Browser", site: Site
) -> None:
    page = open_page(chromium, site)
    page.get_by_label("Your question").wait_for()
    live_texts(page)

    ask(page, "Which fund?")

    spoken = [text for text in dict.fromkeys(page.evaluate("said")) if text]
    assert spoken[0].startswith("Searching")
    assert len(spoken) == 2
    assert "£12,500" in spoken[1]
    assert spoken[1].endswith("2 sources.")
    assert page.locator(".log [aria-live], .log[aria-live]").count() == 0


def test_while_busy_nothing_is_disabled_and_a_second_question_waits(
    chromium: "Browser", site: Site, fake: FakeAssistant
) -> None:
    gate = threading.Event()
    page = open_page(chromium, site)
    fake.on_ask = lambda _: hold(gate)
    before = len(fake.asked)

    page.get_by_label("Your question").fill("Which fund?")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.locator(".busy").wait_for()
    busy = page.get_by_role("button", name="Ask", exact=True).get_attribute("aria-disabled")
    held = page.locator('[aria-busy="true"]').count(), page.locator("ssp-assistant :disabled").count()
    gate.set()
    page.locator(DONE).wait_for()

    assert (busy, held) == ("true", (1, 0))
    assert len(fake.asked) == before + 1
    assert page.get_by_role("button", name="Ask", exact=True).get_attribute("aria-disabled") is None


def test_a_shifted_enter_makes_a_new_line(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site)

    page.get_by_label("Your question").fill("one")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("two")

    assert page.get_by_label("Your question").input_value() == "one\ntwo"
    assert page.locator(".turn").count() == 0


def test_a_follow_up_goes_on_with_the_conversation(
    chromium: "Browser", site: Site, fake: FakeAssistant
) -> None:
    page = open_page(chromium, site)

    ask(page, "Which fund?")
    ask(page, "What did it pay for?")

    assert page.locator(".turn").count() == 4
    assert [turn.question for turn in fake.asked[-1][1]] == ["Which fund?"]


def test_a_refusal_says_so_names_the_nearest_slides_and_offers_what_can_be_answered(
    chromium: "Browser", site: Site, fake: FakeAssistant
) -> None:
    page = open_page(chromium, site)

    ask(page, "xyz")
    said = page.locator(DONE).inner_text()
    page.get_by_role("button", name="What about street safety?").click()
    page.locator(DONE).nth(1).wait_for()

    assert "Not in the documents" in said
    assert "The documents do not say." in said
    assert "Slide 2 (counted): What was done" in said
    assert [turn.question for turn in fake.asked[-1][1]] == ["xyz"]
    assert focused(page) == "question"


def test_a_problem_is_told_in_an_alert_and_the_question_stays(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site)

    page.get_by_label("Your question").fill("a \u0007 bell")
    page.keyboard.press("Enter")
    page.locator("[role=alert] .problem").wait_for()

    assert "U+0007" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("Your question").input_value() == "a \u0007 bell"
    assert [error for error in site.errors if "422" not in error] == []
    site.errors.clear()


def test_when_the_service_cannot_be_reached_it_says_so_and_the_next_try_works(
    chromium: "Browser", site: Site
) -> None:
    page = open_page(chromium, site)
    page.route("**/api/ask", lambda route: route.abort())

    page.get_by_label("Your question").fill("Which fund?")
    page.keyboard.press("Enter")
    page.locator("[role=alert] .problem").wait_for()
    told = page.get_by_role("alert").inner_text()
    page.unroute("**/api/ask")
    page.keyboard.press("Enter")
    page.locator(DONE).wait_for()

    assert "cannot be reached" in told
    assert page.locator("[role=alert] .problem").count() == 0
    site.errors.clear()


def test_an_answer_is_told_to_the_host_page_by_events(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site)
    page.evaluate(
        "() => { window.heard = []; for (const name of ['ssp-answer', 'ssp-citation-open'])"
        " document.addEventListener(name,"
        " ({ detail }) => heard.push([name, detail.status ?? detail.slide_number])) }"
    )

    ask(page, "Which fund?")
    open_source(page)

    assert page.evaluate("heard") == [["ssp-answer", "answered"], ["ssp-citation-open", 1]]


PLAN = replace(DOCUMENT, id="plan", title="Northmoor Plan 2022-25", kind=DocumentKind.PLAN, period="2022-25")
OLD = replace(DOCUMENT, id="old-review", title="Northmoor Review 2021/22", period="2021/22")


def test_documents_are_picked_by_year_by_kind_or_by_hand(chromium: "Browser") -> None:
    fake, loaded = FakeAssistant(documents=(DOCUMENT, OLD, PLAN)), threading.Event()
    app = create_app(AssistantSettings(), fake.opened, on_loaded=lambda _: loaded.set())
    with serve_app(app, loaded) as address:
        page = open_page(chromium, Site(address))
        asked = []

        def ask_of(question: str = "Which fund?") -> None:
            ask(page, question)
            asked.append(sorted(fake.asked_of[-1]))

        ask_of()
        page.get_by_label("Kind").select_option("review")
        ask_of()
        page.get_by_label("Year or period").select_option("2021/22")
        ask_of()
        page.get_by_label("Kind").select_option("plan")
        period = page.get_by_label("Year or period").input_value()
        ask_of()
        page.get_by_label(PLAN.title).click()
        last = page.get_by_label(PLAN.title).is_checked()
        page.get_by_role("button", name="Ask all").click()
        page.get_by_label(OLD.title).uncheck()
        told = page.locator(".beside [role=status]").inner_text()
        ask_of()

    assert asked == [[], ["north-review", "old-review"], ["old-review"], ["plan"], ["north-review", "plan"]]
    assert (period, last, told) == ("", True, "Asking 2 of 3 documents")


def test_a_link_to_an_answer_keeps_the_documents_it_was_asked_of(chromium: "Browser") -> None:
    fake, loaded = FakeAssistant(documents=(DOCUMENT, OLD, PLAN)), threading.Event()
    app = create_app(AssistantSettings(), fake.opened, on_loaded=lambda _: loaded.set())
    with serve_app(app, loaded) as address:
        site = Site(address)
        page = open_page(chromium, site, permissions=["clipboard-read", "clipboard-write"])
        page.get_by_label("Kind").select_option("plan")
        ask(page, "Which fund?")
        page.get_by_role("button", name="Copy link").click()
        page.locator("[aria-live]", has_text="Copied.").wait_for(state="attached")
        link = page.evaluate("navigator.clipboard.readText()")
        other = open_page(chromium, site, link)
        other.locator(DONE).wait_for()
        told = other.locator(".beside [role=status]").inner_text()
        plain = open_page(chromium, site, link, java_script_enabled=False)
        plain.get_by_label("Your question").fill("What of it?")
        plain.get_by_role("button", name="Ask").click()
        plain.wait_for_url("**What+of+it**")

    assert link == f"{address}/ask?q=Which+fund%3F&d=plan"
    assert told == "Asking 1 of 3 documents"
    assert fake.asked_of[-3:] == [("plan",)] * 3


# ---- sources


def test_a_number_shows_its_words_on_focus_and_on_hover_until_escape(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site)
    ask(page, "Which fund?")
    marker = page.get_by_role("button", name="Source 1: ").first

    marker.focus()
    page.locator(".card").wait_for()
    on_focus = page.locator(".card").inner_text()
    page.keyboard.press("Escape")
    page.locator(".card").wait_for(state="detached")
    marker.hover()
    page.locator(".card").wait_for()
    page.locator(".card").hover()
    page.wait_for_timeout(500)

    assert "Lighting Fund\t£12,500" in on_focus
    assert page.locator(".card").is_visible()


def test_a_source_opens_with_its_words_boxed_marked_and_how_it_was_found(
    chromium: "Browser", site: Site
) -> None:
    page = open_page(chromium, site)
    ask(page, "Which fund?")

    open_source(page)
    boxes = page.locator("ssp-source rect.box").evaluate_all(
        "(all) => all.map((box) => ['x', 'y', 'width', 'height'].map((name) => +box.getAttribute(name)))"
    )
    page.get_by_role("tab", name="Passage").click()

    assert boxes == [
        [0.1 * 1600 - 4, 0.4 * 900 - 4, pytest.approx(0.2 * 1600 + 8), pytest.approx(0.05 * 900 + 8)]
    ]
    assert page.locator("ssp-source mark").inner_text() == "Lighting Fund\t£12,500"
    assert "slide 1, 3 April 2023" in page.locator("ssp-source .reference").inner_text()
    page.get_by_role("tab", name="How found").click()
    assert page.locator("ssp-source .found li").count() > 0


def test_tabs_are_reached_by_arrows_and_escape_leads_back_to_the_number(
    chromium: "Browser", site: Site
) -> None:
    page = open_page(chromium, site)
    ask(page, "Which fund?")
    page.get_by_role("button", name="Source 1: ").first.focus()

    page.keyboard.press("Enter")
    page.get_by_role("tab", name="Slide").wait_for()
    page.get_by_role("tab", name="Slide").focus()
    page.keyboard.press("ArrowRight")
    chosen = page.get_by_role("tab", selected=True).inner_text()
    page.keyboard.press("Escape")

    assert chosen == "Passage"
    assert page.locator("ssp-source dialog").count() == 0
    assert focused(page) == "1"


def test_slides_are_turned_over_and_only_the_cited_one_has_boxes(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site)
    ask(page, "Which fund?")
    open_source(page)

    page.get_by_role("button", name="Next slide").click()
    page.get_by_text("Slide 2 of 3").wait_for()
    none = page.locator("ssp-source rect.box").count()
    page.get_by_role("button", name="Previous slide").click()
    page.get_by_text("Slide 1 of 3").wait_for()

    assert none == 0
    assert page.locator("ssp-source rect.box").count() == 1
    assert page.get_by_role("button", name="Previous slide").get_attribute("aria-disabled") == "true"


def test_on_a_phone_the_source_is_a_modal_dialog(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site, viewport=PHONE)
    ask(page, "Which fund?")

    open_source(page)

    assert page.evaluate(
        "document.querySelector('ssp-assistant').shadowRoot.querySelector('ssp-source').shadowRoot"
        ".querySelector('dialog').matches(':modal')"
    )


# ---- what is kept, shared and told


def test_a_reload_brings_the_conversation_back_with_its_boxes(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site)
    ask(page, "Which fund?")

    page.reload()
    page.locator(DONE).wait_for()
    open_source(page)
    page.locator("ssp-source rect.box").first.wait_for(state="attached")

    assert page.locator("ssp-source rect.box").count() == 1


def test_conversations_can_be_begun_taken_up_again_and_forgotten(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site)
    ask(page, "Which fund?")
    page.get_by_role("button", name="New conversation").click()
    page.locator(".turn").first.wait_for(state="detached")
    ask(page, "Which street?")

    page.get_by_text("More", exact=True).click()
    page.get_by_role("button", name="Which fund?", exact=True).click()
    page.locator(".turn.you p", has_text="Which fund?").wait_for()
    taken = page.locator(".turn.you p").all_inner_texts()
    page.get_by_text("More", exact=True).click()
    page.get_by_role("button", name="Forget all").click()
    page.locator(".turn").first.wait_for(state="detached")

    assert taken == ["Which fund?"]
    assert page.evaluate("Object.values(localStorage).join()") == "[]"


def test_a_conversation_begun_or_taken_up_is_shown_at_once(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site)
    ask(page, "Which fund?")

    page.get_by_role("button", name="New conversation").click()
    begun = page.locator(".turn").count()
    page.get_by_text("More", exact=True).click()
    page.get_by_role("button", name="Which fund?", exact=True).click()

    assert (begun, page.locator(".turn").count()) == (0, 2)


@pytest.mark.parametrize(
    "answer",
    [
        '{"sentences": [null], "citations": [], "nearest": [], "suggestions": [], "notes": []}',
        '{"sentences": [], "citations": [{"n": 1}], "nearest": [], "suggestions": [], "notes": []}',
        '{"sentences": [], "citations": [], "nearest": [7], "suggestions": [], "notes": []}',
        '{"sentences": [], "citations": [], "nearest": [], "suggestions": [{}], "notes": []}',
    ],
)
def test_a_kept_conversation_that_cannot_be_shown_does_not_stop_the_chat(
    chromium: "Browser", site: Site, answer: str
) -> None:
    page = open_page(chromium, site)
    kept = (
        f'[{{"id": "a", "conversation": "c", "at": 1, "turns": [{{"question": "Q", "answer": {answer}}}]}}]'
    )
    page.evaluate("(kept) => localStorage.setItem(`ssp-assistant:${origin}`, kept)", kept)

    page.reload()
    ask(page, "Which fund?")

    assert page.locator(".turn.you p").all_inner_texts() == ["Which fund?"]


@pytest.mark.usefixtures("site")
def test_nothing_is_kept_where_history_is_off(chromium: "Browser", host: Host) -> None:
    host.body = '<ssp-assistant history="off" title="Ask"></ssp-assistant>'
    page = open_page(chromium, Site(host.url))
    ask(page, "Which fund?")

    assert page.evaluate("localStorage.length") == 0
    host.body = BUBBLE


def test_a_link_to_a_question_shows_its_answer_and_goes_on_from_there(
    chromium: "Browser", site: Site, fake: FakeAssistant
) -> None:
    before = len(fake.asked)
    page = open_page(chromium, site, "/ask?q=Which+fund%3F")
    page.locator(DONE).wait_for()
    asked = len(fake.asked) - before

    ask(page, "What did it pay for?")

    assert asked == 1
    assert [turn.question for turn in fake.asked[-1][1]] == ["Which fund?"]


def test_feedback_reaches_the_service_with_its_note(chromium: "Browser", site: Site, told: "Path") -> None:
    page = open_page(chromium, site)
    ask(page, "Which fund?")

    page.get_by_role("button", name="Wrong slide").click()
    page.get_by_label("What is wrong?").fill("It is on slide 2.")
    page.get_by_role("button", name="Send").click()
    page.get_by_text("Thank you, noted.").first.wait_for()

    last = json.loads((told / "feedback.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert (last["verdict"], last["note"], last["question"]) == (
        "wrong_slide",
        "It is on slide 2.",
        "Which fund?",
    )


@pytest.mark.parametrize(("button", "starts"), [("Word", b"PK"), ("Markdown", b"# ")])
def test_a_conversation_is_saved_with_its_sources(
    chromium: "Browser", site: Site, button: str, starts: bytes
) -> None:
    page = open_page(chromium, site, accept_downloads=True)
    ask(page, "Which fund?")
    page.get_by_text("More", exact=True).click()

    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()

    content = download.value.path().read_bytes()
    assert content.startswith(starts)
    assert button == "Word" or "£12,500" in content.decode()


# ---- embedded


@pytest.mark.usefixtures("site")
def test_one_tag_embeds_the_chat_under_a_strict_policy(chromium: "Browser", host: Host) -> None:
    seen = Site(host.url)
    page = open_page(chromium, seen)

    page.get_by_role("button", name="Ask the partnership").click()
    ask(page, "Which fund?")
    open_source(page)
    page.locator("ssp-source rect.box").first.wait_for(state="attached")

    assert page.locator("ssp-source rect.box").count() == 1
    assert seen.errors == []
    assert {address.startswith(host.service) for address in seen.elsewhere} == {True}


@pytest.mark.usefixtures("site")
def test_escape_closes_card_panel_and_bubble_in_turn(chromium: "Browser", host: Host) -> None:
    page = open_page(chromium, Site(host.url))
    launcher = page.get_by_role("button", name="Ask the partnership")
    launcher.click()
    assert focused(page) == "question"
    ask(page, "Which fund?")
    open_source(page)

    page.keyboard.press("Escape")
    panel = page.locator("ssp-source dialog").count()
    page.get_by_role("button", name="Source 1: ").first.focus()
    page.locator(".card").wait_for()
    page.keyboard.press("Escape")
    page.locator(".card").wait_for(state="detached")
    still = page.locator(".frame").is_visible()
    page.keyboard.press("Escape")
    launcher.wait_for()

    assert (panel, still) == (0, True)
    assert launcher.get_attribute("aria-expanded") == "false"
    assert focused(page) == "Ask the partnership"


@pytest.mark.usefixtures("site")
def test_a_host_that_is_not_listed_gets_no_answer(chromium: "Browser", host: Host) -> None:
    seen = Site(host.url.replace("127.0.0.1", "localhost"))
    page = open_page(chromium, seen)
    page.wait_for_timeout(500)

    assert page.evaluate("customElements.get('ssp-assistant') === undefined")
    assert any("CORS" in error for error in seen.errors)


# ---- for everybody


TREES = Path(__file__).parent / "trees"
"""What a screen reader reads of the chat in each state; `KEEP_TREES=1` writes them anew, to be looked at."""
PASSING = re.compile(r"(?<=http://127\.0\.0\.1:)\d+|\d+(?:\.\d+)?(?= ms\b)")
"""What differs from one run to the next: the port, the time taken."""

STATES = (
    "empty",
    "streaming",
    "answered",
    "refused",
    "panel",
    "passage",
    "found",
    "error",
    "offline",
    "menu",
)
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
    "little": {"viewport": LITTLE},
}


def bring_about(page: "Page", state: str, fake: FakeAssistant) -> threading.Event:
    """Bring the chat into a state; the event given lets a question go on that is held."""
    gate = threading.Event()
    if state == "streaming":
        fake.on_ask = lambda _: hold(gate)
        page.get_by_label("Your question").fill("Which fund?")
        page.keyboard.press("Enter")
        page.locator(".busy").wait_for()
    elif state in {"error", "offline"}:
        if state == "offline":
            page.route("**/api/ask", lambda route: route.abort())
        page.get_by_label("Your question").fill("a \u0007 bell")
        page.keyboard.press("Enter")
        page.locator("[role=alert] .problem").wait_for()
    elif state != "empty":
        ask(page, "xyz" if state == "refused" else "Which fund?")
    if state in {"panel", "passage", "found"}:
        open_source(page)
        names = {"panel": "Slide", "passage": "Passage", "found": "How found"}
        page.get_by_role("tab", name=names[state]).click()
        page.wait_for_timeout(200)
    if state == "menu":
        page.get_by_text("More", exact=True).click()
    return gate


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_no_barrier_in_any_state(
    chromium: "Browser", site: Site, fake: FakeAssistant, state: str, look: str
) -> None:
    page = open_page(chromium, site, bypass_csp=True, **LOOKS[look])
    gate = bring_about(page, state, fake)

    found = axe_violations(page)
    gate.set()

    assert found == ""
    if state in {"error", "offline"}:
        site.errors.clear()


@pytest.mark.parametrize("state", ["empty", "answered", "refused", "panel", "passage", "menu"])
@pytest.mark.parametrize("viewport", [PHONE, LITTLE], ids=["phone", "little"])
def test_nothing_is_cut_off_on_a_screen_320_pixels_wide(
    chromium: "Browser", site: Site, fake: FakeAssistant, state: str, viewport: dict[str, int]
) -> None:
    page = open_page(chromium, site, viewport=viewport)
    bring_about(page, state, fake)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("embedded", [False, True], ids=["page", "bubble"])
def test_nothing_hides_what_has_the_focus_at_four_times_the_size(
    chromium: "Browser", site: Site, host: Host, *, embedded: bool
) -> None:
    page = open_page(chromium, Site(host.url) if embedded else site, viewport=LITTLE)
    if embedded:
        page.get_by_role("button", name="Ask the partnership").click()
    ask(page, "Which fund?")

    hidden = []
    for _ in range(25):
        page.keyboard.press("Tab")
        if not page.evaluate(SEEN):
            hidden.append(focused(page))

    assert hidden == []


SEEN = """() => {
  let root = document, at = document.activeElement;
  while (at?.shadowRoot?.activeElement) { root = at.shadowRoot; at = root.activeElement; }
  if (!at || at === document.body) return true;
  const box = at.getBoundingClientRect();
  const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1);
  const y = Math.min(Math.max(box.top + Math.min(box.height, 40) / 2, 1), innerHeight - 1);
  if (box.bottom < 0 || box.top > innerHeight) return false;
  const top = root.elementFromPoint(x, y);
  return top === at || at.contains(top) || top?.contains(at) || at.shadowRoot !== null;
}"""


def test_every_target_is_large_enough(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site, viewport=PHONE)
    ask(page, "Which fund?")

    small = page.locator("ssp-assistant :is(button, a, summary, select, textarea):visible").evaluate_all(
        "(all) => all.filter((one) => { const box = one.getBoundingClientRect();"
        " return box.height < 24 || box.width < 24; }).map((one) => one.outerHTML.slice(0, 80))"
    )

    assert small == []


def test_nothing_moves_for_those_who_ask_for_that(
    chromium: "Browser", site: Site, fake: FakeAssistant
) -> None:
    page = open_page(chromium, site, reduced_motion="reduce")
    gate = bring_about(page, "streaming", fake)

    moving = page.evaluate("document.getAnimations().length")
    gate.set()

    assert moving == 0


def test_the_tree_that_a_screen_reader_reads_names_every_part(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site)
    ask(page, "Which fund?")

    tree = page.locator("ssp-assistant").aria_snapshot()

    for line in (
        'region "Conversation"',
        'region "Messages"',
        "list:",
        "You said",
        "Assistant said",
        'button "Source 1: Northmoor Safety Partnership Annual Review 2022/23, slide 1 (counted)"',
        'heading "Sources" [level=3]',
        'textbox "Your question"',
        'button "Ask"',
    ):
        assert line in tree, (line, tree)


@pytest.mark.parametrize("state", [state for state in STATES if state != "streaming"])
def test_the_tree_of_each_state_is_the_one_that_is_kept(
    chromium: "Browser", site: Site, fake: FakeAssistant, state: str
) -> None:
    page = open_page(chromium, site)
    bring_about(page, state, fake)
    page.wait_for_timeout(200)

    tree = PASSING.sub("0", page.locator("ssp-assistant").aria_snapshot()) + "\n"

    kept = TREES / f"{state}.yml"
    if os.environ.get("KEEP_TREES"):
        kept.write_text(tree, encoding="utf-8")
    assert tree == kept.read_text(encoding="utf-8")
    if state in {"error", "offline"}:
        site.errors.clear()


def test_a_whole_journey_by_the_keyboard_alone(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site)
    page.get_by_label("Your question").wait_for()

    def tab_to(name: str, key: str = "Tab") -> None:
        for _ in range(60):
            page.keyboard.press(key)
            if focused(page) == name:
                return
        raise AssertionError(f"{name} is not reached by {key}")

    tab_to("question")
    page.keyboard.type("Which fund?")
    page.keyboard.press("Enter")
    page.locator(DONE).wait_for()
    tab_to("2", "Shift+Tab")
    page.keyboard.press("Enter")
    page.get_by_role("tab", name="Slide").wait_for()
    tab_to("tab-slide")
    page.keyboard.press("ArrowRight")
    tab_to("Copy reference")
    page.keyboard.press("Escape")

    assert focused(page) == "2"


# ---- hostile text


def test_hostile_text_is_shown_as_text(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site)

    ask(page, f"fund {HOSTILE}")
    asked, said = page.locator(".turn.you p").inner_text(), page.locator(".said li").nth(1).inner_text()
    ask(page, "xyz")
    offered = page.get_by_role("button", name=f"What of {HOSTILE} & fund?").count()

    assert (HOSTILE in asked, HOSTILE in said, offered) == (True, True, 1)
    assert page.locator("img").count() == 0
    assert page.title() != "owned"
