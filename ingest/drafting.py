"""A drafted entry of the manifest: what a document says of itself, each field with the place it stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from corpus.entries import change_document
from corpus.markings import PUBLIC
from corpus.model import Document, DocumentKind
from corpus.periods import find_periods
from ingest.cover import Line, find_cover, find_meeting, find_presented_on, find_title
from ingest.model import Reading

FILE_NAME = "file name"
LONGEST_TITLE = 300

_NO_TITLE = re.compile(
    r"(?:powerpoint )?presentation ?\d*|document ?\d*|slide \d+|untitled.*|microsoft (?:word|powerpoint) - .*"
    r"|.*\.(?:docx?|pptx?|pdf|txt|md|xlsx?|indd|pub)",
    re.IGNORECASE,
)
"""Titles that programs give a file by themselves."""
_KINDS = (
    (
        re.compile(r"\breview\b|\bannual (?:\w+ )?report\b|\bperformance report\b", re.IGNORECASE),
        DocumentKind.REVIEW,
    ),
    (
        re.compile(r"\bpolice(?:,? fire)? (?:and|&) crime plan\b", re.IGNORECASE),
        DocumentKind.POLICE_AND_CRIME_PLAN,
    ),
    (re.compile(r"\b(?:plan|strategy)\b", re.IGNORECASE), DocumentKind.PLAN),
)


@dataclass(frozen=True, slots=True)
class Found:
    """One field of a drafted entry and the place that says so."""

    field: str
    value: str
    where: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted entry, and where what it says was found. Fields without a place are empty or usual."""

    document: Document
    found: tuple[Found, ...]


def draft_entry(reading: Reading, file_name: str, known: Sequence[Document] = ()) -> Draft:
    """Return the entry that a document seems to want, for a person to confirm.

    The reading's document gives id, file and digest. `known` are documents whose publishers, where
    this one's cover names one, are taken over; nothing else is guessed.
    """
    cover = find_cover(reading.slides)
    title = _find_title(cover, reading, file_name)
    found = [
        title,
        *_find_period(title, cover, file_name),
        *_find_kind(title, file_name),
        *_find_meeting(cover),
        *_find_publisher(cover, known),
    ]
    usual = {"kind": DocumentKind.OTHER, "period": "", "area": "", "publisher": "", "audience": PUBLIC}
    said = {one.field: one.value for one in found}
    document = change_document(reading.document, usual | said)
    aliases = next((d.publisher_aliases for d in known if d.publisher == document.publisher), ())
    return Draft(replace(document, publisher_aliases=aliases if document.publisher else ()), tuple(found))


def readable_name(file_name: str) -> str:
    """Return a file's name as words: "ward_report-2020_21.pdf" gives "Ward report 2020-21"."""
    stem = re.sub(r"(?<=\d)_(?=\d)", "-", PurePath(file_name).stem)
    words = re.sub(r"(?:[\s_+]|(?<!\d)-|-(?!\d))+", " ", stem).strip()
    return words[:1].upper() + words[1:]


def _find_title(cover: Sequence[Line], reading: Reading, file_name: str) -> Found:
    properties = dict(reading.properties)
    own = " ".join(properties.get("title", "").split())
    if line := find_title(cover):
        text, where = line.text, line.where
    elif own and not _NO_TITLE.fullmatch(own) and own.casefold() != PurePath(file_name).stem.casefold():
        text, where = own, "file property “title”"
    else:
        text, where = readable_name(file_name) or reading.document.id, FILE_NAME
    return Found("title", text[:LONGEST_TITLE].strip(), where)


def _find_period(title: Found, cover: Sequence[Line], file_name: str) -> Iterator[Found]:
    """Yield the period of the most prominent place; within a place a span of years goes before a year."""
    places = [(title.value, title.where), *((line.text, line.where) for line in cover)]
    for text, where in (*places, (readable_name(file_name), FILE_NAME)):
        if periods := find_periods(text):
            longer = [period for period in periods if period.first < period.last]
            yield Found("period", (longer or periods)[0].name, where)
            return


def _find_kind(title: Found, file_name: str) -> Iterator[Found]:
    for text, where in ((title.value, title.where), (readable_name(file_name), FILE_NAME)):
        for words, kind in _KINDS:
            if words.search(text):
                yield Found("kind", kind, where)
                return


def _find_meeting(cover: Sequence[Line]) -> Iterator[Found]:
    if day := find_presented_on(cover):
        yield Found("presented_on", day[0].isoformat(), day[1].where)
    if meeting := find_meeting(cover, find_title(cover)):
        yield Found("presented_to", meeting.text, meeting.where)


def _find_publisher(cover: Sequence[Line], known: Sequence[Document]) -> Iterator[Found]:
    """Yield publisher and area of known documents when the cover names that publisher, and no other."""
    named = {
        document.publisher: (document, line)
        for document in known
        for line in cover
        if document.publisher and _is_named(document, line.text)
    }
    if len(named) == 1:
        document, line = next(iter(named.values()))
        where = f"{line.where}, as in document {document.id}"
        yield Found("publisher", document.publisher, where)
        if document.area:
            yield Found("area", document.area, where)


def _is_named(document: Document, text: str) -> bool:
    return any(
        re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)
        for name in (document.publisher, *document.publisher_aliases)
    )
