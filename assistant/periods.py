"""The years that a text names: a calendar year, a financial year, a span of years."""

import re
from dataclasses import dataclass
from functools import lru_cache

_SHORT = "|".join(f"{year % 100}/{year % 100 + 1}" for year in (*range(1990, 1999), *range(2013, 2050)))
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_YEARS = re.compile(
    rf"""
      \b(?P<first>(?:19|20)\d\d)(?:\s?[/–-]\s?(?P<last>(?:19|20)\d\d|\d\d)\b)?
    | (?<![\w/.,£$€-])(?P<short>{_SHORT})(?![\w/%-]|[.,]\d|\s?year|\s{_MONTH})
    """,
    re.VERBOSE,
)
"""A year, a span of years, or a financial year of two digits each, from 13/14 on: 10/11 is a day as well."""

_LAST_CENTURY = 90
_YEAR_ON = re.compile(
    r"(?<!than )(?<!than in )(?<!than the )(?<!than in the )(?<!since )(?<!since the )\b(?:the |a )?"
    r"(?:years? (?:before|earlier|previously)|(?:previous|prior|preceding) (?:\w+ )?years?|time before)\b",
    re.IGNORECASE,
)
_THAN_BEFORE = re.compile(
    r"\b((?:than|compared (?:with|to)|against|and) (?:in |it was in |for )?)(?:the )?"
    r"(?:year (?:before|earlier)|(?:previous|prior|preceding) (?:financial )?year)\b",
    re.IGNORECASE,
)
_YEAR_AFTER = re.compile(
    r"\b(?:the |a )?(?:years? (?:after|later)|(?:following|next) (?:financial )?years?)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Calendar years from `first` to `last`, both included; a financial year touches two."""

    first: int
    last: int

    def __str__(self) -> str:
        """Return the period as public bodies write it: 2021, 2021/22, 2021-25."""
        if self.first == self.last:
            return str(self.first)
        return f"{self.first}{'/' if self.last == self.first + 1 else '-'}{self.last % 100:02d}"

    def holds(self, other: "Period") -> bool:
        """Tell whether the other period lies within this one."""
        return self.first <= other.first and other.last <= self.last

    def moved(self, years: int) -> "Period":
        """Return the period as many years later; earlier when below 0."""
        return Period(self.first + years, self.last + years)


@lru_cache(maxsize=20_000)
def find_periods(text: str) -> tuple[Period, ...]:
    """Return the periods that a text names, in order, once each: a year, a financial year, a span."""
    return tuple(dict.fromkeys(_period(found) for found in _YEARS.finditer(text)))


def years_of(text: str) -> set[int]:
    """Return every year in which a period that a text names begins or ends; "2020/21" names both."""
    return {year for period in find_periods(text) for year in (period.first, period.last)}


def without_periods(text: str) -> str:
    """Return a text without the years it names: they say where to look, not what for."""
    return " ".join(_YEARS.sub(" ", text).split())


def replace_periods(text: str, period: str) -> str:
    """Return a text with another period in place of each that it names."""
    return _YEARS.sub(lambda _: period, text)


@lru_cache(maxsize=5_000)
def years_away(question: str) -> int:
    """Return how many years from the one spoken of a question asks about: -1, 1, or 0 for none."""
    if _YEAR_ON.search(question):
        return -1
    return 1 if _YEAR_AFTER.search(question) else 0


def move_periods(text: str, years: int) -> str:
    """Return a text with each period in it moved by so many years."""
    return _YEARS.sub(lambda found: str(_period(found).moved(years)), text)


def spell_out_years(text: str) -> str:
    """Return a text with each financial year as public bodies write it: 2023/24 for 23/24 and 2023-2024."""

    def spelt(found: re.Match[str]) -> str:
        period = _period(found)
        return str(period) if period.last == period.first + 1 else found[0]

    return _YEARS.sub(spelt, text)


def spell_out_year_before(text: str) -> str:
    """Return a text with the year before in words spelt as a period, where it names one: "2020/21"."""
    named = find_periods(text)
    if len(named) != 1:
        return text
    return _THAN_BEFORE.sub(lambda found: f"{found[1]}{named[0].moved(-1)}", text)


def _period(found: re.Match[str]) -> Period:
    if found["short"]:
        year = int(found["short"][:2])
        start = year + (1900 if year >= _LAST_CENTURY else 2000)
        return Period(start, start + 1)
    first, last = found["first"], found["last"]
    start = int(first)
    if not last:
        return Period(start, start)
    end = int(first[: 4 - len(last)] + last)
    return Period(start, end) if end >= start else Period(start, start)
