"""Slide plans to slides: each unit gets its kind, the headings above it, and an id made of content."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.model import Block, BlockKind, Slide, SlideRef, content_id
from ingest.slides import SlidePlan
from ingest.titles import ends_sentence, is_title_like
from ingest.units import Unit

UNRANKED = 9
"""Where a heading without a heading mark stands: below every one that has a mark."""

TITLE_CHARS = 80

_LISTED = frozenset(
    {BlockKind.BULLET, BlockKind.NUMBERED, BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW, BlockKind.CAPTION}
)
_NOTES = re.compile(r"(?:(?:speaker|presenter)(?:[’']s)? )?notes\s*:?", re.IGNORECASE)
_STACKED = 2
"""More headings in a row than this are a list of short lines."""


@dataclass(frozen=True, slots=True)
class _Heading:
    text: str
    rank: int


def build_slides(document_id: str, plans: Sequence[SlidePlan]) -> tuple[Slide, ...]:
    """Return one slide a plan. A block's id depends on its document, its slide's title, its kind and text.

    Equal blocks are told apart by their order, so that slides put in between change no id.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    return tuple(_build_slide(document_id, plan, seen) for plan in plans)


def _build_slide(document_id: str, plan: SlidePlan, seen: Counter[tuple[str, ...]]) -> Slide:
    blocks = _build_blocks(plan)
    above = plan.above
    title = _one_line(plan.title)
    if not title and above:
        title, above = above[-1], above[:-1]
    title = title or _shorten(blocks[0].text if blocks else "")
    named = []
    for block in blocks:
        key = (document_id, title, block.kind.value, block.text)
        named.append(replace(block, id=content_id(*key, str(seen[key]))))
        seen[key] += 1
    theme = _one_line(plan.theme) or (above[-1] if above else "")
    ref = SlideRef(document_id, plan.number, plan.inferred)
    return Slide(ref, title, tuple(named), theme, plan.label, plan.hidden)


def _build_blocks(plan: SlidePlan) -> list[Block]:
    """Return the blocks in reading order, without ids."""
    heads = [(plan.theme, BlockKind.THEME), (plan.title, BlockKind.TITLE)]
    blocks = [_block(unit, kind, ()) for unit, kind in heads if unit]
    above: list[_Heading] = []
    for unit in plan.subtitles:
        blocks.append(_block(unit, BlockKind.HEADING, _texts(above)))
        above.append(_Heading(_one_line(unit), 0))
    kinds = _plan_kinds(plan)
    region = plan.body[0].region if plan.body else 0
    for row, (unit, kind) in enumerate(zip(plan.body, kinds, strict=True)):
        if unit.region != region:
            above, region = [one for one in above if not one.rank], unit.region
        if kind is BlockKind.HEADING:
            follows = row > 0 and kinds[row - 1] is BlockKind.HEADING
            above = _close(above, unit.rank or UNRANKED, keep_equal=follows and not unit.rank)
        blocks.append(_block(unit, kind, _texts(above)))
        if kind is BlockKind.HEADING:
            above = [*above, _Heading(_one_line(unit), unit.rank or UNRANKED)]
    return blocks


def _close(above: Sequence[_Heading], rank: int, *, keep_equal: bool) -> list[_Heading]:
    """Return the headings a new one of this rank stands under."""
    return [one for one in above if one.rank < rank or (keep_equal and one.rank == rank)]


def _plan_kinds(plan: SlidePlan) -> list[BlockKind]:
    if plan.decided:
        return [unit.kind for unit in plan.body]
    kinds = _find_kinds(plan.body)
    return kinds if plan.inferred else _find_notes(plan.body, kinds)


def _find_kinds(units: Sequence[Unit]) -> list[BlockKind]:
    """Return each unit's kind: of undecided text, whether it heads what follows."""
    kinds = [unit.kind for unit in units]
    stacked = 0
    for row in reversed(range(len(units))):
        below = row + 1 < len(units)
        if below and _heads(units[row], units[row + 1], kinds[row + 1]) and stacked < _STACKED:
            kinds[row] = BlockKind.HEADING
        stacked = stacked + 1 if kinds[row] is BlockKind.HEADING else 0
    return _unstack(units, kinds)


def _find_notes(units: Sequence[Unit], kinds: Sequence[BlockKind]) -> list[BlockKind]:
    """Return the kinds with all below a line such as "Notes:" as the speaker's notes."""
    starts = [row for row, unit in enumerate(units) if _NOTES.fullmatch(unit.text)]
    if not starts:
        return list(kinds)
    below = len(units) - starts[0] - 1
    return [*kinds[: starts[0]], BlockKind.HEADING, *[BlockKind.NOTE] * below]


def _heads(unit: Unit, below: Unit, kind_below: BlockKind) -> bool:
    if unit.region != below.region:
        return False
    if unit.kind is BlockKind.BULLET:
        listed = kind_below in {BlockKind.BULLET, BlockKind.NUMBERED}
        return unit.bold and listed and not below.bold and "\n" not in unit.text
    if not is_title_like(unit):
        return False
    sentence = kind_below is BlockKind.PARAGRAPH and ends_sentence(below.text) and not is_title_like(below)
    return sentence or kind_below in _LISTED or kind_below is BlockKind.HEADING


def _unstack(units: Sequence[Unit], kinds: Sequence[BlockKind]) -> list[BlockKind]:
    """Return the kinds with headings that end a longer list of short lines made paragraphs again."""
    result = list(kinds)
    for row, unit in enumerate(units):
        above_is_line = row > 0 and result[row - 1] is BlockKind.PARAGRAPH and is_title_like(units[row - 1])
        if (
            kinds[row] is BlockKind.HEADING
            and above_is_line
            and unit.kind is BlockKind.PARAGRAPH
            and not unit.rank
        ):
            result[row] = BlockKind.PARAGRAPH
    return result


def _block(unit: Unit, kind: BlockKind, headings: tuple[str, ...]) -> Block:
    return Block(
        "",
        kind,
        unit.text,
        unit.level,
        headings,
        unit.cells,
        unit.spans,
        unit.box,
        unit.places,
        unit.confidence,
    )


def _texts(headings: Sequence[_Heading]) -> tuple[str, ...]:
    return tuple(heading.text for heading in headings)


def _one_line(unit: Unit | None) -> str:
    return " ".join(unit.text.split()) if unit else ""


def _shorten(text: str) -> str:
    """Return the first words of a text, as the name of a slide without a title."""
    line = " ".join(text.split())
    return line if len(line) <= TITLE_CHARS else f"{line[:TITLE_CHARS].rsplit(' ', 1)[0]}…"
