"""Slide plans to slides: each unit gets its kind, the headings above it, and an id made of content."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.model import Block, BlockKind, Slide, SlideRef, content_id
from ingest.dated import join_dates
from ingest.items import set_items
from ingest.leads import ITEMS, find_leads, find_opening
from ingest.slides import SlidePlan
from ingest.statements import holds_verb
from ingest.titles import ends_sentence, is_title_like, mark_lists
from ingest.units import Unit

UNRANKED = 9
"""Where a heading without a heading mark stands: below every one that has a mark."""

TITLE_CHARS = 80

SHORT_NAME, LONG_LINE, SEVERAL = 6, 9, 2
"""Words of the longest line that names what is told below it, of the shortest line that tells it, and how
many of these a slide has at least: one alone may be a short item of a list."""

_LISTED = ITEMS | {BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW, BlockKind.CAPTION}
_NOTES = re.compile(r"(?:(?:speaker|presenter)(?:[’']s)? )?notes\s*:?", re.IGNORECASE)
_STACKED = 2
"""More headings in a row than this are a list of short lines, unless they are bold over what is not."""


@dataclass(frozen=True, slots=True)
class _Heading:
    text: str
    rank: int
    column: tuple[int, ...] = ()

    def reaches(self, unit: Unit) -> bool:
        return not self.rank or unit.column[: len(self.column)] == self.column


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
    plan = replace(plan, body=join_dates(set_items(plan.body)))
    heads = [(plan.theme, BlockKind.THEME), (plan.title, BlockKind.TITLE)]
    blocks = [_block(unit, kind, ()) for unit, kind in heads if unit]
    above: list[_Heading] = []
    for unit in plan.subtitles:
        blocks.append(_block(unit, BlockKind.HEADING, _texts(above)))
        above.append(_Heading(_one_line(unit), 0))
    kinds = find_kinds(plan)
    over_all = count_subtitles(plan, kinds)
    parents = _find_parents(plan.body, kinds)
    region = plan.body[0].region if plan.body else 0
    for row, (unit, kind) in enumerate(zip(plan.body, kinds, strict=True)):
        if unit.region != region:
            above, region = [one for one in above if not one.rank], unit.region
        above = [one for one in above if one.reaches(unit)]
        if kind is BlockKind.HEADING:
            follows = row > 0 and kinds[row - 1] is BlockKind.HEADING
            above = _close(
                above, unit.rank or UNRANKED, keep_equal=follows and (plan.decided or not unit.rank)
            )
        blocks.append(_block(unit, kind, (*_texts(above), *parents[row])))
        if kind is BlockKind.HEADING:
            rank = 0 if row < over_all else unit.rank or UNRANKED
            above = [*above, _Heading(_one_line(unit), rank, unit.column)]
    return blocks


def _find_parents(units: Sequence[Unit], kinds: Sequence[BlockKind]) -> list[tuple[str, ...]]:
    """Return of each unit the short list items that it stands deeper under in its list, outermost first."""
    found: list[tuple[str, ...]] = []
    held: list[str] = []
    region = -1
    for unit, kind in zip(units, kinds, strict=True):
        if kind not in ITEMS or unit.region != region:
            held, region = [], unit.region
        level = unit.level if kind in ITEMS else 0
        held = [*held[:level], *[""] * (level - len(held))]
        found.append(tuple(text for text in held if text))
        text = _one_line(unit)
        held.append(text if kind in ITEMS and len(text) <= TITLE_CHARS else "")
    return found


def count_subtitles(plan: SlidePlan, kinds: Sequence[BlockKind]) -> int:
    """Return how many headings at a body's start stand over all of it.

    They are all but the last of those in a row, where each heading below stands alone and ranks tell no more:
    there are none, or those of a layout are the same.
    """
    led = next((row for row, kind in enumerate(kinds) if kind is not BlockKind.HEADING), len(kinds))
    below = [row for row in range(led, len(kinds)) if kinds[row] is BlockKind.HEADING]
    alone = all(kinds[row - 1] is not BlockKind.HEADING for row in below)
    ranks = {plan.body[row].rank for row in (*range(led), *below)}
    equal = ranks == {0} or (plan.decided and len(ranks) == 1)
    return led - 1 if led > 1 and below and alone and equal else 0


def _close(above: Sequence[_Heading], rank: int, *, keep_equal: bool) -> list[_Heading]:
    """Return the headings a new one of this rank stands under."""
    return [one for one in above if one.rank < rank or (keep_equal and one.rank == rank)]


def find_kinds(plan: SlidePlan) -> list[BlockKind]:
    """Return the kind of each unit of a slide's body."""
    kinds = _keep_kinds(plan.body) if plan.decided else _find_heads(plan.body)
    opening = find_opening(plan.body, kinds)
    kinds = [BlockKind.HEADING if row in opening else kind for row, kind in enumerate(kinds)]
    return kinds if plan.decided or plan.inferred else _find_notes(plan.body, kinds)


