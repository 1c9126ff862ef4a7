"""Running headers, footers and page numbers: what stands at the same place of many pages."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ingest.readers.pdf.layout import Line, Page

EDGE = 0.12
"""Share of a page's height at its top and bottom in which running lines stand."""

_REPEATED = 3
_MOST = 0.6
_SPARSE = 0.35
_SIGNS = 3
_VALUES = "-–—%£$€+*†"
_LARGE = 1.15
_TITLE = 1.4
_PAGE_NUMBER = re.compile(r"[^\w#]*(?:page\s*)?#(?:\s*(?:of|/|\|)\s*(?:#|page))?[^\w#]*", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")

PAGE_NUMBER = "page number"
"""The reason of a line that holds its page's number alone."""

Key = tuple[bool, str, int]


def find_printed(pages: Sequence[Page], furniture: Mapping[tuple[int, int], str]) -> dict[int, int]:
    """Return the number printed on each page that has one: of several, the lowest on the page."""
    printed: dict[int, int] = {}
    for page in pages:
        for line in sorted(page.lines, key=lambda line: line.place.top):
            number = _NUMBER.search(line.text)
            if number and furniture.get((page.number, line.order)) == PAGE_NUMBER:
                printed[page.number] = int(number.group())
    return printed


def find_furniture(pages: Sequence[Page], body_size: float) -> Mapping[tuple[int, int], str]:
    """Return why lines are left out, by (page number, the line's order): running ones and lone signs.

    A line runs when on three pages (or all, of a shorter document) the same words, up to their
    digits, stand at the same height within the page's edge. Text a little larger than the body's
    must stand on most pages, and text as large as a title never runs: slides repeat their titles.
    Words at the top of some pages in a row name a section, and stay; so do figures that neither are
    the same nor count the pages, and a line beside such a figure, which it is about.
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
        numbers = [number for number, _ in lines]
        if _is_sparse(numbers) or _names_section(key, numbers, len(pages)) or _is_figure(key, lines):
            continue
        for number, line in lines:
            if _runs(around, len(pages), line.size / body_size):
                reasons[(number, line.order)] = _name(key)
    beside = [one for page in pages for one in _find_beside(page, reasons)]
    return {place: reason for place, reason in reasons.items() if place not in beside}


def _is_figure(key: Key, lines: Sequence[tuple[int, Line]]) -> bool:
    """Return whether lines hold figures only, which neither are all the same nor count the pages."""
    if any(char.isalpha() for char in key[1]) or "#" not in key[1]:
        return False
    first = ((number, _NUMBER.search(line.text)) for number, line in lines)
    offsets = Counter(int(found.group()) - number for number, found in first if found)
    same = len({line.text for _, line in lines}) == 1
    return not same and max(offsets.values(), default=0) < _MOST * len(lines)


def _find_beside(page: Page, reasons: Mapping[tuple[int, int], str]) -> Iterator[tuple[int, int]]:
    """Yield the running lines of a page that stand beside a figure which stays."""
    running = [line for line in page.lines if (page.number, line.order) in reasons]
    figures = [
        line.place
        for line in page.lines
        if (page.number, line.order) not in reasons and not any(char.isalpha() for char in line.text)
    ]
    for line in running:
        if any(min(f.bottom, line.place.bottom) - max(f.top, line.place.top) > f.height / 2 for f in figures):
            yield page.number, line.order


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


def _is_sparse(numbers: Sequence[int]) -> bool:
    """Return whether most pages from the first to the last lack a line, though left and right may differ."""
    return len(set(numbers)) < _SPARSE * (max(numbers) - min(numbers) + 1)


def _names_section(key: Key, numbers: Sequence[int], pages: int) -> bool:
    """Return whether a line at the top stands on few pages that follow each other, unlike left and right."""
    if not key[0] or not any(char.isalpha() for char in key[1]) or _PAGE_NUMBER.fullmatch(key[1]):
        return False
    reach = max(numbers) - min(numbers) + 1
    return len(set(numbers)) < _MOST * pages and len(set(numbers)) >= _MOST * reach


def _name(key: Key) -> str:
    if _PAGE_NUMBER.fullmatch(key[1]):
        return PAGE_NUMBER
    return "running header" if key[0] else "running footer"
