"""Short lines set like all others that stand right over a list, and so head it."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.model import BlockKind
from ingest.titles import is_title_like
from ingest.units import Unit

STACKED = 2
"""More such lines in a row are a list of short lines."""

NEAR = 1.6
"""In heights of the line: further above the list it belongs to what is before it."""

_ALIGNED = 0.01
_LISTED = frozenset({BlockKind.BULLET, BlockKind.NUMBERED})


def mark_plain_heads(units: Sequence[Unit]) -> list[Unit]:
    """Return the units of a page with the lines over its lists as headings, at most two in a row."""
    marked = list(units)
    stacked = 0
    for row in reversed(range(len(marked) - 1)):
        line, below = marked[row], marked[row + 1]
        heads = below.kind in _LISTED or 0 < stacked < STACKED
        if heads and is_title_like(line) and _stands_over(line, below):
            marked[row] = replace(line, kind=BlockKind.HEADING)
            stacked += 1
        else:
            stacked = 0
    return marked


def _stands_over(line: Unit, below: Unit) -> bool:
    """Return whether a line is right above a unit and no further in."""
    if line.box is None or below.box is None:
        return False
    height = line.box[3] - line.box[1]
    return (
        0 <= below.box[1] - line.box[3] + height / 2 <= NEAR * height
        and line.box[0] <= below.box[0] + _ALIGNED
        and below.box[0] < line.box[2]
    )
