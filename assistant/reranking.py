"""Hits -> the same hits in a better order: the best of them are read together with the question."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np

from assistant.model import Hit, Query
from assistant.support import closeness
from corpus.model import BlockKind

UNCLEAR = 0.35
"""The closeness of the best hit from which on the search's order is kept: reading closer ones as well moves
nothing on the development questions."""

READ, REACH = 4, 0.07
"""How many of the best hits are read, at most, and how far below the best one may be: each takes about
4 ms, and reading more or lower ones moves nothing on the development questions, reading three loses."""

WEIGHT = 0.3
"""What being read as no answer at all costs, on the scale of the score; set on the development split and
on page-cited questions over other documents (see the model card)."""

SIGNAL = "reader"
"""Under this name a hit that was read carries how likely it answers, 0..1."""


class Scores(Protocol):
    """What reads a question together with passages; corpus.reranker.Reranker is one."""

    def score(self, question: str, passages: Sequence[str]) -> np.ndarray:
        """Return how likely each passage answers, 0..1, in the order given; shape (passages,)."""
        ...


def is_unclear(hits: Sequence[Hit]) -> bool:
    """Tell whether the best hit shares so little with the question that its place says little."""
    return bool(hits) and closeness(hits[0]) < UNCLEAR


def rerank(query: Query, hits: Sequence[Hit], reranker: Scores) -> tuple[Hit, ...]:
    """Return the hits, best first, those that were read with the signal "reader".

    Each hit that is read loses in the measure in which it answers less than the best read one, and the
    ones not read lose as much as the worst: so the scores keep their scale. When none comes near the
    best, nothing is read.
    """
    near = sum(hit.score >= hits[0].score - REACH for hit in hits[:READ])
    if near < 2:  # noqa: PLR2004 - one alone has nothing to be ordered with
        return tuple(hits)
    chances = reranker.score(query.text, [passage_of(hit) for hit in hits[:near]])
    losses = WEIGHT * (chances.max() - chances)
    read = [
        replace(hit, score=hit.score - float(loss), signals={**hit.signals, SIGNAL: float(chance)})
        for hit, loss, chance in zip(hits[:near], losses, chances, strict=True)
    ]
    rest = [replace(hit, score=hit.score - float(losses.max())) for hit in hits[near:]]
    return tuple(sorted((*read, *rest), key=lambda hit: -hit.score))


def passage_of(hit: Hit) -> str:
    """Return a hit as it is read: its slide's title and the heading above it, then its text."""
    names = dict.fromkeys(name for name in (hit.slide.title, *hit.block.headings[-1:]) if name)
    block = hit.block
    if block.kind is BlockKind.TABLE_ROW:
        cells = (
            f"{cell.column}: {cell.text}" if cell.column else cell.text for cell in block.cells if cell.text
        )
        text = "; ".join(cells)
    else:
        text = block.text
    return " ".join(": ".join((*names, text)).split())
