"""Parts of a question + figures -> the figure that each side of the question names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from assistant.cover import terms_of
from assistant.model import Operation
from assistant.periods import without_periods, years_of
from assistant.worked.columns import pick_column
from assistant.worked.figures import one_unit, read_cell
from assistant.worked.naming import ASKING, MONEY, Naming, other_years
from assistant.worked.operations import find_rank, find_superlative
from assistant.worked.parts import Part, Table, is_year, names_around
from corpus.terms import find_terms

MOST_PIECES = 6
MOST_TRIED = 400
"""Combinations of figures tried at most; a question that names so little is not worked out."""

OWN_AREA = frozenset(find_terms("borough local locally district city town us ours here"))
"""Words that a column of the document's own area may be called by instead of its name."""

AIMS = frozenset(find_terms("target targets aim goal plan planned budget forecast expected"))
"""Words that a column of what was aimed at is called by, which is not meant where it is not asked for."""


STANDINGS = frozenset(
    find_terms(
        """actual baseline outturn outcome outcomes achieved result results current previous start starting
        point latest revised provisional final estimate estimated january february march april may june july
        august september october november december"""
    )
)
"""Words that tell when or how surely a column's figures stand, and not of what they are."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The figures that the sides of a question name, in its order, or the side that nothing gives."""

    parts: tuple[Part, ...] = ()
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """The figures that a question may name: a table's, or those of sentences, and what names them all."""

    parts: tuple[Part, ...]
    names: frozenset[str]
    table: Table | None = None


def field_of(table: Table, naming: Naming) -> Field:
    """Return the figures of a table's columns, the total's left out."""
    return _field(table, [part for place in table.figure_columns for part in table.column(place)], naming)


def field_of_all(table: Table, naming: Naming) -> Field:
    """Return every figure of a table, of rows of different units as well, years left out.

    The total's are among them where its label says of what it is the total: "All recorded crime".
    """
    total = table.total_row
    if total is not None and not naming.terms(table.rows[total].cells[0].text):
        parts = [part for (row, _), part in table.cells.items() if row != total]
    else:
        parts = list(table.cells.values())
    return _field(table, [part for part in parts if not is_year(part)], naming)


def _field(table: Table, parts: Sequence[Part], naming: Naming) -> Field:
    document = naming.shelf.documents[table.slide.ref.document_id]
    money = MONEY if any(part.figure.unit.sign.startswith("£") for part in parts) else frozenset()
    return Field(tuple(parts), table.names | naming.names_of(document) | money, table)


def field_stated(parts: Sequence[Part], naming: Naming) -> Field:
    """Return the figures of sentences; what names them is what all their slides are named by."""
    documents = {part.slide.ref.document_id for part in parts}
    names = [naming.names_of(naming.shelf.documents[document]) for document in documents]
    return Field(tuple(parts), frozenset.intersection(*names) if names else frozenset())


def field_across(tables: Sequence[Table], naming: Naming, *, totals: bool = True) -> Field:
    """Return the figures of several tables, each bound to its document's period and area as well.

    Those of rows that are totals are left out where they would be counted twice.

    A figure whose own words name years is not of the document's: a review tells of years before it.
    """
    parts = []
    for table in tables:
        document = naming.shelf.documents[table.slide.ref.document_id]
        bound, told = f"{document.period} {document.area}", naming.names_of(document) | table.names
        for part in field_of_all(table, naming).parts:
            if part.row == table.total_row and not totals:
                continue
            own = part.own if years_of(part.said) else part.own | terms_of(bound)
            said = part.said if years_of(part.said) else f"{part.said} {document.period}"
            parts.append(replace(part, own=own, said=said, around=told, period=document.period))
    return Field(tuple(parts), frozenset())


