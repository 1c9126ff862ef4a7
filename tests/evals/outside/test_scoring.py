import numpy as np
import pytest

from evals.outside.baselines import NaivePages, WordPages
from evals.outside.model import OutsideQuestion
from evals.outside.scoring import Reply, auroc, difference, interval, score_rankings, score_silence
from tests.fakes import FakeEmbedder

ABLE = [OutsideQuestion(f"a{n}", "?", {"d#1": 1}) for n in range(4)]
UNABLE = [OutsideQuestion(f"u{n}", "?", {}) for n in range(2)]
TEXTS = {"d": {1: "alders by the weir", 2: "otters in the spring"}, "e": {1: "alders on the dunes"}}


def test_a_page_at_place_five_is_in_the_top_five_and_at_six_is_not() -> None:
    pages = ("x#1", "x#2", "x#3", "x#4", "d#1")
    replies = {"a0": _reply(*pages), "a1": _reply("y#1", *pages)}

    scores = score_rankings(ABLE[:2], replies)

    assert scores["page_in_top_5"].tolist() == [1.0, 0.0]
    assert scores["reciprocal_rank"] == pytest.approx([1 / 5, 1 / 6])


def test_a_question_without_pages_scores_nothing() -> None:
    assert score_rankings(ABLE[:1], {"a0": _reply()})["page_in_top_5"].tolist() == [0.0]


def test_a_difference_is_paired_so_equal_systems_have_no_width() -> None:
    values = np.array([0.0, 1.0, 0.0, 1.0])

    gain = difference(values, values)

    assert (gain.value, gain.low, gain.high) == (0.0, 0.0, 0.0)
    low, high = interval(values).low, interval(values).high
    assert low is not None
    assert high is not None
    assert low < 0.5 < high


def test_ties_count_half_in_the_auroc() -> None:
    assert auroc(np.array([2.0, 1.0]), np.array([1.0, 0.0])) == pytest.approx(0.875)


def test_silence_is_measured_on_both_kinds_of_question() -> None:
    replies = {q.id: Reply((), answered=True, score=0.9) for q in ABLE}
    replies |= {"u0": Reply((), answered=False, score=0.1), "u1": Reply((), answered=True, score=None)}

    rates = score_silence([*ABLE, *UNABLE], replies)

    assert rates["kept"].value == 1.0
    assert rates["refused"].value == 0.5
    assert rates["auroc"].value == 1.0
    assert rates["refused_at_kept"].value == 1.0


def test_bm25_ranks_the_page_with_the_asked_words_first_among_all_or_in_one_document() -> None:
    system = WordPages(TEXTS)

    assert system.ask("Which alders stand on dunes?").pages == ("e#1", "d#1")
    assert system.ask("Which alders stand on dunes?", "d").pages == ("d#1",)
    assert system.ask("lighthouse").score is None


def test_the_naive_index_cites_the_page_that_its_window_overlaps_most() -> None:
    long = {"d": {1: "tides " * 300, 2: "otters " * 300}}

    assert NaivePages(long, FakeEmbedder()).ask("otters otters").pages[0] == "d#2"


def test_the_naive_index_asked_of_one_document_shows_only_its_pages() -> None:
    assert set(NaivePages(TEXTS, FakeEmbedder()).ask("alders", "e").pages) == {"e#1"}


def _reply(*pages: str) -> Reply:
    return Reply(pages, answered=True, score=0.5)
