import gzip
import json
from pathlib import Path

import pytest

from evals.training.pairs import (
    MOST_CHARS,
    Group,
    Pair,
    PairsError,
    make_groups,
    read_pairs,
    split_by_document,
)


def written(path: Path, *lines: str) -> Path:
    path.write_bytes(gzip.compress("\n".join(lines).encode()))
    return path


def group(question: str, *passages: str, family: str = "set") -> Group:
    return Group(question, family, passages[:1], passages[1:])


def test_pairs_are_read_as_written(tmp_path: Path) -> None:
    row = {"question": "q", "passage": "p", "label": 1, "source": "set_syn", "hard": True}
    [pair] = read_pairs(written(tmp_path / "pairs.gz", json.dumps(row)))

    assert pair == Pair("q", "p", answers=True, source="set_syn")
    assert pair.family == "set"


@pytest.mark.parametrize("line", ["{", '{"question": "q"}', "[]"])
def test_a_wrong_row_is_told_with_its_line(tmp_path: Path, line: str) -> None:
    good = json.dumps({"question": "q", "passage": "p", "label": 0, "source": "set"})

    with pytest.raises(PairsError, match="line 2 is no pair"):
        read_pairs(written(tmp_path / "pairs.gz", good, line))


def test_a_file_that_is_not_compressed_is_told(tmp_path: Path) -> None:
    (tmp_path / "pairs.gz").write_text("{}")

    with pytest.raises(PairsError, match="cannot be read"):
        read_pairs(tmp_path / "pairs.gz")


def test_the_pairs_of_one_question_become_one_group() -> None:
    rows = [("q", "yes", True), ("other", "p", False), ("q", "no", False)]
    groups = make_groups(Pair(question, passage, answers, "set") for question, passage, answers in rows)

    assert groups == [Group("q", "set", ("yes",), ("no",)), Group("other", "set", (), ("p",))]


def test_a_passage_that_answers_in_one_row_is_no_wrong_one_in_another() -> None:
    [found] = make_groups([Pair("q", "p", answers=False, source="set"), Pair("q", "p", True, "set")])

    assert found == Group("q", "set", ("p",), ())


def test_long_passages_are_left_out() -> None:
    assert make_groups([Pair("q", "p" * (MOST_CHARS + 1), answers=True, source="set")]) == []


def test_questions_that_share_a_passage_stay_on_one_side() -> None:
    groups = [
        group(f"q{document}-{at}", f"passage {document} {at}", f"passage {document} {at + 1}")
        for document in range(60)
        for at in range(5)
    ]
    training, held_out = split_by_document(groups)
    documents = [{one.question.split("-")[0] for one in side} for side in (training, held_out)]

    assert held_out
    assert not documents[0] & documents[1]


def test_a_passage_with_a_title_in_front_is_the_same_passage() -> None:
    said = "the council met in the old hall of the harbour town every month of the year"
    groups = [group(f"q{at}", f"{said} {at}", "x") for at in range(40)]
    titled = [group(f"t{at}", f"• Town: {said} {at}", "y") for at in range(40)]
    training, held_out = split_by_document([*groups, *titled])

    assert {len(training), len(held_out)} == {0, 80}


def test_strangers_join_no_documents() -> None:
    apart = [group(f"q{at}", f"own passage of {at}") for at in range(60)]
    strangers = [
        group(f"s{at}", f"own passage of {at}", "seen by all", family="random_far") for at in range(60)
    ]
    training, held_out = split_by_document([*apart, *strangers])

    assert training
    assert held_out
