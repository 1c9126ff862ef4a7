"""The marks of list items: bullets, and the numbers that Word counts and shows."""

import re
from dataclasses import dataclass

from lxml.etree import _Element as Element

from corpus.model import BlockKind
from ingest.readers.counts import format_count
from ingest.readers.docx.styles import value_at
from ingest.readers.ooxml import find, find_all, tag, whole

LEVELS = 9

_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class ListMark:
    """What stands before an item: its number as shown, empty for a bullet; `indent` is the list's own."""

    kind: BlockKind
    shown: str = ""
    indent: int = 0


class Numbering:
    """The lists of a document, which counts their items in the order they are asked for."""

    def __init__(self, root: Element | None) -> None:
        """Take the root of the numbering part, None for a document without one."""
        abstract = {one.get(tag("w:abstractNumId")): one for one in find_all(root, "w:abstractNum")}
        linked = {value_at(one, "w:styleLink"): key for key, one in abstract.items()}
        self._lists: dict[int, tuple[str, Element]] = {}
        self._abstract: dict[str, Element] = {}
        for one in find_all(root, "w:num"):
            key = value_at(one, "w:abstractNumId") or ""
            link = value_at(abstract.get(key), "w:numStyleLink")
            key = linked.get(link) or key if link else key
            if key in abstract:
                self._lists[whole(one.get(tag("w:numId")))] = (key, one)
                self._abstract[key] = abstract[key]
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[int, int]] = set()

    def level_of_style(self, list_id: int, style_id: str) -> int:
        """Return the level of a list that a style stands for, 0 without one."""
        levels = (whole(at.get(tag("w:ilvl"))) for at in self._levels(list_id, style_id))
        return next(levels, 0)

    def next_mark(self, list_id: int, level: int) -> ListMark | None:
        """Count one more item of a list and return its mark, None for a list that is not there."""
        if list_id not in self._lists:
            return None
        look = self._level(list_id, level)
        form = value_at(look, "w:numFmt") or "decimal"
        indent = find(look, "w:pPr/w:ind")
        left = 0 if indent is None else whole(indent.get(tag("w:left"), indent.get(tag("w:start"))))
        if form == "bullet":
            return ListMark(BlockKind.BULLET, indent=left)
        counts = self._count(list_id, level)
        shown = self._write(list_id, look, counts)
        return ListMark(BlockKind.NUMBERED, shown, left) if shown else None

    def _levels(self, list_id: int, style_id: str) -> list[Element]:
        if list_id not in self._lists:
            return []
        levels = find_all(self._abstract[self._lists[list_id][0]], "w:lvl")
        return [level for level in levels if value_at(level, "w:pStyle") == style_id]

    def _level(self, list_id: int, level: int) -> Element | None:
        key, own = self._lists[list_id]
        override = find(own, f"w:lvlOverride[@w:ilvl='{level}']/w:lvl")
        return find(self._abstract[key], f"w:lvl[@w:ilvl='{level}']") if override is None else override

    def _start(self, list_id: int, level: int) -> int:
        own = self._lists[list_id][1]
        start = value_at(own, f"w:lvlOverride[@w:ilvl='{level}']/w:startOverride")
        return whole(start or value_at(self._level(list_id, level), "w:start"))

    def _count(self, list_id: int, level: int) -> list[int]:
        """Return the counts of an item's level and those above, after one more item."""
        key, own = self._lists[list_id]
        counts = self._counts.setdefault(key, [None] * LEVELS)
        restarts = find(own, f"w:lvlOverride[@w:ilvl='{level}']/w:startOverride") is not None
        if restarts and (list_id, level) not in self._started:
            counts[level] = None
        self._started.add((list_id, level))
        for above in range(level):
            counts[above] = self._start(list_id, above) if counts[above] is None else counts[above]
        before = counts[level]
        counts[level] = self._start(list_id, level) if before is None else before + 1
        for below in range(level + 1, LEVELS):
            if value_at(self._level(list_id, below), "w:lvlRestart") != "0":
                counts[below] = None
        return [count or 0 for count in counts[: level + 1]]

    def _write(self, list_id: int, look: Element | None, counts: list[int]) -> str:
        plain = find(look, "w:isLgl") is not None
        forms = [value_at(self._level(list_id, at), "w:numFmt") or "decimal" for at in range(len(counts))]

        def fill(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            return format_count(counts[at], "decimal" if plain else forms[at]) if at < len(counts) else ""

        return _PLACE.sub(fill, value_at(look, "w:lvlText") or "").strip()
