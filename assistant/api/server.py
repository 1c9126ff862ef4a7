"""A socket and an app -> a running server.

SspError
└── CannotListen   the address is taken, not ours, or not allowed
"""

import errno
import os
import socket
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from ipaddress import ip_address

import uvicorn
from fastapi import FastAPI

from assistant.api.app import create_app
from assistant.api.feedback import Feedback
from assistant.api.kept_conversations import KeptConversations
from assistant.api.loading import GenerationLoader
from assistant.api.logs import configure_logs
from assistant.api.reports import Reports
from assistant.api.serving import Serving
from assistant.api.uploads.command import IngestCommand
from assistant.settings import AssistantSettings
from corpus.errors import SspError
from corpus.layout import pointed_generation
from corpus.settings import CorpusSettings

GRACE_S = 5
"""Seconds that running answers are given when the service is told to stop."""

SWITCH_INTERVAL_S = 0.0005
"""How long one thread may hold the interpreter while another waits. Python's own 5 ms would keep the
encoder idle between two batches for as long as an answer is being put together."""

_REASONS = {
    errno.EADDRINUSE: "another program listens there already; stop it, or choose another with --port",
    errno.EADDRNOTAVAIL: "this machine has no such address; choose another with --host",
    errno.EACCES: "this user may not; choose a port of 1024 or above with --port",
}


class CannotListen(SspError):
    """The address asked for is taken, not this machine's, or not allowed."""


def open_socket(host: str, port: int) -> socket.socket:
    """Return a socket that already listens, so that nobody else can take the port meanwhile.

    Raises:
        CannotListen: with the reason and what to do.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family, backlog=2048)
    except socket.gaierror as error:
        raise CannotListen(f"Cannot listen on {host}: no such name. Choose another with --host.") from error
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, error.strerror or "the system refused")
        raise CannotListen(f"Cannot listen on {host} port {port}: {reason}.") from error


def url_of(listening: socket.socket) -> str:
    """Return the address a browser on this machine would use."""
    host, port = listening.getsockname()[:2]
    if ip_address(host).is_unspecified:
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def is_local(listening: socket.socket) -> bool:
    """Return whether only this machine can reach the socket."""
    return ip_address(listening.getsockname()[0]).is_loopback


class _Server(uvicorn.Server):
    """Tells its app when it stops, so that streams which follow something end by themselves."""

    def __init__(self, config: uvicorn.Config, app: FastAPI) -> None:
        super().__init__(config)
        self._app = app

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop, once running answers have ended or GRACE_S is over."""
        self._app.state.stopping = True
        await super().shutdown(sockets)


def make_server(app: FastAPI) -> uvicorn.Server:
    """Return a server that writes no access log of its own: that would hold the questions."""
    config = uvicorn.Config(
        app,
        access_log=False,
        log_config=None,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_S,
    )
    return _Server(config, app)


def run_service(
    settings: AssistantSettings,
    corpus: CorpusSettings,
    listening: socket.socket,
    announce: Callable[[str], None],
) -> None:
    """Serve until told to stop; `announce` gets the address once questions can be answered.

    Raises:
        SspError: the model or the index cannot be opened; the service has then stopped.
    """
    configure_logs()
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    loader, url = GenerationLoader(settings, corpus), url_of(listening)

    def on_loaded(serving: Serving) -> None:
        if serving.failure is None:
            announce(url)
        else:
            server.should_exit = True
            failures.append(serving.failure)

    failures: list[SspError] = []
    app = create_app(
        settings,
        loader.load,
        lambda: pointed_generation(corpus.home),
        ingest=_ingest_command(corpus) if is_local(listening) else None,
        reports=Reports(corpus.home),
        feedback=_feedback(settings, corpus),
        kept=_kept(settings, corpus),
        on_loaded=on_loaded,
    )
    server = make_server(app)
    with closing(loader), suppress(KeyboardInterrupt):
        server.run(sockets=[listening])
    if failures:
        raise failures[0]


def _ingest_command(corpus: CorpusSettings) -> IngestCommand:
    return IngestCommand(environ={**os.environ, "SSP_HOME": str(corpus.home)})


def _feedback(settings: AssistantSettings, corpus: CorpusSettings) -> Feedback | None:
    """Return what keeps feedback in the data folder, or None where that is turned off."""
    return Feedback(corpus.home, settings.max_feedback_mb * 2**20) if settings.feedback else None


def _kept(settings: AssistantSettings, corpus: CorpusSettings) -> KeptConversations | None:
    """Return what keeps conversations in the data folder, or None where browsers alone keep them."""
    if settings.conversations == "browser":
        return None
    return KeptConversations(corpus.home, settings.max_conversations_mb * 2**20)
