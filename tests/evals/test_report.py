import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from rich.console import Console

from evals.ablations import MEANINGS
from evals.cases import QuestionKind
from evals.failures import describe_row, say_faults
from evals.gates import find_shortfalls, read_gate
from evals.metrics import Response
from evals.report import HEADLINES, EvalRunUnreadable, make_tables
from evals.run import NAIVE, OURS, SILENT, EvalRun, score_system
from evals.runfiles import as_record, read_record, read_rows, read_verdicts, save_run
from tests.evals.examples import TEXTS, a_question, a_response, no_answer

FUND = ("d#1", "Hate Crime Fund\t£10,000")
OTHER = ("d#3", "Nothing of note.")
GOOD = a_response("It was £10,000.", FUND)
POOR = a_response("<p>Nothing of note.</p>", OTHER)


def a_run(ours: tuple[Response, Response], naive: tuple[Response, Response] = (POOR, POOR)) -> EvalRun:
    questions = (a_question("q1"), a_question("q2", answerable=False))
    names = [q.id for q in questions]
    systems = {
        name: score_system(questions, dict(zip(names, responses, strict=True)), TEXTS)
        for name, responses in ((OURS, ours), (NAIVE, naive), (SILENT, naive))
    }
    return EvalRun({"questions": 2, "split": "all"}, questions, systems)


def test_a_run_better_than_the_baseline_falls_short_of_nothing() -> None:
    assert find_shortfalls(a_run((GOOD, no_answer())), {}) == []


def test_a_run_worse_than_the_baseline_names_what_is_worse() -> None:
    shortfalls = find_shortfalls(a_run((POOR, POOR), naive=(GOOD, no_answer())), {})

    assert "fact recall, first 100 words: 0.000 is worse than the naive 1.000" in shortfalls
    assert "no mark-up: 0.000 is worse than the naive 1.000" in shortfalls


def test_more_words_than_the_baseline_are_a_shortfall() -> None:
    long = a_response("It was £10,000. " + "Indeed. " * 9, FUND)

    shortfalls = find_shortfalls(a_run((long, no_answer())), {})

    assert [s.split(":")[0] for s in shortfalls] == ["words an answer (median)"]


def test_a_bar_that_is_not_reached_is_a_shortfall() -> None:
    run = a_run((a_response("It was £10,000.", FUND, OTHER), no_answer()))

    shortfalls = find_shortfalls(run, {"citation_precision": 0.55, "fact_recall": 1.0, "median_words": 60})

    assert shortfalls == ["citation precision: 0.500 does not reach 0.550"]


def test_the_shipped_gates_can_be_read() -> None:
    gate = read_gate(Path(__file__).parents[2] / "evals" / "gates.toml")

    assert gate.bars["fact_recall"] == 0.75


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[bars]\nfact_recal = 1",
        "[bars]\nfact_recall = 'high'",
        "bars = 3",
        "[bars]\n[explained]\nq1 = ''",
        "explained = 1\n[bars]",
    ],
)
def test_a_wrong_file_of_gates_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "gates.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(EvalRunUnreadable, match=r"gates\.toml"):
        read_gate(path)


def test_the_table_has_a_row_a_headline_and_a_row_a_kind() -> None:
    overall, by_kind = make_tables(a_run((GOOD, no_answer())))

    assert overall.row_count == len(HEADLINES)
    assert by_kind.row_count == 1


def test_several_collections_have_a_table_of_their_own() -> None:
    questions = (a_question("q1"), replace(a_question("q2"), collection="other"))
    responses = {"q1": GOOD, "q2": POOR}
    system = score_system(questions, responses, TEXTS)
    run = EvalRun({"questions": 2, "split": "all"}, questions, dict.fromkeys((OURS, NAIVE, SILENT), system))

    rows = list(make_tables(run)[2].columns[0].cells)
    record = as_record(run)["systems"][OURS]["by_collection"]

    assert "deck: right in every respect" in rows
    assert "other: right in every respect" in rows
    assert {name: part["overall"]["right"]["value"] for name, part in record.items()} == {
        "deck": 1.0,
        "other": 0.0,
    }


def test_a_kind_that_silence_may_answer_shows_how_many_are_right() -> None:
    questions = (a_question("q1", kind=QuestionKind.AMBIGUOUS),)
    system = score_system(questions, {"q1": GOOD}, TEXTS)
    run = EvalRun({"questions": 1, "split": "all"}, questions, dict.fromkeys((OURS, NAIVE, SILENT), system))

    assert list(make_tables(run)[1].columns[0].cells) == ["ambiguous: right"]


