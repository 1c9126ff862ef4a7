"""What to draw on a slide's image around quoted words, as its page and the API show it."""

import re

from assistant.api.answers import Answers
from assistant.boxes import find_boxes
from corpus.model import Box, Slide, Span

ROOM = 0.18
"""Share of a line's height that is left free around boxed words: some PDFs tell nothing of how far the
letters of their fonts reach below the line."""

_SPAN = re.compile(r"(\d{1,7})-(\d{1,7})")


def read_span(at: str) -> Span | None:
    """Return the characters that "START-END" names; None for anything else."""
    found = _SPAN.fullmatch(at)
    return (int(found[1]), int(found[2])) if found else None


def box_words(answers: Answers, slide: Slide, block_id: str, span: Span | None) -> tuple[Box, ...]:
    """Return what to box on a slide's image: those characters of the block, or all of it without a span.

    Nothing where the slide has no such block or no image, the block no such characters, or the place of
    any of them is not known.
    """
    block = next((block for block in slide.blocks if block.id == block_id), None)
    if block is None or slide.image is None:
        return ()
    start, end = span or (0, len(block.text))
    if not 0 <= start < end <= len(block.text):
        return ()
    places = answers.places_of(slide.ref).get(block_id, ())
    boxes = find_boxes(block.text, places, (start, end), slide.image.width / slide.image.height)
    return tuple(map(_widen, boxes))


def _widen(box: Box) -> Box:
    """Return a box with room around its words, as a person would draw it."""
    x0, y0, x1, y1 = box
    room = ROOM * (y1 - y0)
    return (max(x0 - room / 2, 0), max(y0 - room, 0), min(x1 + room / 2, 1), min(y1 + room, 1))
