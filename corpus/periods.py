"""Years, spans of years and dates as papers write them, brought to one form."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|"
            "september sept sep|october oct|november nov|december dec"
        ).split("|"),
        start=1,
    )
    for name in names.split()
}
LONGEST = 15
"""Years a span may have: strategies run up to ten or so; what is longer is no period of a paper."""

SHOWN = 5
TELLING = 3
"""Mentions that tell what a text speaks of."""

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_TO = r"\s*(?:[-–—]|to|until)\s*"
_DATES = (
    re.compile(
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m>{_MONTH})\b\.?,?\s+(?P<y>{_YEAR})\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<m>{_MONTH})\b\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>{_YEAR})\b", re.IGNORECASE
    ),
    re.compile(rf"(?<![\d/.-])(?P<d>\d{{1,2}})(?P<s>[/.-])(?P<m>\d{{1,2}})(?P=s)(?P<y>{_YEAR})(?![\d/-])"),
    re.compile(rf"(?<![\d/.-])(?P<y>{_YEAR})-(?P<m>\d{{2}})-(?P<d>\d{{2}})(?![\d/-])"),
)
_FIRST, _LAST = r"(?:0?1(?:st)?\s+)?(?:april|apr)", r"(?:31(?:st)?\s+)?(?:march|mar)"
_APRIL = rf"{_FIRST}\s+(?P<april>{_YEAR}){_TO}{_LAST}\s+(?P<march>{_YEAR})"
_ENDING = rf"year\s+(?:ending|ended|to)\s+{_LAST}\s+(?P<ending>{_YEAR})"
_IN_MONTH = (
    rf"(?P<day>(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?:{_MONTH})\b\.?,?\s+(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s+)?"
    rf"{_YEAR}(?!\s?[/–-]\s?\d\d\b)|\d{{1,2}}[/.-]\d{{1,2}}[/.-]{_YEAR}|{_YEAR}-\d\d-\d\d)"
)
_SPAN = rf"(?P<first>{_YEAR})(?:\s?[/–—-]\s?|{_TO})(?P<last>{_YEAR}|\d\d)"
_SHORT = r"(?:FY|Q[1-4])\s*(?P<short>\d\d)[/-](?P<after>\d\d)"
_PERIOD = re.compile(
    rf"(?<![\w/.£,])(?<!\d-)(?:{_APRIL}|{_ENDING}|{_IN_MONTH}|{_SPAN}|{_SHORT}|(?P<alone>{_YEAR}))(?![\w/%]|[.,]\d)",
    re.IGNORECASE,
)
"""One scan, so that the year of a date is not taken for a period."""


@dataclass(frozen=True, slots=True)
class Period:
    """A financial year ("2020/21"), several ("2022-25") or one year ("2021"), and the words that say so."""

    first: int
    last: int
    words: str

    @property
    def name(self) -> str:
        """The period in the one form."""
        if self.first == self.last:
            return str(self.first)
        sign = "/" if self.last == self.first + 1 else "-"
        return f"{self.first}{sign}{self.last % 100:02d}"

    @property
    def is_year(self) -> bool:
        """Whether it is one calendar year."""
        return self.first == self.last

    def holds(self, other: "Period") -> bool:
        """Return whether the other lies within this one."""
        return self.first <= other.first and other.last <= self.last


@dataclass(frozen=True, slots=True)
class Day:
    """A date and the words that say so."""

    day: date
    words: str


def find_days(text: str) -> tuple[Day, ...]:
    """Return the dates of a text, day first as in Britain, in no order of value: as they stand."""
    found = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            name = match["m"].lower()
            month = int(name) if name.isdigit() else MONTHS[name]
            with suppress(ValueError):
                day = date(int(match["y"]), month, int(match["d"]))
                found.append((match.start(), Day(day, " ".join(match[0].split()))))
    return tuple(day for _, day in sorted(found, key=lambda one: one[0]))


def find_periods(text: str) -> tuple[Period, ...]:
    """Return the periods of a text as they stand; the years of dates and of "March 2021" are none."""
    return tuple(_periods(text))


@dataclass(frozen=True, slots=True)
class PeriodCheck:
    """The manifest's period beside those the text names, most often first; `note` says where they differ."""

    manifest: str
    mentioned: tuple[tuple[str, int], ...] = ()
    note: str = ""


def check_period(manifest: str, texts: Iterable[str]) -> PeriodCheck:
    """Return the years that texts speak of, and a note when they speak mostly of another than the manifest's.

    A paper names the years before and after its own, so only twice as many mentions, and at least
    three, make a note. Years are compared with years, financial years with financial years.
    """
    counted = Counter(period for text in texts for period in _bare(text))
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0].name))
    mentioned = tuple((period.name, count) for period, count in ranked[:SHOWN])
    own = next(iter(find_periods(manifest)), None)
    fitting = sum(count for period, count in ranked if own and own.holds(period))
    others = [(p, n) for p, n in ranked if not own or (not own.holds(p) and p.is_year == own.is_year)]
    other, count = others[0] if others else (None, 0)
    if other is None or count < max(TELLING, 2 * fitting):
        return PeriodCheck(manifest, mentioned)
    says = f"says {manifest} ({_times(fitting)})" if manifest else "says none"
    note = f"the text speaks mostly of {other.name} ({_times(count)}), the manifest {says}"
    return PeriodCheck(manifest, mentioned, note)


def _bare(text: str) -> Iterator[Period]:
    return (Period(period.first, period.last, "") for period in find_periods(text))


def _times(count: int) -> str:
    return "never" if count == 0 else "once" if count == 1 else f"{count} times"


def _periods(text: str) -> Iterator[Period]:
    for match in _PERIOD.finditer(text):
        bounds = _bounds(match)
        if bounds is not None:
            yield Period(*bounds, " ".join(match[0].split()))


def _bounds(match: re.Match[str]) -> tuple[int, int] | None:
    if match["day"]:
        return None
    if match["alone"]:
        return int(match["alone"]), int(match["alone"])
    if match["ending"]:
        return int(match["ending"]) - 1, int(match["ending"])
    first, last = next((match[one], match[other]) for one, other in _BOUNDS if match[one] and match[other])
    start = int(first.zfill(4)) + (2000 if len(first) == len("20") else 0)
    end = _full(start, last)
    return (start, end) if start < end <= start + LONGEST else None


_BOUNDS = (("april", "march"), ("first", "last"), ("short", "after"))


def _full(start: int, last: str) -> int:
    """Return the year that two digits, or four, mean after another year."""
    if len(last) > len("21"):
        return int(last)
    end = start - start % 100 + int(last)
    return end if end > start else end + 100
