"""What a page's content draws: pieces of text with the place of each glyph, beside pdfplumber's paths."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from math import hypot
from typing import NamedTuple

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTPage
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextSeq
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager, PDFTextState
from pdfminer.utils import Matrix, mult_matrix
from pdfplumber.page import Page as Drawn
from pdfplumber.utils.exceptions import PdfminerException

from ingest.readers.pdf.content import Interpreter
from ingest.readers.pdf.layout import Place
from ingest.readers.pdf.pieces import SLANT, Piece
from ingest.readers.text.tables import LIST_MARKS

WORD_GAP = 0.2
"""In font sizes: a wider gap parts words where the file writes no space (a space is 0.25 to 0.28 wide)."""

BACK = 0.5
"""In font sizes: what steps back further begins anew."""

UNKNOWN = "\ufffd"

WIN_BULLET, WIN_CODE = "•", 0x95
WIN_UNUSED = frozenset({0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D})
"""Codes that WinAnsiEncoding leaves free, which ISO 32000-1, table D.2, note 3, makes bullets."""

DESCENT = -0.21
"""In font sizes: how far letters reach below their line in a font that tells neither ascent nor descent, as
LibreOffice 7.4 writes its fonts. Helvetica's is -0.207, Arial's -0.212."""

_SLANTWISE = 0.1
"""The sine of the least angle at which text stands slantwise."""

_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)


Glyph = tuple[str, float, float]
"""What a glyph says, "" for a space, and where it begins and ends in its text's own space."""


@dataclass(slots=True)
class _Font:
    """A font and what has been learned of its codes: the text each stands for, and its width."""

    font: PDFFont
    name: str
    bold: bool
    known: dict[int, tuple[str, float]] = field(default_factory=dict)

    def look_up(self, code: int) -> tuple[str, float]:
        text = self._find_text(code)
        width = self.font.char_width(code)
        if text == WIN_BULLET and not width:
            width = self.font.char_width(WIN_CODE)
        self.known[code] = text if text.strip() else "", width
        return self.known[code]

    def _find_text(self, code: int) -> str:
        for one in (code, WIN_CODE) if code in WIN_UNUSED and not self.font.is_multibyte() else (code,):
            with suppress(PDFUnicodeNotDefined):
                text: str = self.font.to_unichr(one)
                return text if one == code or text == WIN_BULLET else UNKNOWN
        return UNKNOWN


class _Frame(NamedTuple):
    """From a text's own space to its frame on the page.

    A glyph from x to x1 has u from along * x + u0 to along * x1 + u1 and v from across * x + v0 on.
    """

    turn: int
    along: float
    u0: float
    u1: float
    across: float
    v0: float
    v1: float
    size: float


class Pen(PDFPageAggregator):
    """Takes what pdfminer interprets: texts as pieces, all else as pdfminer's own objects.

    An object for each glyph, as pdfminer makes them, takes ten times as long.
    """

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.pieces: list[Piece] = []
        self.glyphs = 0
        self.clip: Place | None = None
        self._shift = (0.0, 0.0)
        self._spaced = False
        self._fonts: dict[PDFFont, _Font] = {}

    def draw(self, page: Drawn) -> tuple[list[Piece], LTPage]:
        """Return the pieces of a page's text in the order drawn, and all that is no text.

        Raises:
            PdfminerException: the page's content is broken.
        """
        self.pieces, self.glyphs, self._spaced, self.clip = [], 0, False, None
        self._shift = page.mediabox[0], page.height + page.mediabox[1]
        try:
            Interpreter(self.rsrcmgr, self).process_page(page.page_obj)
        except Exception as error:
            raise PdfminerException(error) from error
        return self.pieces, self.get_result()

    def cut(self, box: tuple[float, float, float, float]) -> None:
        """Draw from here on within a rectangle only, and within those that held before."""
        x, y = self._shift
        place = Place(box[0] + x, y - box[3], box[2] + x, y - box[1])
        self.clip = self.clip.cut(place) if self.clip else place

    def _take(self, piece: Piece) -> None:
        hidden = self.clip is not None and not self.clip.meets(piece.place)
        self.pieces.append(piece._replace(hidden=True) if hidden else piece)

    def render_string(
        self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: PDFGraphicState
    ) -> None:
        """Take one text, and move on as far as it goes."""
        font = textstate.font
        if font is None or font.is_vertical():
            super().render_string(textstate, seq, ncs, graphicstate)
            return
        known = self._find_font(font)
        glyphs, end = _place_glyphs(seq, known, textstate)
        assert self.ctm is not None
        y = textstate.linematrix[1]
        frame = _find_frame(mult_matrix(textstate.matrix, self.ctm), textstate, y, self._shift)
        textstate.linematrix = (end, y)
        self.glyphs += len(glyphs)
        for group, spaced in self._split(glyphs, frame):
            self._take(_to_piece(group, frame, known, spaced=spaced))

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        """Take one glyph of a font that is written downwards."""
        text, width = self._find_font(font).look_up(cid)
        disp = font.char_disp(cid)
        char = LTChar(matrix, font, fontsize, scaling, rise, text, width, disp, ncs, graphicstate)
        x, y = self._shift
        box = (char.x0 + x, y - char.y1, char.x1 + x, y - char.y0)
        self.glyphs += 1
        if text:
            middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            name = str(font.fontname)
            self._take(Piece(text, *box, 0, False, name, (box[0], box[2]), middle, char.size, self._spaced))
        self._spaced = not text
        return char.adv

    def _find_font(self, font: PDFFont) -> _Font:
        if font not in self._fonts:
            name = str(font.fontname)
            self._fonts[font] = _Font(font, name, _BOLD.search(name) is not None)
        return self._fonts[font]

    def _split(self, glyphs: Sequence[Glyph], frame: _Frame) -> Iterator[tuple[list[Glyph], bool]]:
        """Yield the glyphs that stand together, and whether a space is drawn before them."""
        shown = frame.size / (abs(frame.along) or 1.0)
        most, least = WORD_GAP * shown, -BACK * shown
        group: list[Glyph] = []
        for glyph in glyphs:
            if group:
                gap = glyph[1] - group[-1][2]
                apart = gap > most or gap < least
                if not glyph[0] or apart or (gap > 0 and len(group) == 1 and group[0][0] in LIST_MARKS):
                    yield group, self._spaced
                    group, self._spaced = [], False
            if glyph[0]:
                group.append(glyph)
            else:
                self._spaced = True
        if group:
            yield group, self._spaced
            self._spaced = False


