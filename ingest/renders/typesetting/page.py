"""What all pictures have: the size that their text fits in, the notes' strip and the line at the foot."""

from collections.abc import Callable, Sequence
from itertools import zip_longest

from corpus.model import Block, BlockKind
from ingest.renders.typesetting.body import framed_width, lay_body, lay_framed
from ingest.renders.typesetting.flow import Passage, lay_text
from ingest.renders.typesetting.fonts import Face
from ingest.renders.typesetting.laid import Laid, Panel, overlay, stack
from ingest.renders.typesetting.looks import FOOT_SIZE, MARGIN, QUIET, RULE, SMALL_TYPE, WIDTH, share

LEAST_HEIGHT = 900
MOST_HEIGHT = 6_000
LAST_HEIGHT = 15_000
"""The last is for a slide that 6,000 pixels of the smallest type do not hold: 24 megapixels of picture."""

_COMFORT = (32, 29, 26, 24)
_SMALLER = (20, 16, 13, 10, 8)
_LAST = (8, 6, 4)
ATTEMPTS = (
    *((size, LEAST_HEIGHT) for size in _COMFORT),
    (_COMFORT[-1], MOST_HEIGHT),
    *((size, MOST_HEIGHT) for size in _SMALLER),
    *((size, LAST_HEIGHT) for size in _LAST),
)
"""Sizes of the body's type and the greatest height with each, in the order they are tried."""

_HOPELESS = 1.5
"""A size is not tried if its page, with lines both lower and fewer, would be higher than this bound of it."""

_SMALL = "small type: this slide holds much text"


_EMPTY = "This slide holds no text."
_EMPTY_SIZE = 30


class SlideTooLong(ValueError):
    """A slide holds more text than one picture can show."""


def fit_page(lay: Callable[[int], Laid], name: str) -> Laid:
    """Return what `lay` makes of the first size whose page is no higher than its bound.

    Raises:
        SlideTooLong: the smallest type does not fit the highest picture.
    """
    high, at = 0, 1
    for size, most in ATTEMPTS:
        if high * (size / at) ** 2 > most * _HOPELESS and (size, most) != ATTEMPTS[-1]:
            continue
        page = lay(size)
        if page.height <= most:
            return page
        high, at = page.height, size
    raise SlideTooLong(
        f"{name} holds too much text for one picture of {LAST_HEIGHT:,} pixels in height:"
        " split it into several slides"
    )


def lay_strip(blocks: Sequence[Block], label: str, size: int) -> Laid:
    """Return blocks in a frame across the page, under a label."""
    width = WIDTH - 2 * MARGIN
    content = lay_body(blocks, size, framed_width(size, width))
    return lay_framed(label, content, size, width).moved(MARGIN, 0)


def part_notes(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """Return what is said on a slide and its notes, with the heading that names them."""
    said: list[Block] = []
    notes: list[Block] = []
    for block, below in zip_longest(blocks, blocks[1:]):
        names = block.kind is BlockKind.HEADING and below is not None and below.kind is BlockKind.NOTE
        (notes if names or block.kind is BlockKind.NOTE else said).append(block)
    return said, notes


def lay_notes(notes: Sequence[Block], size: int) -> Laid:
    """Return the strip of a slide's notes, marked as such unless they say so; nothing without any."""
    label = "" if notes and notes[0].kind is BlockKind.HEADING else "Notes"
    return lay_strip(notes, label, size) if notes else Laid()


def lay_foot(heading: str, size: int) -> Laid:
    """Return the line at the foot: the heading given, and that the type is small where it is."""
    said = " · ".join(part for part in (heading, _SMALL if size < SMALL_TYPE else "") if part)
    face = Face(FOOT_SIZE)
    line = lay_text(Passage("", said, 0, len(said), face, QUIET), WIDTH - 2 * MARGIN)
    rule = Laid(0, (), (Panel(MARGIN, 0, WIDTH - MARGIN, 1, RULE),))
    return overlay([rule, line.moved(MARGIN, 14)], line.height + 14 + 22)


def lay_empty() -> Laid:
    """Return what a page says of a slide without words."""
    passage = Passage("", _EMPTY, 0, len(_EMPTY), Face(_EMPTY_SIZE), QUIET)
    line = lay_text(passage, WIDTH - 2 * MARGIN)
    return stack([((LEAST_HEIGHT - line.height) // 3, line)]).moved(MARGIN, 0)


def close_page(top: Laid, strips: Sequence[Laid], heading: str, size: int, least: int) -> Laid:
    """Return a page at least `least` pixels high, its strips and the line at the foot at its end."""
    gap = share(size, 0.7)
    shown = [strip for strip in strips if strip.height]
    foot = stack([*((gap, strip) for strip in shown), (gap, lay_foot(heading, size))])
    height = max(top.height + foot.height, least)
    return overlay([top, foot.moved(0, height - foot.height)], height)
