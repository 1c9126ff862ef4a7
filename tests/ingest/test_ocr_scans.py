"""Scans of an invented page, read by the real rapidocr."""

from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from statistics import median

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from corpus.model import Block, BlockKind
from corpus.sources import Source
from ingest.model import Reading
from ingest.reading import read_document
from ingest.seeing import open_eyes
from tests.fakes import a_document
from tests.ingest import pdfs, scans

pytestmark = pytest.mark.ocr


@cache
def scanned(dpi: int = 200, slope: float = 0.0, quarters: int = 0) -> Reading:
    return scans.see(scans.to_pdf(scans.scan(dpi, slope, quarters)))


def find_share(reading: Reading) -> float:
    """Return the share of the page's words that were read exactly."""
    found = Counter(scans.WORDS) & Counter(scans.said(reading).split())
    return found.total() / len(scans.WORDS)


@pytest.mark.parametrize(
    ("dpi", "slope", "quarters", "least"),
    [(200, 0, 0, 0.99), (100, 0, 0, 0.97), (100, 2, 0, 0.97), (100, 0, 1, 0.97), (100, 0, 2, 0.97)],
)
def test_the_words_of_a_scan_are_read_however_it_lies(
    dpi: int, slope: float, quarters: int, least: float
) -> None:
    assert find_share(scanned(dpi, slope, quarters)) >= least


@pytest.mark.parametrize("figure", scans.FIGURES)
def test_every_figure_of_a_scan_is_exact(figure: str) -> None:
    assert figure in scans.said(scanned()).split()


def test_a_scan_has_a_title_paragraphs_and_bullets() -> None:
    slide = scanned().slides[0]

    kinds = {block.text: block.kind for block in slide.blocks}
    assert slide.title == scans.TITLE
    assert kinds[scans.TITLE] is BlockKind.TITLE
    assert kinds[scans.BULLETS[0]] is BlockKind.BULLET
    assert kinds[next(text for text in kinds if scans.PROSE[0] in text)] is BlockKind.PARAGRAPH


def test_seen_words_stand_where_the_page_shows_them() -> None:
    block = next(one for one in scanned().slides[0].blocks if one.kind is BlockKind.PARAGRAPH)
    words = scans.PROSE[0].split()
    places = {block.text[place.start : place.end]: place[2:] for place in block.places[: len(words)]}

    shares = []
    for at, word in enumerate(words):
        left = scans.LEFT + stringWidth(" ".join([*words[:at], ""]), pdfs.BODY, scans.SIZE)
        shares.append(pdfs.iou(places[word], pdfs.box_of(left, scans.TOP, [word], scans.SIZE)))

    assert median(shares) > 0.75


def test_a_page_on_its_side_keeps_its_words_where_the_viewer_shows_them() -> None:
    block = scanned(100, 0, 1).slides[0].blocks[0]

    assert block.text == scans.TITLE
    assert block.box is not None
    assert block.box[0] < 0.15
    assert block.box[3] - block.box[1] > 0.3


def test_a_block_is_as_sure_as_its_least_sure_word() -> None:
    blocks: tuple[Block, ...] = scanned().slides[0].blocks

    assert all(block.confidence is not None and 0.5 <= block.confidence <= 1 for block in blocks)


def test_a_scan_is_named_with_its_confidence() -> None:
    assert scanned().warnings == ("page 1 was read from a picture (OCR), median confidence 1.00",)


def test_every_seen_word_is_in_a_block_or_listed() -> None:
    pdfs.assert_tiled(scanned())


def test_a_picture_without_words_gives_no_block_and_says_so() -> None:
    reading = scans.see(pdfs.draw(pdfs.picture))

    assert reading.slides[0].blocks == ()
    assert reading.warnings == ("page 1 is a picture without text; it is kept with its title only",)


def test_words_in_a_picture_are_figures_and_those_in_the_pages_text_are_not_taken_twice() -> None:
    image = scans.scan(100).crop((70, 60, 827, 400))

    def paint(canvas: Canvas) -> None:
        pdfs.write(canvas, 60, 40, "What the survey found", 22)
        scans.place(image, (60, 200, 480, 215), canvas)
        pdfs.write(canvas, 60, 440, "A line of text under the chart that says more.", 12)

    blocks = scans.see(pdfs.draw(paint)).slides[0].blocks

    figures = [block for block in blocks if block.kind is BlockKind.FIGURE]
    assert [block.text for block in blocks if block.confidence is None] == [
        "What the survey found",
        "A line of text under the chart that says more.",
    ]
    assert "46.7%" in " ".join(block.text for block in figures)
    assert all(block.box and block.box[1] > 0.2 and block.box[3] < 0.55 for block in figures)


def test_a_scan_is_read_through_the_processes_that_guard_it(tmp_path: Path) -> None:
    source = scans.to_pdf(scans.scan(100))
    path = tmp_path / "scan.pdf"
    path.write_bytes(source)
    document = replace(a_document("scan", source), file="scan.pdf")

    reading = read_document(Source(document, path), open_eyes("on"))

    assert reading.slides[0].title == scans.TITLE
