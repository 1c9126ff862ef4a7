"""What was seen in a PDF's pictures, put into its pages: lines of scans, and words of figures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from math import log
from statistics import median

from corpus.model import BlockKind, Drop, Span, WordPlace
from ingest.readers.ocr.pictures import WHOLE
from ingest.readers.ocr.words import even_sizes, find_doubt
from ingest.readers.pdf.layout import Line, Page, Place, Word
from ingest.readers.pdf.pictures import FEW_WORDS
from ingest.readers.pdf.slides import plan_slides
from ingest.sightings import SeenLine, SeenWord, Sighting, Sightings
from ingest.slides import SlidePlan
from ingest.units import Unit

_COVERED = 0.25
"""Of the smaller one's area: a seen word that shares more with a word of the page's text is that word."""

APART = 1_000_000
"""The region of a page's figures: its headings do not reach into them."""


@dataclass(slots=True)
class Seen:
    """A document's pages with the lines of scans, the words of figures as pages of their own.

    `words` are all those kept, by their place in the canonical text, which ends at `end`.
    """

    pages: list[Page]
    end: int
    figures: list[Page] = field(default_factory=list)
    words: dict[Span, SeenWord] = field(default_factory=dict)
    read: dict[int, list[float]] = field(default_factory=dict)


def see_pages(pages: Sequence[Page], sightings: Sightings, end: int) -> Seen:
    """Return the pages with what was seen on them. Words in a page's text are not taken again.

    Words that the reader of pictures is not sure of are drops, with their text.
    """
    seen = Seen([], end)
    for page in pages:
        sighting = sightings.find(f"page {page.number}")
        if sighting is None:
            seen.pages.append(page)
            continue
        upright = _turn(page, sighting)
        lines, drops = _take(page, upright, sighting, seen)
        seen.read[page.number] = [
            seen.words[word.span].confidence
            for line in lines
            for word in line.words
            if any(char.isalnum() for char in word.text)
        ]
        if sighting.areas == WHOLE:
            seen.pages.append(_join(upright, lines, drops))
        else:
            seen.pages.append(replace(page, drops=(*page.drops, *drops)))
            seen.figures.append(replace(upright, lines=tuple(lines), grids=(), drops=(), warnings=()))
    return seen


def place_seen(plans: Sequence[SlidePlan], seen: Seen) -> tuple[tuple[SlidePlan, ...], tuple[Drop, ...]]:
    """Return the plans with the figures' texts and all seen words' places, and what figures left out."""
    figures, drops = plan_slides(seen.figures)
    by_number = {plan.number: plan for plan in figures}
    placed = []
    for plan in plans:
        whole = _add_figure(plan, by_number[plan.number]) if plan.number in by_number else plan
        head = _settle(whole.title, seen.words) if whole.title else None
        body = tuple(_settle(unit, seen.words) for unit in whole.body)
        placed.append(replace(whole, title=head, body=body))
    return tuple(placed), drops


def find_seen_warnings(seen: Seen, sightings: Sightings) -> Iterator[str]:
    """Yield which pages were read from pictures, how surely, and which could not be read."""
    read = {number: sure for number, sure in seen.read.items() if sure}
    if read:
        names = ", ".join(map(str, read))
        middle = median(chain.from_iterable(read.values()))
        said = (
            f"page {names} was read from a picture"
            if len(read) == 1
            else f"pages {names} were read from pictures"
        )
        yield f"{said} (OCR), median confidence {middle:.2f}"
    yield from sightings.warnings


def _turn(page: Page, sighting: Sighting) -> Page:
    """Return a page whose sides are those of its picture set upright."""
    shape = page.width / page.height
    if abs(log(sighting.ratio / shape)) <= abs(log(sighting.ratio * shape)):
        return page
    return replace(page, width=page.height, height=page.width)


def _take(page: Page, upright: Page, sighting: Sighting, seen: Seen) -> tuple[list[Line], list[Drop]]:
    """Return the lines to be kept, their places those of the upright page, and the words left out."""
    lines: list[Line] = []
    drops: list[Drop] = []
    known = [word.place for word in page.words if word.text]
    areas = WHOLE if len(known) < FEW_WORDS else sighting.areas
    sizes = even_sizes(sighting.lines)
    order = max((line.order for line in page.lines), default=-1) + 1
    for line, size in zip(sighting.lines, sizes, strict=True):
        words: list[Word] = []
        for one in _find_new(line, page, known, areas):
            span = (seen.end, seen.end + len(one.text))
            seen.end = span[1] + 1
            if doubt := find_doubt(one):
                drops.append(Drop(span, doubt, one.text))
            else:
                seen.words[span] = one
                words.append(Word(one.text, span, _to_place(one.flat, upright)))
        if words:
            lines.append(Line(tuple(words), order + len(lines), size * upright.height, turn=line.turn))
    return lines, drops


def _find_new(
    line: SeenLine, page: Page, known: Sequence[Place], areas: Sequence[Sequence[float]]
) -> Iterator[SeenWord]:
    """Yield the words of a line that stand in the areas and are not in the page's text."""
    for word in line.words:
        x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
        inside = any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in areas)
        if inside and not any(_covers(_to_place(word.box, page), place) for place in known):
            yield word


def _covers(one: Place, other: Place) -> bool:
    wide = min(one.x1, other.x1) - max(one.x0, other.x0)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    least = min(one.width * one.height, other.width * other.height)
    return wide > 0 and high > 0 and wide * high > _COVERED * least


def _to_place(box: Sequence[float], page: Page) -> Place:
    x0, y0, x1, y1 = box
    return Place(x0 * page.width, y0 * page.height, x1 * page.width, y1 * page.height)


def _join(page: Page, lines: Sequence[Line], drops: Sequence[Drop]) -> Page:
    return replace(page, lines=(*page.lines, *lines), drops=(*page.drops, *drops))


def _add_figure(plan: SlidePlan, figure: SlidePlan) -> SlidePlan:
    """Return a plan with a figure's texts after its own; a page without a title takes the figure's."""
    title = plan.title or figure.title
    units = [figure.title] if figure.title and title is not figure.title else []
    told = [
        replace(unit, kind=BlockKind.FIGURE, level=0, rank=0, region=APART, cells=())
        for unit in (*units, *figure.body)
    ]
    return replace(plan, title=title, body=(*plan.body, *told))


def _settle(unit: Unit, words: Mapping[Span, SeenWord]) -> Unit:
    """Return a unit with the places its words have in the picture, and the least of their confidences."""
    mine = [(span, word) for span, word in words.items() if _holds(unit.spans, span)]
    if not mine:
        return unit
    boxes = [word.box for _, word in mine]
    around = tuple(zip(*boxes, strict=True))
    return replace(
        unit,
        box=(min(around[0]), min(around[1]), max(around[2]), max(around[3])),
        places=tuple(_find_places(unit.text, [word for _, word in sorted(mine)])),
        confidence=min(word.confidence for _, word in mine),
    )


def _holds(spans: Sequence[Span], span: Span) -> bool:
    return any(start <= span[0] < end for start, end in spans)


def _find_places(text: str, words: Sequence[SeenWord]) -> Iterator[WordPlace]:
    """Yield the place of each word of a text, in order; of one broken at a line's end, its part's."""
    at = 0
    for word in words:
        said = word.text if text.find(word.text, at) >= 0 else word.text.rstrip("-\u2010\u00ad")
        start = text.find(said, at) if said else -1
        if start >= 0:
            at = start + len(said)
            yield WordPlace(start, at, *word.box)
