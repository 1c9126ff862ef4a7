"""Each word of a block is known by where it stands on its page."""

import io
import random
import re
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfbase.pdfmetrics import getAscentDescent, registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BalancedColumns,
    ListFlowable,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Table,
)

from corpus.model import Block, Box, WordPlace
from ingest.model import Reading
from ingest.readers.pdf.characters import find_lines
from ingest.readers.pdf.layout import Line, Page, Place, Word
from ingest.readers.pdf.manner import Manner
from ingest.readers.pdf.paragraphs import find_texts
from ingest.readers.pdf.pieces import Piece
from ingest.readers.pdf.wording import word_text
from tests.ingest.pdfs import (
    BODY,
    HEIGHT,
    WIDTH,
    assert_tiled,
    box_of,
    draw,
    find_block,
    iou,
    read_pdf,
    rule_table,
    write,
    write_lines,
)

NEAR = 0.9
"""A place reaches a whole font size up from the descent, reportlab's ascent a little less."""

WORDS = (
    "wardens harbour noise residents co-operative agreed plan £1,204 safer evenings 12.5% quay road"
    " long-term fund refuge (crime) review fell rose “young” people, trust."
).split()
LINES = ["Wardens walked forty routes each", "week, and members of the public", "joined them in June."]


def prose(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(words))


def set_document(seed: int) -> bytes:
    """Return an invented document of paragraphs, columns, lists and tables, set by chance."""
    chance = random.Random(seed)  # noqa: S311 - an order, no secret
    style = getSampleStyleSheet()
    text, heading = style["BodyText"], style["Heading1"]
    story: list[object] = []
    for _ in range(3):
        story += [Paragraph(prose(chance, 4), heading), Paragraph(prose(chance, 60), text)]
        columns = [Paragraph(prose(chance, chance.randint(30, 60)), text) for _ in range(4)]
        story.append(BalancedColumns(columns, nCols=2))
        items = [Paragraph(prose(chance, chance.randint(3, 25)), text) for _ in range(5)]
        story.append(ListFlowable(items, bulletType="bullet", start="•"))
        rows = [[Paragraph(prose(chance, chance.randint(1, 6)), text) for _ in range(3)] for _ in range(6)]
        story += [Table(rows, style=[("GRID", (0, 0), (-1, -1), 0.5, "black")]), PageBreak()]
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, invariant=1).build(story)
    return out.getvalue()


def blocks_of(reading: Reading) -> Iterator[tuple[int, Block]]:
    return ((slide.ref.number, block) for slide in reading.slides for block in slide.blocks)


def said(block: Block) -> list[str]:
    return [block.text[place.start : place.end] for place in block.places]


def word_boxes(x: float, top: float, lines: Sequence[str], size: float = 12, font: str = BODY) -> list[Box]:
    """Return the true box of each word of lines written by `write_lines`."""
    ascent, descent = getAscentDescent(font, size)
    boxes = []
    for row, line in enumerate(lines):
        left = x
        for word in line.split():
            wide = stringWidth(word, font, size)
            base = top + row * size * 1.2 + size
            boxes.append(
                (left / WIDTH, (base - ascent) / HEIGHT, (left + wide) / WIDTH, (base - descent) / HEIGHT)
            )
            left += wide + stringWidth(" ", font, size)
    return boxes


def place_of(place: WordPlace) -> Box:
    return place[2:]


@pytest.mark.parametrize("seed", range(4))
def test_every_character_but_spaces_has_one_place(seed: int) -> None:
    for _, block in blocks_of(read_pdf(set_document(seed))):
        covered = [at for place in block.places for at in range(place.start, place.end)]
        assert covered == [at for at, char in enumerate(block.text) if not char.isspace()]


