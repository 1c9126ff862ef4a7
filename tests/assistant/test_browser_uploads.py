"""Adding documents on the page, in a real Chromium, with a stand-in of the ingest command."""

import os
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.api.app import create_app
from assistant.api.uploads.command import IngestCommand
from assistant.settings import AssistantSettings
from tests.assistant.browsing import NEEDS_CHROMIUM, Site, open_page, serve_app
from tests.assistant.uploading import STAND_IN, open_published, published, wait_for

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FileChooser, Page

pytestmark = NEEDS_CHROMIUM

DROP = """(files) => {
  const data = new DataTransfer();
  for (const [name, text] of files) data.items.add(new File([text], name));
  const zone = document.getElementById("drop");
  for (const kind of ["dragover", "drop"]) {
    zone.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
  }
}"""
SEND_FROM_ELSEWHERE = """async (url) => {
  const send = (mode, type) =>
    fetch(url, { method: "POST", mode, headers: { "Content-Type": type }, body: "some words" })
      .then((response) => response.status, (error) => error.name);
  return [await send("cors", "application/octet-stream"), await send("no-cors", "text/plain")];
}"""
HEAR = """
  window.heard = [];
  const said = document.getElementById("said");
  new MutationObserver(() => heard.push(said.textContent)).observe(said, { childList: true });
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def url(home: Path) -> Iterator[str]:
    loaded = threading.Event()
    app = create_app(
        AssistantSettings(max_upload_mb=1),
        lambda: open_published(home),
        lambda: published(home),
        ingest=IngestCommand(STAND_IN, {**os.environ, "SSP_HOME": str(home)}),
        on_loaded=lambda _: loaded.set(),
    )
    with serve_app(app, loaded) as address:
        yield address


@pytest.fixture
def site(url: str, home: Path) -> Iterator[Site]:
    (home / "go").unlink(missing_ok=True)
    opened = Site(url)
    yield opened
    (home / "go").touch()
    wait_for((home / "running").exists, lambda running: not running)
    assert opened.errors == []
    assert opened.elsewhere == []


TWO_FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""Chromium lets keys fall that come before a page is first painted, and now and then the first after it."""
KEY_TRIES = 4


def choose_by_key(page: "Page") -> "FileChooser":
    """Return the file chooser that the focused control opens; a key that is let fall is pressed again."""
    late = pytest.importorskip("playwright.sync_api").TimeoutError
    for _ in range(KEY_TRIES):
        with suppress(late):
            with page.expect_file_chooser(timeout=5_000) as chooser:
                page.keyboard.press("Space")
            return chooser.value
    raise AssertionError("the space bar opens no file chooser")


def drop_files(page: "Page", *files: tuple[str, str]) -> None:
    page.evaluate(DROP, [list(file) for file in files])


def state(page: "Page", name: str, row: int = 0) -> None:
    page.locator(f".upload[data-state={name}]").nth(row).wait_for()


def add(page: "Page") -> None:
    page.get_by_role("button", name="Add this document").click()


def test_a_dropped_file_shows_what_it_would_become_and_where_that_was_found(
    chromium: "Browser", site: Site
) -> None:
    page = open_page(chromium, site, "/documents")

    drop_files(page, ("north plan.pdf", "newer words"))
    state(page, "drafted")

    assert page.get_by_label("Title").input_value() == "North Plan"
    assert page.get_by_label("Period it covers").input_value() == "2031/32"
    assert "Found: slide 1" in page.locator(".fields").inner_text()
    assert "takes the place of the document “Northmoor Safety" in page.locator(".before").inner_text()


def test_a_confirmed_file_is_added_and_leads_to_its_slides_and_its_report(
    chromium: "Browser", site: Site
) -> None:
    page = open_page(chromium, site, "/documents")
    drop_files(page, ("north plan.pdf", "some words"))
    state(page, "drafted")

    page.get_by_label("Period it covers").fill("2030/31")
    add(page)
    state(page, "done")

    row = page.locator(".upload")
    assert "Added: 3 slides." in row.inner_text()
    assert row.get_by_role("progressbar").get_attribute("value") == "1"
    hrefs = [link.get_attribute("href") for link in row.get_by_role("link").all()]
    assert hrefs == ["/d/north-plan/slides/1", "/documents/north-plan/report", "/"]


def test_files_are_chosen_and_added_with_the_keyboard_alone(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site, "/documents")
    page.evaluate(TWO_FRAMES)
    page.get_by_label("Choose files").focus()
    choose_by_key(page).set_files({"name": "keys.pdf", "mimeType": "", "buffer": b"some words"})
    state(page, "drafted")

    page.get_by_label("Title").focus()
    page.keyboard.press("Enter")
    state(page, "done")

    assert page.evaluate("document.activeElement.textContent") == "keys.pdf"


