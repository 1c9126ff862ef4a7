"""A PDF: from its bytes to slides, one a page, no word lost."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from corpus.model import Block, BlockKind, Document, Drop, Slide
from ingest.blocks import build_slides
from ingest.model import Looks, Reading
from ingest.readers.ocr.pictures import Picture
from ingest.readers.pdf.alternatives import read_alternatives
from ingest.readers.pdf.captioning import caption_pages
from ingest.readers.pdf.crosscheck import find_disagreements
from ingest.readers.pdf.details import read_labels, read_properties
from ingest.readers.pdf.drawing import Pen
from ingest.readers.pdf.layout import Page
from ingest.readers.pdf.opening import find_outline, open_file
from ingest.readers.pdf.pages import read_page
from ingest.readers.pdf.pictures import find_pictures
from ingest.readers.pdf.seen import find_seen_warnings, place_seen, see_pages
from ingest.readers.pdf.slides import plan_slides
from ingest.readers.text.markup import merge_spans
from ingest.sightings import UNSEEN, Sightings
from ingest.slides import SlidePlan
from ingest.units import Unit

BETWEEN = "between words"
"""The reason of what stands between the words of blocks: separators of the canonical text."""


class PdfReader:
    """Reads PDF files: page n is slide n."""

    suffixes = (".pdf",)
    apart = True  # pdfium may take all memory, or abort, on a file of a kilobyte

    def find_pictures(self, source: bytes) -> Iterator[Picture | str]:
        """Yield the pages that show words which are not in their text."""
        return find_pictures(source)

    def read(self, document: Document, source: bytes, sightings: Sightings = UNSEEN) -> Reading:
        """Return a PDF's pages as slides, with what was left out and why.

        Spans count characters of a canonical text: all words read, page by page in the order the
        file draws them, one separator after each; then those seen in pictures; then the titles of the
        outline that name pages without words; then the alternative texts of pictures.

        Raises:
            DocumentRejected: the file is no PDF, encrypted, broken or too long.
        """
        with _without_collecting(), open_file(document, source) as (drawn, checked):
            pages: list[Page] = []
            end = 0
            pen = Pen(drawn.rsrcmgr)
            for one in drawn.pages:
                page, end = read_page(one, pen, end)
                one.close()
                pages.append(page)
            warnings = [warning for page in pages for warning in page.warnings]
            warnings += find_disagreements(pages, checked, source)
            seen = see_pages(pages, sightings, end)
            plans, drops = plan_slides(seen.pages)
            plans, unsure = place_seen(plans, seen)
            warnings += find_seen_warnings(seen, sightings)
            plans, end = _name_pictures(plans, source, seen.end)
            plans, untold, end = caption_pages(plans, read_alternatives(source), end)
            if labels := read_labels(source):
                plans = tuple(replace(plan, label=labels.get(plan.number, "")) for plan in plans)
            slides = _label(build_slides(document.id, plans))
            warnings += _find_warnings(slides, pages, sightings)
            blocks = [block for slide in slides for block in slide.blocks]
            left = _find_drops(end, blocks, (*drops, *unsure, *untold))
            properties = read_properties(source)
            return Reading(document, slides, left, end, tuple(warnings), properties, looks=Looks.PAGES)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Hold garbage collection: a page is many small objects that live on, which it looks through in vain.

    Measured on 200 pages: a sixth of the time. All that is made meanwhile counts as old after: as new it
    would be looked through at once, which is a twentieth.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def _name_pictures(plans: Sequence[SlidePlan], source: bytes, end: int) -> tuple[tuple[SlidePlan, ...], int]:
    """Return the plans, those of pages without words named as the outline names them."""
    if all(plan.title or plan.body for plan in plans):
        return tuple(plans), end
    outline = find_outline(source)
    named = []
    for plan in plans:
        title = "" if plan.title or plan.body else outline.get(plan.number, "")
        if title:
            unit = Unit(BlockKind.PARAGRAPH, title, ((end, end + len(title)),))
            named.append(replace(plan, title=unit))
            end += len(title) + 1
        else:
            named.append(plan)
    return tuple(named), end


def _label(slides: Sequence[Slide]) -> tuple[Slide, ...]:
    """Return the slides, those that hold nothing to be called by called by their page."""
    return tuple(
        slide if slide.title else replace(slide, title=f"Page {slide.ref.number}") for slide in slides
    )


def _find_warnings(slides: Sequence[Slide], pages: Sequence[Page], sightings: Sightings) -> Iterator[str]:
    advice = f": {sightings.advice}" if sightings.advice else ""
    for slide, page in zip(slides, pages, strict=True):
        if any(block.box or block.kind is BlockKind.CAPTION for block in slide.blocks):
            continue
        if page.pictured:
            yield f"page {page.number} is a picture without text; it is kept with its title only{advice}"
        else:
            yield f"page {page.number} is blank"


def _find_drops(end: int, blocks: Sequence[Block], drops: Sequence[Drop]) -> tuple[Drop, ...]:
    """Return all drops in order: those known, and what stands between them and the blocks."""
    known = list(dict.fromkeys(sorted(drops, key=lambda drop: drop.span)))
    taken = merge_spans([span for block in blocks for span in block.spans] + [drop.span for drop in known])
    at = 0
    rest = []
    for start, stop in (*taken, (end, end)):
        rest += [Drop((at, start), BETWEEN)] if at < start else []
        at = stop
    return tuple(sorted([*known, *rest], key=lambda drop: drop.span))
