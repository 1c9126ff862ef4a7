"""Which of a page's words are its main text. Only this file calls trafilatura."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

from lxml import etree
from lxml.etree import _Element as Element

from corpus.model import BlockKind
from ingest.readers.html.blocks import PageBlock
from ingest.readers.html.elements import find_hidden, name_of
from ingest.readers.properties import find_day

NOT_MAIN = "not part of the page's main text"

SHARE = 0.5
"""Main text that leaves out more than this of the words outside links and frames is not believed."""

_CENTRE = 0.9
"""The part of the page that holds this share of the main text holds all of it."""

_LONG = 25
"""Letters from which on a text is told by them wherever it stands; a shorter one has to be a whole line."""

_LINE = 40
"""Characters of a line. A shorter one is a label or button as often as text ("Share this", "Read on")."""

_LINES = frozenset("p head item cell quote code lb row table list ab div".split())
_CONTAINERS = frozenset("article body center div form main section td".split())
_NO_LETTER = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class MainText:
    """Why each block is left out, empty for those of the main text; `found` tells if it was told apart."""

    drops: tuple[str, ...]
    found: bool


def find_main_text(root: Element, blocks: Sequence[PageBlock]) -> MainText:
    """Return which blocks are the page's main text.

    What trafilatura takes for it shows where on the page it stands. There, what trafilatura leaves out is
    kept too, but for frames of the page, texts that are mostly links, and, unless the page itself calls
    that place its main part, short lines on their own; a list or table stays whole. If that leaves out most
    words of the page, the whole page is read.
    """
    voted = _vote(blocks, _extract(root))
    kept = _fill(blocks, voted)
    if _is_believable(blocks, kept):
        return MainText(
            tuple(_reason(block, kept=keep) for block, keep in zip(blocks, kept, strict=True)), found=True
        )
    framed = all(block.landmark or block.passage.drop for block in blocks)
    drops = (block.passage.drop or ("" if framed else block.landmark) for block in blocks)
    return MainText(tuple(drops), found=False)


def read_metadata(root: Element) -> tuple[tuple[str, str], ...]:
    """Return the page's title, author, site and day as its own marks tell them."""
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415  it takes 0.3 s, and only pages need it

    found: Any = extract_metadata(
        deepcopy(root), date_config={"extensive_search": False, "original_date": True}
    )
    values = {
        "title": found.title,
        "author": found.author,
        "publisher": found.sitename,
        "created": find_day(found.date or ""),
    }
    return tuple((name, " ".join(str(value).split())) for name, value in values.items() if value)


def _extract(root: Element) -> list[str]:
    """Return the lines of what trafilatura takes for the main text."""
    from trafilatura import bare_extraction  # noqa: PLC0415  as above

    shown = deepcopy(root)
    for element in [one for one in shown.iter() if name_of(one) and find_hidden(one)]:
        if element.getparent() is not None:
            element.drop_tree()
    found: Any = bare_extraction(shown, favor_recall=True, include_comments=False, include_tables=True)
    return [] if found is None or found.body is None else _split_lines(found.body)


def _split_lines(body: Element) -> list[str]:
    lines = [""]
    for event, element in etree.iterwalk(body, events=("start", "end")):
        text = element.text if event == "start" else element.tail
        if element.tag in _LINES:
            lines.append("")
        lines[-1] += text or ""
    return [line for line in lines if line.strip()]


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", normalize("NFKC", text)).casefold()


def _vote(blocks: Sequence[PageBlock], lines: Iterable[str]) -> list[bool]:
    """Return for each block whether it stands in the extracted text."""
    short = {_letters(line) for line in lines}
    whole = "".join(_letters(line) for line in lines)
    return [not block.passage.drop and _stands_in(block, short, whole) for block in blocks]


def _stands_in(block: PageBlock, short: set[str], whole: str) -> bool:
    parts = [line.text for cell in block.passage.cells for line in cell.lines] or [_unmarked(block)]
    letters = [found for part in parts for line in part.split("\v") if (found := _letters(line))]
    told = [found for found in letters if found in short or (len(found) >= _LONG and found in whole)]
    return bool(letters) and sum(map(len, told)) >= SHARE * sum(map(len, letters))


def _unmarked(block: PageBlock) -> str:
    """Return a block's text without the number that its list gives it."""
    numbered = block.passage.kind is BlockKind.NUMBERED
    return block.passage.text.partition(" ")[2] if numbered else block.passage.text


