"""Units to slides: by the export's own marks, or else by its gaps and titles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from corpus.model import BlockKind
from ingest.titles import (
    GROUP,
    Repetitions,
    find_repetitions,
    is_cover_particular,
    is_short,
    is_title_like,
    is_words_of_picture,
    mark_lists,
    opens_closing,
)
from ingest.units import Unit


@dataclass(frozen=True, slots=True)
class SlidePlan:
    """Which units stand on a slide, and which of them name it, all in reading order.

    `decided` tells that the units' kinds are known from the layout, and not to be found by their texts.
    `label` and `hidden` are the slide's. `above` are headings of earlier slides whose sections go on here,
    outermost first; they name the slide as far as it has no theme and title of its own.
    """

    number: int
    inferred: bool
    theme: Unit | None = None
    title: Unit | None = None
    subtitles: tuple[Unit, ...] = ()
    body: tuple[Unit, ...] = ()
    decided: bool = False
    label: str = ""
    hidden: bool = False
    above: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Segment:
    """What stands between two gaps: `lead` and `tail` title-like units at its ends; `lead` may be all."""

    units: tuple[Unit, ...]
    lead: int
    tail: int

    @property
    def whole(self) -> bool:
        """Whether the segment is titles only."""
        return self.lead == len(self.units)


@dataclass(slots=True)
class _Sheet:
    """A slide in the making: its title group and what is under it. A plain one's group is its whole text."""

    group: tuple[Unit, ...]
    body: list[Unit] = field(default_factory=list)
    plain: bool = False


def find_slides(units: Sequence[Unit], numbers: Sequence[int] = ()) -> tuple[SlidePlan, ...]:
    """Return the slides in order; every unit stands on one of them.

    `numbers` are those the export states for its slides, exact; slides without units are kept.
    Without them slides are counted from 1 and marked inferred. Then a title group (short lines, no
    sentences) before a gap begins a slide, even one blank line after the slide before; so does
    one after a gap that follows content. A group followed by another is a slide with a title
    only, but a deck's opening groups are one slide, and the short lines at its very end another.
    Tables, bullets and sentences after a gap go on with the slide before it.
    """
    pictured = mark_lists(_mark_pictures(units))
    if numbers:
        return _number_slides(pictured, numbers)
    segments = _split(_with_gaps(pictured))
    counted = find_repetitions(_groups(segments))
    segments = [_reclaim(segment, counted) for segment in segments]
    repetitions = find_repetitions(_groups(segments, counted))
    sheets = _lay_sheets(segments, repetitions)
    plans = [plan for sheet in sheets for plan in _plan(sheet, repetitions)]
    return tuple(replace(plan, number=number) for number, plan in enumerate(plans, start=1))


