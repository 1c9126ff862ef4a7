"""What one shape says: its paragraphs, its table, its chart, its diagram, its alternative text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from lxml.etree import _Element as Element

from corpus.model import BlockKind, Box
from ingest.readers.captions import read_alternative
from ingest.readers.charts import read_chart
from ingest.readers.diagrams import read_diagram
from ingest.readers.ooxml import BROKEN, find, flag, parse_xml, tag, unescape
from ingest.readers.pptx.paragraphs import Paragraph, read_paragraphs
from ingest.readers.pptx.shapes import TITLES, Shape
from ingest.readers.pptx.tables import read_table
from ingest.readers.transcript import Passage

Related = Callable[[str], bytes]
"""Returns the part that a relationship of the slide points to."""

DROPPED = {"ftr": "footer", "dt": "date", "sldNum": "slide number", "hdr": "header"}
"""Placeholders that say the same on every slide, and why their text is left out."""

_UNLISTED = TITLES | {"subTitle"} | DROPPED.keys()
_LISTS = {BlockKind.BULLET, BlockKind.NUMBERED}


@dataclass(frozen=True, slots=True)
class ShapeText:
    """What a shape says, in order.

    `pictured` tells that it shows more than that; `unread` names an object of a kind that is not
    read; `size` is its largest font size in hundredths of a point.
    """

    passages: tuple[Passage, ...] = ()
    box: Box | None = None
    pictured: bool = False
    unread: str = ""
    size: int = 0


def read_shape(shape: Shape, body_style: Sequence[Element], related: Related) -> ShapeText:
    """Return what a shape says; of a group, its alternative text.

    The boxes of a text's paragraphs are even shares of the shape's height: where each line ends is
    not in the file. A table's rows stand where their heights put them.
    """
    if shape.kind == "graphicFrame":
        found = _read_frame(shape, related)
    elif shape.kind == "sp":
        found = _read_text(shape, body_style)
    else:
        found = ShapeText(pictured=shape.kind != "grpSp", unread="ink" if shape.kind == "contentPart" else "")
    captions = _read_alternative(shape.element, pictured=found.pictured or not found.passages)
    passages = (*captions, *found.passages)
    if _is_hidden(shape.element):
        passages = tuple(replace(one, drop=one.drop or "hidden shape") for one in passages)
    boxed = tuple(one if one.box else replace(one, box=clip(shape.box)) for one in passages)
    return replace(found, passages=boxed, box=shape.box)


def clip(box: Box | None) -> Box | None:
    """Return the part of a box that lies on the slide, None without any."""
    if box is None:
        return None
    x0, y0, x1, y1 = (min(max(side, 0.0), 1.0) for side in box)
    return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None


def cut_box(box: Box | None, top: float, bottom: float) -> Box | None:
    """Return the part of a box between two shares of its height."""
    if box is None:
        return None
    x0, y0, x1, y1 = box
    return clip((x0, y0 + (y1 - y0) * top, x1, y0 + (y1 - y0) * bottom))


def _read_text(shape: Shape, body_style: Sequence[Element]) -> ShapeText:
    listed = shape.placeholder and shape.placeholder not in _UNLISTED
    patterns = [find(one, "p:txBody/a:lstStyle") for one in shape.patterns]
    styles = [style for style in patterns if style is not None]
    paragraphs = read_paragraphs(
        find(shape.element, "p:txBody"), (*styles, *body_style) if listed else styles
    )
    least = min((one.level for one in paragraphs if one.kind in _LISTS), default=0)
    passages = tuple(
        Passage(
            one.kind,
            one.text,
            level=max(one.level - least, 0) if one.kind in _LISTS else 0,
            bold=one.bold,
            box=cut_box(shape.box, row / len(paragraphs), (row + 1) / len(paragraphs)),
            drop=DROPPED.get(shape.placeholder, one.field),
        )
        for row, one in enumerate(paragraphs)
    )
    return ShapeText(passages, size=_largest(paragraphs))


def _largest(paragraphs: Sequence[Paragraph]) -> int:
    return max((one.size for one in paragraphs), default=0)


def _read_frame(shape: Shape, related: Related) -> ShapeText:
    """Return what a graphic frame holds: a table, a chart, a diagram, or an object that is not read."""
    data = find(shape.element, "a:graphic/a:graphicData")
    if (table := find(data, "a:tbl")) is not None:
        return ShapeText(_read_rows(table, shape.box))
    kind = "" if data is None else data.get("uri", "").rpartition("/")[2]
    return _read_part(data, related) or ShapeText(pictured=True, unread=kind or "unknown")


def _read_part(data: Element | None, related: Related) -> ShapeText | None:
    """Return what a chart's or diagram's own part says, None if it is missing, broken or of another kind.

    A part that cannot be read costs its own words, which are warned of, and not the deck's.
    """
    try:
        if (chart := find(data, "c:chart")) is not None:
            return ShapeText(read_chart(_parse(related, chart, "r:id")), pictured=True)
        if (diagram := find(data, "dgm:relIds")) is not None:
            return ShapeText(read_diagram(_parse(related, diagram, "r:dm")), pictured=True)
    except BROKEN:
        return None
    return None


def _parse(related: Related, element: Element, attribute: str) -> Element:
    return parse_xml(related(element.get(tag(attribute), "")))


def _read_rows(table: Element, box: Box | None) -> tuple[Passage, ...]:
    return tuple(
        Passage(
            BlockKind.TABLE_HEADER if row.header else BlockKind.TABLE_ROW,
            cells=row.cells,
            box=cut_box(box, row.top, row.bottom),
        )
        for row in read_table(table)
        if row.cells
    )


def _read_alternative(element: Element, *, pictured: bool) -> tuple[Passage, ...]:
    """Return a picture's alternative text; that of a shape with words of its own is left out."""
    properties = _properties(element)
    text = unescape(properties.get("descr", "")) if properties is not None else ""
    return read_alternative(text, "" if pictured else "alternative text of a shape with words")


def _is_hidden(element: Element) -> bool:
    properties = _properties(element)
    return properties is not None and flag(properties.get("hidden"))


def _properties(element: Element) -> Element | None:
    return find(next(iter(element), None), "p:cNvPr")
