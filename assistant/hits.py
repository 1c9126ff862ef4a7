"""Query + its vectors -> hits: the blocks that may answer, best first, with the signals that found them."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

import numpy as np

from assistant.likeness import AskedWords
from assistant.model import Hit, Query
from assistant.pages import best_pages
from assistant.shelf import Place, Shelf
from assistant.switches import ALL_ON, Switches
from assistant.thesaurus import spell_out

DEPTH = 40
"""How many chunks each index is asked for. On the development questions 10 loses some, 20 to 80 are alike."""

BLOCK_MEANING, SLIDE_MEANING, WORDS, PLACE_WORDS = 0.45, 0.22, 0.13, 0.20
"""Weights of the block's signals; set on the development split (see evals), they sum to 1."""

WHOLE_PAGE = 0.3
"""What the best matching slide's blocks are moved up by, others by their share, where slides are long. (Of
280 questions over reports, manuals and council papers the right page comes first for 0.81, with half of it
for 0.78.)"""

PAGES_TRIED = 5
"""How many of the slides that match best as a whole propose their blocks."""

LENGTH_SHARE, USUAL_LENGTH = 0.3, 15
"""How much a block's length, in terms, tells against its matches, as `b` does in BM25; and the length
at which it does not."""


def find_hits(
    query: Query, vector: np.ndarray, asked: AskedWords, shelf: Shelf, limit: int = 24
) -> tuple[Hit, ...]:
    """Return at most `limit` hits, best first: the candidates of both indexes, scored."""
    return score_hits(query, vector, asked, find_candidates(query, vector, shelf), shelf, limit)


def find_candidates(query: Query, vector: np.ndarray, shelf: Shelf) -> tuple[int, ...]:
    """Return the rows of the blocks that may answer, in order.

    Dense and keyword search each propose chunks; a chunk of slide grain proposes all blocks of its
    slide, and so does a slide that matches the query's words as a whole.
    """
    found: set[int] = set()
    terms = shelf.lexicon.other_forms(query.terms)
    if shelf.switches.dense:
        found.update(shelf.rows[chunk_id] for chunk_id, _ in shelf.generation.store.search(vector, DEPTH))
    if shelf.switches.words:
        found.update(row for row, _ in shelf.generation.keywords.search(terms, DEPTH))
    if shelf.switches.words and shelf.switches.everyday:
        found.update(row for row, _ in shelf.generation.keywords.search(spell_out(terms), DEPTH))
    rows: set[int] = set()
    for row in found:
        if row in shelf.places:
            rows.add(row)
        else:
            ref = shelf.generation.chunks[row].ref
            rows.update(shelf.block_rows.get((ref.document_id, ref.number), ()))
    if shelf.switches.words:
        for key in best_pages(shelf.pages.weigh(terms), shelf.pages, PAGES_TRIED):
            rows.update(shelf.block_rows.get(key, ()))
    return tuple(sorted(rows))


def score_hits(
    query: Query, vector: np.ndarray, asked: AskedWords, rows: Sequence[int], shelf: Shelf, limit: int = 24
) -> tuple[Hit, ...]:
    """Return at most `limit` hits of the rows, best first; ties keep the documents' order.

    Every candidate is scored by the same four signals, so that neither index decides alone: cosine of the
    block, best cosine of its slide, how well the block matches the query's words (rare ones weigh more),
    how well it does together with its title and headings. Where slides are long, how well the whole slide
    matches them (`page`, see `assistant.pages`) counts as well.
    """
    if not rows:
        return ()
    places = [shelf.places[row] for row in rows]
    cosines = shelf.generation.vectors[list(rows)] @ vector
    slides = _slide_cosines(places, vector, shelf)
    if not shelf.switches.dense:
        asked = replace(asked, vectors=np.zeros_like(asked.vectors))
    if not shelf.switches.everyday:
        asked = replace(asked, others={})
    words, matches = _match(query, asked, rows, shelf)
    weights = _weights(query, asked, shelf)
    place_words = weights @ matches
    pages = _page_shares(query, places, shelf)
    parts = _share_out(shelf.switches)
    scores = parts[0] * cosines + parts[1] * slides + parts[2] * words + parts[3] * place_words
    scores = scores + WHOLE_PAGE * pages
    best: dict[str, Hit] = {}
    for number in np.argsort(-scores, kind="stable"):
        place = places[number]
        if place.block.id not in best:
            signals = {
                "block": float(cosines[number]),
                "slide": float(slides[number]),
                "words": float(words[number]),
                "place_words": float(place_words[number]),
                "page": float(pages[number]),
            }
            found = dict(zip(asked.terms, matches[:, number].tolist(), strict=True))
            best[place.block.id] = Hit(place.slide, place.block, float(scores[number]), signals, found)
        if len(best) == limit:
            break
    return tuple(best.values())


