"""Invented PDFs, set with reportlab so that the place of every line is known."""

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.pdfmetrics import getAscentDescent, stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import LongTable, SimpleDocTemplate

from corpus.model import Block, Box, Slide
from ingest.model import Reading
from ingest.readers import find_reader
from tests.ingest.exports import DOCUMENT

WIDTH, HEIGHT = 595.0, 842.0
BODY, BOLD = "Helvetica", "Helvetica-Bold"

Paint = Callable[[Canvas], None]


def draw(*pages: Paint, size: tuple[float, float] = (WIDTH, HEIGHT), **options: object) -> bytes:
    """Return a PDF with a page for each painter."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1, **options)
    for paint in pages:
        paint(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def write(
    canvas: Canvas,
    x: float,
    top: float,
    text: str,
    size: float = 12,
    font: str = BODY,
    height: float = HEIGHT,
) -> None:
    """Write one line with its baseline one font size under `top`, counted from the page's top."""
    canvas.setFont(font, size)
    canvas.drawString(x, height - top - size, text)


def write_lines(canvas: Canvas, x: float, top: float, lines: Sequence[str], size: float = 12) -> None:
    for row, line in enumerate(lines):
        write(canvas, x, top + row * size * 1.2, line, size)


def box_of(
    x: float,
    top: float,
    lines: Sequence[str],
    size: float = 12,
    font: str = BODY,
    page: tuple[float, float] = (WIDTH, HEIGHT),
) -> Box:
    """Return the true box of lines written by `write_lines`: from ascent to descent, as wide as set."""
    ascent, descent = getAscentDescent(font, size)
    wide = max(stringWidth(line, font, size) for line in lines)
    first, last = top + size - ascent, top + (len(lines) - 1) * size * 1.2 + size - descent
    return x / page[0], first / page[1], (x + wide) / page[0], last / page[1]


def iou(one: Box | None, other: Box) -> float:
    """Return the share of two boxes' union that both cover."""
    if one is None:
        return 0.0
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    shared = max(wide, 0) * max(high, 0)
    areas = sum((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return shared / (areas - shared)


def rule_table(rows: Sequence[Sequence[str]], *, repeat: int = 0, before: int = 0) -> bytes:
    """Return a PDF of one ruled table that is as long as it is, over as many pages as it takes."""
    out = io.BytesIO()
    style = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONT", (0, 0), (-1, -1), BODY, 11)]
    table = LongTable([list(row) for row in rows], repeatRows=repeat, style=style, colWidths=[150, 120, 120])
    SimpleDocTemplate(out, pagesize=(WIDTH, HEIGHT), invariant=1).build([table] * (before + 1))
    return out.getvalue()


def picture(canvas: Canvas) -> None:
    """Paint a page that is a picture: shapes and no words."""
    canvas.setFillColorRGB(0.2, 0.4, 0.6)
    for row in range(5):
        canvas.rect(80 + row * 70, 200, 40, 60 + row * 50, fill=1)


def encrypt(*pages: Paint) -> bytes:
    return draw(*pages, encrypt=StandardEncryption("open sesame", ownerPassword="owner"))


def read_pdf(source: bytes, file: str = "invented-plan.pdf") -> Reading:
    document = replace(DOCUMENT, file=file)
    return find_reader(document, source).read(document, source)


def texts(slide: Slide) -> list[str]:
    return [block.text for block in slide.blocks]


def find_block(reading: Reading, text: str) -> Block:
    return next(block for slide in reading.slides for block in slide.blocks if block.text == text)


def assert_tiled(reading: Reading) -> None:
    """Assert that every character of the canonical text is in one block's span or one drop."""
    blocks = [block for slide in reading.slides for block in slide.blocks]
    ranges = sorted(
        [span for block in blocks for span in block.spans] + [drop.span for drop in reading.drops]
    )
    assert all(start < end for start, end in ranges)
    assert all(left[1] == right[0] for left, right in pairwise(ranges))
    assert (ranges[0][0], ranges[-1][1]) == (0, reading.characters) if ranges else reading.characters == 0
