"""Pages that go on with a section: they are called by its heading, which stands on a page before."""

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from ingest.readers.pdf.heads import FEW_WORDS
from ingest.readers.pdf.layout import Page
from ingest.readers.pdf.paragraphs import Text, is_heading

_CAPTION = re.compile(
    r"(?:figure|fig\.|table|chart|graph|map|box|diagram)\s+\d+(?:\.\d+)*[a-z]?\b", re.IGNORECASE
)
_ASIDE = ("(", "[", "*")
_PROSE = 12
"""Words that a text has at least to be a paragraph, and no line of a title, chart or form."""


def flows(pages: Sequence[Page]) -> bool:
    """Return whether a document is text that goes on from page to page: a deck's slides hold few words."""
    counts = [len(page.words) for page in pages if page.words]
    return bool(counts) and median(counts) >= FEW_WORDS


def is_full(page: Page) -> bool:
    """Return whether a page holds text: one of few words is a cover or divider."""
    return len(page.words) >= FEW_WORDS


def names_page(text: Text, texts: Sequence[Text], body_size: float) -> bool:
    """Return whether one of a page's texts can be its title though a section goes on there.

    It stands out against the document's text, or the paragraphs of its page where these are smaller.
    """
    return is_heading(text, min(body_size, _find_prose_size(texts, body_size))) and not _is_aside(text)


def find_last_heading(texts: Sequence[Text], body_size: float) -> Text | None:
    """Return the last heading of a page, whose section may go on after it; None without one.

    A caption and a remark set aside head nothing, nor do texts that stand side by side: they head columns.
    """
    found = [text for text in texts if is_heading(text, body_size) and not _is_aside(text)]
    return next((text for text in reversed(found) if not any(_beside(text, other) for other in texts)), None)


def _beside(one: Text, other: Text) -> bool:
    shared = min(one.place.bottom, other.place.bottom) - max(one.place.top, other.place.top)
    return one is not other and shared > 0.5 * min(one.place.height, other.place.height)


def _find_prose_size(texts: Sequence[Text], body_size: float) -> float:
    """Return the font size of most letters in a page's longer texts, the document's without such."""
    sizes: Counter[float] = Counter()
    for text in texts:
        if sum(len(line.words) for line in text.lines) >= _PROSE:
            sizes[text.size] += sum(len(line.text) for line in text.lines)
    return max(sizes, key=lambda size: sizes[size], default=body_size)


def _is_aside(text: Text) -> bool:
    words = text.lines[0].text
    return _CAPTION.match(words) is not None or words.startswith(_ASIDE)
