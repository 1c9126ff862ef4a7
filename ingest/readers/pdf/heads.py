"""Which text of a page is its title."""

from collections.abc import Sequence
from statistics import median

from corpus.model import BlockKind
from ingest.readers.pdf.layout import Page
from ingest.readers.pdf.paragraphs import Text, is_heading

NEAR_TOP = 0.4
"""Share of the page's height in which a title begins."""

FEW_WORDS = 60
"""A page with fewer words is a cover or divider: its title may stand anywhere."""

_LARGER = 1.15
_SAME = 0.95
_LETTERS = 3
_CHARS = 200


def find_title(page: Page, texts: Sequence[Text], body_size: float) -> Text | None:
    """Return the page's title: its largest text near the top, or else the first that stands out."""
    could = [text for text in texts if _could_be_title(text)]
    few = sum(len(line.words) for text in texts for line in text.lines) < FEW_WORDS
    usual = median(line.size for text in texts for line in text.lines) if texts else body_size
    near = [text for text in could if text.place.top <= NEAR_TOP * page.height or few]
    largest = max((text.size for text in near), default=0.0)
    if largest >= _LARGER * min(usual, body_size) or (few and largest >= _LARGER * body_size):
        return _first(near, largest)
    return next((text for text in could if is_heading(text, body_size)), None)


def _first(texts: Sequence[Text], largest: float) -> Text:
    """Return the uppermost of the largest texts."""
    return min((text for text in texts if text.size >= _SAME * largest), key=lambda text: text.place.top)


def _could_be_title(text: Text) -> bool:
    words = " ".join(line.text for line in text.lines)
    return (
        text.prefix.kind is not BlockKind.BULLET
        and not text.lines[0].turn
        and len(words) <= _CHARS
        and sum(char.isalpha() for char in words) >= _LETTERS
    )
