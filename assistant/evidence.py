"""Query + hits -> evidence: the blocks to answer with, enough and no more, or the reason there are none."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.hits import covered, terms_around
from assistant.model import AnswerStatus, Evidence, Hit, Query
from assistant.shelf import Place, Shelf
from assistant.wanted import Wanted, asks_broadly, asks_for_list, asks_to_compare, find_wanted, holds
from corpus.model import Block, BlockKind

WANTED_BONUS = 0.06
"""Added to the score of a block that holds the sort of thing asked for."""

MARGIN, BROAD_MARGIN = 0.05, 0.14
"""How far below the best block another may score and still be used; wider for broad questions."""

MAX_WORDS, MAX_WORDS_LONG = 60, 110
"""Words of evidence past which nothing more is added; the longer for lists, comparisons, subjects."""

MIN_SUPPORT = 0.42
"""Below this the documents are taken not to say. Set on the development split (see evals)."""

_LISTED = frozenset({BlockKind.BULLET, BlockKind.NUMBERED, BlockKind.PARAGRAPH})


def select_evidence(query: Query, hits: Sequence[Hit], shelf: Shelf) -> Evidence:
    """Return the evidence, best first; empty with a reason when support is too weak.

    `nearest` holds the best hit of each of up to three slides, for the asker to look at.
    """
    wanted = find_wanted(query.asked)
    ranked = sorted((_prefer(hit, wanted) for hit in hits), key=lambda hit: -hit.score)
    nearest = nearest_slides(ranked)
    if not ranked:
        return Evidence((), 0.0, nearest, AnswerStatus.NO_EVIDENCE, "nothing in the documents came near")
    support = estimate_support(query, ranked[0], shelf)
    if support < MIN_SUPPORT:
        return Evidence((), support, nearest, AnswerStatus.NO_EVIDENCE, "what came nearest does not say it")
    if ranked[0].slide.picture_only:
        reason = f"slide {ranked[0].slide.ref.number} is about it, in a picture"
        return Evidence((), support, nearest, AnswerStatus.PICTURE_ONLY, reason)
    return Evidence(tuple(_choose(query, ranked)), support, nearest)


def estimate_support(query: Query, best: Hit, shelf: Shelf) -> float:
    """Return how well the best block supports an answer, 0..1: its meaning and the words it covers."""
    around = terms_around(Place(best.slide, best.block))
    return 0.5 * best.signals["block"] + 0.5 * covered(query.terms, around, shelf.lexicon)


def nearest_slides(hits: Iterable[Hit], limit: int = 3) -> tuple[Hit, ...]:
    """Return the best hit of each slide, at most `limit`."""
    by_slide: dict[object, Hit] = {}
    for hit in hits:
        by_slide.setdefault(hit.slide.ref, hit)
    return tuple(by_slide.values())[:limit]


def _prefer(hit: Hit, wanted: Wanted) -> Hit:
    if wanted is Wanted.STATEMENT or not holds(wanted, hit.block.text):
        return hit
    return replace(hit, score=hit.score + WANTED_BONUS)


def _choose(query: Query, ranked: Sequence[Hit]) -> list[Hit]:
    lead = ranked[0]
    if asks_for_list(query.asked):
        siblings = _siblings(lead)
        if len(siblings) > 1:
            return _within(siblings, MAX_WORDS_LONG)
    broad = asks_broadly(query.asked) or asks_to_compare(query.asked)
    margin, words = (BROAD_MARGIN, MAX_WORDS_LONG) if broad else (MARGIN, MAX_WORDS)
    said = [hit for hit in ranked if not hit.slide.picture_only]
    near = [hit for hit in said[: 5 if broad else 2] if hit.score >= lead.score - margin]
    return _within(near, words)


def _siblings(lead: Hit) -> list[Hit]:
    """Return the lead's list: the blocks of its kind under its own heading, in slide order."""

    def listed_with_lead(block: Block) -> bool:
        return block.kind is lead.block.kind and block.headings == lead.block.headings

    if lead.block.kind not in _LISTED or not lead.block.headings:
        return [lead]
    return [replace(lead, block=block) for block in lead.slide.blocks if listed_with_lead(block)]


def _within(hits: Iterable[Hit], max_words: int) -> list[Hit]:
    kept: list[Hit] = []
    words = 0
    for hit in hits:
        words += len(hit.block.text.split())
        if kept and words > max_words:
            break
        kept.append(hit)
    return kept