def find_sides(pieces: Sequence[str], field: Field, naming: Naming, least: int, most: int) -> Sides:
    """Return the figures that the pieces name, from `least` to `most` different ones.

    Neighbouring pieces may belong together ("Drugs and Alcohol"), so every way of joining them is
    tried, the fewest groups first. Each group must name one figure, or what names all of them. When
    no way does, but with every piece by itself all but one name a figure, that one is missing.
    """
    telling = [piece for piece in pieces if naming.terms(piece) or find_superlative(piece)]
    if not 1 <= len(telling) <= MOST_PIECES:
        return Sides()
    for groups in _ways(telling):
        found = [_candidates(group, field, naming) for group in groups]
        if all(found_parts is not None for found_parts in found):
            named = [parts for parts in found if parts]
            chosen = _agree(named, field, naming, least, most)
            if chosen:
                return Sides(chosen)
    alone = [(piece, _candidates(piece, field, naming)) for piece in telling]
    missing = [piece for piece, parts in alone if parts is None]
    named_alone = sum(bool(parts) for _, parts in alone)
    return Sides(missing=missing[0]) if len(missing) == 1 and named_alone == least - 1 == 1 else Sides()


def names_all(text: str, field: Field, naming: Naming) -> bool:
    """Tell whether a text names all the figures at once: every word that names something names them."""
    return not naming.unmatched(naming.terms(text), field.names)


def _ways(pieces: Sequence[str]) -> Iterator[list[str]]:
    """Yield the ways of joining neighbouring pieces into groups, the fewest groups first."""
    ways = []
    for cuts in product((False, True), repeat=len(pieces) - 1):
        groups = [pieces[0]]
        for piece, cut in zip(pieces[1:], cuts, strict=True):
            if cut:
                groups.append(piece)
            else:
                groups[-1] += f" {piece}"
        ways.append(groups)
    yield from sorted(ways, key=len)


def _candidates(piece: str, field: Field, naming: Naming) -> tuple[Part, ...] | None:
    """Return the figures that a piece names best; () when it names all of them, None when it names none.

    The 24 of 2023/24 does not name what happened "within 24 hours".
    """
    terms = naming.terms(piece)
    extreme = find_superlative(piece)
    if extreme and field.table and field.table.apart and not naming.unmatched(terms, field.names):
        return tuple(_extremes(field.table, extreme, find_rank(piece)))
    scored = []
    for part in field.parts:
        named = part.around | field.names | names_around(part.slide, part.block)
        around = part.own | (named - _beside(part))
        telling = terms if years_of(part.said) else naming.terms(without_periods(piece))
        own = tuple(term for term in telling if not naming.unmatched((term,), part.own, alike=False))
        left = naming.called_otherwise(naming.unmatched(terms, around, alike=False), field.names)
        if own and not left and not other_years(piece, part):
            label = terms_of(part.label)
            scored.append((naming.weight(own), bool(label) and label <= set(terms), part))
    if not scored:
        return () if not naming.unmatched(terms, field.names) else None
    best = max(score[:2] for score in scored)
    return tuple(part for *score, part in scored if tuple(score) == best)


def _beside(part: Part) -> frozenset[str]:
    """Return the terms of the other columns that give figures in a part's row, which name those and not it.

    What names the slide as well names all of it.
    """
    names = [terms_of(cell.column) for cell in part.block.cells[1:] if read_cell(cell.text, cell.column)]
    slide = terms_of(" ".join((part.slide.title, part.slide.theme, *part.block.headings)))
    return frozenset().union(*names) - part.own - slide


def _extremes(table: Table, extreme: Operation, rank: int) -> Iterator[Part]:
    for place in table.figure_columns:
        first = find_extremes(table.column(place), extreme, rank)
        if first and (rank == 1 or find_extremes(table.column(place), extreme, rank - 1)):
            yield first[-1]


def find_extremes(parts: Sequence[Part], extreme: Operation, number: int) -> tuple[Part, ...]:
    """Return so many of the largest or smallest figures, the utmost first; () when others equal them."""
    ordered = sorted(parts, key=lambda part: part.figure.value, reverse=extreme is Operation.LARGEST)
    chosen, others = ordered[:number], ordered[number:]
    equal = bool(others) and others[0].figure.value == chosen[-1].figure.value
    return () if equal or len(chosen) < number else tuple(chosen)


