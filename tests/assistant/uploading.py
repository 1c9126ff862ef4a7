"""A service that takes uploads, over an invented document and a stand-in of the ingest command."""

import json
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from assistant.api.answers import Opened
from assistant.api.app import create_app
from assistant.api.uploads.command import IngestCommand
from assistant.settings import AssistantSettings
from corpus.errors import IndexDamaged
from tests.assistant.service_fakes import FakeAssistant

STAND_IN = (sys.executable, str(Path(__file__).with_name("stand_in_ingest.py")))
FILE = {"Content-Type": "application/octet-stream"}
ENTRY = {
    "title": "Invented Borough Review",
    "kind": "plan",
    "period": "2030/31",
    "area": "Invented Borough",
    "publisher": "Invented Borough Partnership",
    "audience": "public",
    "presented_on": "2031-04-02",
    "presented_to": "Scrutiny",
}


@dataclass
class Clock:
    """Tells a time that a test moves."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Uploader:
    """A client of a running service, and the data folder its stand-in writes to."""

    client: TestClient
    home: Path

    def upload(self, content: bytes, name: str = "north plan.pdf") -> dict[str, Any]:
        response = self.client.post("/api/uploads", params={"name": name}, content=content, headers=FILE)
        assert response.status_code == 201, response.text
        told: dict[str, Any] = response.json()
        return told

    def confirm(self, upload: dict[str, Any], **changes: object) -> dict[str, Any]:
        url = f"/api/uploads/{upload['upload_id']}/confirm"
        response = self.client.post(url, json=ENTRY | changes)
        assert response.status_code == 202, response.text
        told: dict[str, Any] = response.json()
        return told

    def look(self, upload: dict[str, Any]) -> dict[str, Any]:
        told: dict[str, Any] = self.client.get(f"/api/uploads/{upload['upload_id']}").json()
        return told

    def wait(self, upload: dict[str, Any], *states: str) -> dict[str, Any]:
        told: dict[str, Any] = wait_for(lambda: self.look(upload), lambda told: told["state"] in states)
        return told

    def calls(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (self.home / "calls").read_text().splitlines()]

    def let_go(self) -> None:
        (self.home / "go").touch()

    def served(self) -> str:
        return str(self.client.get("/readyz").json()["generation"])


def wait_for(look: Callable[[], Any], is_met: Callable[[Any], bool], seconds: float = 20) -> Any:  # noqa: ANN401 - what is looked at is any
    """Return the first look that meets a condition."""
    end = time.monotonic() + seconds
    while not is_met(found := look()):
        assert time.monotonic() < end, found
        time.sleep(0.02)
    return found


@contextmanager
def serve_uploads(
    home: Path,
    settings: AssistantSettings | None = None,
    *,
    clock: Callable[[], float] = time.monotonic,
    peer: str = "127.0.0.1",
    host: str = "localhost",
) -> Iterator[Uploader]:
    """Give an uploader of a service that is ready and answers from what the stand-in published last."""
    loaded = threading.Event()
    app = create_app(
        settings or AssistantSettings(),
        lambda: open_published(home),
        lambda: published(home),
        ingest=IngestCommand(STAND_IN, {**os.environ, "SSP_HOME": str(home)}),
        on_loaded=lambda _: loaded.set(),
        clock=clock,
    )
    with TestClient(
        app, base_url=f"http://{host}", client=(peer, 50000), raise_server_exceptions=False
    ) as client:
        assert loaded.wait(10)
        yield Uploader(client, home)


def published(home: Path) -> str:
    """Return the generation that the stand-in has published."""
    pointer = home / "current"
    return pointer.read_text() if pointer.exists() else "gen-1"


def open_published(home: Path) -> Opened:
    """Return an assistant of the generation that the stand-in has published; one cannot be opened.

    Raises:
        IndexDamaged: the last document added is called "unopenable".
    """
    if published(home) == "gen-unopenable":
        raise IndexDamaged("its files have changed")
    return FakeAssistant(generation_id=published(home)).opened()
