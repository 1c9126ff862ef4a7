"""A chart's title, and its categories and cached values as a table's rows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lxml.etree import _Element as Element

from corpus.model import BlockKind
from ingest.readers.ooxml import find, find_all, read_runs, tag, unescape, whole
from ingest.readers.transcript import Line, Passage, RawCell

_FORMAT = re.compile(
    r"(?P<before>(?:\"[^\"]*\"|\[\$[^\]]*\]|[£$€])*)(?P<thousands>#,##)?[#0]+(?:\.(?P<decimals>0+))?"
    r"(?P<after>(?:%|\"[^\"]*\")*)"
)
_DAY_ZERO = date(1899, 12, 30)
"""Day 0 of a spreadsheet's dates, so that day 61 is 1 March 1900 (its 29 February 1900 never was)."""

_LAST_DAY = 200_000
_EXACT = 2**53


@dataclass(frozen=True, slots=True)
class Series:
    """One series: its name, and its categories and values by their index."""

    name: str
    categories: dict[int, str]
    values: dict[int, str]


def read_chart(space: Element) -> tuple[Passage, ...]:
    """Return a chart's title as a heading, its rows, and other words in it as figure text.

    Rows are TABLE_ROW, the category first and then a cell for each series under the series' name:
    a chart's figures are facts that a question may ask for, and a row ties each to what it counts,
    as a table would. Values are those PowerPoint kept when the chart was last drawn, in their number
    format as far as it is a plain one. Series with other categories make rows of their own.
    """
    passages = [_heading(element) for element in find_all(space, "c:chart/c:title") if _words(element)]
    for group in _group(_read_series(element) for element in space.iter(tag("c:ser"))):
        passages += _rows(group)
    return (*passages, *_figures(space))


def format_value(raw: str, code: str) -> str:
    """Return a cached number as a plain format code shows it; in any other code, without noise digits."""
    try:
        value = float(raw)
    except ValueError:
        return unescape(raw)
    first = code.partition(";")[0]
    if (found := _FORMAT.fullmatch(first)) and abs(value) < _EXACT:
        shown = value * 100 if "%" in found["after"] else value
        digits = f"{abs(shown):{',' if found['thousands'] else ''}.{len(found['decimals'] or '')}f}"
        sign = "-" if shown < 0 and digits.strip("0.,") else ""
        return f"{sign}{_literal(found['before'])}{digits}{_literal(found['after'])}"
    if re.search(r"[yd]", re.sub(r"\[[^\]]*\]|\"[^\"]*\"", "", first).lower()) and 0 < value < _LAST_DAY:
        return _format_date(_DAY_ZERO + timedelta(days=int(value)), first.lower())
    return f"{value:.15g}"


def _literal(part: str) -> str:
    """Return the signs a format code writes out: £ of "£", £ or [$£-809]."""
    return re.sub(r"\[\$([^\]-]*)[^\]]*\]", r"\1", part).replace('"', "")


def _format_date(day: date, code: str) -> str:
    if "m" not in code and "d" not in code:
        return f"{day:%Y}"
    if "d" not in code:
        return f"{day:%b %Y}"
    return f"{day.day} {day:%b %Y}"


def _heading(title: Element) -> Passage:
    return Passage(BlockKind.HEADING, _words(title))


def _words(element: Element) -> str:
    """Return the rich text below an element, its paragraphs on lines of their own."""
    texts = (read_runs(paragraph) for paragraph in element.iter(tag("a:p")))
    return "\n".join(text for text in texts if text.strip())


def _read_series(element: Element) -> Series:
    tops = [find(element, f"c:{name}") for name in ("tx", "cat", "xVal", "val", "yVal")]
    name, cat, x, val, y = tops
    named = "" if name is None else next((unescape(v.text or "") for v in name.iter(tag("c:v"))), "")
    return Series(named, _read_points(x if cat is None else cat), _read_points(y if val is None else val))


def _read_points(source: Element | None) -> dict[int, str]:
    """Return cached texts or numbers by index; of categories in levels, the outer level goes first."""
    if source is None:
        return {}
    if levels := find_all(source, ".//c:lvl"):
        return _join_levels([_points(level, "") for level in levels])
    code = next((found.text or "" for found in source.iter(tag("c:formatCode"))), "")
    is_text = find(source, ".//c:strCache") is not None or find(source, "c:strLit") is not None
    return _points(source, "" if is_text else code or "General")


def _points(source: Element, code: str) -> dict[int, str]:
    points = {}
    for point in source.iter(tag("c:pt")):
        value = find(point, "c:v")
        raw = (value.text or "") if value is not None else ""
        own = point.get("formatCode", code)
        points[whole(point.get("idx"))] = format_value(raw, own) if own else unescape(raw)
    return points


def _join_levels(levels: list[dict[int, str]]) -> dict[int, str]:
    """Return the innermost level's names, each after those of the levels it stands under."""
    inner, *outer = levels
    current = [""] * len(outer)
    joined = {}
    for at, name in sorted(inner.items()):
        current = [level.get(at, above) for level, above in zip(outer, current, strict=True)]
        joined[at] = " ".join(part for part in (*reversed(current), name) if part)
    return joined


def _group(series: Iterator[Series]) -> list[list[Series]]:
    """Return the series in order, those of equal categories together."""
    groups: list[list[Series]] = []
    for one in series:
        same = next((group for group in groups if group[0].categories == one.categories), None)
        if same is None:
            groups.append([one])
        else:
            same.append(one)
    return groups


def _rows(group: list[Series]) -> list[Passage]:
    names = ["", *(one.name for one in group)]
    rows = sorted({at for one in group for at in one.values})
    found = [Passage(BlockKind.TABLE_HEADER, cells=_cells(names, names))] if any(names) and rows else []
    for at in rows:
        texts = [group[0].categories.get(at, ""), *(one.values.get(at, "") for one in group)]
        found.append(Passage(BlockKind.TABLE_ROW, cells=_cells(names, texts)))
    return found


def _cells(names: list[str], texts: list[str]) -> tuple[RawCell, ...]:
    clean = (" ".join(name.split()) for name in names)
    return tuple(RawCell(name, (Line(text),)) for name, text in zip(clean, texts, strict=True))


def _figures(space: Element) -> Iterator[Passage]:
    """Yield the words of axes and of labels written by hand."""
    area = find(space, "c:chart/c:plotArea")
    for element in () if area is None else area.iter(tag("c:title"), tag("c:dLbl")):
        if text := _words(element):
            yield Passage(BlockKind.FIGURE, text)
