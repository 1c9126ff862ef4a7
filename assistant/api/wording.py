"""The words of the pages that depend on the documents."""

from collections.abc import Sequence
from datetime import date

from assistant.model import AnswerStatus
from corpus.faithfulness import NO_IMAGE
from corpus.layout import Outcome
from corpus.model import Document, DocumentKind, DocumentStatus, ImageOrigin, SlideRef

STATUS_LABELS: dict[AnswerStatus, str] = {
    AnswerStatus.ANSWERED: "",
    AnswerStatus.PARTIAL: "Answered in part",
    AnswerStatus.NO_EVIDENCE: "Not in the documents",
    AnswerStatus.PICTURE_ONLY: "Only in a picture",
    AnswerStatus.WRONG_PERIOD: "Another period",
    AnswerStatus.AMBIGUOUS: "Could mean several things",
    AnswerStatus.OUT_OF_SCOPE: "Not what the documents are about",
    AnswerStatus.REFUSED: "Not something this assistant does",
    AnswerStatus.ERROR: "Something went wrong",
}
"""What stands above an answer that is not a full one."""

KIND_LABELS: dict[DocumentKind, str] = {
    DocumentKind.REVIEW: "Review",
    DocumentKind.PLAN: "Plan",
    DocumentKind.POLICE_AND_CRIME_PLAN: "Police and Crime Plan",
    DocumentKind.OTHER: "Other",
}
"""What sort of paper a document is, in words."""

OUTCOME_WORDS: dict[Outcome, str] = {
    Outcome.INDEXED: "Answered from",
    Outcome.INDEXED_WITH_WARNINGS: "Answered from, with warnings",
    Outcome.UNCHANGED: "Answered from",
    Outcome.HELD: "Held back",
    Outcome.REJECTED: "Could not be read",
}
"""What became of a document, in words."""

PAST_WORDS: dict[DocumentStatus, str] = {
    DocumentStatus.SUPERSEDED: "Superseded",
    DocumentStatus.WITHDRAWN: "Withdrawn",
}
"""Why a document is not answered from any more."""

IMAGE_WORDS: dict[str, str] = {
    ImageOrigin.PAGE: "As the file draws the page",
    ImageOrigin.OFFICE: "As an office program draws the slide",
    ImageOrigin.DRAWING: "Drawn from the places of its shapes and words",
    ImageOrigin.SET: "Its words, set by us",
    NO_IMAGE: "Without a picture",
}
"""How the picture of a slide came to be."""


def plain(name: str) -> str:
    """Return a kind's or reason's name as words: "table_row" gives "Table row"."""
    words = name.replace("_", " ")
    return f"{words[:1].upper()}{words[1:]}"


def long_date(day: date) -> str:
    """Return a day as British readers write it: 12 April 2021."""
    return f"{day.day} {day:%B %Y}"


def partnership(documents: Sequence[Document]) -> str:
    """Return who published the documents, or a plain word when they come from several."""
    publishers = {document.publisher for document in documents if document.publisher}
    return publishers.pop() if len(publishers) == 1 else "Partnership documents"


def cover_line(document: Document) -> str:
    """Return what a document covers and where it was presented, in one line."""
    parts = [f"Covers {document.period}" if document.period else "Period not given"]
    if document.presented_on or document.presented_to:
        when = f" on {long_date(document.presented_on)}" if document.presented_on else ""
        to = f" to {document.presented_to}" if document.presented_to else ""
        parts.append(f"presented{to}{when}")
    return ", ".join(parts)


def reference_line(document: Document, ref: SlideRef) -> str:
    """Return what to paste under a quotation: title, slide and date."""
    when = f", {long_date(document.presented_on)}" if document.presented_on else ""
    return f"{document.title}, slide {ref.number}{when}"
