import json
from pathlib import Path

import pytest

from evals.accepted import BaselineUnreadable, accept_run, read_baseline
from evals.comparison import Verdict, compare, describe_comparison, say_moves
from evals.gates import find_unexplained

WHOLE = {"split": "all", "kind": "all", "collection": "all", "git_revision": "abc", "at": "2031-05-01"}


def verdict(*, right: bool, recall: float | None = None, kind: str = "fact", of: str = "x") -> Verdict:
    return Verdict(of, kind, "deck", right, answered=True, fact_recall=recall)


BEFORE = {
    "a": verdict(right=True, recall=1.0),
    "b": verdict(right=False, recall=0.0),
    "c": verdict(right=True),
}
AFTER = {
    "a": verdict(right=False, recall=0.5),
    "b": verdict(right=True, recall=1.0),
    "c": verdict(right=True),
}


def test_the_questions_won_and_lost_are_named() -> None:
    moved = compare(BEFORE, AFTER)

    assert (moved.won, moved.lost) == (("b",), ("a",))
    assert (moved.whole.won, moved.whole.lost, moved.whole.luck) == (1, 1, 1.0)


def test_a_measure_is_compared_over_the_questions_that_have_it_in_both() -> None:
    moved = compare(BEFORE, AFTER)

    assert moved.whole.differences["fact_recall"].n == 2
    assert moved.whole.differences["fact_recall"].value == pytest.approx(0.25)
    assert "citation_recall" not in moved.whole.differences


def test_a_question_that_expects_something_else_now_is_not_compared() -> None:
    moved = compare(BEFORE, AFTER | {"a": verdict(right=False, of="y")})

    assert (moved.changed, moved.lost, moved.whole.n) == (("a",), (), 2)


def test_each_kind_and_collection_is_compared_by_itself() -> None:
    before, after = (
        {**BEFORE, "d": verdict(right=True, kind="list")},
        {**AFTER, "d": verdict(right=True, kind="list")},
    )

    moved = compare(before, after)

    assert [(part.name, part.n) for part in moved.by_kind] == [("fact", 3), ("list", 1)]
    assert [part.name for part in moved.by_collection] == ["deck"]


def test_runs_without_a_question_in_common_show_no_difference() -> None:
    moved = compare(BEFORE, {"z": verdict(right=True)})

    assert (moved.whole.n, dict(moved.whole.differences), moved.won) == (0, {}, ())


def test_what_moved_is_told_in_lines() -> None:
    lines = list(describe_comparison(compare(BEFORE, AFTER)))

    assert lines[0] == "all: 3 questions, 1 won, 1 lost (by luck: 1.00)"
    assert lines[-3:] == ["won: b", "lost: a", "changed: none"]


def test_what_moved_is_told_in_one_line() -> None:
    assert say_moves(compare(BEFORE, AFTER)).endswith("1 won, 1 lost of 3")
    assert say_moves(compare({}, AFTER)) == "0 won, 0 lost of 0"


def test_a_lost_question_is_a_shortfall_unless_it_is_explained() -> None:
    moved = compare(BEFORE, AFTER)

    assert find_unexplained(moved, {"a": "the slide was withdrawn"}) == []
    assert find_unexplained(moved, {"c": "another"})[0].startswith("a: was right in the accepted run")


def test_an_accepted_run_is_read_back_as_it_was(tmp_path: Path) -> None:
    accept_run(WHOLE, BEFORE, tmp_path / "baseline.json")

    read = read_baseline(tmp_path / "baseline.json")

    assert read is not None
    assert read.verdicts == BEFORE
    assert read.git_revision == "abc"
    assert len((tmp_path / "baseline.json").read_text().splitlines()) == 10


def test_a_run_of_some_questions_cannot_be_accepted(tmp_path: Path) -> None:
    with pytest.raises(BaselineUnreadable, match="split test"):
        accept_run(WHOLE | {"split": "test"}, BEFORE, tmp_path / "baseline.json")


def test_nothing_accepted_is_no_error_but_a_damaged_file_is(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.json"
    damaged.write_text(json.dumps({"questions": {"a": {"right": True}}}), encoding="utf-8")

    assert read_baseline(tmp_path / "none.json") is None
    with pytest.raises(BaselineUnreadable, match="ssp evals accept"):
        read_baseline(damaged)
