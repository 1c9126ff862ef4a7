"""Pages to slide plans: reading order, texts, tables and titles, with what was left out."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from corpus.model import BlockKind, Drop
from ingest.readers.pdf.furniture import find_furniture
from ingest.readers.pdf.heads import find_title
from ingest.readers.pdf.layout import Grid, Line, Page
from ingest.readers.pdf.order import Item, order_items
from ingest.readers.pdf.paragraphs import Text, find_texts, is_heading, place_unit, word_text
from ingest.readers.pdf.tables import Table, goes_on, read_grid, tidy_grid
from ingest.slides import SlidePlan
from ingest.units import Unit, set_levels

_KNOWN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_RANKS = 6
_LOOSE = 0.3


@dataclass(frozen=True, slots=True)
class Style:
    """What a document's pages share: the size of its body, of its headings, and its words."""

    body_size: float
    ranks: Mapping[float, int]
    known: Collection[str]


@dataclass(slots=True)
class _Plans:
    """What has been made so far; `table` is the one that the page before ended with."""

    style: Style
    plans: list[SlidePlan] = field(default_factory=list)
    drops: list[Drop] = field(default_factory=list)
    table: tuple[Grid, Table] | None = None


def plan_slides(pages: Sequence[Page]) -> tuple[tuple[SlidePlan, ...], tuple[Drop, ...]]:
    """Return one plan a page, in order, and the characters left out with their reasons."""
    pages = [_tidy(page) for page in pages]
    body_size = find_body_size(pages)
    furniture = find_furniture(pages, body_size)
    style = Style(body_size, _find_ranks(pages, body_size), _find_known(pages))
    made = _Plans(style)
    for page in pages:
        running = [line for line in page.lines if (page.number, line.order) in furniture]
        made.drops += [_leave(line, furniture[(page.number, line.order)]) for line in running]
        made.drops += page.drops
        _plan_page(replace(page, lines=tuple(line for line in page.lines if line not in running)), made)
    return tuple(made.plans), tuple(made.drops)


def _leave(line: Line, reason: str) -> Drop:
    """Return the drop of a whole line, with its words if it has any."""
    span = line.words[0].span[0], line.words[-1].span[1]
    return Drop(span, reason, line.text if any(char.isalnum() for char in line.text) else "")


def _tidy(page: Page) -> Page:
    """Return the page with each grid tidied; the lines of those that are no tables are lines again."""
    tidied = [(grid, tidy_grid(grid)) for grid in page.grids]
    grids = tuple(tidy for _, tidy in tidied if tidy)
    loose = [line for grid, tidy in tidied if tidy is None for line in grid.lines]
    lines = [replace(line, order=order) for order, line in enumerate((*page.lines, *loose))]
    return replace(page, grids=grids, lines=tuple(lines))


def find_body_size(pages: Sequence[Page]) -> float:
    """Return the font size of most of the letters, tables apart unless they hold nearly all the text."""
    loose, tabled = (
        _count_sizes(line for page in pages for line in lines(page))
        for lines in (lambda page: page.lines, lambda page: [ln for grid in page.grids for ln in grid.lines])
    )
    sizes = loose if loose.total() >= _LOOSE * tabled.total() else loose + tabled
    return max(sizes, key=lambda size: (sizes[size], -size), default=12.0)


def _count_sizes(lines: Iterable[Line]) -> Counter[float]:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes


def _find_ranks(pages: Sequence[Page], body_size: float) -> dict[float, int]:
    """Return the depth of a heading by its size, the largest first; the body's size is the deepest."""
    sizes = {round(line.size) for page in pages for line in page.lines if line.size > body_size}
    ranked = {float(size): min(rank, _RANKS) for rank, size in enumerate(sorted(sizes, reverse=True), 1)}
    return {float(round(body_size)): _RANKS + 1} | ranked


def _find_known(pages: Sequence[Page]) -> frozenset[str]:
    """Return the document's words, those that a line's end may break left out."""
    known: set[str] = set()
    for page in pages:
        for line in (*page.lines, *(line for grid in page.grids for line in grid.lines)):
            for word in line.words[:-1] if line.text.endswith("-") else line.words:
                known.update(found.casefold() for found in _KNOWN.findall(word.text))
    return frozenset(known)


def _plan_page(page: Page, made: _Plans) -> None:
    parts = list(_find_parts(page, made.style.body_size))
    texts = [part for part in parts if isinstance(part, Text)]
    title = find_title(page, texts, made.style.body_size)
    head: Unit | None = None
    body: list[Unit] = []
    for row, part in enumerate(parts):
        if isinstance(part, Grid):
            body += _read_table(part, page, made, first=row == 0 or (row == 1 and parts[0] is title))
            made.table = made.table if row == len(parts) - 1 else None
            continue
        unit, drops = _to_unit(part, page, made.style)
        made.drops += drops
        if part is title:
            head = unit
        elif unit.text:
            body.append(unit)
    if not parts or not isinstance(parts[-1], Grid):
        made.table = None
    made.plans.append(SlidePlan(page.number, inferred=False, title=head, body=set_levels(body), decided=True))


def _read_table(grid: Grid, page: Page, made: _Plans, *, first: bool) -> list[Unit]:
    above = made.table
    going_on = first and above is not None and goes_on(above[0], grid)
    columns = above[1].columns if going_on and above else ()
    table = read_grid(grid, page, made.style.known, made.style.body_size, columns)
    made.drops += table.drops
    made.table = (grid, table)
    return [unit for unit in table.units if unit.text.strip()]


def _find_parts(page: Page, body_size: float) -> Iterator[Text | Grid]:
    """Yield the texts and tables of a page in reading order, text that is turned last."""
    upright: list[Item] = [*(line for line in page.lines if not line.turn), *page.grids]
    for region in order_items(upright):
        run: list[Line] = []
        for item in region.items:
            if isinstance(item, Line):
                run.append(item)
                continue
            yield from find_texts(run, body_size)
            yield item
            run = []
        yield from find_texts(run, body_size)
    for line in page.lines:
        if line.turn:
            yield from find_texts([line], body_size)


def _to_unit(text: Text, page: Page, style: Style) -> tuple[Unit, tuple[Drop, ...]]:
    wording = word_text(text, style.known)
    heading = is_heading(text, style.body_size)
    unit = Unit(
        BlockKind.HEADING if heading else text.prefix.kind,
        wording.text,
        rank=style.ranks.get(float(round(text.size)), _RANKS) if heading else 0,
        bold=text.bold,
        mark=text.prefix.mark,
        indent=text.prefix.indent,
    )
    return place_unit(unit, wording, page), wording.drops
