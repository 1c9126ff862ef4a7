"""Slides -> a PowerPoint deck of one look, as an office would make it of the same words."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from math import sqrt
from pathlib import Path

from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.presentation import Presentation as Deck
from pptx.shapes.autoshape import Shape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide as DeckSlide
from pptx.text.text import TextFrame
from pptx.util import Inches, Pt

from corpus.model import Block, BlockKind, Slide
from evals.forms.looks import HEIGHT_IN, Look, ThemePlace
from evals.forms.texts import Line, Parts, cell_lines, find_parts, fit_size

CONTENT, TITLE_ONLY, BLANK = 1, 5, 6
"""Layouts of python-pptx's own template."""

TITLE_PT, THEME_PT = 28, 18
MARGIN_IN, BODY_TOP_IN, GAP_IN = 0.5, 1.55, 0.2
PLAIN_GRID = "{5940675A-B579-460E-94D1-54222C63F5DA}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

_NOWHERE = (Inches(0), Inches(0), Inches(0), Inches(0))

Area = tuple[float, float, float, float]
"""Left, top, width and height in inches."""


def make_deck(slides: Sequence[Slide], look: Look, path: Path) -> None:
    """Write a deck of one slide a slide, in order."""
    deck: Deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(look.width_in), Inches(HEIGHT_IN)
    for slide in slides:
        _add_slide(deck, slide, look)
    deck.save(str(path))


def _add_slide(deck: Deck, slide: Slide, look: Look) -> None:
    parts = find_parts(slide, look)
    listed = look.placeholders and bool(parts.columns)
    layout = (CONTENT if listed else TITLE_ONLY) if look.placeholders else BLANK
    shown = deck.slides.add_slide(deck.slide_layouts[layout])
    _set_title(shown, slide, look)
    areas = _share_areas(parts, look)
    for at, lines in enumerate(parts.columns):
        in_placeholder = listed and at == 0
        shape = shown.placeholders[1] if in_placeholder else shown.shapes.add_textbox(*_NOWHERE)
        _place(shape, areas[at])
        _fill(shape.text_frame, lines, fit_size(lines, areas[at][2], areas[at][3]), plain=in_placeholder)
    if parts.rows:
        _add_table(shown, parts.rows, areas[len(parts.columns)], look)
    for text, area in zip(parts.pictures, areas[-len(parts.pictures) :], strict=False):
        _add_picture(shown, text, area)


def _set_title(shown: DeckSlide, slide: Slide, look: Look) -> None:
    area = (MARGIN_IN, 0.55, look.width_in - 2 * MARGIN_IN, 0.8)
    title = next((block.text for block in slide.blocks if block.kind is BlockKind.TITLE), slide.title)
    shape = (look.placeholders and shown.shapes.title) or shown.shapes.add_textbox(*_NOWHERE)
    lines = [Line(title, bold=not look.placeholders)]
    if slide.theme and look.theme is ThemePlace.WITHIN:
        lines, area = [Line(f"{slide.theme}\n{title}")], (area[0], 0.25, area[2], 1.2)
    elif slide.theme and look.theme is ThemePlace.AS_TITLE:
        lines = [Line(slide.theme, bold=not look.placeholders)]
    elif slide.theme:
        above = shown.shapes.add_textbox(*_NOWHERE)
        _place(above, (area[0], 0.1, area[2], 0.4))
        _fill(above.text_frame, [Line(slide.theme)], THEME_PT)
    _place(shape, area)
    _fill(shape.text_frame, lines, TITLE_PT)


def _share_areas(parts: Parts, look: Look) -> list[Area]:
    """Return an area for each column, then one for the table, then one for each picture."""
    wide, top = look.width_in - 2 * MARGIN_IN, BODY_TOP_IN
    high = HEIGHT_IN - top - 0.4
    below = bool(parts.rows) + bool(parts.pictures)
    text_high = high if not below else min(high * 0.4, 2.2) if parts.columns else 0.0
    areas = _share_columns(parts, (MARGIN_IN, top, wide, text_high))
    rest: Area = (MARGIN_IN, top + text_high, wide, high - text_high)
    areas += [rest] if parts.rows else []
    each = wide / max(len(parts.pictures), 1)
    return areas + [
        (rest[0] + at * each, rest[1] + GAP_IN, each - GAP_IN, rest[3] - GAP_IN)
        for at in range(len(parts.pictures))
    ]


def _share_columns(parts: Parts, area: Area) -> list[Area]:
    left, top, wide, high = area
    if parts.cards:
        return _share_cards(parts, area)
    each = (wide + GAP_IN) / max(len(parts.columns), 1)
    return [(left + at * each, top, each - GAP_IN, high) for at in range(len(parts.columns))]


