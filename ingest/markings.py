"""Protective markings of a document: in running lines, in lines of slides, in the file's properties."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from corpus.markings import Level, Marking
from corpus.model import Block, BlockKind, Document, Drop, Slide
from ingest.model import Reading

PROPERTIES = ("title", "subject", "keywords", "category", "comments")
LONG = 160
"""Characters beyond which a line is no marking's own."""
APART = 2
"""Source characters between the parts of one running line."""

_SIGN = r"\s*[-–—:/]?\s*"
_NAMES = tuple(
    (re.compile(words.replace(" ", r"\s+")), level, alone)
    for words, level, alone in (
        (rf"OFFICIAL{_SIGN}SENSITIVE", Level.OFFICIAL_SENSITIVE, True),
        ("NOT PROTECTIVELY MARKED", Level.NOT_PROTECTIVELY_MARKED, True),
        ("(?:STRICTLY|PRIVATE (?:AND|&)) CONFIDENTIAL", Level.CONFIDENTIAL, True),
        ("OFFICIAL", Level.OFFICIAL, False),
        ("RESTRICTED", Level.RESTRICTED, False),
        ("CONFIDENTIAL", Level.CONFIDENTIAL, False),
        ("TOP SECRET", Level.TOP_SECRET, False),
        ("SECRET", Level.SECRET, False),
    )
)
"""Words, their level, and whether they are nothing but a marking when they fill a line in any case."""
_LABEL = (
    r"(?:(?:protective|(?:government )?security)\s+(?:marking|classification)s?|classification|marking|gsc)"
    r"(?:\s+level)?\s*[:\-–\t ]\s*"
)
_HANDLING = (
    r"(?:\s*[-–—:,/]\s*[\[(]?[A-Z][A-Z &/-]*[\])]?|\s*[\[(][A-Z][A-Z &/-]*[\])]?"
    r"|\s+(?:PERSONAL|COMMERCIAL|LOCSEN|UK EYES ONLY|(?:WHEN|ONCE|UNTIL) [A-Z]+))?"
)
"""What may follow a level: a descriptor or a caveat, in capitals ("[PERSONAL]", "- UK EYES ONLY")."""
_LOCAL = re.compile(
    r"(?:this (?:report|document|paper|appendix|item) is )?"
    r"(?:not for publication\b.*|exempt\b.*\bschedule\s+12A\b.*)",
    re.IGNORECASE | re.DOTALL,
)
_PAGE = re.compile(r"\bpage\s+\d+(?:\s+of\s+\d+)?\b|\|", re.IGNORECASE)
_AFTER = _HANDLING + r"(?![\w-])(?!\s+[A-Z]{2})"
"""A level in a running line; capitals that follow make it part of a name ("SECRET SHOPPERS")."""
_RUNNING = tuple((re.compile(rf"(?<![\w-]){name.pattern}{_AFTER}"), level) for name, level, _ in _NAMES)


def find_markings(reading: Reading) -> tuple[Marking, ...]:
    """Return the markings of a document, each level's words once a slide, in the slides' order.

    A running line, a slide's background or a property holds one in capitals beside other words; a
    line of a slide is one when it is all of the line, and single words only in capitals, so that
    "the official opening" and a list's "Restricted" are none. A table row is one only with a label
    before it ("Classification", "OFFICIAL").
    """
    found = dict.fromkeys(_find_all(reading))
    return tuple(sorted(found, key=lambda marking: marking.slide))


def why_held(document: Document, markings: Sequence[Marking], highest: Level) -> str:
    """Return why a document is held back and what to do; "" when its audience may be shown its markings."""
    top = max(markings, key=lambda marking: marking.level, default=None)
    if top is None or top.level <= highest:
        return ""
    place = f"on slide {top.slide}" if top.slide else "in the file's properties"
    return (
        f"document {document.id} ({document.file}) is marked {top.level.words} (“{top.text}” {place}); its "
        f"audience {document.audience!r} may be shown nothing above {highest.words}: give it an audience "
        f"whose label may hold that ([audiences] in manifest.toml; ssp documents edit {document.id} "
        "--audience LABEL), or withdraw it"
    )


def read_marking(text: str, *, running: bool = False) -> Level | None:
    """Return the level that a line marks its document with, None for any other line.

    `running` lines may hold a marking in capitals beside page numbers and names.
    """
    line = " ".join(_PAGE.sub(" ", text).split(" ")).strip(" *_-–—[]()\n\r")
    if not line or len(line) > LONG:
        return None
    if _LOCAL.fullmatch(line):
        return Level.NOT_FOR_PUBLICATION
    beside = _beside(line) if running else None
    return _whole(line, any_case=running) if beside is None else beside


def _whole(line: str, *, any_case: bool) -> Level | None:
    bare = re.sub(rf"^{_LABEL}", "", line, flags=re.IGNORECASE)
    for name, level, alone in _NAMES:
        found = name.match(bare.upper())
        if found is None or not re.fullmatch(_HANDLING, bare[found.end() :]):
            continue
        if any_case or alone or bare != line or name.match(bare):
            return level
    return None


def _beside(line: str) -> Level | None:
    return next((level for pattern, level in _RUNNING if pattern.search(line)), None)


def _find_all(reading: Reading) -> Iterator[Marking]:
    for name, value in reading.properties:
        if name in PROPERTIES:
            for part in re.split(r"[;,|]", value):
                yield from _mark(part, 0, running=True)
    yield from _in_drops(reading.drops, reading.slides)
    for slide in reading.slides:
        for block in slide.blocks:
            for line in _lines(block):
                yield from _mark(line, slide.ref.number, running=False)


def _mark(text: str, slide: int, *, running: bool) -> Iterator[Marking]:
    level = read_marking(text, running=running)
    if level is not None:
        yield Marking(level, " ".join(text.split())[:LONG], slide)


def _lines(block: Block) -> Iterator[str]:
    if block.kind in {BlockKind.TABLE_ROW, BlockKind.TABLE_HEADER}:
        labelled = re.match(_LABEL, block.text, re.IGNORECASE)
        yield from [block.text.replace("\t", " ")] if labelled else []
    else:
        yield from block.text.splitlines()


def _in_drops(drops: Sequence[Drop], slides: Sequence[Slide]) -> Iterator[Marking]:
    """Yield the markings of what was left out, the words of one running line joined."""
    starts = [
        (min(s for block in slide.blocks for s, _ in block.spans), slide.ref.number)
        for slide in slides
        if any(block.spans for block in slide.blocks)
    ]
    for line in _running_lines([drop for drop in drops if drop.text.strip()]):
        at = line[0].span[0]
        place = bisect_right([start for start, _ in starts], at) - 1
        number = starts[max(place, 0)][1] if starts else 0
        yield from _mark(" ".join(drop.text for drop in line), number, running=True)


def _running_lines(drops: Sequence[Drop]) -> Iterator[list[Drop]]:
    line: list[Drop] = []
    for drop in drops:
        if line and (drop.reason != line[-1].reason or drop.span[0] - line[-1].span[1] > APART):
            yield line
            line = []
        line.append(drop)
    if line:
        yield line
