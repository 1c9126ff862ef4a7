"""What elements of a page are: shown or not, blocks or parts of a line, landmarks."""

import re

from lxml.etree import _Element as Element

BLOCKS = frozenset(
    "address article aside blockquote body center details dialog dir div dd dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre search section summary "
    "table tbody td tfoot th thead tr ul caption html label option".split()
)
HEADINGS = {f"h{rank}": rank for rank in range(1, 7)}

NEVER = frozenset(
    "script style template head title meta link base param source track area col colgroup".split()
)
"""Elements whose text nobody sees."""

_CONTROLS = "button select option textarea datalist output progress meter".split()
_EMBEDDED = "iframe object embed audio video canvas svg math applet".split()
_UNREAD = dict.fromkeys(_CONTROLS, "form control") | dict.fromkeys(_EMBEDDED, "embedded object")
_UNREAD |= {"noscript": "shown without scripts only", "rt": "pronunciation", "rp": "pronunciation"}
_UNREAD |= dict.fromkeys(["del", "s", "strike"], "struck out")

_READERS_ONLY = re.compile(r"(?:^|\s|-)(?:visually-?hidden|sr-only|screen-reader-(?:text|only))(?:$|\s)")
_NOT_DRAWN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_ROLES = {
    "navigation": "navigation",
    "banner": "page header",
    "contentinfo": "page footer",
    "search": "search",
}
_TAGS = {"nav": "navigation", "search": "search"}
_OUTER = {"header": "page header", "footer": "page footer"}
_SECTIONING = frozenset("main article section aside blockquote td".split())


def name_of(element: Element) -> str:
    """Return an element's name in lower case, empty for a comment."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


def find_hidden(element: Element) -> str:
    """Return why an element's words are left out though they stand in the page, empty if they are not."""
    name = name_of(element)
    if name in _UNREAD:
        return _UNREAD[name]
    closed = name == "dialog" and element.get("open") is None
    if closed or element.get("hidden") is not None or _NOT_DRAWN.search(element.get("style", "")):
        return "hidden element"
    return "for screen readers only" if _READERS_ONLY.search(element.get("class", "").lower()) else ""


def find_landmark(element: Element) -> str:
    """Return the part of the page's frame that an element is, empty for any other.

    A header or footer within an article or section is that one's own, and no part of the frame.
    """
    name = name_of(element)
    role = element.get("role", "").lower()
    if role in _ROLES or name in _TAGS:
        return _ROLES.get(role) or _TAGS[name]
    if (
        name in _OUTER
        and not role
        and not any(name_of(one) in _SECTIONING for one in element.iterancestors())
    ):
        return _OUTER[name]
    return ""
