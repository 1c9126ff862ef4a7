"""The theme of a slide: a short line above its title that other slides have too."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus.model import BlockKind
from ingest.slides import SlidePlan
from ingest.titles import is_title_like
from ingest.units import Unit

SLACK = 0.01
"""Share of the page's height by which a line above a title may reach into it."""

TOP = 0.12
"""Share of the page's height in which the theme of a page without a title stands."""


def find_themes(plans: Sequence[SlidePlan]) -> tuple[SlidePlan, ...]:
    """Return the plans, the line above a title taken as theme where two slides at least have it."""
    above = [_find_above(plan) for plan in plans]
    counted = Counter(_key(unit) for unit in above if unit)
    return tuple(
        _take(plan, unit) if unit and counted[_key(unit)] > 1 else plan
        for plan, unit in zip(plans, above, strict=True)
    )


def _key(unit: Unit) -> str:
    return " ".join(unit.text.split()).casefold()


def _find_above(plan: SlidePlan) -> Unit | None:
    """Return the short line that stands right above the title, the lowest of several."""
    edge = plan.title.box[1] + SLACK if plan.title and plan.title.box else TOP
    lines = [unit for unit in plan.body if _is_line(unit) and unit.box and unit.box[3] <= edge]
    return max(lines, key=lambda unit: unit.box[3] if unit.box else 0.0, default=None)


def _is_line(unit: Unit) -> bool:
    return unit.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING} and is_title_like(
        replace(unit, kind=BlockKind.PARAGRAPH)
    )


def _take(plan: SlidePlan, theme: Unit) -> SlidePlan:
    body = tuple(unit for unit in plan.body if unit is not theme)
    return replace(plan, theme=replace(theme, kind=BlockKind.PARAGRAPH, rank=0), body=body)
