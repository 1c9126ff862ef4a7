"""Query + hits -> the claims of what is worked out, where a question asks for that; otherwise nothing.

Nothing is worked out unless every word of the question that names something names what is taken:
a missing or ambiguous part leaves the question to be answered from what the slides say.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.cover import terms_of
from assistant.model import AnswerStatus, Claim, Evidence, Hit, Operation, Query
from assistant.periods import spell_out_year_before, years_of
from assistant.shelf import Shelf
from assistant.worked.claims import work_claims
from assistant.worked.columns import pick_column
from assistant.worked.counts import count_named
from assistant.worked.direction import work_sides
from assistant.worked.naming import ASKING, MONEY, SIDES_OF_MONEY, Naming, begin_naming
from assistant.worked.operations import OF_A_TOTAL, Asked, find_operation, find_superlative, split_pieces
from assistant.worked.parts import Part, Table, find_stated, find_tables
from assistant.worked.selected import select_parts
from assistant.worked.sentences import TWO_SIDED, work_from_sentences
from assistant.worked.sides import (
    Field,
    field_across,
    field_of,
    field_of_all,
    find_extremes,
    find_sides,
    names_all,
)
from assistant.worked.stated import is_stated
from assistant.worked.wholes import work_from_wholes
from assistant.worked.years import work_from_years
from corpus.terms import find_terms

MOST_SIDES = 12
SURE = 0.9
"""Support of what is worked out: every word of the question was matched."""

_NAMES_ALL = re.compile(r"\b(?:totals?|all|overall|whole|sum)\b", re.IGNORECASE)

Worked = tuple[Claim, ...]


def work_out(query: Query, hits: Sequence[Hit], shelf: Shelf) -> Evidence | None:
    """Return the evidence of what a question asks to work out, its claims ready; None when there is none.

    When one of two sides is given and nothing gives the other, the evidence is empty and says so.
    """
    query = replace(query, text=spell_out_year_before(query.text))
    asked = _find_asked(query)
    if asked is None or not hits:
        return None
    naming = begin_naming(query, shelf)
    if is_stated(asked, hits, naming):
        return None
    loosely = is_stated(asked, hits, naming, loosely=True)
    for hit, claims in _ways(asked, hits, naming):
        if (
            claims
            and not (loosely and _takes_part_of_a_name(claims, naming))
            and not _takes_no_total(asked, claims)
        ):
            return Evidence((hit,), SURE, claims=claims)
    return _missing_side(asked, hits, naming)


def _takes_part_of_a_name(claims: Worked, naming: Naming) -> bool:
    """Tell whether a figure's row is called by more than the question names: "hate crimes solved"."""
    said = frozenset(find_terms(naming.query.text))
    working = claims[-1].working
    labels = [operand.label.partition(", ")[0] for operand in working.operands] if working else []
    return any(terms_of(label) - ASKING - said for label in labels)


def _takes_no_total(asked: Asked, claims: Worked) -> bool:
    """Tell whether a question sets totals against each other, and rows were taken that it does not name."""
    working = claims[-1].working
    if asked.operation not in TWO_SIDED or not OF_A_TOTAL.search(asked.text) or not working:
        return False
    labels = [operand.label.partition(", ")[0] for operand in working.operands if operand.label]
    named = frozenset(find_terms(asked.text)) - MONEY
    return any(not _NAMES_ALL.search(label) and named.isdisjoint(find_terms(label)) for label in labels)


def _find_asked(query: Query) -> Asked | None:
    """Return what is to be worked out; a question that leans on history names its sides there as well."""
    if not query.leans_on_history:
        return find_operation(query.text)
    own = find_operation(query.focus or query.asked)
    if own is None:
        return None
    return replace(own, text=query.text, pieces=(*split_pieces(query.topic), *own.pieces))


