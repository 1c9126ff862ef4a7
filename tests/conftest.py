"""What all tests share: no network, and one real model and one real index a run."""

import os
import socket
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest

from corpus.embedder import MiniLM, load_embedder
from corpus.generation import Generation, open_generation

os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1")
for _name in [name for name in os.environ if name.startswith("SSP_")]:
    del os.environ[_name]


class NetworkBlocked(AssertionError):
    """A test tried to reach beyond this machine."""


def _is_local(address: object) -> bool:
    if not isinstance(address, tuple):
        return True  # a Unix socket's path
    host = str(address[0])
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Refuse every connection that leaves this machine."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex
    patch = pytest.MonkeyPatch()

    def guarded(self: socket.socket, address: object) -> None:
        if not _is_local(address):
            raise NetworkBlocked(f"connection to {address!r}")
        connect(self, address)  # type: ignore[arg-type]

    def guarded_ex(self: socket.socket, address: object) -> int:
        if not _is_local(address):
            raise NetworkBlocked(f"connection to {address!r}")
        return connect_ex(self, address)  # type: ignore[arg-type]

    patch.setattr(socket.socket, "connect", guarded)
    patch.setattr(socket.socket, "connect_ex", guarded_ex)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def embedder() -> MiniLM:
    """Return the real model, loaded once a run."""
    return load_embedder()


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory, embedder: MiniLM) -> Path:
    """Return a data folder with the bundled corpus ingested by the real model; do not write to it."""
    from ingest.pipeline import ingest_corpus  # noqa: PLC0415 - only for the tests that need an index

    folder = tmp_path_factory.mktemp("home")
    ingest_corpus(folder, embedder)
    return folder


@pytest.fixture(scope="session")
def generation(home: Path, embedder: MiniLM) -> Iterator[Generation]:
    """Return the open generation of `home`."""
    with open_generation(home, model_sha256=embedder.model_sha256) as opened:
        yield opened