@pytest.mark.parametrize("seed", range(4))
def test_another_reader_finds_the_same_word_at_its_place(seed: int) -> None:
    source = set_document(seed)
    with pypdfium2.PdfDocument(source) as checked:
        for number, block in blocks_of(read_pdf(source)):
            page = checked[number - 1]
            width, height = page.get_size()
            text = page.get_textpage()
            for place, word in zip(block.places, said(block), strict=True):
                x0, x1 = place.x0 * width, place.x1 * width
                found = text.get_text_bounded(x0, height * (1 - place.y1), x1, height * (1 - place.y0))
                assert found.split() == [word]
            text.close()
            page.close()


def test_each_word_stands_where_it_was_set() -> None:
    block = find_block(read_pdf(draw(lambda canvas: write_lines(canvas, 60, 120, LINES))), " ".join(LINES))

    truth = word_boxes(60, 120, LINES)
    assert len(block.places) == len(truth)
    assert min(iou(place_of(place), box) for place, box in zip(block.places, truth, strict=True)) >= NEAR


def test_a_title_has_places_too() -> None:
    def paint(canvas: Canvas) -> None:
        write(canvas, 60, 60, "Calm streets", 24)
        write_lines(canvas, 60, 120, LINES)

    block = find_block(read_pdf(draw(paint)), "Calm streets")

    assert said(block) == ["Calm", "streets"]
    assert iou(place_of(block.places[1]), word_boxes(60, 60, ["Calm streets"], 24)[1]) >= NEAR


def test_a_list_mark_has_no_place() -> None:
    def paint(canvas: Canvas) -> None:
        write(canvas, 60, 120, "•")
        write(canvas, 75, 120, "Noise fell")

    (block,) = read_pdf(draw(paint)).slides[0].blocks

    assert said(block) == ["Noise", "fell"]
    assert iou(place_of(block.places[0]), word_boxes(75, 120, ["Noise"])[0]) >= NEAR


def test_a_list_mark_set_close_to_its_word_is_no_part_of_the_words_place() -> None:
    reading = read_pdf(draw(lambda canvas: write(canvas, 60, 120, "•Noise fell")))

    (block,) = reading.slides[0].blocks
    left = 60 + stringWidth("•", BODY, 12)
    assert block.text == "Noise fell"
    assert iou(place_of(block.places[0]), word_boxes(left, 120, ["Noise"])[0]) >= 0.9
    assert_tiled(reading)


def test_a_word_that_a_line_end_breaks_has_a_place_on_each_line() -> None:
    lines = ["We gave infor-", "mation to all"]
    block = find_block(
        read_pdf(draw(lambda canvas: write_lines(canvas, 60, 120, lines))), "We gave information to all"
    )

    assert said(block) == ["We", "gave", "infor", "mation", "to", "all"]
    assert block.places[2].end == block.places[3].start
    truth = word_boxes(60, 120, lines)
    assert [iou(place_of(block.places[n]), truth[n]) >= NEAR for n in (2, 3)] == [True, True]


def test_letters_of_a_ligature_keep_the_places_after_it_right() -> None:
    pieces = [
        Piece("Traﬀord", 0, 0, 50, 10, 0, False, BODY, 7, (0, 7), (25, 5), 10, True),
        Piece("oﬃce", 55, 0, 80, 10, 0, False, BODY, 4, (55, 61), (67, 5), 10, True),
    ]
    lines, _ = find_lines(pieces, Place(0, 0, 100, 100), 0)

    (text,) = find_texts(lines, Manner(10))
    wording = word_text(text, Manner(10))

    assert wording.text == "Trafford office"
    assert [wording.text[part.start : part.end] for part in wording.parts] == ["Trafford", "office"]


def test_a_soft_hyphen_that_is_left_out_moves_no_place() -> None:
    lines = [
        Line(
            (Word("part\u00ad", (0, 5), Place(0, 0, 30, 10)), Word("of", (6, 8), Place(32, 0, 40, 10))), 0, 10
        ),
    ]

    (text,) = find_texts(lines, Manner(10))
    wording = word_text(text, Manner(10))

    assert [wording.text[part.start : part.end] for part in wording.parts] == ["part", "of"]