def _mark_pictures(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Return the units with the short lines under a caption, up to the next gap, as the picture's words."""
    marked: list[Unit] = []
    pictured = False
    for unit in units:
        same_slide = not marked or marked[-1].slide == unit.slide
        pictured = unit.kind is BlockKind.CAPTION or (
            pictured and same_slide and not unit.gap and is_words_of_picture(unit)
        )
        if not pictured or unit.kind is BlockKind.CAPTION:
            marked.append(unit)
        elif marked[-1].kind is BlockKind.FIGURE and not unit.apart:
            above = marked.pop()
            text = f"{above.text}\n{unit.text}"
            marked.append(replace(above, text=text, spans=(*above.spans, *unit.spans)))
        else:
            marked.append(replace(unit, kind=BlockKind.FIGURE))
    return tuple(marked)


def _with_gaps(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Return the units, with a gap before each uppermost heading mark if the export has no gaps."""
    ranks = [unit.rank for unit in units if unit.rank]
    if not ranks or any(unit.gap for unit in units[1:]):
        return tuple(units)
    repeated = [rank for rank in ranks if ranks.count(rank) > 1]
    top = min(repeated or ranks)
    return tuple(replace(unit, gap=unit.gap or 0 < unit.rank <= top) for unit in units)


def _split(units: Sequence[Unit]) -> list[_Segment]:
    starts = [0, *(row for row, unit in enumerate(units) if unit.gap and row), len(units)]
    parts = [tuple(units[start:end]) for start, end in pairwise(starts) if start < end]
    return [_measure(part, last=part is parts[-1]) for part in parts]


def _measure(units: tuple[Unit, ...], *, last: bool = False) -> _Segment:
    lead = _count_titles(units)
    if lead == len(units):
        return _Segment(units, lead, 0)
    return _Segment(units, lead, (last and _closing_length(units[lead:])) or _count_titles(units[::-1]))


def _count_titles(units: Sequence[Unit]) -> int:
    return next((row for row, unit in enumerate(units) if not is_title_like(unit)), len(units))


def _closing_length(units: Sequence[Unit]) -> int:
    """Return how many of the last units are a closing slide that a bold line, a question or a call begins."""
    rows = range(len(units))
    start = next((row + 1 for row in reversed(rows) if not is_short(units[row])), 0)
    return next((len(units) - row for row in rows[start:] if opens_closing(units[row])), 0)


def _groups(segments: Sequence[_Segment], counted: Repetitions | None = None) -> Iterator[Sequence[Unit]]:
    """Yield what could be title groups, to count repetitions: before gaps, and first lines after content.

    First lines that a title group before the gap awaits as content count only if counted already.
    """
    awaited = False
    for segment in segments:
        if segment.whole:
            yield segment.units
        else:
            head = segment.units[: min(segment.lead, 2)]
            if not awaited or (counted and counted.stands_elsewhere(head)):
                yield head
        if segment.tail:
            yield segment.units[-segment.tail :]
        awaited = segment.whole or segment.tail > 0


def _reclaim(segment: _Segment, repetitions: Repetitions) -> _Segment:
    """Return the segment with a repeated theme and title, taken for a picture's words, as titles again."""
    pair = segment.units[-2:]
    pictured = [unit.kind is BlockKind.FIGURE for unit in pair]
    if pictured != [True, True] or not repetitions.stands_elsewhere(pair):
        return segment
    return _measure((*segment.units[:-2], *(replace(unit, kind=BlockKind.PARAGRAPH) for unit in pair)))


def _lay_sheets(segments: Sequence[_Segment], repetitions: Repetitions) -> list[_Sheet]:
    cover = _count_cover(segments)
    sheets = [_Sheet(tuple(u for s in segments[:cover] for u in s.units), plain=True)] if cover else []
    for segment in segments[cover:]:
        if segment.whole:
            sheets.append(_Sheet(segment.units))
            continue
        head, rest = segment.units[: segment.lead], segment.units[segment.lead :]
        if _begins_slide(sheets, head, repetitions):
            named = _name_length(head, repetitions)
            sheets.append(_Sheet(head[:named]))
            head = head[named:]
        tail = _tail_length(segment, repetitions, last=segment is segments[-1])
        sheets[-1].body += [*head, *rest[: len(rest) - tail]]
        if tail:
            sheets.append(_Sheet(rest[-tail:]))
    if len(sheets) > 1 and not sheets[-1].body:
        sheets[-1].plain = True
    return sheets


def _count_cover(segments: Sequence[_Segment]) -> int:
    """Return how many of the first segments are the cover: up to the last that only a cover could carry.

    The last title before content is that content's own, unless the content brings another.
    """
    whole = next((row for row, segment in enumerate(segments) if not segment.whole), len(segments))
    titled = whole == len(segments) or segments[whole].lead > 0
    found = [
        row
        for row, segment in enumerate(segments[:whole])
        if any(is_cover_particular(unit.text) for unit in segment.units)
    ]
    limit = whole if titled and (whole == 1 or whole - 1 in found) else max(whole - 1, 0)
    within = [row + 1 for row in found if row < limit]
    subtitled = limit > 1 and len(segments[0].units) == 1
    return within[-1] if within else min(limit, 2 if subtitled else 1)


def _begins_slide(sheets: Sequence[_Sheet], head: Sequence[Unit], repetitions: Repetitions) -> bool:
    """Return whether a segment with content begins a slide, with `head` the titles it opens with."""
    if not sheets:
        return True
    if not head:
        return False
    awaited = not sheets[-1].body and not sheets[-1].plain
    return not awaited or repetitions.stands_elsewhere(head[:2])


def _name_length(head: Sequence[Unit], repetitions: Repetitions) -> int:
    """Return how many of the titles that content follows name the slide: a repeated pair, or the first."""
    return 2 if repetitions.is_pair(head[:2]) else min(len(head), 1)


def _tail_length(segment: _Segment, repetitions: Repetitions, *, last: bool) -> int:
    if segment.tail <= GROUP or last:
        return segment.tail
    return 2 if repetitions.is_pair(segment.units[-2:]) else 1


def _plan(sheet: _Sheet, repetitions: Repetitions) -> Iterator[SlidePlan]:
    body = tuple(sheet.body)
    if sheet.plain or len(sheet.group) > GROUP or not sheet.group:
        title = sheet.group[0] if sheet.group else None
        yield SlidePlan(0, inferred=True, title=title, body=(*sheet.group[1:], *body))
        return
    heads = repetitions.part(sheet.group)
    if heads.divider:
        yield SlidePlan(0, inferred=True, title=heads.divider[0], subtitles=heads.divider[1:])
    yield SlidePlan(
        0, inferred=True, theme=heads.theme, title=heads.title, subtitles=heads.subtitles, body=body
    )


def _number_slides(units: Sequence[Unit], numbers: Sequence[int]) -> tuple[SlidePlan, ...]:
    by_number = {number: tuple(found) for number, found in groupby(units, key=lambda unit: unit.slide)}
    segments = {number: _measure(by_number.get(number, ())) for number in numbers}
    repetitions = find_repetitions(segment.units[: min(segment.lead, 2)] for segment in segments.values())
    return tuple(_plan_stated(number, segment, repetitions) for number, segment in segments.items())


def _plan_stated(number: int, segment: _Segment, repetitions: Repetitions) -> SlidePlan:
    named = _name_length(segment.units[: segment.lead], repetitions)
    theme, title = (None, None, *segment.units[:named])[-2:]
    return SlidePlan(number, inferred=False, theme=theme, title=title, body=segment.units[named:])