def _page_shares(query: Query, places: Sequence[Place], shelf: Shelf) -> np.ndarray:
    """Return for each place how well its whole slide matches, by what that counts here: shape (places,)."""
    shares = shelf.pages.weigh(shelf.lexicon.other_forms(query.terms))
    refs = (place.slide.ref for place in places)
    return shares[[shelf.pages.rows[ref.document_id, ref.number] for ref in refs]]


def _share_out(switches: Switches) -> tuple[float, float, float, float]:
    """Return the weights of the four signals; those of a way that is off go to the others in proportion."""
    if switches == ALL_ON or not (switches.dense or switches.words):
        return BLOCK_MEANING, SLIDE_MEANING, WORDS, PLACE_WORDS
    dense, words = float(switches.dense), float(switches.words)
    on = dense * (BLOCK_MEANING + SLIDE_MEANING) + words * (WORDS + PLACE_WORDS)
    return (
        dense * BLOCK_MEANING / on,
        dense * SLIDE_MEANING / on,
        words * WORDS / on,
        words * PLACE_WORDS / on,
    )


def _slide_cosines(places: Sequence[Place], vector: np.ndarray, shelf: Shelf) -> np.ndarray:
    """Return for each place the best cosine of its slide: shape (places,)."""
    keys = [(place.slide.ref.document_id, place.slide.ref.number) for place in places]
    numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    rows = [shelf.slide_rows.get(key) or shelf.block_rows[key] for key in numbers]
    starts = np.cumsum([0, *(len(of_slide) for of_slide in rows[:-1])])
    best = np.maximum.reduceat(shelf.generation.vectors[list(chain(*rows))] @ vector, starts)
    return np.asarray(best[[numbers[key] for key in keys]])


def _match(
    query: Query, asked: AskedWords, rows: Sequence[int], shelf: Shelf
) -> tuple[np.ndarray, np.ndarray]:
    """Return how well each block matches the query, and with what names it each of the query's words.

    Shapes (rows,) and (terms, rows).
    """
    blocks, around = zip(*(shelf.words_at(row) for row in rows), strict=True)
    lengths = np.array([len(terms) for terms in blocks])
    dilution = 1 - LENGTH_SHARE + LENGTH_SHARE * lengths / USUAL_LENGTH
    alone, placed = np.split(shelf.matcher.match(asked, [*blocks, *around]), 2, axis=1)
    return _weights(query, asked, shelf) @ alone / dilution, placed


def _weights(query: Query, asked: AskedWords, shelf: Shelf) -> np.ndarray:
    """Return each term's share of the whole, shape (terms,).

    Rare terms weigh more, and in a follow-up its own words weigh twice what it carries along.
    """
    weights = np.array([shelf.lexicon.weight(term) for term in asked.terms])
    if query.leans_on_history:
        weights *= [2.0 if term in query.own_terms else 1.0 for term in asked.terms]
    return weights / (weights.sum() or 1.0)