def _share_cards(parts: Parts, area: Area) -> list[Area]:
    """Return a low area over the width for each text that is no card, and the cards side by side below."""
    left, top, wide, high = area
    plain = [column for column in parts.columns if not column[0].number and "\n" not in column[0].text]
    each = (wide + GAP_IN) / max(len(parts.columns) - len(plain), 1)
    areas: list[Area] = []
    cards = 0
    for column in parts.columns:
        if column in plain:
            areas.append((left, top + 0.6 * len(areas), wide, 0.5))
        else:
            areas.append((left + cards * each, top + 0.6 * len(plain) + 0.2, each - GAP_IN, high / 2))
            cards += 1
    return areas


def _place(shape: Shape, area: Area) -> None:
    shape.left, shape.top, shape.width, shape.height = map(Inches, area)


def _fill(frame: TextFrame, lines: Sequence[Line], size: int, *, plain: bool = False) -> None:
    """Set a frame's paragraphs; `plain` tells that its pattern lists them, unless told otherwise."""
    frame.word_wrap = True
    for at, line in enumerate(lines):
        if at:
            frame.add_paragraph()  # type: ignore[no-untyped-call]
        paragraph = frame.paragraphs[-1]
        paragraph.level = line.level
        two_lines = "\n" in line.text and (line.number or line.text[:1].isdigit())
        first, _, rest = line.text.partition("\n")
        pieces = [(first, True), (rest, False)] if two_lines else [(line.text.replace("\n", "\v"), line.bold)]
        for number, (text, bold) in enumerate(pieces):
            if number:
                paragraph.add_line_break()  # type: ignore[no-untyped-call]
            _add_run(paragraph, text, size, bold=bold)
        _mark(paragraph._p.get_or_add_pPr(), line, plain=plain)  # noqa: SLF001 - python-pptx sets no list marks


def _add_run(paragraph: object, text: str, size: int, *, bold: bool) -> None:
    for number, part in enumerate(text.split("\v")):
        if number:
            paragraph.add_line_break()  # type: ignore[attr-defined]
        run = paragraph.add_run()  # type: ignore[attr-defined]
        run.text, run.font.size = part, Pt(size)
        run.font.bold = True if bold else None


def _mark(properties: etree._Element, line: Line, *, plain: bool) -> None:
    if line.bullet and plain:
        return
    if line.bullet or line.number:
        properties.set("marL", str(285750 * (line.level + 1)))
        properties.set("indent", "-285750")
    else:
        properties.set("marL", "0")
        properties.set("indent", "0")
    if line.number:
        mark = etree.SubElement(properties, f"{_A}buAutoNum", type="arabicPeriod")
        mark.set("startAt", str(line.number))
    elif line.bullet:
        etree.SubElement(properties, f"{_A}buFont", typeface="Arial")
        etree.SubElement(properties, f"{_A}buChar", char="•")
    else:
        etree.SubElement(properties, f"{_A}buNone")


def _add_table(shown: DeckSlide, rows: Sequence[Block], area: Area, look: Look) -> None:
    wide = max(len(row.cells) for row in rows)
    frame: GraphicFrame = shown.shapes.add_table(len(rows), wide, *map(Inches, area))
    table = frame.table
    weights = [
        sqrt(max(len(row.cells[at].text) for row in rows if at < len(row.cells))) for at in range(wide)
    ]
    widths = [area[2] * weight / sum(weights) for weight in weights]
    lines = {
        (at, column): list(cell_lines(cell.text, cell.items))
        for at, row in enumerate(rows)
        for column, cell in enumerate(row.cells)
    }
    size = fit_size(_longest(lines, len(rows)), max(widths) - 0.3, area[3] - 0.15 * len(rows), 14)
    for column, width in enumerate(widths):
        table.columns[column].width = Inches(width)
    for (at, column), found in lines.items():
        head = rows[at].kind is BlockKind.TABLE_HEADER
        _fill(table.cell(at, column).text_frame, [replace(one, bold=head) for one in found], size)
    if not look.styled_tables:
        table.first_row = table.horz_banding = False
        style = next(table._tbl.iter(f"{_A}tableStyleId"))  # noqa: SLF001 - python-pptx sets no style
        style.text = PLAIN_GRID


def _longest(lines: dict[tuple[int, int], list[Line]], rows: int) -> list[Line]:
    """Return of each row the cell that needs most lines."""
    return [
        line
        for row in range(rows)
        for line in max(
            (found for (at, _), found in lines.items() if at == row),
            key=lambda found: sum(len(line.text) for line in found),
        )
    ]


def _add_picture(shown: DeckSlide, text: str, area: Area) -> None:
    """Add a grey picture with an alternative text; it holds no words of its own."""
    image = BytesIO()
    Image.new("RGB", (64, 48), (170, 180, 190)).save(image, "PNG")
    image.seek(0)
    picture = shown.shapes.add_picture(image, *map(Inches, area))
    picture._element._nvXxPr.cNvPr.set("descr", text)  # noqa: SLF001 - python-pptx sets no alternative text
