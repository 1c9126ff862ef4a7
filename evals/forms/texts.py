"""A slide's blocks -> the paragraphs, tables and pictures that a deck sets."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from corpus.model import PICTURE_KINDS, Block, BlockKind, Slide
from evals.forms.looks import Look, ThemePlace

_NUMBER = re.compile(r"(?P<number>\d{1,3})(?P<sign>[.)]?)\s+(?=\S)")
_TABLE_KINDS = frozenset({BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW})
_HEADS = frozenset({BlockKind.TITLE, BlockKind.THEME})
_FEW = 4
"""Cards stand side by side, so there are not many."""


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph to be. `mark` is "bullet", or the number that the program shows, or nothing."""

    text: str
    bold: bool = False
    bullet: bool = False
    number: int = 0
    level: int = 0


@dataclass(frozen=True, slots=True)
class Parts:
    """What a slide sets under its title: columns of texts, then a table's rows, then pictures' texts."""

    columns: tuple[tuple[Line, ...], ...]
    rows: tuple[Block, ...]
    pictures: tuple[str, ...]
    cards: bool = False


def find_parts(slide: Slide, look: Look) -> Parts:
    """Return what a slide sets; one with nothing but its title has a picture that nothing is said of."""
    body = [block for block in slide.blocks if block.kind not in _HEADS]
    texts = [block for block in body if block.kind not in _TABLE_KINDS | PICTURE_KINDS]
    if slide.theme and look.theme is ThemePlace.AS_TITLE:
        title = next(block for block in slide.blocks if block.kind is BlockKind.TITLE)
        texts = [replace(title, kind=BlockKind.HEADING), *texts]
    pictures = tuple(block.text for block in body if block.kind in PICTURE_KINDS)
    rows = tuple(block for block in body if block.kind in _TABLE_KINDS)
    cards = look.columns and _are_cards(texts)
    columns = _part_cards(texts, look) if cards else _part_columns(texts, look)
    return Parts(columns, rows, pictures or (() if body else ("",)), cards)


def _are_cards(texts: Sequence[Block]) -> bool:
    items = [block for block in texts if block.kind is BlockKind.NUMBERED]
    return 1 < len(items) <= _FEW and all("\n" in item.text for item in items)


def _part_cards(texts: Sequence[Block], look: Look) -> tuple[tuple[Line, ...], ...]:
    return tuple((_set_line(block, look),) for block in texts)


def _part_columns(texts: Sequence[Block], look: Look) -> tuple[tuple[Line, ...], ...]:
    lines = [_set_line(block, look) for block in texts]
    if not look.columns:
        return (tuple(lines),) if lines else ()
    starts = [
        at
        for at, block in enumerate(texts)
        if block.kind is BlockKind.HEADING and at and texts[at - 1].kind is not BlockKind.HEADING
    ]
    if not starts:
        return (tuple(lines),) if lines else ()
    half = sum(len(line.text) for line in lines) / 2
    cut = min(starts, key=lambda at: abs(sum(len(line.text) for line in lines[:at]) - half))
    return tuple(lines[:cut]), tuple(lines[cut:])


def _set_line(block: Block, look: Look) -> Line:
    found = _NUMBER.match(block.text) if block.kind is BlockKind.NUMBERED else None
    if found and look.auto_numbers:
        return Line(block.text[found.end() :], number=int(found["number"]), level=block.level)
    return Line(
        block.text,
        bold=block.kind is BlockKind.HEADING and look.bold_headings,
        bullet=block.kind is BlockKind.BULLET,
        level=block.level,
    )


def cell_lines(text: str, items: Sequence[str]) -> Iterator[Line]:
    """Yield a cell's paragraphs, its items as bullets."""
    for line, _ in groupby(text.split("\n")):
        yield Line(line, bullet=line in items)


def fit_size(lines: Sequence[Line], width_in: float, height_in: float, largest: int = 24) -> int:
    """Return the largest font size in points at which lines fit a box, 7 at the least.

    A character is taken as half its size wide and a line as 1.3 sizes high.
    """
    for size in range(largest, 7, -1):
        chars = max(int(width_in * 72 / (0.52 * size)) - 3, 8)
        shown = sum(-(-len(part) // chars) for line in lines for part in line.text.split("\n"))
        if (shown + 0.3 * len(lines)) * 1.25 * size <= height_in * 72:
            return size
    return 7
