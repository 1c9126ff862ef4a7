"""A whole run of one kind with the real parts, and the commands around it."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.bootstrap import load_assistant
from corpus.errors import SettingsError
from corpus.settings import CorpusSettings
from evals.cases import QuestionKind, QuestionSetError, Split, load_questions, select_questions
from evals.commands import app
from evals.run import NAIVE, OURS, SILENT, EvalRun, ask_assistant, run_evals

pytestmark = pytest.mark.model

RUNNER = CliRunner()


@pytest.fixture(scope="module")
def own_home(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the bundled documents' home, in which the collections' indexes may be kept."""
    return Path(shutil.copytree(home, tmp_path_factory.mktemp("evals") / "home"))


@pytest.fixture(scope="module")
def run(own_home: Path) -> EvalRun:
    return run_evals(CorpusSettings(home=own_home), Split.DEVELOPMENT, QuestionKind.TABLE)


@pytest.fixture(autouse=True)
def ssp_home(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSP_HOME", str(own_home))


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


def test_each_collection_is_asked_of_its_own_documents_alone(run: EvalRun) -> None:
    of = {q.id: q.collection for q in run.questions}

    shown = {
        (of[name], slide.startswith("ssp-"))
        for system in run.systems.values()
        for name, response in system.responses.items()
        for slide in response.ranked
        if slide
    }

    assert shown == {("deck", True), ("fernley", False)}


def test_an_index_of_invented_documents_is_made_once_and_kept(run: EvalRun, own_home: Path) -> None:
    kept = list((own_home / "evals" / "collections").glob("*/current"))

    again = run_evals(CorpusSettings(home=own_home), kind=QuestionKind.PICTURE, collection="fernley")

    assert again.about["generations"]["fernley"] == run.about["generations"]["fernley"]
    assert list((own_home / "evals" / "collections").glob("*/current")) == kept
    assert {q.collection for q in again.questions} == {"fernley"}


def test_a_collection_without_development_questions_takes_the_threshold_of_the_others(own_home: Path) -> None:
    run = run_evals(CorpusSettings(home=own_home), kind=QuestionKind.PICTURE, collection="oxmere")

    thresholds = run.about["naive_thresholds"]
    assert min(thresholds["deck"], thresholds["fernley"]) <= thresholds["oxmere"]
    assert thresholds["oxmere"] <= max(thresholds["deck"], thresholds["fernley"])


def test_a_choice_that_holds_no_question_is_refused(own_home: Path) -> None:
    with pytest.raises(QuestionSetError, match="collection oxmere"):
        run_evals(CorpusSettings(home=own_home), Split.DEVELOPMENT, collection="oxmere")


def test_the_same_index_gives_the_same_run(run: EvalRun, own_home: Path) -> None:
    again = run_evals(CorpusSettings(home=own_home), Split.DEVELOPMENT, QuestionKind.TABLE)

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
    options = [
        "--split",
        "development",
        "--collection",
        "deck",
        "--out",
        str(tmp_path / "run"),
        "--gate",
        str(gate),
    ]

    done = RUNNER.invoke(app, ["run", *options])

    assert done.exit_code == 5
    assert "does not reach 0.000" in done.stderr
    assert (tmp_path / "run" / "summary.md").exists()
