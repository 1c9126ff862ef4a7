"""A PDF's pages as images, drawn by pdfium."""

import io
import math
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
from PIL import Image

WIDEST = 1600
"""Pixels: enough to read a slide's small print at the size of a screen."""

MOST_PIXELS = 2_400_000
"""An upright page of A4 comes to 1,303 by 1,843."""

LEAST_SIDE = 16
QUALITY, METHOD = 80, 1
"""WebP: method 1 takes 50 to 75 ms a page, 4 takes 140 to 200 ms for files a fifth smaller (measured)."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page's image: its number from 1, the WebP file's bytes, its sides in pixels."""

    number: int
    content: bytes
    width: int
    height: int


def draw_pages(source: bytes, first: int, last: int) -> Iterator[PageImage]:
    """Yield the images of the pages numbered first to last, from 1, as they are drawn.

    The number of pixels is bounded whatever size the page claims to be.

    Raises:
        pypdfium2.PdfiumError: the file or a page cannot be opened.
    """
    with pypdfium2.PdfDocument(source) as file:
        for number in range(first, last + 1):
            page = file[number - 1]
            image = page.render(scale=_find_scale(*page.get_size())).to_pil().convert("RGB")
            page.close()
            yield PageImage(number, encode(image), image.width, image.height)


def _find_scale(width: float, height: float) -> float:
    """Return pixels a point, so that the image is at most WIDEST by MOST_PIXELS and no side vanishes."""
    width, height = max(width, 1.0), max(height, 1.0)
    scale = min(WIDEST / width, math.sqrt(MOST_PIXELS / (width * height)))
    thin = LEAST_SIDE / min(width, height)
    return max(scale, thin) if thin * max(width, height) <= 4 * WIDEST else scale


def encode(image: Image.Image) -> bytes:
    """Return an image as a WebP file; equal images give equal bytes."""
    out = io.BytesIO()
    image.save(out, "WEBP", quality=QUALITY, method=METHOD)
    return out.getvalue()
