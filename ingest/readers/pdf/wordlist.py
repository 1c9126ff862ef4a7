"""The words of a PDF's pages as drawn, for whoever knows better than the page what they belong to."""

import io
from collections.abc import Iterator

import pdfplumber

from corpus.model import Box
from ingest.readers.pdf.drawing import Pen
from ingest.readers.pdf.pages import read_page


def find_words(source: bytes, first: int, last: int) -> Iterator[tuple[tuple[str, Box], ...]]:
    """Yield the words of the pages numbered first to last, in the order drawn, each with its box."""
    with pdfplumber.open(io.BytesIO(source)) as file:
        pen = Pen(file.rsrcmgr)
        for one in file.pages[first - 1 : last]:
            page, _ = read_page(one, pen, 0)
            one.close()
            placed = ((word.text, page.to_box([word.place])) for word in page.words if word.text)
            yield tuple((text, box) for text, box in placed if box)
