"""A text's paragraphs and tables in order, out of whatever wraps them."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element as Element

from ingest.readers.docx.equations import is_equation
from ingest.readers.docx.fields import CONTENTS
from ingest.readers.docx.inline import DELETED, MAX_DEPTH, choose
from ingest.readers.docx.styles import value_at
from ingest.readers.ooxml import find, tag

_BLOCKS = {tag(f"w:{name}") for name in ("p", "tbl", "tr", "tc", "altChunk", "sectPr")}
_GALLERIES = {"Table of Contents": CONTENTS, "Table of Figures": CONTENTS}
_MOVED = "moved away in tracked changes"
_DROPS = {tag("w:del"): DELETED, tag("w:moveFrom"): _MOVED}


@dataclass(frozen=True, slots=True)
class BlockElement:
    """A paragraph, table, row, cell, section end or embedded document; with `drop` if it is left out."""

    element: Element
    drop: str = ""

    def is_a(self, name: str) -> bool:
        """Return whether it is of a kind such as "w:p"."""
        return bool(self.element.tag == tag(name))


def find_blocks(container: Element, drop: str = "", depth: int = 0) -> Iterator[BlockElement]:
    """Yield the paragraphs and tables of a text, the rows of a table, or the cells of a row.

    Content controls, tracked changes and the like are looked into.

    Raises:
        ValueError: it is nested deeper than any text.
    """
    if depth > MAX_DEPTH:
        raise ValueError(f"it is nested deeper than {MAX_DEPTH} levels")
    for child in container.iterchildren():
        if child.tag in _BLOCKS or is_equation(child):
            yield BlockElement(child, drop)
        elif child.tag == tag("mc:AlternateContent"):
            yield from find_blocks(choose(child), drop, depth + 1)
        elif isinstance(child.tag, str):
            yield from find_blocks(child, drop or _reason(child), depth + 1)


def _reason(wrapper: Element) -> str:
    """Return why what a wrapper holds is left out, empty if it is not."""
    gallery = value_at(wrapper, "w:sdtPr/w:docPartObj/w:docPartGallery")
    if find(wrapper, "w:sdtPr/w:showingPlcHdr") is not None:
        return "placeholder text"
    return _GALLERIES.get(gallery or "", "") or _DROPS.get(wrapper.tag, "")
