"""Pages to slide plans: reading order, texts, tables and titles, with what was left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.model import BlockKind, Drop
from ingest.readers.pdf.aligned import find_aligned
from ingest.readers.pdf.carrying import find_last_heading, flows, is_full, names_page
from ingest.readers.pdf.details import count_labels
from ingest.readers.pdf.extending import extend_grid
from ingest.readers.pdf.furniture import find_furniture, find_printed
from ingest.readers.pdf.heads import find_title
from ingest.readers.pdf.layout import Grid, Line, Page
from ingest.readers.pdf.manner import Manner, find_manner, find_own_size
from ingest.readers.pdf.order import Item, order_items
from ingest.readers.pdf.paragraphs import Text, find_texts, is_heading
from ingest.readers.pdf.tables import Table, goes_on, open_grid, read_grid, tidy_grid
from ingest.readers.pdf.themes import find_themes
from ingest.readers.pdf.wording import place_unit, word_text
from ingest.readers.standing import name_by_difference
from ingest.slides import SlidePlan
from ingest.units import Unit, set_levels


@dataclass(slots=True)
class _Plans:
    """What has been made so far.

    `table` is the one that the page before ended with, `section` the heading in force there; in a
    document that does not flow, and up to its first page of text, there is none.
    """

    manner: Manner
    plans: list[SlidePlan] = field(default_factory=list)
    drops: list[Drop] = field(default_factory=list)
    table: tuple[Grid, Table] | None = None
    flows: bool = False
    begun: bool = False
    section: str = ""


def plan_slides(pages: Sequence[Page]) -> tuple[tuple[SlidePlan, ...], tuple[Drop, ...]]:
    """Return one plan a page, in order, and the characters left out with their reasons."""
    pages = [_tidy(page) for page in pages]
    manner = find_manner(pages)
    furniture = find_furniture(pages, manner.body_size)
    made = _Plans(manner, flows=flows(pages))
    for page in pages:
        running = [line for line in page.lines if (page.number, line.order) in furniture]
        made.drops += [_leave(line, furniture[(page.number, line.order)]) for line in running]
        made.drops += page.drops
        _plan_page(replace(page, lines=tuple(line for line in page.lines if line not in running)), made)
    labels = count_labels(find_printed(pages, furniture), len(pages))
    plans = [replace(plan, label=labels.get(plan.number, "")) for plan in made.plans]
    return name_by_difference(find_themes(plans)), tuple(made.drops)


def _leave(line: Line, reason: str) -> Drop:
    """Return the drop of a whole line, with its words if it has any."""
    span = line.words[0].span[0], line.words[-1].span[1]
    return Drop(span, reason, line.text if any(char.isalnum() for char in line.text) else "")


def _tidy(page: Page) -> Page:
    """Return the page with each grid tidied and those without rules found.

    The lines of grids that are no tables are lines again.
    """
    tidied = [(grid, tidy_grid(open_grid(grid))) for grid in page.grids]
    loose = [line for grid, tidy in tidied if tidy is None for line in grid.lines]
    shown = list(page.lines)
    lines = shown + [replace(line, order=order) for order, line in enumerate(loose, start=len(shown))]
    aligned = list(find_aligned([line for line in lines if not line.turn]))
    taken = {line.order for grid in aligned for line in grid.lines}
    lines = [line for line in lines if line.order not in taken]
    grids: list[Grid] = []
    for grid in (*(tidy for _, tidy in tidied if tidy), *aligned):
        grown, orders = extend_grid(grid, lines)
        grids.append(grown)
        lines = [line for line in lines if line.order not in orders]
    return replace(page, grids=tuple(grids), lines=tuple(lines))


def _plan_page(page: Page, made: _Plans) -> None:
    manner = replace(made.manner, body_size=find_own_size(page, made.manner.body_size))
    parts = list(_find_parts(page, manner))
    texts = [part for part in parts if isinstance(part, Text)]
    size = made.manner.body_size
    title = find_title(page, texts, size)
    if title and made.section and not names_page(title, texts, size):
        title = None
    above = (made.section,) if parts and made.section and not title else ()
    head: Unit | None = None
    body: list[Unit] = []
    for row, part in enumerate(parts):
        if isinstance(part, Grid):
            first = row == 0 or (row == 1 and parts[0] is title)
            body += _read_table(part, page, made, manner, first=first)
            made.table = made.table if row == len(parts) - 1 else None
            continue
        unit, drops = _to_unit(part, page, manner)
        made.drops += drops
        if part is title:
            head = unit
        elif unit.text:
            body.append(unit)
    if not parts or not isinstance(parts[-1], Grid):
        made.table = None
    levelled = set_levels(_without_lone_headings(body))
    made.plans.append(
        SlidePlan(page.number, inferred=False, title=head, body=levelled, decided=True, above=above)
    )
    _pass_section(made, page, find_last_heading(texts, size))


def _pass_section(made: _Plans, page: Page, heading: Text | None) -> None:
    """Note a page's last heading: text on the pages after it may go on with its section."""
    made.begun = made.begun or is_full(page)
    if made.flows and made.begun and heading:
        made.section = word_text(heading, made.manner).text


def _without_lone_headings(units: Sequence[Unit]) -> Sequence[Unit]:
    """Return the units; where all look like headings they head nothing, and are lines of text."""
    if any(unit.kind is not BlockKind.HEADING for unit in units):
        return units
    return [replace(unit, kind=BlockKind.PARAGRAPH, rank=0) for unit in units]


def _read_table(grid: Grid, page: Page, made: _Plans, manner: Manner, *, first: bool) -> list[Unit]:
    above = made.table
    going_on = first and above is not None and goes_on(above[0], grid)
    columns = above[1].columns if going_on and above else ()
    table = read_grid(grid, page, manner, columns)
    made.drops += table.drops
    made.table = (grid, table)
    return [replace(unit, column=grid.column) for unit in table.units if unit.text.strip()]


def _find_parts(page: Page, manner: Manner) -> Iterator[Text | Grid]:
    """Yield the texts and tables of a page in reading order, text that is turned last."""
    upright: list[Item] = [*(line for line in page.lines if not line.turn), *page.grids]
    for region in order_items(upright):
        run: list[Line] = []
        for item in region.items:
            if isinstance(item, Line):
                run.append(item)
                continue
            yield from find_texts(run, manner, region.column)
            yield replace(item, column=region.column)
            run = []
        yield from find_texts(run, manner, region.column)
    for line in page.lines:
        if line.turn:
            yield from find_texts([line], manner)


def _to_unit(text: Text, page: Page, manner: Manner) -> tuple[Unit, tuple[Drop, ...]]:
    wording = word_text(text, manner)
    heading = is_heading(text, manner.body_size)
    unit = Unit(
        BlockKind.HEADING if heading else text.prefix.kind,
        wording.text,
        rank=manner.find_rank(text.size) if heading else 0,
        bold=text.bold,
        mark=text.prefix.mark,
        indent=text.prefix.indent,
        column=text.column,
    )
    return place_unit(unit, wording, page), wording.drops
