"""Query + its vector -> hits: the blocks that may answer, best first, with the signals that found them."""

from collections.abc import Iterable

import numpy as np

from assistant.cover import covered, terms_around, terms_of
from assistant.lexicon import Lexicon
from assistant.model import Hit, Query
from assistant.shelf import Place, Shelf

DEPTH = 40
"""How many chunks each index is asked for. Past 40 nothing was gained on the development questions."""

BLOCK_MEANING, SLIDE_MEANING, WORDS, PLACE_WORDS = 0.55, 0.15, 0.22, 0.08
"""Weights of the four signals; set on the development split (see evals), they sum to 1."""


def find_hits(query: Query, vector: np.ndarray, shelf: Shelf, limit: int = 24) -> tuple[Hit, ...]:
    """Return at most `limit` hits, best first; ties keep the documents' order.

    Dense and keyword search each propose chunks; a chunk of slide grain proposes all blocks of its
    slide. Every candidate is then scored by the same four signals, so that neither index decides
    alone: cosine of the block, best cosine of its slide, rarity-weighted share of the query's
    terms on the block, and the same with its title and headings.
    """
    rows = sorted(_candidates(query, vector, shelf))
    if not rows:
        return ()
    cosines = shelf.generation.vectors[rows] @ vector
    slides = _slide_cosines({_key(shelf.places[row]) for row in rows}, vector, shelf)
    best: dict[str, Hit] = {}
    for row, cosine in zip(rows, cosines, strict=True):
        place = shelf.places[row]
        hit = _score(query, place, float(cosine), slides[_key(place)], shelf.lexicon)
        known = best.get(place.block.id)
        if known is None or hit.score > known.score:
            best[place.block.id] = hit
    return tuple(sorted(best.values(), key=lambda hit: -hit.score)[:limit])


def _candidates(query: Query, vector: np.ndarray, shelf: Shelf) -> set[int]:
    found = {shelf.rows[chunk_id] for chunk_id, _ in shelf.generation.store.search(vector, DEPTH)}
    found.update(row for row, _ in shelf.generation.keywords.search(query.terms, DEPTH))
    rows: set[int] = set()
    for row in found:
        if row in shelf.places:
            rows.add(row)
        else:
            ref = shelf.generation.chunks[row].ref
            rows.update(shelf.block_rows.get((ref.document_id, ref.number), ()))
    return rows


def _slide_cosines(
    keys: Iterable[tuple[str, int]], vector: np.ndarray, shelf: Shelf
) -> dict[tuple[str, int], float]:
    cosines = {}
    for key in keys:
        rows = list(shelf.slide_rows.get(key) or shelf.block_rows[key])
        cosines[key] = float((shelf.generation.vectors[rows] @ vector).max())
    return cosines


def _score(query: Query, place: Place, cosine: float, slide_cosine: float, lexicon: Lexicon) -> Hit:
    on_block = _cover(query, terms_of(place.block.text), lexicon)
    in_place = _cover(query, terms_around(place.slide, place.block), lexicon)
    signals = {"block": cosine, "slide": slide_cosine, "words": on_block, "place_words": in_place}
    score = BLOCK_MEANING * cosine + SLIDE_MEANING * slide_cosine + WORDS * on_block + PLACE_WORDS * in_place
    return Hit(place.slide, place.block, score, signals)


def _cover(query: Query, present: frozenset[str], lexicon: Lexicon) -> float:
    """Return the share of the query covered; a follow-up's own words weigh as much as all it carries."""
    whole = covered(query.terms, present, lexicon)
    if not query.leans_on_history or not query.own_terms:
        return whole
    return (whole + covered(query.own_terms, present, lexicon)) / 2


def _key(place: Place) -> tuple[str, int]:
    return place.slide.ref.document_id, place.slide.ref.number
