"""What a PDF says of itself beside its pages: the labels printed on them, and its properties."""

import io
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime

import pypdf

from ingest.readers.text.markup import is_unseen

MAX_CHARS = 1_000
"""Longer properties are cut."""

_MOST = 0.5
BROKEN = (pypdf.errors.PyPdfError, ValueError, TypeError, LookupError, AttributeError, RecursionError)


def read_properties(source: bytes) -> tuple[tuple[str, str], ...]:
    """Return the title, author, subject, keywords and days that a file states, as far as they can be read."""
    try:
        found = pypdf.PdfReader(io.BytesIO(source)).metadata
    except BROKEN:
        return ()
    return tuple((name, text) for name, text in _list_properties(found) if text) if found else ()


def _list_properties(found: pypdf.DocumentInformation) -> Iterator[tuple[str, str]]:
    for name in ("title", "author", "subject", "keywords"):
        yield name, _clean(found.get(f"/{name.title()}"))
    for name, attribute in (("created", "creation_date"), ("modified", "modification_date")):
        yield name, _read_day(found, attribute)


def _clean(value: object) -> str:
    shown = "".join(char for char in str(value or "") if not is_unseen(char))
    return " ".join(shown.split())[:MAX_CHARS]


def _read_day(found: pypdf.DocumentInformation, attribute: str) -> str:
    """Return a date as YYYY-MM-DD, nothing where the file states none that can be read."""
    try:
        moment = getattr(found, attribute)
    except BROKEN:
        return ""
    return moment.date().isoformat() if isinstance(moment, datetime) else ""


def read_labels(source: bytes) -> dict[int, str]:
    """Return the label of each page that has another than its number, as the file's own table has it."""
    try:
        reader = pypdf.PdfReader(io.BytesIO(source))
        labels = reader.page_labels if "/PageLabels" in reader.root_object else []
    except BROKEN:
        return {}
    cleaned = {number: _clean(label) for number, label in enumerate(labels, start=1)}
    return {number: label for number, label in cleaned.items() if label and label != str(number)}


def count_labels(printed: Mapping[int, int], pages: int) -> dict[int, str]:
    """Return the labels of pages by the numbers printed on them, where most differ from the page's own.

    Printed numbers count on from page to page; one that does not is no page number.
    """
    if not printed:
        return {}
    offset, count = Counter(shown - number for number, shown in printed.items()).most_common(1)[0]
    if not offset or count <= _MOST * pages:
        return {}
    return {number: str(shown) for number, shown in printed.items() if shown - number == offset}
