"""A Word document: from its bytes to slides, no word lost, page numbers where the file tells them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from zipfile import ZipFile

from corpus.errors import DocumentRejected
from corpus.model import Document, Slide
from ingest.blocks import build_slides
from ingest.model import Reading
from ingest.readers.docx.flow import Flow
from ingest.readers.docx.inline import DELETED
from ingest.readers.docx.package import UNREADABLE, Package, is_strict, open_package
from ingest.readers.docx.pages import Pages
from ingest.readers.headings import find_headings
from ingest.readers.pieces import TITLE_RANK, Piece
from ingest.readers.transcript import Transcript
from ingest.readers.zipped import MAIN_PARTS, check_archive
from ingest.sections import PlacedUnit, plan_pages, plan_sections
from ingest.slides import SlidePlan
from ingest.units import set_levels

MOST_PAGE_CHARS = 6_000
"""More than a page of A4 holds at 9 points: page breaks that are further apart leave out pages."""


@dataclass(frozen=True, slots=True)
class _Text:
    """What a document says: its pieces in order, its pages, and the kinds of objects not read on them."""

    pieces: tuple[Piece, ...]
    pages: Pages
    unread: tuple[tuple[str, int], ...]
    package: Package


class DocxReader:
    """Reads Word documents (.docx)."""

    suffixes = (".docx",)
    apart = True  # python-docx reads every part whole, and its XML grows tenfold in memory

    def read(self, document: Document, source: bytes) -> Reading:
        """Return the pages of a document as slides, with what was left out and why.

        Page numbers are those Word marked when it last laid the text out, or those of the author's page
        breaks where these lie no further apart than a page. Without such, slides are counted from headings.
        Insertions that are tracked are read, deletions left out. Notes and text boxes stand at the end of
        their section. Spans count characters of a canonical text: all the document says, in order, then
        headers, footers and comments.

        Raises:
            DocumentRejected: the bytes are no Word document, are unsafe to unpack, or hold no words.
        """
        return transcribe(document, source)[0]


def transcribe(document: Document, source: bytes) -> tuple[Reading, str]:
    """Return the reading of a document and the canonical text that its spans count.

    Raises:
        DocumentRejected: as `DocxReader.read`.
    """
    where = f"document {document.id} ({document.file})"
    check_archive(where, source, MAIN_PARTS["word/"])
    text = _read_text(where, source)
    transcript = Transcript()
    placed = _place(text.pieces, transcript)
    plans = _find_plans(placed, text.pages)
    slides = build_slides(document.id, plans)
    if not any(slide.blocks for slide in slides):
        raise DocumentRejected(f"{where} holds no words: if it is a scan, give a PDF or a text export of it")
    drops = tuple(sorted(transcript.drops, key=lambda drop: drop.span))
    warnings = tuple(_find_warnings(slides, text))
    properties = text.package.properties
    return Reading(document, slides, drops, transcript.length, warnings, properties), transcript.text


def _read_text(where: str, source: bytes) -> _Text:
    """Return what a document says. What python-docx and lxml raise is wrapped here, and nowhere else."""
    flow: Flow | None = None
    try:
        _refuse_strict(where, source)
        package = open_package(source)
        flow = Flow(package)
        pieces = list(flow.read_body())
        for story in package.beside:
            pieces += flow.read_story(story, story.kind)
        return _Text(find_headings(pieces), flow.pages, tuple(flow.unread), package)
    except UNREADABLE as error:
        place = f"page {flow.pages.number}" if flow else "its parts"
        raise DocumentRejected(
            f"{where} is damaged: {place} cannot be read ({type(error).__name__}: {error}); "
            "open it in Word, let it repair the file, and save it again"
        ) from error


def _refuse_strict(where: str, source: bytes) -> None:
    with ZipFile(BytesIO(source)) as archive:
        if is_strict(archive.read(MAIN_PARTS["word/"])):
            raise DocumentRejected(
                f'{where} is a "Strict Open XML Document": save it as "Word Document (*.docx)" and add that'
            )


def _place(pieces: Sequence[Piece], transcript: Transcript) -> tuple[PlacedUnit, ...]:
    """Return the units that hold words, with their places; a word of each piece is in one or in a drop."""
    taken = ((piece, transcript.take(piece.passage)) for piece in pieces)
    found = [(piece, replace(unit, indent=piece.indent)) for piece, unit in taken if unit is not None]
    units = set_levels(unit for _, unit in found)
    return tuple(
        PlacedUnit(unit, piece.page, piece.aside) for (piece, _), unit in zip(found, units, strict=True)
    )


def _find_plans(placed: Sequence[PlacedUnit], pages: Pages) -> tuple[SlidePlan, ...]:
    if _tells_pages(placed, pages):
        return plan_pages(placed, pages.number, TITLE_RANK)
    return plan_sections(placed, TITLE_RANK)


def _tells_pages(placed: Sequence[PlacedUnit], pages: Pages) -> bool:
    """Return whether page numbers are told: by Word's own marks, or by breaks that leave no page out."""
    if not placed or pages.told or not pages.wished:
        return bool(placed) and pages.told
    lengths: dict[int, int] = {}
    for one in placed:
        lengths[one.page] = lengths.get(one.page, 0) + len(one.unit.text)
    return max(lengths.values()) <= MOST_PAGE_CHARS


def _find_warnings(slides: Sequence[Slide], text: _Text) -> Iterator[str]:
    """Yield what a person should know, with the pages it is about."""
    if slides[0].ref.inferred:
        yield "the file does not tell its pages: slides were counted from its headings and page breaks"
    elif 0 < text.package.page_count != len(slides) and text.pages.told:
        count = text.package.page_count
        yield f"its marks tell {len(slides)} pages and Word counted {count}: page numbers may be off"
    if any(piece.passage.drop == DELETED for piece in text.pieces):
        yield "it holds tracked changes: insertions were read, deletions left out"
    for kind in sorted({kind for kind, _ in text.unread}):
        where = "" if slides[0].ref.inferred else f": {_name(text.unread, kind)}"
        yield f"objects of the kind {kind!r} were not read{where}"


def _name(unread: Sequence[tuple[str, int]], kind: str) -> str:
    numbers = sorted({page for found, page in unread if found == kind})
    names = ", ".join(map(str, numbers))
    return f"page {names}" if len(numbers) == 1 else f"pages {names}"
