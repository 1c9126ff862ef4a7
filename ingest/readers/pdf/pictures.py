"""The pages of a PDF that show words which are not in their text: scans, and large pictures."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from ctypes import c_int
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from math import sqrt

import numpy as np
import pypdfium2
from pypdfium2 import raw

from corpus.model import Box
from ingest.readers.ocr.pictures import MAX_POINTS, WHOLE, Picture

DPI = 200

FEW_WORDS = 3
"""A page with fewer words has no text of its own: a page number or an icon's letter is none."""

SCANNED = 0.7
"""A page without text of its own is a scan if pictures cover this share of it, or nothing is a picture."""

LARGE = 0.05
"""Share of the page from which on a picture may hold words worth reading; logos and icons are smaller."""

REPEATED = 3
"""A picture that stands on as many pages is a background or a logo."""

_MAX_OBJECTS = 2_000
_SAMPLE = 200
_GRID = 10_000
_WORD = re.compile(r"\w*[^\W_]\w*")


@dataclass(frozen=True, slots=True)
class _Look:
    """A page at first sight. `veiled` tells that its text is unseen, as that of a scan made searchable."""

    words: int
    drawn: bool
    veiled: bool
    pictures: tuple[tuple[str, Box], ...]


def find_pictures(source: bytes) -> Iterator[Picture | str]:
    """Yield the pages to be read for their words, drawn at 200 dpi or smaller, keyed by "page n".

    Raises:
        pypdfium2.PdfiumError: the file is broken, or encrypted.
    """
    with pypdfium2.PdfDocument(source) as file:
        looks = [_look(file, at) for at in range(len(file))]
        seen = Counter(digest for look in looks for digest in {digest for digest, _ in look.pictures})
        for at, look in enumerate(looks):
            if areas := _find_areas(look, seen):
                yield Picture(f"page {at + 1}", _draw(file, at), areas)


def _find_areas(look: _Look, seen: Counter[str]) -> tuple[Box, ...]:
    """Return the parts of a page to be read, none where all its words are in its text."""
    if look.veiled or not look.drawn:
        return ()
    if look.words < FEW_WORDS:
        covered = sum(_area(box) for _, box in look.pictures)
        return WHOLE if covered >= SCANNED or not covered else tuple(box for _, box in look.pictures)
    return tuple(box for digest, box in look.pictures if _area(box) >= LARGE and seen[digest] < REPEATED)


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _look(file: pypdfium2.PdfDocument, at: int) -> _Look:
    page = file[at]
    text = page.get_textpage()
    try:
        objects = list(islice(page.get_objects(), _MAX_OBJECTS))
        return _Look(
            len(_WORD.findall(text.get_text_bounded())),
            bool(objects),
            _is_veiled(objects),
            tuple(_find_boxes(page, objects)),
        )
    finally:
        text.close()
        page.close()


def _is_veiled(objects: Sequence[pypdfium2.PdfObject]) -> bool:
    texts = list(islice((one for one in objects if one.type == raw.FPDF_PAGEOBJ_TEXT), _SAMPLE))
    modes = [raw.FPDFTextObj_GetTextRenderMode(one) for one in texts]
    return bool(modes) and modes.count(raw.FPDF_TEXTRENDERMODE_INVISIBLE) * 2 > len(modes)


def _find_boxes(page: pypdfium2.PdfPage, objects: Sequence[pypdfium2.PdfObject]) -> Iterator[tuple[str, Box]]:
    """Yield the pictures of a page, each with a digest of its bytes and its box on the visible page."""
    for one in objects:
        if one.type != raw.FPDF_PAGEOBJ_IMAGE:
            continue
        left, bottom, right, top = one.get_bounds()
        corners = [_to_share(page, x, y) for x, y in ((left, bottom), (right, top))]
        (x0, x1), (y0, y1) = (sorted(sides) for sides in zip(*corners, strict=True))
        if x1 > x0 and y1 > y0:
            yield sha256(bytes(one.get_data(decode_simple=False))).hexdigest(), (x0, y0, x1, y1)


def _to_share(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[float, float]:
    """Return a point of the file's page as shares of the page as it is shown."""
    right, down = c_int(), c_int()
    raw.FPDF_PageToDevice(page, 0, 0, _GRID, _GRID, 0, x, y, right, down)
    return min(max(right.value / _GRID, 0.0), 1.0), min(max(down.value / _GRID, 0.0), 1.0)


def _draw(file: pypdfium2.PdfDocument, at: int) -> np.ndarray:
    """Return a page's points, as many as MAX_POINTS at most, whatever its size."""
    page = file[at]
    try:
        width, height = page.get_size()
        scale = min(DPI / 72, sqrt(MAX_POINTS * 0.99 / max(width * height, 1.0)))
        points = page.render(scale=scale, rev_byteorder=False).to_numpy()[:, :, :3]
        return np.ascontiguousarray(points)
    finally:
        page.close()
