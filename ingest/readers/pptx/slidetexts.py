"""What one slide says: its title, what is under it in reading order, and the speaker's notes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lxml.etree import _Element as Element
from pptx.slide import Slide as DeckSlide
from pptx.slide import SlideLayout, SlideMaster

from corpus.model import BlockKind, Box
from ingest.readers.ooxml import find, flag
from ingest.readers.pptx.order import SLACK, find_order
from ingest.readers.pptx.seen import read_seen
from ingest.readers.pptx.shapes import TITLES, Frame, Patterns, Shape, find_shapes
from ingest.readers.pptx.shapetexts import DROPPED, ShapeText, read_shape
from ingest.readers.transcript import Passage
from ingest.sightings import UNSEEN, Sightings
from ingest.titles import is_title_like
from ingest.units import Unit, around

_UPPER = 0.35
"""A slide without a title placeholder takes its title from a text that begins above this share of it."""

_FIRST = 2
"""A title is the first or second text of a slide, and has at most as many lines."""

_SHORT = 90


@dataclass(frozen=True, slots=True)
class SlideText:
    """What a slide says. `unread` names objects that are not read; `pictured` that it holds pictures.

    `above` is a short line right above the title, which is the slide's theme if other slides have it too.
    """

    above: Passage | None
    title: Passage | None
    body: tuple[Passage, ...]
    notes: tuple[Passage, ...]
    hidden: bool
    pictured: bool
    unread: tuple[str, ...]


def read_slide(slide: DeckSlide, frame: Frame, sightings: Sightings = UNSEEN) -> SlideText:
    """Return what a slide says, in reading order, footers and such last."""
    layout = slide.slide_layout
    master = layout.slide_master
    patterns = Patterns(_tree(layout.element), _tree(master.element))
    style = find(master.element, "p:txStyles/p:bodyStyle")
    styles = () if style is None else (style,)
    shapes = list(_flatten(find_shapes(_tree(slide.element), frame, patterns)))

    def related(rid: str) -> bytes:
        return bytes(slide.part.related_part(rid).blob)

    texts = [(one, read_shape(one, styles, related)) for one in shapes]
    title, rest = _part_title(texts)
    above, rest = _part_above(title, rest)
    rest = [
        (shape, replace(text, passages=(*text.passages, *read_seen(shape, related, sightings))))
        for shape, text in rest
    ]
    ordered = [text for shape, text in rest if shape.placeholder not in DROPPED]
    ordered += [text for shape, text in rest if shape.placeholder in DROPPED]
    return SlideText(
        above=above,
        title=title,
        body=_set_regions(ordered),
        notes=tuple(_read_notes(slide, frame)),
        hidden=not flag(slide.element.get("show"), default=True),
        pictured=any(text.pictured for _, text in texts),
        unread=tuple(text.unread for _, text in texts if text.unread),
    )


def read_backgrounds(slides: Iterable[DeckSlide], frame: Frame) -> tuple[Passage, ...]:
    """Return the words that the slides' layouts and masters draw on them, each once, as left out.

    They are no slide's own: names, slogans, and markings that hold for the whole deck.
    """
    found: list[Passage] = []
    seen: set[str] = set()
    for slide in slides:
        layout = slide.slide_layout
        for sheet in (layout.slide_master, layout):
            if sheet.part.partname not in seen:
                seen.add(sheet.part.partname)
                found += _read_background(sheet, frame)
    return tuple(replace(one, drop=one.drop or "drawn by the slide layout") for one in found)


def _read_background(sheet: SlideLayout | SlideMaster, frame: Frame) -> Iterator[Passage]:
    for shape in _flatten(find_shapes(_tree(sheet.element), frame, Patterns(None, None))):
        if not shape.placeholder:
            yield from read_shape(shape, (), lambda rid: sheet.part.related_part(rid).blob).passages


def _tree(element: Element) -> Element:
    return find(element, "p:cSld/p:spTree")


def _flatten(shapes: Sequence[Shape]) -> Iterator[Shape]:
    """Yield the shapes in reading order, a group's together, at the group's place."""
    for at in find_order([shape.box for shape in shapes]):
        shape = shapes[at]
        if shape.kind == "grpSp":
            yield replace(shape, children=())
            yield from _flatten(shape.children)
        else:
            yield shape


def _part_title(
    texts: Sequence[tuple[Shape, ShapeText]],
) -> tuple[Passage | None, list[tuple[Shape, ShapeText]]]:
    """Return the title, and the shapes with what is left of them."""
    found = next((at for at, (shape, text) in enumerate(texts) if _is_title(shape, text)), None)
    if found is None:
        found = _find_untitled(texts)
    if found is None:
        return None, list(texts)
    shape, text = texts[found]
    words = [one for one in text.passages if not one.drop]
    title = Passage(
        BlockKind.TITLE, "\n".join(one.text for one in words), box=around(one.box for one in words)
    )
    left = replace(text, passages=tuple(one for one in text.passages if one.drop))
    return title, [*texts[:found], (shape, left), *texts[found + 1 :]]


def _part_above(
    title: Passage | None, texts: Sequence[tuple[Shape, ShapeText]]
) -> tuple[Passage | None, list[tuple[Shape, ShapeText]]]:
    """Return the line above the title, None without one, and the shapes with what is left of them."""
    for at, (shape, text) in enumerate(texts):
        if title and title.box and len(text.passages) == 1 and _is_line(text.passages[0]):
            only = text.passages[0]
            if only.box and only.box[3] <= title.box[1] + SLACK:
                return only, [*texts[:at], (shape, replace(text, passages=())), *texts[at + 1 :]]
    return None, list(texts)


def _is_line(passage: Passage) -> bool:
    """Return whether a passage is a short line that could be a title."""
    like_title = is_title_like(Unit(passage.kind, passage.text))
    return passage.kind is BlockKind.PARAGRAPH and not passage.drop and like_title


def _is_title(shape: Shape, text: ShapeText) -> bool:
    return shape.placeholder in TITLES and any(one.text.strip() and not one.drop for one in text.passages)


def _find_untitled(texts: Sequence[tuple[Shape, ShapeText]]) -> int | None:
    """Return which shape stands as title where no placeholder does, None if none looks like one.

    It is the first with words, or the second under a single short line, if it is a short line or two in the
    upper part, none is set larger and none stands beside it.
    """
    worded = [at for at, (_, text) in enumerate(texts) if text.passages]
    largest = max((text.size for _, text in texts), default=0)
    for row, at in enumerate(worded[:_FIRST]):
        shape, text = texts[at]
        if shape.placeholder:
            return None
        if text.size == largest:
            others = [other for other_at, (_, other) in enumerate(texts) if other_at != at]
            return at if _names_slide(text, others) else None
        if row or len(text.passages) > 1 or not _is_line(text.passages[0]):
            return None
    return None


def _names_slide(text: ShapeText, others: Sequence[ShapeText]) -> bool:
    """Return whether a text among the largest could be the title; two lines only if it is the largest."""
    if text.box is None or text.box[1] > _UPPER or not all(_is_line(one) for one in text.passages):
        return False
    largest = all(other.size < text.size for other in others)
    beside = any(_beside(text.box, other) for other in others)
    return len(text.passages) <= (_FIRST if largest else 1) and not beside


def _beside(box: Box, other: ShapeText) -> bool:
    """Return whether a shape with words stands at the height of a box, as a second heading would."""
    worded = any(one.kind is not BlockKind.CAPTION for one in other.passages)
    return (
        worded and other.box is not None and other.box[1] < box[3] - SLACK and box[1] < other.box[3] - SLACK
    )


def _set_regions(texts: Sequence[ShapeText]) -> tuple[Passage, ...]:
    """Return the passages; a heading reaches to its shape's end, or if it stands alone, over the next."""
    found: list[Passage] = []
    region = 0
    above: ShapeText | None = None
    for text in texts:
        if not text.passages:
            continue
        region += 0 if above and _stands_over(above, text) else 1
        found += [replace(one, region=region) for one in text.passages]
        above = text
    return tuple(found)


def _stands_over(upper: ShapeText, lower: ShapeText) -> bool:
    """Return whether a shape is one short line right over another shape."""
    if len(upper.passages) > 1 or upper.box is None or lower.box is None:
        return False
    only = upper.passages[0]
    short = only.kind is BlockKind.PARAGRAPH and len(only.text) <= _SHORT
    beside = upper.box[0] < lower.box[2] and lower.box[0] < upper.box[2]
    return short and beside and upper.box[1] < lower.box[1]


def _read_notes(slide: DeckSlide, frame: Frame) -> Iterator[Passage]:
    """Yield the notes page's words as notes, its header, date and number as left out."""
    if not slide.has_notes_slide:
        return
    tree = _tree(slide.notes_slide.element)
    for shape in find_shapes(tree, frame, Patterns(None, None)):
        for one in read_shape(shape, (), lambda rid: slide.notes_slide.part.related_part(rid).blob).passages:
            yield replace(one, kind=BlockKind.NOTE, box=None)
