"""A Word file opened: its parts, and what it says of itself. Only this file calls python-docx."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

import docx
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from docx.opc.part import Part
from lxml.etree import _Element as Element

from ingest.readers.docx.drawings import Related
from ingest.readers.ooxml import BROKEN, parse_xml, tag, whole
from ingest.readers.properties import read_core, read_page_count

UNREADABLE = (*BROKEN, PythonDocxError, OpcError)
"""What python-docx and lxml raise for files that are not as they should be."""

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"


@dataclass(frozen=True, slots=True)
class Story:
    """A text of its own beside the body: a note, a comment, a header; `related` finds its pictures' parts."""

    element: Element
    related: Related
    kind: str


@dataclass(frozen=True, slots=True)
class Package:
    """What a Word file holds. `page_count` is that of Word's own count, 0 where it tells none."""

    body: Element
    related: Related
    styles: Element | None
    numbering: Element | None
    notes: Mapping[str, Mapping[int, Story]]
    beside: tuple[Story, ...]
    properties: tuple[tuple[str, str], ...]
    page_count: int


def open_package(source: bytes) -> Package:
    """Return the parts of a Word file.

    Raises:
        UNREADABLE: the file is no Word document, or is damaged.
    """
    main = docx.Document(BytesIO(source)).part
    roots = dict(_related(main))
    return Package(
        body=main.element.body,
        related=_finder(main),
        styles=_root(roots.get("styles")),
        numbering=_root(roots.get("numbering")),
        notes={kind: _read_notes(roots.get(f"{kind}s"), kind) for kind in ("footnote", "endnote")},
        beside=tuple(_find_beside(main)),
        properties=read_core(_package_part(main, "core-properties")),
        page_count=read_page_count(_package_part(main, "extended-properties")),
    )


def is_strict(main_part: bytes) -> bool:
    """Return whether a document's main part is in the strict form of the format, which python-docx lacks."""
    return _STRICT in main_part[:4096]


def _related(part: Part) -> Iterator[tuple[str, Part]]:
    """Yield the parts a part points to, each with the last word of the relationship's type."""
    for rel in part.rels.values():
        if not rel.is_external:
            yield rel.reltype.rpartition("/")[2], rel.target_part


def _package_part(main: Part, kind: str) -> bytes:
    rels = main.package.rels.values() if main.package else ()
    found = (rel for rel in rels if not rel.is_external and rel.reltype.endswith(f"/{kind}"))
    return next((rel.target_part.blob for rel in found), b"")


def _root(part: Part | None) -> Element | None:
    return None if part is None else parse_xml(part.blob)


def _finder(part: Part) -> Related:
    return lambda rid: part.related_parts[rid].blob


def _read_notes(part: Part | None, kind: str) -> Mapping[int, Story]:
    """Return a part's notes by their ids, without the lines that part them from the text."""
    root = _root(part)
    if root is None or part is None:
        return {}
    notes = root.iterchildren(tag(f"w:{kind}"))
    own = (note for note in notes if note.get(tag("w:type"), "normal") == "normal")
    return {whole(note.get(tag("w:id"))): Story(note, _finder(part), kind) for note in own}


def _find_beside(main: Part) -> Iterator[Story]:
    """Yield the headers, footers and comments."""
    for kind, part in _related(main):
        if kind in {"header", "footer"}:
            yield Story(parse_xml(part.blob), _finder(part), f"page {kind}")
        elif kind == "comments":
            for comment in parse_xml(part.blob).iterchildren(tag("w:comment")):
                yield Story(comment, _finder(part), "comment")
