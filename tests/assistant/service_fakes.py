"""Stand-ins for the service's tests: a small assistant over an invented document, and an app around it."""

import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from fastapi.testclient import TestClient

from assistant.api.answers import Loader, Opened
from assistant.api.app import create_app
from assistant.api.feedback import Feedback
from assistant.api.kept_conversations import KeptConversations
from assistant.api.reports import Reports
from assistant.citations import image_url, page_url
from assistant.model import Answer, AnswerStatus, Citation, NearSlide, Sentence, Turn
from assistant.settings import AssistantSettings
from assistant.trace import Recorder, Trace
from corpus.model import (
    Block,
    BlockKind,
    Cell,
    Document,
    DocumentKind,
    ImageOrigin,
    Slide,
    SlideImage,
    SlideRef,
    WordPlace,
)

HOSTILE = "<img src=x onerror=\"document.title='owned'\"> & 'more'"

DOCUMENT = Document(
    id="north-review",
    title="Northmoor Safety Partnership Annual Review 2022/23",
    kind=DocumentKind.REVIEW,
    period="2022/23",
    area="Northmoor",
    publisher="Northmoor Safety Partnership",
    audience="public",
    file="north.txt",
    sha256="0" * 64,
    presented_on=date(2023, 4, 3),
    presented_to="Scrutiny Committee",
)
ROW = Block(
    "row1",
    BlockKind.TABLE_ROW,
    "Lighting Fund\t£12,500\tPaid for:\nlamps on two estates\na path by the station",
    cells=(
        Cell("Fund", "Lighting Fund"),
        Cell("Amount", "£12,500"),
        Cell(
            "What it paid for",
            "Paid for:\nlamps on two estates\na path by the station",
            items=("lamps on two estates", "a path by the station"),
        ),
    ),
)
SLIDES = (
    Slide(
        SlideRef(DOCUMENT.id, 1, inferred=True),
        "Funding",
        (
            Block("title1", BlockKind.TITLE, "Funding"),
            Block("para1", BlockKind.PARAGRAPH, "Two funds were open to groups."),
            Block(
                "head1",
                BlockKind.TABLE_HEADER,
                "Fund\tAmount\tWhat it paid for",
                cells=(Cell("", "Fund"), Cell("", "Amount"), Cell("", "What it paid for")),
            ),
            ROW,
        ),
        theme="Money",
        image=SlideImage("0123456789abcdef", 1600, 900, ImageOrigin.SET),
    ),
    Slide(
        SlideRef(DOCUMENT.id, 2, inferred=True),
        "What was done",
        (
            Block("title2", BlockKind.TITLE, "What was done"),
            Block("heading2", BlockKind.HEADING, "Street safety"),
            Block("b1", BlockKind.BULLET, "Patrols on 14 streets", headings=("Street safety",)),
            Block("b2", BlockKind.BULLET, "six by night", level=1, headings=("Street safety",)),
            Block("b3", BlockKind.BULLET, f"Signs that say {HOSTILE}", headings=("Street safety",)),
        ),
    ),
    Slide(
        SlideRef(DOCUMENT.id, 3, inferred=True),
        "Map of patrols",
        (
            Block("title3", BlockKind.TITLE, "Map of patrols"),
            Block("cap3", BlockKind.CAPTION, "A map of the town with the patrols’ routes"),
        ),
    ),
)

BOXES = ((0.1, 0.4, 0.3, 0.45),)
PLACES = {
    SLIDES[0].ref: {
        "row1": (
            WordPlace(0, 8, 0.1, 0.4, 0.2, 0.45),
            WordPlace(9, 13, 0.21, 0.4, 0.3, 0.45),
            WordPlace(14, 21, 0.5, 0.4, 0.6, 0.45),
        )
    }
}
IMAGES = {"0123456789abcdef": b"RIFF\x04\0\0\0WEBP"}
"""A slide's image as far as its file's mark: nothing here draws it."""


def cite(n: int, slide: Slide, block_id: str, quote: str) -> Citation:
    """Return a citation of a block."""
    return Citation(
        id=f"cite-{block_id}-{n}",
        n=n,
        document_id=DOCUMENT.id,
        document_title=DOCUMENT.title,
        period=DOCUMENT.period,
        slide_number=slide.ref.number,
        slide_inferred=slide.ref.inferred,
        slide_title=slide.title,
        block_id=block_id,
        quote=quote,
        page_url=page_url(slide.ref, block_id, (0, len(quote))),
        boxes=BOXES,
        image_url=image_url(slide),
    )


