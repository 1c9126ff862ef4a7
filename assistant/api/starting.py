"""What the chat needs before the first question: what is covered, whom to ask, what to ask first."""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from assistant.api.pages import Pages
from assistant.api.routes import problems
from assistant.api.schemas import DocumentOut, document_out
from assistant.api.serving import Serving
from assistant.api.wording import STATUS_LABELS, partnership
from assistant.model import AnswerStatus
from assistant.settings import AssistantSettings


class StartOut(BaseModel):
    """What a chat shows before anything is asked, and the words it shows later."""

    partnership: str = Field(description="who published the documents")
    contact: str = Field(description="whom to ask when the documents do not say; mostly empty")
    examples: list[str] = Field(description="questions that the documents answer")
    max_question_chars: int
    labels: dict[AnswerStatus, str] = Field(description="what stands above an answer of that status")
    feedback: bool = Field(description="whether people may say that an answer is right or wrong")
    conversations: Literal["browser", "server"] = Field(
        description="where conversations are kept: in the browser alone, or by the service"
    )
    documents: list[DocumentOut]
    generation: str


def make_start(
    pages: Pages, serving: Serving, settings: AssistantSettings, *, feedback: bool, kept: bool
) -> APIRouter:
    """Return the route that the chat asks first."""
    router = APIRouter()

    @router.get(
        "/api/widget",
        operation_id="startChat",
        tags=["answers"],
        summary="What a chat shows first",
        responses=problems(503),
    )
    async def start() -> StartOut:
        """Give the documents, the examples and the words that the chat element needs."""
        with serving.lease() as answers:
            return StartOut(
                partnership=partnership(answers.documents),
                contact=settings.contact,
                examples=list(pages.examples),
                max_question_chars=settings.max_question_chars,
                labels=STATUS_LABELS,
                feedback=feedback,
                conversations="server" if kept else "browser",
                documents=[document_out(known, len(answers.slides(known.id))) for known in answers.documents],
                generation=answers.generation_id,
            )

    return router
