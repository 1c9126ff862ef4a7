"""A conversation as it was sent -> a transcript whose every quote was looked up on its slide."""

import re
from dataclasses import dataclass
from datetime import datetime

from assistant.api.answers import Answers
from assistant.api.exports.schemas import AnswerIn, CitationIn, ExportIn, SentenceIn, TurnIn
from assistant.api.wording import STATUS_LABELS, long_date, reference_line
from corpus.model import Document, Slide

UNTITLED = "Questions and answers"
STANDING = "Answers quote the documents listed. Check the slide before using a figure."
NOT_FOUND = "not found on this slide as it is now"
COUNTED = "slide number counted"
WORKED = "worked out from the figures quoted"

_SAYS_WORKED = "Worked out "
_LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_NO_TEXT = re.compile(
    r"[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]"
)
"""What XML 1.0 cannot hold, further controls, and characters that turn the order of others round."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer and the numbers of the sources below it; `worked` as in the answer."""

    text: str
    numbers: tuple[int, ...] = ()
    worked: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A quote and where it stands. `remarks` say what a reader must know of it."""

    number: int
    reference: str
    quote: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and its answer; `label` is empty where it was answered in full."""

    question: str
    label: str
    statements: tuple[Statement, ...]
    next_step: str
    notes: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Transcript:
    """A conversation made fit to print: readable text alone, every quote looked up at a time in UTC."""

    title: str
    exchanges: tuple[Exchange, ...]
    checked_at: datetime

    @property
    def checked(self) -> str:
        """The line that says when the quotes were looked up."""
        return f"Each quote was looked up on its slide on {long_date(self.checked_at.date())}."


def make_transcript(asked: ExportIn, answers: Answers, at: datetime) -> Transcript:
    """Return a conversation with each quote looked up on its slide as it is served now, at the time `at`."""
    documents = {document.id: document for document in answers.documents}
    exchanges = tuple(_exchange(turn, answers, documents) for turn in asked.turns)
    return Transcript(one_line(asked.title) or UNTITLED, exchanges, at)


def plain_text(text: str) -> str:
    """Return a text of readable characters, tabs and newlines alone."""
    return _NO_TEXT.sub("", _LINE_ENDS.sub("\n", text))


def one_line(text: str) -> str:
    """Return a text of readable characters with single spaces."""
    return " ".join(plain_text(text).split())


def _exchange(turn: TurnIn, answers: Answers, documents: dict[str, Document]) -> Exchange:
    answer = turn.answer
    sources = tuple(_source(citation, answers, documents) for citation in answer.citations)
    numbers = {source.number for source in sources}
    return Exchange(
        question=one_line(turn.question) or "(no question)",
        label=STATUS_LABELS[answer.status],
        statements=tuple(_statement(sentence, numbers) for sentence in _sentences(answer)),
        next_step=one_line(answer.next_step),
        notes=tuple(one_line(note) for note in answer.notes if one_line(note)),
        sources=sources,
    )


def _sentences(answer: AnswerIn) -> tuple[SentenceIn, ...]:
    """Return an answer's sentences; the plain reason where it has none."""
    return answer.sentences or (SentenceIn(text=answer.text),)


def _statement(sentence: SentenceIn, known: set[int]) -> Statement:
    text = one_line(sentence.text)
    if sentence.worked and not text.startswith(_SAYS_WORKED):
        text = f"{text} ({WORKED})"
    return Statement(text, tuple(n for n in sentence.citations if n in known), sentence.worked)


def _source(citation: CitationIn, answers: Answers, documents: dict[str, Document]) -> Source:
    document = documents.get(citation.document_id)
    slide = answers.slide(citation.document_id, citation.slide_number) if document else None
    remarks = [one_line(citation.remark)]
    if slide and slide.ref.inferred:
        remarks.append(COUNTED)
    remarks.append(_find_fault(citation.quote, document, slide))
    if document and slide:
        reference = reference_line(document, slide.ref)
    else:
        title = document.title if document else citation.document_title or citation.document_id
        reference = f"{title}, slide {citation.slide_number}"
    return Source(
        number=citation.n,
        reference=one_line(reference),
        quote=plain_text(citation.quote).strip("\n"),
        remarks=tuple(remark for remark in remarks if remark),
    )


def _find_fault(quote: str, document: Document | None, slide: Slide | None) -> str:
    """Return how a quote fails its slide as it is served now; "" where it stands there word for word."""
    if document is None:
        return f"{NOT_FOUND}: the document is not among those answered from now"
    if slide is None:
        return f"{NOT_FOUND}: the document has no such slide now"
    stands = bool(quote.strip()) and any(quote in block.text for block in slide.blocks)
    return "" if stands else NOT_FOUND
