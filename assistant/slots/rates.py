"""Is a share or a rate there, of what is asked about, where one is asked for?"""

import re

from assistant.slots.held import Held
from assistant.slots.light import LIGHT
from assistant.slots.numbers import Unit, find_numbers
from assistant.wanted import Wanted, holds
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


_MOVES = re.compile(
    r"\b(?:ris|rose|fall|fell|increas|decreas|drop|chang|reduc|grow|grew|up|down|more|less|fewer)\w*",
    re.IGNORECASE,
)
CHANGED = re.compile(
    r"\b(?:up|down|rose|risen|fell|fallen|grew|grown|(?:ris|fall|increas|decreas|dropp?|reduc)\w*)"
    r" (?:(?:of|by|about|around|nearly|a|an|further) )*\d[\d.]*\s?(?:%|per ?cent\b)"
    r"|\d[\d.]*\s?(?:%|per ?cent) (?:\w+ )?(?:rise|fall|increase|decrease|drop|reduction|more|fewer|less"
    r"|higher|lower|up|down)\b",
    re.IGNORECASE,
)
"""How a text tells of a change in per cent, which is no share of anything."""


def find_no_share(held: Held) -> str:
    """Return that the only shares tell of a rise or fall, where a share of something is asked for, or ""."""
    if held.wanted is not Wanted.SHARE or _MOVES.search(held.asked) or held.block.cells:
        return ""
    shares = [number for number in find_numbers(held.text) if number.unit is Unit.SHARE]
    left = CHANGED.sub(" ", held.text)
    if shares and not holds(Wanted.SHARE, left):
        return "what comes nearest gives no share, only how far something moved"
    return ""


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
