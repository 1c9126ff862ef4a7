"""A question's wording -> what is to be worked out, if anything, and the parts of it that may name sides."""

import re
from dataclasses import dataclass

from assistant.model import Operation

_MORE = r"more|less|fewer|higher|lower|bigger|larger|smaller|greater"
_MOVES = (
    r"fall|fell|fallen|rise|rose|risen|grow|grew|grown|increase\w*|decrease\w*|drop\w*|change\w*|reduc\w+"
    r"|go up|gone up|went up|go down|gone down|went down"
)
_PERCENT = r"percentage|per ?cent|proportion|share|fraction|%"
_HOW_MUCH = r"\b(?:how (?:much|many|big|large)|what|whats|which|total|sum|add)\b"

_CUES: tuple[tuple[Operation, re.Pattern[str]], ...] = tuple(
    (operation, re.compile(pattern, re.IGNORECASE))
    for operation, pattern in (
        (
            Operation.REMAINDER,
            rf"\b(?:what|which|how (?:much|many)) .*?(?:{_PERCENT})(?!\w).*?(?:\bnot\b|n['’]t\b)",
        ),
        (
            Operation.CHANGE,
            rf"\bwhat (?:{_PERCENT})(?!\w).*\b(?:{_MOVES})\b"
            rf"|\bpercentage (?:{_MOVES}|reduction|growth)\b|\bper ?cent (?:change|rise|fall|drop)\b",
        ),
        (
            Operation.MULTIPLE,
            rf"\bhow many times (?:\w+ )?(?:{_MORE}|over|as (?:much|many|big|large|high)|the)\b"
            r"|\bwhat multiple\b",
        ),
        (
            Operation.DIFFERENCE,
            rf"\bhow (?:much|many|far)\b.*?\b(?:{_MORE}|\w+er)\b.*\bthan\b"
            r"|\bhow (?:much|many|far)\b.*\b(?:above|below|ahead of|behind)\b"
            r"|\bwhat(?:'s|’s|s| is| was| were)? the (?:\w+ ){0,2}?(?:difference|gap)\b"
            r"|\bhow (?:big|large|wide) (?:is|was) the (?:difference|gap)\b"
            r"|\bthe (?:difference|gap) (?:is|was)\b|\bdifference between\b"
            rf"|\bby how (?:much|many)\b|\bhow (?:much|many|far)\b.*\b(?:{_MOVES})\b.*\b(?:from|between|since)\b"
            r"|\bwhat(?:'s|’s| is| was) the (?:rise|fall|increase|decrease|drop|change)\b.*\b(?:from|between)\b",
        ),
        (
            Operation.SHARE,
            rf"\b(?:what|which|how (?:much|big|large)) .{{0,25}}?(?:{_PERCENT})(?!\w)|\bas an? (?:{_PERCENT})(?!\w)",
        ),
        (Operation.AVERAGE, r"\b(?:average|mean)\b(?! (?:by|that|to)\b)"),
        (
            Operation.TOTAL,
            rf"^(?=.*{_HOW_MUCH}).*\b(?:total|totals|sum|altogether|all together|combined|in all"
            r"|add(?:s|ed|ing)? (?:up|.*(?:and|to|plus))|come to|comes to|came to|between them|put together|overall|together)\b",
        ),
        (
            Operation.COMPARE,
            rf"\b(?:which|who|what)\b.*\b(?:{_MORE})\b.*\bor\b|\bor\b.*\bwhich\b.*\b(?:{_MORE})\b"
            rf"|^\W*(?:did|does|do|is|was|were|are|has|have|had)\b.*\b(?:{_MORE}|\w+er)\b.*\bthan\b",
        ),
        (
            Operation.LARGEST,
            r"\b(?:which|what|whats|who|where)\b.*\b(?:biggest|largest|highest|greatest|most)\b",
        ),
        (
            Operation.SMALLEST,
            r"\b(?:which|what|whats|who|where)\b.*\b(?:smallest|lowest|least|fewest)\b",
        ),
        (Operation.COUNT, r"\bhow many\b(?! (?:more|times|percentage))"),
    )
)
_RANK = re.compile(
    r"\b(?P<rank>second|third|fourth|fifth|2nd|3rd|4th|5th)[ -](?=big|large|high|great|most|small|low|least|few)",
    re.IGNORECASE,
)
_RANKS = {"second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5}
_EXCEPT = re.compile(
    r"\b(?:apart from|except(?: for)?|excluding|excl\.?|leaving out|left out|without|other than|not (?:counting|including)|minus|besides)\b",
    re.IGNORECASE,
)
_HOW_MUCH_MONEY = re.compile(r"\bhow (?:much|many)\b", re.IGNORECASE)
_YEAR_BEFORE = re.compile(r"\b(?:year|month|quarter|time) before\b", re.IGNORECASE)
_PIECES = re.compile(
    r"[,;&+?]|\b(?:than|versus|vs|compared (?:with|to)|against|between|from|above|below|ahead of|behind"
    r"|and|or|to|plus|with|over|is|was|are|were|did|does|has|had|make up|makes up)\b",
    re.IGNORECASE,
)
_MOST = re.compile(r"\b(?:biggest|largest|highest|greatest|most)\b", re.IGNORECASE)
_LEAST = re.compile(r"\b(?:smallest|lowest|least|fewest)\b", re.IGNORECASE)
_WHOLE = re.compile(
    r"\b(?:of|out of)\b(?P<whole>.*?)(?:\b(?:went|goes|go|gone|is|was|are|were|did|does|do|made|makes|make|came|comes|has|had|got)\b"
    r"(?P<part>.*)|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be worked out. `pieces` are the question's parts between words that set things apart.

    `excluded` is what the question leaves out ("apart from the grant"). For a share, `part` and
    `whole` are what is measured and what it is measured by, as far as the wording tells.
    """

    operation: Operation
    text: str
    pieces: tuple[str, ...]
    excluded: str = ""
    rank: int = 1
    part: str = ""
    whole: str = ""


def find_operation(question: str) -> Asked | None:
    """Return what a question asks to work out, or None for one that asks for what is said."""
    operation = next((name for name, cue in _CUES if cue.search(question)), None)
    text, *excluded = _EXCEPT.split(question, maxsplit=1)
    if excluded and operation in {None, Operation.COUNT} and _HOW_MUCH_MONEY.search(text):
        operation = Operation.TOTAL
    if operation is None or _YEAR_BEFORE.search(question):
        return None
    rank = _RANK.search(question)
    part, whole = _sides_of_share(text) if operation is Operation.SHARE else ("", "")
    pieces = tuple(piece.strip() for piece in _PIECES.split(text) if piece.strip())
    return Asked(
        operation, text, pieces, " ".join(excluded), _RANKS[rank["rank"].lower()] if rank else 1, part, whole
    )


def superlative(piece: str) -> Operation | None:
    """Return whether a part of a question names the largest or smallest of something."""
    if _MOST.search(piece):
        return Operation.LARGEST
    return Operation.SMALLEST if _LEAST.search(piece) else None


def _sides_of_share(text: str) -> tuple[str, str]:
    """Return the part and the whole of "what share of WHOLE went to PART" or "what share is PART of WHOLE"."""
    found = _WHOLE.search(text)
    if not found:
        return text, ""
    before = text[: found.start()]
    part = (found["part"] or "").strip(" ?")
    return (part or before), found["whole"]
