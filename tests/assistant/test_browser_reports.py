"""The report pages in a real Chromium."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assistant.api.app import create_app
from assistant.settings import AssistantSettings
from corpus.model import DocumentStatus
from tests.assistant.browsing import NEEDS_CHROMIUM, Site, axe_violations, open_page, serve_app
from tests.assistant.reporting import HELD, PLAIN, REJECTED, REPORT, FixedReports
from tests.assistant.service_fakes import DOCUMENT, FakeAssistant

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = NEEDS_CHROMIUM
PAGES = (
    "/documents",
    "/documents/report",
    f"/documents/{DOCUMENT.id}/report",
    "/documents/held-paper/report",
)
OLD = replace(DOCUMENT, id="old", title="An old plan", status=DocumentStatus.WITHDRAWN)


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    loaded = threading.Event()
    reports = FixedReports(REPORT, PLAIN, HELD, REJECTED, past=(OLD,))
    app = create_app(
        AssistantSettings(), FakeAssistant().opened, reports=reports, on_loaded=lambda _: loaded.set()
    )
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


def test_a_reader_goes_from_a_document_to_its_report_and_on_to_a_slide(
    chromium: "Browser", site: Site
) -> None:
    page = open_page(chromium, site, "/documents")

    page.get_by_role("link", name="What was read of it").click()
    page.get_by_role("link", name="Slide 3: Map of patrols").click()
    page.wait_for_url("**/d/north-review/slides/3")

    assert "Map of patrols" in page.get_by_role("heading", level=1).inner_text()
