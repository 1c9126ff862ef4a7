"""Pictures in invented PowerPoint decks, read by the real rapidocr."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pptx.util import Inches

from corpus.errors import DocumentRejected
from corpus.model import Block, BlockKind
from corpus.programs import find_office
from corpus.sources import Source
from ingest.images import find_images
from ingest.model import Reading
from ingest.readers.ocr.decode import PictureRefused, decode
from ingest.reading import read_cover, read_document
from ingest.seeing import Eyes, open_eyes
from tests.fakes import a_document
from tests.ingest import decks, scans

pytestmark = pytest.mark.ocr

FILE = "invented.pptx"
OFFICE = find_office("auto")


def to_stream(image: Image.Image, kind: str = "PNG") -> BytesIO:
    out = BytesIO()
    image.save(out, kind)
    return BytesIO(out.getvalue())


@cache
def prose() -> Image.Image:
    """Return the prose of the invented page alone."""
    return scans.scan(150).crop((100, 250, 1150, 420))


@cache
def deck_bytes(*, cropped: bool = False) -> bytes:
    deck = decks.new_deck()
    slide = decks.add_slide(deck, title="What the survey found")
    picture = slide.shapes.add_picture(to_stream(prose()), *map(Inches, (1, 3, 8, 1.6)))
    if cropped:
        picture.crop_right = 0.5
    return decks.to_bytes(deck)


@cache
def pictured(*, cropped: bool = False) -> Reading:
    return scans.see(deck_bytes(cropped=cropped), FILE)


def test_words_in_a_slides_picture_are_figures_with_a_confidence() -> None:
    blocks = pictured().slides[0].blocks

    figures = [block for block in blocks if block.kind is BlockKind.FIGURE]
    text = " ".join(block.text for block in figures)
    assert all(figure in text for figure in ("£10,000", "46.7%", "1,204"))
    assert all(block.confidence and block.confidence > 0.5 for block in figures)


def test_a_pictures_words_stand_within_it_on_the_slide() -> None:
    block = next(one for one in pictured().slides[0].blocks if "£10,000" in one.text)

    place = next(one for one in block.places if block.text[one.start : one.end] == "£10,000")
    assert 0.1 < place.x0 < place.x1 < 0.9
    assert 0.4 < place.y0 < place.y1 < 0.46


def test_words_that_a_crop_cuts_away_are_not_read() -> None:
    text = scans.said(pictured(cropped=True))

    assert "partnership" in text
    assert "46.7%" not in text


def test_slides_with_read_pictures_are_named() -> None:
    assert "pictures were read (OCR) on slide 1, median confidence" in " ".join(pictured().warnings)


def test_icons_and_pictures_on_many_slides_are_not_read() -> None:
    deck = decks.new_deck()
    for _ in range(3):
        slide = decks.add_slide(deck, title="Noise")
        slide.shapes.add_picture(to_stream(prose()), *map(Inches, (1, 3, 8, 1.6)))
    slide.shapes.add_picture(to_stream(prose(), "JPEG"), *map(Inches, (0, 0, 0.8, 0.8)))

    assert scans.find_pictures(decks.to_bytes(deck), decks.PPTX) == []


@pytest.mark.parametrize(
    ("mode", "colour", "kind"),
    [
        ("1", 1, "PNG"),
        ("L", 255, "PNG"),
        ("P", 5, "GIF"),
        ("LA", (0, 0), "PNG"),
        ("RGBA", (0, 0, 0, 0), "PNG"),
        ("CMYK", (0, 0, 0, 0), "TIFF"),
    ],
)
def test_pictures_of_every_mode_have_their_points_on_white(
    mode: str, colour: int | tuple[int, ...], kind: str
) -> None:
    image = Image.new(mode, (4, 3), colour)
    if mode == "P":
        image.putpalette([255] * 768)

    points = decode(to_stream(image, kind).getvalue())

    assert points.shape == (3, 4, 3)
    assert points.min() == 255


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x01\x00\x00\x00 EMF", "it is none of PNG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "it is none of PNG"),
        (to_stream(Image.new("1", (6000, 5000))).getvalue(), "it has 6000 x 5000 points"),
        (to_stream(Image.new("1", (20000, 20000))).getvalue(), "it is broken"),
        (to_stream(Image.new("L", (400, 400), 7), "BMP").getvalue()[:900], "it is broken"),
    ],
)
def test_what_is_no_picture_that_can_be_read_safely_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(PictureRefused, match=said):
        decode(content)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on this machine")
def test_words_seen_in_a_picture_keep_their_places_on_the_slide_that_an_office_program_draws(
    tmp_path: Path,
) -> None:
    reading = pictured()

    slide = find_images(reading, deck_bytes(), tmp_path, OFFICE, lambda _: None).reading.slides[0]

    seen = [block for block in slide.blocks if block.confidence is not None]
    assert seen
    assert all(block.places == same.places for block, same in zip(seen, figures_of(reading), strict=True))
    assert slide.blocks[0].places


@pytest.mark.parametrize("read", [read_document, read_cover])
def test_a_deck_of_nothing_but_a_picture_is_read_by_its_picture(
    read: Callable[[Source, Eyes], Reading], tmp_path: Path
) -> None:
    deck = decks.new_deck()
    decks.add_slide(deck, decks.BLANK).shapes.add_picture(to_stream(prose()), *map(Inches, (1, 3, 8, 1.6)))
    path = tmp_path / FILE
    path.write_bytes(decks.to_bytes(deck))
    document = replace(a_document("invented"), file=FILE)

    assert "46.7%" in read(Source(document, path), open_eyes("on")).slides[0].text
    with pytest.raises(DocumentRejected, match="holds no words"):
        read(Source(document, path), Eyes())


def figures_of(reading: Reading) -> list[Block]:
    return [block for block in reading.slides[0].blocks if block.confidence is not None]
