"""The paragraphs of a shape's text: what they say, how deep they stand, whether they are listed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.etree import _Element as Element

from corpus.model import BlockKind
from ingest.readers.ooxml import find, find_all, flag, read_runs, tag, whole
from ingest.readers.pptx.numbers import Counter, Scheme

_MARKED = {tag("a:buChar"): BlockKind.BULLET, tag("a:buBlip"): BlockKind.BULLET}
_MARKED |= {tag("a:buAutoNum"): BlockKind.NUMBERED, tag("a:buNone"): BlockKind.PARAGRAPH}
_FIELDS = {"slidenum": "slide number", "datetime": "date", "footer": "footer"}
_TOP = 8


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `kind` is PARAGRAPH, BULLET or NUMBERED, its number then in its text, as it is shown.

    `size` is in hundredths of a point, 0 when the runs do not say; `field` names what PowerPoint fills
    in by itself, such as the slide number.
    """

    text: str
    kind: BlockKind
    level: int
    bold: bool
    size: int = 0
    field: str = ""


def read_paragraphs(body: Element | None, styles: Sequence[Element] = ()) -> tuple[Paragraph, ...]:
    """Return a text body's paragraphs, empty ones left out.

    `styles` are the list styles of the shape's patterns, nearest first; the body's own goes before them.
    """
    own = find(body, "a:lstStyle")
    chain = styles if own is None else (own, *styles)
    counter = Counter()
    found = (_read_paragraph(element, chain, counter) for element in find_all(body, "a:p"))
    return tuple(one for one in found if one is not None)


def _read_paragraph(element: Element, styles: Sequence[Element], counter: Counter) -> Paragraph | None:
    """Return a paragraph, None without characters: such a one of a list is not counted."""
    own = find(element, "a:pPr")
    level = min(max(whole(own.get("lvl") if own is not None else None), 0), _TOP)
    looks = (look for look in (own, *_looks(styles, level)) if look is not None)
    mark = next((mark for look in looks if (mark := _mark_of(look)) is not None), None)
    scheme = _scheme_of(mark)
    text = read_runs(element)
    if not text:
        if scheme is None:
            counter.take(level, None)
        return None
    number = counter.take(level, scheme)
    return Paragraph(
        text=f"{number} {text}" if number else text,
        kind=BlockKind.PARAGRAPH if mark is None else _MARKED[mark.tag],
        level=level,
        bold=_is_bold(element),
        size=max((whole(run.get("sz")) for run in find_all(element, "a:r/a:rPr")), default=0),
        field=_field(element),
    )


def _looks(styles: Sequence[Element], level: int) -> Iterator[Element | None]:
    return (find(style, f"a:lvl{level + 1}pPr") for style in styles)


def _mark_of(look: Element) -> Element | None:
    return next((child for child in look if child.tag in _MARKED), None)


def _scheme_of(mark: Element | None) -> Scheme | None:
    if mark is None or _MARKED[mark.tag] is not BlockKind.NUMBERED:
        return None
    return Scheme(mark.get("type", ""), max(whole(mark.get("startAt"), 1), 1))


def _is_bold(element: Element) -> bool:
    runs = [run for run in find_all(element, "a:r") if read_runs(run).strip()]
    looks = [find(run, "a:rPr") for run in runs]
    return bool(looks) and all(look is not None and flag(look.get("b")) for look in looks)


def _field(element: Element) -> str:
    """Return what a paragraph of one field and nothing else is filled with."""
    fields = find_all(element, "a:fld")
    if not fields or find_all(element, "a:r"):
        return ""
    kind = fields[0].get("type", "")
    return next((name for start, name in _FIELDS.items() if kind.startswith(start)), "")
