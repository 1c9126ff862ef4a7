"""What became of each document: what was read, left out, read unsurely, what to look at."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from corpus import layout
from corpus.duplicates import NearSlides, find_near_slides
from corpus.layout import DocumentRecord, DropRecord, Outcome, RejectedRecord
from corpus.markings import Marking
from corpus.model import Document, Drop, Slide
from corpus.periods import PeriodCheck, check_period
from corpus.records import read_lines

UNSURE = 0.8
"""Confidence of text read from a picture below which a person should compare it with the picture."""
EXAMPLES = 3
EXAMPLE_CHARS = 80
NO_IMAGE = "without"


@dataclass(frozen=True, slots=True)
class SlideName:
    """A slide's number and title."""

    number: int
    title: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was left out for one reason: how often, how many characters, and some of its words."""

    reason: str
    drops: int
    characters: int
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PictureText:
    """How sure (0..1) the words read from pictures are, a block; `unsure` slides have one below 0.8."""

    blocks: int
    median: float
    lowest: float
    unsure: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentFaithfulness:
    """The report on one document. Of one that is held or rejected only id, outcome and detail are known.

    `characters` are those of the source that was read, those of `dropped` among them; `blocks` are
    counted by kind, `images` by origin.
    """

    document_id: str
    outcome: Outcome
    detail: str = ""
    document: Document | None = None
    slides: int = 0
    blocks: dict[str, int] = field(default_factory=dict)
    characters: int = 0
    dropped: tuple[Dropped, ...] = ()
    warnings: tuple[str, ...] = ()
    picture_only: tuple[SlideName, ...] = ()
    hidden: tuple[SlideName, ...] = ()
    picture_text: PictureText | None = None
    markings: tuple[Marking, ...] = ()
    images: dict[str, int] = field(default_factory=dict)
    near: tuple[NearSlides, ...] = ()
    period: PeriodCheck | None = None


def make_report(folder: Path) -> tuple[DocumentFaithfulness, ...]:
    """Return the report on every document of the generation in a folder, then on those left out of it.

    Only the generation's files are read. The order is the manifest's.

    Raises:
        IndexDamaged: the generation's record is missing or wrong.
        OSError, ValueError: a file of it cannot be read.
    """
    record = layout.read_record(folder)
    slides = read_lines(Slide, folder / layout.SLIDES)
    drops = read_lines(DropRecord, folder / layout.DROPS)
    near = find_near_slides(slides)
    reports = [
        _report_on(
            item,
            [slide for slide in slides if slide.ref.document_id == item.document.id],
            [drop.drop for drop in drops if drop.document_id == item.document.id],
            near,
        )
        for item in read_lines(DocumentRecord, folder / layout.DOCUMENTS)
    ]
    return (*reports, *map(_left_out, record.rejected))


def _left_out(item: RejectedRecord) -> DocumentFaithfulness:
    return DocumentFaithfulness(item.document_id, item.outcome, item.detail)


def _report_on(
    record: DocumentRecord, slides: Sequence[Slide], drops: Sequence[Drop], near: Sequence[NearSlides]
) -> DocumentFaithfulness:
    document = record.document
    blocks = [block for slide in slides for block in slide.blocks]
    return DocumentFaithfulness(
        document_id=document.id,
        outcome=Outcome.INDEXED_WITH_WARNINGS if record.warnings else Outcome.INDEXED,
        document=document,
        slides=len(slides),
        blocks=_count(block.kind for block in blocks),
        characters=record.characters,
        dropped=_sum_drops(drops),
        warnings=record.warnings,
        picture_only=_names(slide for slide in slides if slide.picture_only),
        hidden=_names(slide for slide in slides if slide.hidden),
        picture_text=_find_picture_text(slides),
        markings=record.markings,
        images=_count(slide.image.origin if slide.image else NO_IMAGE for slide in slides),
        near=tuple(pair for pair in near if document.id in {pair.one.document_id, pair.other.document_id}),
        period=check_period(document.period, (slide.text for slide in slides)),
    )


def _count(names: Iterable[str]) -> dict[str, int]:
    """Return how often each name comes, most first, equal ones by name."""
    counted = Counter(str(name) for name in names)
    return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def _names(slides: Iterable[Slide]) -> tuple[SlideName, ...]:
    return tuple(SlideName(slide.ref.number, slide.title) for slide in slides)


def _sum_drops(drops: Sequence[Drop]) -> tuple[Dropped, ...]:
    """Return what was left out by its reason, most characters first."""
    sums = []
    for reason in dict.fromkeys(drop.reason for drop in drops):
        these = [drop for drop in drops if drop.reason == reason]
        said = dict.fromkeys(
            " ".join(drop.text.split())[:EXAMPLE_CHARS] for drop in these if drop.text.strip()
        )
        characters = sum(end - start for start, end in (drop.span for drop in these))
        sums.append(Dropped(reason, len(these), characters, tuple(said)[:EXAMPLES]))
    return tuple(sorted(sums, key=lambda one: (-one.characters, one.reason)))


def _find_picture_text(slides: Sequence[Slide]) -> PictureText | None:
    found = [
        (block.confidence, slide.ref.number)
        for slide in slides
        for block in slide.blocks
        if block.confidence is not None
    ]
    if not found:
        return None
    sure = [confidence for confidence, _ in found]
    unsure = sorted({number for confidence, number in found if confidence < UNSURE})
    return PictureText(len(sure), round(median(sure), 3), round(min(sure), 3), tuple(unsure))
