"""What sort of answer a question asks for, read from its wording, and whether a text holds one."""

import re
from enum import StrEnum


class Wanted(StrEnum):
    """The sort of thing that would answer. `STATEMENT` is anything said on the subject."""

    AMOUNT = "amount"
    SHARE = "share"
    COUNT = "count"
    TIME = "time"
    PERSON = "person"
    STATEMENT = "statement"


_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"

_ASKED: tuple[tuple[Wanted, re.Pattern[str]], ...] = (
    (
        Wanted.AMOUNT,
        re.compile(
            r"\bhow much (?:money|funding|cash|did .* cost)|\b(?:what|how much)\b.*\b(?:cost|budget|worth|funding|grant"
            r"|amount|spen[dt]|allocat\w+|money|cash|£)|\bhow much\b",
            re.IGNORECASE,
        ),
    ),
    (
        Wanted.SHARE,
        re.compile(r"\b(?:percentage|per ?cent|proportion|share|rate of|what %)|%", re.IGNORECASE),
    ),
    (Wanted.COUNT, re.compile(r"\bhow many\b|\bnumbers? of\b|\bhow often\b", re.IGNORECASE)),
    (
        Wanted.TIME,
        re.compile(
            r"\b(?:when|what (?:date|year|month|day|time)|how long|since when|until when|by when)\b",
            re.IGNORECASE,
        ),
    ),
    (Wanted.PERSON, re.compile(r"\b(?:who|whom|whose)\b", re.IGNORECASE)),
)

_HELD: dict[Wanted, re.Pattern[str]] = {
    Wanted.AMOUNT: re.compile(r"[£$€]\s?\d", re.IGNORECASE),
    Wanted.SHARE: re.compile(r"\d\s?%|\bper ?cent\b|\b(?:half|third|quarter)\b", re.IGNORECASE),
    Wanted.COUNT: re.compile(
        r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen)\b", re.IGNORECASE
    ),
    Wanted.TIME: re.compile(
        rf"\b(?:19|20)\d\d\b|\b(?:{_MONTHS}|spring|summer|autumn|winter)\b|\b\d+ (?:days?|weeks?|months?|years?)\b"
        r"|\bweekly|monthly|annual(?:ly)?\b",
        re.IGNORECASE,
    ),
    # Two capitalised words in a row, as names of people and of bodies are written.
    Wanted.PERSON: re.compile(r"\b[A-Z][\w'’-]+(?: (?:of|and|for|the|de|van) )?\s?[A-Z][\w'’-]+"),
    Wanted.STATEMENT: re.compile(r"\w"),
}

_LIST = re.compile(
    r"^\W*(?:and )?(?:list|name|what are|what were|who are|who were)\b"
    r"|\b(?:which|what(?: (?:other|kinds? of|types? of|sorts? of))?) (?:\w+ ){0,3}?(?P<plural>\w{2,}(?<!s)(?<!u)(?<!i)s)\b"
    r"|\bwhat (?:is|was) (?:included|covered|listed)\b",
    re.IGNORECASE,
)
_NOT_PLURAL = frozenset("does has was says goes its this sees becomes makes means".split())
_BROAD = re.compile(
    r"\bwhat (?:is|was|has|have|had|are|were|did|does|do)\b.*\b(?:being )?(?:done|doing|do|say|said|happen\w*|changed?)\b"
    r"|\b(?:tell me|anything|summar\w+|overview|update|everything|describe)\b|\bhow (?:is|are|has|have|did|does|do|was|were)\b"
    r"|\bwhat about\b",
    re.IGNORECASE,
)
_SIDES = re.compile(
    r"\b(?:compar\w+|versus|vs\.?|differ\w*|than|higher|lower|more or less|bigger|larger|smaller|both|respectively)\b",
    re.IGNORECASE,
)


def find_wanted(question: str) -> Wanted:
    """Return the sort of answer a question asks for; STATEMENT when its wording fixes none."""
    return next((wanted for wanted, asked in _ASKED if asked.search(question)), Wanted.STATEMENT)


def holds(wanted: Wanted, text: str) -> bool:
    """Tell whether a text holds something of the sort, right or wrong."""
    return bool(_HELD[wanted].search(text))


def asks_for_list(question: str) -> bool:
    """Tell whether several things are asked for ("what are the priorities", "which projects")."""
    found = _LIST.search(question)
    return found is not None and (found["plural"] or "").lower() not in _NOT_PLURAL


def asks_broadly(question: str) -> bool:
    """Tell whether a whole subject is asked about rather than one fact."""
    return bool(_BROAD.search(question))


def asks_to_compare(question: str) -> bool:
    """Tell whether two sides are to be set against each other."""
    return bool(_SIDES.search(question))