def _fill(blocks: Sequence[PageBlock], voted: Sequence[bool]) -> list[bool]:
    """Return which blocks are kept: those of the centre, without frames and lists of links."""
    centre = _find_centre(blocks, voted)
    if centre is None:
        return [False] * len(blocks)
    inside = set(centre.iter())
    said = _is_said_main(centre)
    groups: dict[Element | int, list[int]] = defaultdict(list)
    for row, block in enumerate(blocks):
        groups[row if block.group is None else block.group].append(row)
    kept = [False] * len(blocks)
    for rows in groups.values():
        own = [blocks[row] for row in rows]
        chosen = _share(own, [voted[row] for row in rows]) >= SHARE
        around = own[0].element in inside and not _is_linked(own) and (said or _fits_in(rows, blocks, voted))
        for row in rows:
            block = blocks[row]
            kept[row] = (chosen or around) and not block.passage.drop and not block.landmark
    return _keep_headings(blocks, kept)


def _fits_in(rows: Sequence[int], blocks: Sequence[PageBlock], voted: Sequence[bool]) -> bool:
    """Return whether blocks not voted for are long, tell of a picture, or stand between two voted for."""
    if any(blocks[row].passage.kind is BlockKind.CAPTION for row in rows):
        return True
    long = sum(len(blocks[row].text) for row in rows) >= _LINE
    return long or (any(voted[max(rows[0] - 1, 0) : rows[0]]) and any(voted[rows[-1] + 1 : rows[-1] + 2]))


def _keep_headings(blocks: Sequence[PageBlock], kept: Sequence[bool]) -> list[bool]:
    """Return the blocks kept, with the headings right over them, and the page's title wherever it stands."""
    result = list(kept)
    below = False
    for row in reversed(range(len(blocks))):
        block = blocks[row]
        heading = block.passage.kind is BlockKind.HEADING
        if heading and below and not block.landmark and not block.passage.drop:
            result[row] = True
        if not block.passage.drop:
            below = result[row] if not heading else below and result[row]
    titled = any(keep and block.passage.rank == 1 for block, keep in zip(blocks, result, strict=True))
    titles = [row for row, block in enumerate(blocks) if block.passage.rank == 1 and not block.passage.drop]
    if not titled and len(titles) == 1:
        result[titles[0]] = True
    return result


def _find_centre(blocks: Sequence[PageBlock], voted: Sequence[bool]) -> Element | None:
    """Return the part of the page that holds nearly all of the extracted text, None for no text.

    It is the element that the page calls its main part, or else the innermost that can hold several blocks.
    """
    held: dict[Element, int] = defaultdict(int)
    total = 0
    for block, vote in zip(blocks, voted, strict=True):
        if vote and not block.landmark:
            total += len(block.text)
            for element in (block.element, *block.element.iterancestors()):
                held[element] += len(block.text)
    near = [element for element, length in held.items() if length >= _CENTRE * total]
    said = [one for one in near if _is_said_main(one)]
    wide = [one for one in near if name_of(one) in _CONTAINERS]
    return max(said or wide or near, key=lambda one: sum(1 for _ in one.iterancestors()), default=None)


def _is_said_main(element: Element) -> bool:
    """Return whether an element is what the page itself calls its main part."""
    return name_of(element) == "main" or element.get("role", "").lower() == "main"


def _share(blocks: Sequence[PageBlock], voted: Sequence[bool]) -> float:
    """Return the share of the blocks' characters that were voted for."""
    lengths = [0 if block.passage.drop else len(block.text) for block in blocks]
    chosen = sum(length for length, vote in zip(lengths, voted, strict=True) if vote)
    return chosen / max(sum(lengths), 1)


def _is_linked(blocks: Sequence[PageBlock]) -> bool:
    """Return whether most of the blocks' characters are links."""
    return sum(block.linked for block in blocks) > SHARE * sum(len(block.text) for block in blocks)


def _is_believable(blocks: Sequence[PageBlock], kept: Sequence[bool]) -> bool:
    lengths = [
        0 if block.passage.drop or block.landmark else max(len(block.text) - block.linked, 0)
        for block in blocks
    ]
    told = sum(length for length, keep in zip(lengths, kept, strict=True) if keep)
    return any(kept) and told >= SHARE * sum(lengths)


def _reason(block: PageBlock, *, kept: bool) -> str:
    return block.passage.drop or ("" if kept else block.landmark or NOT_MAIN)
