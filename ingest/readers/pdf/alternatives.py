"""The alternative texts of a tagged file's pictures, with the pages and places they belong to."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pypdf
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from corpus.model import Box
from ingest.readers.pdf.details import BROKEN

MAX_ELEMENTS = 200_000
"""Of a structure tree with more elements than this, the first are looked at."""

_PICTURES = frozenset({"/Figure", "/Chart", "/Diagram", "/InlineShape"})
"""Structure types of pictures: ISO 32000-1, table 340, and those of its own that Office maps to others."""

_HALF, _QUARTER = 180, 90
_SIDES = 4

_Page = pypdf.PageObject


@dataclass(frozen=True, slots=True)
class Alternative:
    """What a file says that a picture shows. `box` is None where the file does not place it."""

    page: int
    text: str
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class _Element:
    """One element of the structure tree, and the page that it or the nearest one above it names."""

    content: DictionaryObject
    page: int


def read_alternatives(source: bytes) -> tuple[Alternative, ...]:
    """Return the alternative texts of pictures in the order of the file's structure; none without tags."""
    try:
        reader = pypdf.PdfReader(io.BytesIO(source))
        root = reader.root_object.get("/StructTreeRoot")
        if root is None:
            return ()
        pages = list(reader.pages)
        numbers = {
            page.indirect_reference.idnum: number
            for number, page in enumerate(pages, start=1)
            if page.indirect_reference
        }
        return tuple(_find_all(root.get_object(), numbers, pages))
    except BROKEN:
        return ()


def _find_all(
    root: DictionaryObject, numbers: Mapping[int, int], pages: list[_Page]
) -> Iterator[Alternative]:
    roles = root.get("/RoleMap", DictionaryObject()).get_object()
    for element in _walk(root, numbers):
        role = element.content.get("/S")
        text = str(element.content.get("/Alt", "")).strip()
        if text and element.page and (role in _PICTURES or roles.get(role) in _PICTURES):
            yield Alternative(element.page, text, _find_box(element.content, pages[element.page - 1]))


def _walk(root: DictionaryObject, numbers: Mapping[int, int]) -> Iterator[_Element]:
    """Yield the tree's elements in order, each once, however they refer to each other."""
    waiting: list[tuple[Any, int]] = [(root, 0)]
    seen: set[int] = set()
    while waiting and len(seen) < MAX_ELEMENTS:
        entry, page = waiting.pop()
        content = entry.get_object() if isinstance(entry, IndirectObject) else entry
        if isinstance(content, ArrayObject):
            waiting += [(one, page) for one in reversed(content)]
        elif isinstance(content, DictionaryObject) and id(content) not in seen:
            seen.add(id(content))
            page = _find_page(content, numbers) or page
            yield _Element(content, page)
            if "/K" in content:
                waiting.append((content.raw_get("/K"), page))


def _find_page(content: DictionaryObject, numbers: Mapping[int, int]) -> int:
    """Return the page that an element names, or the first part of it does; 0 where neither does."""
    parts = content.get("/K")
    first = parts[0] if isinstance(parts, ArrayObject) and parts else parts
    for one in (content, first):
        found = one.get_object() if isinstance(one, IndirectObject) else one
        page = found.raw_get("/Pg") if isinstance(found, DictionaryObject) and "/Pg" in found else None
        if isinstance(page, IndirectObject) and page.idnum in numbers:
            return numbers[page.idnum]
    return 0


def _find_box(content: DictionaryObject, page: _Page) -> Box | None:
    """Return where the layout attributes of an element place it, in shares of the page as it is shown."""
    found = content.get("/A")
    attributes = found if isinstance(found, ArrayObject) else [found]
    for one in (entry.get_object() for entry in attributes if entry is not None):
        sides = one.get("/BBox") if isinstance(one, DictionaryObject) else None
        if isinstance(sides, ArrayObject) and len(sides) == _SIDES:
            return _share([float(side) for side in sides], page)
    return None


def _share(sides: list[float], page: _Page) -> Box | None:
    left, low, right, high = (float(side) for side in page.cropbox)
    if right <= left or high <= low:
        return None
    corners = [((x - left) / (right - left), (high - y) / (high - low)) for x, y in (sides[:2], sides[2:])]
    for _ in range(page.rotation % (2 * _HALF) // _QUARTER):
        corners = [(1 - v, u) for u, v in corners]
    (u0, u1), (v0, v1) = (
        sorted(min(max(one, 0.0), 1.0) for one in pair) for pair in zip(*corners, strict=True)
    )
    return (round(u0, 5), round(v0, 5), round(u1, 5), round(v1, 5)) if u0 < u1 and v0 < v1 else None
