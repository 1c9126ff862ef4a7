"""Hits -> the same hits, moved towards the sort of answer that the question asks for."""

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.cover import terms_of
from assistant.lexicon import Lexicon
from assistant.model import Hit, Query
from assistant.naming import name_of_row
from assistant.plural import lists_as_many
from assistant.themes import asks_for_theme, rank_theme
from assistant.wanted import CODENAME, Wanted, asks_broadly, find_wanted, fit, holds, names_a_topic
from corpus.model import BlockKind

_FELT = re.compile(
    r"^\W*(?:(?:and|but|so)\W+)?(?:do|does|did|are|is|were|how)\b.*"
    r"\b(?:feel|felt|think|believe|satisf\w+|trust|confident|worried|happy)\b",
    re.IGNORECASE,
)
"""Asks how people feel, of which papers give the share that does."""

_ASKS_CODENAME = re.compile(
    r"\bcode ?names?\b"
    r"|\bnames? of (?:the |that )?(?:police |force['’]s )?(?:operation|op|crackdown|campaign|push)\b"
    r"|\b(?:which|what) (?:police )?(?:operations?|ops?|crackdown)\b"
    r"|\bunder what (?:police )?(?:label|name|banner)\b"
    r"|\b(?:call|calls|called|known as|named?) (?:their|the|its) (?:\w+ )?"
    r"(?:operation|effort|push|crackdown|clampdown|drive|response|way of|work)\b"
    r"|\bwhat (?:do|does|is|are|did) (?:the )?(?:police|force|officers|cops|coppers|bobbies|they) call\b",
    re.IGNORECASE,
)
"""Asks what a piece of police work goes by."""

WANTED_BONUS = 0.10
"""Added to the score of a block that holds the sort of thing asked for."""


NAMED_ROW = 0.15
"""The same for a row whose name the question holds whole, so that no row of a like name goes before it."""


def is_broad(query: Query) -> bool:
    """Tell whether a whole subject is asked about, but not by the words that `assistant.themes` knows."""
    broad = asks_broadly(query.form) or names_a_topic(query.form)
    return broad and not asks_for_theme(query.form)


def prefer(query: Query, hits: Iterable[Hit], lexicon: Lexicon) -> tuple[Hit, ...]:
    """Return the hits, best first, after their scores were moved towards the sort of answer asked for."""
    wanted, broad = find_wanted(query.text), is_broad(query)
    ranked = sorted((_move(hit, query, wanted, broad=broad) for hit in hits), key=lambda hit: -hit.score)
    return tuple(rank_theme(query, ranked, lexicon) if asks_for_theme(query.form) else ranked)


def _move(hit: Hit, query: Query, wanted: Wanted, *, broad: bool) -> Hit:
    """Return the hit with its score moved.

    A row is preferred when the question names one of its columns ("which theme …"), a text that may list
    as many things as are asked for ("the four centres") as well. A broad question wants what is said of
    a subject, and a table's row mostly names it.
    """
    if names_the_row(query, hit):
        return replace(hit, score=hit.score + NAMED_ROW)
    if _names_a_column(query, hit):
        return replace(hit, score=hit.score + WANTED_BONUS)
    if broad and hit.block.kind is BlockKind.TABLE_ROW:
        return replace(hit, score=hit.score - WANTED_BONUS)
    if _is_of_the_sort(hit, query):
        return replace(hit, score=hit.score + WANTED_BONUS)
    return replace(hit, score=hit.score + WANTED_BONUS * fit(wanted, hit.block.text))


def _is_of_the_sort(hit: Hit, query: Query) -> bool:
    """Tell whether a block holds a share where feelings are asked about, a codename, or as many things."""
    felt = _FELT.search(query.form) and holds(Wanted.SHARE, hit.block.text)
    called = _ASKS_CODENAME.search(query.form) and CODENAME.search(hit.block.text)
    return bool(felt or called) or lists_as_many(query.asked, hit.block.text)


def names_the_row(query: Query, hit: Hit) -> bool:
    """Tell whether the question holds every word of a row's name, two at least."""
    name = terms_of(name_of_row(hit.block))
    return len(name) > 1 and name.issubset(query.terms)


def _names_a_column(query: Query, hit: Hit) -> bool:
    columns = terms_of(" ".join(cell.column for cell in hit.block.cells))
    own, said = set(query.own_terms), terms_of(hit.block.text)
    return bool(own & columns) and bool(own & said - columns)
