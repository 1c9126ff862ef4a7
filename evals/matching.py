"""Whether a text states a fact: whole tokens, with numbers, shares, money, dates and years made alike."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = "|".join(_MONTHS)
_SCALES = {"k": 1_000, "thousand": 1_000, "m": 10**6, "million": 10**6, "bn": 10**9, "billion": 10**9}
_WORDS = {
    word: str(value)
    for value, word in enumerate(
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=2
    )
} | {"first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th"}
_TOKEN = re.compile(
    rf"""
      (?P<iso>\b\d{{4}}-\d\d-\d\d\b)
    | (?P<slashed>\b\d\d?/\d\d?/\d{{4}}\b)
    | \b(?P<day>\d\d?)(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\b,?\s+(?P<year>\d{{4}})\b
    | \b(?P<month2>{_MONTH})\s+(?P<day2>\d\d?)(?:st|nd|rd|th)?,?\s+(?P<year2>\d{{4}})\b
    | \b(?P<from_year>(?:19|20)\d\d)\s*(?:[-/]|to)\s*(?P<to_year>(?:19|20)?\d\d)\b(?![\d/-])
    | (?P<ordinal>\b\d+(?:st|nd|rd|th)\b)
    | (?P<number>(?:\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+)(?:\.\d+)?)
      (?:\s?(?P<scale>k|m|bn|thousand|million|billion)\b)?
    | (?P<percent>%|\bper\s?cent\b)
    | (?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)
    """,
    re.VERBOSE,
)
_NUMBER = re.compile(
    r"(?P<digits>(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?)\s?(?P<percent>%|per\s?cent\b)?", re.IGNORECASE
)
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\xa0": " "})


def tokenise(text: str) -> tuple[str, ...]:
    """Return the tokens two ways of writing one thing share, in order.

    "£10,000" and "10000" give ("10000",); "46.7%" and "46.7 per cent" give ("46.7", "%"); a date gives
    its ISO form and a span of years both its years in full. Punctuation and pound signs give nothing.
    """
    return tuple(_token(match) for match in _TOKEN.finditer(text.translate(_PLAIN).casefold()))


def states(tokens: Sequence[str], fact: str) -> bool:
    """Return whether the fact's tokens stand in the text's, side by side; an empty fact's do not."""
    wanted = tokenise(fact)
    if not wanted:
        return False
    starts = (at for at, token in enumerate(tokens) if token == wanted[0])
    return any(tuple(tokens[at : at + len(wanted)]) == wanted for at in starts)


def find_numbers(text: str) -> frozenset[str]:
    """Return every number written in digits, without thousands commas, a share with its percent sign."""
    return frozenset(
        _plain_number(match["digits"]) + ("%" if match["percent"] else "") for match in _NUMBER.finditer(text)
    )


def _token(match: re.Match[str]) -> str:
    found = {name: value for name, value in match.groupdict().items() if value}
    if "number" in found:
        return _plain_number(found["number"], _SCALES.get(found.get("scale", ""), 1))
    if "from_year" in found:
        return _years(found["from_year"], found["to_year"])
    if "percent" in found:
        return "%"
    if "word" in found:
        return _WORDS.get(found["word"], found["word"].removesuffix("'s"))
    return found["ordinal"] if "ordinal" in found else _date(match[0], found)


def _plain_number(digits: str, scale: int = 1) -> str:
    value = Decimal(digits.replace(",", "")) * scale
    return format(value.normalize(), "f")


def _years(start: str, end: str) -> str:
    return f"{start}..{start[:2] + end if len(end) == len('21') else end}"


def _date(written: str, found: dict[str, str]) -> str:
    if "iso" in found:
        year, month, day = found["iso"].split("-")
    elif "slashed" in found:
        day, month, year = found["slashed"].split("/")
    else:
        name = found.get("month") or found["month2"]
        day, month = found.get("day") or found["day2"], str(_MONTHS.index(name) + 1)
        year = found.get("year") or found["year2"]
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return written
