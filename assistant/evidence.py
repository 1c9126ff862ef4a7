"""Query + hits -> evidence: the blocks to answer with, enough and no more, or the reason there are none."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.choices import find_choices, name_choices
from assistant.cover import covered, terms_of
from assistant.lists import find_list, find_promises
from assistant.mixing import ask_of, join_times, keep_best, say_periods
from assistant.model import AnswerStatus, Evidence, Hit, Query
from assistant.naming import TAKES_UP, lead_in
from assistant.pages import rank_pages
from assistant.preference import is_broad
from assistant.shelf import Shelf
from assistant.slots.light import LIGHT
from assistant.support import (
    Support,
    estimate_chance,
    is_near,
    is_unsure,
    judge_list,
    judge_subject,
    judge_support,
)
from assistant.themes import asks_for_theme, draw_theme, reach_theme
from assistant.times import of_its_time, speaks_of
from assistant.trace import SILENT, Tracer
from assistant.wanted import (
    asks_for_list,
    asks_to_compare,
    find_counted,
    find_wanted,
    fit,
    names_a_topic,
)
from corpus.model import Document
from corpus.terms import find_terms

CONSIDERED, REACH = 6, 0.15
"""How many of the best blocks, and how far below the best, are tried for one that answers."""

MOST_FULL = 3
"""How many blocks further down are tried that hold every word of the question which names something."""

MARGIN, SETTLED_MARGIN = 0.08, 0.02
"""How far below the leading block another may score and still be used; little when the leading block
holds the very sort of thing asked for. Wider ones find few more facts and cite much more."""

OTHER_TIME = 0.1
"""Taken off the score of a block that only may be of the time asked about, its document covering more."""

SUBJECT_SHARE = 0.5
"""Of the question's words that the leading block matches, how much a further one must match."""

MOST, MOST_BROAD = 2, 5
"""How many blocks an answer has at most; more for broad questions."""

MOST_LISTED = 12
"""How many items of a list an answer gives at most."""

MAX_WORDS, MAX_WORDS_LONG = 60, 120
"""Words of evidence past which nothing more is added; the longer for lists, comparisons, subjects."""

MOST_UNSURE, UNSURE_REACH, MAX_WORDS_UNSURE = 3, 0.07, 100
"""How many blocks an answer has at most, how far below the lead they score, and how many words they have
together, where the question is put in other words than the documents'."""

SEVERAL = "the documents put it in other words, and several statements come near: see which one answers"
"""What the asker should know of an answer that is one of several."""

PICTURE_COVER = 0.6
"""Share of the question's words, of those the documents know, that a picture slide's title must cover."""


_UNFOUND = Support(0.0, AnswerStatus.NO_EVIDENCE, "nothing came near")


def select_evidence(query: Query, ranked: Sequence[Hit], shelf: Shelf, tracer: Tracer = SILENT) -> Evidence:
    """Return the evidence, best first; empty with a status and a reason when nothing answers.

    A question for a list is answered with the whole list under the heading it names. Otherwise the
    best block that passes every check of `judge_support` leads, and blocks about as good join it.
    `nearest` holds the best hit of each of up to three slides, for the asker to look at. The hits are as
    `assistant.preference.prefer` ranks them.
    """
    broad = is_broad(query)
    if len(query.periods) > 1 and not _says_all(query, ranked, shelf):
        queries = [ask_of(query, period) for period in query.periods]
        sides = [_select(one, ranked, shelf, tracer, broad=broad) for one in queries]
        found = join_times(sides if broad else [keep_best(side) for side in sides])
    else:
        found = _select(query, ranked, shelf, tracer, broad=broad)
    return say_periods(found, shelf.documents)


def _select(query: Query, ranked: Sequence[Hit], shelf: Shelf, tracer: Tracer, *, broad: bool) -> Evidence:
    """Return the evidence of one time, or of none in particular, from blocks ranked by preference."""
    nearest = nearest_slides(rank_pages(ranked))
    every = [hit for hit in ranked if not hit.slide.picture_only]
    said = _of_its_time(query, every, shelf)
    listed = _find_list(query, said, shelf)
    tracer.listed(listed)
    if listed:
        return Evidence(listed[:MOST_LISTED], estimate_chance(listed[0]), nearest, reason=_left_off(listed))
    lead, support = _find_lead(query, _tried(said, query), shelf, tracer)
    picture = _find_picture(query, ranked, shelf)
    if picture and (lead is None or picture.score > lead.score):
        reason = f"slide {picture.slide.ref.number}, “{picture.slide.title}”, is a picture"
        return Evidence((), 0.0, nearest, AnswerStatus.PICTURE_ONLY, reason)
    if lead is None:
        missing = (every != said and _find_other_time(query, every, said, shelf)) or support
        return Evidence((), missing.score, nearest, missing.status, missing.reason)
    choices = {} if broad or not shelf.switches.checks else find_choices(query, lead, _document(lead, shelf))
    if choices:
        offers = tuple(offer for offer in choices.values() if offer.question)
        reason = name_choices(tuple(choices))
        return Evidence((), support.score, nearest, AnswerStatus.AMBIGUOUS, reason, offers=offers)
    chosen = _gather(query, lead, said, shelf, tracer, broad=broad)
    others = _find_as_good(query, lead, chosen, said, shelf)
    reason = support.reason or (SEVERAL if others else "")
    return Evidence((*chosen, *others), support.score, nearest, reason=reason)


