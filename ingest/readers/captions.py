"""Pictures' alternative texts."""

import re

from corpus.model import BlockKind
from ingest.readers.transcript import Passage

FILE_NAME = re.compile(r"(?:[a-z]:[\\/].*|\S+)\.(?:png|jpe?g|gif|bmp|emf|wmf|svg|tiff?|webp)", re.IGNORECASE)
"""A picture's file by its name, or by a whole path, which may hold blanks."""

GUESSED = re.compile(r"description automatically generated(?: with \w+ confidence)?\.?\s*\Z", re.IGNORECASE)
"""How Office ends a text that it made of the picture by itself."""


def read_alternative(text: str, drop: str = "") -> tuple[Passage, ...]:
    """Return an alternative text as a caption, left out for a reason.

    Its own reasons: it is but a file's name, or what a program took the picture for: then nobody
    said it.
    """
    if not text.strip():
        return ()
    return (Passage(BlockKind.CAPTION, text, drop=drop or _find_reason(text.strip())),)


def _find_reason(text: str) -> str:
    if FILE_NAME.fullmatch(text):
        return "file name as alternative text"
    return "alternative text that a program guessed" if GUESSED.search(text) else ""
