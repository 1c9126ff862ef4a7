"""A slide's shapes, each with its place on the slide, groups with their shapes inside."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from corpus.model import Box
from ingest.readers.ooxml import find, find_all, tag, whole

_QUARTER = 90 * 60_000
"""DrawingML counts angles in 60,000ths of a degree."""

MAX_DEPTH = 40
"""Groups nested deeper than this are no drawing any more."""

TITLES = frozenset({"title", "ctrTitle"})
_BODIES = frozenset({"obj", "body", "subTitle", "chart", "tbl", "clipArt", "dgm", "media", "pic"})
_SHAPES = frozenset(map(tag, ("p:sp", "p:grpSp", "p:graphicFrame", "p:pic", "p:contentPart")))


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape; a group's `children` are those in it.

    `box` is None where neither slide, layout nor master places it; `placeholder` is the type of one,
    empty for other shapes; `patterns` are the layout's and master's shapes that it takes its looks
    from, nearest first.
    """

    element: Element
    box: Box | None = None
    placeholder: str = ""
    patterns: tuple[Element, ...] = ()
    children: tuple["Shape", ...] = ()

    @property
    def kind(self) -> str:
        """The local name of the shape's tag: sp, grpSp, graphicFrame, pic or contentPart."""
        return str(etree.QName(self.element).localname)


@dataclass(frozen=True, slots=True)
class Frame:
    """How lengths within a slide or group come to shares of the slide: share = length * scale + shift."""

    scale: tuple[float, float]
    shift: tuple[float, float] = (0.0, 0.0)

    def place(self, xfrm: Element | None) -> Box | None:
        """Return the box of a transform, None where it gives no place."""
        off, ext = find(xfrm, "a:off"), find(xfrm, "a:ext")
        if xfrm is None or off is None or ext is None:
            return None
        x, y = float(whole(off.get("x"))), float(whole(off.get("y")))
        width, height = whole(ext.get("cx")), whole(ext.get("cy"))
        if abs(whole(xfrm.get("rot")) + _QUARTER // 2) // _QUARTER % 2 == 1:
            x, y = x + (width - height) / 2, y + (height - width) / 2
            width, height = height, width
        (sx, sy), (dx, dy) = self.scale, self.shift
        return (x * sx + dx, y * sy + dy, (x + width) * sx + dx, (y + height) * sy + dy)

    def inside(self, xfrm: Element | None) -> "Frame":
        """Return the frame of a group's shapes."""
        off, ext = find(xfrm, "a:off"), find(xfrm, "a:ext")
        inner, size = find(xfrm, "a:chOff"), find(xfrm, "a:chExt")
        if off is None or ext is None or inner is None or size is None:
            return self
        wide, high = whole(size.get("cx")), whole(size.get("cy"))
        zoom = (
            whole(ext.get("cx")) / wide if wide else 1.0,
            whole(ext.get("cy")) / high if high else 1.0,
        )
        scale = (self.scale[0] * zoom[0], self.scale[1] * zoom[1])
        return Frame(
            scale,
            (
                self.shift[0] + whole(off.get("x")) * self.scale[0] - whole(inner.get("x")) * scale[0],
                self.shift[1] + whole(off.get("y")) * self.scale[1] - whole(inner.get("y")) * scale[1],
            ),
        )


@dataclass(frozen=True, slots=True)
class Patterns:
    """The shape trees of a slide's layout and master."""

    layout: Element | None
    master: Element | None

    def of(self, kind: str, idx: str) -> tuple[Element, ...]:
        """Return the placeholders that one of a slide takes its place and looks from, nearest first."""
        by_idx = (one for one in _placeholders(self.layout) if _placeholder(one)[1] == idx)
        own = next(by_idx, None)
        own = (
            next((one for one in _placeholders(self.layout) if _same(one, kind)), None)
            if own is None
            else own
        )
        top = next((one for one in _placeholders(self.master) if _same(one, kind)), None)
        return tuple(one for one in (own, top) if one is not None)


def find_shapes(tree: Element, frame: Frame, patterns: Patterns, depth: int = 0) -> tuple[Shape, ...]:
    """Return the shapes of a shape tree or group in drawing order.

    Raises:
        ValueError: groups are nested too deep.
    """
    return tuple(_find_shape(element, frame, patterns, depth) for element in _elements(tree))


def _elements(tree: Element) -> Iterator[Element]:
    """Yield the shapes of a tree; of alternatives, the first, which newer programs show."""
    for child in tree.iterchildren(etree.Element):
        if child.tag == tag("mc:AlternateContent"):
            choice = find(child, "mc:Choice")
            yield from _elements(choice) if choice is not None else ()
        elif child.tag in _SHAPES:
            yield child


def _find_shape(element: Element, frame: Frame, patterns: Patterns, depth: int) -> Shape:
    found = _placeholder(element)
    above = patterns.of(*found) if found[0] else ()
    box = _first_box(frame, (element, *above))
    children: tuple[Shape, ...] = ()
    if element.tag == tag("p:grpSp"):
        if depth >= MAX_DEPTH:
            raise ValueError(f"groups are nested deeper than {MAX_DEPTH}")
        inner = frame.inside(_transform(element))
        children = find_shapes(element, inner, patterns, depth + 1)
    return Shape(element, box, found[0], above, children)


def _first_box(frame: Frame, elements: Sequence[Element]) -> Box | None:
    boxes = (frame.place(_transform(element)) for element in elements)
    return next((box for box in boxes if box is not None), None)


def _transform(element: Element) -> Element | None:
    for path in ("p:spPr/a:xfrm", "p:xfrm", "p:grpSpPr/a:xfrm"):
        if (found := find(element, path)) is not None:
            return found
    return None


def _placeholder(element: Element) -> tuple[str, str]:
    """Return a placeholder's type and index; of other shapes, two empty texts."""
    for part in ("p:nvSpPr", "p:nvPicPr", "p:nvGraphicFramePr"):
        if (found := find(element, f"{part}/p:nvPr/p:ph")) is not None:
            return found.get("type", "obj"), found.get("idx", "0")
    return "", ""


def _placeholders(tree: Element | None) -> list[Element]:
    return [one for one in find_all(tree, "p:sp") if _placeholder(one)[0]]


def _same(element: Element, kind: str) -> bool:
    """Return whether a master's or layout's placeholder is the pattern of those of a kind."""
    own = _placeholder(element)[0]
    return own == kind or {own, kind} <= TITLES or {own, kind} <= _BODIES
