"""The slides that a question names by their place: "what is on slide 6?", "who is on the front page?"."""

import re
from dataclasses import dataclass

FRONT, BACK = 1, -1
"""The number of the first slide, and what stands for that of the last."""

_PAPER = r"(?:pack|decks?|papers?|reports?|reviews?|plans?|documents?|presentation|slides?|strategy)"
_BEFORE = r"(?:\b(?:on|in|from|at|of|under|see|per) )?"
_NUMBERED = re.compile(
    rf"{_BEFORE}(?:\bthe )?\b(?:slides?|pages?|pg\.?|p\.) ?(?:no\.? |number |#)?"
    r"(?P<first>\d{1,3})\b(?!%|[.,/]\d)(?:\s?(?P<joint>-|–|to|and|&)\s?(?P<last>\d{1,3})\b(?!%|[.,/]\d))?",
    re.IGNORECASE,
)
_FRONT = re.compile(
    rf"{_BEFORE}\bthe (?:(?:front|cover|title|opening|first) (?:slide|page|sheet)"
    rf"|(?:front|cover)(?: (?:of|to) (?:the|this|our|its) (?:\w+ )?{_PAPER})?(?=\W*$))",
    re.IGNORECASE,
)
_BACK = re.compile(rf"{_BEFORE}\bthe (?:last|final|closing|back) (?:slide|page)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers that a question names slides by, and the question without them."""

    numbers: tuple[int, ...]
    rest: str


def find_numbers(question: str) -> Numbers:
    """Return the numbers of the slides that a question names, BACK for the last one; () for none."""
    numbers: list[int] = []
    for found in _NUMBERED.finditer(question):
        first, last = int(found["first"]), int(found["last"] or found["first"])
        joined = (found["joint"] or "").lower() in {"and", "&"}
        numbers += [first, last] if joined else range(first, last + 1)
    rest = _NUMBERED.sub(" ", question)
    for number, named in ((FRONT, _FRONT), (BACK, _BACK)):
        numbers += [number] if named.search(rest) else []
        rest = named.sub(" ", rest)
    tidy = re.sub(r"\s+(?=[,.?!])", "", " ".join(rest.split())).lstrip(",;:–- ")
    return Numbers(tuple(dict.fromkeys(numbers)), tidy if numbers else question)
