"""What the start and look of one line say it is: list mark, number, heading mark, caption, slide mark."""

import re
from dataclasses import dataclass

from corpus.model import BlockKind

_MARK = re.compile(r"(?P<mark>[-*–—+→](?=\s)|[•●▪◦‣○■□➢➤✓✔·\uf0b7\uf0a7\uf0d8\uf0fc]|o(?=\s))\s*")
_NUMBER = re.compile(r"(?:\d{1,3}[.)]|\(\d{1,3}\)|\(?[a-z]\)|\(?[ivx]{1,5}\))(?=\s)")
_PARAGRAPH_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,2}\.? +(?=[A-Z“\"‘'(\[])")
"""The number of a report's paragraph, "3.2"; the text after it tells it from a figure."""
_ROMAN = "ivx"
_BOLD_NUMBER = re.compile(r"\d{1,3}\s+\*\*(?=\S)")
_RANK = re.compile(r"(?P<mark>#{1,6})\s+(?=\S)")
_BOLD = re.compile(r"(?:\*\*(?:(?!\*\*).)+\*\*|__(?:(?!__).)+__|<(b|strong)>[^<]+</\1>):?", re.DOTALL)

_PICTURES = (
    r"photo(?:graph)?|image|picture|graph|chart|diagram|logo|map|illustration|infographic|graphic"
    r"|drawing|screenshot|icon|flowchart|organogram|timeline|cartoon|poster|figure"
)
_SHOWING = r"(?:show|depict|illustrat|display|featur|represent|contain|titled|labelled)"
_CAPTION = re.compile(
    rf"\W*(?:(?:an?|two|three|four|several)\s+(?:[\w’'-]+\s+){{0,4}}?(?:{_PICTURES})s?\s+"
    rf"(?:(?:[\w’'-]+\s+){{0,4}}?{_SHOWING}\w*|of|with|for)\b"
    rf"|(?:th(?:e|is|ese)\s+)(?:[\w’'-]+\s+){{0,2}}?(?:{_PICTURES})s?\s+{_SHOWING}\w*\b"
    rf"|(?:[\w’'-]+\s+){{0,2}}?(?:{_PICTURES})\s+(?:of|{_SHOWING}\w*)\b"
    rf"|(?:{_PICTURES}|alt text)(?:\s+\d+)?\s*:"
    r"|!\[[^\[\]]+\]\()",
    re.IGNORECASE,
)
_CAPTION_CHARS = 200
"""A caption says so within this; to look further takes time with the square of a line of quotes."""

_PICTURE = re.compile(r"\s*!\[[^\[\]]*\]\([^()]*\)\s*")

_SLIDE = re.compile(
    r"\W*(?:slide|page)\s*(?:number|no\.?|nr\.?)?\s*[:#]?\s*(?P<number>\d{1,4})"
    r"(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*-->|(?=\W*\Z)|\s*[:–—-]\s+(?=\S))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Prefix:
    """What a line begins with. `length` characters are no words of it; `indent` stands before them."""

    kind: BlockKind
    mark: str = ""
    indent: int = 0
    length: int = 0
    rank: int = 0


@dataclass(frozen=True, slots=True)
class SlideMark:
    """A line, or its first `length` characters, that says on which slide the text below stands."""

    number: int
    length: int


def read_prefix(text: str) -> Prefix:
    """Return what a line's beginning makes of it; PARAGRAPH with no mark when it says nothing.

    A bullet with a bold or dotted number of its own is numbered; the number belongs to its words.
    """
    bare = text.lstrip()
    lead = len(text) - len(bare)
    indent = len(text[:lead].expandtabs(4))
    if bare[:2].isalpha() and bare[0] not in _ROMAN:  # most lines, without a look at each mark
        return Prefix(BlockKind.PARAGRAPH, indent=indent, length=lead)
    if found := _RANK.match(bare):
        return Prefix(BlockKind.HEADING, indent=indent, length=lead + found.end(), rank=len(found["mark"]))
    if found := _MARK.match(bare):
        rest = bare[found.end() :]
        numbered = _NUMBER.match(rest) or _BOLD_NUMBER.match(rest)
        kind = BlockKind.NUMBERED if numbered else BlockKind.BULLET
        return Prefix(kind, found["mark"], indent, lead + found.end())
    if _NUMBER.match(bare) or (_PARAGRAPH_NUMBER.match(bare) and "\t" not in bare):
        return Prefix(BlockKind.NUMBERED, "1", indent, lead)
    return Prefix(BlockKind.PARAGRAPH, indent=indent, length=lead)


def is_bold(text: str) -> bool:
    """Return whether all words of a text are bold."""
    return _BOLD.fullmatch(text.strip()) is not None


def opens_bold(text: str) -> bool:
    """Return whether a bold mark is opened in a line and not closed in it."""
    return text.count("**") % 2 == 1


def is_caption(text: str) -> bool:
    """Return whether a line tells what a picture shows, as exports write for pictures."""
    return _CAPTION.match(text[:_CAPTION_CHARS]) is not None or _PICTURE.fullmatch(text) is not None


def read_slide_mark(text: str) -> SlideMark | None:
    """Return the slide mark a line begins with: "--- Slide 3 ---", "[Page 3]", "## Slide 3: Title"."""
    found = _SLIDE.match(text)
    if not found:
        return None
    rest = text[found.end() :]
    worded = any(char.isalnum() for char in rest)
    return SlideMark(int(found["number"]), found.end() if worded else len(text))
