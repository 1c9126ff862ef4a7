"""The lines of an export put together where several are one thing: a wrapped text, a bullet, a table."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.model import BlockKind, Drop, Span
from ingest.readers.text.linemarks import Prefix, is_bold, is_caption, opens_bold, read_prefix
from ingest.readers.text.lines import Line, find_gap_length
from ingest.readers.text.numbering import Numbering
from ingest.readers.text.tables import is_bare_row, is_row
from ingest.titles import goes_on

NARROW_CHARS, WRAPPED_CHARS = 120, 70
"""Where no line is longer than the first, one at least as long as the second was broken by its width."""

SHORT_CHARS = 90

_NUMBERED_TITLE = re.compile(rf"\s*(\d{{1,2}})[.)]\s+[A-Z].{{0,{SHORT_CHARS}}}$")
_SENTENCE_END = re.compile(r"[.!?:][”’\"')*]*\s*\Z")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines that are one thing. `start` is where its words begin in the source, after `prefix`.

    `joined_by` is what stands for a line break inside it; a table has its lines.
    """

    prefix: Prefix
    lines: tuple[Line, ...]
    start: int
    joined_by: str = " "
    table: bool = False
    caption: bool = False
    gap: bool = False
    apart: bool = False
    slide: int = 0

    @property
    def span(self) -> Span:
        """The source characters of its words."""
        return self.start, self.lines[-1].end


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines and what is known of them."""

    lines: Sequence[Line]
    numbering: Numbering
    gap: int
    narrow: bool

    def slide(self, row: int) -> int:
        return self.numbering.of_line[row] if self.numbering.of_line else 0

    def is_wrapped(self, row: int) -> bool:
        """Return whether a line goes on the sentence of the one above it."""
        above, text = self.lines[row - 1].text, self.lines[row].text.lstrip()
        if self.narrow and len(above) >= WRAPPED_CHARS:
            return True
        return text[:1].islower() or goes_on(above)

    def is_content(self, row: int) -> bool:
        line = self.lines[row]
        return not line.blank and not line.rule and row not in self.numbering.marks

    def is_plain(self, row: int, above: int) -> bool:
        """Return whether a line is text that could go on what stands above it on the same slide."""
        return (
            row < len(self.lines)
            and self.is_content(row)
            and self.slide(row) == self.slide(above)
            and read_prefix(self.lines[row].text).kind is BlockKind.PARAGRAPH
            and not is_row(self.lines[row].text)
            and not is_caption(self.lines[row].text)
        )

    def heads_slide(self, row: int) -> bool:
        """Return whether a numbered line is the title of its slide: "3. Background", with no 4. below it."""
        found = _NUMBERED_TITLE.match(self.lines[row].text)
        if not found or not self.numbering.of_line or _SENTENCE_END.search(found[0]):
            return False
        if any(self.is_content(at) for at in self._on_slide(row, -1)):
            return False
        below = (_NUMBERED_TITLE.match(self.lines[at].text) for at in self._on_slide(row, 1))
        return not any(one and int(one[1]) == int(found[1]) + 1 for one in below)

    def _on_slide(self, row: int, step: int) -> Iterator[int]:
        """Yield the rows of the same slide after a row, or before it, the nearest first."""
        at = row + step
        while 0 <= at < len(self.lines) and self.slide(at) == self.slide(row):
            yield at
            at += step


def find_stretches(lines: Sequence[Line], numbering: Numbering) -> Iterator[Stretch | Drop]:
    """Yield the stretches in order, and slide marks and rules as drops."""
    narrow = max(len(line.text) for line in lines) <= NARROW_CHARS
    page = _Page(lines, numbering, find_gap_length(lines), narrow)
    row = blanks = 0
    ruled = False
    while row < len(lines):
        line = lines[row]
        if line.blank:
            blanks, row = blanks + 1, row + 1
        elif row in numbering.marks and not _title_of_mark(page, row):
            yield Drop((line.start, line.end), "slide mark")
            row += 1
        elif line.rule and row not in numbering.marks:
            yield Drop((line.start, line.end), "rule")
            ruled, row = True, row + 1
        else:
            stretch = _take(page, row, gap=ruled or blanks >= page.gap, apart=ruled or blanks > 0)
            yield from _prefix_drops(page, row, stretch)
            yield stretch
            row = lines.index(stretch.lines[-1], row) + 1
            blanks, ruled = 0, False


def _title_of_mark(page: _Page, row: int) -> str:
    return page.lines[row].text[page.numbering.marks[row] :].strip()


def _prefix_drops(page: _Page, row: int, stretch: Stretch) -> Iterator[Drop]:
    start = page.lines[row].start
    if row in page.numbering.marks:
        yield Drop((start, stretch.start), "slide mark")
    elif stretch.prefix.kind is BlockKind.HEADING:
        yield Drop((start, stretch.start), "heading mark")
    elif stretch.start > start and page.lines[row].text[: stretch.start - start].strip():
        yield Drop((start, stretch.start), "list mark")


def _take(page: _Page, row: int, *, gap: bool, apart: bool) -> Stretch:
    line = page.lines[row]
    prefix = read_prefix(line.text)
    if prefix.kind is BlockKind.NUMBERED and page.heads_slide(row):
        prefix = replace(prefix, kind=BlockKind.PARAGRAPH, mark="")
    if row in page.numbering.marks:
        length = page.numbering.marks[row]
        prefix = Prefix(BlockKind.HEADING, length=length, rank=1)
    start = line.start + prefix.length
    table = prefix.kind is BlockKind.PARAGRAPH and is_row(line.text)
    caption = prefix.kind is BlockKind.PARAGRAPH and is_caption(line.text)
    last, joined_by = _find_end(page, row, prefix)
    lines = tuple(page.lines[row : last + 1])
    rows = _table_lines(page, row) if table else ()
    table = len(rows) > 1 or (table and not is_bare_row(line.text))
    if table:
        lines, start = rows, line.start
    return Stretch(prefix, lines, start, joined_by, table, caption, gap, apart, page.slide(row))


def _table_lines(page: _Page, row: int) -> tuple[Line, ...]:
    """Return the rows from here on; one blank run shorter than a gap may stand between equally wide ones."""
    taken = [page.lines[row]]
    blanks = 0
    for at in range(row + 1, len(page.lines)):
        line = page.lines[at]
        if line.blank and blanks + 1 < page.gap:
            blanks += 1
            continue
        width = taken[-1].text.count("\t") or taken[-1].text.count("|")
        tabular = is_row(line.text) or ("\t" in line.text and not blanks)
        same = not blanks or width == (line.text.count("\t") or line.text.count("|"))
        if not (tabular and same and page.is_content(at) and page.slide(at) == page.slide(row)):
            break
        taken.append(line)
        blanks = 0
    return tuple(taken)


def _find_end(page: _Page, row: int, prefix: Prefix) -> tuple[int, str]:
    """Return the row of the last line that goes with this one, and what joins them."""
    if prefix.kind is BlockKind.HEADING:
        return row, " "
    if (closing := _find_bold_end(page, row)) is not None:
        return closing, "\n"
    if prefix.kind is BlockKind.PARAGRAPH:
        return _follow(page, row, page.is_wrapped), " "
    if is_bold(page.lines[row].text[prefix.length :].strip().lstrip("0123456789.) ")):
        return _follow(page, row, lambda _: True), "\n"
    last = _follow(page, row, lambda at: page.is_wrapped(at) or page.lines[at].text[:1].isspace())
    wrapped = all(page.is_wrapped(at) for at in range(row + 1, last + 1))
    return last, " " if wrapped else "\n"


def _find_bold_end(page: _Page, row: int) -> int | None:
    """Return the row where a bold text opened in this one closes, None if it opens none or never closes."""
    if not opens_bold(page.lines[row].text):
        return None
    at = row + 1
    while page.is_plain(at, row):
        if opens_bold(page.lines[at].text):
            return at
        at += 1
    return None


def _follow(page: _Page, row: int, belongs: Callable[[int], bool]) -> int:
    """Return the row of the last of the plain lines right under this one that belong to it."""
    last = row
    while page.is_plain(last + 1, row) and belongs(last + 1):
        last += 1
    return last
