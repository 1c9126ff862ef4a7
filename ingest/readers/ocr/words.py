"""Seen words and lines before they become text: which are kept, and how large they are."""

import unicodedata
from collections.abc import Sequence
from statistics import median_low

from ingest.sightings import SeenLine, SeenWord

DOUBTED = 0.5
"""A word is left out when the reader of pictures is less sure than this of one of its characters."""

ALIKE = 1.2
"""Lines of one size are seen up to this much larger or smaller, by what letters stand in them."""

_ELSEWHERE = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "IDEOGRAPHIC", "FULLWIDTH")


def find_doubt(word: SeenWord) -> str:
    """Return why a word is left out, empty for one that is kept.

    The reader knows Chinese too, and takes icons for its signs: what a document in English shows of
    them is no word.
    """
    if word.confidence < DOUBTED:
        return f"read from a picture with a confidence of {word.confidence:.2f}"
    if any(unicodedata.name(char, "").startswith(_ELSEWHERE) for char in word.text):
        return "sign in a picture taken for a letter of another script"
    return ""


def even_sizes(lines: Sequence[SeenLine]) -> list[float]:
    """Return each line's size, those of lines of about one size made the same: that of most letters."""
    sizes = [line.size for line in lines]
    letters = [sum(len(word.text) for word in line.words) for line in lines]
    evened = list(sizes)
    rest = list(range(len(lines)))
    while rest:
        middle = median_low(sizes[at] for at in rest for _ in range(max(letters[at], 1)))
        alike = [at for at in rest if middle / ALIKE <= sizes[at] <= middle * ALIKE]
        for at in alike:
            evened[at] = middle
        rest = [at for at in rest if at not in alike]
    return evened