def test_places_of_a_table_row_count_over_all_its_cells() -> None:
    rows = [("Area", "Incidents", "Change"), ("Quay Road and\nthe harbour", "120", "-14%")]
    block = find_block(read_pdf(rule_table(rows)), "Quay Road and the harbour\t120\t-14%")

    assert said(block) == ["Quay", "Road", "and", "the", "harbour", "120", "-14%"]
    assert block.places[4].x1 < block.places[5].x0 < block.places[6].x0


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_places_on_a_rotated_page_are_as_it_is_shown(angle: int) -> None:
    def paint(canvas: Canvas) -> None:
        canvas.setPageRotation(angle)
        canvas.translate(*{90: (HEIGHT, 0), 180: (WIDTH, HEIGHT), 270: (0, WIDTH)}[angle])
        canvas.rotate(angle)
        write_lines(canvas, 60, 120, LINES)

    (block,) = read_pdf(draw(paint)).slides[0].blocks

    truth = word_boxes(60, 120, LINES)
    assert min(iou(place_of(place), box) for place, box in zip(block.places, truth, strict=True)) >= NEAR


def upright(canvas: Canvas) -> None:
    canvas.translate(40, 300)
    canvas.rotate(90)
    canvas.drawString(0, 0, "Number of complaints")


def slanted(canvas: Canvas) -> None:
    canvas.translate(100, 300)
    canvas.rotate(30)
    canvas.setFont(BODY, 12)
    canvas.drawString(0, 0, "Draft plan")


@pytest.mark.parametrize(
    ("paint", "words"), [(upright, ["Number", "of", "complaints"]), (slanted, ["Draft", "plan"])]
)
def test_turned_text_has_places(paint: Callable[[Canvas], None], words: list[str]) -> None:
    (block,) = read_pdf(draw(paint)).slides[0].blocks

    assert said(block) == words


def test_a_place_is_shares_of_the_visible_page() -> None:
    def paint(canvas: Canvas) -> None:
        canvas.setCropBox((50, 100, 550, 800))
        write(canvas, 100, 120, "Noise")

    (block,) = read_pdf(draw(paint)).slides[0].blocks

    truth = box_of(100 - 50, 120 - (HEIGHT - 800), ["Noise"], page=(500, 700))
    assert iou(place_of(block.places[0]), truth) >= NEAR


def test_what_reaches_beyond_the_page_is_cut_to_it() -> None:
    assert Page(1, 100, 100).to_share(Place(-5, 10, 50, 120)) == (0.0, 0.1, 0.5, 1.0)


def without_metrics(source: bytes) -> bytes:
    """Return a PDF whose fonts tell an ascent and descent of 0, as LibreOffice 7.4 writes them."""
    return re.sub(
        rb"/(Ascent|Descent) -?[\d.]+", lambda found: (b"/%b 0" % found[1]).ljust(len(found[0])), source
    )


def find_ink(source: bytes) -> tuple[float, float]:
    """Return where the ink of a page begins and ends, as shares of its height."""
    page = pypdfium2.PdfDocument(source)[0]
    rows = np.flatnonzero((page.render(scale=6).to_numpy() < 128).any(axis=(1, 2)))
    height = 6 * page.get_height()
    return rows[0] / height, (rows[-1] + 1) / height


def test_a_box_holds_its_letters_where_the_font_tells_no_ascent_and_no_descent() -> None:
    registerFont(TTFont("Vera", "Vera.ttf"))
    source = without_metrics(draw(lambda canvas: write(canvas, 72, 100, "Typography", 40, font="Vera")))
    assert b"/Ascent 0" in source

    (block,) = read_pdf(source).slides[0].blocks

    top, bottom = find_ink(source)
    assert block.places[0].y0 <= top
    assert bottom <= block.places[0].y1 + 0.002
