"""Is the block about the time that is asked about, and about what was or what is to be?"""

import re

from assistant.periods import years_of
from assistant.slots.held import Held, split_sentences
from assistant.slots.numbers import Unit, find_numbers
from assistant.wanted import Wanted
from corpus.model import BlockKind, DocumentKind

_I = re.IGNORECASE
_PLANS = frozenset({DocumentKind.PLAN, DocumentKind.POLICE_AND_CRIME_PLAN})
"""What is about what is to come, whether or not a line of it says so."""

MONTHS = "january february march april may june july august september october november december".split()
_MONTH_NUMBERS = {name[:3]: number for number, name in enumerate(MONTHS, start=1)}
_MONTH_SMALL = re.compile(rf"\b({'|'.join(m for m in MONTHS if m not in ('may', 'march'))})\b", _I)
_MONTH_NAMED = re.compile(
    r"\b(?:Mar(?:ch)?|May|Jan|Feb|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b|\b(?:in|since|until"
    r"|by) (?:march|may)\b"
)
_RANGE = re.compile(
    r"\b(?:mid-|early |late )?(\w{3,9})\s?(?:-|–|to|and|until)\s?(?:mid-|early |late )?(\w{3,9})\b", _I
)
_BY = re.compile(r"\b(?:by|as of|up to) (?:the end of )?[A-Z][a-z]{2,8}\b")
"""The time up to which something is counted: a paper tells what there is when it is written."""
_SEASONS = {
    "spring": {3, 4, 5},
    "summer": {6, 7, 8, 9},
    "autumn": {9, 10, 11},
    "winter": {12, 1, 2},
    "christmas": {12},
    "festive": {12},
    "easter": {3, 4},
}
_QUARTER = re.compile(
    r"\b(?:(?P<word>first|second|third|fourth|last|final)[- ]quarter|(?:q|quarter )(?P<digit>[1-4]))\b", _I
)
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}

_NEXT = re.compile(
    r"\b(?:next|following|coming|forthcoming) (?:financial )?years?\b|\byear after\b"
    r"|\bin (?:the )?future\b",
    _I,
)
_WILL = re.compile(r"\bwhat will\b|\bhow (?:much|many|long|often)\b.*\bwill\b", _I)
_AHEAD = re.compile(
    r"\b(?:will|plan(?:s|ned|ning)?|due|expect\w*|forecast\w*|project(?:ed|ion|ions)|target\w*"
    r"|propos\w+|next|future|aim\w*"
    r"|anticipat\w+|should|going to|commenc\w+|from (?:April|May|June|July|September|January)"
    r"|upcoming|forthcoming|intend\w*"
    r"|ambition\w*|by 20\d\d|to be|budget\w*|scheduled|hope\w*|commit\w*)\b",
    _I,
)
_COMING = re.compile(
    r"\b(?:will|next|following|coming|forthcoming|upcoming|future|proposed|planned|forecast\w*"
    r"|expected|due|anticipate\w*"
    r"|from (?:April|May|June|July|September|January))\b",
    _I,
)
_GOAL = re.compile(
    r"\b(?:targets?|forecasts?|projections?|predict\w*|projected|forecasted|budgeted|ambitions?)\b",
    _I,
)
_GOAL_SAID = re.compile(
    r"\b(?:target\w*|forecast\w*|project(?:ed|ions?)|predict\w*|aim\w*|goal\w*|ambition\w*"
    r"|objective\w*|expect\w*|planned"
    r"|budget\w*|anticipat\w+|will|benchmark\w*|should|due|plans?|planning|propos\w+|intend\w*|to be)\b",
    _I,
)
_HAPPENED = re.compile(
    r"\b(?:how (?:many|much)\b.*\b(?:was|were|did|had|has|have)|what (?:was|were)|(?:what"
    r"|which) (?:percentage|proportion)\b"
    r".*\b(?:was|were|did|had|have|has))\b",
    _I,
)
_ONLY_GOAL = re.compile(
    r"\b(?:target of|target is|target for|targets? (?:\w+ ){0,3}to|aims? to|aiming to|we will"
    r"|will (?:be|have|see|recruit|build"
    r"|open|provide|create|deliver)|forecast (?:of|is|to)|is forecast|are forecast|expected to"
    r"|planned to|plans? to|hopes? to"
    r"|is due to|are due to|by the end of 20\d\d|to be (?:recruited|built|opened|delivered))\b",
    _I,
)