def fund_answer(question: str) -> Answer:
    """Return an answer of two sentences that cite a table row and a hostile bullet."""
    return Answer(
        id="a1",
        status=AnswerStatus.ANSWERED,
        question=question,
        text=f"Lighting Fund – Amount: £12,500\nSigns that say {HOSTILE}",
        sentences=(
            Sentence("Lighting Fund – Amount: £12,500", (1,)),
            Sentence(f"Signs that say {HOSTILE}", (2, 1)),
        ),
        citations=(
            cite(1, SLIDES[0], "row1", "Lighting Fund\t£12,500"),
            cite(2, SLIDES[1], "b3", f"Signs that say {HOSTILE}"),
        ),
        topic="lighting fund",
        generation="gen-1",
        timings_ms={"encode": 5.0, "total": 9.5},
    )


def no_answer(question: str) -> Answer:
    """Return the answer of documents that do not say, with the slide that came near."""
    near = NearSlide(DOCUMENT.id, DOCUMENT.title, 2, True, "What was done", page_url(SLIDES[1].ref))
    return Answer(
        id="a2",
        status=AnswerStatus.NO_EVIDENCE,
        question=question,
        text="The documents do not say.",
        unanswered=(question,),
        next_step="Look at the nearest slides, or ask in other words.",
        nearest=(near,),
        suggestions=("What about street safety?", f"What of {HOSTILE} & fund?"),
        generation="gen-1",
        timings_ms={"total": 3.0},
    )


@dataclass
class FakeAssistant:
    """Answers about funds, and says that the documents do not say otherwise."""

    generation_id: str = "gen-1"
    documents: tuple[Document, ...] = (DOCUMENT,)
    on_ask: Callable[[str], None] = lambda _: None
    asked: list[tuple[str, tuple[Turn, ...]]] = field(default_factory=list)
    asked_of: list[tuple[str, ...]] = field(default_factory=list)
    closed: threading.Event = field(default_factory=threading.Event)

    def opened(self) -> Opened:
        return Opened(self, self.closed.set)

    def slide(self, document_id: str, number: int) -> Slide | None:
        return next((slide for slide in self.slides(document_id) if slide.ref.number == number), None)

    def slides(self, document_id: str) -> tuple[Slide, ...]:
        return tuple(slide for slide in SLIDES if slide.ref.document_id == document_id)

    def read_image(self, image: SlideImage) -> bytes | None:
        return IMAGES.get(image.digest)

    def places_of(self, ref: SlideRef) -> Mapping[str, Sequence[WordPlace]]:
        return PLACES.get(ref, {})

    def ask(self, question: str, earlier: Sequence[Turn] = (), *, documents: Collection[str] = ()) -> Answer:
        self.on_ask(question)
        self.asked.append((question, tuple(earlier)))
        self.asked_of.append(tuple(documents))
        known = any(word in question.lower() for word in ("fund", "it", "street"))
        return fund_answer(question) if known else no_answer(question)

    def explain(
        self, question: str, earlier: Sequence[Turn] = (), *, documents: Collection[str] = ()
    ) -> tuple[Answer, Trace]:
        answer = self.ask(question, earlier, documents=documents)
        return answer, Recorder().trace(answer)


@contextmanager
def serve_fake(
    answers: FakeAssistant | None = None,
    settings: AssistantSettings | None = None,
    *,
    pointed: Callable[[], str | None] = lambda: None,
    clock: Callable[[], float] = lambda: 0.0,
    reports: Reports | None = None,
    feedback: Feedback | None = None,
    kept: KeptConversations | None = None,
    peer: str = "127.0.0.1",
) -> Iterator[TestClient]:
    """Give a client of a service that is ready."""
    loaded = threading.Event()
    app = create_app(
        settings or AssistantSettings(),
        (answers or FakeAssistant()).opened,
        pointed,
        reports=reports,
        feedback=feedback,
        kept=kept,
        on_loaded=lambda _: loaded.set(),
        clock=clock,
    )
    with TestClient(
        app, base_url="http://localhost", client=(peer, 50000), raise_server_exceptions=False
    ) as client:
        assert loaded.wait(10)
        yield client


def failing_to_load(error: Exception) -> Loader:
    """Return a loader that raises."""

    def loader() -> Opened:
        raise error

    return loader
