"""Titles that stand over several slides: what differs below them is the title, and they are the theme."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.model import BlockKind
from ingest.blocks import count_subtitles, find_kinds
from ingest.slides import SlidePlan
from ingest.titles import is_title_like, title_key
from ingest.units import Unit


def name_by_difference(plans: Sequence[SlidePlan]) -> tuple[SlidePlan, ...]:
    """Return the plans, titles that several slides have as themes over the lines that differ below them.

    Such a line stands first on its slide, over all of it. Where any slide of a title has none, or all have
    the same, the title stays. A line that is a title so also is one under a title that stands but once.
    """
    leads = [_find_lead(plan) for plan in plans]
    below: defaultdict[str, list[str]] = defaultdict(list)
    for plan, lead in zip(plans, leads, strict=True):
        if plan.title:
            below[title_key(plan.title)].append(title_key(lead) if lead else "")
    standing = [found for found in below.values() if all(found) and len(set(found)) > 1]
    titles = {lead for found in standing for lead in found}
    return tuple(
        _swap(plan, lead) if lead and title_key(lead) in titles else plan
        for plan, lead in zip(plans, leads, strict=True)
    )


def _find_lead(plan: SlidePlan) -> Unit | None:
    """Return the first line of a slide with a title alone if it is short and heads all that follows."""
    if not plan.title or plan.theme or not plan.body or not _is_line(plan.body[0]):
        return None
    kinds = find_kinds(plan)
    below = [unit.rank for unit, kind in zip(plan.body, kinds, strict=True) if kind is BlockKind.HEADING][1:]
    alone = not below or count_subtitles(plan, kinds) > 0 or _is_above(plan.body[0].rank, below)
    return plan.body[0] if kinds[0] is BlockKind.HEADING and alone else None


def _is_line(unit: Unit) -> bool:
    return "\n" not in unit.text and is_title_like(replace(unit, kind=BlockKind.PARAGRAPH, rank=0))


def _is_above(rank: int, below: Iterable[int]) -> bool:
    return all(0 < rank < other for other in below)


def _swap(plan: SlidePlan, lead: Unit) -> SlidePlan:
    title = replace(lead, kind=BlockKind.PARAGRAPH, rank=0)
    theme = replace(plan.title, rank=0) if plan.title else None
    return replace(plan, theme=theme, title=title, body=plan.body[1:])
