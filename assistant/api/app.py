"""Settings and a loader -> the ASGI app: one place that puts the HTTP face together."""

import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import anyio
from anyio import to_thread
from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from assistant.api.accessibility import make_accessibility, read_statement
from assistant.api.answers import Answers, Loader, Pointed
from assistant.api.asking import Asking
from assistant.api.embedding import OtherOrigins, make_embedding
from assistant.api.examples import find_examples
from assistant.api.exports.routes import make_exports
from assistant.api.feedback import Feedback
from assistant.api.feedback_route import make_feedback
from assistant.api.handlers import add_handlers
from assistant.api.images import make_images
from assistant.api.kept_conversations import MAX_READER_BYTES, KeptConversations
from assistant.api.kept_conversations_routes import make_kept_conversations
from assistant.api.middleware import MAX_EXPORT_BYTES, BodyGate, Frame, HostGate
from assistant.api.pages import Pages, make_pages
from assistant.api.problems import ProblemOut
from assistant.api.reader_pages import make_reader_pages
from assistant.api.rendering import WIDGET
from assistant.api.report_pages import make_report_pages
from assistant.api.reports import Reports
from assistant.api.routes import make_api, make_health
from assistant.api.serving import Serving
from assistant.api.starting import make_start
from assistant.api.uploads.command import IngestCommand
from assistant.api.uploads.here import LOCAL_NAMES
from assistant.api.uploads.routes import make_uploads
from assistant.api.uploads.uploads import Uploads
from assistant.conversations import Conversations
from assistant.settings import AssistantSettings

REFRESH_S = 1.0
"""Seconds between two looks at which generation is published."""

EXPORT_BODIES = re.compile(r"/api/export")
KEPT_BODIES = re.compile(r"/api/conversations")
JSON_BODIES = re.compile(r"/api/ask|/api/feedback|/api/uploads/[^/]*/confirm")

Loaded = Callable[[Serving], None]
"""Told once the first load has ended, well or not."""


def create_app(
    settings: AssistantSettings,
    loader: Loader,
    pointed: Pointed = lambda: None,
    *,
    ingest: IngestCommand | None = None,
    reports: Reports | None = None,
    feedback: Feedback | None = None,
    kept: KeptConversations | None = None,
    on_loaded: Loaded = lambda _: None,
    clock: Callable[[], float] = time.monotonic,
) -> FastAPI:
    """Return the app. It listens at once, and answers when `loader` has opened the documents.

    `pointed` tells the published generation; when it changes, `loader` is called again in the
    background and the new assistant takes over. `ingest` adds documents that people upload, where
    that is offered; `reports` tells what was read of each document; `feedback` keeps what people say of
    answers; `kept` keeps conversations that are not left to browsers alone. `on_loaded` hears of the end of
    the first load.
    """
    conversations = Conversations(
        max_count=settings.max_conversations,
        max_turns=settings.max_turns,
        ttl_s=settings.conversation_ttl_s,
        clock=clock,
    )
    serving = Serving(loader, lambda answers: _warm(answers, pages), pointed)
    uploads = _make_uploads(settings, serving, ingest, clock)
    pages = Pages(settings, serving, adding=uploads is not None, reports=reports)
    asking = Asking(settings, serving, conversations)
    app = _bare_app(serving, uploads, on_loaded)
    app.state.stopping = False
    app.include_router(make_api(asking, serving))
    app.include_router(make_uploads(uploads))
    app.include_router(make_feedback(feedback, serving, settings))
    app.include_router(make_kept_conversations(kept))
    app.include_router(make_exports(serving))
    app.include_router(
        make_start(pages, serving, settings, feedback=feedback is not None, kept=kept is not None)
    )
    app.include_router(make_health(serving))
    app.include_router(make_images(serving))
    app.include_router(make_pages(pages, asking))
    app.include_router(make_reader_pages(pages, serving))
    app.include_router(make_accessibility(pages, serving, read_statement()))
    app.include_router(make_embedding(settings, asking))
    if reports:
        app.include_router(make_report_pages(pages, reports))
    app.mount("/static", StaticFiles(directory=WIDGET / "static"), name="static")
    app.add_middleware(BodyGate, paths=JSON_BODIES)
    app.add_middleware(BodyGate, paths=EXPORT_BODIES, max_bytes=MAX_EXPORT_BYTES)
    app.add_middleware(BodyGate, paths=KEPT_BODIES, max_bytes=MAX_READER_BYTES, method="PUT")
    app.add_middleware(HostGate, allowed=(*LOCAL_NAMES, settings.host, *settings.allowed_hosts))
    app.add_middleware(Frame)
    app.add_middleware(OtherOrigins, origins=settings.embed_origins, keeping=kept is not None)
    add_handlers(app)
    _complete_schema(app, settings)
    return app


def _bare_app(serving: Serving, uploads: Uploads | None, on_loaded: Loaded) -> FastAPI:
    """Return an app without routes; its own documentation pages are off, since they load from elsewhere."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with anyio.create_task_group() as group:
            group.start_soon(_keep_current, serving, on_loaded)
            if uploads:
                group.start_soon(uploads.serve)
            yield
            group.cancel_scope.cancel()
        await to_thread.run_sync(serving.close)

    return FastAPI(
        title="SSP assistant",
        summary="Answers from a partnership's own documents, each quoting and citing the exact slide.",
        version="1",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_tags=[
            {"name": "answers", "description": "Ask, and read where each sentence of the answer stands."},
            {"name": "documents", "description": "What answers come from."},
            {"name": "uploads", "description": "Add documents, at the machine that serves them."},
            {"name": "health", "description": "For whoever watches the service."},
        ],
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )


def _make_uploads(
    settings: AssistantSettings,
    serving: Serving,
    ingest: IngestCommand | None,
    clock: Callable[[], float],
) -> Uploads | None:
    """Return what takes uploads, or None where that is not offered."""

    async def catch_up() -> bool:
        return await to_thread.run_sync(serving.refresh)

    if ingest is None or not settings.uploads:
        return None
    return Uploads(ingest, catch_up, settings.max_upload_mb * 2**20, clock)


async def _keep_current(serving: Serving, on_loaded: Loaded) -> None:
    await to_thread.run_sync(serving.load)
    on_loaded(serving)
    while True:
        await anyio.sleep(REFRESH_S)
        await to_thread.run_sync(serving.refresh)


def _warm(answers: Answers, pages: Pages) -> None:
    """Ask a few first questions; those that are answered become the page's examples."""
    for document in answers.documents[:1]:
        answers.ask(f"What is the {document.title[:80]}?")
    pages.examples = find_examples(answers)


def _complete_schema(app: FastAPI, settings: AssistantSettings) -> None:
    """Add to OpenAPI what no route's types say: the problems' shape and the limits of this service."""
    generate = app.openapi

    def openapi() -> dict[str, Any]:
        schema = generate()
        shapes = schema["components"]["schemas"]
        template = "#/components/schemas/{model}"
        problem = ProblemOut.model_json_schema(ref_template=template)
        shapes |= problem.pop("$defs", {}) | {"ProblemOut": problem}
        shapes["AskIn"]["properties"]["question"]["maxLength"] = settings.max_question_chars
        return schema

    app.openapi = openapi  # type: ignore[method-assign]
