"""Short lines set like all others that stand right over a list, and so head it."""

from collections.abc import Iterator, Sequence

from corpus.model import BlockKind
from ingest.titles import GROUP, is_title_like
from ingest.units import Unit

STACKED = 2
"""More such lines in a row are a list of short lines."""

NEAR = 1.6
"""In heights of the line: further above the list it belongs to what is before it."""

LISTS = 2
"""So many further lists with one line over each show how a slide sets its lists."""

ITEMS = frozenset({BlockKind.BULLET, BlockKind.NUMBERED})
_ALIGNED = 0.01


def find_leads(units: Sequence[Unit], kinds: Sequence[BlockKind]) -> frozenset[int]:
    """Return the rows of the lines that head lists: one alone, or two where their places show it.

    These stand right over each other and over the list, and no further in. More in a row head nothing.
    """
    found: set[int] = set()
    for start in _find_lists(kinds):
        run = list(_find_run(units, kinds, start))
        near = _count_near(units, run, start)
        if len(run) == 1 or 0 < near <= STACKED:
            found.update(run[: max(near, 1)])
    return frozenset(found)


def find_opening(units: Sequence[Unit], kinds: Sequence[BlockKind]) -> frozenset[int]:
    """Return the rows of the first lines of a slide if they head its first list and what follows.

    So they do where one line heads each of its other lists: then the last of them heads the first list, and
    the lines above that one stand over all. More than a title's lines are a list.
    """
    starts = list(_find_lists(kinds))
    if len(starts) <= LISTS or not 1 < starts[0] <= GROUP:
        return frozenset()
    first, *others = starts
    whole = len(list(_find_run(units, kinds, first))) == first
    alone = all(_is_alone(units, kinds, start) for start in others)
    return frozenset(range(first)) if whole and alone else frozenset()


def _find_lists(kinds: Sequence[BlockKind]) -> Iterator[int]:
    """Yield the row at which each list begins."""
    for row, kind in enumerate(kinds):
        if kind in ITEMS and (not row or kinds[row - 1] not in ITEMS):
            yield row


def _find_run(units: Sequence[Unit], kinds: Sequence[BlockKind], start: int) -> Iterator[int]:
    """Yield the rows of the lines right above a list, the lowest first."""
    for row in reversed(range(start)):
        line = kinds[row] is BlockKind.PARAGRAPH and is_title_like(units[row])
        if not line or units[row].region != units[start].region:
            return
        yield row


def _is_alone(units: Sequence[Unit], kinds: Sequence[BlockKind], start: int) -> bool:
    """Return whether one line, and no other above it, stands over a list."""
    led = kinds[start - 1] is BlockKind.HEADING or is_title_like(units[start - 1])
    return led and kinds[start - 2] in ITEMS and units[start - 1].region == units[start].region


def _count_near(units: Sequence[Unit], run: Sequence[int], start: int) -> int:
    """Return how many lines stand right over each other, down to the list."""
    below = units[start]
    for count, row in enumerate(run):
        if not _stands_over(units[row], below):
            return count
        below = units[row]
    return len(run)


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
