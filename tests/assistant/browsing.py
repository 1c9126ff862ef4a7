"""A real Chromium on a real service, and all it complains about or asks of others."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from fastapi import FastAPI

from assistant.api.server import make_server, open_socket, url_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
NEEDS_CHROMIUM = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine (Debian: apt install chromium)"),
]
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DONE = '.turn.assistant[data-status]:not([data-status="coming"])'
BUBBLE = '<ssp-assistant mode="bubble" title="Ask the partnership"></ssp-assistant>'
HOST_POLICY = (
    "default-src 'none'; script-src {0}; connect-src {0}; img-src {0}; style-src 'none';"
    " require-trusted-types-for 'script'"
)


@dataclass
class Site:
    """A running service, seen from a browser."""

    url: str
    errors: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)


class Host:
    """Another origin's page that embeds the chat by one tag, under a strict policy of its own."""

    def __init__(self) -> None:
        self.service = ""
        self.body = BUBBLE
        host = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                content = host.page().encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Security-Policy", HOST_POLICY.format(host.service))
                self.end_headers()
                self.wfile.write(b"" if self.path == "/favicon.ico" else content)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def page(self) -> str:
        return (
            '<!doctype html><html lang="en"><title>Intranet</title>'
            f'<script type="module" src="{self.service}/static/ssp-assistant.js"></script>'
            f"<main><h1>Intranet</h1><p>News of the council.</p></main>{self.body}</html>"
        )


@contextmanager
def serve_host() -> Iterator[Host]:
    """Serve another origin's page on a free port of this machine."""
    other = Host()
    thread = threading.Thread(target=other.server.serve_forever)
    thread.start()
    yield other
    other.server.shutdown()
    other.server.server_close()
    thread.join()


@contextmanager
def serve_app(app: FastAPI, loaded: threading.Event) -> Iterator[str]:
    """Serve an app on a free port of this machine, and give its address once it is ready."""
    server = make_server(app)
    with open_socket("127.0.0.1", 0) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        assert loaded.wait(60)
        yield url_of(listening)
        server.should_exit = True
        thread.join()


@contextmanager
def launch() -> Iterator["Browser"]:
    """Start Chromium, or skip where Playwright is missing."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def open_page(chromium: "Browser", site: Site, path: str = "/", **options: Any) -> "Page":  # noqa: ANN401 - as playwright takes them
    """Open a page in a context of its own; what it complains about is kept with the site."""
    page = chromium.new_context(base_url=site.url, **options).new_page()
    page.on("console", lambda message: site.errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: site.errors.append(str(error)))
    page.on("dialog", lambda dialog: _note_dialog(site, dialog))
    page.on(
        "request",
        lambda asked: None if asked.url.startswith((site.url, "blob:")) else site.elsewhere.append(asked.url),
    )
    page.goto(path)
    return page


def _note_dialog(site: Site, dialog: "Dialog") -> None:
    site.dialogs.append(dialog.message)
    dialog.dismiss()


def ask(page: "Page", question: str) -> None:
    """Type a question into the chat, send it, and wait until its answer stands."""
    done = page.locator(DONE).count()
    page.get_by_label("Your question").fill(question)
    page.keyboard.press("Enter")
    page.locator(DONE).nth(done).wait_for()


def focused(page: "Page") -> str:
    """Return id, name or text of what has the focus, inside the chat or not."""
    return str(
        page.evaluate(
            "() => { let at = document.activeElement;"
            " while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;"
            " return at?.id || at?.name || at?.textContent.trim() || ''; }"
        )
    )


def axe_violations(page: "Page") -> str:
    """Return what axe finds against WCAG 2.2 AA and its best practice, as a report; "" when nothing."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    found = axe.Axe().run(page, options={"runOnly": {"type": "tag", "values": AXE_TAGS}})
    return "\n".join(
        f"{broken['id']}: {broken['help']}: {node['target']} {node.get('failureSummary', '')}"
        for broken in found.response["violations"]
        for node in broken["nodes"]
    )
