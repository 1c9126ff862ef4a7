"""The widget on a page of another site, in a real Chromium: what it may fetch, and who may frame it."""

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from assistant.api.app import create_app
from assistant.settings import AssistantSettings
from tests.assistant.browsing import NEEDS_CHROMIUM, serve_app
from tests.assistant.service_fakes import IMAGES, FakeAssistant

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = NEEDS_CHROMIUM

DIGEST = "0123456789abcdef"
IMAGE = f"/d/north-review/slides/1.{DIGEST}.webp"
LOAD_IMAGE = """([url, crossOrigin]) => new Promise((resolve) => {
  const image = Object.assign(new Image(), crossOrigin === null ? {} : { crossOrigin });
  image.onload = () => resolve(true);
  image.onerror = () => resolve(false);
  image.src = url;
})"""
LOAD_MODULE = """(url) => new Promise((resolve) => {
  const script = Object.assign(document.createElement("script"), { type: "module", src: url });
  script.onload = () => resolve(true);
  script.onerror = () => resolve(false);
  document.head.append(script);
})"""
ASK = """(url) => fetch(url, {
  method: "POST",
  headers: { "Content-Type": "application/json", Accept: "application/json" },
  body: JSON.stringify({ question: "Which fund?" }),
}).then(async (response) => [response.headers.get("x-request-id").length, (await response.json()).status],
        () => "blocked")"""
FRAME = """(url) => {
  const sandbox = "allow-forms allow-popups allow-popups-to-escape-sandbox";
  document.body.append(Object.assign(document.createElement("iframe"), { src: url, sandbox }));
}"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and logs nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as http.server calls it
        pass


@dataclass(frozen=True)
class Sites:
    """The service, and two pages of another site, of which the first one's origin is listed."""

    service: str
    listed: str
    other: str


@contextmanager
def another_site(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@contextmanager
def served(origin: str) -> Iterator[str]:
    loaded = threading.Event()
    settings = AssistantSettings(embed_origins=(origin,))
    app = create_app(settings, FakeAssistant().opened, on_loaded=lambda _: loaded.set())
    with serve_app(app, loaded) as address:
        yield address


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    folder = tmp_path_factory.mktemp("intranet")
    (folder / "index.html").write_text("<!doctype html><title>Intranet</title>", encoding="utf-8")
    with another_site(folder) as listed, another_site(folder) as other, served(listed) as service:
        yield Sites(service, listed, other)


@pytest.fixture(autouse=True)
def drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    content = io.BytesIO()
    Image.new("RGB", (16, 9)).save(content, "WEBP")
    monkeypatch.setitem(IMAGES, DIGEST, content.getvalue())


def open_at(chromium: "Browser", url: str) -> "Page":
    page = chromium.new_context().new_page()
    page.goto(url)
    return page


def test_a_listed_page_asks_loads_the_script_and_shows_images_past_the_resource_policy(
    chromium: "Browser", sites: Sites
) -> None:
    page = open_at(chromium, sites.listed)

    assert page.evaluate(ASK, f"{sites.service}/api/ask") == [32, "answered"]
    assert page.evaluate(LOAD_MODULE, f"{sites.service}/static/ssp-assistant.js")
    assert page.evaluate(LOAD_IMAGE, [f"{sites.service}{IMAGE}", "anonymous"])


def test_an_image_asked_for_without_cors_is_held_back_by_the_resource_policy(
    chromium: "Browser", sites: Sites
) -> None:
    page = open_at(chromium, sites.listed)

    assert not page.evaluate(LOAD_IMAGE, [f"{sites.service}{IMAGE}", None])


def test_a_page_of_another_origin_can_neither_ask_nor_load(chromium: "Browser", sites: Sites) -> None:
    page = open_at(chromium, sites.other)

    assert page.evaluate(ASK, f"{sites.service}/api/ask") == "blocked"
    assert not page.evaluate(LOAD_MODULE, f"{sites.service}/static/ssp-assistant.js")
    assert not page.evaluate(LOAD_IMAGE, [f"{sites.service}{IMAGE}", "anonymous"])


def test_a_question_is_answered_in_a_frame_without_scripts_and_its_source_opens_a_tab(
    chromium: "Browser", sites: Sites
) -> None:
    page = open_at(chromium, sites.listed)
    page.evaluate(FRAME, f"{sites.service}/embed")
    frame = page.frame_locator("iframe")

    frame.get_by_label("Your question").fill("Which fund?")
    frame.get_by_role("button", name="Ask").click()
    frame.locator(".turn.assistant").wait_for()
    with page.context.expect_page() as opened:
        frame.locator(".sources a").first.click()

    assert opened.value.url.startswith(f"{sites.service}/d/north-review/slides/1")


def test_a_page_of_another_origin_cannot_frame_it(chromium: "Browser", sites: Sites) -> None:
    page = open_at(chromium, sites.other)
    with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
        page.evaluate(FRAME, f"{sites.service}/embed")

    assert page.frame_locator("iframe").get_by_label("Your question").count() == 0
