from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from assistant.model import Hit, Query
from assistant.query import words_by_term
from assistant.reranking import REACH, READ, SIGNAL, WEIGHT, passage_of, rerank
from corpus.model import Block, BlockKind, Cell
from tests.assistant.small_corpus import SLIDES

QUERY = Query(asked="bicycles", text="bicycles", words=words_by_term("bicycles"))


class Liking:
    """Scores a passage 1 when it holds the word, else 0, and notes what it was asked."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.asked: list[str] = []

    def score(self, question: str, passages: Sequence[str]) -> np.ndarray:
        self.asked += [question, *passages]
        return np.array([float(self.word in passage) for passage in passages])


def hits(*scores: float) -> tuple[Hit, ...]:
    return tuple(
        Hit(SLIDES[0], Block(f"b{at}", BlockKind.BULLET, f"item {at}."), score)
        for at, score in enumerate(scores)
    )


def test_a_block_that_answers_overtakes_one_a_little_ahead() -> None:
    found = rerank(QUERY, hits(0.60, 0.58), Liking("item 1"))

    assert [hit.block.id for hit in found] == ["b1", "b0"]


def test_what_answers_best_keeps_its_score_and_the_others_lose_at_most_the_weight() -> None:
    found = rerank(QUERY, hits(0.60, 0.58), Liking("item 1"))

    assert [hit.score for hit in found] == pytest.approx([0.58, 0.60 - WEIGHT])


def test_with_a_clear_lead_nothing_is_read() -> None:
    reader = Liking("item 1")
    found = rerank(QUERY, hits(0.60, 0.60 - REACH - 0.01), reader)

    assert not reader.asked
    assert found == hits(0.60, 0.60 - REACH - 0.01)


def test_only_the_best_are_read_and_only_they_carry_the_signal() -> None:
    found = rerank(QUERY, hits(*np.linspace(0.60, 0.56, READ + 3)), Liking("item 0"))

    assert [SIGNAL in hit.signals for hit in found] == [True] * READ + [False] * 3


def test_blocks_that_were_not_read_do_not_gain_on_those_that_were() -> None:
    scores = np.linspace(0.60, 0.56, READ + 1)
    found = rerank(QUERY, hits(*scores), Liking("item 0"))

    assert found[-1].block.id == f"b{READ}"
    assert found[-1].score == pytest.approx(scores[-1] - WEIGHT)


def test_blocks_read_alike_keep_their_order() -> None:
    found = rerank(QUERY, hits(0.60, 0.59, 0.58), Liking("nothing"))

    assert [hit.block.id for hit in found] == ["b0", "b1", "b2"]


@pytest.mark.parametrize("scores", [(), (0.6,)])
def test_fewer_than_two_hits_are_left_as_they_are(scores: tuple[float, ...]) -> None:
    assert rerank(QUERY, hits(*scores), Liking("item 0")) == hits(*scores)


def test_a_block_is_read_under_its_title_and_its_nearest_heading() -> None:
    block = Block("b", BlockKind.BULLET, "Marked\n310 bicycles.", headings=("Far", "Near"))
    hit = Hit(replace(SLIDES[0], title="Theft"), block, 0.5)

    assert passage_of(hit) == "Theft: Near: Marked 310 bicycles."


def test_a_title_that_is_the_heading_too_is_read_once() -> None:
    hit = Hit(
        replace(SLIDES[0], title="Theft"), Block("b", BlockKind.BULLET, "Up.", headings=("Theft",)), 0.5
    )

    assert passage_of(hit) == "Theft: Up."


def test_a_row_is_read_with_its_columns() -> None:
    cells = (Cell("Fund", "Harbour"), Cell("", "£12,000"), Cell("Use", ""))
    row = Block("b", BlockKind.TABLE_ROW, "Harbour\t£12,000\t", cells=cells)

    assert passage_of(Hit(replace(SLIDES[0], title=""), row, 0.5)) == "Fund: Harbour; £12,000"
