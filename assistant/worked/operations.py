"""A question's wording -> what is to be worked out, if anything, and the parts of it that may name sides."""

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.model import Direction, Operation
from assistant.periods import find_periods

_MORE = r"(?:more|less|fewer|higher|lower|bigger|larger|smaller|greater)"
_MOST = r"(?:biggest|largest|highest|greatest|most(?! (?:one|any|anyone|you|we|they|an?)\b))"
_LEAST = r"(?:smallest|lowest|least|fewest)"
_MOVES = (
    r"(?:fall|fell|fallen|rise|rose|risen|grow|grew|grown|increase\w*|decrease\w*|drop\w*|change\w*"
    r"|reduc\w+|(?:go|goes|gone|went|come|comes|came) (?:up|down))"
)
_PERCENT = r"(?:percentage|per ?cent|proportion|share|fraction|%)(?!\w)"
_HOW_MUCH = r"\b(?:how (?:much|many|big|large)|what|whats|which|total|sum|add|work out|calculate)\b"
_QUANTITY = r"\bhow (?:much|many|far)\b"
_NUMBER = r"two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|\d+"
_YES_OR_NO = r"^\W*(?:did|does|do|is|was|were|are|has|have|had|will)\b"
_IS = r"(?:'s|’s|s| is| was| were)?"
_NOT = r"(?:\bnot\b|n['’]t\b)"

_NOT_WHICH = rf"\b(?:spen[dt] on|used? for|p(?:ay|ays|aid) for|{_MOVES})\b"
"""Asks what the largest thing was for, or which has moved the most, and not which is the largest."""

_WORDINGS: dict[Operation, tuple[str, ...]] = {
    Operation.REMAINDER: (rf"\b(?:what|which|how (?:much|many)) .*?{_PERCENT}.*?{_NOT}",),
    Operation.CHANGE: (
        rf"\bwhat {_PERCENT}.*\b{_MOVES}\b",
        rf"\bpercentage (?:{_MOVES}|reduction|growth)\b",
        r"\bper ?cent (?:change|rise|fall|drop)\b",
    ),
    Operation.MULTIPLE: (
        rf"\bhow many times (?:\w+ )?(?:{_MORE}|over|as (?:much|many|big|large|high)|the)\b",
        rf"{_YES_OR_NO}.*\b(?:twice|double|(?:{_NUMBER}) times) (?:as|the)\b",
        r"\bratio of\b",
    ),
    Operation.DIFFERENCE: (
        rf"{_QUANTITY}.*?\b(?:{_MORE}|\w+er)\b.*\bthan\b",
        r"\bhow (?:much|many) (?:more|less|fewer|extra|additional)\b.*\b(?:compared (?:with|to)|against)\b",
        rf"{_QUANTITY}.*\b(?:above|below|ahead of|behind)\b",
        rf"\b(?:what{_IS}|work out|calculate) the (?:\w+ ){{0,2}}?(?:difference|gap)\b",
        r"\bhow (?:big|large|wide) (?:is|was) the (?:difference|gap)\b",
        r"\bhow far apart\b|\bpoints (?:over|under)\b",
        rf"{_QUANTITY}.*\b(?:short of|(?:over|under) (?:the |its |our )?(?:target|budget|plan|limit))\b",
        r"\b(?:what|how (?:much|many))\b.*\bdiffer by\b|\bhow (?:much|far) .*\bdiffer\b",
        r"\bthe (?:difference|gap) (?:is|was)\b",
        r"\bdifference between\b",
        r"\bby how (?:much|many)\b",
        r"\w minus \w",
        rf"{_QUANTITY}.*\b{_MOVES}\b.*\b(?:from|between|since)\b",
        rf"\bwhat{_IS} the (?:rise|fall|increase|decrease|drop|change)\b.*\b(?:from|between)\b",
    ),
    Operation.SHARE: (
        rf"\b(?:what|which|how (?:much|big|large)) .{{0,25}}?{_PERCENT}",
        rf"\bas an? {_PERCENT}",
    ),
    Operation.AVERAGE: (r"\b(?:average|mean)\b(?! (?:by|that|to)\b)",),
    Operation.TOTAL: (
        rf"^(?=.*{_HOW_MUCH}).*\b(?:totals?|sum|altogether|all together|combined|in all|overall|together)\b",
        rf"^(?=.*{_HOW_MUCH}).*\b(?:all in|all told|on top of (?:each other|one another))\b",
        rf"^(?=.*{_HOW_MUCH}).*(?:\bamounts? to\b|\w plus \w)",
        rf"^(?=.*{_HOW_MUCH}).*\b(?:come|comes|came) to\b|\bbetween them\b",
        r"\badd(?:s|ed|ing)? (?:up\b|.*\b(?:and|to|plus)\b)",
    ),
    Operation.COMPARE: (
        rf"\b(?:which|who|what)\b.*\b{_MORE}\b.*\bor\b",
        rf"\bor\b.*\bwhich\b.*\b{_MORE}\b",
        rf"{_YES_OR_NO}.*\b(?:{_MORE}|\w+er)\b.*\bthan\b",
        rf"{_YES_OR_NO}.*\bor\b.*\b{_MORE}\b(?! (?:or|and)\b)",
    ),
    Operation.LARGEST: (rf"^(?!.*{_NOT_WHICH}).*\b(?:which|what|whats|who|where)\b.*\b{_MOST}\b",),
    Operation.SMALLEST: (rf"^(?!.*{_NOT_WHICH}).*\b(?:which|what|whats|who|where)\b.*\b{_LEAST}\b",),
    Operation.COUNT: (r"\bhow many\b(?! (?:more|times|percentage))",),
}
"""How each is asked for; the first that fits is what is asked."""

