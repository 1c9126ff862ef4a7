"""How an answer came about, as it goes over the wire."""

from pydantic import BaseModel, ConfigDict, Field

from assistant.explaining import explain
from assistant.model import AnswerStatus
from assistant.trace import Trace


class Out(BaseModel):
    """What goes out, made of the domain's own values."""

    model_config = ConfigDict(from_attributes=True, frozen=True)


class TracedBlockOut(Out):
    """A block that was found, and what became of it."""

    document_id: str
    slide_number: int
    slide_title: str
    block_id: str
    text: str = Field(description="how the block begins")
    score: float = Field(description="what it was ranked by")
    signals: dict[str, float] = Field(description="what the score is made of, cosines and shares")
    check: str = Field(description='"passed", why a check failed, or empty when it was not checked')
    chosen: bool
    left_out: str = Field(description="why it was not chosen; empty when it was")


class TracedPartOut(Out):
    """One thing asked: what was searched, found, checked and chosen."""

    asked: str
    searched: str = Field(description="what was searched with, its spelling mended")
    focus: str = Field(description="what was searched with besides; mostly empty")
    carried: str = Field(description="the subject taken from earlier turns; empty when none was")
    corrections: list[tuple[str, str]] = Field(description="what was written and what it was read as")
    found: int = Field(description="how many blocks were found")
    blocks: list[TracedBlockOut] = Field(description="the best found, and all that were checked or chosen")
    support: float
    status: AnswerStatus
    worked: list[str] = Field(description="sentences worked out from the chosen blocks")
    stopped_at: str = Field(description="search or evidence; empty when it was answered")
    reason: str


class TraceOut(Out):
    """How an answer came about, stage by stage."""

    summary: list[str] = Field(description="the whole way in plain words")
    parts: list[TracedPartOut]
    withheld: list[str] = Field(description="claims that the check of citations kept back")
    stopped_at: str = Field(description="question, search, evidence or citations; empty when answered")
    reason: str


def trace_out(trace: Trace) -> TraceOut:
    """Return a trace as it goes over the wire."""
    return TraceOut(
        summary=list(explain(trace)),
        parts=[TracedPartOut.model_validate(part) for part in trace.parts],
        withheld=list(trace.withheld),
        stopped_at=trace.stopped_at,
        reason=trace.reason,
    )
