"""A date that stands alone under a line: what it is the date of is said by that line."""

import re
from collections.abc import Sequence

from corpus.model import BlockKind
from ingest.items import join_units
from ingest.titles import is_title_like
from ingest.units import Unit

NEAR = 1.6
"""In heights of the line: a date further below it is another line's, or the page's."""

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_DATE = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS}),? \d{{4}}|(?:{_MONTHS}) (?:\d{{1,2}}, )?\d{{4}}"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{4})",
    re.IGNORECASE,
)


def join_dates(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Return a slide's units with its one date that stands alone made part of the short line above it.

    With several such dates none is joined: those of a list of days may as well stand over their lines.
    """
    rows = [row for row, unit in enumerate(units) if _is_date(unit)]
    if len(rows) != 1 or not rows[0] or not _is_dated(units[rows[0] - 1], units[rows[0]]):
        return tuple(units)
    row = rows[0]
    return (*units[: row - 1], join_units(units[row - 1 : row + 1], "\n"), *units[row + 1 :])


def _is_date(unit: Unit) -> bool:
    return _DATE.fullmatch(" ".join(unit.text.split())) is not None


def _is_dated(line: Unit, date: Unit) -> bool:
    """Return whether a line is short, no heading, and has the date right below it."""
    if line.kind is not BlockKind.PARAGRAPH or date.kind is not BlockKind.PARAGRAPH:
        return False
    if not is_title_like(line) or line.region != date.region or date.gap:
        return False
    if line.box is None or date.box is None:
        return True
    near = date.box[1] - line.box[3] <= NEAR * (date.box[3] - date.box[1])
    return near and line.box[0] < date.box[2] and date.box[0] < line.box[2]