_CUES = {
    operation: re.compile("|".join(wordings), re.IGNORECASE) for operation, wordings in _WORDINGS.items()
}
_RANKS = {"second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5}
_NUMBERS = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4, "five": 5, "5": 5}
_TOP = re.compile(
    rf"\b(?P<number>{'|'.join(_NUMBERS)}) (?:{_MOST}|{_LEAST})\b"
    rf"|\b(?:{_MOST}|{_LEAST}) (?P<after>{'|'.join(_NUMBERS)})\b",
    re.IGNORECASE,
)
_RANK = re.compile(rf"\b(?P<rank>{'|'.join(_RANKS)})[ -](?:{_MOST}|{_LEAST})\b", re.IGNORECASE)
_EXCEPT = re.compile(
    r"\b(?:apart from|except(?: for)?|excluding|excl\.?|leaving out|left out|without|other than"
    r"|not (?:counting|including)|besides)\b",
    re.IGNORECASE,
)
_TAKEN_OUT = re.compile(
    r" (?:if )?(?:you |we |they |i )?(?:(?:take|takes|taking|leave|leaves|leaving|set|setting) (?P<out>.+?)"
    r" (?:out|away|off|aside)|(?:take|takes|taking) (?P<off>.+?) from)\b(?: of (?:it|them|the total))?",
    re.IGNORECASE,
)
_LEFT_AFTER = re.compile(
    r"(?P<left>\b(?:left over|(?:is|was|be) left|remains?)\b.*?)\b(?:after|once|when|if)\b"
    r"(?: (?:you|we|they|i) (?:take|leave|set) (?:out|away|off|aside)\b)?(?P<out>.+?)"
    r"(?: (?:is|are|was|were|has been|have been) (?:(?:taken|left|set) (?:out|away|off|aside)|paid|spent|gone"
    r"|deducted|removed)\b|(?= in (?:19|20)\d\d)|(?=[?.]?$))",
    re.IGNORECASE,
)
_SHOWN_IN = re.compile(
    r"(?P<named>\b(?:in|from|on|of) (?:the|this|that) (?:[\w/’'-]+ ){0,4}?)(?:table|chart|slide)\b",
    re.IGNORECASE,
)
"""Where a question says that a figure is shown, which names none: "in the 2023/24 funding table"."""

_TOTALS_COMPARED = re.compile(
    r"^(?!.*\b(?:in total|altogether|all together|combined|together|sum|add\w*)\b)"
    r".*\b(?:compar\w+|versus|vs|against|measure up)\b",
    re.IGNORECASE,
)
"""Sets totals that are stated against each other: nothing is to be added up."""
OF_A_TOTAL = re.compile(r"\btotals?(?! of\b)(?= \w)", re.IGNORECASE)
"""Says that it is a total which is meant: "total funding"."""

