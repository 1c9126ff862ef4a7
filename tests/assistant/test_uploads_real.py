"""A PDF dropped on the page of a real service, read and embedded for real, and cited in the next answer."""

import os
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from reportlab.pdfgen.canvas import Canvas

from assistant.api.app import create_app
from assistant.api.loading import GenerationLoader
from assistant.api.uploads.command import IngestCommand
from assistant.settings import AssistantSettings
from corpus.embedder import MiniLM
from corpus.layout import pointed_generation
from corpus.settings import CorpusSettings
from ingest.additions import Additions
from ingest.pipeline import ingest_corpus
from tests.assistant.browsing import NEEDS_CHROMIUM, Site, ask, open_page, serve_app
from tests.ingest.pdfs import draw, write

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.model, *NEEDS_CHROMIUM]


def paint_cover(canvas: Canvas) -> None:
    write(canvas, 72, 90, "Invented Harbour Safety Review 2030/31", 28)


def paint_boats(canvas: Canvas) -> None:
    write(canvas, 72, 72, "Boats on the estuary", 24)
    write(canvas, 72, 140, "Wardens inspected 417 fishing boats during the year.")


def paint_lamps(canvas: Canvas) -> None:
    write(canvas, 72, 72, "Lamps in the old town", 24)
    write(canvas, 72, 140, "The partnership replaced 88 street lamps in the old town.")


HARBOUR = draw(paint_cover, paint_boats)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, embedder: MiniLM) -> Path:
    """Return a data folder that holds one small document."""
    folder = tmp_path_factory.mktemp("data")
    lamps = folder / "lamps.pdf"
    lamps.write_bytes(draw(paint_lamps))
    ingest_corpus(folder / "home", embedder, additions=Additions((lamps,), bundled=False))
    return folder / "home"


@pytest.fixture(scope="module")
def url(home: Path) -> Iterator[str]:
    settings, corpus, loaded = AssistantSettings(), CorpusSettings(home=home), threading.Event()
    loader = GenerationLoader(settings, corpus)
    app = create_app(
        settings,
        loader.load,
        lambda: pointed_generation(home),
        ingest=IngestCommand(environ={**os.environ, "SSP_HOME": str(home)}),
        on_loaded=lambda _: loaded.set(),
    )
    with closing(loader), serve_app(app, loaded) as address:
        yield address


@pytest.fixture
def site(url: str) -> Iterator[Site]:
    opened = Site(url)
    yield opened
    assert opened.errors == []
    assert opened.elsewhere == []


class Asker(threading.Thread):
    """Asks one question again and again, and keeps what was not answered from the lamps' document."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url, self.stopped = url, threading.Event()
        self.answered = 0
        self.failed: list[str] = []

    def run(self) -> None:
        body = b'{"question": "How many street lamps were replaced?"}'
        while not self.stopped.wait(0.1):
            asked = urllib.request.Request(  # noqa: S310 - our own service
                f"{self.url}/api/ask", body, {"Content-Type": "application/json"}
            )
            try:
                with urllib.request.urlopen(asked, timeout=30) as response:  # noqa: S310 - as above
                    text = response.read().decode()
            except OSError as error:
                text = str(error)
            self.answered += "88 street lamps" in text
            self.failed += [] if "88 street lamps" in text else [text]


def drop_file(page: "Page", name: str, content: bytes) -> None:
    page.get_by_label("Choose files").set_input_files(
        {"name": name, "mimeType": "application/pdf", "buffer": content}
    )


def test_a_pdf_is_added_and_cited_at_once_while_other_questions_go_on(
    chromium: "Browser", site: Site
) -> None:
    asker = Asker(site.url)
    asker.start()
    page = open_page(chromium, site, "/documents")
    drop_file(page, "harbour review.pdf", HARBOUR)
    page.locator(".upload[data-state=drafted]").wait_for(timeout=120_000)
    page.get_by_label("Title").fill("Invented Harbour Review")
    page.get_by_label("Period it covers").fill("2030/31")
    page.get_by_role("button", name="Add this document").click()
    page.locator(".upload[data-state=done]").wait_for(timeout=180_000)

    page.goto("/")
    ask(page, "How many fishing boats did wardens inspect?")
    asker.stopped.set()
    asker.join()

    assert "417 fishing boats" in page.locator(".turn.assistant").inner_text()
    page.get_by_role("button", name="Source 1: ").first.click()
    page.get_by_text("Slide 2 of 2").wait_for()
    assert page.locator("ssp-source rect.box").count() > 0
    assert (asker.failed, asker.answered > 10) == ([], True)


def test_a_pdf_that_is_cut_off_says_so(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site, "/documents")

    drop_file(page, "cut.pdf", HARBOUR[: len(HARBOUR) // 3])
    page.locator(".upload[data-state=failed]").wait_for(timeout=120_000)

    reason = page.locator(".upload").get_by_role("alert").inner_text()
    assert "is broken" in reason
    assert "ssp-uploads" not in reason
