"""Whether other readers of PDF find the same words on a page."""

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import pypdf
import pypdfium2

from ingest.readers.pdf.layout import Page

AGREED = 0.95
"""A page on which fewer of the words agree is named."""

_UNSHOWN = dict.fromkeys((0xAD, 0xFFFE))
_WORDS = re.compile(r"[^\W_]+")


def find_disagreements(pages: Sequence[Page], checked: pypdfium2.PdfDocument, source: bytes) -> Iterator[str]:
    """Yield a warning for each page whose words pdfium finds otherwise, with what pypdf says of it."""
    for page in pages:
        read = count_words([" ".join([word.text for word in page.words])])
        share = agree(read, count_words([_pdfium_text(checked, page.number)]))
        if share >= AGREED:
            continue
        other = agree(read, count_words([_pypdf_text(source, page.number)]))
        yield (
            f"page {page.number}: only {share:.0%} of its words are read alike by pdfium "
            f"and {other:.0%} by pypdf; check it against the page"
        )


def _pdfium_text(checked: pypdfium2.PdfDocument, number: int) -> str:
    page = checked[number - 1]
    text = page.get_textpage()
    try:
        return str(text.get_text_bounded())
    finally:
        text.close()
        page.close()


def _pypdf_text(source: bytes, number: int) -> str:
    """Return what pypdf reads on a page; nothing where it cannot read it."""
    try:
        return pypdf.PdfReader(io.BytesIO(source)).pages[number - 1].extract_text()
    except (pypdf.errors.PyPdfError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return ""


def count_words(texts: Iterable[str]) -> Counter[str]:
    """Return how often each run of letters and digits stands in the texts, ligatures and case apart."""
    found: Counter[str] = Counter()
    for text in texts:
        plain = text if text.isascii() else unicodedata.normalize("NFKC", text).translate(_UNSHOWN)
        found.update(_WORDS.findall(plain.casefold()))
    return found


def agree(read: Counter[str], other: Counter[str]) -> float:
    """Return the share of the words, of whichever reader found more, that both found; 1 for no words."""
    most = max(read.total(), other.total())
    return (read & other).total() / most if most else 1.0
