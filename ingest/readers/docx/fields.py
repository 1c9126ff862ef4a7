"""Fields: text that Word works out, between marks that may stand paragraphs apart."""

import re
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from ingest.readers.docx.styles import VAL
from ingest.readers.ooxml import find, flag, tag

INSTRUCTION = "field instruction"
CONTENTS = "table of contents"

_REASONS = {
    "PAGE": "page number",
    "NUMPAGES": "page number",
    "SECTIONPAGES": "page number",
    "TOC": CONTENTS,
    "TOA": CONTENTS,
    "INDEX": "index",
}
_LONG = {CONTENTS, "index"}
"""What may go on over paragraphs."""

_WORD = re.compile(r"\s*(\w+)")


def reason_of(instruction: str) -> str:
    """Return why a field's text is left out, empty for one whose text is the document's own."""
    found = _WORD.match(instruction)
    return _REASONS.get(found[1].upper(), "") if found else ""


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    shown: bool = False


@dataclass(slots=True)
class Fields:
    """The fields that are open at a place in the text."""

    _open: list[_Field] = field(default_factory=list)

    @property
    def drop(self) -> str:
        """Why text at this place is left out, empty if it is not."""
        reasons = (reason_of(one.instruction) if one.shown else INSTRUCTION for one in self._open)
        return next((reason for reason in reasons if reason), "")

    def instruct(self, text: str) -> None:
        """Take a part of the innermost field's instruction."""
        if self._open and not self._open[-1].shown:
            self._open[-1].instruction += text

    def mark(self, element: Element) -> str:
        """Take a mark where a field begins, shows its text or ends; return the sign of a box to tick."""
        kind = element.get(tag("w:fldCharType"))
        if kind == "begin":
            self._open.append(_Field())
            return _tick(element)
        if kind == "separate" and self._open:
            self._open[-1].shown = True
        elif kind == "end" and self._open:
            self._open.pop()
        return ""

    def end_paragraph(self) -> None:
        """Close what a broken file left open and cannot go on in the next paragraph."""
        self._open = [one for one in self._open if one.shown and reason_of(one.instruction) != "page number"]

    def end_contents(self) -> None:
        """Close a table of contents that a file never ends; a heading shows that it has."""
        self._open = [one for one in self._open if reason_of(one.instruction) not in _LONG]


def _tick(begin: Element) -> str:
    """Return ☒ or ☐ for a form's check box, empty for any other field."""
    box = find(begin, "w:ffData/w:checkBox")
    if box is None:
        return ""
    checked = find(box, "w:checked")
    state = find(box, "w:default") if checked is None else checked
    return "☒" if state is not None and flag(state.get(VAL), default=True) else "☐"