def _ways(asked: Asked, hits: Sequence[Hit], naming: Naming) -> Iterator[tuple[Hit, Worked]]:
    """Yield for each table, then for the sentences, a hit of its slide and what is worked out from it."""
    by_slide = {hit.slide.ref: hit for hit in reversed(hits)}
    if asked.operation is Operation.COUNT:
        yield from count_named(asked, hits, naming)
        return
    tables = find_tables(hits)
    worked = [(table, _TABLE_WAYS[asked.operation](asked, table, naming)) for table in tables]
    for table, claims in _latest_first([pair for pair in worked if pair[1]], naming):
        yield by_slide[table.slide.ref], claims
    if len(tables) > 1 and asked.operation in TWO_SIDED | {Operation.TOTAL}:
        most = 2 if asked.operation in TWO_SIDED else MOST_SIDES
        across = field_across(tables, naming, totals=asked.operation is not Operation.TOTAL)
        sides = find_sides(asked.pieces, across, naming, 2, most).parts
        if sides:
            yield by_slide[sides[0].slide.ref], work_sides(asked, sides, naming)
    yield from work_from_years(asked, hits, naming)
    if asked.operation in {Operation.SHARE, Operation.REMAINDER}:
        yield from work_from_wholes(asked, hits, naming)
    yield from work_from_sentences(asked, hits, naming)
    if asked.operation is Operation.TOTAL:
        yield from count_named(asked, hits, naming)


def _latest_first(worked: Sequence[tuple[Table, Worked]], naming: Naming) -> list[tuple[Table, Worked]]:
    """Return what is worked out from tables in their order, but of like tables the latest period's first."""

    def period(pair: tuple[Table, Worked]) -> int:
        document = naming.shelf.documents[pair[0].slide.ref.document_id]
        return max(years_of(document.period), default=0)

    like = [
        pair for pair in worked if pair[0].rows[0].cells[0].column == worked[0][0].rows[0].cells[0].column
    ]
    return sorted(like, key=period, reverse=True) + [pair for pair in worked if pair not in like]


def _of_named(asked: Asked, table: Table, naming: Naming) -> Worked:
    """Work out two sides of a table, in one column or in one row."""
    if asked.top:
        return work_claims(asked.operation, _top(asked, table, naming))
    columns = [terms_of(table.column_name(place)) for place in table.figure_columns]
    kept = frozenset().union(*(column for column in columns if column <= SIDES_OF_MONEY))
    naming = replace(naming, kept=kept if len(columns) > 1 else frozenset())
    sides = find_sides(asked.pieces, field_of_all(table, naming), naming, 2, 2).parts
    return work_sides(asked, sides, naming) if sides else ()


def _of_column(asked: Asked, table: Table, naming: Naming) -> Worked:
    """Work out the figures of the rows that are named, or of a whole column, what is excluded left out.

    A total that the table gives itself is not worked out again.
    """
    if asked.top:
        return work_claims(asked.operation, _top(asked, table, naming))
    field = field_of(table, naming)
    pieces = [piece for piece in asked.pieces if not _asks_for_extreme(asked, piece, field, naming)]
    sides = find_sides(pieces, field, naming, 2, MOST_SIDES).parts
    if sides:
        return work_claims(asked.operation, sides, asked.rank)
    selected = select_parts(asked.text, table, naming)
    if selected is not None:
        several = len(selected) > 1 and not asked.excluded
        return work_claims(asked.operation, selected, asked.rank) if several else ()
    if asked.excluded:
        return _of_the_rest(asked, table, naming)
    column = _whole_column(asked, table, naming)
    if table.total_row is not None and asked.operation is Operation.TOTAL:
        return ()
    return work_claims(asked.operation, column, asked.rank)


def _asks_for_extreme(asked: Asked, piece: str, field: Field, naming: Naming) -> bool:
    """Tell whether a part of a question says which is asked for ("the second biggest"), and is no side."""
    extreme = asked.operation in {Operation.LARGEST, Operation.SMALLEST}
    return extreme and bool(find_superlative(piece)) and names_all(piece, field, naming)


def _top(asked: Asked, table: Table, naming: Naming) -> tuple[Part, ...]:
    """Return as many of the largest or smallest figures of a column as a question names at once."""
    extreme = find_superlative(asked.text)
    if asked.operation in {Operation.LARGEST, Operation.SMALLEST}:
        return ()
    return find_extremes(_whole_column(asked, table, naming), extreme, asked.top) if extreme else ()


