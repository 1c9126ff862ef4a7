"""Text -> figures: numbers with their unit, and the words of the text that each is bound to."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.model import Span

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec"
_MONTH = rf"(?i:{_MONTHS})[a-z]*"
_NO_FIGURE = re.compile(
    rf"""
      \b(?:19|20)\d\d(?:\s?[/–-]\s?(?:19|20)?\d\d)?\b(?!,\d|\s?%)     # years and spans of years
    | \b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}\b                # 12 April
    | \b{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?\b                         # April 12
    | \b\d+(?:st|nd|rd|th)\b                                          # 3rd
    | \b\d{{1,2}}[:.]\d\d\s?(?:am|pm)\b | \b\d{{1,2}}:\d\d\b          # times
    | \b\d+(?:\.\d+)?\s?(?:[–—-]|to)\s?[£$€]?\d[\d,.]*                # ranges
    | (?<![.!?]\s)(?<!^)\b[A-Z][\w’'-]*\s\d+\b(?!\s?%)                # part of a name: Wave 6, Year 7
    | ^[A-Z][\w’'-]*\s\d+\b(?=\s[A-Z])                              # Post 16 Learning Mentor
    | \b\d+-[a-z]+                                                    # 12-month
    | ^\s*\d+[.)]\s                                                   # a list's own numbers
    | \b\d+/\d+\b | \b[A-Za-z]+\d+\w*
    """,
    re.VERBOSE,
)
_FIGURE = re.compile(
    r"""
    (?P<about>\b(?:about|around|approximately|approx\.?|roughly|nearly|almost|some|circa|over|under
      |(?:more|less|fewer)\ than|at\ (?:least|most)|up\ to)\s+|[~<>≈]\s?)?
    (?P<money>[£$€]\s?)?
    (?P<number>(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?)
    (?:\s?(?P<scale>k|m|bn|thousand|million|billion)\b)?
    (?P<plus>\+)?
    (?:\s?(?P<percent>%|per\ ?cent\b)|\s(?P<points>percentage\ points?))?
    (?:(?:\s[a-z][\w-]*){0,4}?\s(?:(?:per|each|every|an?)\s(?P<per>hour|day|week|month|quarter|year|annum|head
      |person|household|1,?000|10,?000|100,?000)\b))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SCALES = {"k": 3, "thousand": 3, "m": 6, "million": 6, "bn": 9, "billion": 9}
_BOUNDARY = re.compile(
    r"[,;:()–—](?!\d)|[.!?](?=\s|$)|\n|\b(?:which|while|whereas|but|and|compared|against|than|versus)\b"
)
_LEADING = re.compile(r"\b(?:from|to|in|at|of|by|for)\s+(?:the\s+)?$")
_SIGNED = re.compile(r"[(<>+–—−-]\s?$")
"""A cell with a sign is a change, a loss or a bound ("<5"), and no figure to add to others."""
_NAMED_SIGN = re.compile(r"£\s?(?:['’]?000s?|k|m|bn|million|thousand)?(?!\w)|%|\$|€", re.IGNORECASE)
_NIL = re.compile(r"nil|zero", re.IGNORECASE)
"""What a cell says instead of 0. A dash, "none" or "n/a" may as well say that nobody knows."""
_NOUN = re.compile(r"\s(?P<noun>[a-z]{3,})\s*")
_YEARLIKE = re.compile(r"\d{4}")
_WORD = re.compile(r"[^\W\d_]{2,}")
MOST_BESIDE = 3
"""Words that may stand beside the one figure of a cell: "£10k a year" is a figure, a sentence is none."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What a figure counts: `sign` is "£", "$", "€", "%", or "" for things; `per` is for each of what.

    `noun` is what a cell calls its things, without a plural's s: "3 weeks" and "1 week" are of one unit.
    """

    sign: str = ""
    per: str = ""
    noun: str = ""


NIL = Unit("nil")
"""The unit of nothing, which is of any unit."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text.

    `text` is verbatim, with its sign and scale, and stands at `span`; `whole` is where it stands with
    what qualifies it ("nearly 70 breaches a week"). `about` tells that the text gives it as an
    approximation. `bound` are the words of its own clause, with nothing of the next figure's.
    """

    value: Decimal
    unit: Unit
    text: str
    span: Span
    whole: Span
    about: bool = False
    bound: str = ""


def find_figures(text: str) -> tuple[Figure, ...]:
    """Return the figures of a text, in order; years, dates, ranks, ranges and parts of names are none."""
    hidden = _NO_FIGURE.sub(lambda match: "¤" * len(match[0]), text)
    found = tuple(_figure(match) for match in _FIGURE.finditer(hidden) if _is_whole(match, hidden))
    clauses = list(_clauses(hidden, found))
    return tuple(
        replace(f, text=text[slice(*f.span)], bound=text[slice(*clause)])
        for f, clause in zip(found, clauses, strict=True)
    )


def read_cell(text: str, column: str = "") -> Figure | None:
    """Return the one figure of a cell, or of words quoted; None when it gives none, several or a sentence.

    A bare number takes the sign that its column names: "Grant (£)", "Share (%)", "Cost £000". "nil" is 0,
    of the unit `NIL`.
    """
    figure = _read_alone(text)
    if figure is None or figure.unit.sign:
        return figure
    named = _NAMED_SIGN.search(column)
    return replace(figure, unit=Unit("".join(named[0].lower().split()), figure.unit.per)) if named else figure


def one_unit(figures: Iterable[Figure]) -> Unit | None:
    """Return the unit that all figures are of, nothing being of any; None when they differ or are all nil."""
    units = {figure.unit for figure in figures} - {NIL}
    return units.pop() if len(units) == 1 else None


def _read_alone(text: str) -> Figure | None:
    if _NIL.fullmatch(text.strip()):
        start = text.index(text.strip())
        span = start, start + len(text.strip())
        return Figure(Decimal(0), NIL, text.strip(), span, span)
    if _YEARLIKE.fullmatch(text.strip()):
        start = text.index(text.strip())
        span = start, start + len(text.strip())
        return Figure(Decimal(text.strip()), Unit(), text.strip(), span, span)
    found = find_figures(text)
    if len(found) != 1 or re.search(r"\d", _beside(text, found[0].whole)):
        return None
    beside, before = _beside(text, found[0].whole), text[: found[0].span[0]]
    if len(_WORD.findall(beside)) > MOST_BESIDE or _SIGNED.search(before):
        return None
    noun = _NOUN.fullmatch(text, found[0].whole[1])
    if noun is None or found[0].unit.sign:
        return found[0]
    whole = found[0].whole[0], noun.end("noun")
    return replace(found[0], whole=whole, unit=replace(found[0].unit, noun=noun["noun"].removesuffix("s")))


def _beside(text: str, span: Span) -> str:
    return text[: span[0]] + text[span[1] :]


def _is_whole(match: re.Match[str], text: str) -> bool:
    start = match.start("money") if match["money"] else match.start("number")
    end = match.end("scale") if match["scale"] else match.end("number")
    return not re.search(r"[\w.,/]$", text[:start]) and not re.match(r"[\w/]|[.,]\d", text[end : end + 2])


def _figure(match: re.Match[str]) -> Figure:
    value = Decimal(match["number"].replace(",", "")).scaleb(_SCALES.get((match["scale"] or "").lower(), 0))
    sign = "%" if match["percent"] else "points" if match["points"] else (match["money"] or "").strip()
    start = match.start("money") if match["money"] else match.start("number")
    end = max(match.end(name) for name in ("number", "scale", "percent", "points"))
    per = (match["per"] or "").lower().replace("annum", "year").replace(",", "")
    about = bool(match["about"] or match["plus"])
    return Figure(value, Unit(sign, per), match[0], (start, end), match.span(), about)


def _clauses(text: str, figures: tuple[Figure, ...]) -> Iterator[Span]:
    """Yield for each figure the span of its clause; two in one clause part before the second.

    A figure that stands alone between two marks, as in brackets, belongs to the words before it.
    """
    marks = sorted(
        {0, len(text), *(m.end() for m in _BOUNDARY.finditer(text) if not _within(m.start(), figures))}
    )
    for number, figure in enumerate(figures):
        start = max(mark for mark in marks if mark <= figure.span[0])
        end = min(mark for mark in marks if mark >= figure.span[1])
        if not _WORD.search(text[start : figure.span[0]] + text[figure.span[1] : end]):
            start = max((mark for mark in marks if mark < start), default=0)
        if number:
            start = max(start, figures[number - 1].span[1])
        if number + 1 < len(figures) and figures[number + 1].span[0] < end:
            end = _parting(text, figure.span[1], figures[number + 1].span[0])
        if number and start == figures[number - 1].span[1]:
            start = _parting(text, start, figure.span[0])
        yield start, end


def _parting(text: str, start: int, end: int) -> int:
    """Return where two figures of one clause part: before the small word that leads to the second."""
    leading = _LEADING.search(text, start, end)
    return leading.start() if leading else end


def _within(place: int, figures: tuple[Figure, ...]) -> bool:
    return any(figure.span[0] <= place < figure.span[1] for figure in figures)
