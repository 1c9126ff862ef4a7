"""The evidence of each time that a question asks about -> evidence of all of them, which period said."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product

from assistant.cover import find_cells, terms_of
from assistant.model import Evidence, Hit, Query
from assistant.periods import Period, find_periods
from assistant.wanted import Wanted, find_wanted
from corpus.model import Document

ALIKE = 0.3
"""What it adds to two blocks' scores, of two times, that they say the same in the same words."""

_MOVED = re.compile(
    r"\b(?:(?:gone|went|going|come|came) (?:up|down)(?: or (?:up|down))?|fallen|fell|risen|rose"
    r"|increased?|decreased?|dropped|grown|grew|improved?|worsened|changed?)\b",
    re.IGNORECASE,
)


_WHICH_WAY = re.compile(
    r"\b(?:up|down|r[io]se[ns]?|rising|f[ae]ll(?:en|ing|s)?|increas\w*|decreas\w*|drop\w*|gr[eo]w\w*|more|fewer|less"
    r"|higher|lower|better|worse|chang\w*|trend|improv\w*|worsen\w*|compar\w*|than)\b",
    re.IGNORECASE,
)
"""Asks which way something went, or takes it for granted."""


def ask_of(query: Query, period: Period) -> Query:
    """Return the query as asked of one time, which by itself tells of no rise or fall."""
    form = _MOVED.sub("", query.form) if find_wanted(query.form) is Wanted.STATEMENT else query.form
    return replace(query, asked=_MOVED.sub("", query.asked), form=form, periods=(period,))


def keep_best(side: Evidence) -> Evidence:
    """Return the evidence's first block alone."""
    return replace(side, hits=side.hits[:1])


def keep_alike(sides: Sequence[Evidence], answering: Sequence[Sequence[Hit]]) -> list[Evidence]:
    """Return the evidence of each time with one block, those that say the same of their times.

    "23 referrals were received" goes with "17 referrals were received", and not with whom they concerned.
    `answering` holds for each time the blocks that answer about as well as its best.
    """
    if not all(answering):
        return [keep_best(side) for side in sides]
    chosen = max(product(*answering), key=lambda hits: sum(hit.score for hit in hits) + ALIKE * _alike(hits))
    return [replace(side, hits=(hit,)) for side, hit in zip(sides, chosen, strict=True)]


def _alike(hits: Sequence[Hit]) -> float:
    """Return what share of their words, figures left out, two blocks have in common, 0..1.

    Of rows it is that of what they are called: what they tell of two years differs.
    """
    rows = all(hit.block.cells for hit in hits)
    said = [hit.block.cells[0].text if rows else hit.block.text for hit in hits]
    words = [frozenset(term for term in terms_of(text) if term.isalpha()) for text in said]
    either = frozenset().union(*words)
    return len(words[0].intersection(*words[1:])) / (len(either) or 1)


def join_times(sides: Sequence[Evidence]) -> Evidence:
    """Return the evidence of several times as one: the best of each, and what is missing of any."""
    answered = [side for side in sides if side.hits]
    silent = [side for side in sides if not side.hits]
    if not answered:
        return sides[0]
    hits = {hit.block.id: hit for side in answered for hit in side.hits}
    reason = silent[0].reason if silent else next((side.reason for side in answered if side.reason), "")
    return Evidence(
        tuple(hits.values()), min(side.support for side in answered), sides[0].nearest, reason=reason
    )


def cut_to_years(query: Query, evidence: Evidence) -> Evidence:
    """Return evidence whose rows tell the cells of the years asked about alone, where columns name years.

    Of several years they are those from the first to the last.

    Of a follow-up these are the years that it names itself: it may ask for another column. Who asks which way
    something went is told the years beside them, too.
    """
    carried = query.leans_on_history and not find_periods(query.mended)
    if not query.periods or evidence.claims or carried or _WHICH_WAY.search(query.mended):
        return evidence
    return replace(evidence, hits=tuple(_cut_to_years(hit, query.periods) for hit in evidence.hits))


def _cut_to_years(hit: Hit, asked: Sequence[Period]) -> Hit:
    cells = hit.block.cells
    years = [find_periods(cell.column) for cell in cells]
    meant = [place for place, periods in enumerate(years) if set(periods) & set(asked)]
    if hit.excerpt or not meant or sum(map(bool, years)) == len(meant):
        return hit
    spans = find_cells(hit.block)
    return replace(hit, excerpt=(spans[meant[0]][0], spans[meant[-1]][1]))


def say_periods(evidence: Evidence, documents: Mapping[str, Document]) -> Evidence:
    """Return evidence that mixes documents of several periods with each block's said."""
    periods = [documents[hit.slide.ref.document_id].period for hit in evidence.hits]
    if len(set(periods)) < 2:  # noqa: PLR2004
        return evidence
    hits = tuple(replace(hit, period=period) for hit, period in zip(evidence.hits, periods, strict=True))
    return replace(evidence, hits=hits)
