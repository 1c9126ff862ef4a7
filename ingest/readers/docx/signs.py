"""Characters that Word writes in fonts of signs."""

import re

from lxml.etree import _Element as Element

from ingest.readers.ooxml import tag

_WINGDINGS = dict(zip("ðàßáâ", "⇨→←↑↓", strict=True))
_WINGDINGS |= dict(zip("lmnoq§", "●❍■□❑▪", strict=True)) | dict(zip("¨ûüýþ", "☐✗✓☒☑", strict=True))
_WINGDINGS |= {"v": "❖", "Ø": "➢", "J": "☺", "(": "☎", "*": "✉", "4": "✓"}
_SYMBOL = dict(zip("³£±´°·¥»®", "≥≤±×°•∞≈→", strict=True)) | dict(
    zip("abgdmpsSDW", "αβγδμπσΣΔΩ", strict=True)
)
_SYMBOL |= {"¹": "≠", "¸": "÷", "¬": "←", "\xad": "↑", "¯": "↓", "Ö": "√", "-": "−"}
_FONTS = {"wingdings": _WINGDINGS, "symbol": _SYMBOL, "wingdings 2": {"P": "✓", "R": "☑", "£": "☐", "T": "☒"}}

_PRIVATE = 0xF000
_MOST = 0x10FFFF


def read_sign(element: Element) -> str:
    """Return the character of a w:sym in Unicode; one that is not known as its bare code.

    Fonts of signs put theirs at U+F000 and above, where Unicode has none of its own.
    """
    code = element.get(tag("w:char"), "")
    if not re.fullmatch(r"[0-9A-Fa-f]{1,6}", code) or not 0 < int(code, 16) <= _MOST:
        return ""
    number = int(code, 16)
    plain = chr(number - _PRIVATE if _PRIVATE <= number < _PRIVATE + 256 else number)
    return _FONTS.get(element.get(tag("w:font"), "").lower(), {}).get(plain, chr(number))
