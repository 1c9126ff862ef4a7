"""The blocks of a slide below each other: text, lists, tables, and what stands in a picture."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from corpus.model import PICTURE_KINDS, Block, BlockKind
from ingest.renders.typesetting.flow import Passage, lay_text
from ingest.renders.typesetting.fonts import Face
from ingest.renders.typesetting.laid import Glyphs, Laid, Panel, overlay, stack
from ingest.renders.typesetting.looks import AFTER_HEADING, BULLETS, LABEL, LOOKS, RULE, TEAL, TINT, share
from ingest.renders.typesetting.tables import lay_table

_LISTED = frozenset({BlockKind.BULLET, BlockKind.NUMBERED})
_ROWS = frozenset({BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW})
_NUMBER = re.compile(r"\s*\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)](?=\s)")
"""A number or letter that an item's own text begins with."""

_HANG = {BlockKind.BULLET: 0.95, BlockKind.NUMBERED: 1.7}
_STEP = 1.2
_DEEPEST = 6
"""How far an item's words stand from its mark, and a deeper item from the one above it."""

_PAD = 0.6
_EDGE = 5
_BETWEEN_TABLES = 0.9


def lay_body(blocks: Sequence[Block], size: int, width: int) -> Laid:
    """Return the blocks in order, `size` the pixels of a paragraph's type.

    Rows that follow each other are one table, up to the next header; words of pictures that follow each
    other stand in one frame. An item whose number is not in its text has a mark in its place.
    """
    parts: list[tuple[int, Laid]] = []
    above: BlockKind | None = None
    for group in _groups(blocks):
        gap = 0 if above is None else _gap(above, group[0].kind, size)
        parts.append((gap, _lay_group(group, size, width)))
        above = group[-1].kind
    return stack(parts)


def lay_framed(label: str, content: Laid, size: int, width: int) -> Laid:
    """Return content in a tinted frame as wide as `width`, under a label of our own, if there is one."""
    pad = share(size, _PAD)
    face = Face(share(size, LABEL.ratio), LABEL.bold)
    heading = lay_text(Passage("", label, 0, len(label), face, LABEL.colour), width - 2 * pad - _EDGE)
    inner = stack(((pad, heading), (pad // 2 if label else 0, content), (pad, Laid())))
    panels = (Panel(0, 0, width, inner.height, TINT), Panel(0, 0, _EDGE, inner.height, RULE))
    return overlay([Laid(0, (), panels), inner.moved(pad + _EDGE, 0)], inner.height)


def framed_width(size: int, width: int) -> int:
    """Return the width that is left for content in a frame."""
    return max(width - 2 * share(size, _PAD) - _EDGE, 1)


def _groups(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield what is laid out together: a table, what stands in a picture, or one block."""
    for together, found in groupby(blocks, key=lambda block: _family(block.kind)):
        group = list(found)
        if together == "rows":
            yield from _tables(group)
        elif together == "picture":
            yield group
        else:
            yield from ([block] for block in group)


def _family(kind: BlockKind) -> str:
    if kind in _ROWS:
        return "rows"
    return "picture" if kind in PICTURE_KINDS else "text"


def _tables(rows: Sequence[Block]) -> Iterator[list[Block]]:
    table: list[Block] = []
    for row in rows:
        if table and row.kind is BlockKind.TABLE_HEADER and table[-1].kind is BlockKind.TABLE_ROW:
            yield table
            table = []
        table.append(row)
    yield table


def _gap(above: BlockKind, kind: BlockKind, size: int) -> int:
    before = _BETWEEN_TABLES if kind in _ROWS | PICTURE_KINDS else LOOKS[kind].before
    if above is BlockKind.HEADING:
        before = AFTER_HEADING
    elif above in _ROWS | PICTURE_KINDS:
        before = max(before, _BETWEEN_TABLES)
    return share(size, before)


def _lay_group(group: Sequence[Block], size: int, width: int) -> Laid:
    if group[0].kind in _ROWS:
        return lay_table(group, size, width)
    if group[0].kind in PICTURE_KINDS:
        room = framed_width(size, width)
        gap = share(size, LOOKS[BlockKind.CAPTION].before)
        content = stack((gap if at else 0, lay_block(block, size, room)) for at, block in enumerate(group))
        return lay_framed("In a picture:", content, size, width)
    return lay_block(group[0], size, width)


def lay_block(block: Block, size: int, width: int) -> Laid:
    """Return one block's text in the look of its kind; a list's item under its mark or number."""
    look = LOOKS[block.kind]
    face = Face(share(size, look.ratio), look.bold)
    passage = Passage(block.id, block.text, 0, len(block.text), face, look.colour)
    if block.kind not in _LISTED:
        return lay_text(passage, width)
    numbered = block.kind is BlockKind.NUMBERED and _NUMBER.match(block.text) is not None
    hang = min(share(face.size, _HANG[BlockKind.NUMBERED if numbered else BlockKind.BULLET]), width // 3)
    indent = min(share(face.size, _STEP) * min(block.level, _DEEPEST), width // 3)
    laid = lay_text(passage, width - indent, hang=hang, leads=numbered)
    dot = Glyphs(0, 0, BULLETS[block.level % len(BULLETS)], face, TEAL)
    mark = () if numbered or not laid.words else (dot,)
    return overlay([Laid(0, mark), laid]).moved(indent, 0)
