"""The pages, made on the server: they work without JavaScript, which only spares a reload."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from assistant.api.answers import Answers
from assistant.api.asking import Asking, Reply
from assistant.api.boxing import box_words, read_span
from assistant.api.images import describe_image
from assistant.api.marking import view_slide
from assistant.api.problems import Problem
from assistant.api.rendering import page
from assistant.api.reports import Reports
from assistant.api.routes import (
    GONE,
    BlockId,
    DocumentId,
    SlideNumber,
    check_slide,
    note_answer,
    unless_gone,
)
from assistant.api.schemas import answer_out
from assistant.api.serving import Serving
from assistant.api.uploads.here import is_here
from assistant.api.wording import (
    KIND_LABELS,
    PAST_WORDS,
    STATUS_LABELS,
    cover_line,
    long_date,
    partnership,
    reference_line,
)
from assistant.citations import image_url
from assistant.conversations import ID_PATTERN
from assistant.settings import AssistantSettings
from corpus.model import Document, Span


class Pages:
    """The pages' shared ground: what is covered, whom to ask, what to ask first."""

    def __init__(
        self,
        settings: AssistantSettings,
        serving: Serving,
        *,
        adding: bool = False,
        reports: Reports | None = None,
    ) -> None:
        self._settings = settings
        self._serving = serving
        self._adding = adding
        self._reports = reports
        self.examples: tuple[str, ...] = ()

    def chat(self, request: Request, **changes: object) -> Response:
        """Return the chat page, with an answer or a problem on it when one is given."""
        with self._serving.lease() as answers:
            return page(request, "chat.html", self._context(answers) | changes)

    def problem(self, request: Request, question: str, problem: Problem) -> Response:
        """Return the chat page with what was wrong, and the question back in its box."""
        with self._serving.lease() as answers:
            context = self._context(answers) | {"question": question, "problem": problem}
            response = page(request, "chat.html", context, problem.status)
        response.headers.update(problem.headers)
        return response

    def documents(self, request: Request) -> Response:
        """Return the page that lists the documents."""
        with self._serving.lease() as answers:
            counts = {known.id: len(answers.slides(known.id)) for known in answers.documents}
            context = self._context(answers) | {
                "counts": counts,
                "adding": self._offer(request),
                "past": self._reports.find_past() if self._reports else (),
                "past_words": PAST_WORDS,
                "titles": {known.id: known.title for known in answers.documents},
                "has_reports": self._reports is not None,
            }
            return page(request, "documents.html", context)

    def show(self, request: Request, template: str, **more: object) -> Response:
        """Return another page that wears the same frame."""
        with self._serving.lease() as answers:
            return page(request, template, self._context(answers) | more)

    def slide(self, request: Request, place: tuple[str, int], block_id: str, span: Span | None) -> Response:
        """Return a slide's page with the cited words marked."""
        with self._serving.lease() as answers:
            check_slide(answers, *place)
            slide = answers.slide(*place)
            document = next(known for known in answers.documents if known.id == place[0])
            assert slide is not None
            context = self._context(answers) | {
                "document": document,
                "slide": slide,
                "view": view_slide(slide, block_id, span),
                "image": slide.image,
                "image_url": image_url(slide),
                "image_note": describe_image(slide),
                "boxes": box_words(answers, slide, block_id, span),
                "asked_for_mark": bool(block_id),
                "count": len(answers.slides(document.id)),
                "has_previous": answers.slide(document.id, slide.ref.number - 1) is not None,
                "has_next": answers.slide(document.id, slide.ref.number + 1) is not None,
                "reference": reference_line(document, slide.ref),
            }
            return page(request, "slide.html", context)

    def _offer(self, request: Request) -> dict[str, Any] | None:
        """Return what the form for adding documents needs, or None where that is not offered."""
        if not self._adding or not is_here(request):
            return None
        return {"max_mb": self._settings.max_upload_mb, "kinds": tuple(KIND_LABELS.items())}

    def _context(self, answers: Answers) -> dict[str, Any]:
        return {
            "partnership": partnership(answers.documents),
            "documents": answers.documents,
            "covers": [_cover(document) for document in answers.documents],
            "examples": self.examples,
            "contact": self._settings.contact,
            "max_question_chars": self._settings.max_question_chars,
            "labels": STATUS_LABELS,
            "generation": answers.generation_id,
            "long_date": long_date,
            "question": "",
            "reply": None,
            "told": None,
            "only": (),
            "problem": None,
        }


def make_pages(pages: Pages, asking: Asking) -> APIRouter:
    """Return the routes of the pages."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    async def home(request: Request) -> Response:
        return pages.chat(request)

    @router.get("/ask")
    async def ask(request: Request, q: str = "", conversation: Conversation = "", d: Only = ()) -> Response:
        try:
            reply = await unless_gone(request, asking.ask(q, conversation or None, "q", documents=d))
        except Problem as problem:
            return pages.problem(request, q, problem)
        return Response(status_code=GONE) if reply is None else _answered(request, pages, reply, d)

    @router.get("/documents")
    async def documents(request: Request) -> Response:
        return pages.documents(request)

    @router.get("/d/{document_id}/slides/{number}")
    async def slide(
        request: Request, document_id: DocumentId, number: SlideNumber, c: BlockId = "", at: str = ""
    ) -> Response:
        return pages.slide(request, (document_id, number), c, read_span(at))

    return router


Only = Annotated[
    tuple[DocumentId, ...], Query(max_length=100, description="ids of the documents to ask alone")
]
Conversation = Annotated[str, Query(pattern=f"{ID_PATTERN}|^$")]


def _answered(request: Request, pages: Pages, reply: Reply, only: Sequence[str]) -> Response:
    note_answer(request, reply)
    told = answer_out(reply.answer, reply.conversation_id).model_dump(mode="json")
    return pages.chat(request, reply=reply, told=told, only=only)


def _cover(document: Document) -> dict[str, str]:
    return {"id": document.id, "title": document.title, "line": cover_line(document)}
