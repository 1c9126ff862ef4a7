"""Scans of invented pages: set with reportlab, drawn, made noisy, packed as JPEG, put into PDFs."""

from dataclasses import replace
from functools import cache
from io import BytesIO

import numpy as np
import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus.model import Document
from ingest.model import Reading
from ingest.readers import find_reader, finds_pictures
from ingest.readers.ocr.engine import Engine
from ingest.readers.ocr.pictures import Picture
from ingest.readers.ocr.reading import read_picture
from ingest.sightings import Sightings
from tests.ingest.exports import DOCUMENT
from tests.ingest.pdfs import BOLD, HEIGHT, WIDTH, draw, write, write_lines

TITLE = "Safer streets in Exampleton"
PROSE = (
    "In 2020/21 the partnership spent £10,000 on safer streets and 46.7% of",
    "residents said that they feel safe after dark, up from 41.3% in 2019/20.",
    "Burglary fell by 12.5% to 1,204 offences; vehicle crime rose by 3.1%.",
    "Of 318 referrals, 97 (30.5%) were for young people aged 10 to 17 years.",
    "Funding of £1.25m was agreed on 14 March 2021 with the Commissioner.",
)
BULLETS = ("Lamps were lit on 14 streets", "Gates were shut at 22:30")
FIGURES = (
    "2020/21",
    "£10,000",
    "46.7%",
    "41.3%",
    "2019/20.",
    "12.5%",
    "1,204",
    "3.1%.",
    "(30.5%)",
    "£1.25m",
    "22:30",
)
WORDS = " ".join((TITLE, *PROSE, *BULLETS)).split()
LEFT, TOP, SIZE = 60, 130, 11


@cache
def engine() -> Engine:
    """Return the real reader of pictures, loaded once a run."""
    return Engine()


def paint(canvas: Canvas) -> None:
    write(canvas, LEFT, 60, TITLE, 24, BOLD)
    write_lines(canvas, LEFT, TOP, PROSE, SIZE)
    for row, text in enumerate(BULLETS):
        canvas.circle(LEFT + 4, HEIGHT - 250 - row * 18 - 8, 1.8, fill=1)
        write(canvas, LEFT + 16, 250 + row * 18, text, SIZE)


def scan(dpi: int, slope: float = 0.0, quarters: int = 0) -> Image.Image:
    """Return the invented page as a scanner gives it: noise of 6 of 255, JPEG of quality 60."""
    image = pypdfium2.PdfDocument(draw(paint))[0].render(scale=dpi / 72).to_pil().convert("RGB")
    image = image.rotate(slope, fillcolor="white", resample=Image.Resampling.BICUBIC)
    noise = np.random.default_rng(1).normal(0, 6, (image.height, image.width, 1))
    points = (np.asarray(image, float) + noise).clip(0, 255).astype(np.uint8)
    packed = BytesIO()
    Image.fromarray(np.rot90(points, quarters)).save(packed, "JPEG", quality=60)
    return Image.open(packed)


def place(image: Image.Image, box: tuple[float, float, float, float], canvas: Canvas) -> None:
    """Put a picture on a page; left, top, width and height in points."""
    left, top, wide, high = box
    canvas.drawImage(ImageReader(image), left, canvas._pagesize[1] - top - high, wide, high)


def to_pdf(image: Image.Image) -> bytes:
    """Return a PDF of one page that is a picture."""
    size = (WIDTH, HEIGHT) if image.width < image.height else (HEIGHT, WIDTH)
    return draw(lambda canvas: place(image, (0, 0, *size), canvas), size=size)


def find_pictures(source: bytes, document: Document = DOCUMENT) -> list[Picture | str]:
    reader = find_reader(document, source)
    assert finds_pictures(reader)
    return list(reader.find_pictures(source))


def see(source: bytes, file: str = "invented.pdf") -> Reading:
    """Return the reading of a document with its pictures read, all in this process."""
    document = replace(DOCUMENT, file=file)
    found = find_pictures(source, document)
    seen = [read_picture(engine(), one) for one in found if isinstance(one, Picture)]
    notes = [one for one in found if isinstance(one, str)]
    reader = find_reader(document, source)
    assert finds_pictures(reader)
    return reader.read(document, source, Sightings("rapidocr", tuple(seen), warnings=tuple(notes)))


def said(reading: Reading) -> str:
    return "\n".join(slide.text for slide in reading.slides)
