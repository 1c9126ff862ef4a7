import sys
from pathlib import Path

import pytest

from evals.ranking import EvalsExtraMissing, measure_ranking, write_judgements, write_run
from tests.evals.examples import a_question


def test_a_slide_found_second_has_a_reciprocal_rank_of_one_half() -> None:
    rates = measure_ranking([a_question()], {"q1": ("d#3", "d#1")})

    assert rates["reciprocal_rank"].value == 0.5
    assert rates["success_at_1"].value == 0.0
    assert rates["recall_at_5"].value == 1.0
    assert rates["ndcg_at_10"].value == pytest.approx(0.6309, abs=1e-4)


def test_a_question_with_nothing_found_counts_as_nothing_found() -> None:
    rates = measure_ranking([a_question("q1"), a_question("q2")], {"q1": ("d#1",), "q2": ()})

    assert (rates["recall_at_5"].value, rates["recall_at_5"].n) == (0.5, 2)


def test_questions_without_an_answer_have_no_ranking() -> None:
    assert measure_ranking([a_question(answerable=False)], {"q1": ("d#1",)}) == {}


def test_the_trec_files_hold_one_slide_a_line(tmp_path: Path) -> None:
    write_run(tmp_path / "run", "ours", {"q1": ("d#3", "d#1")})
    write_judgements(tmp_path / "qrels", [a_question(slides=(1, 2)), a_question("q2", answerable=False)])

    assert (tmp_path / "run").read_text() == "q1 Q0 d#3 1 1.000000 ours\nq1 Q0 d#1 2 0.500000 ours\n"
    assert (tmp_path / "qrels").read_text() == "q1 0 d#1 1\nq1 0 d#2 1\n"


def test_without_the_extra_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ir_measures", None)

    with pytest.raises(EvalsExtraMissing, match=r"ssp-assistant\[evals\]"):
        measure_ranking([a_question()], {})
