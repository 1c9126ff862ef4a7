"""What passes between the steps of ingestion."""

from dataclasses import dataclass
from enum import StrEnum

from corpus.layout import Outcome
from corpus.model import Document, Drop, Slide

__all__ = ["DocumentReport", "IngestReport", "Outcome", "Reading"]


class Looks(StrEnum):
    """What a source shows of how its slides look."""

    PAGES = "pages"
    """The pages themselves."""
    DECK = "deck"
    """Shapes with places, which an office program can draw."""
    FLOW = "flow"
    """A text that flows."""
    TEXT = "text"
    """Nothing: it is a text export."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of one document: its slides, what it left out, and what a person should know.

    `characters` is the length of the decoded source; the spans of the slides' blocks and of the
    drops cover [0, characters) without overlap. `properties` are what the file says of itself, such as
    "title", "author", "subject", "keywords", "created" and "modified" (ISO dates), by name. `aspect` is
    the width of a deck's slides to their height.
    """

    document: Document
    slides: tuple[Slide, ...]
    drops: tuple[Drop, ...]
    characters: int
    warnings: tuple[str, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    looks: Looks = Looks.TEXT
    aspect: float = 16 / 9


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """One line of the ingest's summary."""

    document_id: str
    outcome: Outcome
    slides: int = 0
    blocks: int = 0
    chunks: int = 0
    embedded: int = 0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did. `generation` is the one served afterwards; `published` tells whether it is new."""

    generation: str
    published: bool
    documents: tuple[DocumentReport, ...]
    seconds: float
