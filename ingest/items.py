"""Numbered items as layouts set them: without a sign, a number in a shape of its own, lines below it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.model import BlockKind
from ingest.units import Unit, around

MOST_LINES, MOST_CHARS = 3, 160
"""An item has at most so many lines below its number, none longer: more is text under a heading."""

_COUNTED = re.compile(r"(\d{1,2})\s+(?=\W?[^\W\d_a-z])")
_NUMBERED = re.compile(r"\(?(\d{1,2})(?:[.)]|(?=\s))\s+(?=\S)")
_BARE = re.compile(r"\(?(\d{1,2})[.)]?\Z")
_LINES = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING})
_LEADS = _LINES | {BlockKind.NUMBERED}


def set_items(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Return a slide's units with each numbered item whole, as one unit, and as an item."""
    marked = _mark_runs(mark_counted(units))
    return _join(_join(marked, _NUMBERED, "\n"), _BARE, " ")


def mark_counted(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Return a slide's units, its paragraphs that begin with 1, 2 and so on without a sign as a list's items.

    Only a whole count from 1 is a list: a single figure may begin any sentence.
    """
    found = {
        row: int(match[1])
        for row, unit in enumerate(units)
        if unit.kind is BlockKind.PARAGRAPH and not unit.rank and (match := _COUNTED.match(unit.text))
    }
    if len(found) < 2 or list(found.values()) != list(range(1, len(found) + 1)):  # noqa: PLR2004  two count
        return tuple(units)
    return tuple(
        replace(unit, kind=BlockKind.NUMBERED) if row in found else unit for row, unit in enumerate(units)
    )


def _mark_runs(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Return the units with headings that count up right under each other, with nothing between, as items."""
    counts = [_count_of(unit) for unit in units]
    rows = {
        at
        for row, (above, below) in enumerate(pairwise(counts))
        if above and below == above + 1
        for at in (row, row + 1)
    }
    return tuple(
        replace(unit, kind=BlockKind.NUMBERED, rank=0) if row in rows else unit
        for row, unit in enumerate(units)
    )


def _count_of(unit: Unit) -> int:
    found = _NUMBERED.match(unit.text) if unit.kind in _LEADS else None
    return int(found[1]) if found else 0


def _join(units: Sequence[Unit], lead: re.Pattern[str], joint: str) -> tuple[Unit, ...]:
    """Return the units with the lines below each lead made part of it, where leads count up evenly spaced.

    `joint` stands between a lead and the first line.
    """
    rows = _find_leads(units, lead)
    steps = {below - row for row, below in pairwise(rows)}
    step = steps.pop() if len(steps) == 1 else 0
    if not 1 < step <= MOST_LINES + 1 or rows[-1] + step > len(units):
        return tuple(units)
    groups = [units[row : row + step] for row in rows]
    if not all(_is_line(line) for _, *below in groups for line in below):
        return tuple(units)
    last = rows[-1] + step
    return (*units[: rows[0]], *(_as_one(group, joint) for group in groups), *units[last:])


def _find_leads(units: Sequence[Unit], lead: re.Pattern[str]) -> list[int]:
    """Return the rows of the leads, none if their numbers do not rise by one."""
    found = {
        row: int(hit[1])
        for row, unit in enumerate(units)
        if unit.kind in _LEADS and (hit := lead.match(unit.text))
    }
    counts = list(found.values())
    even = all(above + 1 == below for above, below in pairwise(counts))
    return list(found) if even and len(counts) > 1 else []


def _is_line(unit: Unit) -> bool:
    return unit.kind in _LINES and len(unit.text) <= MOST_CHARS


def _as_one(group: Sequence[Unit], joint: str) -> Unit:
    return replace(join_units(group, joint), kind=BlockKind.NUMBERED, rank=0)


def join_units(group: Sequence[Unit], joint: str) -> Unit:
    """Return units as the first of them, with the lines of all; `joint` stands after the first."""
    joints = [joint, *"\n" * (len(group) - 2)]
    text, places, spans = group[0].text, list(group[0].places), list(group[0].spans)
    for between, unit in zip(joints, group[1:], strict=True):
        shift = len(text) + 1
        places += [one._replace(start=one.start + shift, end=one.end + shift) for one in unit.places]
        spans += unit.spans
        text = f"{text}{between}{unit.text}"
    return replace(
        group[0],
        text=text,
        spans=tuple(spans),
        places=tuple(places),
        box=around(unit.box for unit in group),
    )
