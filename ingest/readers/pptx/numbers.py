"""The numbers that PowerPoint sets before a list's paragraphs: they are shown, and not in the text."""

from dataclasses import dataclass

from ingest.readers.counts import format_count

_SIGNS = {"Period": "{}.", "ParenR": "{})", "ParenBoth": "({})", "Plain": "{}", "Minus": "- {} -"}
_FORMS = {
    "alphaLc": "lowerLetter",
    "alphaUc": "upperLetter",
    "romanLc": "lowerRoman",
    "romanUc": "upperRoman",
}
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
    return sign.format(format_count(number, _FORMS.get(name, "decimal")))