def _keep_kinds(units: Sequence[Unit]) -> list[BlockKind]:
    """Return the units' own kinds, but for what their texts tell better.

    Lines of one shape ("Task – Name") are a list; short lines right over a list head it.
    """
    plain = [replace(unit, kind=BlockKind.PARAGRAPH, rank=0) if _is_text(unit) else unit for unit in units]
    marked = mark_lists(plain)
    kinds = [
        BlockKind.PARAGRAPH if one.listed else unit.kind for unit, one in zip(units, marked, strict=True)
    ]
    leads = find_leads(marked, kinds)
    return [BlockKind.HEADING if row in leads else kind for row, kind in enumerate(kinds)]


def _is_text(unit: Unit) -> bool:
    return unit.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING}


def _find_heads(units: Sequence[Unit]) -> list[BlockKind]:
    """Return each unit's kind: of undecided text, whether it heads what follows."""
    kinds = [unit.kind for unit in units]
    short = _find_short_heads(units)
    stacked, headed_bold = 0, True
    for row in reversed(range(len(units))):
        below = row + 1 < len(units)
        stands_out = units[row].bold and not headed_bold
        few = stacked < _STACKED or stands_out
        heads = below and row + 1 not in short and _heads(units[row], units[row + 1], kinds[row + 1])
        if few and (row in short or heads):
            kinds[row] = BlockKind.HEADING
        if kinds[row] is BlockKind.HEADING:
            stacked += 1
        else:
            stacked, headed_bold = 0, units[row].bold
    return _unstack(units, kinds, short)


def _find_short_heads(units: Sequence[Unit]) -> frozenset[int]:
    """Return the rows of short lines that name what the long ones below them tell, where there are several.

    Decks leave the stop off their sentences, so that only length and a verb tell these from names.
    """
    rows = [row for row in range(len(units) - 1) if _names_below(units[row], units[row + 1])]
    return frozenset(rows) if len(rows) >= SEVERAL else frozenset()


def _names_below(unit: Unit, below: Unit) -> bool:
    short = is_title_like(unit) and len(unit.text.split()) <= SHORT_NAME and not holds_verb(unit.text)
    told = below.kind is BlockKind.PARAGRAPH and len(below.text.split()) >= LONG_LINE
    return short and told and unit.region == below.region and not any(map(str.isdigit, unit.text))


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


def _unstack(units: Sequence[Unit], kinds: Sequence[BlockKind], kept: frozenset[int]) -> list[BlockKind]:
    """Return the kinds with headings that end a longer list of short lines made paragraphs again."""
    result = list(kinds)
    for row, unit in enumerate(units):
        above_is_line = row > 0 and result[row - 1] is BlockKind.PARAGRAPH and is_title_like(units[row - 1])
        if (
            kinds[row] is BlockKind.HEADING
            and row not in kept
            and above_is_line
            and unit.kind is BlockKind.PARAGRAPH
            and not unit.rank
            and unit.bold <= units[row - 1].bold
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
