from pathlib import Path

import pytest

from corpus.settings import CorpusSettings
from evals.outside.index import join_pages, open_outside
from evals.outside.model import OutsidePage, OutsideSetError
from evals.outside.reading import read_set
from evals.outside.report import as_record, make_table, save_outside
from evals.outside.running import BM25, NAIVE, OURS, Scope, draw, run_outside
from tests.evals.outside.sets import write_beir, write_paged
from tests.fakes import FakeEmbedder


def test_each_page_of_a_text_is_a_slide_of_its_number(tmp_path: Path) -> None:
    outside = read_set(write_paged(tmp_path / "set"))

    with open_outside(outside, CorpusSettings(home=tmp_path), FakeEmbedder()) as index:
        texts = index.page_texts()

    assert "Four otters were seen" in texts["Marsh report#3"]
    assert texts["Marsh report#2"] == ""


def test_texts_that_are_equal_are_indexed_once_and_found_by_all_their_names(tmp_path: Path) -> None:
    outside = read_set(write_beir(tmp_path / "set"))

    with open_outside(outside, CorpusSettings(home=tmp_path), FakeEmbedder()) as index:
        names = sorted(index.names.values())

        assert len(index.assistant.documents) == 2

    assert names == [("t1", "t3"), ("t2",)]


def test_a_set_is_ingested_once_and_a_changed_one_again(tmp_path: Path) -> None:
    settings, embedder = CorpusSettings(home=tmp_path), FakeEmbedder()
    outside = read_set(write_paged(tmp_path / "set"))
    homes = []

    for _ in range(2):
        with open_outside(outside, settings, embedder) as index:
            homes.append(index.assistant.generation_id)
    before = len(embedder.embedded)
    with open_outside(outside, settings, embedder) as index:
        homes.append(index.assistant.generation_id)

    assert len(set(homes)) == 1
    assert len(embedder.embedded) == before


def test_a_break_inside_a_page_does_not_begin_another() -> None:
    pages = [OutsidePage("a", 1, "one\ftwo"), OutsidePage("a", 3, "three", title="Third")]

    assert join_pages(pages) == "one\ntwo\n\f\n\fThird\n\nthree\n\f"


@pytest.mark.parametrize("scope", Scope)
def test_a_run_finds_the_pages_and_says_how_we_and_both_baselines_did(tmp_path: Path, scope: Scope) -> None:
    outside = read_set(write_paged(tmp_path / "set"))

    run = run_outside(outside, CorpusSettings(home=tmp_path), FakeEmbedder(), scope)

    assert set(run.figures) == {OURS, NAIVE, BM25}
    assert run.figures[OURS].ranking["page_in_top_5"].value == 1.0
    assert run.figures[BM25].ranking["page_at_1"].value == 1.0
    assert run.gains[NAIVE]["page_in_top_5"].value >= 0.0
    assert {"kept", "refused", "auroc"} <= set(run.figures[OURS].silence)


def test_a_question_asked_of_its_document_is_given_no_page_of_another(tmp_path: Path) -> None:
    outside = read_set(write_paged(tmp_path / "set"))

    run = run_outside(outside, CorpusSettings(home=tmp_path), FakeEmbedder(), Scope.DOCUMENT)

    for replies in run.replies.values():
        for q in run.questions:
            assert {page.partition("#")[0] for page in replies[q.id].pages} <= {q.document}


def test_a_beir_set_cannot_be_asked_of_one_document(tmp_path: Path) -> None:
    outside = read_set(write_beir(tmp_path / "set"))

    with pytest.raises(OutsideSetError, match="name no document"):
        run_outside(outside, CorpusSettings(home=tmp_path), FakeEmbedder(), Scope.DOCUMENT)


def test_the_report_shows_each_measure_and_its_files_hold_every_question(tmp_path: Path) -> None:
    run = run_outside(read_set(write_paged(tmp_path / "set")), CorpusSettings(home=tmp_path), FakeEmbedder())

    save_outside(run, tmp_path / "out")

    assert make_table(run).row_count == len(run.figures[OURS].ranking) + len(run.figures[OURS].silence)
    assert as_record(run)["systems"][OURS]["page_in_top_5"]["n"] == 3
    assert len((tmp_path / "out" / "set-all.questions.jsonl").read_text(encoding="utf-8").splitlines()) == 4


def test_a_sample_is_always_the_same_and_keeps_the_order(tmp_path: Path) -> None:
    questions = read_set(write_paged(tmp_path)).questions

    assert draw(questions, 2) == draw(questions, 2)
    assert [q for q in questions if q in draw(questions, 3)] == list(draw(questions, 3))
    assert draw(questions, None) == questions
