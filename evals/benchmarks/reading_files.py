"""Invented documents for the benchmark of reading: a PDF of mixed pages and a deck, always the same."""

import io
import random

from pptx import Presentation
from pptx.util import Inches
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import StyleSheet1, getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    ListFlowable,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Table,
)

SEED = 20
MARGIN = 50
WORDS = (
    "the partnership wardens harbour noise residents agreed plan safer evenings quay road mill lane fund"
    " refuge crime review fell rose survey young people community trust report officers months year"
    " support violence harm burglary vehicle street council police fire health probation service priority"
).split()


def make_pdf(pages: int) -> bytes:
    """Return a PDF: in turn a page of text, of two columns, of a ruled table, and of a list."""
    chance = random.Random(SEED)  # noqa: S311 - words, no secret
    style = getSampleStyleSheet()
    story: list[Flowable] = []
    for number in range(pages):
        story.append(Paragraph(f"Part {number + 1}: {_words(chance, 3)}", style["Heading1"]))
        story += _KINDS[number % len(_KINDS)](chance, style)
        story += [NextPageTemplate("two" if number % len(_KINDS) == 0 else "one"), PageBreak()]
    out = io.BytesIO()
    document = BaseDocTemplate(out, pagesize=A4, invariant=1)
    document.addPageTemplates(_templates())
    document.build(story)
    return out.getvalue()


def make_deck(slides: int) -> bytes:
    """Return a PowerPoint deck: in turn a slide with bullets on two levels, and one with a table."""
    chance = random.Random(SEED)  # noqa: S311 - words, no secret
    deck = Presentation()
    for number in range(slides):
        slide = deck.slides.add_slide(deck.slide_layouts[1 if number % 2 else 5])
        slide.shapes.title.text = f"Part {number + 1}: {_words(chance, 3)}"
        if number % 2:
            frame = slide.placeholders[1].text_frame
            for row in range(6):
                paragraph = frame.paragraphs[0] if row == 0 else frame.add_paragraph()
                paragraph.text, paragraph.level = _sentence(chance, 12), row % 2
            continue
        table = slide.shapes.add_table(8, 4, Inches(0.5), Inches(1.5), Inches(9), Inches(4)).table
        for row in range(8):
            for column in range(4):
                table.cell(row, column).text = _words(chance, 2)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(count))


def _sentence(chance: random.Random, count: int) -> str:
    return f"{_words(chance, count).capitalize()}."


def _text(chance: random.Random, style: StyleSheet1) -> list[Flowable]:
    sentences = [[_sentence(chance, 14) for _ in range(5)] for _ in range(7)]
    return [Paragraph(" ".join(one), style["BodyText"]) for one in sentences]


def _table(chance: random.Random, style: StyleSheet1) -> list[Flowable]:
    rows: list[list[object]] = [["Area", "Incidents", "Change", "What was done"]]
    for _ in range(16):
        said = Paragraph(_sentence(chance, 8), style["BodyText"])
        figures = [str(chance.randint(5, 900)), f"{chance.randint(-30, 30)}%"]
        rows.append([_words(chance, 2).title(), *figures, said])
    return [Table(rows, style=[("GRID", (0, 0), (-1, -1), 0.5, "black")], colWidths=[110, 70, 70, 200])]


def _list(chance: random.Random, style: StyleSheet1) -> list[Flowable]:
    items = [Paragraph(_sentence(chance, chance.randint(6, 24)), style["BodyText"]) for _ in range(18)]
    return [ListFlowable(items, bulletType="bullet", start="•")]


_KINDS = (_text, _text, _table, _list)


def _templates() -> list[PageTemplate]:
    width, height = A4
    column = (width - 2 * MARGIN - 20) / 2
    one = [Frame(MARGIN, MARGIN, width - 2 * MARGIN, height - 2 * MARGIN)]
    two = [Frame(x, MARGIN, column, height - 2 * MARGIN) for x in (MARGIN, MARGIN + column + 20)]
    return [PageTemplate("one", one, onPage=_number), PageTemplate("two", two, onPage=_number)]


def _number(canvas: Canvas, document: BaseDocTemplate) -> None:
    canvas.setFont("Helvetica", 9)
    canvas.drawString(MARGIN, MARGIN / 2, "Invented Borough Review")
    canvas.drawRightString(A4[0] - MARGIN, MARGIN / 2, f"Page {document.page}")
