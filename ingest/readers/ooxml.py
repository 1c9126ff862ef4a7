"""What the Office formats share: their namespaces, safe parsing, and how their text is written."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element as Element

_OFFICE = "http://schemas.openxmlformats.org"
NAMESPACES = {
    "a": f"{_OFFICE}/drawingml/2006/main",
    "c": f"{_OFFICE}/drawingml/2006/chart",
    "dgm": f"{_OFFICE}/drawingml/2006/diagram",
    "m": f"{_OFFICE}/officeDocument/2006/math",
    "mc": f"{_OFFICE}/markup-compatibility/2006",
    "p": f"{_OFFICE}/presentationml/2006/main",
    "r": f"{_OFFICE}/officeDocument/2006/relationships",
    "v": "urn:schemas-microsoft-com:vml",
    "w": f"{_OFFICE}/wordprocessingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wp": f"{_OFFICE}/drawingml/2006/wordprocessingDrawing",
}

BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
    etree.LxmlError,
)
"""What python-pptx, python-docx, zipfile and lxml raise for files that are not as they should be."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def tag(name: str) -> str:
    """Return "a:p" in the form lxml uses."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def parse_xml(source: bytes) -> Element:
    """Return the root element; entities are not resolved and nothing is fetched.

    Raises:
        lxml.etree.XMLSyntaxError: the bytes are no XML.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(source, parser)


def find(element: Element | None, path: str) -> Element | None:
    """Return the first element on a path such as "p:spPr/a:xfrm", None without one."""
    return None if element is None else element.find(path, NAMESPACES)


def find_all(element: Element | None, path: str) -> list[Element]:
    """Return all elements on a path, in order."""
    return [] if element is None else list(element.findall(path, NAMESPACES))


def flag(value: str | None, *, default: bool = False) -> bool:
    """Return an attribute's truth as XML Schema writes it."""
    return default if value is None else value in {"1", "true", "on"}


def whole(value: str | None, default: int = 0) -> int:
    """Return an attribute's whole number, the default where there is none or it is no number."""
    return int(value) if value is not None and re.fullmatch(r"-?\d{1,12}", value) else default


def unescape(text: str) -> str:
    """Return a text with characters that XML cannot hold, written as _x000B_, as they are meant."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def walk(element: Element) -> Iterator[Element]:
    """Yield the elements below one, in order, without what stands in only for older programs."""
    for child in element.iterchildren(etree.Element):
        if child.tag != tag("mc:Fallback"):
            yield child
            yield from walk(child)


def read_runs(paragraph: Element) -> str:
    """Return a DrawingML paragraph's text, equations included; a line break is a vertical tab."""
    parts = []
    for element in walk(paragraph):
        if element.tag in {tag("a:t"), tag("m:t")}:
            parts.append(unescape(element.text or ""))
        elif element.tag == tag("a:br"):
            parts.append("\v")
    return "".join(parts)
