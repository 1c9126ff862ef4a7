"""Alternative texts of pictures in invented PDFs, tagged as office programs tag them."""

import io
from collections.abc import Sequence

import pypdf
import pytest
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)
from reportlab.pdfgen.canvas import Canvas

from corpus.model import BlockKind
from ingest.readers.pdf.alternatives import Alternative, read_alternatives
from tests.ingest.pdfs import assert_tiled, draw, picture, read_pdf, write

BBOX = (0.0, 421.0, 297.5, 842.0)
CAPTION = BlockKind.CAPTION

Tagged = tuple[int, str, str]
"""The page from 0, the structure type, and the alternative text."""


def tag(source: bytes, *tagged: Tagged, box: Sequence[float] = (), turn: int = 0) -> bytes:
    """Return a PDF with an element of its structure tree for each of the pictures."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(source))
    for page in writer.pages:
        page.rotate(turn)
    root = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
    root[NameObject("/RoleMap")] = DictionaryObject({NameObject("/Sketch"): NameObject("/Figure")})
    kids = [writer._add_object(make_element(writer, *one, box)) for one in tagged]
    root[NameObject("/K")] = ArrayObject(kids)
    writer.root_object[NameObject("/StructTreeRoot")] = writer._add_object(root)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def make_element(
    writer: pypdf.PdfWriter, page: int, role: str, text: str, box: Sequence[float]
) -> DictionaryObject:
    element = DictionaryObject({NameObject("/S"): NameObject(role), NameObject("/K"): NumberObject(0)})
    element[NameObject("/Pg")] = writer.pages[page].indirect_reference
    element[NameObject("/Alt")] = TextStringObject(text)
    if box:
        sides = ArrayObject(map(FloatObject, box))
        element[NameObject("/A")] = DictionaryObject({NameObject("/BBox"): sides})
    return element


def paint(canvas: Canvas) -> None:
    write(canvas, 72, 60, "Lamps by ward", 24)
    write(canvas, 72, 120, "North has most lamps of all the wards in the borough.")


def captions(source: bytes) -> list[list[str]]:
    return [
        [block.text for block in slide.blocks if block.kind is CAPTION] for slide in read_pdf(source).slides
    ]


def test_a_pictures_alternative_text_is_a_caption_of_its_page() -> None:
    source = tag(draw(paint, paint), (1, "/Figure", "A chart of lamps by ward: North 12, South 7."))

    assert captions(source) == [[], ["A chart of lamps by ward: North 12, South 7."]]
    assert_tiled(read_pdf(source))


@pytest.mark.parametrize(
    ("turn", "box"),
    [(0, (0, 0, 0.5, 0.5)), (90, (0.5, 0, 1, 0.5)), (180, (0.5, 0.5, 1, 1)), (270, (0, 0.5, 0.5, 1))],
)
def test_a_caption_stands_where_the_file_places_its_picture_on_the_page_as_shown(
    turn: int, box: tuple[float, ...]
) -> None:
    (found,) = read_alternatives(tag(draw(paint), (0, "/Figure", "A chart."), box=BBOX, turn=turn))

    assert found.box == pytest.approx(box)


def test_a_type_that_is_mapped_to_a_figure_is_one_and_a_link_is_none() -> None:
    source = tag(draw(paint), (0, "/Sketch", "A sketch."), (0, "/Link", "Our website"))

    assert read_alternatives(source) == (Alternative(1, "A sketch."),)


def test_what_is_said_already_is_listed_and_not_said_again() -> None:
    source = tag(
        draw(paint, paint),
        (0, "/Figure", "Lamps by ward"),
        (0, "/Figure", "The borough's crest"),
        (1, "/Figure", "The borough's crest"),
    )

    assert captions(source) == [["The borough's crest"], []]
    assert [drop.reason for drop in read_pdf(source).drops if "alternative" in drop.reason] == [
        "alternative text that its page says",
        "alternative text of an earlier picture",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "chart.png",
        "C:\\Our pictures\\new chart.png",
        "A graph with a line\n\nDescription automatically generated with low confidence",
    ],
)
def test_what_nobody_said_of_a_picture_is_listed(text: str) -> None:
    assert captions(tag(draw(paint), (0, "/Figure", text))) == [[]]


def test_a_page_of_a_picture_that_is_told_of_is_no_page_without_text() -> None:
    reading = read_pdf(tag(draw(paint, picture), (1, "/Figure", "A map of the lamps.")))

    assert [warning for warning in reading.warnings if "page 2" in warning] == []


def test_a_tree_that_holds_itself_is_walked_once() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(tag(draw(paint), (0, "/Figure", "A chart."))))
    root = writer.root_object["/StructTreeRoot"].get_object()
    assert isinstance(root, DictionaryObject)
    kids = root["/K"]
    assert isinstance(kids, ArrayObject)
    kids.append(writer.root_object.raw_get("/StructTreeRoot"))
    out = io.BytesIO()
    writer.write(out)

    assert read_alternatives(out.getvalue()) == (Alternative(1, "A chart."),)


def test_a_file_without_tags_has_no_alternative_texts() -> None:
    assert read_alternatives(draw(paint)) == ()
