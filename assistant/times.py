"""Is a block of the time that is asked about? Its own time goes before its document's."""

import re
from collections.abc import Iterable

from assistant.model import Hit, Query
from assistant.periods import Period, find_periods, years_away
from corpus.model import Document

_LOOKS_BACK = re.compile(
    r"(?<!over the )(?<!in the )(?<!during the )(?<!for the )"
    r"\b(?:previous|last|prior|earlier|before|since|compared|against|fallen|risen"
    r"|from £?\d[\d,.]*%? to £?\d+)\b"
    r"|\b(?:up|down) from\b",
    re.IGNORECASE,
)
"""Words that set a figure against an earlier one; what went on "over the last year" is the year itself."""


def of_its_time(query: Query, hit: Hit, document: Document) -> float:
    """Return how well a block is of a time the question asks about, 0..1; 1 where it asks about none."""
    return max((speaks_of(period, hit, document) for period in query.periods), default=1.0)


def tells_of_before(query: Query, hit: Hit, document: Document) -> bool:
    """Tell whether a block of the year after the one asked about looks back on it.

    Only where the year before is asked for by that name, since the block need not name it.
    """
    if years_away(query.asked) >= 0 or not looks_back(hit):
        return False
    return not query.periods or any(speaks_of(period.moved(1), hit, document) for period in query.periods)


def looks_back(hit: Hit) -> bool:
    """Tell whether a block sets what it says against an earlier time."""
    return _LOOKS_BACK.search(hit.block.text) is not None


def speaks_of(asked: Period, hit: Hit, document: Document) -> float:
    """Return how well a block's time is the one asked about: 1 its own, 0.5 one about it, 0 another.

    A block's own time is what it, its columns, headings or slide's title name; only where these
    name none is it its document's. So a figure of one year is never given for another that the
    same document covers. Where nobody has said what time a document is of, it may be any.
    """
    own = _own_periods(hit)
    if any(_is_within(asked, period) for period in own):
        return 1.0
    spans = [period for period in own if period.last > period.first]
    covered = find_periods(document.period)
    if asked in covered:
        return 0.5 if _names_another(hit, asked) else 1.0
    if spans:
        return 0.0
    if not own and not covered:
        return 0.5
    return 0.5 if any(period.holds(asked) for period in covered) else 0.0


def _is_within(asked: Period, named: Period) -> bool:
    """Tell whether a named period is the one asked about; a single year is also asked for by its half."""
    return asked == named or (asked.first == asked.last and named.holds(asked))


def _own_periods(hit: Hit) -> tuple[Period, ...]:
    names = (hit.block.text, hit.slide.title, hit.slide.theme, *hit.block.headings)
    columns = (cell.column for cell in hit.block.cells)
    return _periods_of((*names, *columns))


def _periods_of(texts: Iterable[str]) -> tuple[Period, ...]:
    return tuple(period for text in texts if text for period in find_periods(text))


def _names_another(hit: Hit, asked: Period) -> bool:
    titled = find_periods(hit.slide.title)
    return bool(titled) and not any(period.holds(asked) for period in titled)
