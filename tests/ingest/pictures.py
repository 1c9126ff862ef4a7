"""Invented slides to be drawn, and what must be true of every picture of one."""

from collections.abc import Sequence
from io import BytesIO

import numpy as np
from PIL import Image

from corpus.model import Block, BlockKind, Box, Cell, Slide, SlideRef, WordPlace, content_id
from ingest.renders.typesetting.drawn import Drawn
from ingest.renders.typesetting.words import find_lines

DARK = 0x60
"""Only the text of blocks is darker than this in all three colours; marks, labels and rules are not."""


def block(kind: BlockKind, text: str, level: int = 0, box: Box | None = None, number: int = 0) -> Block:
    return Block(content_id(kind, text, str(number)), kind, text, level, box=box)


def row(kind: BlockKind, *cells: str | tuple[str, ...], number: int = 0, box: Box | None = None) -> Block:
    """Return a table's row; a cell that is several texts is a list."""
    made = tuple(Cell("", c) if isinstance(c, str) else Cell("", "\n".join(c), c) for c in cells)
    return Block(f"row-{number}", kind, "\t".join(cell.text for cell in made), cells=made, box=box)


def slide(*blocks: Block) -> Slide:
    return Slide(SlideRef("invented", 1), "Invented", blocks)


def paragraphs(*texts: str) -> Slide:
    return slide(*(block(BlockKind.PARAGRAPH, text, number=at) for at, text in enumerate(texts)))


def pixels(drawn: Drawn) -> np.ndarray:
    """Return the picture's pixels: height, width, and three colours."""
    found: np.ndarray = np.asarray(Image.open(BytesIO(drawn.content)).convert("RGB"))
    return found


def boxes(drawn: Drawn) -> np.ndarray:
    """Return all places in whole pixels, one a row: left, top, right, bottom."""
    return _to_pixels(drawn, [place for places in drawn.places.values() for place in places])


def boxes_of(drawn: Drawn, of: Block) -> np.ndarray:
    """Return the places of one block in whole pixels."""
    return _to_pixels(drawn, drawn.places[of.id])


def _to_pixels(drawn: Drawn, places: Sequence[WordPlace]) -> np.ndarray:
    shares = np.array([place[2:] for place in places]).reshape(-1, 4)
    found: np.ndarray = np.rint(shares * ([drawn.width, drawn.height] * 2)).astype(int)
    return found


def texts_at(drawn: Drawn, of: Block) -> list[str]:
    """Return the parts of a block's text that have a place, in order."""
    return [of.text[place.start : place.end] for place in drawn.places.get(of.id, ())]


def assert_covered(of: Slide, drawn: Drawn) -> None:
    """Each character that shows something is in one place, and no white space is."""
    for one in of.blocks:
        places = drawn.places.get(one.id, ())
        covered = [at for place in places for at in range(place.start, place.end)]
        shown = [word for line in find_lines(one.text, 0, len(one.text)) for word in line]
        assert covered == [at for word in shown for at in range(word.start, word.end)]


def assert_apart(drawn: Drawn) -> None:
    """No two places overlap, and all are on the picture."""
    found = boxes(drawn)
    left, top, right, bottom = found.T
    assert (left >= 0).all()
    assert (top >= 0).all()
    assert (right <= drawn.width).all()
    assert (bottom <= drawn.height).all()
    across = (left[:, None] < right) & (left < right[:, None])
    down = (top[:, None] < bottom) & (top < bottom[:, None])
    assert (across & down).sum() == len(found)


def assert_inked(drawn: Drawn) -> None:
    """Each place holds ink, and no text of a block is outside of all places."""
    grey = pixels(drawn).max(axis=2)
    outside = np.ones(grey.shape, dtype=bool)
    for left, top, right, bottom in boxes(drawn):
        inside = grey[top:bottom, left:right]
        assert inside.min() < inside.max()
        outside[top:bottom, left:right] = False
    assert not (outside & (grey < DARK)).any()


def assert_exact(of: Slide, drawn: Drawn) -> None:
    assert_covered(of, drawn)
    assert_apart(drawn)
    assert_inked(drawn)
