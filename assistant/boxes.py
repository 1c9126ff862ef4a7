"""Where a quote stands on its slide: one box for each stretch of a line it covers."""

from collections.abc import Sequence

from corpus.model import Box, Span, WordPlace

SHARED = 0.5
"""Two words are on one line when they share this much of the lower one's height."""

GAP = 1.5
"""In heights of a line: words further apart are not joined, as those of two cells."""


def find_boxes(text: str, places: Sequence[WordPlace], span: Span, aspect: float = 1.0) -> tuple[Box, ...]:
    """Return the boxes of the characters [start, end) of a block's text, in reading order.

    Words that follow one another on a line share a box; `aspect` is the slide's width to its height.
    Unless every character of the span that is no space has a place, there is no box at all: a mark on
    a part of a quote, or beside it, misleads.
    """
    covered = [place for place in places if place.start < span[1] and span[0] < place.end]
    placed = {at for place in covered for at in range(place.start, place.end)}
    if any(at not in placed and not text[at].isspace() for at in range(*span)):
        return ()
    boxes: list[Box] = []
    for place in covered:
        box = place[2:]
        if boxes and _goes_on(boxes[-1], box, aspect):
            boxes[-1] = _join(boxes[-1], box)
        else:
            boxes.append(box)
    return tuple(boxes)


def _goes_on(line: Box, word: Box, aspect: float) -> bool:
    height = min(line[3] - line[1], word[3] - word[1])
    shared = min(line[3], word[3]) - max(line[1], word[1])
    gap = (word[0] - line[2]) * aspect
    return shared >= SHARED * height and -GAP * height <= gap <= GAP * height


def _join(one: Box, other: Box) -> Box:
    return (min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3]))
