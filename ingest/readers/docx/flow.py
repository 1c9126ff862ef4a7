"""A document's text in the order of reading, each passage with its page."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml.etree import _Element as Element

from corpus.model import BlockKind
from ingest.readers.docx.blocks import BlockElement, find_blocks
from ingest.readers.docx.drawings import Related, read_drawing
from ingest.readers.docx.equations import write_equation
from ingest.readers.docx.fields import CONTENTS, Fields
from ingest.readers.docx.inline import Outside, Token, read_inline
from ingest.readers.docx.numbering import ListMark, Numbering
from ingest.readers.docx.package import Package, Story
from ingest.readers.docx.pages import Pages
from ingest.readers.docx.paragraphs import ParagraphText, gather, split_turns
from ingest.readers.docx.styles import Role, Styles, read_role
from ingest.readers.docx.tables import (
    TableRow,
    count_header_rows,
    find_cells,
    is_layout,
    lay_grid,
    make_row,
    row_drop,
)
from ingest.readers.grids import cells_of, name_columns
from ingest.readers.ooxml import find, tag, whole
from ingest.readers.pieces import TITLE_RANK, Piece
from ingest.readers.transcript import Passage
from ingest.titles import MAX_WORDS

MAX_NESTED = 20
MAX_HEADING_CHARS = 200
"""Longer than this, text in a heading's style is text."""