def _agree(
    named: Sequence[tuple[Part, ...]], field: Field, naming: Naming, least: int, most: int
) -> tuple[Part, ...]:
    """Return the one way of taking a figure for each side so that they can be set against each other."""
    size = 1
    for parts in named:
        size *= len(parts)
    if not named or size > MOST_TRIED:
        return ()
    ways = dict.fromkeys(
        tuple(dict.fromkeys(way)) for way in product(*named) if _comparable(tuple(dict.fromkeys(way)))
    )
    asked = frozenset(find_terms(without_periods(naming.query.text)))
    fitting = [way for way in ways if least <= len(way) <= most and _names_columns(way, asked, naming)]
    if len(fitting) > 1:
        fitting = _in_rows_named(fitting, asked) or fitting
    if len(fitting) > 1:
        in_years = [w for w in fitting if not any(other_years(naming.query.text, part) for part in w)]
        fitting = in_years or fitting
    if len(fitting) > 1 and not AIMS & asked:
        fitting = [way for way in fitting if not any(AIMS & terms_of(part.column) for part in way)]
    if len(fitting) > 1 and field.table:
        place = pick_column(field.table, naming.query.text)
        fitting = [way for way in fitting if {part.place for part in way} == {place}] or [
            way for way in fitting if _sets_area_against_another(way, naming)
        ]
    elif len(fitting) > 1:
        fitting = [way for way in fitting if all(_is_of_area(part, naming) for part in way)]
    return fitting[0] if len(fitting) == 1 else ()


def _names_columns(parts: tuple[Part, ...], asked: frozenset[str], naming: Naming) -> bool:
    """Tell whether a question names what sets the columns of one row's figures apart, years and aims aside.

    "Officers by 2025 compared with 2021" names no "Wardens 2021".
    """
    if len({part.row for part in parts}) > 1 or len({part.place for part in parts}) == 1 or parts[0].row < 0:
        return True
    columns = [terms_of(_without_years(part.column)) for part in parts]
    shared = frozenset.intersection(*columns) | ASKING | AIMS | STANDINGS
    return all(
        _is_of_area(part, naming) or not naming.unmatched(tuple(sorted(column - shared)), asked)
        for part, column in zip(parts, columns, strict=True)
    )


def _in_rows_named(ways: Sequence[tuple[Part, ...]], asked: frozenset[str]) -> list[tuple[Part, ...]]:
    """Return the ways whose every row is named, and none of them by less of what names another row.

    "Hill Line" names that line and no "Quay Line".
    """
    named = {part.label: asked & terms_of(part.label) for way in ways for part in way}
    rows = {label for label, words in named.items() if words and not any(words < o for o in named.values())}
    return [way for way in ways if all(part.label in rows for part in way)]


def _sets_area_against_another(parts: Sequence[Part], naming: Naming) -> bool:
    """Tell whether a question names the columns of a row's figures but one, which is the document's area's.

    "How far below the county are we?" leaves its own side unnamed.
    """
    said = frozenset(find_terms(naming.query.text))
    others = [part for part in parts if not _is_of_area(part, naming)]
    return len(others) == len(parts) - 1 and all(said & terms_of(part.column) for part in others)


def _is_of_area(part: Part, naming: Naming) -> bool:
    """Tell whether a figure stands in the column of its document's area."""
    column = terms_of(part.column)
    area = terms_of(naming.shelf.documents[part.slide.ref.document_id].area)
    return bool(column) and (column == area or column <= OWN_AREA)


def _comparable(parts: tuple[Part, ...]) -> bool:
    """Tell whether figures are of one unit, and of a table in one column or one row.

    Of several tables, as of one year each, only what has one name in all is set side by side.
    """
    if one_unit(part.figure for part in parts) is None:
        return False
    if len({(part.slide.ref, part.table) for part in parts if part.table}) > 1:
        return len({(part.label.casefold(), _without_years(part.column)) for part in parts}) == 1
    return len({part.place for part in parts}) == 1 or len({part.row for part in parts}) == 1


def _without_years(column: str) -> str:
    return " ".join(re.sub(r"\d+", "", column).casefold().strip(" /-–").split())
