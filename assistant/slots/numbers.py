"""The numbers of a text, each with what it measures and what it counts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from corpus.terms import STOP_WORDS, find_term, normalise_number

WINDOW = 6
"""How many words may stand between a number and the noun that it counts."""


class Unit(StrEnum):
    """What a number measures."""

    MONEY = "£"
    SHARE = "%"
    RANK = "rank"
    DURATION = "duration"
    YEAR = "year"
    DAY = "day"
    HOUR = "hour"
    AGE = "age"
    NAME = "name"
    PLAIN = "plain"


_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_UNITS = "two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {
    **{word: value for value, word in enumerate([*_UNITS, *_TEENS], start=2)},
    **{word: 10 * value for value, word in enumerate(_TENS, start=2)},
    "hundred": 100,
    "thousand": 1000,
}
_IN_WORDS = rf"(?:(?:{'|'.join(_TENS)})[- ](?:one|{'|'.join(_UNITS)})\b|(?:{'|'.join(_WORDS)}))"
"""A number up to ninety-nine as it is written in words."""
_NUMBER = re.compile(
    rf"""
      (?P<money>[£$€]\s?\d[\d,]*(?:\.\d+)?\s?(?:k|m|bn|million|billion|thousand)?\b)
    | (?P<share>\d[\d,]*(?:\.\d+)?\s?(?:%|per\ ?cent\b|percentage\ points?\b))
    | (?P<day>\b\d\d?(?:st|nd|rd|th)?\ (?:of\ )?(?:{_MONTHS})\b)
    | (?P<rank>\b\d+(?:st|nd|rd|th)\b)
    | (?P<hour>\b\d\d?(?:[:.]\d\d)?\ ?[ap]\.?m\b)
    | (?P<age>\b(?:aged?|ages|under|over)[\ -](?:of\ )?\d\d?(?:\ ?(?:-|–|to|and)\ ?\d\d?)?s?\b(?!,\d|%)
        |\b\d\d?(?:\ ?(?:-|–|to)\ ?\d\d?)?[- ]year[- ]olds?\b)
    | (?P<duration>\b(?:\d[\d,]*(?:\.\d+)?|{_IN_WORDS})[- ]?(?:(?:working|calendar|full)\ )?
        (?:hour|hr|minute|min|second|day|week|month|year)s?\b)
    | (?P<year>\b(?:19|20)\d\d(?:\s?[/–-]\s?\d\d(?:\d\d)?)?\b(?!,\d))
    | (?P<name>(?-i:(?<=[\w)\],:;]\ )[A-Z][a-z]+\ \d\d?\b(?![,.]\d|\ ?%))
        |\b[A-Za-z]+-?\d+\b
        |\b(?:wave|phase|stage|year|level|tier|band|section|page|slide|part|key\ stage|grade|category|type
            |class|figure|table|appendix|no\.?|post|step|room|ward|unit|zone|version)\ \d+\b)
    | (?P<plain>\b\d[\d,]*(?:\.\d+)?(?:\s?(?:k|m|bn)\b)?|\b{_IN_WORDS}\b)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MAY_HOLD = re.compile(rf"\d|{'|'.join(_WORDS)}", re.IGNORECASE)
_LIST_NUMBER = re.compile(r"^\s*\(?(?:\d\d?[.)]|1?\d)\s+(?=[A-Z])")
"""A list's own number; from 20 on one without a stop counts something ("58 Afghan evacuees")."""
_BREAK = re.compile(r"[;:.!?\n\t](?=\s|$)|[\n\t]|\(|\)| – | - |, (?=(?:which|while|with|but|and)\b)")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Number:
    """One number: as written, as bare digits, what it measures, and the terms it may count.

    `after` are the terms of the words that follow in its clause, in order; `before` those in front
    of it; `closed` tells that no word follows that it could count.
    """

    written: str
    value: str
    unit: Unit
    after: tuple[str, ...]
    before: tuple[str, ...]
    closed: bool


@lru_cache(maxsize=5_000)
def find_numbers(text: str) -> tuple[Number, ...]:
    """Return the numbers of a text in order, a list's own number left out; kept, since blocks recur."""
    return tuple(_numbers(text)) if _MAY_HOLD.search(text) else ()


def _numbers(text: str) -> Iterator[Number]:
    said = _LIST_NUMBER.sub(lambda found: " " * len(found[0]), text)
    for found in _NUMBER.finditer(said):
        kind = str(found.lastgroup)
        unit = Unit[kind.upper()]
        behind = _BREAK.split(said[found.end() :], maxsplit=1)[0]
        front = _BREAK.split(said[: found.start()].rstrip(" :("))[-1]
        following = _WORD.findall(behind)
        yield Number(
            found[0].strip(),
            _bare(found[0]),
            unit,
            _terms(following[:WINDOW]),
            _terms(_WORD.findall(front)),
            not following or following[0].lower() in STOP_WORDS,
        )


def _terms(words: list[str]) -> tuple[str, ...]:
    parts = [part for word in words for part in (word, *word.split("-")[1:])]
    return tuple(find_term(word.replace("-", "")) for word in parts if word.lower() not in STOP_WORDS)


def _bare(written: str) -> str:
    digits = re.search(r"\d[\d,]*(?:\.\d+)?\s?(?:k|m|bn)?\b", written, re.IGNORECASE)
    word = written.strip().lower()
    if digits is None:
        parts = [_WORDS.get(part, 1 if part == "one" else None) for part in re.split(r"[- ]", word)]
        return word if None in parts else str(sum(part for part in parts if part))
    return normalise_number(digits[0].replace(" ", ""))
