"""What passes between the steps of a question, and the answer that comes out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.periods import Period
from corpus.model import Block, Box, Slide, SlideRef, Span

PERIOD_JOINT = ": "
"""What stands between a document's period and what is said of it: "2021/22: 296 cases were recorded."."""


class AnswerStatus(StrEnum):
    """Every way a question can end. `next_step` and `sentence` of an Answer put it in plain words."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NO_EVIDENCE = "no_evidence"
    PICTURE_ONLY = "picture_only"
    WRONG_PERIOD = "wrong_period"
    AMBIGUOUS = "ambiguous"
    OUT_OF_SCOPE = "out_of_scope"
    REFUSED = "refused"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier question of a conversation and what its answer stood on.

    `period` is that of all the documents its answer cites, where that is one. `offer` is what a bare "yes"
    asks for where it could not answer: the first question that it offered, else the title of the slide that
    it pointed to. `choices` are the questions that it could mean where it was ambiguous.
    """

    question: str
    answer: str = ""
    topic: str = ""
    period: str = ""
    offer: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A question made fit to search with.

    `text` is what is embedded and matched: spelling mended, and carrying the subject of earlier
    turns when the question leans on them. `words` are the text's content words by their terms, in
    order, once each; `own_terms` those of the question alone. `topic` is what a follow-up would
    lean on. `focus` is the question alone where it leans on history and yet names something itself
    ("what about noise?"): it is searched with as well. `periods` are the years asked about, carried
    along or counted from those carried ("and the year before?"); they are no part of `words`, since they
    say where to look and not what for. `form` is the question whose wording tells what sort of answer is
    asked for: its own, or the one that it completes. `whole` is the question that an elliptic one stands
    for ("and in 2031?"): what answers must be of its places, people and names; "" where it stands by itself.
    `slides` are the numbers of those that the question names ("on slide 6"), which are no part of it else.
    """

    asked: str
    text: str
    words: Mapping[str, str]
    own_terms: tuple[str, ...] = ()
    topic: str = ""
    leans_on_history: bool = False
    focus: str = ""
    corrections: tuple[tuple[str, str], ...] = ()
    periods: tuple[Period, ...] = ()
    form: str = ""
    whole: str = ""
    slides: tuple[int, ...] = ()

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms of `text`, in order, once each."""
        return tuple(self.words)

    @property
    def mended(self) -> str:
        """The question as asked, its spelling mended."""
        mended = self.asked
        for written, right in self.corrections:
            mended = re.sub(rf"\b{re.escape(written)}\b", right, mended)
        return mended


@dataclass(frozen=True, slots=True)
class Hit:
    """A block found for a query, with the signals that found it. Scores are cosine and shares, 0..1.

    `matches` tells for each term of the query how well the block, with what names it, matches it.
    `period` is its document's where the answer is to say it, because others are in the answer too.
    `excerpt` is the part of the block's text to quote; None quotes it whole.
    """

    slide: Slide
    block: Block
    score: float
    signals: Mapping[str, float] = field(default_factory=dict)
    matches: Mapping[str, float] = field(default_factory=dict)
    period: str = ""
    excerpt: Span | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A question that may be answered where another is not, and where its answer must stand to be offered.

    That is the block named, else the slide numbered, else anywhere in the document; or, where the question
    is of a thing that is `called` something, where those words are quoted, such as another year's row of it.
    """

    question: str
    document_id: str
    slide_number: int | None = None
    block_id: str = ""
    called: str = ""

    def is_met_by(self, citation: "Citation") -> bool:
        """Tell whether a citation stands where the answer must stand."""
        if self.called and self.called in " ".join(citation.quote.split()):
            return True
        return (
            citation.document_id == self.document_id
            and self.slide_number in {None, citation.slide_number}
            and self.block_id in {"", citation.block_id}
        )


@dataclass(frozen=True, slots=True)
class Evidence:
    """Blocks chosen to answer with, best first; empty when support is too weak, with the reason.

    With blocks, `reason` says what they leave off, if anything.

    `support` is the estimated chance, 0..1, that the blocks answer the question. `claims` are what is
    to be said where that is worked out from the blocks; otherwise the draft says what they say. `offers`
    are what the question may mean where it is ambiguous.
    """

    hits: tuple[Hit, ...]
    support: float
    nearest: tuple[Hit, ...] = ()
    status: AnswerStatus = AnswerStatus.ANSWERED
    reason: str = ""
    claims: "tuple[Claim, ...]" = ()
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that stand verbatim in one block of one slide, from character `start` of its text on."""

    slide: SlideRef
    block_id: str
    text: str
    start: int = 0

    @property
    def span(self) -> Span:
        """Where the words stand in the block's text."""
        return self.start, self.start + len(self.text)


