"""A slide drawn from the places of its shapes, where nothing that can draw the file itself is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from corpus.model import PICTURE_KINDS, Block, BlockKind, Box, Slide
from ingest.renders.typesetting.body import lay_body
from ingest.renders.typesetting.drawn import Drawn
from ingest.renders.typesetting.laid import Edges, Laid, Panel, overlay
from ingest.renders.typesetting.looks import RULE, TINT, WIDTH
from ingest.renders.typesetting.page import close_page, fit_page, lay_empty, lay_notes, lay_strip, part_notes
from ingest.renders.typesetting.painting import paint

_SIZES = (9, 10, 11, 12, 13, 14, 16, 18, 20, 22, 24, 26, 28, 32, 36)
"""Sizes that a shape's type may have."""

_INSET = 6
_NARROW = 48
"""A shape narrower than this, in pixels, has no room for words."""

_TOUCHING = 1e-6
_TALLEST, _WIDEST = 0.4, 4.0
"""The shapes of slide that are drawn as they are."""

_NOWHERE: Edges = (0, 0, 0, 0)
_HEADS = frozenset({BlockKind.TITLE, BlockKind.THEME})


@dataclass(frozen=True, slots=True)
class Shape:
    """Blocks that share a place, as the paragraphs of a text or the rows of a table do."""

    blocks: tuple[Block, ...]
    box: Box


def draw_slide(slide: Slide, heading: str, aspect: float = 16 / 9) -> Drawn:
    """Return a slide as a picture 1600 pixels wide, each text in its shape's place.

    `aspect` is the slide's width over its height. The type of a shape is as large as its box takes. Blocks
    without a box, and texts that have no room in theirs or would cover others, stand in a strip below;
    then come the notes and `heading`, a small line that is part of no block.

    Raises:
        SlideTooLong: it holds more text than one picture can show.
    """
    height = round(WIDTH / min(max(aspect, _TALLEST), _WIDEST))
    said, notes = part_notes(slide.blocks)
    drawn, placed = _draw_shapes(find_shapes(said), height)
    drawn = drawn if slide.blocks else overlay([lay_empty()], height)
    rest = [block for block in said if block.id not in placed]
    name = f"slide {slide.ref.number} of {slide.ref.document_id}"
    return paint(fit_page(partial(_lay_page, drawn, rest, notes, heading), name), WIDTH)


def find_shapes(blocks: Sequence[Block]) -> list[Shape]:
    """Return the blocks with a box as shapes, in order.

    A reader gives the paragraphs of a text even shares of its shape, a table's rows theirs, and all of a
    chart its whole box: blocks in one box, or each where the one before ends, are one shape again.
    """
    shapes: list[Shape] = []
    for block in blocks:
        if block.box is None:
            continue
        joined = shapes and _join(shapes[-1], block, block.box)
        if joined:
            shapes[-1] = joined
        else:
            shapes.append(Shape((block,), block.box))
    return shapes


def _join(shape: Shape, block: Block, box: Box) -> Shape | None:
    """Return the shape with a block more: one in the same box, or in the box that goes on below."""
    x0, y0, x1, y1 = shape.box
    if box == shape.box:
        return Shape((*shape.blocks, block), box)
    if max(abs(box[0] - x0), abs(box[2] - x1), abs(box[1] - y1)) > _TOUCHING:
        return None
    return Shape((*shape.blocks, block), (x0, y0, x1, box[3]))


def _draw_shapes(shapes: Sequence[Shape], height: int) -> tuple[Laid, set[str]]:
    """Return the shapes that have room where they stand, and the ids of their blocks."""
    drawn: list[tuple[Edges, Laid]] = []
    placed: set[str] = set()
    for shape in shapes:
        laid = _fit_shape(shape, height)
        edges = _find_edges(laid) if laid else _NOWHERE
        if laid and not any(_cross(edges, far) and _collide(laid, other) for far, other in drawn):
            drawn.append((edges, laid))
            placed |= {block.id for block in shape.blocks}
    return overlay((laid for _, laid in drawn), height), placed


def _fit_shape(shape: Shape, height: int) -> Laid | None:
    """Return a shape's text in its place in the largest type that fits, None if none does."""
    x0, x1 = (round(x * WIDTH) for x in (shape.box[0], shape.box[2]))
    y0, y1 = (round(y * height) for y in (shape.box[1], shape.box[3]))
    width, room = x1 - x0 - 2 * _INSET, y1 - y0
    if width < _NARROW:
        return None
    laid = _largest(shape.blocks, width, room)
    if laid is None or any(word.edges[2] > width for word in laid.words):
        return None
    down = (room - laid.height) // 2 if shape.blocks[0].kind in _HEADS else min(_INSET, room - laid.height)
    return overlay([_panels(shape, (x0, y0, x1, y1)), laid.moved(x0 + _INSET, y0 + down)])


def _largest(blocks: Sequence[Block], width: int, room: int) -> Laid | None:
    """Return the blocks in the largest size that is no higher than `room`, by halving the sizes."""
    best: Laid | None = None
    sizes = list(_SIZES)
    while sizes:
        middle = len(sizes) // 2
        laid = lay_body(blocks, sizes[middle], width)
        if laid.height <= room:
            best, sizes = laid, sizes[middle + 1 :]
        else:
            sizes = sizes[:middle]
    return best


def _panels(shape: Shape, edges: Edges) -> Laid:
    """Return the place of a picture as a pale frame; other shapes show their words alone."""
    if not any(block.kind in PICTURE_KINDS for block in shape.blocks):
        return Laid()
    x0, y0, x1, y1 = edges
    return Laid(0, (), (Panel(x0, y0, x1, y1, RULE), Panel(x0 + 1, y0 + 1, x1 - 1, y1 - 1, TINT)))


def _find_edges(laid: Laid) -> Edges:
    """Return the smallest rectangle that holds all words."""
    if not laid.words:
        return _NOWHERE
    left, top, right, bottom = zip(*(word.edges for word in laid.words), strict=True)
    return min(left), min(top), max(right), max(bottom)


def _collide(laid: Laid, other: Laid) -> bool:
    edges = [word.edges for word in other.words]
    return any(_cross(word.edges, far) for word in laid.words for far in edges)


def _cross(one: Edges, two: Edges) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def _lay_page(drawn: Laid, rest: Sequence[Block], notes: Sequence[Block], heading: str, size: int) -> Laid:
    below = lay_strip(rest, "Also on this slide", size) if rest else Laid()
    return close_page(drawn, [below, lay_notes(notes, size)], heading, size, drawn.height)