def _of_the_rest(asked: Asked, table: Table, naming: Naming) -> Worked:
    """Work out a column without the rows that are excluded; naming one of them names the table."""
    field = field_of(table, naming)
    rows = {part.row for part in find_sides([asked.excluded], field, naming, 1, MOST_SIDES).parts}
    place = pick_column(table, asked.text)
    if not rows or place is None or not table.apart or not names_all(asked.text, field, naming):
        return ()
    return work_claims(asked.operation, [part for part in table.column(place) if part.row not in rows])


def _whole_column(asked: Asked, table: Table, naming: Naming) -> tuple[Part, ...]:
    """Return the figures of the column asked for, when the question names the table and none of its rows."""
    if select_parts(asked.text, table, naming) is not None:
        return ()
    terms = set(naming.terms(asked.text))
    labels = (naming.terms(part.label) for part in table.column(0) or _first_column(table))
    place = pick_column(table, asked.text)
    told = {term for term in terms if not term.isdigit()} - set(
        naming.unmatched(tuple(terms), table.names | MONEY)
    )
    told |= terms_of(asked.text) & table.names & (MONEY | SIDES_OF_MONEY)
    names_a_row = any(label and terms.issuperset(label) for label in labels)
    if not told or not table.apart or place is None or names_a_row:
        return ()
    return table.column(place) if names_all(asked.text, field_of(table, naming), naming) else ()


def _first_column(table: Table) -> tuple[Part, ...]:
    return table.column(table.figure_columns[0]) if table.figure_columns else ()


def _of_share(asked: Asked, table: Table, naming: Naming) -> Worked:
    """Work out what share one row is of the table's total, or of another row that is named as the whole."""
    field = field_of_all(table, naming)
    part = find_sides([asked.part], field, naming, 1, 1).parts
    if not part or part[0].row == table.total_row:
        return ()
    place = part[0].place
    if names_all(asked.whole, field, naming):
        total = table.cells.get((table.total_row, place)) if table.total_row is not None else None
        if total:
            return work_claims(Operation.SHARE, (*part, total))
        summed = table.apart and place in table.figure_columns
        return work_claims(Operation.SHARE_OF_SUM, (*part, *table.column(place))) if summed else ()
    whole = find_sides([asked.whole], field, naming, 1, 1).parts
    in_line = whole and whole != part and (whole[0].place == place or whole[0].row == part[0].row)
    return work_claims(Operation.SHARE, (*part, *whole)) if in_line else ()


def _none(_asked: Asked, _table: Table, _naming: Naming) -> Worked:
    return ()


_TABLE_WAYS: Mapping[Operation, Callable[[Asked, Table, Naming], Worked]] = {
    Operation.TOTAL: _of_column,
    Operation.AVERAGE: _of_column,
    Operation.LARGEST: _of_column,
    Operation.SMALLEST: _of_column,
    Operation.DIFFERENCE: _of_named,
    Operation.MULTIPLE: _of_named,
    Operation.COMPARE: _of_named,
    Operation.CHANGE: _of_named,
    Operation.SHARE: _of_share,
    Operation.REMAINDER: _none,
}


def _missing_side(asked: Asked, hits: Sequence[Hit], naming: Naming) -> Evidence | None:
    """Return why nothing can be worked out, when a table gives one side and nothing gives the other."""
    if asked.excluded or asked.operation not in {Operation.DIFFERENCE, Operation.MULTIPLE, Operation.TOTAL}:
        return None
    tables, stated = find_tables(hits), find_stated(hits)
    across = field_across(tables, naming)
    for table in tables:
        missing = find_sides(asked.pieces, field_of(table, naming), naming, 2, 2).missing
        terms = naming.terms(missing)
        elsewhere = any(not naming.unmatched(terms, part.own) for part in (*stated, *across.parts)) or any(
            not naming.unmatched(terms, terms_of(row.text) | one.names) for one in tables for row in one.rows
        )
        if missing and not elsewhere and not years_of(missing):
            reason = (
                f"the documents give no figure for “{naming.said(missing)}”, so this cannot be worked out"
            )
            return Evidence((), 0.0, tuple(hits[:1]), AnswerStatus.NO_EVIDENCE, reason)
    return None
