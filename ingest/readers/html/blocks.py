"""A page's words in the order of the page: paragraphs, headings, list items, rows, pictures' texts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, takewhile

from lxml.etree import _Element as Element

from corpus.model import BlockKind
from ingest.readers.captions import read_alternative
from ingest.readers.grids import cells_of, name_columns
from ingest.readers.html.elements import BLOCKS, HEADINGS, NEVER, find_hidden, find_landmark, name_of
from ingest.readers.html.items import BULLETS, Count, Item, begin_list
from ingest.readers.html.tables import cells_in, is_data_table, is_pair_list, read_grid
from ingest.readers.raised import to_superscript
from ingest.readers.transcript import Line, Passage, RawCell

_SPACE = re.compile(r"[ \t\n\r\f]+")
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_BOLD = frozenset({"b", "strong"})
LISTED = frozenset({BlockKind.BULLET, BlockKind.NUMBERED})


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A passage of a page and where it stands there.

    `linked` of its characters are links' texts. `landmark` names the part of the page's frame it stands
    in; `group` is the list or table it belongs to, None for neither.
    """

    passage: Passage
    element: Element
    linked: int = 0
    landmark: str = ""
    group: Element | None = None

    @property
    def text(self) -> str:
        """All its words, a row's too."""
        cells = (line.text for cell in self.passage.cells for line in cell.lines)
        return " ".join((self.passage.text, *cells)).strip()


@dataclass(frozen=True, slots=True)
class _Place:
    """What holds where an element stands."""

    element: Element
    kind: BlockKind = BlockKind.PARAGRAPH
    rank: int = 0
    level: int = -1
    item: Item | None = None
    count: Count | None = None
    landmark: str = ""
    group: Element | None = None
    drop: str = ""
    linked: bool = False
    bold: bool = False
    raised: bool = False
    kept_space: bool = False


@dataclass(slots=True)
class _Walk:
    """Gathers the blocks of a page; `line` is what the paragraph at hand says so far, part by part."""

    blocks: list[PageBlock] = field(default_factory=list)
    line: list[tuple[str, _Place]] = field(default_factory=list)
    pictures: list[PageBlock] = field(default_factory=list)

    def visit(self, element: Element, above: _Place) -> None:
        name = name_of(element)
        if not name or name in NEVER:
            return
        place = _enter(element, name, above)
        if name == "br":
            self.line.append(("\v", above))
        elif name == "img":
            self._take_picture(element, place)
        elif (name == "dl" and is_pair_list(element)) or (name == "table" and is_data_table(element)):
            self.end_line(above)
            self.blocks += _read_pairs(element, place) if name == "dl" else _read_table(element, place)
        else:
            self._visit_children(element, name, place, above)

    def _visit_children(self, element: Element, name: str, place: _Place, above: _Place) -> None:
        is_block = name in BLOCKS
        if is_block:
            self.end_line(above)
        self.take(element.text, place)
        for child in element:
            self.visit(child, place)
            self.take(child.tail, place)
        if is_block:
            self.end_line(place)

    def take(self, text: str | None, place: _Place) -> None:
        """Add text to the line."""
        if text:
            shown = text if place.kept_space else _SPACE.sub(" ", text)
            self.line.append((to_superscript(shown) if place.raised else shown, place))

    def _take_picture(self, element: Element, place: _Place) -> None:
        for passage in read_alternative(element.get("alt", ""), place.drop):
            linked = len(passage.text) if place.linked else 0
            self.pictures.append(PageBlock(passage, element, linked, place.landmark, place.group))

    def end_line(self, place: _Place) -> None:
        """Make a block of the line, or several where two line breaks part it, and of what it leaves out."""
        parts, self.line = self.line, []
        pictures, self.pictures = self.pictures, []
        for paragraph in _split_paragraphs([(text, one) for text, one in parts if not one.drop]):
            self.blocks += _make_block(paragraph, place)
        for text, one in _join_dropped(parts):
            passage = Passage(BlockKind.PARAGRAPH, text, drop=one.drop)
            self.blocks.append(PageBlock(passage, one.element, 0, one.landmark, one.group))
        self.blocks += pictures


def read_blocks(root: Element) -> tuple[PageBlock, ...]:
    """Return the blocks of a page in order. What is not shown has a drop, and nothing else has."""
    return _read_inside(root, _Place(root))


def _read_inside(element: Element, place: _Place) -> tuple[PageBlock, ...]:
    walk = _Walk()
    walk.take(element.text, place)
    for child in element:
        walk.visit(child, place)
        walk.take(child.tail, place)
    walk.end_line(place)
    return tuple(walk.blocks)


def _enter(element: Element, name: str, above: _Place) -> _Place:
    """Return what holds inside an element."""
    place = replace(
        above,
        drop=above.drop or find_hidden(element),
        landmark=above.landmark or find_landmark(element),
        linked=above.linked or name == "a",
        bold=above.bold or name in _BOLD,
        raised=above.raised or name == "sup",
        kept_space=above.kept_space or name == "pre",
    )
    if name in BLOCKS:
        place = replace(place, element=element)
    if name in HEADINGS:
        return replace(place, kind=BlockKind.HEADING, rank=HEADINGS[name])
    if name in {"figcaption", "summary"}:
        return replace(
            place, kind=BlockKind.CAPTION if name == "figcaption" else place.kind, bold=name == "summary"
        )
    if name in _LISTS:
        group = element if above.group is None else above.group
        return replace(place, level=above.level + 1, item=None, count=begin_list(element), group=group)
    if name == "li":
        return replace(place, item=(above.count or BULLETS).next_item(element.get("value")))
    return place