class Operation(StrEnum):
    """What can be worked out from figures. `TOTAL` to `CHANGE` make a new figure, the others none."""

    TOTAL = "total"
    DIFFERENCE = "difference"
    SHARE = "share"
    SHARE_OF_SUM = "share_of_sum"
    MULTIPLE = "multiple"
    AVERAGE = "average"
    REMAINDER = "remainder"
    CHANGE = "change"
    COUNT = "count"
    LARGEST = "largest"
    SMALLEST = "smallest"
    COMPARE = "compare"


class Direction(StrEnum):
    """Which way two figures differ: the later from the earlier, or the one from what it is measured by."""

    RISE = "rise"
    FALL = "fall"
    MORE = "more"
    LESS = "less"


@dataclass(frozen=True, slots=True)
class Operand:
    """One part of a working: the words quoted, a figure or a thing counted, and what names it on its slide.

    `column` is its column's name in a table, which may give the sign: "Grant (£)".
    """

    quote: Quote
    label: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Working:
    """How a sentence is worked out. It holds no values: they are read from the quotes, each time anew.

    `rank` is 1 for the largest or smallest, 2 for the second. `claimed` is which way a question takes
    its two figures to differ: the second from the first for a rise or fall, else the first from the second.
    """

    operation: Operation
    operands: tuple[Operand, ...]
    rank: int = 1
    claimed: Direction | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of a draft and the quotes it stands on; `working` where it is worked out from them."""

    text: str
    quotes: tuple[Quote, ...]
    working: Working | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before its claims are checked."""

    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote, its slide and its boxes. `id` is made of content; `n` is its number in this answer, from 1.

    `boxes` are empty where the place of any of the quote's words is not known. `remark` says in plain
    words what is special about where the quote stands, such as in the speaker's notes; empty mostly.
    """

    id: str
    n: int
    document_id: str
    document_title: str
    period: str
    slide_number: int
    slide_inferred: bool
    slide_title: str
    block_id: str
    quote: str
    page_url: str
    boxes: tuple[Box, ...] = ()
    image_url: str | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer and the numbers of the citations that show it.

    `worked` tells that it is worked out from what they show.
    """

    text: str
    citations: tuple[int, ...]
    worked: bool = False


@dataclass(frozen=True, slots=True)
class NearSlide:
    """A slide that came near and was not enough to answer with."""

    document_id: str
    document_title: str
    slide_number: int
    slide_inferred: bool
    slide_title: str
    page_url: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The one shape every face gives: command line, HTTP, page, evaluation.

    `text` is the sentences, one a line; when nothing is answered it is the plain sentence that
    says so, and `next_step` says what the asker can do. `topic` is what a follow-up leans on.
    `support` is that of the weakest evidence said, 0..1; where nothing is said, of what came nearest.
    `suggestions` are questions that the documents do answer, for what is left unanswered: at most three, or
    one for each thing that an ambiguous question may mean.
    """

    id: str
    status: AnswerStatus
    question: str
    text: str
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    unanswered: tuple[str, ...] = ()
    next_step: str = ""
    nearest: tuple[NearSlide, ...] = ()
    suggestions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    topic: str = ""
    support: float = 0.0
    generation: str = ""
    timings_ms: Mapping[str, float] = field(default_factory=dict)
