"""The block that leads + what else was found -> what joins it in the answer, enough and no more."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from assistant.judging import answers, document_of, find_mismatch
from assistant.model import Hit, Query
from assistant.naming import TAKES_UP, lead_in
from assistant.sections import read_rest, read_sections
from assistant.shelf import Shelf
from assistant.support import is_unsure
from assistant.themes import asks_for_theme, draw_theme, reach_theme, theme_terms
from assistant.times import of_its_time
from assistant.titled import find_titled
from assistant.trace import Tracer
from assistant.wanted import asks_for_heading, asks_to_compare, find_wanted, fit
from corpus.model import Block, BlockKind

MARGIN, SETTLED_MARGIN = 0.08, 0.02
"""How far below the leading block another may score and still be used; little when the leading block
holds the very sort of thing asked for. Wider ones find few more facts and cite much more."""

SUBJECT_SHARE = 0.5
"""Of the question's words that the leading block matches, how much a further one must match."""

MOST, MOST_BROAD = 2, 5
"""How many blocks an answer has at most; more for broad questions."""

MOST_LISTED = 12
"""How many items of a list an answer gives at most."""

LONGEST_NAME = 8
"""Words of the longest line that names the labelled lines under it."""

_STOPPED = re.compile(r"[.:;!?\d]\W*$")
_LABEL = re.compile(r"[^:.]{2,60}: \S[^.]{0,40}$")

MAX_WORDS, MAX_WORDS_LONG = 60, 120
"""Words of evidence past which nothing more is added; the longer for lists, comparisons, subjects."""

MOST_UNSURE, UNSURE_REACH, MAX_WORDS_UNSURE = 3, 0.07, 100
"""How many blocks an answer has at most, how far below the lead they score, and how many words they have
together, where the question is put in other words than the documents'."""


def gather(
    query: Query, lead: Hit, said: Sequence[Hit], shelf: Shelf, tracer: Tracer, *, broad: bool
) -> tuple[Hit, ...]:
    """Return the lead and what joins it: all that speaks to a whole subject, else what is about as good."""
    if asks_for_heading(query.form):
        return (*_heading_over(lead), lead)
    if asks_for_theme(query.form):
        return _gather_theme(query, lead, said, shelf, tracer)
    settled = fit(find_wanted(query.text), lead.block.text) == 1.0
    margin = SETTLED_MARGIN if settled else MARGIN
    near = [hit for hit in said if hit is not lead and _joins(hit, lead, margin, broad=broad)]
    matching = [hit for hit in near if find_mismatch(query, hit, shelf) is None]
    tracer.weighed(near, matching)
    return _choose(lead, matching, broad=broad or asks_to_compare(query.form))


def _heading_over(lead: Hit) -> list[Hit]:
    """Return the heading or title that a block stands under, unless it is a row, which names itself."""
    name = (lead.block.headings or (lead.slide.title,))[-1]
    over = [block for block in lead.slide.blocks if block.text == name and block is not lead.block]
    return (
        [] if lead.block.kind is BlockKind.TABLE_ROW else [replace(lead, block=block) for block in over[:1]]
    )


def _gather_theme(
    query: Query, lead: Hit, said: Sequence[Hit], shelf: Shelf, tracer: Tracer
) -> tuple[Hit, ...]:
    said = _of_the_same_kind(query, lead, said, shelf)
    speaking = reach_theme(query, lead, said, shelf.lexicon)
    words = {term: query.words[term] for term in theme_terms(query, shelf.lexicon) if term in query.words}
    read = read_sections(said, words, shelf)
    rest = read_rest(lead, said, words, shelf)
    weighed = {hit.block.id: hit for hit in (*speaking, *read, *rest) if hit.block is not lead.block}
    matching = {key: hit for key, hit in weighed.items() if find_mismatch(query, hit, shelf) is None}
    tracer.weighed(list(weighed.values()), list(matching.values()))
    near = [hit for hit in speaking if hit.block.id in matching]
    under, beside = (
        [hit for hit in hits if hit.block is lead.block or hit.block.id in matching] for hits in (read, rest)
    )
    return draw_theme(query, lead, near, under, beside, shelf.lexicon)


def _of_the_same_kind(query: Query, lead: Hit, said: Sequence[Hit], shelf: Shelf) -> Sequence[Hit]:
    """Return the blocks of the very time and documents asked about, where the lead is of them."""
    titled = find_titled(query.mended, shelf.documents.values())
    if lead.slide.ref.document_id in titled:
        said = [hit for hit in said if hit.slide.ref.document_id in titled]
    fits = [of_its_time(query, hit, document_of(hit, shelf)) for hit in said]
    sure = of_its_time(query, lead, document_of(lead, shelf)) == 1.0
    return [hit for hit, fit in zip(said, fits, strict=True) if fit == 1.0] if sure else said


def find_as_good(
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
        if len(chosen) + len(found) < MOST_UNSURE and words <= room and answers(query, hit, shelf):
            found.append(hit)
            room -= words
    return tuple(found)


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
    items = [block for block in lead.slide.blocks if lead_in(lead.slide, block) == lead.block.text]
    listed = [replace(lead, block=block) for block in items or _lines_under(lead)][:MOST_LISTED]
    return (lead, *listed) if listed else ()


def _only_leads_in(lead: Hit) -> bool:
    return lead.block.text.rstrip().endswith(":") or len(_labelled_under(lead)) > 1


def _lines_under(lead: Hit) -> list[Block]:
    """Return the labelled lines right under a line, or else the one line after it that is its like."""
    labelled = _labelled_under(lead)
    if labelled:
        return labelled
    after = lead.slide.blocks[lead.slide.blocks.index(lead.block) + 1 :][:1]
    return [one for one in after if (one.kind, one.headings) == (lead.block.kind, lead.block.headings)]


def _labelled_under(lead: Hit) -> list[Block]:
    """Return the lines "label: value" right under a short line without a stop, which names them."""
    named = lead.block.kind is BlockKind.PARAGRAPH and len(lead.block.text.split()) <= LONGEST_NAME
    if not named or _STOPPED.search(lead.block.text):
        return []
    after = lead.slide.blocks[lead.slide.blocks.index(lead.block) + 1 :]
    return list(takewhile(lambda one: one.kind is BlockKind.PARAGRAPH and _LABEL.match(one.text), after))


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
