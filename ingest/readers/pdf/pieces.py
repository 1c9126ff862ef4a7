"""A piece of text as a page draws it, in the frame of its own text."""

from typing import NamedTuple

from ingest.readers.pdf.layout import Place

SLANT = 4
"""What is added to the turn of text that stands slantwise."""


class Piece(NamedTuple):
    """Glyphs drawn one after the other without a gap, in the frame of their own text.

    u runs along the line, v down across the lines. `edges` are where the first of its `glyphs` begins
    and ends. `middle` is its middle on the page, in pdfplumber's coordinates. `size` is its font's as
    shown, in points; `turn` is in quarters, 4 more for text that stands slantwise. `spaced` tells that a
    space is drawn before it, `hidden` that it is drawn where the page is cut off.
    """

    text: str
    u0: float
    v0: float
    u1: float
    v1: float
    turn: int
    bold: bool
    font: str
    glyphs: int
    edges: tuple[float, float]
    middle: tuple[float, float]
    size: float
    spaced: bool
    hidden: bool = False

    @property
    def place(self) -> Place:
        """Where it stands on the page, in pdfplumber's coordinates."""
        return turn_back(Place(self.u0, self.v0, self.u1, self.v1), self.turn)


def turn_back(box: Place, turn: int) -> Place:
    """Return a rectangle of the text's own frame as one of the page."""
    u0, v0, u1, v1 = box
    if turn % SLANT == 0:
        return box
    return Place(*((v0, -u1, v1, -u0), (-u1, -v1, -u0, -v0), (-v1, u0, -v0, u1))[turn % SLANT - 1])
