"""The numbers that PowerPoint sets before a list's paragraphs: they are shown, and not in the text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LETTERS = 26
_SIGNS = {"Period": "{}.", "ParenR": "{})", "ParenBoth": "({})", "Plain": "{}", "Minus": "- {} -"}
MOST = 32_767
"""The largest start that the format allows (ECMA-376 part 1, 20.1.10.75)."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """How a list is numbered, as `a:buAutoNum` says: its type, and its first number."""

    kind: str = "arabicPeriod"
    start: int = 1


class Counter:
    """Counts a text's numbered paragraphs, each level by itself."""

    def __init__(self) -> None:
        self._open: dict[int, tuple[Scheme, int]] = {}

    def take(self, level: int, scheme: Scheme | None) -> str:
        """Return the number of the next paragraph as it is shown, empty for one without.

        A list goes on over paragraphs that stand deeper. One of its own level or above that is not
        of it ends it.
        """
        self._open = {at: held for at, held in self._open.items() if at <= level}
        if scheme is None:
            self._open.pop(level, None)
            return ""
        held, count = self._open.get(level, (scheme, 0))
        count = count + 1 if held == scheme else 1
        self._open[level] = (scheme, count)
        return write_number(scheme.kind, min(scheme.start + count - 1, MOST))


def write_number(kind: str, number: int) -> str:
    """Return a number as a type of list shows it; those of other scripts as figures with a full stop."""
    name, sign = next(
        ((kind.removesuffix(end), sign) for end, sign in _SIGNS.items() if kind.endswith(end)), ("", "{}.")
    )
    return sign.format(_WRITERS.get(name, str)(number))


def _letters(number: int) -> str:
    """Return a, b … z, then aa, bb … zz, as PowerPoint goes on."""
    return chr(ord("a") + (number - 1) % _LETTERS) * min((number - 1) // _LETTERS + 1, _LETTERS)


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        written += sign * times
    return written


_WRITERS: Mapping[str, Callable[[int], str]] = {
    "alphaLc": _letters,
    "alphaUc": lambda number: _letters(number).upper(),
    "romanLc": _roman,
    "romanUc": lambda number: _roman(number).upper(),
}
