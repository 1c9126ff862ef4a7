"""How lists write their numbers."""

_ROMAN = {1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl"}
_ROMAN |= {10: "x", 9: "ix", 5: "v", 4: "iv", 1: "i"}
_MOST_ROMAN = 4_000
_LETTERS = 26


def format_count(count: int, form: str) -> str:
    """Return a count as a number format of Office files shows it; formats of other scripts as digits."""
    if form == "none":
        return ""
    if form in {"lowerLetter", "upperLetter"} and count > 0:
        letter = chr(ord("a") + (count - 1) % _LETTERS) * min((count - 1) // _LETTERS + 1, _LETTERS)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"lowerRoman", "upperRoman"} and 0 < count < _MOST_ROMAN:
        return _to_roman(count).upper() if form == "upperRoman" else _to_roman(count)
    if form == "decimalZero":
        return f"{count:02d}"
    return f"{count}{_ordinal_ending(count)}" if form == "ordinal" else str(count)


def _to_roman(count: int) -> str:
    signs = ""
    for value, sign in _ROMAN.items():
        signs += sign * (count // value)
        count %= value
    return signs


def _ordinal_ending(count: int) -> str:
    teens = count // 10 % 10 == 1
    return "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
