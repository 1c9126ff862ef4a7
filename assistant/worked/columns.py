"""A question's wording + a table -> the one column of figures that is meant, if that is sure."""

from collections.abc import Collection

from assistant.cover import terms_of
from assistant.periods import find_periods, spell_out_years
from assistant.worked.naming import ASKING, ASKING_MONEY
from assistant.worked.parts import Table
from corpus.terms import find_terms


def pick_column(table: Table, text: str, rows: Collection[int] | None = None) -> int | None:
    """Return the column of figures that a text names, or the only one; None when that is not settled.

    A year that is named rules out the columns of other years. The column must give a figure in every row
    but the total's, or in those of `rows`: one that is named and lacks some is not made up for by another.
    """
    whole = table.figure_columns if rows is None else table.columns_whole_in(rows)
    fitting = _of_the_years_named(table, text)
    asked = frozenset(find_terms(text))
    named = _best_named(table, fitting, asked)
    if named is None and not any(_told(table, place) & asked for place in fitting):
        named = _of_money(table, fitting, asked) or _only(table, fitting, whole)
    return named if named in whole else None


def _of_the_years_named(table: Table, text: str) -> list[int]:
    """Return the columns with figures; where the text and columns name years, those of its years only."""
    places = sorted({place for _, place in table.cells})
    periods = {place: set(find_periods(table.column_name(place))) for place in places}
    years = set(find_periods(text))
    if not years or not any(periods.values()):
        return places
    return [place for place in places if periods[place] and periods[place] <= years]


def _best_named(table: Table, places: Collection[int], asked: frozenset[str]) -> int | None:
    """Return the column whose every word is asked for, the longest name first; else the best in part.

    Of "2023/24" and "Target 2023/24" the second is meant only where the target is asked for.
    """
    told = {place: _told(table, place) for place in places}
    wholly = {place: words for place, words in told.items() if words and words <= asked}
    if wholly:
        longest = max(wholly, key=lambda place: len(wholly[place]))
        others = (words for place, words in wholly.items() if place != longest)
        return longest if all(words < wholly[longest] for words in others) else None
    partly = {place: len(words & asked) for place, words in told.items() if words & asked}
    best = [place for place, shared in partly.items() if shared == max(partly.values())]
    return best[0] if len(best) == 1 else None


def _told(table: Table, place: int) -> frozenset[str]:
    """Return the terms of a column's name, without those that only ask where it has others."""
    terms = terms_of(spell_out_years(table.column_name(place)))
    return terms - ASKING or terms


def _of_money(table: Table, places: Collection[int], asked: frozenset[str]) -> int | None:
    """Return the one column of amounts of money, where money is asked for."""
    money = [place for place in places if table.unit_of(place).startswith("£")]
    return money[0] if len(money) == 1 and asked & ASKING_MONEY else None


def _only(table: Table, places: Collection[int], whole: Collection[int]) -> int | None:
    """Return the one column that is whole, when no other gives figures in most of its rows."""
    others = [place for place in places if len(table.column(place)) * 2 > len(table.rows)]
    fitting = [place for place in places if place in whole]
    return fitting[0] if len(fitting) == 1 and set(others) <= set(fitting) else None
