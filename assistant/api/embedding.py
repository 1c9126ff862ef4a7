"""What pages of other origins may do: embed the widget, and frame the page that holds it."""

import re
from collections.abc import Callable

from fastapi import APIRouter, Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.asking import Asking, Reply
from assistant.api.kept_conversations_routes import READER
from assistant.api.middleware import content_policy
from assistant.api.problems import Problem
from assistant.api.rendering import page
from assistant.api.routes import GONE, note_answer, unless_gone
from assistant.api.schemas import answer_out
from assistant.api.wording import STATUS_LABELS
from assistant.settings import AssistantSettings

FRAMED = "/embed"
SHARED = re.compile(r"/static/.*|/api/(?!uploads(?:/|$)).*|/d/[^/]+/slides/[^/]+\.webp", re.DOTALL)
"""Paths of what the widget asks for. Adding documents is for our own page alone."""


class OtherOrigins:
    """Lets pages of listed origins read what the widget asks for and frame `/embed`; others may neither.

    Shared responses vary by origin even when none is listed: a slide's image is kept for good, and a copy
    from before an origin was listed must not be what its page is given.

    Our `Cross-Origin-Resource-Policy: same-origin` does not stand in the way. Browsers heed it only where
    a response would be opaque, that is for requests in no-cors mode (Fetch standard, "HTTP fetch"; Chromium
    does the same), and a module script, fetch() and an image with `crossorigin` are asked for in cors mode.

    Stands outside everything else, so that every error carries these headers too. What a browser asks
    before a request of a listed origin is answered here and is not logged. `keeping` lets them send what
    the widget does where the service keeps conversations.
    """

    def __init__(self, app: ASGIApp, origins: tuple[str, ...], *, keeping: bool = False) -> None:
        self._app = app
        self._origins = frozenset(origins)
        self._framing = content_policy(origins)
        self._listed = CORSMiddleware(
            app,
            allow_origins=origins,
            allow_methods=("GET", "POST", *(("PUT", "DELETE") if keeping else ())),
            allow_headers=("Accept", "Content-Type", *((READER,) if keeping else ())),
            allow_private_network=True,
            expose_headers=("Content-Disposition", "Retry-After", "X-Request-ID"),
            max_age=600,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http" and scope["path"] == FRAMED:
            await self._app(scope, receive, _changed(send, self._let_frame))
        elif scope["type"] != "http" or not SHARED.fullmatch(scope["path"]):
            await self._app(scope, receive, send)
        elif Headers(scope=scope).get("origin") in self._origins:
            await self._listed(scope, receive, send)
        else:
            await self._app(scope, receive, _changed(send, _vary_by_origin))

    def _let_frame(self, headers: MutableHeaders) -> None:
        headers["content-security-policy"] = self._framing


def _changed(send: Send, change: Callable[[MutableHeaders], None]) -> Send:
    """Return what sends a response on once its headers are changed."""

    async def send_changed(message: Message) -> None:
        if message["type"] == "http.response.start":
            change(MutableHeaders(scope=message))
        await send(message)

    return send_changed


def _vary_by_origin(headers: MutableHeaders) -> None:
    headers.add_vary_header("Origin")


def make_embedding(settings: AssistantSettings, asking: Asking) -> APIRouter:
    """Return the route of the page for a frame, for where a page's own scripts are taken out.

    It says a problem itself, before the service is ready too: our other pages cannot be framed.
    """
    router = APIRouter(include_in_schema=False)

    @router.get(FRAMED)
    async def embed(request: Request, q: str | None = None, conversation: str = "") -> Response:
        if q is None:
            return _show(request, settings)
        try:
            reply = await unless_gone(request, asking.ask(q, conversation or None, "q"))
        except Problem as problem:
            return _show(request, settings, question=q, problem=problem)
        if reply is None:
            return Response(status_code=GONE)
        note_answer(request, reply)
        return _show(request, settings, reply=reply)

    return router


def _show(
    request: Request,
    settings: AssistantSettings,
    *,
    question: str = "",
    reply: Reply | None = None,
    problem: Problem | None = None,
) -> Response:
    context = {
        "contact": settings.contact,
        "max_question_chars": settings.max_question_chars,
        "labels": STATUS_LABELS,
        "question": question,
        "reply": reply,
        "told": answer_out(reply.answer, reply.conversation_id).model_dump(mode="json") if reply else None,
        "problem": problem,
    }
    response = page(request, "embed.html", context, problem.status if problem else 200)
    response.headers.update(problem.headers if problem else {})
    return response
