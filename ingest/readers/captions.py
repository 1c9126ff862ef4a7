"""Pictures' alternative texts."""

import re

from corpus.model import BlockKind
from ingest.readers.transcript import Passage

FILE_NAME = re.compile(r"\S+\.(?:png|jpe?g|gif|bmp|emf|wmf|svg|tiff?|webp)", re.IGNORECASE)


def read_alternative(text: str, drop: str = "") -> tuple[Passage, ...]:
    """Return an alternative text as a caption, left out for a reason or where it is but a file's name."""
    if not text.strip():
        return ()
    named = "file name as alternative text" if FILE_NAME.fullmatch(text.strip()) else ""
    return (Passage(BlockKind.CAPTION, text, drop=drop or named),)