def test_each_step_is_said_once(chromium: "Browser", site: Site, home: Path) -> None:
    page = open_page(chromium, site, "/documents")
    page.evaluate(HEAR)
    drop_files(page, ("north plan.pdf", "wait for it"))
    state(page, "drafted")

    add(page)
    state(page, "running")
    page.get_by_text("Reading the slides (1 of 2) – 16%").wait_for()
    (home / "go").touch()
    state(page, "done")

    heard = page.evaluate("heard")
    assert len(heard) == len(set(heard))
    assert "north plan.pdf: Reading the slides" in heard
    assert heard[-1] == "north plan.pdf: Added: 3 slides. Questions are answered from it now."


def test_several_files_are_each_drafted_and_can_be_dropped(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site, "/documents")
    drop_files(page, ("one.pdf", "some words"), ("two.pdf", "some words"))
    state(page, "drafted", row=1)

    page.get_by_role("form", name="Details of one.pdf").get_by_role("button", name="Do not add it").click()
    page.get_by_role("form", name="Details of one.pdf").wait_for(state="detached")

    assert page.locator(".upload h3").all_inner_texts() == ["two.pdf"]


def test_a_file_that_cannot_be_read_says_why_in_an_alert(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site, "/documents")

    drop_files(page, ("cut.pdf", "broken off"))
    state(page, "failed")

    assert page.locator(".upload").get_by_role("alert").inner_text() == "cut.pdf ends too early"
    assert page.locator(".upload form").count() == 0


def test_a_file_over_the_limit_is_not_even_sent(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site, "/documents")

    drop_files(page, ("large.pdf", "x" * (2**20 + 1)))
    state(page, "failed")

    assert "over 1 MB" in page.get_by_role("alert").inner_text()


def test_a_hostile_name_is_shown_as_text(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site, "/documents")
    name = "<img src=x onerror=\"document.title='owned'\">'\".pdf"

    drop_files(page, (name, "some words"))
    state(page, "drafted")

    assert page.locator(".upload h3").inner_text() == name
    assert page.locator("img").count() == 0
    assert page.title() != "owned"


def test_a_page_from_elsewhere_cannot_upload(chromium: "Browser", site: Site, home: Path) -> None:
    page = open_page(chromium, site, "/documents", bypass_csp=True)
    drop_files(page, ("own.pdf", "some words"))
    state(page, "drafted")
    calls = (home / "calls").read_text()
    page.goto(site.url.replace("127.0.0.1", "localhost"))

    answers = page.evaluate(SEND_FROM_ELSEWHERE, f"{site.url}/api/uploads?name=a.pdf")

    assert answers == ["TypeError", "TypeError"]
    assert (home / "calls").read_text() == calls
    site.errors.clear()
    site.elsewhere.clear()


def test_a_reload_finds_the_uploads_of_its_tab_again(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site, "/documents")
    drop_files(page, ("north plan.pdf", "wait for it"), ("two.pdf", "some words"))
    state(page, "drafted", row=1)
    page.get_by_role("form", name="Details of north plan.pdf").get_by_role("button", name="Add this").click()
    state(page, "running")

    page.reload()
    state(page, "running")
    state(page, "drafted")

    assert page.locator(".upload h3").all_inner_texts() == ["north plan.pdf", "two.pdf"]


def test_without_javascript_the_page_says_how_to_add(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site, "/documents", java_script_enabled=False)

    assert "ssp ingest FILE" in page.locator(".adding").inner_text()
    assert not page.get_by_label("Choose files").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier_in_any_state(chromium: "Browser", site: Site, home: Path, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    page = open_page(chromium, site, "/documents", color_scheme=scheme, bypass_csp=True)
    found = {"empty": axe.Axe().run(page)}
    drop_files(page, ("marked.pdf", "marked words"), ("north plan.pdf", "wait for it"), ("cut.pdf", "broken"))
    state(page, "failed")
    found["drafted and rejected"] = axe.Axe().run(page)
    page.get_by_role("form", name="Details of north plan.pdf").get_by_role("button", name="Add this").click()
    state(page, "running")
    found["running"] = axe.Axe().run(page)
    (home / "go").touch()
    state(page, "done")
    found["done"] = axe.Axe().run(page)

    assert {name: told.generate_report() for name, told in found.items() if told.violations_count} == {}


def test_nothing_is_cut_off_and_every_target_is_large_enough_at_320_pixels(
    chromium: "Browser", site: Site
) -> None:
    page = open_page(chromium, site, "/documents", viewport={"width": 320, "height": 640})
    drop_files(page, (f"{'long' * 30}.pdf", "marked words"), ("cut.pdf", "broken off"))
    state(page, "failed")

    targets = page.locator("main :is(button, input, select, a)").all()
    sizes = [box for target in targets if (box := target.bounding_box())]
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert [size for size in sizes if min(size["width"], size["height"]) < 24] == []
