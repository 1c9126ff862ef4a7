"""Query + hits -> the block that leads the answer: the first that passes every check, or why none does."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.judging import judge
from assistant.model import AnswerStatus, Hit, Query
from assistant.shelf import Shelf
from assistant.slots.light import LIGHT
from assistant.support import Support, closeness, find_capitals, is_near, is_put_otherwise
from assistant.trace import Tracer
from corpus.terms import find_term

CONSIDERED, REACH = 6, 0.18
"""How many of the best blocks, and how far below the best, are tried for one that answers."""

AS_CLOSE = 0.75
"""How close to the question, of the closest that was refused, a block further down must be to lead. (From
0.6 to 0.8 four more of 166 development near misses are refused, and no answer is lost.)"""

MOST_FULL = 3
"""How many blocks further down are tried that hold every word of the question which names something."""

OTHER_WORDS = "the documents put it in other words: see whether this is what is meant"
"""What the asker should know of an answer that is found by its meaning alone."""

_UNFOUND = Support(0.0, AnswerStatus.NO_EVIDENCE, "nothing came near")


def may_lead(said: Sequence[Hit], query: Query) -> list[Hit]:
    """Return the blocks that may lead: the best few, and further ones that hold every word asked for.

    Where none of the best holds the names in a question, further ones that do may lead as well.
    """
    near = [hit for hit in said[:CONSIDERED] if hit.score >= said[0].score - REACH]
    terms = [term for term in query.own_terms if term not in LIGHT]
    further = said[len(near) :]
    full = _holding(terms, further)[:MOST_FULL]
    names = [find_term(word) for word in find_capitals(query.mended)]
    named = [] if _holding(names, near) else _holding(names, further)[:MOST_FULL]
    return near + full + [hit for hit in named if hit not in full]


def _holding(terms: Sequence[str], hits: Sequence[Hit]) -> list[Hit]:
    return [hit for hit in hits if terms and all(hit.matches.get(term) == 1.0 for term in terms)]


def find_lead(query: Query, tried: Sequence[Hit], shelf: Shelf, tracer: Tracer) -> tuple[Hit | None, Support]:
    """Return the first block that passes every check and its support; else None and why the best fails.

    Where none does, the first that says it in other words leads, if only the checks by wording fail.
    What comes after the lead is judged only where that is to be told.
    """
    judged: list[tuple[Hit, Support]] = []
    lead: tuple[Hit, Support] | None = None
    for hit, support in _judge_each(query, tried, shelf):
        judged.append((hit, support))
        if lead is None and support.status is AnswerStatus.ANSWERED:
            lead = hit, support
        if lead and not tracer.keeps:
            break
    if lead is None and (meant := _find_meant(query, judged, shelf)):
        lead = meant
        judged = [meant if hit is meant[0] else (hit, support) for hit, support in judged]
    tracer.judged(judged)
    return lead or (None, judged[0][1] if judged else _UNFOUND)


def _find_meant(
    query: Query, judged: Sequence[tuple[Hit, Support]], shelf: Shelf
) -> tuple[Hit, Support] | None:
    for hit, _ in judged:
        if is_put_otherwise(hit) and is_near(query, hit, shelf.lexicon):
            support = judge(query, hit, shelf, near=True, by_meaning=True)
            if support.status is AnswerStatus.ANSWERED:
                return hit, replace(support, reason=support.reason or OTHER_WORDS)
    return None


def _judge_each(query: Query, tried: Sequence[Hit], shelf: Shelf) -> Iterator[tuple[Hit, Support]]:
    """Yield each block that may lead with its support.

    Whether the question is about anything here is decided over all of them: a block that one ranked
    below it comes near enough for is near enough itself. What is much less close than one that was refused
    is about something else: "by what year is it carbon neutral" is not answered by the years of other things.
    """
    near = [is_near(query, hit, shelf.lexicon) for hit in tried]
    closest = 0.0
    for place, hit in enumerate(tried):
        support = judge(query, hit, shelf, near=any(near[place:]))
        if support.status is AnswerStatus.ANSWERED and closeness(hit) < AS_CLOSE * closest:
            further = "what comes nearer does not answer"
            support = Support(support.score / 2, AnswerStatus.NO_EVIDENCE, further)
        closest = max(closest, closeness(hit))
        yield hit, support
