"""The routes by which a browser leaves its reader's conversations with the service, where that is offered."""

import json
from typing import Annotated

from fastapi import APIRouter, Depends, Header, status
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictInt, StrictStr, ValidationError

from assistant.api.kept_conversations import KeptConversations
from assistant.api.problems import Problem
from assistant.api.routes import problems
from assistant.api.schemas import AnswerOut
from assistant.conversations import ID_PATTERN

READER = "X-SSP-Reader"
MAX_KEPT = 20
MAX_KEPT_TURNS = 50


def _as_given(answer: object) -> AnswerOut:
    return AnswerOut.model_validate(answer, extra="forbid")


class KeptTurn(BaseModel):
    """A question, the documents it was asked of, and the answer as it was given."""

    model_config = ConfigDict(extra="forbid")

    question: StrictStr = Field(max_length=4000)
    of: list[Annotated[StrictStr, Field(max_length=200)]] = Field(
        default=[], max_length=100, description="ids of the documents asked alone; none asked all"
    )
    answer: Annotated[AnswerOut, BeforeValidator(_as_given)]


class KeptConversation(BaseModel):
    """One conversation, as the chat shows it again."""

    model_config = ConfigDict(extra="forbid")

    id: StrictStr = Field(pattern=r"^[A-Za-z0-9-]{1,64}$", description="the browser's own name for it")
    conversation: StrictStr = Field(pattern=ID_PATTERN, description="as its last answer gave it")
    at: StrictInt = Field(ge=0, le=2**53, description="when it began, in milliseconds since 1970 in UTC")
    turns: list[KeptTurn] = Field(min_length=1, max_length=MAX_KEPT_TURNS)


class Kept(BaseModel):
    """All conversations that are kept for one reader, newest first."""

    model_config = ConfigDict(extra="forbid")

    conversations: list[KeptConversation] = Field(max_length=MAX_KEPT)


Reader = Annotated[
    str,
    Header(
        alias=READER,
        pattern=r"^(?:[0-9A-Fa-f]{32}|[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})$",
        description="128 random bits, as 32 hex digits or a UUID; whoever has them has the conversations",
    ),
]


def make_kept_conversations(kept: KeptConversations | None) -> APIRouter:
    """Return the routes of kept conversations; without `kept` they answer that none are."""

    def offered() -> KeptConversations:
        if kept is None:
            raise _not_offered()
        return kept

    router = APIRouter(prefix="/api/conversations", tags=["answers"])
    Keeping = Annotated[KeptConversations, Depends(offered)]  # noqa: N806 - a type, of this function's own

    @router.get(
        "", operation_id="readConversations", summary="Read what is kept", responses=problems(404, 422)
    )
    def read(keeping: Keeping, reader: Reader) -> Kept:
        """Give a reader's conversations; one that an earlier release wrote otherwise is passed over."""
        return _read(keeping.read(_bits(reader)))

    @router.put(
        "",
        operation_id="keepConversations",
        summary="Keep these",
        status_code=status.HTTP_204_NO_CONTENT,
        responses=problems(404, 408, 413, 415, 422, 507),
    )
    def keep(keeping: Keeping, reader: Reader, said: Kept) -> None:
        """Keep these conversations of a reader, in the place of all that were kept."""
        keeping.write(_bits(reader), said.model_dump_json().encode())

    @router.delete(
        "",
        operation_id="forgetConversations",
        summary="Forget all",
        status_code=status.HTTP_204_NO_CONTENT,
        responses=problems(404, 422),
    )
    def forget(keeping: Keeping, reader: Reader) -> None:
        """Delete all conversations of a reader."""
        keeping.forget(_bits(reader))

    return router


def _bits(reader: str) -> str:
    """Return the one way of writing a token that is written in several."""
    return reader.replace("-", "").lower()


def _read(written: bytes) -> Kept:
    try:
        found = list(json.loads(written)["conversations"]) if written else []
    except (ValueError, KeyError, TypeError):
        found = []
    return Kept(conversations=[one for each in found if (one := _shown(each))])


def _shown(written: object) -> KeptConversation | None:
    try:
        return KeptConversation.model_validate(written)
    except ValidationError:
        return None


def _not_offered() -> Problem:
    detail = "Conversations are kept in each reader’s browser alone here (SSP_CONVERSATIONS)."
    return Problem(404, "conversations-in-browser", "Conversations are not kept here", detail)
