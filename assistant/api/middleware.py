"""What happens to every request before and after its route: id, log line, headers, host and body checks."""

import re
import secrets
import time
from collections.abc import Collection, Sequence
from ipaddress import ip_address

import anyio
import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.problems import Problem, unexpected
from assistant.api.rendering import respond_with

MAX_BODY_BYTES = 16 * 1024
"""A question of the longest setting (4,000 characters, 4 bytes each) and its conversation fit."""

MAX_EXPORT_BYTES = 512 * 1024
"""A conversation of fifty answers as they were given fits."""

BODY_TIMEOUT_S = 10.0
"""Longest time a body may take to arrive: a page sends it at once."""


def content_policy(framed_by: Sequence[str] = ()) -> str:
    """Return what a page may load and which origins may frame it, as Content-Security-Policy.

    Text becomes markup only by way of the policy of lit, which the widget is made with.
    """
    ancestors = " ".join(framed_by) or "'none'"
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types lit-html; "
        f"frame-ancestors {ancestors}"
    )


SECURITY_HEADERS = {
    "content-security-policy": content_policy(),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")

log = structlog.get_logger()


class Frame:
    """Gives each request an id, headers and a log line, and turns what goes wrong into a problem."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        sent = _Sent(send, _request_id(scope), _caching(scope["path"]))
        scope.setdefault("state", {})["request_id"] = sent.request_id
        started = time.perf_counter()
        try:
            await self._app(scope, receive, sent)
        except Problem as problem:
            await self._fail(problem, scope, receive, sent)
        except Exception:
            log.exception("request_failed", request_id=sent.request_id)
            await self._fail(unexpected(), scope, receive, sent)
        finally:
            _log_request(scope, sent, (time.perf_counter() - started) * 1000)

    async def _fail(self, problem: Problem, scope: Scope, receive: Receive, sent: "_Sent") -> None:
        if sent.status is None:
            await respond_with(Request(scope), problem)(scope, receive, sent)


class _Sent:
    """Adds our headers to a response on its way out, and remembers its status."""

    def __init__(self, send: Send, request_id: str, caching: str) -> None:
        self._send = send
        self._caching = caching
        self.request_id = request_id
        self.status: int | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            headers["x-request-id"] = self.request_id
            headers.setdefault("cache-control", self._caching)
            for name, value in SECURITY_HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)


def _caching(path: str) -> str:
    """Return what caches may do: ask again for our own files, keep no answer."""
    return "no-cache" if path.startswith("/static/") else "no-store"


def _request_id(scope: Scope) -> str:
    given = Headers(scope=scope).get("x-request-id", "")
    return given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(16)


def _log_request(scope: Scope, sent: _Sent, duration_ms: float) -> None:
    """Log one line a request: never its query, body or answer."""
    known = scope.get("state", {}).get("answered", {})
    log.info(
        "request",
        request_id=sent.request_id,
        method=scope["method"],
        path=scope["path"],
        status=sent.status,
        duration_ms=round(duration_ms, 1),
        **known,
    )


class HostGate:
    """Refuses names that are not ours, so that a page whose name was re-pointed here cannot read answers.

    Addresses written as numbers pass: such an attack needs a name.
    """

    def __init__(self, app: ASGIApp, allowed: Collection[str]) -> None:
        self._app = app
        self._allowed = frozenset(name.lower() for name in allowed)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http" and not self._is_ours(Headers(scope=scope).get("host", "")):
            detail = "This service does not go by that name. Whoever runs it can add it to SSP_ALLOWED_HOSTS."
            raise Problem(421, "unknown-host", "Unknown host name", detail)
        await self._app(scope, receive, send)

    def _is_ours(self, host: str) -> bool:
        name = re.sub(r":\d*$", "", host.lower())
        return name in self._allowed or _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ip_address(name.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True


class BodyGate:
    """Reads a JSON body before its route does: in UTF-8, small, and in reasonable time."""

    def __init__(
        self, app: ASGIApp, paths: re.Pattern[str], max_bytes: int = MAX_BODY_BYTES, method: str = "POST"
    ) -> None:
        self._app = app
        self._method = method
        self._paths = paths
        self._max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if (
            scope["type"] != "http"
            or scope["method"] != self._method
            or not self._paths.fullmatch(scope["path"])
        ):
            await self._app(scope, receive, send)
            return
        body = await _read_body(receive, self._max_bytes)
        _check_json(Headers(scope=scope), body)
        await self._app(scope, _Replayed(body, receive), send)


class _Replayed:
    """Gives a body that was read once more, then whatever comes after it (a disconnect)."""

    def __init__(self, body: bytes, receive: Receive) -> None:
        self._body: bytes | None = body
        self._receive = receive

    async def __call__(self) -> Message:
        if self._body is None:
            return await self._receive()
        body, self._body = self._body, None
        return {"type": "http.request", "body": body, "more_body": False}


async def _read_body(receive: Receive, max_bytes: int) -> bytes:
    body = bytearray()
    with anyio.move_on_after(BODY_TIMEOUT_S):
        while True:
            message = await receive()
            body += message.get("body", b"")
            if len(body) > max_bytes:
                detail = f"The request's body is over {max_bytes:,} bytes. Send less."
                raise Problem(413, "too-large", "Too large", detail, headers={"Connection": "close"})
            if not message.get("more_body", False):
                return bytes(body)
    detail = f"The request's body did not arrive within {BODY_TIMEOUT_S:g} seconds. Send it again."
    raise Problem(408, "too-slow", "Too slow", detail, headers={"Connection": "close"})


def _check_json(headers: Headers, body: bytes) -> None:
    media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        detail = "Send JSON, with the header Content-Type: application/json."
        raise Problem(415, "not-json", "Not JSON", detail, headers={"Accept": "application/json"})
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        detail = f"The request's body is not UTF-8: byte {error.start} is not text. Send JSON in UTF-8."
        raise Problem(422, "invalid-request", "The request cannot be read", detail) from error
