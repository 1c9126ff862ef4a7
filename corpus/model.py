"""The words both sides share. Frozen, no I/O; every id is made of content, so it survives re-ingestion."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple


class DocumentKind(StrEnum):
    """What sort of paper a document is."""

    REVIEW = "review"
    PLAN = "plan"
    POLICE_AND_CRIME_PLAN = "police_and_crime_plan"
    OTHER = "other"


class DocumentStatus(StrEnum):
    """Whether a document of the manifest is answered from; what is not current stays listed."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class BlockKind(StrEnum):
    """What a block is on its slide. `FIGURE` is text inside a picture, `CAPTION` text about one."""

    TITLE = "title"
    THEME = "theme"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    NUMBERED = "numbered"
    TABLE_HEADER = "table_header"
    TABLE_ROW = "table_row"
    CAPTION = "caption"
    FIGURE = "figure"
    NOTE = "note"


SIGNPOSTS = frozenset({BlockKind.TITLE, BlockKind.THEME, BlockKind.HEADING, BlockKind.TABLE_HEADER})
"""Kinds that name what follows and assert nothing by themselves."""

PICTURE_KINDS = frozenset({BlockKind.CAPTION, BlockKind.FIGURE})
"""Kinds that come from a picture."""

Span = tuple[int, int]
"""A half-open range of characters of the decoded source: [start, end)."""

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 as shares (0..1) of the slide's width and height, origin top left."""


class WordPlace(NamedTuple):
    """Where characters [start, end) of a block's text stand on its slide: a word, or its part on a line.

    x0, y0, x1, y1 are a Box.
    """

    start: int
    end: int
    x0: float
    y0: float
    x1: float
    y1: float


class ImageOrigin(StrEnum):
    """How a slide's image came to be."""

    PAGE = "page"
    """The page as the file draws it."""
    OFFICE = "office"
    """The slide as an office program draws it."""
    DRAWING = "drawing"
    """A drawing from the shapes' places and texts."""
    SET = "set"
    """The slide's text, set by us: the source has no looks of its own."""


@dataclass(frozen=True, slots=True)
class SlideImage:
    """A slide's image: a WebP file named by the first 16 digits of its SHA-256, its sides in pixels."""

    digest: str
    width: int
    height: int
    origin: ImageOrigin


@dataclass(frozen=True, slots=True)
class Document:
    """One document of the manifest. `period` is the time it speaks about, not the day it was written.

    `superseded_by` is the id of the document that took its place.
    """

    id: str
    title: str
    kind: DocumentKind
    period: str
    area: str
    publisher: str
    audience: str
    file: str
    sha256: str
    presented_on: date | None = None
    presented_to: str = ""
    publisher_aliases: tuple[str, ...] = ()
    source: str = ""
    invented: bool = False
    status: DocumentStatus = DocumentStatus.CURRENT
    superseded_by: str = ""


@dataclass(frozen=True, slots=True, order=True)
class SlideRef:
    """One slide of one document.

    `number` counts from 1, as a PDF viewer shows it. `inferred` is true when the source has no
    slide marks and the number was counted from its headings.
    """

    document_id: str
    number: int
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row. `text` and each of `items` stand verbatim in the row's text."""

    column: str
    text: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """The smallest thing with a place on a slide.

    `text` is clean (no mark-up), lines joined by a newline where the slide breaks them on purpose;
    a table row's cells are joined by a tab. `headings` are those above it on its slide, outermost
    first, without the slide's title and theme. `level` is a bullet's depth from 0. `spans` are the
    source characters it keeps, in order. `places` are those of its words, in order, where they are
    known; an index keeps them apart (`Generation.places_of`). `confidence` is how sure (0..1) the
    reader of a picture is of the text, None for text that the file holds as text.
    """

    id: str
    kind: BlockKind
    text: str
    level: int = 0
    headings: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()
    spans: tuple[Span, ...] = ()
    box: Box | None = None
    places: tuple[WordPlace, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide (one page of any document) with its blocks in reading order.

    `label` is the number printed on it where that is not its own number; `hidden` tells that the
    deck does not show it.
    """

    ref: SlideRef
    title: str
    blocks: tuple[Block, ...]
    theme: str = ""
    label: str = ""
    hidden: bool = False
    image: SlideImage | None = None

    @property
    def text(self) -> str:
        """The slide's text, one block a line. Every quote of an answer is a part of this."""
        return "\n".join(block.text for block in self.blocks)

    @property
    def picture_only(self) -> bool:
        """Whether the slide says nothing but its title and what its picture shows, which nobody has read."""
        return all(
            block.kind in SIGNPOSTS | PICTURE_KINDS and block.confidence is None for block in self.blocks
        )


@dataclass(frozen=True, slots=True)
class Drop:
    """Source characters that are in no block, and why.

    `text` is what words among them say where the source itself is no text, so that they can be listed.
    """

    span: Span
    reason: str
    text: str = ""


class ChunkGrain(StrEnum):
    """How much a chunk holds: one block, or as much of a slide as the model reads."""

    BLOCK = "block"
    SLIDE = "slide"


@dataclass(frozen=True, slots=True)
class Chunk:
    """What is embedded: blocks of one slide under document > theme > title > headings."""

    id: str
    grain: ChunkGrain
    ref: SlideRef
    block_ids: tuple[str, ...]
    text: str


def content_id(*parts: str) -> str:
    """Return 16 hexadecimal digits that depend on the parts and their order alone."""
    return sha256("\x1f".join(parts).encode()).hexdigest()[:16]
