"""The reader page and the accessibility statement in a real Chromium."""

import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from assistant.api.app import create_app
from assistant.settings import AssistantSettings
from tests.assistant.browsing import NEEDS_CHROMIUM, Site, axe_violations, open_page, serve_app
from tests.assistant.service_fakes import FakeAssistant

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = NEEDS_CHROMIUM
WHOLE = "/d/north-review"
PAGES = (WHOLE, f"{WHOLE}?find=patrols", f"{WHOLE}?find=zebra", "/accessibility")


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    loaded = threading.Event()
    app = create_app(AssistantSettings(), FakeAssistant().opened, on_loaded=lambda _: loaded.set())
    with serve_app(app, loaded) as address:
        yield address


@pytest.fixture
def site(url: str) -> Iterator[Site]:
    opened = Site(url)
    yield opened
    assert opened.errors == []
    assert opened.elsewhere == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_no_barrier(chromium: "Browser", site: Site, path: str, scheme: str) -> None:
    page = open_page(chromium, site, path, color_scheme=scheme, bypass_csp=True)

    assert axe_violations(page) == ""


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_cut_off_on_a_screen_320_pixels_wide(chromium: "Browser", site: Site, path: str) -> None:
    page = open_page(chromium, site, path, viewport={"width": 320, "height": 640})

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_words_are_found_without_javascript_and_lead_to_their_slide(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site, "/documents", java_script_enabled=False)

    page.get_by_role("link", name="Read it whole").click()
    page.get_by_label("Only slides that hold these words").fill("patrols map")
    page.keyboard.press("Enter")
    page.wait_for_url("**?find=patrols+map")
    found = page.locator("article").count()
    page.get_by_role("link", name="Open Slide 3: Map of patrols").click()
    page.wait_for_url("**/d/north-review/slides/3")

    assert found == 1
    assert "Map of patrols" in page.get_by_role("heading", level=1).inner_text()


def test_the_contents_and_a_slides_page_lead_to_the_slides_place_in_the_whole(
    chromium: "Browser", site: Site
) -> None:
    page = open_page(chromium, site, f"{WHOLE}/slides/2", viewport={"width": 800, "height": 300})

    page.get_by_role("link", name="Northmoor Safety Partnership Annual Review 2022/23").click()
    page.wait_for_url("**/d/north-review#slide-2")

    assert 0 <= page.locator("#slide-2").evaluate("node => node.getBoundingClientRect().top") < 100