def test_the_table_shows_both_systems_and_their_difference() -> None:
    console = Console(width=110, no_color=True)
    with console.capture() as shown:
        console.print(make_tables(a_run((GOOD, no_answer())))[0])

    row = next(line for line in shown.get().splitlines() if "citation precision" in line)
    assert row.replace("│", " ").split()[-7:] == ["1.000", "1.00", "to", "1.00", "0.000", "+1.000", "0.000"]


def test_a_saved_run_is_read_back_with_its_failures_first(tmp_path: Path) -> None:
    save_run(a_run((GOOD, POOR)), tmp_path / "run")

    rows = read_rows(tmp_path / "run")

    assert [(row["id"], row["score"]["right"]) for row in rows] == [("q2", False), ("q1", True)]


def test_a_saved_run_holds_its_measures_its_rankings_and_a_summary(tmp_path: Path) -> None:
    save_run(a_run((GOOD, no_answer())), tmp_path)

    record = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    assert record["systems"]["ours"]["overall"]["fact_recall"]["value"] == 1.0
    assert (tmp_path / "run.trec").read_text(encoding="utf-8").startswith("q1 Q0 d#1 1 ")
    assert (tmp_path / "qrels.trec").read_text(encoding="utf-8") == "q1 0 d#1 1\n"
    assert "| fact recall, first 100 words | 1.000 | 1.00 to 1.00 | 0.000 | +1.000 |" in (
        tmp_path / "summary.md"
    ).read_text(encoding="utf-8")


def test_a_failure_shows_the_question_what_was_expected_and_what_came(tmp_path: Path) -> None:
    save_run(a_run((replace(POOR, why=("Searched for: “q1”.",)), no_answer())), tmp_path)

    text = describe_row(read_rows(tmp_path)[0])

    assert "FAIL  q1" in text
    assert "question: What about q1?" in text
    assert "expected: answered/partial: £10,000 on slide 1" in text
    assert "got:      answered: <p>Nothing of note.</p>" in text
    assert "missing:  £10,000" in text
    assert "way:      Searched for: “q1”." in text


def test_a_folder_without_a_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvalRunUnreadable, match="no saved run"):
        read_rows(tmp_path)


def test_a_saved_run_has_a_row_for_each_question_and_system(tmp_path: Path) -> None:
    save_run(a_run((GOOD, no_answer())), tmp_path)

    lines = (tmp_path / "answers.jsonl").read_text(encoding="utf-8").splitlines()
    assert [(row["id"], row["system"]) for row in map(json.loads, lines)] == [
        (name, system) for name in ("q1", "q2") for system in (OURS, NAIVE, SILENT)
    ]


def test_a_saved_run_has_a_testcase_a_question_whose_failure_says_what_came(tmp_path: Path) -> None:
    save_run(a_run((a_response("It was \x0b£5.", OTHER), no_answer())), tmp_path)

    suites = ET.parse(tmp_path / "junit.xml").getroot()  # noqa: S314 - our own file
    assert (suites.get("tests"), suites.get("failures")) == ("2", "1")
    cases = suites.findall("testsuite/testcase")
    assert [(case.get("classname"), case.get("name")) for case in cases] == [
        ("deck.fact", "q1"),
        ("deck.fact", "q2"),
    ]
    assert "expected: answered/partial: £10,000 on slide 1" in (cases[0].findtext("failure") or "")


def test_what_was_wrong_with_an_answer_is_said_in_plain_words(tmp_path: Path) -> None:
    save_run(a_run((POOR, POOR)), tmp_path)

    first, second = read_rows(tmp_path)

    assert say_faults(first) == ["it does not say £10,000", "not every slide with the evidence is cited"]
    assert say_faults(second) == ["it ended as answered, not as no evidence"]


def test_the_verdicts_of_a_saved_run_can_be_compared(tmp_path: Path) -> None:
    save_run(a_run((GOOD, no_answer())), tmp_path)

    verdicts = read_verdicts(tmp_path)

    assert {name: verdict.right for name, verdict in verdicts.items()} == {"q1": True, "q2": True}
    assert read_record(tmp_path)["about"]["questions"] == 2


def test_ablations_have_a_table_of_their_own() -> None:
    run = a_run((GOOD, no_answer()))
    ablated = replace(run, systems={**run.systems, **dict.fromkeys(MEANINGS, run.systems[NAIVE])})

    table = make_tables(ablated)[-1]

    assert list(table.columns[0].cells) == [OURS, *MEANINGS]
