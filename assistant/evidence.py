"""Query + hits -> evidence: the blocks to answer with, enough and no more, or the reason there are none."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.choices import find_choices, name_choices
from assistant.cover import covered, terms_of
from assistant.joining import MOST_LISTED, find_as_good, gather
from assistant.judging import answers, document_of, find_mismatch, judge, judge_whole_list
from assistant.leading import CONSIDERED, find_lead, may_lead
from assistant.lists import find_amounts, find_list, find_promises
from assistant.mixing import ask_of, cut_to_years, join_times, keep_alike, say_periods
from assistant.model import AnswerStatus, Evidence, Hit, Query
from assistant.pages import rank_pages
from assistant.plural import asks_for_list
from assistant.preference import is_broad
from assistant.shelf import Shelf
from assistant.sides import find_sides
from assistant.support import Support, estimate_chance
from assistant.themes import asks_for_theme
from assistant.times import of_its_time, speaks_of
from assistant.trace import SILENT, Tracer
from assistant.wanted import (
    asks_years_covered,
    find_counted,
    holds_years_covered,
    names_a_topic,
)
from corpus.terms import find_terms

OTHER_TIME = 0.1
"""Taken off the score of a block that only may be of the time asked about, its document covering more."""

NEARLY = 0.1
"""How far below the best of its time a block may score to be told with its like of another time, and below
the best of all to be told first because it speaks of all times asked about."""

SEVERAL = "the documents put it in other words, and several statements come near: see which one answers"
"""What the asker should know of an answer that is one of several."""

PICTURE_COVER = 0.6
"""Share of the question's words, of those the documents know, that a picture slide's title must cover."""


def select_evidence(query: Query, ranked: Sequence[Hit], shelf: Shelf, tracer: Tracer = SILENT) -> Evidence:
    """Return the evidence, best first; empty with a status and a reason when nothing answers.

    A question for a list is answered with the whole list under the heading it names. Otherwise the
    best block that passes every check of `judge_support` leads, and blocks about as good join it.
    `nearest` holds the best hit of each of up to three slides, for the asker to look at. The hits are as
    `assistant.preference.prefer` ranks them.
    """
    broad = is_broad(query)
    whole = _saying_all(query, ranked, shelf) if len(query.periods) > 1 else ()
    if len(query.periods) > 1 and not whole:
        queries = [ask_of(query, period) for period in query.periods]
        sides = [_select(one, ranked, shelf, tracer, broad=broad) for one in queries]
        answering = [_answering(one, side, ranked, shelf) for one, side in zip(queries, sides, strict=True)]
        found = join_times(sides if broad else keep_alike(sides, answering))
    else:
        first = {hit.block.id for hit in whole}
        ranked = (*whole, *(hit for hit in ranked if hit.block.id not in first))
        found = _select(query, ranked, shelf, tracer, broad=broad)
    return say_periods(cut_to_years(query, found), shelf.documents)


def _answering(query: Query, side: Evidence, ranked: Sequence[Hit], shelf: Shelf) -> list[Hit]:
    """Return the blocks of one time that answer about as well as what leads its evidence."""
    if not side.hits:
        return []
    said = _of_its_time(query, [hit for hit in ranked if not hit.slide.picture_only], shelf)
    near = [hit for hit in said[:CONSIDERED] if hit.score >= side.hits[0].score - NEARLY]
    others = [hit for hit in near if hit.block is not side.hits[0].block and answers(query, hit, shelf)]
    return [side.hits[0], *others]


def _select(query: Query, ranked: Sequence[Hit], shelf: Shelf, tracer: Tracer, *, broad: bool) -> Evidence:
    """Return the evidence of one time, or of none in particular, from blocks ranked by preference."""
    nearest = nearest_slides(rank_pages(ranked))
    every = [hit for hit in ranked if not hit.slide.picture_only or _titles_years(query, hit)]
    said = _of_its_time(query, every, shelf)
    listed = _find_list(query, said, shelf)
    tracer.listed(listed)
    if listed:
        return Evidence(listed[:MOST_LISTED], estimate_chance(listed[0]), nearest, reason=_left_off(listed))
    both = _find_both(query, said, shelf)
    if both:
        return Evidence(both, estimate_chance(both[0]), nearest)
    lead, support = find_lead(query, may_lead(said, query), shelf, tracer)
    picture = _find_picture(query, ranked, shelf)
    if picture and (lead is None or picture.score > lead.score):
        reason = f"slide {picture.slide.ref.number}, “{picture.slide.title}”, is a picture"
        return Evidence((), 0.0, nearest, AnswerStatus.PICTURE_ONLY, reason)
    if lead is None:
        missing = (every != said and _find_other_time(query, every, said, shelf)) or support
        return Evidence((), missing.score, nearest, missing.status, missing.reason)
    choices = (
        {} if broad or not shelf.switches.checks else find_choices(query, lead, document_of(lead, shelf))
    )
    if choices:
        offers = tuple(offer for offer in choices.values() if offer.question)
        reason = name_choices(tuple(choices))
        return Evidence((), support.score, nearest, AnswerStatus.AMBIGUOUS, reason, offers=offers)
    chosen = gather(query, lead, said, shelf, tracer, broad=broad)
    others = find_as_good(query, lead, chosen, said, shelf)
    reason = support.reason or (SEVERAL if others else "")
    return Evidence((*chosen, *others), support.score, nearest, reason=reason)


def _titles_years(query: Query, hit: Hit) -> bool:
    """Tell whether the title alone of a picture answers: it gives the years that a question asks for."""
    return asks_years_covered(query.form) and holds_years_covered(hit.block.text)


def _find_list(query: Query, said: Sequence[Hit], shelf: Shelf) -> tuple[Hit, ...]:
    """Return the whole list asked for, or () where none is or the one found is about something else."""
    ways = [find_promises, find_amounts]
    topic = names_a_topic(query.form) and not asks_for_theme(query.form)
    if (asks_for_list(query.form) or topic) and not asks_years_covered(query.form):
        ways.append(find_list)
    lists = (find(query, said, shelf) for find in ways)
    return next((listed for listed in lists if listed and not judge_whole_list(query, listed, shelf)), ())


def _find_both(query: Query, said: Sequence[Hit], shelf: Shelf) -> tuple[Hit, ...]:
    """Return what is said under the names of both sides of a comparison, or () unless both sides answer."""
    for sides in find_sides(query, said):
        kept = [[hit for hit in side.hits if answers(side.query, hit, shelf)] for side in sides]
        if all(kept):
            return tuple(hit for hits in kept for hit in hits)
    return ()


def _of_its_time(query: Query, said: list[Hit], shelf: Shelf) -> list[Hit]:
    """Return the blocks of the time asked about, those about it last; all where none is of it.

    Where none is, the best of all is still judged, so that its reason names the time it covers.
    """
    if not query.periods:
        return said
    fits = [(hit, of_its_time(query, hit, document_of(hit, shelf))) for hit in said]
    fitting = [replace(hit, score=hit.score - OTHER_TIME * (1 - fit)) for hit, fit in fits if fit]
    return sorted(fitting, key=lambda hit: -hit.score) or said


def _find_other_time(query: Query, every: Sequence[Hit], said: Sequence[Hit], shelf: Shelf) -> Support | None:
    """Return the refusal by its time of a block that would answer at any other, if it is the best of all."""
    timeless = replace(query, periods=())
    if not query.periods or every[0].block is said[0].block:
        return None
    return (
        find_mismatch(query, every[0], shelf)
        if judge(timeless, every[0], shelf).status is AnswerStatus.ANSWERED
        else None
    )


def _saying_all(query: Query, ranked: Sequence[Hit], shelf: Shelf) -> tuple[Hit, ...]:
    """Return those of the best blocks that speak of every time asked about by themselves, and answer.

    They are about as good as the best and scored like it, so that no block of one time goes before them.
    """
    tried = [hit for hit in ranked[:CONSIDERED] if not hit.slide.picture_only]
    return tuple(
        replace(hit, score=ranked[0].score)
        for hit in tried
        if hit.score >= ranked[0].score - NEARLY
        and all(speaks_of(period, hit, document_of(hit, shelf)) == 1.0 for period in query.periods)
        and answers(query, hit, shelf)
    )


def _left_off(listed: Sequence[Hit]) -> str:
    if len(listed) <= MOST_LISTED:
        return ""
    number = listed[0].slide.ref.number
    return f"the list on slide {number} has {len(listed)} items; the first {MOST_LISTED} are given"


def nearest_slides(hits: Iterable[Hit], limit: int = 3) -> tuple[Hit, ...]:
    """Return the best hit of each slide, at most `limit`."""
    by_slide: dict[object, Hit] = {}
    for hit in hits:
        by_slide.setdefault(hit.slide.ref, hit)
    return tuple(by_slide.values())[:limit]


def _find_picture(query: Query, ranked: Iterable[Hit], shelf: Shelf) -> Hit | None:
    """Return the picture slide whose title covers the question, if one does.

    None is of a thing to be counted that no document names.
    """
    counted = find_terms(find_counted(query.form))
    if counted and not any(term in shelf.lexicon.slide_counts for term in counted):
        return None
    terms = [term for term in query.terms if term in shelf.lexicon.slide_counts]
    for hit in ranked:
        if hit.slide.picture_only:
            title = terms_of(f"{hit.slide.theme} {hit.slide.title}")
            if covered(terms, title, shelf.lexicon) >= PICTURE_COVER:
                return hit
    return None
