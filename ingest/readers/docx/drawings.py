"""What a drawing says: its text boxes, its alternative text, its chart or diagram."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from lxml.etree import _Element as Element

from corpus.model import BlockKind
from ingest.readers.captions import read_alternative
from ingest.readers.charts import read_chart
from ingest.readers.diagrams import read_diagram
from ingest.readers.docx.inline import choose
from ingest.readers.ooxml import BROKEN, flag, parse_xml, tag
from ingest.readers.transcript import Passage

Related = Callable[[str], bytes]
"""Returns the part that a relationship of the drawing's own part points to."""

_READ = {"picture", "wordprocessingShape", "wordprocessingGroup", "wordprocessingCanvas", "lockedCanvas"}
_READ |= {"chart", "diagram"}
_VML = "urn:schemas-microsoft-com:vml"


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a drawing says. `boxes` hold paragraphs and tables; `unread` names what is not read."""

    passages: tuple[Passage, ...] = ()
    boxes: tuple[Element, ...] = ()
    unread: tuple[str, ...] = ()


def read_drawing(drawing: Element, related: Related) -> Drawing:
    """Return what a drawing says, in the order of the file, each text box once."""
    parts = list(_walk(drawing))
    boxes = tuple(part for part in parts if part.tag == tag("w:txbxContent"))
    captions = _captions(parts, worded=any("".join(box.itertext()).strip() for box in boxes))
    passages = [*captions, *(_word_art(part) for part in parts if part.tag == tag("v:textpath"))]
    unread = [_name_object(part) for part in parts if part.tag.endswith("}OLEObject")]
    for data in (part for part in parts if part.tag == tag("a:graphicData")):
        kind = data.get("uri", "").rpartition("/")[2]
        found = _read_part(data, related)
        passages += found or ()
        unread += [kind or "unknown"] if found is None or kind not in _READ else []
    if any(_is_hidden(part) for part in parts):
        passages = [replace(one, drop=one.drop or "hidden shape") for one in passages]
    return Drawing(tuple(passages), boxes, tuple(unread))


def _walk(element: Element) -> Iterator[Element]:
    """Yield the elements of a drawing in order, but for what a text box in it holds."""
    for child in (choose(element) if element.tag == tag("mc:AlternateContent") else element).iterchildren():
        if isinstance(child.tag, str):
            yield child
            if child.tag != tag("w:txbxContent"):
                yield from _walk(child)


def _captions(parts: list[Element], *, worded: bool) -> list[Passage]:
    """Return the alternative texts, each once; decorative pictures have none."""
    reason = "alternative text of a shape with words" if worded else ""
    texts = dict.fromkeys(part.get("descr") or part.get("alt") or "" for part in parts if _is_named(part))
    if any(part.tag.endswith("}decorative") and flag(part.get("val")) for part in parts):
        reason = "alternative text of a decorative picture"
    return [one for text in texts for one in read_alternative(text, reason)]


def _is_named(part: Element) -> bool:
    name = str(part.tag)
    return name.endswith(("}docPr", "}cNvPr")) or name.startswith(f"{{{_VML}}}")


def _is_hidden(part: Element) -> bool:
    return part.tag == tag("wp:docPr") and flag(part.get("hidden"))


def _word_art(part: Element) -> Passage:
    return Passage(BlockKind.FIGURE, part.get("string", ""))


def _name_object(part: Element) -> str:
    return f"embedded {part.get('ProgID') or 'object'}"


def _read_part(data: Element, related: Related) -> tuple[Passage, ...] | None:
    """Return what a chart's or diagram's own part says, None if it cannot be read; nothing for others.

    A part that cannot be read costs its own words, which are warned of, and not the document's.
    """
    try:
        for child in data.iterchildren(tag("c:chart")):
            return read_chart(parse_xml(related(child.get(tag("r:id"), ""))))
        for child in data.iterchildren(tag("dgm:relIds")):
            return read_diagram(parse_xml(related(child.get(tag("r:dm"), ""))))
    except BROKEN:
        return None
    return ()
