"""A slide whose source has no looks of its own, set from its text."""

from collections.abc import Sequence
from functools import partial
from itertools import takewhile

from corpus.model import Block, BlockKind, Slide
from ingest.renders.typesetting.body import lay_block, lay_body
from ingest.renders.typesetting.drawn import Drawn
from ingest.renders.typesetting.laid import Laid, Panel, overlay, stack
from ingest.renders.typesetting.looks import LOOKS, MARGIN, RULE, TEAL, WIDTH, share
from ingest.renders.typesetting.page import (
    LEAST_HEIGHT,
    close_page,
    fit_page,
    lay_empty,
    lay_notes,
    part_notes,
)
from ingest.renders.typesetting.painting import paint

_HEADS = frozenset({BlockKind.THEME, BlockKind.TITLE})
_BAND = 10
_TOP = 56
_ALONE = 1.5
"""How much larger a title is set that has nothing below it."""


def set_slide(slide: Slide, heading: str) -> Drawn:
    """Return a slide's text as a picture 1600 pixels wide and at least 900 high.

    Theme and title stand above, then the rest in reading order, notes in a strip at the foot, and below
    it `heading`, a small line that is part of no block. The type shrinks before the picture grows.

    Raises:
        SlideTooLong: it holds more text than one picture can show.
    """
    name = f"slide {slide.ref.number} of {slide.ref.document_id}"
    return paint(fit_page(partial(_lay_page, slide, heading), name), WIDTH)


def _lay_page(slide: Slide, heading: str, size: int) -> Laid:
    said, notes = part_notes(slide.blocks)
    heads = list(takewhile(lambda block: block.kind in _HEADS, said))
    top = _lay_top(heads, said[len(heads) :], size) if slide.blocks else lay_empty()
    band = Laid(0, (), (Panel(0, 0, WIDTH, _BAND, TEAL),))
    return close_page(overlay([band, top]), [lay_notes(notes, size)], heading, size, LEAST_HEIGHT)


def _lay_top(heads: Sequence[Block], body: Sequence[Block], size: int) -> Laid:
    width = WIDTH - 2 * MARGIN
    if not body:
        alone = _lay_heads(heads, share(size, _ALONE), width)
        gap = max((LEAST_HEIGHT - alone.height) // 3, _TOP)
        return stack([(gap, alone)]).moved(MARGIN, 0)
    rest = (share(size, 0.7) if heads else 0, lay_body(body, size, width))
    return stack([(_TOP, _lay_heads(heads, size, width)), rest]).moved(MARGIN, 0)


def _lay_heads(heads: Sequence[Block], size: int, width: int) -> Laid:
    """Return theme and title with a rule below."""
    if not heads:
        return Laid()
    laid = stack(
        (share(size, LOOKS[head.kind].before) if at else 0, lay_block(head, size, width))
        for at, head in enumerate(heads)
    )
    under = laid.height + share(size, 0.4)
    return overlay([laid, Laid(0, (), (Panel(0, under, width, under + 2, RULE),))], under + 2)