def _place_glyphs(seq: PDFTextSeq, font: _Font, state: PDFTextState) -> tuple[list[Glyph], float]:
    """Return the glyphs of one text, and where it ends; as pdfminer's `render_string_horizontal` moves."""
    scaling = state.scaling * 0.01
    width = state.fontsize * scaling
    charspace, wordspace = state.charspace * scaling, state.wordspace * scaling
    if font.font.is_multibyte():
        wordspace = 0
    known = font.known
    glyphs: list[Glyph] = []
    x, moved = state.linematrix[0], False
    for part in seq:
        if isinstance(part, int | float):
            x, moved = x - part * 0.001 * width, True
        elif isinstance(part, bytes):
            for code in font.font.decode(part):
                text, share = known.get(code) or font.look_up(code)
                start = x + charspace if moved else x
                x = start + share * width
                glyphs.append((text, start, x))
                if wordspace and code == 32:  # noqa: PLR2004  the one code that word spacing is for
                    x += wordspace
                moved = True
    return glyphs, x


def _find_frame(matrix: Matrix, state: PDFTextState, y: float, shift: tuple[float, float]) -> _Frame:
    """Return the frame of a text whose line is at y: glyphs reach from the font's descent a size up."""
    a, b, c, d, e, f = matrix
    across = (a, c, e + shift[0])
    down = (-b, -d, shift[1] - f)
    sign = -1 if state.fontsize * state.scaling < 0 else 1
    turn = (0 if a * sign >= 0 else 2) if abs(a) >= abs(b) else (1 if b * sign > 0 else 3)
    u, v = ((across, down), (_less(down), across), (_less(across), _less(down)), (down, _less(across)))[turn]
    low = y + _find_descent(state) * state.fontsize + state.rise
    high = low + state.fontsize
    us, vs = (u[1] * low, u[1] * high), (v[1] * low, v[1] * high)
    size = max(vs) - min(vs)
    if abs(v[0]) > _SLANTWISE * abs(u[0]):
        turn, size = turn + SLANT, abs(state.fontsize) * hypot(c, d)
    return _Frame(turn, u[0], min(us) + u[2], max(us) + u[2], v[0], min(vs) + v[2], max(vs) + v[2], size)


def _find_descent(state: PDFTextState) -> float:
    assert state.font is not None
    if state.font.get_descent() or state.font.get_ascent():
        return float(state.font.get_descent())
    return DESCENT


def _less(line: tuple[float, float, float]) -> tuple[float, float, float]:
    return -line[0], -line[1], -line[2]


def _to_piece(group: Sequence[Glyph], frame: _Frame, font: _Font, *, spaced: bool) -> Piece:
    turn, along, low, high, across, v0, v1, size = frame
    first, last = group[0][1], group[-1][2]
    u0, u1 = along * first + low, along * last + high
    if u1 < u0:
        u0, u1 = along * last + low, along * first + high
    if across:
        shifts = across * first, across * last
        v0, v1 = v0 + min(shifts), v1 + max(shifts)
    edges = [along * glyph[1] + low for glyph in group]
    edges.append(u1)
    u, v = (u0 + u1) / 2, (v0 + v1) / 2
    middle = ((u, v), (v, -u), (-u, -v), (-v, u))[turn % SLANT] if turn else (u, v)
    text = "".join([glyph[0] for glyph in group])
    return Piece(text, u0, v0, u1, v1, turn, font.bold, font.name, tuple(edges), middle, size, spaced)
