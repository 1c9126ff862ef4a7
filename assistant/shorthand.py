"""A question as typed in a hurry -> the same in full words: "Jul-Sep", "w/", "avg"."""

import re

from assistant.lexicon import Lexicon

_MONTHS = {
    name[:3]: name
    for name in ("january february march april june july august september october november december".split())
} | {"sept": "september"}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_SHORT_MONTH = re.compile(
    rf"(?<!\w)(?P<before>(?:\d\d?(?:st|nd|rd|th)? |\b(?:in|since|until|till|by|to|from|and|for) )?)"
    rf"(?P<month>{_MONTH})\b\.?(?P<after>(?:\s?(?:[-–/]|to\b|and\b)\s?(?:{_MONTH}|may)\b|\s(?:20)?\d\d\b)?)",
    re.IGNORECASE,
)
"""A short month beside a day, a year, another month or a word of time: "Jan" alone may be a name."""

_WORDS = {
    "avg": "average", "amt": "amount", "info": "information", "stats": "figures", "pct": "per cent",
    "govt": "government", "gov't": "government", "dept": "department", "cttee": "committee",
    "mtg": "meeting", "yr": "year", "yrs": "years", "mth": "month", "mths": "months", "qtr": "quarter",
    "ppl": "people", "approx": "approximately", "incl": "including", "btw": "by the way", "abt": "about",
    "orgs": "organisations", "no's": "numbers", "nos": "numbers", "ave": "average", "diff": "difference",
}  # fmt: skip
_WORD = re.compile(
    rf"(?<![\w/@.'’-])(?:{'|'.join(map(re.escape, _WORDS))})\b\.?(?=[\s,?!:;)]|$)", re.IGNORECASE
)
_SEVERAL = re.compile(r"\b([A-Z]{2,6}|\d\d?[-–]\d\d)s\b")
"""Several of what a short form or a range of ages stands for: "PCSOs", "18-24s"."""
_SLASHED = (
    (re.compile(r"(?<!\w)w/o?(?=\s|\b)", re.IGNORECASE), "with"),
    (re.compile(r"\bb/w\b", re.IGNORECASE), "between"),
    (re.compile(r"(?<=\w )v\.?(?= \w)"), "versus"),
)


def spell_out(question: str, lexicon: Lexicon) -> str:
    """Return a question with its shorthand in full, but for what the documents use themselves."""
    full = _SHORT_MONTH.sub(_month, question)
    full = _SEVERAL.sub(lambda found: found[0] if found[0].lower() in lexicon.words else found[1], full)
    for short, long in _SLASHED:
        full = short.sub(long, full)
    return _WORD.sub(lambda found: _word(found[0], lexicon), full)


def _month(found: re.Match[str]) -> str:
    if not (found["before"] or found["after"]):
        return found[0]
    rest = re.sub(
        rf"\b(?:{_MONTH})\b", lambda one: _MONTHS[one[0].lower()].title(), found["after"], flags=re.IGNORECASE
    )
    return f"{found['before']}{_MONTHS[found['month'].lower()].title()}{rest}"


def _word(short: str, lexicon: Lexicon) -> str:
    bare = short.rstrip(".").lower()
    return short if bare in lexicon.words else _WORDS[bare]
