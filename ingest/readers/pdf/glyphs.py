"""The glyphs of a text that a page draws: what each says, and where it begins and ends on its line."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import accumulate

from pdfminer.pdfdevice import PDFTextSeq
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFTextState

UNKNOWN = "\ufffd"

WIN_BULLET, WIN_CODE = "•", 0x95
WIN_UNUSED = frozenset({0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D})
"""Codes that WinAnsiEncoding leaves free, which ISO 32000-1, table D.2, note 3, makes bullets."""

_BLANK = 32
"""The one code that word spacing is for."""

_MOST_SIZES = 256
"""Of a font; what is known of its widths is forgotten when a file has more, for no honest one does."""

_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)


class _Said(dict[int, str]):
    """What each code of a font stands for, "" for a space; looked up once."""

    def __init__(self, font: PDFFont) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, code: int) -> str:
        text = _find_text(self._font, code)
        said = self[code] = text if text.strip() else ""
        return said


class _Widths(dict[int, float]):
    """How wide the glyph of each code is at a size; looked up once."""

    def __init__(self, font: PDFFont, size: float) -> None:
        super().__init__()
        self._font, self._size = font, size

    def __missing__(self, code: int) -> float:
        share = self._font.char_width(code)
        if not share and _find_text(self._font, code) == WIN_BULLET:
            share = self._font.char_width(WIN_CODE)
        width = self[code] = share * self._size
        return width


def _find_text(font: PDFFont, code: int) -> str:
    for one in (code, WIN_CODE) if code in WIN_UNUSED and not font.is_multibyte() else (code,):
        with suppress(PDFUnicodeNotDefined):
            text: str = font.to_unichr(one)
            return text if one == code or text == WIN_BULLET else UNKNOWN
    return UNKNOWN


class Font:
    """A font and what has been learned of its codes: the text each stands for, and its width by size."""

    def __init__(self, font: PDFFont) -> None:
        self.font = font
        self.name = str(font.fontname)
        self.bold = _BOLD.search(self.name) is not None
        self.said = _Said(font)
        self._widths: dict[float, _Widths] = {}

    def find_widths(self, size: float) -> _Widths:
        """Return how wide the font's glyphs are at a size."""
        found = self._widths.get(size)
        if found is None:
            if len(self._widths) >= _MOST_SIZES:
                self._widths.clear()
            found = self._widths[size] = _Widths(self.font, size)
        return found


@dataclass(slots=True)
class Glyphs:
    """The glyphs of one text: what each says, "" for a space, and where it begins and ends in its own space.

    `joints` are those that need not begin where the one before ends. `x` is how far the text has come,
    `moved` tells whether it has come anywhere.
    """

    x: float
    moved: bool = False
    said: list[str] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)
    joints: list[int] = field(default_factory=list)

    def add_close(self, codes: Sequence[int], said: _Said, widths: _Widths) -> None:
        """Add glyphs of which each begins where the one before ends."""
        self.joints.append(len(self.said))
        self.said.extend(map(said.__getitem__, codes))
        places = list(accumulate(map(widths.__getitem__, codes), initial=self.x))
        self.ends.extend(places[1:])
        self.x = places.pop()
        self.starts.extend(places)

    def add_apart(
        self, codes: Sequence[int], said: _Said, widths: _Widths, apart: tuple[float, float]
    ) -> None:
        """Add glyphs with the first space before each but the text's first, the second after each blank."""
        charspace, wordspace = apart
        for code in codes:
            start = self.x + charspace if self.moved else self.x
            self.joints.append(len(self.said))
            self.said.append(said[code])
            self.starts.append(start)
            self.x = start + widths[code]
            self.ends.append(self.x)
            if code == _BLANK:
                self.x += wordspace
            self.moved = True


def place_glyphs(seq: PDFTextSeq, font: Font, state: PDFTextState) -> Glyphs:
    """Return the glyphs of one text; as pdfminer's `render_string_horizontal` moves."""
    scaling = state.scaling * 0.01
    size = state.fontsize * scaling
    charspace, wordspace = state.charspace * scaling, state.wordspace * scaling
    if font.font.is_multibyte():
        wordspace = 0
    widths = font.find_widths(size)
    glyphs = Glyphs(state.linematrix[0])
    for part in seq:
        if isinstance(part, int | float):
            glyphs.x, glyphs.moved = glyphs.x - part * 0.001 * size, True
        elif isinstance(part, bytes):
            codes = list(font.font.decode(part))
            if charspace or (wordspace and _BLANK in codes):
                glyphs.add_apart(codes, font.said, widths, (charspace, wordspace))
            else:
                glyphs.add_close(codes, font.said, widths)
            glyphs.moved = glyphs.moved or bool(codes)
    return glyphs
