"""The marks of a page's list items."""

import re
from dataclasses import dataclass

from lxml.etree import _Element as Element

from corpus.model import BlockKind
from ingest.readers.counts import format_count
from ingest.readers.html.elements import name_of

_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_WHOLE = re.compile(r"\s*-?\d{1,6}\s*")


@dataclass(slots=True)
class Item:
    """A list item's mark, which its first words take: its number as shown, empty for a bullet."""

    kind: BlockKind
    shown: str = ""
    used: bool = False


@dataclass(slots=True)
class Count:
    """A list that counts its items; one without a form has bullets."""

    form: str = ""
    number: int = 1
    step: int = 1

    def next_item(self, value: str | None = None) -> Item:
        """Return the mark of the next item, which may state its number itself."""
        if not self.form:
            return Item(BlockKind.BULLET)
        number = _whole(value, self.number)
        self.number = number + self.step
        return Item(BlockKind.NUMBERED, f"{format_count(number, self.form)}.")


BULLETS = Count()


def begin_list(element: Element) -> Count:
    """Return the count of a list that begins."""
    if name_of(element) != "ol":
        return BULLETS
    form = _FORMS.get(element.get("type", ""), "decimal")
    if element.get("reversed") is None:
        return Count(form, _whole(element.get("start"), 1))
    items = sum(name_of(one) == "li" for one in element)
    return Count(form, _whole(element.get("start"), items), -1)


def _whole(value: str | None, default: int) -> int:
    return int(value) if value is not None and _WHOLE.fullmatch(value) else default
