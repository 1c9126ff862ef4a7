"""The theme of a slide: a short line above its title that other slides have too."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus.model import BlockKind
from ingest.slides import SlidePlan
from ingest.titles import find_themed, goes_on, is_title_like
from ingest.units import Unit

SLACK = 0.01
"""Share of the page's height by which a line above a title may reach into it."""

_MOST = 2
_SAME = 0.25


def find_themes(plans: Sequence[SlidePlan]) -> tuple[SlidePlan, ...]:
    """Return the plans with the theme of each slide, a line that stands over several titles.

    It is the line above a title, where two slides at least have it, or their title stands under other
    lines too; then it may also be what was taken for the title, over a line as high right below it.
    """
    pairs = [_find_pair(plan) for plan in plans]
    themed = find_themed((upper.text, lower.text) for upper, lower in pairs if upper and lower)
    above = (upper for plan, (upper, _) in zip(plans, pairs, strict=True) if upper is not plan.title)
    lines = Counter(_key(unit) for unit in above if unit)
    return tuple(_part(plan, pair, themed, lines) for plan, pair in zip(plans, pairs, strict=True))


def _find_pair(plan: SlidePlan) -> tuple[Unit | None, Unit | None]:
    """Return the two lines that could be theme and title."""
    if above := _find_above(plan):
        return above, plan.title
    return plan.title, _find_below(plan)


def _part(
    plan: SlidePlan,
    pair: tuple[Unit | None, Unit | None],
    themed: frozenset[tuple[str, str]],
    lines: Counter[str],
) -> SlidePlan:
    upper, lower = pair
    if upper is None or lower is None:
        return plan
    if (upper.text, lower.text) not in themed and lines[_key(upper)] <= 1:
        return plan
    body = tuple(unit for unit in plan.body if unit is not upper and unit is not lower)
    theme, title = (replace(unit, kind=BlockKind.PARAGRAPH, rank=0) for unit in (upper, lower))
    return replace(plan, theme=theme, title=title, body=body)


def _find_below(plan: SlidePlan) -> Unit | None:
    """Return the line right below the title that is as high as it, None without one."""
    title, first = plan.title, plan.body[0] if plan.body else None
    if title is None or first is None or not title.box or not first.box or not _is_line(first):
        return None
    high, below = title.box[3] - title.box[1], first.box[3] - first.box[1]
    near = first.box[1] - title.box[3] <= high
    return first if near and abs(high - below) <= _SAME * high and not goes_on(title.text) else None


def _key(unit: Unit) -> str:
    return " ".join(unit.text.split()).casefold()


def _find_above(plan: SlidePlan) -> Unit | None:
    """Return the short line that stands right above the title, the lowest of two; more are no theme."""
    if plan.title is None or plan.title.box is None:
        return None
    edge = plan.title.box[1] + SLACK
    above = [unit for unit in plan.body if unit.box and unit.box[3] <= edge]
    lines = [unit for unit in above if _is_line(unit)] if len(above) <= _MOST else []
    return max(lines, key=lambda unit: unit.box[3] if unit.box else 0.0, default=None)


def _is_line(unit: Unit) -> bool:
    return unit.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING} and is_title_like(
        replace(unit, kind=BlockKind.PARAGRAPH)
    )
