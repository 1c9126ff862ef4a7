"""What a page's content draws: pieces of text with the place of each glyph, beside pdfplumber's paths."""

from collections.abc import Iterator
from math import hypot
from typing import NamedTuple

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTPage
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextSeq
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager, PDFTextState
from pdfminer.utils import Matrix, mult_matrix
from pdfplumber.page import Page as Drawn
from pdfplumber.utils.exceptions import PdfminerException

from ingest.readers.pdf.content import Interpreter
from ingest.readers.pdf.glyphs import Font, Glyphs, place_glyphs
from ingest.readers.pdf.layout import Place, make
from ingest.readers.pdf.pieces import SLANT, Piece
from ingest.readers.text.tables import LIST_MARKS

WORD_GAP = 0.2
"""In font sizes: a wider gap parts words where the file writes no space (a space is 0.25 to 0.28 wide)."""

BACK = 0.5
"""In font sizes: what steps back further begins anew."""

DESCENT = -0.21
"""In font sizes: how far letters reach below their line in a font that tells neither ascent nor descent, as
LibreOffice 7.4 writes its fonts. Helvetica's is -0.207, Arial's -0.212."""

_SLANTWISE = 0.1
"""The sine of the least angle at which text stands slantwise."""


_Part = tuple[float, float, float]
"""A coordinate on the page: how much of x and of y in a text's space it takes, and its start."""


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
        self._fonts: dict[PDFFont, Font] = {}

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
        glyphs = place_glyphs(seq, known, textstate)
        assert self.ctm is not None
        y = textstate.linematrix[1]
        frame = _find_frame(mult_matrix(textstate.matrix, self.ctm), textstate, y, self._shift)
        textstate.linematrix = (glyphs.x, y)
        self.glyphs += len(glyphs.said)
        for first, end, spaced in self._split(glyphs, frame):
            self._take(_to_piece(glyphs, first, end, frame, known, spaced=spaced))

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
        known = self._find_font(font)
        text, width = known.said[cid], known.find_widths(1.0)[cid]
        disp = font.char_disp(cid)
        char = LTChar(matrix, font, fontsize, scaling, rise, text, width, disp, ncs, graphicstate)
        x, y = self._shift
        box = (char.x0 + x, y - char.y1, char.x1 + x, y - char.y0)
        self.glyphs += 1
        if text:
            middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            self._take(
                Piece(text, *box, 0, False, known.name, 1, (box[0], box[2]), middle, char.size, self._spaced)
            )
        self._spaced = not text
        return char.adv

    def _find_font(self, font: PDFFont) -> Font:
        if font not in self._fonts:
            self._fonts[font] = Font(font)
        return self._fonts[font]

    def _split(self, glyphs: Glyphs, frame: _Frame) -> Iterator[tuple[int, int, bool]]:
        """Yield which glyphs stand together, from one up to another, and whether a space is before them."""
        said, starts, ends = glyphs.said, glyphs.starts, glyphs.ends
        shown = frame.size / (abs(frame.along) or 1.0)
        most, least = WORD_GAP * shown, -BACK * shown
        first, spaced = 0, self._spaced
        stops = [at for at, one in enumerate(said) if not one]
        for at in sorted({*stops, *glyphs.joints}) if len(glyphs.joints) > 1 else stops:
            if at > first:
                gap = starts[at] - ends[at - 1]
                apart = gap > most or gap < least
                if not said[at] or apart or (gap > 0 and at == first + 1 and said[first][0] in LIST_MARKS):
                    yield first, at, spaced
                    first, spaced = at, False
            if not said[at]:
                first, spaced = at + 1, True
        if first < len(said):
            yield first, len(said), spaced
            spaced = False
        self._spaced = spaced


def _find_frame(matrix: Matrix, state: PDFTextState, y: float, shift: tuple[float, float]) -> _Frame:
    """Return the frame of a text whose line is at y: glyphs reach from the font's descent a size up."""
    a, b, c, d, e, f = matrix
    across = (a, c, e + shift[0])
    down = (-b, -d, shift[1] - f)
    sign = -1 if state.fontsize * state.scaling < 0 else 1
    turn = (0 if a * sign >= 0 else 2) if abs(a) >= abs(b) else (1 if b * sign > 0 else 3)
    u, v = (across, down) if turn == 0 else _turn(across, down, turn)
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


def _turn(across: _Part, down: _Part, turn: int) -> tuple[_Part, _Part]:
    """Return the way along a turned text's line, and the way down across its lines."""
    return ((across, down), (_less(down), across), (_less(across), _less(down)), (down, _less(across)))[turn]


def _less(line: _Part) -> _Part:
    return -line[0], -line[1], -line[2]


def _to_piece(glyphs: Glyphs, at: int, end: int, frame: _Frame, font: Font, *, spaced: bool) -> Piece:
    turn, along, low, high, across, v0, v1, size = frame
    first, last = glyphs.starts[at], glyphs.ends[end - 1]
    u0, u1 = along * first + low, along * last + high
    if u1 < u0:
        u0, u1 = along * last + low, along * first + high
    if across:
        shifts = across * first, across * last
        v0, v1 = v0 + min(shifts), v1 + max(shifts)
    edges = along * first + low, along * glyphs.starts[at + 1] + low if end - at > 1 else u1
    u, v = (u0 + u1) / 2, (v0 + v1) / 2
    middle = ((u, v), (v, -u), (-u, -v), (-v, u))[turn % SLANT] if turn else (u, v)
    text = "".join(glyphs.said[at:end])
    return make(
        Piece,
        (text, u0, v0, u1, v1, turn, font.bold, font.name, end - at, edges, middle, size, spaced, False),
    )
