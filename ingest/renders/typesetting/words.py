"""A text to the words that are drawn of it."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

_WORD = re.compile(r"\S+")
_BREAK = re.compile(r"[\n\v\f\r\x85\u2028\u2029]")
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})
"""Categories of characters that show nothing: control and format characters, half surrogates."""

_MARKS = frozenset({"Mn", "Me", "Mc"})
_SELECTORS = range(0xFE00, 0xFE10)


class Word(NamedTuple):
    """Characters [start, end) of a block's text and what is drawn of them."""

    start: int
    end: int
    shown: str


def find_lines(text: str, start: int, end: int) -> Iterator[tuple[Word, ...]]:
    """Yield the words of text[start:end], line by line as the text breaks them; lines without are left out.

    A word that shows nothing is left out too.
    """
    edges = [start, *(found.end() for found in _BREAK.finditer(text, start, end)), end]
    for left, right in pairwise(edges):
        words = (_word(text, *found.span()) for found in _WORD.finditer(text, left, right))
        if seen := tuple(word for word in words if word.shown):
            yield seen


def split_word(text: str, word: Word) -> list[Word]:
    """Return a word's letters, each with the marks on it and what shows nothing after it."""
    starts = [word.start]
    for at in range(word.start + 1, word.end):
        follows = unicodedata.category(text[at]) in _MARKS or not _shown(text[at])
        if not follows and _shown(text[starts[-1] : at]):
            starts.append(at)
    return [_word(text, *span) for span in zip(starts, [*starts[1:], word.end], strict=True)]


def join_words(text: str, first: Word, last: Word) -> Word:
    """Return the word from the first letter to the last."""
    return _word(text, first.start, last.end)


def _word(text: str, start: int, end: int) -> Word:
    return Word(start, end, _shown(text[start:end]))


def _shown(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return "".join(char for char in unicodedata.normalize("NFC", text) if not _is_unseen(char))


def _is_unseen(char: str) -> bool:
    return unicodedata.category(char) in _UNSEEN or ord(char) in _SELECTORS
