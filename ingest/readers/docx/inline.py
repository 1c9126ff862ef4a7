"""What stands in one paragraph: words kept and left out, page turns, notes' marks and drawings, in order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml.etree import _Element as Element

from ingest.readers.docx.equations import is_equation, write_equation
from ingest.readers.docx.fields import Fields, reason_of
from ingest.readers.docx.signs import read_sign
from ingest.readers.docx.styles import Styles, is_on, value_at
from ingest.readers.ooxml import find, tag, whole
from ingest.readers.raised import to_superscript

MAX_DEPTH = 60

DELETED = "deleted in tracked changes"
HIDDEN = "hidden text"
STRUCK = "struck out"

_LEFT_OUT = {
    tag("w:del"): DELETED,
    tag("w:moveFrom"): "moved away in tracked changes",
    tag("w:rt"): "pronunciation",
}
_DRAWINGS = {tag(f"w:{name}") for name in ("drawing", "pict", "object")}
_NOTES = {tag("w:footnoteReference"), tag("w:endnoteReference")}
_FIXED = {"tab": "\t", "ptab": "\t", "cr": "\v", "noBreakHyphen": "-"}
_CHARS = {tag(f"w:{name}"): text for name, text in _FIXED.items()}
_SKIPPED = {
    tag(f"w:{name}") for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "rubyPr", "fldData", "softHyphen")
}


@dataclass(frozen=True, slots=True)
class Words:
    """Some characters. With a `drop`, the reason, they are left out."""

    text: str
    bold: bool = False
    drop: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """A new page begins: by the author's wish, or `told` by Word where it last broke the pages."""

    told: bool


@dataclass(frozen=True, slots=True)
class Outside:
    """What is anchored in a paragraph and stands outside its line: a drawing, or a note's mark."""

    element: Element
    drop: str = ""

    @property
    def is_note(self) -> bool:
        """Whether it is the mark of a footnote or endnote."""
        return self.element.tag in _NOTES


Token = Words | Turn | Outside


@dataclass(frozen=True, slots=True)
class _Place:
    """What holds where an element stands."""

    styles: Styles
    fields: Fields
    paragraph: Element
    drop: str = ""
    depth: int = 0


def read_inline(paragraph: Element, styles: Styles, fields: Fields) -> Iterator[Token]:
    """Yield what a paragraph holds, in order; a line break is a vertical tab.

    Raises:
        ValueError: it is nested deeper than any text.
    """
    yield from _read_children(paragraph, _Place(styles, fields, paragraph))
    fields.end_paragraph()


def _read_children(element: Element, place: _Place) -> Iterator[Token]:
    if place.depth > MAX_DEPTH:
        raise ValueError(f"it is nested deeper than {MAX_DEPTH} levels")
    below = replace(place, depth=place.depth + 1)
    for child in element.iterchildren():
        if isinstance(child.tag, str) and child.tag not in _SKIPPED:
            yield from _read_element(child, below)


def _read_element(element: Element, place: _Place) -> Iterator[Token]:
    name = element.tag
    if name == tag("w:r"):
        yield from _read_run(element, place)
    elif name == tag("mc:AlternateContent"):
        yield from _read_children(choose(element), place)
    elif is_equation(element):
        yield Words(write_equation(element), drop=place.drop or place.fields.drop)
    elif name == tag("w:sdt"):
        holder = find(element, "w:sdtPr/w:showingPlcHdr")
        reason = "placeholder text" if holder is not None else ""
        yield from _read_children(element, replace(place, drop=place.drop or reason))
    elif name == tag("w:fldSimple"):
        reason = reason_of(element.get(tag("w:instr"), ""))
        yield from _read_children(element, replace(place, drop=place.drop or reason))
    elif name in _LEFT_OUT:
        yield from _read_children(element, replace(place, drop=place.drop or _LEFT_OUT[name]))
    else:
        yield from _read_children(element, place)


def choose(alternatives: Element) -> Element:
    """Return what a newer program shows, or else what stands in for it."""
    choice = find(alternatives, "mc:Choice")
    fallback = find(alternatives, "mc:Fallback")
    return choice if choice is not None else fallback if fallback is not None else alternatives


def _read_run(run: Element, place: _Place) -> Iterator[Token]:
    looks = (run, *place.styles.chain(value_at(run, "w:rPr/w:rStyle")))
    looks += place.styles.of_paragraph(place.paragraph)
    struck = STRUCK if is_on(looks, "w:rPr/w:strike") or is_on(looks, "w:rPr/w:dstrike") else ""
    hidden = HIDDEN if is_on(looks, "w:rPr/w:vanish") else struck
    bold = is_on(looks, "w:rPr/w:b")
    inside = replace(place, drop=place.drop or hidden)
    yield from _read_run_children(run, inside, bold=bold, raised=_is_raised(looks))


def _is_raised(looks: Sequence[Element]) -> bool:
    """Return whether a run's words stand above their line."""
    places = (value_at(look, "w:rPr/w:vertAlign") for look in looks)
    by = (value_at(look, "w:rPr/w:position") for look in looks)
    return next(filter(None, places), "") == "superscript" or whole(next(filter(None, by), None)) > 0


def _read_run_children(run: Element, place: _Place, *, bold: bool, raised: bool) -> Iterator[Token]:
    for child in run.iterchildren():
        name = child.tag
        if name in {tag("w:t"), tag("w:delText")}:
            reason = DELETED if name == tag("w:delText") else ""
            text = child.text or ""
            shown = to_superscript(text) if raised else text
            yield Words(shown, bold, place.drop or reason or place.fields.drop)
        elif name == tag("w:fldChar"):
            if box := place.fields.mark(child):
                yield Words(box, bold, place.drop)
        elif name in {tag("w:instrText"), tag("w:delInstrText")}:
            place.fields.instruct(child.text or "")
        else:
            yield from _read_other(child, place, bold=bold, raised=raised)


def _read_other(child: Element, place: _Place, *, bold: bool, raised: bool) -> Iterator[Token]:
    """Yield what a run's child stands for that is no text itself."""
    name = child.tag
    drop = place.drop or place.fields.drop
    if name in _CHARS:
        yield Words(_CHARS[name], bold, drop)
    elif name == tag("w:sym"):
        yield Words(read_sign(child), bold, drop)
    elif name == tag("w:br"):
        page = child.get(tag("w:type")) == "page"
        yield Turn(told=False) if page and not place.drop else Words("\v", bold, drop)
    elif name == tag("w:lastRenderedPageBreak"):
        yield Turn(told=True)
    elif name in _DRAWINGS | _NOTES:
        yield Outside(child, drop)
    elif name == tag("w:pgNum"):
        yield Words("#", drop="page number")
    elif name == tag("mc:AlternateContent"):
        yield from _read_run_children(choose(child), place, bold=bold, raised=raised)
    elif name == tag("w:ruby"):
        yield from _read_children(child, place)
