"""What a paragraph's style and its own properties make of it: a heading, a list's item, a caption."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lxml.etree import _Element as Element

from ingest.readers.ooxml import find, find_all, flag, tag, whole
from ingest.readers.pieces import TITLE_RANK

LOWEST_RANK = 8

_DEEPEST = 20
_BODY_TEXT = 9
_HEADING = re.compile(r"heading ([1-9])")
_CONTENTS = re.compile(r"(?:toc|contents) (?:\d|heading)|table of figures|index heading|toa heading")
VAL = tag("w:val")

LevelOf = Callable[[int, str], int]
"""Returns which level of a list belongs to a style, 0 without one."""


@dataclass(frozen=True, slots=True)
class Role:
    """What a paragraph is.

    `rank` is a heading's depth, 0 for text; `style` the name that tells a role of its own ("title",
    "subtitle", "caption", "contents"), empty for any other; `list_id` and `level` say of which list it
    is an item, `list_id` 0 for none; `indent` is its left indent in twentieths of a point, None where
    it is the list's.
    """

    rank: int = 0
    style: str = ""
    list_id: int = 0
    level: int = 0
    indent: int | None = None
    new_page: bool = False


class Styles:
    """The styles of a document, by their ids."""

    def __init__(self, root: Element | None) -> None:
        """Take the root of the styles part, None for a document without one."""
        found = find_all(root, "w:style")
        self._by_id = {str(style.get(tag("w:styleId"))): style for style in found}
        usual = (one for one in found if flag(one.get(tag("w:default"))) and _type(one) == "paragraph")
        self._usual = next((str(one.get(tag("w:styleId"))) for one in usual), "")

    def chain(self, style_id: str | None) -> tuple[Element, ...]:
        """Return a style and those it is based on, nearest first; none for an unknown one."""
        chain: list[Element] = []
        while style_id in self._by_id and len(chain) < _DEEPEST:
            chain.append(self._by_id[style_id])
            style_id = value_at(chain[-1], "w:basedOn")
        return tuple(chain)

    def of_paragraph(self, paragraph: Element) -> tuple[Element, ...]:
        """Return the styles of a paragraph, nearest first."""
        return self.chain(value_at(paragraph, "w:pPr/w:pStyle") or self._usual)


def value_at(element: Element | None, path: str) -> str | None:
    """Return the w:val of the first element on a path, None without one."""
    found = find(element, path)
    return None if found is None else found.get(VAL)


def is_on(elements: Sequence[Element | None], path: str) -> bool:
    """Return what the first of the elements that has a switch on a path sets it to, False without any."""
    for element in elements:
        found = find(element, path)
        if found is not None:
            return flag(found.get(VAL), default=True)
    return False


def read_role(paragraph: Element, styles: Styles, level_of: LevelOf) -> Role:
    """Return what a paragraph is; its own properties go before its style, and that before the one below."""
    chain = styles.of_paragraph(paragraph)
    looks = [look for look in (paragraph, *chain) if find(look, "w:pPr") is not None]
    list_id, level = _find_list(paragraph, chain, level_of)
    style = next(_special_names(chain), "")
    rank = _find_rank(paragraph, chain)
    return Role(
        rank=TITLE_RANK if style == "title" else 0 if style else rank,
        style=style,
        list_id=list_id,
        level=min(max(level, 0), LOWEST_RANK),
        indent=_find_indent(paragraph, chain),
        new_page=is_on(looks, "w:pPr/w:pageBreakBefore"),
    )


def _type(style: Element) -> str:
    return str(style.get(tag("w:type"), ""))


def _names(chain: Sequence[Element]) -> Iterator[str]:
    return ((value_at(style, "w:name") or "").strip().lower() for style in chain)


def _special_names(chain: Sequence[Element]) -> Iterator[str]:
    for name in _names(chain):
        if name in {"title", "subtitle", "caption"}:
            yield name
        elif _CONTENTS.fullmatch(name):
            yield "contents"


def _find_rank(paragraph: Element, chain: Sequence[Element]) -> int:
    for element in (paragraph, *chain):
        level = value_at(element, "w:pPr/w:outlineLvl")
        named = _HEADING.match((value_at(element, "w:name") or "").strip().lower())
        if level is None and named:
            level = str(int(named[1]) - 1)
        if level is not None:
            depth = whole(level, _BODY_TEXT)
            return min(depth + 1 + TITLE_RANK, LOWEST_RANK) if 0 <= depth < _BODY_TEXT else 0
    return 0


def _find_list(paragraph: Element, chain: Sequence[Element], level_of: LevelOf) -> tuple[int, int]:
    """Return the list a paragraph is an item of, and its level there; 0 for no list."""
    list_id = level = None
    for element in (paragraph, *chain):
        properties = find(element, "w:pPr/w:numPr")
        level = level if level is not None else value_at(properties, "w:ilvl")
        list_id = value_at(properties, "w:numId")
        if list_id is not None:
            break
    else:
        return 0, 0
    number = whole(list_id)
    if level is None and element is not paragraph:
        return number, level_of(number, str(element.get(tag("w:styleId"))))
    return number, whole(level)


def _find_indent(paragraph: Element, chain: Sequence[Element]) -> int | None:
    """Return the left indent that a paragraph sets; of its styles, those with a list leave it to the list."""
    for element in (paragraph, *chain):
        indent = find(element, "w:pPr/w:ind")
        left = None if indent is None else indent.get(tag("w:left"), indent.get(tag("w:start")))
        if left is not None:
            return whole(left)
        if find(element, "w:pPr/w:numPr") is not None:
            return None
    return None
