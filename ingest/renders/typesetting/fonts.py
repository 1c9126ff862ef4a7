"""The font that pictures are set in, and how much room its words take."""

from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from math import ceil, floor
from typing import NamedTuple

from PIL import ImageFont

REGULAR, BOLD, FULL_WIDTH = 400, 700, 100
"""Values of the axes of Noto Sans: weight (two of them) and width."""


_HIGHEST = "ẤẲṌǙ"
"""Capitals with two accents; in small sizes hinting makes them up to 2 pixels higher than the ascent."""


class Extent(NamedTuple):
    """The pixels a word takes across; its pen starts `pen` pixels from their left edge."""

    width: int
    pen: int


class Face(NamedTuple):
    """Noto Sans in one size (pixels to the em) and weight."""

    size: int
    bold: bool = False

    @property
    def height(self) -> int:
        """From ascent to descent, in pixels; from the highest accents, where hinting lifts these above."""
        return _measure_face(self).height

    @property
    def lift(self) -> int:
        """How far below the top of its words the ascent is, in pixels."""
        return _measure_face(self).lift

    @property
    def pitch(self) -> int:
        """From one line to the next, in pixels; more than the height."""
        return self.height + max(self.size // 10, 1)

    @property
    def space(self) -> int:
        """The width of a space, in pixels."""
        return _measure_face(self).space

    def extent(self, word: str) -> Extent:
        """Return the room of a word on one line: its advance, and what of its ink stands out at the sides."""
        return _measure(self, word)


@lru_cache(maxsize=128)
def load_font(face: Face) -> ImageFont.FreeTypeFont:
    """Return the font of a face.

    Words are laid out by Pillow itself, letter by letter (`Layout.BASIC`): the other way depends on
    libraries that a machine may lack, and equal slides must give equal pictures.
    """
    font = ImageFont.truetype(BytesIO(_font_file()), face.size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([BOLD if face.bold else REGULAR, FULL_WIDTH])
    return font


@cache
def _font_file() -> bytes:
    return (files("fontpkg_noto_sans") / "files" / "NotoSans[wdth,wght].ttf").read_bytes()


class _Metrics(NamedTuple):
    height: int
    lift: int
    space: int


@lru_cache(maxsize=128)
def _measure_face(face: Face) -> _Metrics:
    font = load_font(face)
    lift = max(-floor(font.getbbox(_HIGHEST)[1]), 0)
    return _Metrics(sum(font.getmetrics()) + lift, lift, max(ceil(font.getlength(" ")), 1))


@lru_cache(maxsize=1 << 16)
def _measure(face: Face, word: str) -> Extent:
    font = load_font(face)
    left, _, right, _ = font.getbbox(word)
    pen = max(-floor(left), 0)
    return Extent(pen + ceil(max(font.getlength(word), right)), pen)
