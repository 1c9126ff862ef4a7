"""Does a question ask for several things, and for how many?"""

import re
from functools import lru_cache

_SMALL = {
    word: number
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve".split(), start=2
    )
}

_ALL = rf"\ball (?:of them|{'|'.join(_SMALL)}|\d+)\b"

_FULL = (
    r"\b(?:the |a )?(?:full|complete|whole) (?:list|set|details)\b|\b(?:list|name) (?:them|all|each|every)\b"
)

_LIST = re.compile(
    r"(?:^|[.;:!?–-] )\W*(?:and )?(?:list|name|what are|what were|who are|who were)\b"
    rf"|^\W*(?:and )?(?:all )?the (?:{'|'.join(_SMALL)}|[2-9]|1\d) (?:[\w'’-]+ ){{0,3}}?[a-z]+s\b"
    r"|^\W*(?:and |please )?(?:give|show|tell) (?:me|us) (?:all )?(?:the|every)\b"
    r"|^\W*(?:all|every) (?:of )?the\b"
    r"|\b(?:set out|spell out|run through|go through|read out)\b"
    r"|\bnames? of (?:all|every|each|everyone|everybody|those)\b"
    r"|\bwho (?:was|were|has been|have been|got|won|received) (?:\w+ed |given |the )*an? \w"
    r"|\bwhat (?:does|do|did) .*\b(?:name|list|give|identify|set out|see|regard)"
    r" as (?:the|its|their|our) (?:\w+ ){0,2}?\w+s\b"
    r"|\bwho (?:sits|sit|is|are) on (?:the|our|its) \w"
    rf"|{_ALL}"
    r"|\bwhat (?:does|do|did) .*\b(?:cover|include|contain|comprise|consist of|involve)\b"
    r"|\b(?:which|what(?: (?:other|kinds? of|types? of|sorts? of))?) (?!is\b|was\b)(?:\w+ ){0,3}?"
    r"(?P<plural>[\w-]{2,}(?<!s)(?<!u)(?<!i)s)\b"
    r"(?! (?:the|an?|this|that|these|those|our|its|their|it|them|us|me)\b)"
    r"|\bwhat (?:is|was) (?:included|covered|listed)\b",
    re.IGNORECASE,
)

_SO_MANY = re.compile(
    rf"\b(?:the|what|which|name|list|our|all|has|have|had|\w+['’]s) (?P<number>{'|'.join(_SMALL)}|[2-9]|1\d)"
    r" (?:[\w'’-]+ ){0,3}?[a-z]+s\b",
    re.IGNORECASE,
)

_JOINT = re.compile(r"[,;\n]|\band\b", re.IGNORECASE)
"""What stands between the things of a list in one text."""

_NOT_PLURAL = frozenset("does has was says goes its this sees becomes makes means".split())


@lru_cache(maxsize=5_000)
def asks_for_list(question: str) -> bool:
    """Tell whether several things are asked for ("what are the priorities", "which projects")."""
    found = _LIST.search(question)
    return found is not None and (found["plural"] or "").lower() not in _NOT_PLURAL


def asks_for_all(said: str) -> bool:
    """Tell whether a text wants all of several things: "I'd like all three headings."."""
    return bool(re.search(rf"{_ALL}|{_FULL}", said, re.IGNORECASE))


@lru_cache(maxsize=5_000)
def find_number_asked(question: str) -> int:
    """Return how many things a question says it wants (4 of "the four centres"), or 0."""
    asked = _SO_MANY.search(question)
    return (_SMALL.get(asked["number"].lower()) or int(asked["number"])) if asked else 0


@lru_cache(maxsize=5_000)
def find_things_asked(question: str) -> str:
    """Return the word for the things that a question counts ("centres" of "the four big centres"), or ""."""
    asked = _SO_MANY.search(question)
    return asked[0].split()[-1] if asked else ""


def lists_as_many(question: str, text: str) -> bool:
    """Tell whether a question says how many things it wants ("the four centres") and a text may list them."""
    number = find_number_asked(question)
    return number > 0 and len(_JOINT.findall(text)) >= number - 1
