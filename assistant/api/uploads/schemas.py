"""The JSON of uploads: what a file was drafted as, what its sender makes of it, and how far it has come."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from corpus.layout import Outcome
from corpus.model import DocumentKind


class UploadState(StrEnum):
    """How far an upload has come."""

    DRAFTED = "drafted"
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


ENDED = frozenset({UploadState.DONE, UploadState.FAILED})


def _line(max_length: int, min_length: int = 0) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=min_length, max_length=max_length)


class EntryIn(BaseModel):
    """What a person says a document is; the limits are those of the manifest."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Annotated[str, _line(300, 1)]
    kind: DocumentKind
    period: Annotated[str, _line(40)] = Field(description="the time it speaks about; empty when unknown")
    area: Annotated[str, _line(100)]
    publisher: Annotated[str, _line(200)]
    audience: Annotated[str, _line(40, 1)] = Field(description="who may see it: public, or a label of yours")
    presented_on: date | None = None
    presented_to: Annotated[str, _line(300)] = ""


class _Told(BaseModel):
    """What the ingest command prints; what it may add later is passed over."""

    model_config = ConfigDict(frozen=True)


class EntryOut(_Told):
    """A document's entry as the ingest drafted it."""

    id: str
    title: str
    kind: DocumentKind
    period: str
    area: str
    publisher: str
    audience: str
    presented_on: date | None
    presented_to: str
    publisher_aliases: list[str]
    source: str


class FoundOut(_Told):
    """Where a drafted value was found."""

    field: str
    value: str
    where: str


class MarkingOut(_Told):
    """A protective marking that stands on a slide."""

    text: str
    slide: int


class DraftOutcome(StrEnum):
    """Whether a file can become a document: as it is, not without a person's word, or not at all."""

    READY = "ready"
    HELD = "held"
    REJECTED = "rejected"


class DraftOut(_Told):
    """What the ingest makes of a file before it is added."""

    outcome: DraftOutcome
    detail: str
    entry: EntryOut
    found: list[FoundOut]
    replaces: str | None = Field(description="id of the document that this one takes the place of")
    same_as: str | None = Field(description="id of the document that is the same file")
    slides: int
    warnings: list[str]
    markings: list[MarkingOut]


class DocumentReportOut(_Told):
    """How the ingest of one document ended."""

    document_id: str
    outcome: Outcome
    slides: int
    blocks: int
    chunks: int
    embedded: int
    detail: str


class IngestReportOut(_Told):
    """What an ingest did; `generation` is the one served afterwards."""

    generation: str
    published: bool
    documents: list[DocumentReportOut]
    seconds: float


class ProgressOut(_Told):
    """How far the ingest of an upload has come."""

    phase: str = Field(description="in plain words")
    done: int
    total: int
    what: str
    share: float = Field(description="of the whole work, 0 to 1; never goes back")


class UploadOut(_Told):
    """One file on its way to become a document."""

    upload_id: str
    name: str = Field(description="the file's name, for display")
    size: int = Field(description="in bytes")
    state: UploadState
    draft: DraftOut | None
    progress: ProgressOut | None = None
    ahead: int = Field(default=0, description="uploads that are added before this one")
    failure: str = Field(default="", description="why it failed, in plain words")
    outcome: DocumentReportOut | None = Field(default=None, description="what became of this document")
    report: IngestReportOut | None = Field(default=None, description="what the ingest did in all")
