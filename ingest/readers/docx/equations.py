"""An equation as a line of text, in which no two numbers run together."""

from lxml.etree import _Element as Element

from ingest.readers.ooxml import find_all, tag, walk

_TWO_PARTS = {
    "m:f": ("m:num", "/", "m:den"),
    "m:sSup": ("m:e", "^", "m:sup"),
    "m:sSub": ("m:e", "_", "m:sub"),
}
_JOINED = {tag(name): parts for name, parts in _TWO_PARTS.items()}


def write_equation(element: Element) -> str:
    """Return an equation's words: a fraction as "a/b", a power as "a^b", a root as "√(a)"."""
    if element.tag == tag("m:t"):
        return element.text or ""
    if element.tag in _JOINED:
        first, sign, second = _JOINED[element.tag]
        return f"{_part(element, first)}{sign}{_part(element, second)}"
    if element.tag == tag("m:rad"):
        return f"√({''.join(map(write_equation, find_all(element, 'm:e')))})"
    return "".join(write_equation(child) for child in element if isinstance(child.tag, str))


def is_equation(element: Element) -> bool:
    """Return whether an element is an equation, or several."""
    return element.tag in {tag("m:oMath"), tag("m:oMathPara")}


def _part(element: Element, name: str) -> str:
    """Return one side of a fraction or power, in brackets if it has more than one term."""
    found = find_all(element, name)
    text = "".join(map(write_equation, found))
    terms = sum(below.tag == tag("m:t") for one in found for below in walk(one))
    return f"({text})" if terms > 1 else text