_YEAR_BEFORE = re.compile(r"\b(?:year|month|quarter|time) before\b", re.IGNORECASE)
_PIECES = re.compile(
    r"[,;&+?]|\b(?:than|versus|vs|compared (?:with|to)|against|between|from|above|below|short of|under"
    r"|ahead of|behind"
    r"|and|or|to|plus|minus|with|over|as|on top of|is|was|are|were|did|does|has|had|makes? up"
    r"|exceed(?:s|ed)?|outstrip(?:s|ped)?)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:of|out of)\b(?P<whole>.*?)(?:\b(?:went|goes|go|gone|is|was|are|were|did|does|do|made|makes|make"
    r"|came|comes|has|had|got|happens?|happened|occurs?|occurred)\b(?P<part>.*)|$)",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\bhow (?:much|many|far)\b.*?\b(?:(?P<more>more|higher|bigger|larger|greater|above)"
    r"|(?P<less>less|fewer|lower|smaller|below))\b(?P<rest>.*)",
    re.IGNORECASE,
)
_THAN = re.compile(r"\bthan\b(?P<base>.*)", re.IGNORECASE)
_BESIDE = re.compile(r"\b(?:above|below)$", re.IGNORECASE)
_TIMES_AS = re.compile(r"\btimes as (?:much|many|big|large|high)\b.*\bas\b(?P<base>.*)", re.IGNORECASE)
_MOVED = {
    Direction.RISE: re.compile(
        r"\b(?:rise|rose|risen|gr[eo]wn?|growth|increase\w*|(?:go|goes|gone|went|come|comes|came) up)\b",
        re.IGNORECASE,
    ),
    Direction.FALL: re.compile(
        r"\b(?:fall|fell|fallen|decrease\w*|drop\w*|reduc\w+|(?:go|goes|gone|went|come|comes|came) down)\b",
        re.IGNORECASE,
    ),
}
_LARGEST, _SMALLEST = (re.compile(rf"\b{words}\b", re.IGNORECASE) for words in (_MOST, _LEAST))


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be worked out. `pieces` are the question's parts between words that set things apart.

    `claimed` is which way the question takes two sides to differ, and `base` what it measures one by.
    `top` is how many of the largest or smallest are meant: 2 for "the two largest grants", 0 for none.
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
    claimed: Direction | None = None
    base: str = ""
    top: int = 0


@lru_cache(maxsize=5_000)
def find_operation(question: str) -> Asked | None:
    """Return what a question asks to work out, or None for one that asks for what is said."""
    question = _SHOWN_IN.sub(r"\g<named>", question)
    operation = next((name for name, cue in _CUES.items() if cue.search(question)), None)
    if operation is Operation.TOTAL and _TOTALS_COMPARED.search(question):
        return None
    text, *excluded = _EXCEPT.split(_without_taken_out(question), maxsplit=1)
    if excluded and not find_periods(text):
        text = " in ".join((text, *map(str, find_periods(excluded[0]))))
    if excluded and operation in {None, Operation.COUNT} and re.search(_QUANTITY, text, re.IGNORECASE):
        operation = Operation.TOTAL
    if operation is None or _YEAR_BEFORE.search(question):
        return None
    part, whole = _sides_of_share(text) if operation is Operation.SHARE else ("", "")
    claimed, base = _find_direction(text)
    return Asked(
        operation,
        text,
        split_pieces(text),
        " ".join(excluded),
        find_rank(question),
        part,
        whole,
        claimed,
        base,
        _find_top(question),
    )


def split_pieces(text: str) -> tuple[str, ...]:
    """Return the parts of a text between the words that set things apart, in order."""
    return tuple(piece.strip() for piece in _PIECES.split(text) if piece.strip())


def _find_direction(text: str) -> tuple[Direction | None, str]:
    """Return which way a question takes two sides to differ, and the side it measures the other by."""
    times = _TIMES_AS.search(text)
    if times:
        return Direction.MORE, _first_piece(times["base"])
    compared = _COMPARED.search(text)
    if compared:
        than = _THAN.search(compared["rest"])
        beside = _BESIDE.search(text[: compared.start("rest")])
        base = than["base"] if than else compared["rest"] if beside else ""
        return Direction.MORE if compared["more"] else Direction.LESS, _first_piece(base)
    moved = [direction for direction, words in _MOVED.items() if words.search(text)]
    return (moved[0] if len(moved) == 1 else None), ""


def _first_piece(text: str) -> str:
    return next(iter(split_pieces(text)), "")


def find_superlative(piece: str) -> Operation | None:
    """Return whether a part of a question names the largest or the smallest of something."""
    if _LARGEST.search(piece):
        return Operation.LARGEST
    return Operation.SMALLEST if _SMALLEST.search(piece) else None


def find_rank(text: str) -> int:
    """Return which of the largest or smallest a text names: 2 for the second largest, else 1."""
    rank = _RANK.search(text)
    return _RANKS[rank["rank"].lower()] if rank else 1


def _find_top(text: str) -> int:
    top = _TOP.search(text)
    return _NUMBERS[(top["number"] or top["after"]).lower()] if top else 0


def _without_taken_out(question: str) -> str:
    """Return a question with what it takes out of a whole put behind "apart from"."""
    left = _LEFT_AFTER.sub(r"\g<left> apart from \g<out> ", question)
    return _TAKEN_OUT.sub(r" apart from \g<out>\g<off> ", left)


def _sides_of_share(text: str) -> tuple[str, str]:
    """Return part and whole of "what share of WHOLE went to PART" or "what share is PART of WHOLE"."""
    found = _WHOLE.search(text)
    if not found:
        return text, ""
    return (found["part"] or "").strip(" ?") or text[: found.start()], found["whole"]