_PER_LEVEL = 10_000


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a text stands that is being read."""

    related: Related
    drop: str = ""
    aside: bool = False
    note: bool = False
    depth: int = 0


class Flow:
    """Reads a package's texts; keeps count of pages, list numbers, open fields, and notes read."""

    def __init__(self, package: Package) -> None:
        """Take an opened package."""
        self._package = package
        self.styles = Styles(package.styles)
        self._numbering = Numbering(package.numbering)
        self._fields = Fields()
        changed = tag("w:sectPrChange")
        sections = package.body.iter(tag("w:sectPr"))
        self.pages = Pages([one for one in sections if one.getparent().tag != changed])
        self.unread: list[tuple[str, int]] = []
        self._carried: list[Token] = []
        self._notes_read: set[tuple[str, int]] = set()

    def read_body(self) -> Iterator[Piece]:
        """Yield the pieces of the document's own text, and what it left without a place, as left out."""
        yield from self.read(self._package.body, Scope(self._package.related))
        for kind, notes in self._package.notes.items():
            for number, story in notes.items():
                if (kind, number) not in self._notes_read:
                    yield from self.read_story(story, f"{kind} that nothing refers to")

    def read_story(self, story: Story, drop: str) -> Iterator[Piece]:
        """Yield the pieces of a text beside the body, all left out for a reason."""
        spot = self.pages.spot
        yield from self.read(story.element, Scope(story.related, drop=drop, aside=True))
        self.pages.spot = spot

    def read(self, container: Element, scope: Scope) -> Iterator[Piece]:
        """Yield the pieces of a text, in order.

        Raises:
            ValueError: tables or text boxes are nested deeper than any text.
        """
        if scope.depth > MAX_NESTED:
            raise ValueError(f"tables or text boxes are nested deeper than {MAX_NESTED} levels")
        for block in find_blocks(container, scope.drop):
            inside = replace(scope, drop=block.drop)
            if block.is_a("w:p"):
                yield from self._read_paragraph(block.element, inside)
            elif block.is_a("w:tbl"):
                yield from self._read_table(block.element, inside)
            elif block.is_a("w:altChunk"):
                self.unread.append(("embedded document", self.pages.number))
            elif not block.is_a("w:sectPr"):
                yield self._piece(Passage(BlockKind.PARAGRAPH, write_equation(block.element)), inside)

    def _piece(self, passage: Passage, scope: Scope) -> Piece:
        passage = replace(passage, drop=passage.drop or scope.drop)
        return Piece(passage, self.pages.number, scope.aside and passage.rank != TITLE_RANK)

    def _open_paragraph(self, paragraph: Element) -> tuple[Role, ParagraphText]:
        """Return what a paragraph is and what it says; of one whose end is deleted, nothing yet."""
        role = read_role(paragraph, self.styles, self._numbering.level_of_style)
        if role.new_page:
            self.pages.begin()
        if role.rank:
            self._fields.end_contents()
        tokens = [*self._carried, *read_inline(paragraph, self.styles, self._fields)]
        words = gather(tokens)
        joined = find(paragraph, "w:pPr/w:rPr/w:del") is not None and paragraph.getnext() is not None
        self._carried = tokens if joined else []
        return (replace(role, list_id=0), ParagraphText("")) if joined else (role, words)

    def _read_paragraph(self, paragraph: Element, scope: Scope) -> Iterator[Piece]:
        role, words = self._open_paragraph(paragraph)
        mark = self._numbering.next_mark(role.list_id, role.level) if role.list_id else None
        left_out = CONTENTS if role.style == "contents" else ""
        passage = _passage(role, words, mark, scope)
        indent = _indent(role, mark)
        first, end, waiting = True, 0, list(words.outside)
        for text, turns in split_turns(words.text, words.turns):
            for told in turns:
                self.pages.turn(told=told)
            end += len(text)
            if text.strip():
                self.pages.take_words()
                shown = f"{mark.shown} {text}" if mark and mark.shown and first else text
                part = passage if first else Passage(BlockKind.NOTE if scope.note else BlockKind.PARAGRAPH)
                piece = self._piece(replace(part, text=shown, drop=left_out), scope)
                yield replace(piece, indent=indent if first else 0, goes_on=not first)
                first = False
            while waiting and waiting[0][0] <= end:
                yield from self._read_outside(waiting.pop(0)[1], scope)
        for text, reason in words.dropped:
            self.pages.take_words()
            yield self._piece(Passage(BlockKind.PARAGRAPH, text, drop=reason), scope)
        self._end_paragraph(paragraph, words)

    def _end_paragraph(self, paragraph: Element, words: ParagraphText) -> None:
        after_turn = words.text[words.turns[-1][0] :] if words.turns else words.text
        self.pages.end_paragraph(turned=bool(words.turns) and not after_turn.strip())
        if find(paragraph, "w:pPr/w:sectPr") is not None:
            self.pages.end_section()

    def _read_outside(self, outside: Outside, scope: Scope) -> Iterator[Piece]:
        inside = replace(scope, drop=scope.drop or outside.drop, aside=True, depth=scope.depth + 1)
        if outside.is_note:
            yield from self._read_note(outside.element, inside)
            return
        self.pages.take_words()
        drawing = read_drawing(outside.element, scope.related)
        self.unread += [(kind, self.pages.number) for kind in drawing.unread]
        for passage in drawing.passages:
            yield self._piece(passage, replace(inside, aside=scope.aside))
        spot = self.pages.spot
        for box in drawing.boxes:
            yield from self.read(box, inside)
        self.pages.spot = spot

    def _read_note(self, mark: Element, scope: Scope) -> Iterator[Piece]:
        kind = "footnote" if mark.tag == tag("w:footnoteReference") else "endnote"
        key = (kind, whole(mark.get(tag("w:id"))))
        story = self._package.notes[kind].get(key[1])
        if story is None or key in self._notes_read:
            return
        self._notes_read.add(key)
        spot = self.pages.spot
        yield from self.read(story.element, replace(scope, related=story.related, note=True))
        self.pages.spot = spot

    def _read_table(self, table: Element, scope: Scope) -> Iterator[Piece]:
        inside = replace(scope, depth=scope.depth + 1)
        found = [block for block in find_blocks(table, scope.drop) if block.is_a("w:tr")]
        if is_layout(table, self._is_heading):
            for block in found:
                drop = block.drop or row_drop(block.element)
                for cell in find_cells(block.element):
                    yield from self.read(cell.element, replace(inside, drop=drop))
            return
        rows = [self._read_row(block, inside) for block in found]
        grid = lay_grid(rows)
        headers = count_header_rows(table, self.styles, rows, grid)
        columns = name_columns(grid[:headers])
        for number, row in enumerate(rows):
            kind = BlockKind.TABLE_HEADER if number < headers else BlockKind.TABLE_ROW
            passage = Passage(kind, cells=cells_of(grid[number], columns), drop=row.drop)
            yield Piece(passage, row.page, scope.aside)
            yield from row.beside

    def _read_row(self, row: BlockElement, scope: Scope) -> TableRow:
        """Return what a row says; each of its cells is read from the page that the row begins on."""
        inside = replace(scope, drop=row.drop or row_drop(row.element))
        start = last = self.pages.spot
        cells = []
        for place in find_cells(row.element):
            self.pages.spot = start
            cells.append((place, tuple(self.read(place.element, replace(inside, drop="")))))
            last = max(last, self.pages.spot, key=lambda spot: spot.number)
        self.pages.spot = last
        return make_row(row.element, inside.drop, cells, start.number)

    def _is_heading(self, paragraph: Element) -> bool:
        return read_role(paragraph, self.styles, self._numbering.level_of_style).rank > 0


def _passage(role: Role, words: ParagraphText, mark: ListMark | None, scope: Scope) -> Passage:
    """Return the passage of a paragraph, its text to be set."""
    if scope.note:
        return Passage(BlockKind.NOTE)
    if role.rank and not _is_text(words.text):
        beside = scope.aside and role.rank != TITLE_RANK
        return Passage(BlockKind.HEADING, rank=0 if beside else role.rank, bold=words.bold)
    if mark:
        return Passage(mark.kind, bold=words.bold)
    kind = BlockKind.CAPTION if role.style == "caption" else BlockKind.PARAGRAPH
    return Passage(kind, bold=words.bold)


def _is_text(words: str) -> bool:
    """Return whether text in a heading's style is no heading: a long line, or a longer sentence."""
    line = words.strip()
    return len(line) > MAX_HEADING_CHARS or (line.endswith(".") and len(line.split()) > MAX_WORDS)


def _indent(role: Role, mark: ListMark | None) -> int:
    if mark is None:
        return 0
    left = mark.indent if role.indent is None else role.indent
    return role.level * _PER_LEVEL + min(max(left, 0), _PER_LEVEL - 1)