def _find_list(query: Query, said: Sequence[Hit], shelf: Shelf) -> tuple[Hit, ...]:
    """Return the whole list asked for, or () where none is or the one found is about something else."""
    lists = asks_for_list(query.form) or names_a_topic(query.form)
    listed = find_promises(query, said, shelf) or (find_list(query, said, shelf) if lists else ())
    return () if listed and _judge_list(query, listed, shelf) else listed


def _gather(
    query: Query, lead: Hit, said: Sequence[Hit], shelf: Shelf, tracer: Tracer, *, broad: bool
) -> tuple[Hit, ...]:
    """Return the lead and what joins it: all that speaks to a whole subject, else what is about as good."""
    if asks_for_theme(query.form):
        speaking = reach_theme(query, lead, said, shelf.lexicon)
        matching = [hit for hit in speaking if _mismatch(query, hit, shelf) is None]
        tracer.weighed(speaking, matching)
        return draw_theme(query, lead, matching, shelf.lexicon)
    settled = fit(find_wanted(query.text), lead.block.text) == 1.0
    margin = SETTLED_MARGIN if settled else MARGIN
    near = [hit for hit in said if hit is not lead and _joins(hit, lead, margin, broad=broad)]
    matching = [hit for hit in near if _mismatch(query, hit, shelf) is None]
    tracer.weighed(near, matching)
    return _choose(lead, matching, broad=broad or asks_to_compare(query.form))


def _find_as_good(
    query: Query, lead: Hit, chosen: Sequence[Hit], said: Sequence[Hit], shelf: Shelf
) -> tuple[Hit, ...]:
    """Return what else may answer where the lead shares little with the question: each passes every check."""
    alone = asks_for_theme(query.form) or _only_leads_in(lead) or not shelf.switches.several
    if alone or not is_unsure(lead):
        return ()
    known = {hit.block.id for hit in chosen}
    near = (hit for hit in said if lead.score - UNSURE_REACH <= hit.score and hit.block.id not in known)
    room = MAX_WORDS_UNSURE - sum(len(hit.block.text.split()) for hit in chosen)
    found: list[Hit] = []
    for hit in near:
        words = len(hit.block.text.split())
        if len(chosen) + len(found) < MOST_UNSURE and words <= room and _answers(query, hit, shelf):
            found.append(hit)
            room -= words
    return tuple(found)


def _answers(query: Query, hit: Hit, shelf: Shelf) -> bool:
    return _judge(query, hit, shelf, near=True).status is AnswerStatus.ANSWERED


def _of_its_time(query: Query, said: list[Hit], shelf: Shelf) -> list[Hit]:
    """Return the blocks of the time asked about, those about it last; all where none is of it.

    Where none is, the best of all is still judged, so that its reason names the time it covers.
    """
    if not query.periods:
        return said
    fits = [(hit, of_its_time(query, hit, _document(hit, shelf))) for hit in said]
    fitting = [replace(hit, score=hit.score - OTHER_TIME * (1 - fit)) for hit, fit in fits if fit]
    return sorted(fitting, key=lambda hit: -hit.score) or said


def _find_other_time(query: Query, every: Sequence[Hit], said: Sequence[Hit], shelf: Shelf) -> Support | None:
    """Return the refusal by its time of a block that would answer at any other, if it is the best of all."""
    timeless = replace(query, periods=())
    if not query.periods or every[0].block is said[0].block:
        return None
    return (
        _mismatch(query, every[0], shelf)
        if _judge(timeless, every[0], shelf).status is AnswerStatus.ANSWERED
        else None
    )


