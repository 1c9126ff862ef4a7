"""Up, down or the same: what a question takes for granted or asks, and what a block says."""

import re
from enum import StrEnum
from functools import lru_cache


class Direction(StrEnum):
    """Which way something went."""

    UP = "up"
    DOWN = "down"


_I = re.IGNORECASE
_UP = re.compile(
    r"\b(?:r[io]se[ns]?|rising|increas\w*|gr[eo]w(?:n(?!-)|ing|s|th)?|gone? up|went up|going up|higher"
    r"|up (?:by|from|£?\d[\d,.]*)|doubl\w+|tripl\w+"
    r"|extra|heightened|greater|mount(?:ed|ing)"
    r"|soar\w*|surg\w+|climb\w*|jump\w*|spik\w+|more (?!than|about|information|or less))\b",
    _I,
)
_DOWN = re.compile(
    r"\b(?:f[ae]ll(?:en|ing|s)?(?! (?:under|within|into|outside)\b)|decreas\w*"
    r"|declin(?:e|es|ed|ing)(?! to)|dropp?(?:ed|ing|s)?|reduced|(?-i:reductions?)"
    r"|reductions? in|gone? down|went down"
    r"|going down|lower(?:ed)?|down (?:by|from|£?\d[\d,.]*)|halv\w+|shr[aiu]nk\w*|dip(?:ped)?"
    r"|fewer|less|cuts?(?! (?:off"
    r"|down on))|slump\w*)\b",
    _I,
)
_AIM = re.compile(
    r"\b(?:aim\w*|plan\w*|want\w*|need|work\w*|help\w*|seek\w*|in order|hop\w*"
    r"|try\w*)?\s?to (?:\w+ly )?(?:reduce|increase|cut|lower|grow|raise)\b",
    _I,
)
_ELSE = re.compile(
    r"\b(?:same|stable|steady|unchanged|level|trend|change\w*|fluctuat\w*|improv\w*|wors\w*|better"
    r"|similar|returned)\b",
    _I,
)
_THAN = re.compile(r"^\W*why\b.*\b(?:more|less|fewer|higher|lower)\b.*\bthan\b", _I)
_ASKS = re.compile(r"^\W*(?:and |but |so )?(?:did|has|have|is|are|was|were)\b", _I)
_NAMED = re.compile(
    r"(?<=\w )[A-Z]\w+ (?:Reduction|Increase|Growth|Cut)s?\b|\b(?:Reduction|Growth)s? (?=[A-Z])"
)
_BELONGS = re.compile(
    r"\bf[ae]ll(?:en|ing|s)? (?:out|asleep|ill)\b|\bdrop(?:s|ped|ping)?[- ](?:in|into|off|out)\b"
    r"|\bfalls? (?:under|within|into|outside)\b|\b(?:under|within|into) (?:which|what)\b.*\bfalls?\W*$",
    _I,
)
"""What tells where something belongs, or of blades dropped into a bin, and not that it went down."""

_MOVES = re.compile(
    r"\b(?:r[io]se[ns]?|rising|increas(?:e|ed|ing)|gr[eo]wn?(?!-)|growing|gone? (?:up|down)|went (?:up"
    r"|down)|going (?:up|down)"
    r"|f[ae]ll(?:en|ing)?|decreas(?:e|ed|ing)|declin(?:e|ed|ing)(?! to)|drop(?:ped|ping)?|reduced|doubled"
    r"|halved|cut)\b",
    _I,
)


@lru_cache(maxsize=5_000)
def directions_of(text: str) -> frozenset[Direction]:
    """Return the ways a text says something went; what is only aimed at does not count."""
    said = _AIM.sub(" ", _unnamed(text))
    found = {Direction.UP: _UP.search(said), Direction.DOWN: _DOWN.search(said)}
    return frozenset(way for way, match in found.items() if match)


def _unnamed(text: str) -> str:
    """Return a text without what says of no fall: names ("Harm Reduction Unit"), and "falls under"."""
    return _BELONGS.sub(" ", _NAMED.sub(" ", text))


def asks_direction(question: str) -> bool:
    """Tell whether a yes-or-no question asks which way something went: "Did noise fall?"."""
    return bool(_ASKS.search(question) and _MOVES.search(_unnamed(question)))


def takes_direction(question: str) -> frozenset[Direction]:
    """Return the ways that a question takes for granted: {DOWN} of "Why did noise fall?"."""
    if asks_direction(question) or not (_MOVES.search(_unnamed(question)) or sets_against(question)):
        return frozenset()
    return directions_of(question)


def sets_against(question: str) -> bool:
    """Tell whether a question takes for granted that one thing is above or below another ("fewer than")."""
    return bool(_THAN.search(question)) and not _ASKS.search(question)


def says_direction(text: str) -> bool:
    """Tell whether a text says which way anything went, or that it stayed."""
    return bool(directions_of(text)) or bool(_ELSE.search(_AIM.sub(" ", text)))
