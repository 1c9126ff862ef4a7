"""What an Office file says of itself: title, author, dates, and how many pages it had."""

import re
from datetime import date

from lxml.etree import LxmlError
from lxml.etree import _Element as Element

from ingest.readers.ooxml import parse_xml, whole

_NAMES = {"title": "title", "creator": "author", "subject": "subject", "keywords": "keywords"}
_NAMES |= {"created": "created", "modified": "modified"}
_DATES = {"created", "modified"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def read_core(source: bytes) -> tuple[tuple[str, str], ...]:
    """Return title, author, subject, keywords, and the days of creation and last change, those that are told.

    `source` is the part of core properties, empty for a file without one; one that cannot be read tells none.
    """
    found: dict[str, str] = {}
    for child in _children(source):
        name = _NAMES.get(_local(child), "")
        text = " ".join((child.text or "").split())
        value = find_day(text) if name in _DATES else text
        if name and value:
            found[name] = value
    return tuple((name, found[name]) for name in _NAMES.values() if name in found)


def read_page_count(source: bytes) -> int:
    """Return how many pages the program that wrote the file counted, 0 where it tells none."""
    pages = (whole(child.text) for child in _children(source) if _local(child) == "Pages")
    return max(next(pages, 0), 0)


def find_day(text: str) -> str:
    """Return the day of a time such as "2031-05-06T07:08:09Z", empty without one."""
    found = _DAY.match(text)
    try:
        return date.fromisoformat(found.group()).isoformat() if found else ""
    except ValueError:
        return ""


def _children(source: bytes) -> list[Element]:
    try:
        return [child for child in parse_xml(source) if isinstance(child.tag, str)] if source else []
    except LxmlError:
        return []


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
