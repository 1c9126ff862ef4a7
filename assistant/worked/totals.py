"""The rows of a table that hold what other rows do as well: a total, and what might be one."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from assistant.naming import TOTAL, WHOLE
from assistant.worked.figures import Figure, one_unit

_NAME = re.compile(r"^\w+ [A-Z][a-z]")
""""All Saints" is a name, and no whole."""

_PART_OF_ANOTHER = re.compile(
    r"\bsub[- ]?totals?\b|^\W*(?:of (?:which|whom|these)|incl(?:uding|\.)|averages?|mean|median|change)\b",
    re.IGNORECASE,
)
FEWEST_SUMMED = 3
"""Rows of a table at least, for a last one that comes to the sum of the others to be taken for a total."""

Rows = Sequence[Mapping[int, Figure]]
"""The figures of each row, by column."""


def find_total_row(labels: Sequence[str], rows: Rows) -> tuple[int | None, bool]:
    """Return which row is the total of the others, if any, and whether each other one stands by itself.

    "All recorded crime" is the total where it is no less than the others together. It is not sure that
    each stands by itself with a second total, a sub-total, an "of which", or a last row that happens to
    be the sum of the others: what is added up, averaged or ranked then may hold something twice.
    """
    totals = [number for number, label in enumerate(labels) if TOTAL.search(label.strip())]
    wholes = [n for n, label in enumerate(labels) if n not in totals and WHOLE.match(label.strip())]
    parts = any(_PART_OF_ANOTHER.search(label.strip()) for label in labels)
    if totals:
        return totals[-1], len(totals) == 1 and not parts and not wholes
    if len(wholes) == 1 and not _NAME.match(labels[wholes[0]].strip()) and _holds_all(wholes[0], rows):
        return wholes[0], not parts
    summed = len(rows) >= FEWEST_SUMMED and _is_sum(len(rows) - 1, rows)
    return None, not parts and not wholes and not summed


def _holds_all(number: int, rows: Rows) -> bool:
    """Tell whether a row's counts or amounts are each no less than those of all other rows together."""
    sums = [sum(pair[1:], Decimal(0)) <= pair[0] for pair in _columns(number, rows)]
    return bool(sums) and all(sums)


def _is_sum(number: int, rows: Rows) -> bool:
    """Tell whether a row gives in any column what the others come to together, and that is not nothing."""
    return any(pair[0] and sum(pair[1:], Decimal(0)) == pair[0] for pair in _columns(number, rows))


def _columns(number: int, rows: Rows) -> list[list[Decimal]]:
    """Return by column a row's figure and then the other rows', for those of things and money."""
    places = [place for place, figure in rows[number].items() if figure.unit.sign not in {"%", "points"}]
    others = [row for n, row in enumerate(rows) if n != number]
    columns = [[rows[number][place], *(row[place] for row in others if place in row)] for place in places]
    return [[f.value for f in column if one_unit((f, column[0]))] for column in columns]