def find_other_period(held: Held) -> str:
    """Return why the block is about another time than is asked about, or "".

    Months, quarters and seasons of the question must be among those that the block, or what names
    it, speaks of. What is asked of next year needs a word that looks ahead. A target is asked for
    and said by that name; and a figure that was reached is not answered with one to be reached.
    """
    return _find_other_months(held) or _find_not_ahead(held) or _find_no_goal(held) or _find_only_goal(held)


def months_of(text: str) -> set[int]:
    """Return the numbers of the months a text names, ranges filled in, seasons and quarters as theirs.

    A quarter is one of the financial year, which begins in April, as English public bodies count.
    """
    found = {_MONTH_NUMBERS[word.lower()[:3]] for word in _MONTH_SMALL.findall(text)}
    found |= {_MONTH_NUMBERS[word.split()[-1].lower()[:3]] for word in _MONTH_NAMED.findall(text)}
    for first, last in _RANGE.findall(text):
        start, end = _MONTH_NUMBERS.get(first.lower()[:3]), _MONTH_NUMBERS.get(last.lower()[:3])
        if {start, end} <= found and start and end:
            found |= {(start - 1 + step) % 12 + 1 for step in range((end - start) % 12 + 1)}
    for season, months in _SEASONS.items():
        if re.search(rf"\b{season}\b", text, _I):
            found |= months
    for quarter in _QUARTER.finditer(text):
        number = int(quarter["digit"] or _ORDER[quarter["word"].lower()])
        found |= {(3 + 3 * (number - 1) + step) % 12 + 1 for step in range(3)}
    return found


def _find_other_months(held: Held) -> str:
    asked = months_of(_BY.sub(" ", held.asked))
    said = months_of(f"{held.document.title}\n{held.around}")
    if held.document.presented_on:
        said.add(held.document.presented_on.month)
    if not asked or asked & said or (not said and _is_season(held.asked)):
        return ""
    named = "that time" if len(asked) > 1 else MONTHS[min(asked) - 1].capitalize()
    return f"what comes nearest says nothing of {named}"


def _is_season(question: str) -> bool:
    return any(re.search(rf"\b{season}\b", question, _I) for season in _SEASONS)


def _find_not_ahead(held: Held) -> str:
    if held.document.kind in _PLANS:
        return ""
    coming, ahead = _NEXT.search(held.asked), _WILL.search(held.asked)
    if not (coming or ahead) or (_COMING.search(held.text) if coming else _AHEAD.search(held.around)):
        return ""
    if _names_later(held):
        return ""
    return f"what comes nearest is about {held.document.period or 'what was'}, not about what is to come"


def _names_later(held: Held) -> bool:
    """Tell whether the block or what names it speaks of a year after its document's."""
    last = max(years_of(held.document.period), default=0)
    return bool(last) and max(years_of(held.around), default=0) > last


def _find_no_goal(held: Held) -> str:
    goal = _GOAL.search(held.asked)
    planned = held.document.kind in _PLANS and held.block.kind is BlockKind.TABLE_ROW
    if not goal or planned or held.wanted is Wanted.TIME or _GOAL_SAID.search(held.around):
        return ""
    return f"what comes nearest gives no {goal[0].lower()}"


def _find_only_goal(held: Held) -> str:
    if held.wanted not in (Wanted.COUNT, Wanted.SHARE, Wanted.AMOUNT) or not _HAPPENED.search(held.asked):
        return ""
    if _GOAL.search(held.asked) or re.search(r"\bwill\b|\bexpect|\bplan|\baim", held.asked, _I):
        return ""
    units = {Wanted.AMOUNT: Unit.MONEY, Wanted.SHARE: Unit.SHARE, Wanted.COUNT: Unit.PLAIN}
    figures = [
        sentence
        for sentence in split_sentences(held.text)
        if any(number.unit is units[held.wanted] for number in find_numbers(sentence))
    ]
    if figures and all(_ONLY_GOAL.search(sentence) for sentence in figures):
        return "what comes nearest says only what is to be reached, not what was"
    return ""
