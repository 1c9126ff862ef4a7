"""Two sides -> what is worked out from them, in the order and with the direction that a question takes."""

import re
from collections.abc import Sequence

from assistant.cover import terms_of
from assistant.model import Claim, Direction, Operation
from assistant.periods import years_of
from assistant.worked.claims import work_claims
from assistant.worked.naming import Naming
from assistant.worked.operations import Asked
from assistant.worked.parts import Part
from corpus.terms import find_terms

_FROM = re.compile(r"\bfrom\W*$", re.IGNORECASE)
_HOW_MANY = re.compile(r"\bhow many\b", re.IGNORECASE)
_OF_A_HUNDRED = re.compile(r"\bpoints?\b|\bpercentage\b|\bper ?cent\b|%", re.IGNORECASE)
_MOVED = {
    (Direction.MORE, True): Direction.RISE,
    (Direction.MORE, False): Direction.FALL,
    (Direction.LESS, True): Direction.FALL,
    (Direction.LESS, False): Direction.RISE,
}
"""By whether a question says more or less, and whether the earlier figure is what it measures by."""


def work_sides(asked: Asked, sides: Sequence[Part], naming: Naming) -> tuple[Claim, ...]:
    """Return what is worked out from two sides, saying so where they differ the other way than is asked.

    Sides that follow each other in time are taken in that order, others with the one first that the
    question tells of; without knowing which that is, no direction is held against them.
    """
    if not _is_of_the_sort(asked, sides):
        return ()
    if len(sides) != 2 or asked.operation is Operation.COMPARE:  # noqa: PLR2004 - two sides
        return work_claims(asked.operation, sides)
    in_time = _in_time(sides)
    measured_by = _measured_by(asked, sides, naming)
    if in_time:
        return work_claims(asked.operation, in_time, claimed=_moved(asked, in_time, measured_by))
    if measured_by is None or asked.claimed not in {Direction.MORE, Direction.LESS}:
        return work_claims(asked.operation, sides)
    ordered = sorted(sides, key=lambda part: part is measured_by)
    return work_claims(asked.operation, ordered, claimed=asked.claimed)


def _is_of_the_sort(asked: Asked, sides: Sequence[Part]) -> bool:
    """Tell whether figures are what is asked for: a share is none of things that "how many" counts.

    A row of shares must be named by half of its words at least, as it tells more about less: of
    "Thefts solved within a week", "thefts" names too little.
    """
    if not any(part.row >= 0 and part.figure.unit.sign == "%" for part in sides):
        return True
    said = frozenset(find_terms(asked.text))
    labels = [terms_of(part.label) for part in sides]
    counted = _HOW_MANY.search(asked.text) and not _OF_A_HUNDRED.search(asked.text)
    return not counted and all(2 * len(label & said) >= len(label) for label in labels)


def _moved(asked: Asked, in_time: Sequence[Part], measured_by: Part | None) -> Direction | None:
    """Return the way a question says that figures went: "more than a year ago" is a rise."""
    if asked.claimed in {Direction.RISE, Direction.FALL}:
        return asked.claimed
    if asked.claimed is None or measured_by is None:
        return None
    return _MOVED[asked.claimed, measured_by is in_time[0]]


def _in_time(sides: Sequence[Part]) -> tuple[Part, ...]:
    """Return two sides, the earlier first: by the years they name, or as in "from 96 to 81"; else ()."""
    years = [sorted(years_of(part.said)) for part in sides]
    if all(years) and years[0] != years[1]:
        return tuple(sorted(sides, key=lambda part: sorted(years_of(part.said))))
    started = [bool(_FROM.search(part.block.text[: part.start])) for part in sides]
    if not any(years) and sides[0].block is sides[1].block and sum(started) == 1:
        return tuple(part for _, part in sorted(zip(started, sides, strict=True), key=lambda pair: -pair[0]))
    return ()


def _measured_by(asked: Asked, sides: Sequence[Part], naming: Naming) -> Part | None:
    """Return the side that a question measures the other by, as after "than"; None when that is not told."""
    terms = set(naming.terms(asked.base))
    first, second = (len(terms & part.own) for part in sides)
    if first == second:
        return None
    return sides[0] if first > second else sides[1]
