"""A whole run of one kind with the real parts, and the commands around it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.bootstrap import load_assistant
from corpus.errors import SettingsError
from corpus.settings import CorpusSettings
from evals.cases import QuestionKind, Split, load_questions, select_questions
from evals.commands import app
from evals.run import NAIVE, OURS, SILENT, EvalRun, ask_assistant, run_evals

pytestmark = pytest.mark.model

RUNNER = CliRunner()


@pytest.fixture(scope="module")
def run(home: Path) -> EvalRun:
    return run_evals(CorpusSettings(home=home), Split.DEVELOPMENT, QuestionKind.TABLE)


@pytest.fixture(autouse=True)
def ssp_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSP_HOME", str(home))


def test_every_question_is_asked_of_every_system(run: EvalRun) -> None:
    asked = [q.id for q in select_questions(load_questions(), Split.DEVELOPMENT, QuestionKind.TABLE)]

    assert {name: list(system.responses) for name, system in run.systems.items()} == dict.fromkeys(
        (OURS, NAIVE, SILENT), asked
    )


def test_ours_shows_no_markup_where_the_baseline_does(run: EvalRun) -> None:
    assert run.systems[OURS].overall["markup_free"].value == 1.0
    assert run.systems[NAIVE].overall["markup_free"].value < 1.0


def test_the_run_says_what_it_was_run_on(run: EvalRun) -> None:
    assert run.about["questions"] == len(run.questions)
    assert len(run.about["model_sha256"]) == 64
    assert run.about["versions"]["chromadb"]


def test_the_same_index_gives_the_same_run(run: EvalRun, home: Path) -> None:
    again = run_evals(CorpusSettings(home=home), Split.DEVELOPMENT, QuestionKind.TABLE)

    for name, system in run.systems.items():
        assert again.systems[name].overall == system.overall
        for question_id, response in system.responses.items():
            assert again.systems[name].responses[question_id].text == response.text


def test_the_talk_before_a_follow_up_is_really_asked(home: Path) -> None:
    assistant = load_assistant(CorpusSettings(home=home))
    question = next(q for q in load_questions() if q.id == "follow-up-hate-fund-use")

    response = ask_assistant(assistant, question)

    assert f"{question.document}#6" in response.cited


def test_the_command_saves_a_run_whose_failures_can_be_listed(tmp_path: Path) -> None:
    out = tmp_path / "run"

    done = RUNNER.invoke(app, ["run", "--kind", "off_topic", "--split", "test", "--out", str(out), "--json"])
    listed = RUNNER.invoke(app, ["failures", str(out), "--all"])

    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["about"]["kind"] == "off_topic"
    assert listed.stdout.count("question: ") == json.loads(done.stdout)["about"]["questions"]


def test_an_unknown_kind_is_refused_with_those_that_there_are() -> None:
    done = RUNNER.invoke(app, ["run", "--kind", "riddle"])

    assert isinstance(done.exception, SettingsError)
    assert "near_miss" in str(done.exception)


def test_a_bar_that_is_not_reached_ends_the_command_with_5(tmp_path: Path) -> None:
    gate = tmp_path / "gates.toml"
    gate.write_text("[bars]\nmedian_words = 0\n", encoding="utf-8")
    options = ["--split", "development", "--out", str(tmp_path / "run"), "--gate", str(gate)]

    done = RUNNER.invoke(app, ["run", *options])

    assert done.exit_code == 5
    assert "does not reach 0.000" in done.stderr
    assert (tmp_path / "run" / "summary.md").exists()
