"""What a client sends to have a conversation exported: its questions, and the answers as it got them."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr

from assistant.model import AnswerStatus

MAX_TURNS = 50

_Number = Annotated[StrictInt, Field(ge=1, le=1000)]


class ExportFormat(StrEnum):
    """What file an export becomes."""

    DOCX = "docx"
    MARKDOWN = "markdown"


class _PartIn(BaseModel):
    """A part of an answer as the client got it; what an export does not show is passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class SentenceIn(_PartIn):
    """One sentence and the numbers of the citations that show it."""

    text: StrictStr
    citations: tuple[_Number, ...] = Field(default=(), max_length=100)
    worked: StrictBool = False


class CitationIn(_PartIn):
    """Words that stood on a slide when the answer was given."""

    n: _Number
    document_id: StrictStr = Field(max_length=200)
    document_title: StrictStr = Field(default="", max_length=300)
    slide_number: StrictInt = Field(ge=1, le=1_000_000)
    quote: StrictStr
    remark: StrictStr = ""


class AnswerIn(_PartIn):
    """An answer as POST /api/ask gave it."""

    status: AnswerStatus
    text: StrictStr = ""
    sentences: tuple[SentenceIn, ...] = Field(default=(), max_length=100)
    citations: tuple[CitationIn, ...] = Field(default=(), max_length=100)
    next_step: StrictStr = ""
    notes: tuple[StrictStr, ...] = Field(default=(), max_length=20)


class TurnIn(BaseModel):
    """One question and its answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: StrictStr = Field(max_length=4000)
    answer: AnswerIn


class ExportIn(BaseModel):
    """A conversation to export."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: ExportFormat
    title: StrictStr = Field(
        default="", max_length=200, description="what stands on top; a plain one if empty"
    )
    turns: tuple[TurnIn, ...] = Field(min_length=1, max_length=MAX_TURNS)
