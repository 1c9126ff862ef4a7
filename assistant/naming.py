"""What names a block on its slide: title, theme, headings, columns, and the line that leads in to it."""

import re
from collections.abc import Iterator

from corpus.model import Block, BlockKind, Slide

TAKES_UP = re.compile(
    r"^(?:\w+ ){0,5}?(?:this|these|those|they|it)\b"
    r"(?! (?:year|month|week|quarter|period|summer|winter|autumn|spring|time|report|plan|review|strategy"
    r"|paper)\b)",
    re.IGNORECASE,
)
"""The opening of a block that goes on with the one before it."""

TOTAL = re.compile(r"^(?:\w+ ){0,2}?(?:totals?|sum)\b|\btotals?\W*$|^(?:overall|all)\W*$", re.IGNORECASE)
WHOLE = re.compile(
    r"^(?:all|overall|whole|every)\b"
    r"|^(?:the )?(?:borough|district|county|city|town|area|england|national)\W*$",
    re.IGNORECASE,
)
"""What the rows of a table are called that hold what all others do."""

_NAMES_PEOPLE = re.compile(r"^(?:[A-Z][\w'’.-]+ ){1,4}[A-Z][\w'’-]+(?:,| \(| –|$)", re.MULTILINE)
"""A line that begins with a person's name; on the cover of a paper it names who presents it."""

_ASIDE = re.compile(r"\([^()]*\)")
_LISTED = frozenset({BlockKind.BULLET, BlockKind.NUMBERED, BlockKind.TABLE_ROW})
_LEADS_IN = re.compile(r":\s*$|^(?:Table|Figure|Chart)\s+\w+", re.IGNORECASE)
_LONGEST_LEAD_IN, _LONGEST_LINE = 40, 12
"""Words of the longest line that leads in to a list or a table, and of one of a list without marks."""


def names_of(slide: Slide, block: Block) -> tuple[str, ...]:
    """Return what names a block, the widest first."""
    columns = (cell.column for cell in block.cells)
    names = (slide.theme, slide.title, *block.headings, lead_in(slide, block), *columns)
    return tuple(name for name in names if name)


def lead_in(slide: Slide, block: Block) -> str:
    """Return the line before a list or table that leads in to it ("We will:", "Table 2 …"), or "".

    Short lines without marks are a list, too, when one that ends in a colon stands over them.
    """
    if block.kind is BlockKind.PARAGRAPH:
        return _over_lines(slide, block)
    if block.kind not in _LISTED:
        return ""
    kinds = {block.kind, BlockKind.TABLE_HEADER}
    before = next((one for one in _before(slide, block) if one.kind not in kinds), None)
    if before is None or before.kind not in (BlockKind.PARAGRAPH, BlockKind.CAPTION):
        return ""
    short = len(before.text.split()) <= _LONGEST_LEAD_IN
    return before.text if short and _LEADS_IN.search(before.text) else ""


def _over_lines(slide: Slide, block: Block) -> str:
    for one in (block, *_before(slide, block)):
        alike = (one.kind, one.headings) == (block.kind, block.headings)
        if not alike or len(one.text.split()) > _LONGEST_LINE or one.text.rstrip().endswith("."):
            return ""
        if one.text.rstrip().endswith(":"):
            return "" if one is block else one.text
    return ""


def names_the_whole(label: str) -> bool:
    """Tell whether a row is called the whole of others: "All crimes", "Total"."""
    return bool(TOTAL.search(label.strip()) or WHOLE.match(label.strip()))


def name_of_row(block: Block) -> str:
    """Return what a table's row is called, without what stands in brackets; "" of any other block."""
    if block.kind is not BlockKind.TABLE_ROW or not block.cells:
        return ""
    return _ASIDE.sub(" ", block.cells[0].text)


def implied_names(slide: Slide, block: Block) -> tuple[str, ...]:
    """Return what a block is about without its slide naming it so.

    A block that takes up the one before it ("Over the year this has included …") is about what that is
    about; the people on a cover are those who present the paper.
    """
    presents = slide.ref.number == 1 and _NAMES_PEOPLE.search(block.text)
    before = find_taken_up(slide, block)
    return (*(("presented by",) if presents else ()), *((before.text,) if before else ()))


def find_taken_up(slide: Slide, block: Block) -> Block | None:
    """Return the block that one goes on with ("over the year this has included …"), or None."""
    before = next(_before(slide, block), None) if TAKES_UP.search(block.text) else None
    goes_on = before is not None and (before.kind, before.headings) == (block.kind, block.headings)
    return before if goes_on else None


def _before(slide: Slide, block: Block) -> Iterator[Block]:
    """Yield the blocks before one, the nearest first."""
    place = next((number for number, one in enumerate(slide.blocks) if one.id == block.id), 0)
    yield from reversed(slide.blocks[:place])
