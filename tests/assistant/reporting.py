"""Reports on an invented document in which everything that a report can tell is told."""

from pathlib import Path

from assistant.api.reports import Faithfulness, Reports
from corpus.duplicates import NearSlides
from corpus.faithfulness import DocumentFaithfulness, Dropped, PictureText, SlideName
from corpus.layout import Outcome
from corpus.markings import Level, Marking
from corpus.model import Document, SlideRef
from corpus.periods import PeriodCheck
from tests.assistant.service_fakes import DOCUMENT, HOSTILE

REPORT = DocumentFaithfulness(
    DOCUMENT.id,
    Outcome.INDEXED_WITH_WARNINGS,
    document=DOCUMENT,
    slides=3,
    blocks={"bullet": 1200, "table_row": 4, "title": 3},
    characters=12_345,
    dropped=(
        Dropped("running footer", 12, 840, ("Northmoor 2022/23", HOSTILE)),
        Dropped("list mark", 30, 30),
    ),
    warnings=("Slide 2 holds a table that is a picture.",),
    picture_only=(SlideName(3, "Map of patrols"),),
    hidden=(SlideName(2, ""),),
    picture_text=PictureText(9, 0.93, 0.41, (3,)),
    markings=(Marking(Level.OFFICIAL, "OFFICIAL", 1), Marking(Level.OFFICIAL, HOSTILE)),
    images={"page": 2, "without": 1},
    near=(
        NearSlides(SlideRef(DOCUMENT.id, 1), SlideRef(DOCUMENT.id, 3), 1.0),
        NearSlides(SlideRef(DOCUMENT.id, 2), SlideRef("south-plan", 7), 0.84),
    ),
    period=PeriodCheck("2022/23", (("2021/22", 9), ("2022/23", 2)), "the text speaks mostly of 2021/22"),
)
PLAIN = DocumentFaithfulness("plain", Outcome.INDEXED, document=DOCUMENT, slides=1, blocks={"title": 1})
HELD = DocumentFaithfulness("held-paper", Outcome.HELD, f"it is marked SECRET {HOSTILE}")
REJECTED = DocumentFaithfulness("cut-paper", Outcome.REJECTED, "it is broken")


class FixedReports(Reports):
    """Tells these reports whatever was indexed."""

    def __init__(self, *reports: DocumentFaithfulness, past: tuple[Document, ...] = ()) -> None:
        super().__init__(Path())
        self._fixed = reports or (REPORT, PLAIN, HELD, REJECTED)
        self._gone = past

    def read(self) -> Faithfulness:
        return self._fixed

    def find_past(self) -> tuple[Document, ...]:
        return self._gone
