"""Is a share or a rate there, of what is asked about, where one is asked for?"""

import re

from assistant.slots.held import Held
from assistant.slots.light import LIGHT
from assistant.slots.numbers import Unit, find_numbers
from corpus.terms import find_term

_RATE = re.compile(
    r"\b(?:what|which) (?:is|was|are|were) (?:the |our |its )?(?:[\w'’-]+ ){0,4}?rates?\b"
    r"|\bhow (?:high|low) (?:is|was) .*\brates?\b|^\W*[\w ]+ rate\W*$",
    re.IGNORECASE,
)
_RATE_OF = re.compile(r"\b([a-z]+)[ -]rates?\b", re.IGNORECASE)
_NO_RATE = re.compile(r"\b(?:at any|first|second|council tax|exchange|interest) rates?\b", re.IGNORECASE)
_PER = re.compile(
    r"\d[\d.,]*\s+(?:[\w-]+ ){0,5}?(?:per|a|each|every|in every|for every|out of) "
    r"(?:\d[\d,]*|week|month|day|year|quarter|person|household|head)\b|\d[\d.,]* in \d|\brate of \d"
    r"|\brate\b\W+\d|\b1 in \d|\brates?,? per \d|^[^\t\n]*\bper \d[\d,]* [\w -]+[\t\n]",
    re.IGNORECASE,
)


def find_no_rate(held: Held) -> str:
    """Return that no rate is there, where one is asked for: a rate is a share, or a number per something."""
    if not _RATE.search(held.asked) or _NO_RATE.search(held.asked):
        return ""
    of = _RATE_OF.search(held.asked)
    if (
        of
        and find_term(of[1]) in held.words
        and find_term(of[1]) not in LIGHT
        and not held.is_like(find_term(of[1]))
    ):
        return f"what comes nearest says nothing of a {of[0].lower()}"
    columns = " ".join(cell.column for cell in held.block.cells)
    share = any(number.unit is Unit.SHARE for number in find_numbers(held.text))
    figures = bool(re.search(r"\brates?\b|\bper\b|%", columns, re.IGNORECASE)) and bool(
        re.search(r"\d", held.text)
    )
    return "" if share or figures or _PER.search(held.text) else "what comes nearest gives no rate"
