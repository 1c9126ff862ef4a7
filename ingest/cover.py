"""What a document's cover says of it: its title, when and to whom it was presented."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from corpus.model import BlockKind, Slide
from corpus.periods import find_days, find_periods
from ingest.markings import read_marking

BODY = frozenset(
    {BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW, BlockKind.BULLET, BlockKind.NUMBERED, BlockKind.NOTE}
)
"""Kinds of blocks that are no part of what a cover says of its document."""

LINES = 12
"""A cover has no more lines than this; what is further down is the document's text."""
LONG = 120
"""Characters beyond which a line is a sentence and no line of a cover."""

_PAPER = re.compile(
    r"\b(?:agenda|assessment|audit|briefing|evaluation|framework|minutes|plan|policy|presentation|"
    r"profile|register|report|review|statement|strategy|summary|update)s?\b",
    re.IGNORECASE,
)
"""What papers are called."""
_BODY_NAME = re.compile(
    r"\b(?:alliance|authority|board|commissioner|constabulary|council|partnership|police|services?)\b",
    re.IGNORECASE,
)
"""What bodies that publish papers are called."""
_GENERIC = frozenset(
    "a and annual appendix briefing for full final draft half interim of on overview paper partnership "
    "performance plan presentation progress quarter quarterly report review scrutiny six month monthly "
    "strategic strategy summary the to update version year yearly".split()
)
"""Words that titles of any body's papers are made of."""
_MEETING = re.compile(r"\b(?:Committee|Board|Panel|Cabinet|Forum|Full Council|Council [Mm]eeting)\b")
_COUNCIL = re.compile(r"\bCouncil\b")
_TO = re.compile(
    r"^(?:report |presented |presentation |submitted )?to(?: the)?\b[:\s]*|^meeting(?: of)?\b[:\s]*",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:chair(?:man|woman|person)?|members?|leader|directors?|officer|manager|lead)\b", re.IGNORECASE
)
_NO_TITLE = re.compile(
    r"\b(?:prepared|produced|published|written|presented) by\b|^by\b|@|\bwww\.|https?:", re.IGNORECASE
)
_SHORT_FORM = re.compile(r"\s*\([A-Z]{2,8}\)$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the cover, the number of its slide, and what it was made from when it was changed."""

    text: str
    slide: int
    said: str = ""

    @property
    def where(self) -> str:
        """The place as a person is told it."""
        return f"slide {self.slide}: “{self.said or self.text}”"


def find_cover(slides: Sequence[Slide]) -> tuple[Line, ...]:
    """Return the lines of the first slide that says anything, in reading order, up to the first long one.

    Protective markings are no lines of it.
    """
    slide = next((slide for slide in slides if slide.blocks), None)
    if slide is None:
        return ()
    texts = [line for block in slide.blocks if block.kind not in BODY for line in block.text.splitlines()]
    said = (" ".join(text.split()) for text in texts if read_marking(text, running=True) is None)
    lines = (Line(text, slide.ref.number) for text in said if text)
    return tuple(takewhile(lambda line: len(line.text) <= LONG, lines))[:LINES]


def find_title(cover: Sequence[Line]) -> Line | None:
    """Return the title as the cover's first lines say it, None when it begins otherwise.

    The line of the body's name goes before a paper's that follows it, or that says nothing of
    its own ("Annual Review"); a paper's line right after another first line is its subtitle.
    """
    heads = tuple(_heads(cover))
    if not heads:
        return None
    paper = next((line for line in heads if names_paper(line.text)), None)
    body = next((line for line in heads if _BODY_NAME.search(line.text) and not names_paper(line.text)), None)
    if paper and body and (heads[0] is body or is_generic(paper.text)):
        return _joined(_SHORT_FORM.sub("", body.text), " ", paper)
    if paper and len(heads) > 1 and heads[1] is paper:
        return _joined(heads[0].text, ": ", paper)
    return heads[0]


def names_paper(text: str) -> bool:
    """Return whether a line says what sort of paper it heads."""
    return _PAPER.search(text) is not None


def is_generic(text: str) -> bool:
    """Return whether a title is made of words, years and signs that any body's paper could bear."""
    return all(word in _GENERIC for word in re.findall(r"[^\W\d_]+", text.lower()))


def find_presented_on(cover: Sequence[Line]) -> tuple[date, Line] | None:
    """Return the first date on the cover that does not bound a period, and its line."""
    for line in cover:
        text = line.text
        for period in find_periods(text):
            text = text.replace(period.words, " ")
        if days := find_days(text):
            return days[0].day, line
    return None


def find_meeting(cover: Sequence[Line], title: Line | None) -> Line | None:
    """Return the meeting that the cover names, without the date on its line."""
    said = title.text if title else ""
    for line in cover:
        if line.text in said or _SHORT_FORM.sub("", line.text) in said or _PERSON.search(line.text):
            continue
        is_told = bool(find_days(line.text)) or _TO.match(line.text) is not None
        meeting = _MEETING.search(line.text) or (is_told and _COUNCIL.search(line.text))
        if meeting and not names_paper(line.text[meeting.end() :]):
            return Line(_without_date(_TO.sub("", line.text)), line.slide, line.text)
    return None


def _heads(cover: Sequence[Line]) -> Iterator[Line]:
    for line in cover:
        is_particular = find_days(line.text) or _NO_TITLE.search(line.text)
        if is_particular or line.text.endswith((".", ":", ";")):
            return
        if line is not cover[0] and _MEETING.search(line.text):
            return
        yield line


def _joined(first: str, sign: str, paper: Line) -> Line:
    return Line(f"{first}{sign}{paper.text}", paper.slide)


def _without_date(text: str) -> str:
    for day in find_days(text):
        before, _, after = text.partition(day.words)
        text = before if before.strip(" ,–—-:|") else after
    return text.strip(" ,–—-:|")
