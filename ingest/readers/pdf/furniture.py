"""Running headers, footers and page numbers: what stands at the same place of many pages."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from ingest.readers.pdf.layout import Line, Page

EDGE = 0.12
"""Share of a page's height at its top and bottom in which running lines stand."""

_REPEATED = 3
_MOST = 0.6
_SIGNS = 3
_VALUES = "-–—%£$€+*†"
_LARGE = 1.15
_TITLE = 1.4
_PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?#(?:\s*(?:of|/|\|)\s*(?:#|page))?\W*", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")

Key = tuple[bool, str, int]


def find_furniture(pages: Sequence[Page], body_size: float) -> Mapping[tuple[int, int], str]:
    """Return why lines are left out, by (page number, the line's order): running ones and lone signs.

    A line runs when on three pages (or all, of a shorter document) the same words, up to their
    digits, stand at the same height within the page's edge. Text a little larger than the body's
    must stand on most pages, and text as large as a title never runs: slides repeat their titles.
    Words at the top of some pages in a row name a section, and stay.
    """
    found: defaultdict[Key, list[tuple[int, Line]]] = defaultdict(list)
    for page in pages:
        for line in page.lines:
            if key := _find_key(page, line):
                found[key].append((page.number, line))
    seen = Counter({key: len({number for number, _ in lines}) for key, lines in found.items()})
    reasons = {
        (page.number, line.order): "sign without words"
        for page in pages
        for line in page.lines
        if len(line.text) <= _SIGNS and not any(char.isalnum() or char in _VALUES for char in line.text)
    }
    for key, lines in found.items():
        around = sum(seen[(key[0], key[1], key[2] + step)] for step in (-1, 0, 1))
        if key[0] and _names_section(key, [number for number, _ in lines], len(pages)):
            continue
        for number, line in lines:
            if _runs(around, len(pages), line.size / body_size):
                reasons[(number, line.order)] = _name(key)
    return reasons


def _find_key(page: Page, line: Line) -> Key | None:
    middle = (line.place.top + line.place.bottom) / 2 / page.height
    if EDGE < middle < 1 - EDGE:
        return None
    return middle < EDGE, _NUMBER.sub("#", line.text.casefold()), round(middle * 100)


def _runs(count: int, pages: int, size: float) -> bool:
    least = min(_REPEATED, max(pages, 2))
    if size > _LARGE:
        return size < _TITLE and count >= max(least, _MOST * pages)
    return count >= least


def _names_section(key: Key, numbers: Sequence[int], pages: int) -> bool:
    """Return whether a line at the top stands on few pages that follow each other, unlike left and right."""
    if not any(char.isalpha() for char in key[1]) or _PAGE_NUMBER.fullmatch(key[1]):
        return False
    reach = max(numbers) - min(numbers) + 1
    return len(set(numbers)) < _MOST * pages and len(set(numbers)) >= _MOST * reach


def _name(key: Key) -> str:
    if _PAGE_NUMBER.fullmatch(key[1]):
        return "page number"
    return "running header" if key[0] else "running footer"
