"""The JSON of the API: what every answer, document and slide looks like on the wire."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field, StrictStr

from assistant.citations import image_url
from assistant.conversations import ID_PATTERN
from assistant.model import Answer, AnswerStatus
from corpus.model import BlockKind, Document, DocumentKind, ImageOrigin, Slide

EXAMPLE_QUESTION = "How much was the grant and what did it pay for?"
_EXAMPLE_ID = "8f14e45fceea167a5a36dedd4bea2543"


class _Out(BaseModel):
    model_config = ConfigDict(from_attributes=True, frozen=True)


class AskIn(BaseModel):
    """A question, and the conversation it goes on."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"question": EXAMPLE_QUESTION},
                {"question": "And the year before?", "conversation_id": _EXAMPLE_ID},
            ]
        },
    )

    question: StrictStr = Field(
        description="one question, in plain words", json_schema_extra={"minLength": 1}
    )
    conversation_id: StrictStr | None = Field(
        default=None, pattern=ID_PATTERN, description="as the last answer gave it, to go on from there"
    )


class SentenceOut(_Out):
    """One sentence of an answer and the numbers of the citations that show it."""

    text: str
    citations: list[int]
    worked: bool = Field(description="true when it is worked out from the figures that its citations show")


class CitationOut(_Out):
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


class NearSlideOut(_Out):
    """A slide that came near and was not enough to answer with."""

    document_id: str
    document_title: str
    slide_number: int
    slide_inferred: bool
    slide_title: str
    page_url: str


class AnswerOut(_Out):
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
    notes: list[str]
    generation: str
    timings_ms: dict[str, float]
    conversation_id: str


class DocumentOut(_Out):
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


class DocumentsOut(_Out):
    """The documents that answers come from."""

    documents: list[DocumentOut]
    generation: str


class CellOut(_Out):
    """One cell of a table row."""

    column: str
    text: str
    items: list[str]


class BlockOut(_Out):
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


class RefOut(_Out):
    """Which slide of which document."""

    document_id: str
    number: int
    inferred: bool


class ImageOut(_Out):
    """A slide's image, and how it came to be."""

    url: str
    width: int = Field(description="in pixels")
    height: int = Field(description="in pixels")
    origin: ImageOrigin


class SlideOut(_Out):
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


class HealthOut(_Out):
    """Whether the process lives."""

    status: str = "ok"


class ReadyOut(_Out):
    """Which generation answers."""

    status: str = "ready"
    generation: str


def answer_out(answer: Answer, conversation_id: str) -> AnswerOut:
    """Return an answer as it goes over the wire."""
    shown = {field: getattr(answer, field) for field in AnswerOut.model_fields if field != "conversation_id"}
    return AnswerOut.model_validate(shown | {"conversation_id": conversation_id})


def document_out(document: Document, slides: int) -> DocumentOut:
    """Return a document as it goes over the wire."""
    shown = {field: getattr(document, field) for field in DocumentOut.model_fields if field != "slides"}
    return DocumentOut(**shown, slides=slides)


def slide_out(slide: Slide) -> SlideOut:
    """Return a slide as it goes over the wire."""
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
    )


def _image_out(slide: Slide) -> ImageOut | None:
    image, url = slide.image, image_url(slide)
    return (
        ImageOut(url=url, width=image.width, height=image.height, origin=image.origin)
        if image and url
        else None
    )