def _make_block(line: Sequence[tuple[str, _Place]], place: _Place) -> Iterator[PageBlock]:
    """Yield the block of a paragraph's parts, none for white space."""
    text = "".join(part for part, _ in line).strip()
    if not text:
        return
    shown = [(part, one) for part, one in line if part.strip()]
    passage = Passage(place.kind, text, rank=place.rank, bold=all(one.bold for _, one in shown))
    if place.item and not place.item.used and place.kind is BlockKind.PARAGRAPH:
        place.item.used = True
        text = f"{place.item.shown} {text}".strip()
        passage = replace(passage, kind=place.item.kind, text=text, level=max(place.level, 0))
    linked = sum(len(part.strip()) for part, one in shown if one.linked)
    yield PageBlock(passage, place.element, linked, place.landmark, place.group)


def _split_paragraphs(line: Sequence[tuple[str, _Place]]) -> list[list[tuple[str, _Place]]]:
    """Return the parts of a line between empty lines, which old pages part paragraphs with."""
    paragraphs: list[list[tuple[str, _Place]]] = [[]]
    broken = False
    for text, place in line:
        if text == "\v" and broken:
            paragraphs.append([])
        else:
            paragraphs[-1].append((text, place))
        broken = text == "\v" or (broken and not text.strip())
    return paragraphs


def _join_dropped(line: Sequence[tuple[str, _Place]]) -> Iterator[tuple[str, _Place]]:
    """Yield the texts that are left out, those beside each other for one reason as one."""
    for reason, run in groupby(line, key=lambda part: part[1].drop):
        parts = list(run)
        text = "".join(part for part, _ in parts).strip()
        if reason and text:
            yield text, parts[0][1]


def _read_pairs(element: Element, place: _Place) -> Iterator[PageBlock]:
    """Yield a list of terms as rows: a term, and what is said of it."""
    terms: list[PageBlock] = []
    for child in element.iter("dt", "dd"):
        if next(child.iterancestors("dl")) is not element:
            continue
        inside = _read_inside(child, _enter(child, "dd", replace(place, group=element)))
        if name_of(child) == "dt":
            yield from _pair(terms, [], element)
            terms = list(inside)
        else:
            yield from _pair(terms, inside, element)
            terms = []
    yield from _pair(terms, [], element)


def _pair(terms: Sequence[PageBlock], said: Sequence[PageBlock], element: Element) -> Iterator[PageBlock]:
    sides = [[one for one in side if _is_line(one)] for side in (terms, said)]
    cells = tuple(RawCell("", _lines(side)) for side in sides if side)
    if cells:
        own = [one for side in sides for one in side]
        yield PageBlock(
            Passage(BlockKind.TABLE_ROW, cells=cells), element, _linked(own), own[0].landmark, element
        )
    yield from (one for one in (*terms, *said) if not _is_line(one))


def _read_table(table: Element, place: _Place) -> Iterator[PageBlock]:
    """Yield a table's caption and rows, then what a cell's lines cannot hold."""
    inside = replace(place, element=table, group=table if place.group is None else place.group)
    for caption in table.iterchildren("caption"):
        yield from _read_inside(caption, _enter(caption, "caption", inside))
    read: dict[Element, tuple[PageBlock, ...]] = {}

    def lines_of(cell: Element) -> tuple[Line, ...]:
        above = takewhile(lambda one: one is not table, cell.iterancestors())
        hidden = next(filter(None, map(find_hidden, above)), "")
        row = replace(inside, drop=inside.drop or hidden)
        read[cell] = _read_inside(cell, _enter(cell, name_of(cell), row))
        return _lines([one for one in read[cell] if _is_line(one)])

    grid, headers = read_grid(table, lines_of)
    columns = name_columns(grid[:headers])
    for number, (row, cells) in enumerate(zip(grid, cells_in(table), strict=True)):
        kind = BlockKind.TABLE_HEADER if number < headers else BlockKind.TABLE_ROW
        own = [one for cell in cells for one in read.get(cell, ())]
        linked = _linked([one for one in own if _is_line(one)])
        if row:
            passage = Passage(kind, cells=cells_of(row, columns))
            yield PageBlock(passage, table, linked, inside.landmark, inside.group)
        yield from (one for one in own if not _is_line(one))


def _is_line(block: PageBlock) -> bool:
    return not block.passage.drop and not block.passage.cells and block.passage.kind is not BlockKind.CAPTION


def _lines(blocks: Sequence[PageBlock]) -> tuple[Line, ...]:
    return tuple(Line(one.passage.text, one.passage.kind in LISTED) for one in blocks)


def _linked(blocks: Sequence[PageBlock]) -> int:
    return sum(one.linked for one in blocks)
