"""The route that takes what people say of an answer."""

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Depends, Request, status
from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr

from assistant.api.feedback import Feedback
from assistant.api.problems import Problem, bad_field
from assistant.api.questions import check_question, find_unreadable
from assistant.api.rendering import request_id_of
from assistant.api.routes import problems
from assistant.api.serving import Serving
from assistant.conversations import ID_PATTERN
from assistant.settings import AssistantSettings

MAX_NOTE_CHARS = 1000


class Verdict(StrEnum):
    """What somebody makes of an answer."""

    RIGHT = "right"
    WRONG = "wrong"
    WRONG_SLIDE = "wrong_slide"
    """It may be right, and is not what the cited slide shows."""


class FeedbackIn(BaseModel):
    """What somebody says of an answer, and of one of its slides where it is about that."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"answer_id": "9b1f0c2d3e4a5b6c", "verdict": "right", "question": "What was the grant?"}
            ]
        },
    )

    answer_id: StrictStr = Field(pattern=r"^[A-Za-z0-9_-]{1,64}$", description="as the answer gave it")
    verdict: Verdict
    note: StrictStr = Field(
        default="", max_length=MAX_NOTE_CHARS, description="what is wrong, in plain words"
    )
    question: StrictStr = Field(
        description="the question that was answered", json_schema_extra={"minLength": 1}
    )
    conversation_id: StrictStr | None = Field(default=None, pattern=ID_PATTERN)
    document_id: StrictStr | None = Field(default=None, pattern=r"^[A-Za-z0-9._-]{1,200}$")
    slide_number: StrictInt | None = Field(default=None, ge=1, le=1_000_000, description="from 1")


def make_feedback(feedback: Feedback | None, serving: Serving, settings: AssistantSettings) -> APIRouter:
    """Return the route of feedback; without `feedback` it answers that none is taken."""

    def offered() -> Feedback:
        if feedback is None:
            raise _not_offered()
        return feedback

    router = APIRouter(tags=["answers"])

    @router.post(
        "/api/feedback",
        operation_id="sendFeedback",
        summary="Say whether an answer is right",
        status_code=status.HTTP_204_NO_CONTENT,
        responses=problems(404, 408, 413, 415, 422, 503, 507),
    )
    def send(request: Request, said: FeedbackIn, keeping: Annotated[Feedback, Depends(offered)]) -> None:
        """Keep what somebody says of an answer, for those who run the service to read."""
        check_question(said.question, settings.max_question_chars, "body.question")
        unreadable = find_unreadable(said.note)
        if unreadable:
            raise bad_field("body.note", unreadable, "Type the note as plain text.")
        with serving.lease() as answers:
            generation = answers.generation_id
        rim = {"request_id": request_id_of(request), "generation": generation}
        keeping.keep(rim | said.model_dump(mode="json"))

    return router


def _not_offered() -> Problem:
    detail = "Feedback is turned off here (SSP_FEEDBACK). Tell whoever runs the service what is wrong."
    return Problem(404, "feedback-off", "Feedback is not taken", detail)
