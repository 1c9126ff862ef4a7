"""The years that a text names: a calendar year, a financial year, a span of years."""

import re
from dataclasses import dataclass
from functools import lru_cache

_YEARS = re.compile(r"\b((?:19|20)\d\d)(?:\s?[/–-]\s?((?:19|20)\d\d|\d\d)\b)?")
_YEAR_ON = re.compile(
    r"\b(?:the |a )?(?:years? (?:before|earlier|previously)|(?:previous|prior|preceding) (?:\w+ )?years?"
    r"|time before)\b",
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
    return tuple(dict.fromkeys(_period(first, last) for first, last in _YEARS.findall(text)))


def years_of(text: str) -> set[int]:
    """Return every year in which a period that a text names begins or ends; "2020/21" names both."""
    return {year for period in find_periods(text) for year in (period.first, period.last)}


def without_periods(text: str) -> str:
    """Return a text without the years it names: they say where to look, not what for."""
    return " ".join(_YEARS.sub(" ", text).split())


def replace_periods(text: str, period: str) -> str:
    """Return a text with another period in place of each that it names."""
    return _YEARS.sub(lambda _: period, text)


def years_away(question: str) -> int:
    """Return how many years from the one spoken of a question asks about: -1, 1, or 0 for none."""
    if _YEAR_ON.search(question):
        return -1
    return 1 if _YEAR_AFTER.search(question) else 0


def move_periods(text: str, years: int) -> str:
    """Return a text with each period in it moved by so many years."""
    return _YEARS.sub(lambda found: str(_period(found[1], found[2] or "").moved(years)), text)


def _period(first: str, last: str) -> Period:
    start = int(first)
    if not last:
        return Period(start, start)
    end = int(first[: 4 - len(last)] + last)
    return Period(start, end) if end >= start else Period(start, start)
