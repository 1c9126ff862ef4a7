"""Figures that stand above their line."""

import re

_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_FIGURES = re.compile(r"\s*[-+]?\d+(?:\s*,\s*\d+)*\s*")


def to_superscript(text: str) -> str:
    """Return raised figures as raised characters, so that 10² does not read 102; other texts as they are."""
    return text.translate(_RAISED) if _FIGURES.fullmatch(text) else text
