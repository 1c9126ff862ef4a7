"""The page of a whole document: every slide in order, or those that hold all the words asked for."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from assistant.api.answers import Answers
from assistant.api.images import describe_image
from assistant.api.marking import SlideView, view_slide
from assistant.api.pages import Pages
from assistant.api.problems import unknown_document
from assistant.api.routes import DocumentId
from assistant.api.serving import Serving
from assistant.api.wording import cover_line
from assistant.citations import image_url
from corpus.model import Document, Slide
from corpus.terms import find_terms

MAX_FIND_CHARS = 200


@dataclass(frozen=True, slots=True)
class ReaderSlide:
    """One slide as the reader page shows it."""

    slide: Slide
    view: SlideView
    image_url: str | None
    image_note: str


def make_reader_pages(pages: Pages, serving: Serving) -> APIRouter:
    """Return the route of the reader page."""
    router = APIRouter(include_in_schema=False)

    @router.get("/d/{document_id}")
    def read(request: Request, document_id: DocumentId, find: Find = "") -> Response:
        with serving.lease() as answers:
            document, slides = _find_document(answers, document_id), answers.slides(document_id)
            terms = set(find_terms(find))
            found = [slide for slide in slides if terms <= _terms_of(slide)]
            return pages.show(
                request,
                "reader.html",
                document=document,
                cover=cover_line(document),
                shown=[_show(slide) for slide in found],
                count=len(slides),
                find=find.strip(),
                searched=bool(terms),
                max_find_chars=MAX_FIND_CHARS,
            )

    return router


Find = Annotated[str, Query(max_length=MAX_FIND_CHARS, description="words that a slide must all hold")]


def _find_document(answers: Answers, document_id: str) -> Document:
    known = {document.id: document for document in answers.documents}
    if document_id not in known:
        raise unknown_document(len(known))
    return known[document_id]


def _terms_of(slide: Slide) -> set[str]:
    """Return the terms of all that a slide's page says of it."""
    return set(find_terms(f"{slide.theme}\n{slide.title}\n{slide.text}"))


def _show(slide: Slide) -> ReaderSlide:
    return ReaderSlide(slide, view_slide(slide), image_url(slide), describe_image(slide))
