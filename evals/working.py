"""A sentence that is worked out -> which of its numbers follow from the quotes, recomputed by other code.

The sentence's own sum is read back ("£7,500 (…) + £12,000 (…) = £19,500") and done again; nothing of the
assistant's arithmetic is used, so that a fault there shows.
"""

import re
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from evals.matching import find_numbers

WORKED = re.compile(r"^Worked out (?:by counting )?(?:on|from) the slides?: (?P<body>.+)\.$")
_LABEL = re.compile(r" \([^()]*\)")
_VALUE = re.compile(
    r"(?P<digits>(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?)(?:\s?(?P<scale>k|m|bn|thousand|million|billion)\b)?",
    re.IGNORECASE,
)
_SCALES = {"k": 3, "thousand": 3, "m": 6, "million": 6, "bn": 9, "billion": 9}
_CORRECTED = re.compile(
    r"(?:, a (?:rise|fall))?, not a (?:rise|fall)$|, so [^=]+ is (?:more|less), not (?:more|less)$"
)
"""What a sentence says besides its sum, where a question takes figures to differ the other way."""
_NIL = re.compile(r"\bnil\b|\bzero\b", re.IGNORECASE)
_TAKEN_AS_NOUGHT = re.compile(r", with (?:nil|zero) taken as nought$", re.IGNORECASE)
Values = list[Decimal]

_SUMS: tuple[tuple[re.Pattern[str], Callable[[Values], Values]], ...] = (
    (
        re.compile(r"(?P<parts>[^=]+) = (?P<result>[^=]+, divided by [^=]+ = [^=]+)"),
        lambda v: [sum(v, Decimal(0)), Decimal(len(v)), sum(v, Decimal(0)) / len(v)],
    ),
    (
        re.compile(r"(?P<parts>[^=]+ out of [^=]+) = (?P<result>[^=]+, which is [^=]+)"),
        lambda v: [sum(v[1:], Decimal(0)), 100 * v[0] / sum(v[1:], Decimal(0))],
    ),
    (re.compile(r"(?P<parts>[^=]+ out of [^=]+), which is (?P<result>[^=]+)"), lambda v: [100 * v[0] / v[1]]),
    (
        re.compile(r"from (?P<parts>[^=]+ to [^=]+) is a (?:rise|fall) of (?P<result>[^=]+, which is [^=]+)"),
        lambda v: [abs(v[1] - v[0]), 100 * abs(v[1] - v[0]) / v[0]],
    ),
    (re.compile(r"(?P<parts>[^=]+ \+ [^=]+) = (?P<result>[^=]+)"), lambda v: [sum(v, Decimal(0))]),
    (re.compile(r"(?P<parts>[^=]+ − [^=]+) = (?P<result>[^=]+)"), lambda v: [v[0] - v[1]]),
    (re.compile(r"(?P<parts>[^=]+ ÷ [^=]+) = (?P<result>[^=]+)"), lambda v: [v[0] / v[1]]),
)
_COUNTED = re.compile(r"(?P<result>\d+) in all: .+", re.DOTALL)


def find_worked_numbers(line: str, quotes: Sequence[str]) -> frozenset[str]:
    """Return the numbers of a line that follow from its other numbers, when those all stand in the quotes.

    A line that is not worked out, or whose sum does not come out, gives none.
    """
    found = WORKED.match(line)
    if not found:
        return frozenset()
    counted = _COUNTED.fullmatch(found["body"])
    if counted:
        fits = len(quotes) == int(counted["result"]) and all(
            _flat(quote).removesuffix(".") in found["body"] for quote in quotes
        )
        return frozenset({counted["result"]} if fits else ())
    body = _CORRECTED.sub("", _TAKEN_AS_NOUGHT.sub("", _LABEL.sub("", found["body"])))
    match, compute = next(
        ((match, compute) for sum_, compute in _SUMS if (match := sum_.fullmatch(body))), (None, None)
    )
    if match is None or compute is None:
        return frozenset()
    whole = frozenset({"100%"}) if match["parts"].startswith("100% −") else frozenset()
    if not _bare(find_numbers(match["parts"]) - whole) <= _bare(find_numbers("\n".join(quotes))):
        return frozenset()
    expected, given = compute(_values(match["parts"])), _values(match["result"])
    came_out = len(expected) == len(given) and all(map(_is_rounded, expected, given))
    return find_numbers(match["result"]) | whole if came_out else frozenset()


def _values(text: str) -> Values:
    return [
        Decimal(m["digits"].replace(",", "")).scaleb(_SCALES.get((m["scale"] or "").lower(), 0))
        for m in _VALUE.finditer(_NIL.sub("0", text))
    ]


def _is_rounded(exact: Decimal, given: Decimal) -> bool:
    """Tell whether a number is the exact one, or that rounded half up to one or two places."""
    return (
        any(exact.quantize(Decimal(place), ROUND_HALF_UP) == given for place in ("0.1", "0.01"))
        or exact == given
    )


def _bare(numbers: frozenset[str]) -> frozenset[str]:
    """Return numbers without their percent sign: a column may carry it."""
    return frozenset(number.removesuffix("%") for number in numbers)


def _flat(text: str) -> str:
    return " ".join(text.split())
