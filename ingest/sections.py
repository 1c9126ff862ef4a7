"""A text with ranked headings to slides: by its own pages, or by its headings and a page's worth of text."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from corpus.model import BlockKind
from ingest.slides import SlidePlan
from ingest.units import Unit

PAGE_CHARS = 3_000
"""About what a page of A4 holds at 11 points; a longer section is cut."""


@dataclass(frozen=True, slots=True)
class PlacedUnit:
    """A unit and its page. One `aside` (a note, a text box) goes to the end of its section on the slide.

    Headings have a rank from 1; `title_rank` of the steps below is that of a document's title.
    """

    unit: Unit
    page: int = 1
    aside: bool = False

    @property
    def rank(self) -> int:
        """The depth of a heading, 0 for anything else."""
        return self.unit.rank if self.unit.kind is BlockKind.HEADING and not self.aside else 0


def plan_pages(units: Sequence[PlacedUnit], pages: int, title_rank: int = 0) -> tuple[SlidePlan, ...]:
    """Return a slide for each of the pages that the source tells, those without words too."""
    by_page = {page: list(found) for page, found in _by_page(units)}
    groups = [(page, by_page.get(page, [])) for page in range(1, pages + 1)]
    return tuple(_plan_all(groups, title_rank, inferred=False))


def plan_sections(units: Sequence[PlacedUnit], title_rank: int = 0) -> tuple[SlidePlan, ...]:
    """Return slides counted from the headings of the uppermost rank that repeats, and from page breaks.

    A section longer than a page's worth of text is cut by the headings in it, and where these leave more
    than a page, between two units. Headings without text under them stay with what follows.
    """
    top = _find_top(units)
    groups = []
    for _, found in _by_page(units):
        for section in _cut_at(list(found), top):
            groups += _fit(section, top)
    return tuple(_plan_all(list(enumerate(groups, start=1)), title_rank, inferred=True))


def _by_page(units: Sequence[PlacedUnit]) -> Iterator[tuple[int, Iterator[PlacedUnit]]]:
    return groupby(sorted(units, key=lambda one: one.page), key=lambda one: one.page)


def _find_top(units: Sequence[PlacedUnit]) -> int:
    """Return the uppermost rank that repeats, or else the uppermost; 0 for a text without headings."""
    ranks = Counter(one.rank for one in units if one.rank)
    repeated = [rank for rank, count in ranks.items() if count > 1]
    return min(repeated or ranks, default=0)


def _cut_at(units: Sequence[PlacedUnit], rank: int) -> list[list[PlacedUnit]]:
    """Return the parts that headings of a rank and above begin; one of headings alone joins the next."""
    parts: list[list[PlacedUnit]] = []
    for one in units:
        begins = 0 < one.rank <= rank
        if not parts or (begins and not all(above.rank for above in parts[-1])):
            parts.append([])
        parts[-1].append(one)
    return parts


def _fit(section: list[PlacedUnit], rank: int) -> list[list[PlacedUnit]]:
    """Return the parts of a section that are no longer than a page, as far as its units allow."""
    if _length(section) <= PAGE_CHARS:
        return [section]
    lower = [one.rank for one in section if one.rank > rank]
    if not lower:
        return _cut_by_length(section)
    below = min(lower)
    return [part for found in _cut_at(section, below) for part in _fit(found, below)]


def _cut_by_length(section: Sequence[PlacedUnit]) -> list[list[PlacedUnit]]:
    """Return parts of about equal length, none of which ends in a heading or its table's header."""
    least = -(-_length(section) // PAGE_CHARS)
    size = _length(section) / least
    parts: list[list[PlacedUnit]] = [[]]
    for one in section:
        if parts[-1] and _length(parts[-1]) + len(one.unit.text) / 2 > size and not _leads(parts[-1][-1]):
            parts.append([])
        parts[-1].append(one)
    return parts


def _leads(one: PlacedUnit) -> bool:
    return one.unit.kind in {BlockKind.HEADING, BlockKind.TABLE_HEADER}


def _length(units: Sequence[PlacedUnit]) -> int:
    return sum(len(one.unit.text) for one in units)


def _plan_all(
    groups: Sequence[tuple[int, Sequence[PlacedUnit]]], title_rank: int, *, inferred: bool
) -> Iterator[SlidePlan]:
    """Yield the plans of the slides, each with the headings that are in force where it begins."""
    above: list[Unit] = []
    for number, group in groups:
        yield replace(_plan(group, above, title_rank), number=number, inferred=inferred)
        for one in group:
            if one.rank:
                above = [*(unit for unit in above if unit.rank < one.rank), one.unit]


def _plan(group: Sequence[PlacedUnit], above: Sequence[Unit], title_rank: int) -> SlidePlan:
    """Return a slide's plan: named by the heading it begins with, or else by the one that goes on.

    Where none goes on, the first title or heading on the slide names it.
    """
    title = _find_title(group, title_rank, goes_on=bool(above))
    body = [one for one in group if one is not title]
    in_force = [unit for unit in above if title is None or unit.rank < title.rank]
    sections = [unit for unit in in_force if unit.rank != title_rank] or ([] if title else in_force)
    names = tuple(" ".join(unit.text.split()) for unit in sections)
    return SlidePlan(
        0,
        inferred=True,
        title=title.unit if title else None,
        body=tuple(one.unit for one in _move_asides(body)),
        decided=True,
        above=names,
    )


def _find_title(group: Sequence[PlacedUnit], title_rank: int, *, goes_on: bool) -> PlacedUnit | None:
    first = next((one for one in group if not one.aside), None)
    if first is not None and first.rank:
        return first
    headings = [one for one in group if one.rank]
    titles = [one for one in headings if one.rank == title_rank]
    return None if goes_on else next(iter(titles or headings), None)


def _move_asides(group: Sequence[PlacedUnit]) -> Iterator[PlacedUnit]:
    """Yield the units with what stands aside after the rest of its section."""
    waiting: list[PlacedUnit] = []
    for one in group:
        if one.rank:
            yield from waiting
            waiting = []
        if one.aside:
            waiting.append(one)
        else:
            yield one
    yield from waiting
