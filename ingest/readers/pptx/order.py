"""The order in which a slide's shapes are read: by their places, columns recognised."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from corpus.model import Box

SLACK = 0.01
"""Boxes may overlap by this share of the slide and still stand side by side, or one above the other."""

MAX_PLACED = 200
"""With more shapes than this a slide is a drawing: they are read from the top down."""

HEAD = 0.6
"""A band no higher than this share of the one below it heads it."""

WHOLE: Box = (0.0, 0.0, 1.0, 1.0)


class Place(NamedTuple):
    """A shape's box, and its rank in drawing order."""

    box: Box
    drawn: int


def find_order(boxes: Sequence[Box | None]) -> list[int]:
    """Return the indices of the boxes in reading order.

    Shapes are cut apart along gaps from side to side and from top to bottom. Where both are
    possible, low shapes over high ones head columns; of cards in a grid the cut that agrees better with
    the drawing order is made, and columns when both agree alike. A shape without a place is read
    as if it covered the slide.
    """
    places = [Place(box or WHOLE, drawn) for drawn, box in enumerate(boxes)]
    ordered = _sort(places) if len(places) > MAX_PLACED else _order(places)
    return [place.drawn for place in ordered]


def _order(places: list[Place]) -> list[Place]:
    if len(places) < 2:  # noqa: PLR2004  one is in order
        return places
    columns, bands = _cut(places, 0), _cut(places, 1)
    options = []
    if len(columns) > 1:
        options.append(columns)
    if len(bands) > 1 and not (options and _stand_as_heads(bands)):
        options.append(bands if len(columns) > 1 else _join_columns(bands))
    orders = [[place for part in parts for place in _order(part)] for parts in options]
    return min(orders, key=_inversions, default=_sort(places))


def _stand_as_heads(bands: Sequence[list[Place]]) -> bool:
    """Return whether a band is low over a high one, as headings stand over their columns."""
    heights = [max(place.box[3] - place.box[1] for place in band) for band in bands]
    return any(upper <= HEAD * lower for upper, lower in pairwise(heights))


def _join_columns(bands: Sequence[list[Place]]) -> list[list[Place]]:
    """Return the bands, top down, with those joined that together stand in columns."""
    joined = [bands[0]]
    for band in bands[1:]:
        together = [*joined[-1], *band]
        if len(_cut(together, 0)) > 1:
            joined[-1] = together
        else:
            joined.append(band)
    return joined


def _cut(places: Sequence[Place], axis: int) -> list[list[Place]]:
    """Return the places parted wherever a gap runs through them all, in order along the axis."""
    parts: list[list[Place]] = []
    reach = float("-inf")
    for place in sorted(places, key=lambda place: (place.box[axis], place.drawn)):
        start, end = place.box[axis], place.box[axis + 2]
        if parts and start < reach - min(SLACK, (end - start) / 2):
            parts[-1].append(place)
        else:
            parts.append([place])
        reach = max(reach, end)
    return parts


def _sort(places: Sequence[Place]) -> list[Place]:
    return sorted(places, key=lambda place: (place.box[1], place.box[0], place.drawn))


def _inversions(places: Sequence[Place]) -> int:
    drawn = [place.drawn for place in places]
    return sum(a > b for at, a in enumerate(drawn) for b in drawn[at + 1 :])
