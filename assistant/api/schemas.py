"""The JSON of the API: what every answer, document and slide looks like on the wire."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictStr

from assistant.api.traces import Out, TraceOut, trace_out
from assistant.api.wording import reference_line
from assistant.citations import image_url
from assistant.conversations import ID_PATTERN
from assistant.model import Answer, AnswerStatus
from assistant.trace import Trace
from corpus.model import BlockKind, Box, Document, DocumentKind, ImageOrigin, Slide

EXAMPLE_QUESTION = "How much was the grant and what did it pay for?"
_EXAMPLE_ID = "8f14e45fceea167a5a36dedd4bea2543"


class AskIn(BaseModel):
    """A question, and the conversation it goes on."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"question": EXAMPLE_QUESTION},
                {"question": "And the year before?", "conversation_id": _EXAMPLE_ID},
                {"question": EXAMPLE_QUESTION, "documents": ["annual-review-2022-23"]},
            ]
        },
    )

    question: StrictStr = Field(
        description="one question, in plain words", json_schema_extra={"minLength": 1}
    )
    conversation_id: StrictStr | None = Field(
        default=None, pattern=ID_PATTERN, description="as the last answer gave it, to go on from there"
    )
    trace: StrictBool = Field(default=False, description="whether to say how the answer came about")
    documents: list[Annotated[StrictStr, Field(max_length=200)]] = Field(
        default=[],
        max_length=100,
        description="ids, as /api/documents gives them, of the documents to ask alone; none asks all",
    )


class SentenceOut(Out):
    """One sentence of an answer and the numbers of the citations that show it."""

    text: str
    citations: list[int]
    worked: bool = Field(description="true when it is worked out from the figures that its citations show")


class CitationOut(Out):
    """Words that stand verbatim on a slide."""

    id: str = Field(description="made of content, so that it survives a new index")
    n: int = Field(description="number in this answer, from 1")
    document_id: str
    document_title: str
    period: str = Field(description="the time the document speaks about")
    slide_number: int = Field(description="from 1, as a PDF viewer shows it")
    slide_inferred: bool = Field(
        description="true when the source has no slide marks and slides were counted"
    )
    slide_title: str
    block_id: str
    quote: str = Field(description="verbatim in the slide's text")
    boxes: list[tuple[float, float, float, float]] = Field(
        description="x0, y0, x1, y1 as shares of the slide's width and height; empty when not known"
    )
    image_url: str | None
    page_url: str = Field(description="opens the slide with the quote marked")
    remark: str = Field(
        description="what is special about where the quote stands, such as the speaker's notes; mostly empty"
    )


class NearSlideOut(Out):
    """A slide that came near and was not enough to answer with."""

    document_id: str
    document_title: str
    slide_number: int
    slide_inferred: bool
    slide_title: str
    page_url: str


class AnswerOut(Out):
    """An answer: every sentence with the citations that show it, or the plain reason why there is none."""

    id: str
    status: AnswerStatus
    question: str
    text: str
    sentences: list[SentenceOut]
    citations: list[CitationOut]
    unanswered: list[str]
    next_step: str
    nearest: list[NearSlideOut]
    suggestions: list[str] = Field(
        description="questions that the documents do answer, for what is left unanswered: at most three, or"
        " one for each thing that an ambiguous question may mean"
    )
    notes: list[str]
    support: float = Field(
        description="support of the weakest evidence said, 0 to 1; of the nearest where nothing is said"
    )
    generation: str
    timings_ms: dict[str, float]
    conversation_id: str
    trace: TraceOut | None = Field(
        default=None, description="how the answer came about, where the question asked for it"
    )


class DocumentOut(Out):
    """One document that answers come from."""

    id: str
    title: str
    kind: DocumentKind
    period: str
    area: str
    publisher: str
    presented_on: date | None
    presented_to: str
    slides: int = Field(description="how many slides it has")


class DocumentsOut(Out):
    """The documents that answers come from."""

    documents: list[DocumentOut]
    generation: str


class CellOut(Out):
    """One cell of a table row."""

    column: str
    text: str
    items: list[str]


class BlockOut(Out):
    """The smallest thing with a place on a slide."""

    id: str
    kind: BlockKind
    text: str
    level: int
    headings: list[str]
    cells: list[CellOut]
    confidence: float | None = Field(
        description="how sure, 0 to 1, the reader of a picture is; null for text that the file holds as text"
    )


class RefOut(Out):
    """Which slide of which document."""

    document_id: str
    number: int
    inferred: bool


class ImageOut(Out):
    """A slide's image, and how it came to be."""

    url: str
    width: int = Field(description="in pixels")
    height: int = Field(description="in pixels")
    origin: ImageOrigin


class SlideOut(Out):
    """One slide as text, and its image."""

    ref: RefOut
    title: str
    theme: str
    inferred: bool
    picture_only: bool
    label: str = Field(description="the number printed on it, where that is not its own; else empty")
    hidden: bool = Field(description="true when the deck does not show it")
    image: ImageOut | None
    text: str
    blocks: list[BlockOut]
    reference: str = Field(description="what to paste under a quotation: document, slide and date")
    count: int = Field(description="how many slides its document has")
    boxes: list[Box] = Field(
        description="what to draw around the characters asked for: x0, y0, x1, y1 as shares of the slide’s"
        " width and height; empty where none were asked for, or their place is not known"
    )


class HealthOut(Out):
    """Whether the process lives."""

    status: str = "ok"


class ReadyOut(Out):
    """Which generation answers."""

    status: str = "ready"
    generation: str


def answer_out(answer: Answer, conversation_id: str, trace: Trace | None = None) -> AnswerOut:
    """Return an answer as it goes over the wire."""
    added = {"conversation_id": conversation_id, "trace": trace_out(trace) if trace else None}
    shown = {field: getattr(answer, field) for field in AnswerOut.model_fields if field not in added}
    return AnswerOut.model_validate(shown | added)


def document_out(document: Document, slides: int) -> DocumentOut:
    """Return a document as it goes over the wire."""
    shown = {field: getattr(document, field) for field in DocumentOut.model_fields if field != "slides"}
    return DocumentOut(**shown, slides=slides)


def slide_out(slide: Slide, document: Document, count: int, boxes: Sequence[Box]) -> SlideOut:
    """Return a slide of a document of `count` as it goes over the wire, with what to box on its image."""
    return SlideOut(
        ref=RefOut.model_validate(slide.ref),
        title=slide.title,
        theme=slide.theme,
        inferred=slide.ref.inferred,
        picture_only=slide.picture_only,
        label=slide.label,
        hidden=slide.hidden,
        image=_image_out(slide),
        text=slide.text,
        blocks=[BlockOut.model_validate(block) for block in slide.blocks],
        reference=reference_line(document, slide.ref),
        count=count,
        boxes=list(boxes),
    )


def _image_out(slide: Slide) -> ImageOut | None:
    image, url = slide.image, image_url(slide)
    return (
        ImageOut(url=url, width=image.width, height=image.height, origin=image.origin)
        if image and url
        else None
    )
