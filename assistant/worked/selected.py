"""What a column of words says and a question names ("funded by the trust") -> the figures of such rows."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.cover import terms_of
from assistant.worked.columns import pick_column
from assistant.worked.naming import Naming
from assistant.worked.parts import Part, Table, short_label
from assistant.worked.sides import field_of
from corpus.terms import find_terms

_IN_BRACKETS = re.compile(r"\((?P<short>[A-Z][A-Za-z&]*[A-Z][A-Za-z]*)\)")
_GIVERS = re.compile(
    r"\b(?:fund(?:er|ed|ing|s)?|sources?|sponsor\w*|paid|pa(?:id|yer)|donor|giv\w+|from)\b", re.IGNORECASE
)
_GIVES = re.compile(
    r"\b(?:give|gives|gave|given|fund|funds|funded|pay|pays|paid|contribut\w+|donat\w+|invest\w*|put|puts)\b",
    re.IGNORECASE,
)
_GETS = re.compile(r"\s*(?:get|gets|got|receiv\w+)\b", re.IGNORECASE)
_FROM = re.compile(r"\b(?:by|from)\b", re.IGNORECASE)
_TO = re.compile(r"\bto (?:the )?$", re.IGNORECASE)
_BY = re.compile(r"\w+ by$", re.IGNORECASE)
_BODIES = frozenset(find_terms("council borough partnership people local"))
"""Words that ask for nothing by themselves and yet may be part of what a column says."""

_LONGEST = 60
"""Characters of a cell at most that says who or where, and tells nothing."""

_STEM = 4
"""Letters that a word of a column and one of the question share at least to be of one stem."""


@dataclass(frozen=True, slots=True)
class _Value:
    """What a column says in some rows and a question names, and where in the question it stands."""

    place: int
    terms: tuple[str, ...]
    rows: frozenset[int]
    texts: Mapping[int, str]
    span: tuple[int, int]


def select_parts(text: str, table: Table, naming: Naming) -> tuple[Part, ...] | None:
    """Return the figures, of one column, of all rows that say what a question names; None when it names none.

    () when it names something and it is not sure which rows or which column are meant: a cell that says
    more than what is named, a row without a figure, a word that names nothing, one who gives asked
    for as one who gets.
    """
    values = list(_find_values(text, table))
    if not values:
        return () if _names_someone(text, table) else None
    chosen = _of_one_column(values, table, text)
    if not chosen or not table.apart or not all(_is_meant(value, table, text) for value in chosen):
        return ()
    of_rows = frozenset().union(*(value.rows for value in chosen))
    if any(_says_more(value, of_rows) for value in chosen):
        return ()
    rest, column = _without(chosen, text), chosen[0].place
    told = _GIVES.sub(" ", rest) if _GIVERS.search(table.column_name(column)) else rest
    if naming.unmatched(naming.terms(told), field_of(table, naming).names):
        return ()
    rows = sorted(of_rows - {table.total_row})
    place = pick_column(table, rest, rows)
    if place is None:
        return ()
    return tuple(replace(table.cells[row, place], chosen_by=column) for row in rows)


def _without(values: Sequence[_Value], text: str) -> str:
    for start, end in sorted((value.span for value in values), reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text


def _find_values(text: str, table: Table) -> Iterator[_Value]:
    """Yield what a question names of the columns without figures: of values within one another, the longest.

    The labels count too where several rows have the same.
    """
    with_figures = {place for _, place in table.cells}
    for place in range(len(table.rows[0].cells)):
        if place in with_figures:
            continue
        texts = {number: row.cells[place].text for number, row in enumerate(table.rows)}
        found = list(_named_in(text, place, texts))
        for value in found:
            others = [other for other in found if set(other.terms) > set(value.terms)]
            if not others and (place or len(value.rows) > 1):
                yield value


def _named_in(text: str, place: int, texts: Mapping[int, str]) -> Iterator[_Value]:
    rows: dict[tuple[str, ...], set[int]] = {}
    spans: dict[tuple[str, ...], tuple[int, int]] = {}
    for number, said in texts.items():
        key = find_terms(short_label(said))
        span = next(filter(None, (_find_span(text, name) for name in _names(said))), None)
        if key and span:
            rows.setdefault(key, set()).add(number)
            spans[key] = span
    for key, numbers in rows.items():
        yield _Value(place, key, frozenset(numbers), texts, spans[key])


def _names(said: str) -> tuple[str, ...]:
    """Return what a cell may be called: its first line, and the short form that stands in brackets."""
    short = _IN_BRACKETS.search(said)
    return (short_label(said), *([short["short"]] if short else []))


def _find_span(text: str, name: str) -> tuple[int, int] | None:
    """Return where a text holds all words of a name in a row; None where it does not."""
    words = [re.escape(word) for word in re.findall(r"[\w’'&]+", name)]
    in_a_row = r"\W+".join(words)
    found = re.search(rf"(?<!\w){in_a_row}(?!\w)", text, re.IGNORECASE) if words else None
    return found.span() if found else None


def _names_someone(text: str, table: Table) -> bool:
    """Tell whether a question names part of what a column says ("the council"), or its name and "by"."""
    said = frozenset(find_terms(text)) & _BODIES - table.names
    for place in range(1, len(table.rows[0].cells)):
        column = table.column_name(place)
        short = [row.cells[place].text for row in table.rows if len(row.cells[place].text) <= _LONGEST]
        if any(said & terms_of(cell) for cell in short):
            return True
        if _BY.search(column) and re.search(rf"\b{re.escape(column)}\b", text, re.IGNORECASE):
            return True
    return False


def _of_one_column(values: Sequence[_Value], table: Table, text: str) -> list[_Value]:
    """Return the values where they are all of one column, or of the one that the question names as well.

    A body may stand in two columns: where it gives, and where it gets.
    """
    if len({value.place for value in values}) == 1:
        return list(values)
    named = [value for value in values if _names_column(value, table, text)]
    everything = {value.terms for value in values} == {value.terms for value in named}
    return named if everything and len({value.place for value in named}) == 1 else []


def _names_column(value: _Value, table: Table, text: str) -> bool:
    rest = find_terms(_without([value], text))
    return any(
        told == word
        or (len(min(told, word, key=len)) >= _STEM and (told.startswith(word) or word.startswith(told)))
        for told in terms_of(table.column_name(value.place))
        for word in rest
    )


def _is_meant(value: _Value, table: Table, text: str) -> bool:
    """Tell whether a question takes what it names for what its column is: who gives, or who gets."""
    before, after = text[: value.span[0]], text[value.span[1] :]
    column = table.column_name(value.place)
    if _GIVERS.search(column):
        return not _TO.search(before) and bool(_FROM.search(before) or not _GETS.match(after))
    named = bool(_TO.search(before)) or _names_column(value, table, text)
    return named or not _GIVES.search(f"{before} {after}")


def _says_more(value: _Value, of_rows: Collection[int]) -> bool:
    """Tell whether another row's cell in the column holds what is named and more: "the trust and others"."""
    terms = set(value.terms)
    return any(terms <= terms_of(said) for row, said in value.texts.items() if row not in of_rows)
