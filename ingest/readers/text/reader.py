"""A text export of a deck: from its bytes to slides, no character lost."""

import re
from collections.abc import Iterable, Iterator, Sequence

from corpus.model import Block, BlockKind, Document, Drop, Slide
from ingest.blocks import build_slides
from ingest.model import Reading
from ingest.readers.text.decode import decode_text
from ingest.readers.text.linemarks import is_bold
from ingest.readers.text.lines import split_lines
from ingest.readers.text.markup import BYTE_ORDER_MARK, LINE_BREAKS, clean_text, is_unseen, merge_spans
from ingest.readers.text.numbering import find_numbering
from ingest.readers.text.stretches import Stretch, find_stretches
from ingest.readers.text.tables import read_table
from ingest.slides import find_slides
from ingest.units import Unit, set_levels

NOT_UNDERSTOOD = "not understood"
"""The reason of characters that no rule accounts for. There should be none; a warning tells of any."""


class TextReader:
    """Reads plain text and Markdown exports in UTF-8."""

    suffixes = (".txt", ".text", ".md", ".markdown")
    apart = False  # our own code, in time that grows with the text's length (3 s a megabyte)

    def read(self, document: Document, source: bytes) -> Reading:
        """Return the slides of a text export, with what was left out and why.

        Spans count characters of the decoded text, a byte-order mark included.

        Raises:
            DocumentRejected: the bytes are no UTF-8 text, or hold no words.
        """
        text = decode_text(document, source)
        lines = split_lines(text)
        numbering = find_numbering(lines)
        units, left_out = _read_units(text, find_stretches(lines, numbering))
        slides = build_slides(document.id, find_slides(set_levels(units), numbering.numbers))
        drops = _find_drops(text, [block for slide in slides for block in slide.blocks], left_out)
        return Reading(document, slides, drops, len(text), tuple(_find_warnings(slides, drops)))


def _read_units(source: str, stretches: Iterable[Stretch | Drop]) -> tuple[tuple[Unit, ...], list[Drop]]:
    """Return the units that hold words, in order, and what was left out of them and between them."""
    units: list[Unit] = []
    drops: list[Drop] = []
    for stretch in stretches:
        if isinstance(stretch, Drop):
            drops.append(stretch)
            continue
        found, left_out = _read_table(source, stretch) if stretch.table else _read_words(source, stretch)
        units += [unit for unit in found if unit.text.strip()]
        drops += left_out
    return tuple(units), drops


def _read_words(source: str, stretch: Stretch) -> tuple[list[Unit], Sequence[Drop]]:
    clean = clean_text(source, *stretch.span, stretch.joined_by)
    prefix = stretch.prefix
    unit = Unit(
        BlockKind.CAPTION if stretch.caption else prefix.kind,
        clean.text,
        clean.spans,
        rank=prefix.rank,
        bold=is_bold(source[slice(*stretch.span)]),
        gap=stretch.gap,
        apart=stretch.apart,
        slide=stretch.slide,
        mark=prefix.mark,
        indent=prefix.indent,
    )
    return [unit], clean.drops


def _read_table(source: str, stretch: Stretch) -> tuple[list[Unit], Sequence[Drop]]:
    rows = read_table(source, stretch.lines)
    units = [
        Unit(
            BlockKind.TABLE_HEADER if row.header else BlockKind.TABLE_ROW,
            row.text,
            row.spans,
            row.cells,
            gap=stretch.gap and number == 0,
            apart=stretch.apart and number == 0,
            slide=stretch.slide,
        )
        for number, row in enumerate(rows)
    ]
    return units, [drop for row in rows for drop in row.drops]


def _find_drops(source: str, blocks: Iterable[Block], drops: Iterable[Drop]) -> tuple[Drop, ...]:
    """Return all drops in order: those given, and what stands between them and the blocks."""
    known = list(drops)
    spans = [span for block in blocks for span in block.spans] + [drop.span for drop in known]
    at = 0
    for start, end in (*merge_spans(spans), (len(source), len(source))):
        known += _explain(source, at, start)
        at = end
    return tuple(sorted(known, key=lambda drop: drop.span))


_KINDS_OF_REST = re.compile(rf"\s*[{LINE_BREAKS}]\s*[{LINE_BREAKS}]\s*|\s+|\S")


def _explain(source: str, start: int, end: int) -> Iterator[Drop]:
    """Yield drops for characters that no unit took: white space, and what does not show."""
    for found in _KINDS_OF_REST.finditer(source, start, end):
        rest = found.group()
        if rest.isspace():
            breaks = sum(rest.replace("\r\n", "\n").count(char) for char in LINE_BREAKS)
            reason = "blank line" if breaks > 1 else "line break" if breaks else "space"
        elif found.start() == 0 and rest == BYTE_ORDER_MARK:
            reason = "byte-order mark"
        else:
            reason = "control character" if is_unseen(rest) else NOT_UNDERSTOOD
        yield Drop(found.span(), reason)


def _find_warnings(slides: Sequence[Slide], drops: Sequence[Drop]) -> Iterator[str]:
    if slides and slides[0].ref.inferred:
        found = (
            "the whole text is one slide"
            if len(slides) == 1
            else "slides were counted from its gaps and titles"
        )
        yield f"the export has no slide marks: {found}"
    lost = [drop for drop in drops if drop.reason == NOT_UNDERSTOOD]
    if lost:
        yield f"{len(lost)} parts of the text were not understood, the first at character {lost[0].span[0]}"