def _says_all(query: Query, ranked: Sequence[Hit], shelf: Shelf) -> bool:
    """Tell whether one of the best blocks speaks of every time asked about by itself."""
    tried = [hit for hit in ranked[:CONSIDERED] if not hit.slide.picture_only]
    return any(
        all(speaks_of(period, hit, _document(hit, shelf)) == 1.0 for period in query.periods) for hit in tried
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


def _tried(said: Sequence[Hit], query: Query) -> list[Hit]:
    """Return the blocks that may lead: the best few, and further ones that hold every word asked for."""
    near = [hit for hit in said[:CONSIDERED] if hit.score >= said[0].score - REACH]
    terms = [term for term in query.own_terms if term not in LIGHT]
    full = [hit for hit in said[len(near) :] if terms and all(hit.matches.get(term) == 1.0 for term in terms)]
    return near + full[:MOST_FULL]


def _find_lead(
    query: Query, tried: Sequence[Hit], shelf: Shelf, tracer: Tracer
) -> tuple[Hit | None, Support]:
    """Return the first block that passes every check and its support; else None and why the best fails.

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
    tracer.judged(judged)
    return lead or (None, judged[0][1] if judged else _UNFOUND)


def _judge_each(query: Query, tried: Sequence[Hit], shelf: Shelf) -> Iterator[tuple[Hit, Support]]:
    """Yield each block that may lead with its support.

    Whether the question is about anything here is decided over all of them: a block that one ranked
    below it comes near enough for is near enough itself.
    """
    near = [is_near(query, hit, shelf.lexicon) for hit in tried]
    for place, hit in enumerate(tried):
        yield hit, _judge(query, hit, shelf, near=any(near[place:]))


def _judge(query: Query, hit: Hit, shelf: Shelf, *, near: bool | None = None) -> Support:
    if not shelf.switches.checks:
        return Support(estimate_chance(hit))
    return judge_support(query, hit, _document(hit, shelf), shelf.lexicon, near=near)


def _judge_list(query: Query, listed: Sequence[Hit], shelf: Shelf) -> Support | None:
    if not shelf.switches.checks:
        return None
    return judge_list(query, listed, _document(listed[0], shelf), shelf.lexicon)


def _mismatch(query: Query, hit: Hit, shelf: Shelf) -> Support | None:
    if not shelf.switches.checks:
        return None
    return judge_subject(query, hit, _document(hit, shelf), shelf.lexicon)


def _document(hit: Hit, shelf: Shelf) -> Document:
    return shelf.documents[hit.slide.ref.document_id]


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


def _joins(hit: Hit, lead: Hit, margin: float, *, broad: bool) -> bool:
    """Tell whether a block is about as good as the lead, and for a broad question on the same subject."""
    needed = SUBJECT_SHARE * lead.signals["place_words"] if broad else 0.0
    return lead.score >= hit.score >= lead.score - margin and hit.signals["place_words"] >= needed


def _choose(lead: Hit, near: Sequence[Hit], *, broad: bool) -> tuple[Hit, ...]:
    listed = _led_in(lead)
    if listed:
        return listed
    most, words = (MOST_BROAD, MAX_WORDS_LONG) if broad else (MOST, MAX_WORDS)
    chosen = {hit.block.id: hit for hit in (*_with_neighbours(lead), *near)}
    return _within(list(chosen.values())[:most], words)


def _led_in(lead: Hit) -> tuple[Hit, ...]:
    """Return the items that the lead only leads in to ("The following were agreed:"), or ()."""
    if not _only_leads_in(lead):
        return ()
    items = (block for block in lead.slide.blocks if lead_in(lead.slide, block) == lead.block.text)
    listed = tuple(replace(lead, block=block) for block in items)[:MOST_LISTED]
    return (lead, *listed) if listed else ()


def _only_leads_in(lead: Hit) -> bool:
    return lead.block.text.rstrip().endswith(":")


def _with_neighbours(lead: Hit) -> list[Hit]:
    """Return the lead with the block it takes up ("this has included …") and the one that takes it up.

    Alone where they would make the answer too long.
    """
    blocks = [block for block in lead.slide.blocks if block.headings == lead.block.headings]
    place = blocks.index(lead.block)
    before = blocks[place - 1 : place] if place and TAKES_UP.search(lead.block.text) else []
    after = [block for block in blocks[place + 1 : place + 2] if TAKES_UP.search(block.text)]
    listed = [block for block in (*before, lead.block, *after) if block.kind is lead.block.kind]
    if sum(len(block.text.split()) for block in listed) > MAX_WORDS_LONG:
        return [lead]
    return [lead if block is lead.block else replace(lead, block=block) for block in listed]


def _within(hits: Iterable[Hit], max_words: int) -> tuple[Hit, ...]:
    kept: list[Hit] = []
    words = 0
    for hit in hits:
        words += len(hit.block.text.split())
        if kept and words > max_words:
            break
        kept.append(hit)
    return tuple(kept)
