"""One slide laid out for reading: headings, nested lists, tables, and the quoted words marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby

from corpus.model import PICTURE_KINDS, Block, BlockKind, Cell, Slide, Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, marked or not."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell: its words before, and the items of its list if it has one."""

    column: str
    lead: tuple[Piece, ...]
    items: tuple[tuple[Piece, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class BlockView:
    """One block with its anchor on the page ("" when another block has it) and what hangs below it."""

    anchor: str
    pieces: tuple[Piece, ...]
    cells: tuple[CellView, ...] = ()
    children: tuple["BlockView", ...] = ()


class Layout(StrEnum):
    """How a run of blocks is shown."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    PICTURE = "picture"
    LIST = "list"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Run:
    """Blocks that belong together: one list, one table, or paragraphs."""

    layout: Layout
    blocks: tuple[BlockView, ...]
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SlideView:
    """A slide as its page shows it. `marked` tells whether the words asked for were found."""

    title: tuple[Piece, ...]
    title_anchor: str
    runs: tuple[Run, ...]
    marked: bool


@dataclass
class _Marker:
    """Splits texts at the quoted words; gives every block's anchor once."""

    block_id: str
    span: Span | None
    seen: set[str] = field(default_factory=set)

    def anchor(self, block: Block) -> str:
        first = block.id not in self.seen
        self.seen.add(block.id)
        return f"c-{block.id}" if first else ""

    def span_in(self, block: Block) -> Span:
        if block.id != self.block_id:
            return (0, 0)
        span = self.span or (0, len(block.text))
        return span if 0 <= span[0] < span[1] <= len(block.text) else (0, 0)

    def view(self, block: Block) -> BlockView:
        span = self.span_in(block)
        cells = tuple(_view_cells(block, span)) if block.cells else ()
        return BlockView(self.anchor(block), split_at(block.text, span), cells)


def view_slide(slide: Slide, block_id: str = "", span: Span | None = None) -> SlideView:
    """Return a slide laid out, with `span` of the block's text marked, or the whole block without a span.

    Nothing is marked when the slide has no such block, or the block no such characters.
    """
    marker = _Marker(block_id, span)
    title = next((block for block in slide.blocks if block.kind is BlockKind.TITLE), None)
    rest = [block for block in slide.blocks if block is not title]
    name = marker.view(title) if title else BlockView("", (Piece(slide.title),) if slide.title else ())
    return SlideView(
        title=name.pieces,
        title_anchor=name.anchor,
        runs=tuple(_runs(rest, marker)),
        marked=any(block.id == block_id and marker.span_in(block) != (0, 0) for block in slide.blocks),
    )


def split_at(text: str, span: Span, offset: int = 0) -> tuple[Piece, ...]:
    """Return a text in up to three pieces, those characters marked that `span` covers.

    `offset` is where the text starts in what `span` counts from.
    """
    start, end = (min(max(edge - offset, 0), len(text)) for edge in span)
    pieces = (Piece(text[:start]), Piece(text[start:end], True), Piece(text[end:]))
    return tuple(piece for piece in pieces if piece.text)


def _runs(blocks: Sequence[Block], marker: _Marker) -> Iterator[Run]:
    for layout, group in groupby(blocks, key=_layout):
        run = list(group)
        if layout is Layout.LIST:
            yield Run(layout, _nest(run, marker))
        elif layout is Layout.TABLE:
            rows = [block for block in run if block.kind is BlockKind.TABLE_ROW]
            yield Run(layout, tuple(marker.view(row) for row in rows), _columns(run))
        else:
            yield Run(layout, tuple(marker.view(block) for block in run))


def _layout(block: Block) -> Layout:
    if block.kind in PICTURE_KINDS:
        return Layout.PICTURE
    if block.kind in {BlockKind.BULLET, BlockKind.NUMBERED}:
        return Layout.LIST
    if block.kind in {BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW}:
        return Layout.TABLE
    return Layout.HEADING if block.kind in {BlockKind.HEADING, BlockKind.THEME} else Layout.PARAGRAPH


def _nest(blocks: Sequence[Block], marker: _Marker) -> tuple[BlockView, ...]:
    """Return bullets as a tree: each holds the deeper ones that follow it."""
    tree = []
    index = 0
    while index < len(blocks):
        top, index = blocks[index], index + 1
        below = index
        while index < len(blocks) and blocks[index].level > top.level:
            index += 1
        view = marker.view(top)
        tree.append(BlockView(view.anchor, view.pieces, (), _nest(blocks[below:index], marker)))
    return tuple(tree)


def _columns(run: Sequence[Block]) -> tuple[str, ...]:
    """Return the table's column names, from its rows, else its header; () when it has none."""
    rows = [block for block in run if block.kind is BlockKind.TABLE_ROW]
    widest = max((row.cells for row in rows), key=len, default=())
    header = next((block.cells for block in run if block.kind is BlockKind.TABLE_HEADER), ())
    names = tuple(cell.column for cell in widest)
    return names if any(names) else tuple(cell.text for cell in header)


def _view_cells(block: Block, span: Span) -> Iterator[CellView]:
    at = 0
    for cell in block.cells:
        at = max(block.text.find(cell.text, at), at)
        yield _view_cell(cell, span, at)
        at += len(cell.text)


def _view_cell(cell: Cell, span: Span, offset: int) -> CellView:
    if not cell.items:
        return CellView(cell.column, split_at(cell.text, span, offset))
    first = max(cell.text.find(cell.items[0]), 0)
    items, at = [], first
    for item in cell.items:
        at = max(cell.text.find(item, at), at)
        items.append(split_at(item, span, offset + at))
        at += len(item)
    return CellView(cell.column, split_at(cell.text[:first].rstrip(" \n•"), span, offset), tuple(items))
