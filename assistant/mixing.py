"""The evidence of each time that a question asks about -> evidence of all of them, which period said."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.model import Evidence, Query
from assistant.periods import Period
from corpus.model import Document


def ask_of(query: Query, period: Period) -> Query:
    """Return the query as asked of one time."""
    return replace(query, periods=(period,))


def keep_best(side: Evidence) -> Evidence:
    """Return the evidence's first block alone."""
    return replace(side, hits=side.hits[:1])


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


def say_periods(evidence: Evidence, documents: Mapping[str, Document]) -> Evidence:
    """Return evidence that mixes documents of several periods with each block's said."""
    periods = [documents[hit.slide.ref.document_id].period for hit in evidence.hits]
    if len(set(periods)) < 2:  # noqa: PLR2004
        return evidence
    hits = tuple(replace(hit, period=period) for hit, period in zip(evidence.hits, periods, strict=True))
    return replace(evidence, hits=hits)
