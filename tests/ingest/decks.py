"""Invented decks of invented councils, made shape by shape, for tests of the PowerPoint reader."""

import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree
from pptx import Presentation
from pptx.presentation import Presentation as Deck
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.slide import Slide as DeckSlide
from pptx.util import Inches

from corpus.model import Block, BlockKind
from ingest.model import Reading
from ingest.readers import find_reader
from ingest.readers.pptx.reader import transcribe
from tests.ingest.exports import DOCUMENT

TITLE_SLIDE, CONTENT, COMPARISON, TITLE_ONLY, BLANK = 0, 1, 4, 5, 6
PPTX = replace(DOCUMENT, file="invented-borough-review.pptx")
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

Item = str | tuple[str, int]


def new_deck() -> Deck:
    """Return an empty deck of 10 by 7.5 inches."""
    return Presentation()


def add_slide(deck: Deck, layout: int = TITLE_ONLY, title: str = "") -> DeckSlide:
    slide: DeckSlide = deck.slides.add_slide(deck.slide_layouts[layout])
    if title and slide.shapes.title:
        slide.shapes.title.text_frame.text = title
    return slide


def fill(shape: Shape, *items: Item) -> None:
    """Set a shape's paragraphs, each a text or a text and its level."""
    for number, item in enumerate(items):
        text, level = item if isinstance(item, tuple) else (item, 0)
        frame = shape.text_frame
        paragraph = frame.add_paragraph() if number else frame.paragraphs[0]
        paragraph.text, paragraph.level = text, level


def add_text(slide: DeckSlide, box: tuple[float, float, float, float], *items: Item) -> Shape:
    """Add a text box; left, top, width and height in inches."""
    shape = slide.shapes.add_textbox(*map(Inches, box))
    fill(shape, *items)
    return shape


def describe(shape: BaseShape, text: str) -> None:
    """Give a shape an alternative text."""
    shape._element._nvXxPr.cNvPr.set("descr", text)


def make_bullets(shape: Shape, *, first: int = 0, numbered: bool = False) -> None:
    """Give a bullet to a shape's paragraphs from `first` on."""
    for paragraph in shape.text_frame.paragraphs[first:]:
        properties = paragraph._p.get_or_add_pPr()
        mark = etree.SubElement(properties, f"{A}buAutoNum" if numbered else f"{A}buChar")
        mark.set("type" if numbered else "char", "arabicPeriod" if numbered else "•")


def make_picture() -> BytesIO:
    """Return a PNG of one white point."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return BytesIO(
        b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\xff")) + chunk(b"IEND", b"")
    )


def to_bytes(deck: Deck) -> bytes:
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def rewrite(source: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """Return an archive with its members changed."""
    with ZipFile(BytesIO(source)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def read_deck(deck: Deck) -> Reading:
    source = to_bytes(deck)
    return find_reader(PPTX, source).read(PPTX, source)


def transcribe_deck(deck: Deck) -> tuple[Reading, str]:
    return transcribe(PPTX, to_bytes(deck))


def said(reading: Reading, number: int = 1) -> list[tuple[BlockKind, str]]:
    """Return a slide's blocks as kind and text, its title left out."""
    blocks = reading.slides[number - 1].blocks
    return [(block.kind, block.text) for block in blocks if block.kind is not BlockKind.TITLE]


def texts(reading: Reading, number: int = 1) -> list[str]:
    return [text for _, text in said(reading, number)]


def block(reading: Reading, text: str) -> Block:
    return next(b for slide in reading.slides for b in slide.blocks if b.text == text)


def dropped(reading: Reading, text: str) -> list[tuple[str, str]]:
    """Return what was left out, but for joints, as text and reason."""
    found = [(text[slice(*drop.span)], drop.reason) for drop in reading.drops]
    return [(said, why) for said, why in found if why not in {"line break", "cell separator"}]


def assert_tiled(reading: Reading, text: str) -> None:
    """Every character is in one block or one drop, and each block says what its spans hold."""
    blocks = [one for slide in reading.slides for one in slide.blocks]
    ranges = sorted([span for one in blocks for span in one.spans] + [drop.span for drop in reading.drops])
    assert [start for start, _ in ranges] == [0, *(end for _, end in ranges[:-1])]
    assert ranges[-1][1] == reading.characters == len(text)
    for one in blocks:
        kept = "".join(text[slice(*span)] for span in one.spans)
        assert "".join(one.text.split()) == "".join(kept.split())
