from collections.abc import Callable
from pathlib import Path

import pytest

from evals.outside.model import OutsideSetError
from evals.outside.reading import read_set
from tests.evals.outside.sets import PAGES, QUESTIONS, write_beir, write_lines, write_paged


def test_a_page_cited_set_gives_questions_with_the_pages_that_answer(tmp_path: Path) -> None:
    found = read_set(write_paged(tmp_path))

    assert [q.relevant for q in found.questions[:2]] == [{"Marsh report#1": 1}, {"Marsh report#3": 1}]
    assert found.documents == ("Marsh report", "Dune report")


def test_a_row_without_pages_is_unanswerable(tmp_path: Path) -> None:
    found = read_set(write_paged(tmp_path))

    assert [q.answerable for q in found.questions] == [True, True, True, False]


def test_a_csv_names_pages_and_answers_in_one_cell_each(tmp_path: Path) -> None:
    write_lines(tmp_path / "pages.jsonl", PAGES)
    rows = ('"How many, then?","1,200",Marsh report,1; 3', 'Who?,"[""a"", ""b""]",Dune report,[1]')
    table = "\n".join(("question,answers,document,pages", *rows))
    (tmp_path / "questions.csv").write_text(table, encoding="utf-8")

    first, second = read_set(tmp_path).questions

    assert (first.answers, set(first.relevant)) == (("1,200",), {"Marsh report#1", "Marsh report#3"})
    assert second.answers == ("a", "b")


def test_pdfs_are_named_by_their_file_names_with_or_without_the_ending(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "Tide plan.pdf").write_bytes(b"%PDF")
    rows = ({"question": "Why?", "document": name, "pages": 2} for name in ("Tide plan", "Tide plan.pdf"))
    write_lines(tmp_path / "questions.jsonl", rows)

    found = read_set(tmp_path)

    assert [set(q.relevant) for q in found.questions] == [{"Tide plan#2"}, {"Tide plan#2"}]


def test_a_beir_set_keeps_grades_and_leaves_out_what_nobody_judged(tmp_path: Path) -> None:
    found = read_set(write_beir(tmp_path))

    assert [(q.id, q.relevant) for q in found.questions] == [("q1", {"t1#1": 2}), ("q3", {})]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"document": "Marsh raport"},
            r"questions\.jsonl, row 1: .*'Marsh raport'; did you mean 'Marsh report'",
        ),
        ({"pages": [0]}, r"questions\.jsonl, row 1: pages\.0: .*greater than or equal to 1"),
        ({"pages": [2]}, r"questions\.jsonl, row 1: pages\.jsonl has no Marsh report#2"),
        ({"question": ""}, r"questions\.jsonl, row 1: question: "),
    ],
)
def test_a_wrong_row_is_named_with_its_file_and_place(
    tmp_path: Path, change: dict[str, object], said: str
) -> None:
    write_paged(tmp_path, questions=({**QUESTIONS[0], **change},))

    with pytest.raises(OutsideSetError, match=said):
        read_set(tmp_path)


@pytest.mark.parametrize(
    ("judgements", "said"),
    [
        ("q9\tt1\t1\n", r"test\.tsv, row 1: queries\.jsonl has no query 'q9'"),
        ("q1\tt9\t1\n", r"test\.tsv, row 1: corpus\.jsonl has no text 't9'"),
        ("q1\tt1\n", r"test\.tsv, row 1: its fields do not fit the columns query-id, corpus-id, score"),
    ],
)
def test_a_wrong_judgement_is_named(tmp_path: Path, judgements: str, said: str) -> None:
    write_beir(tmp_path, judgements)

    with pytest.raises(OutsideSetError, match=said):
        read_set(tmp_path)


def test_a_line_that_is_no_json_is_named(tmp_path: Path) -> None:
    write_paged(tmp_path)
    (tmp_path / "pages.jsonl").write_text("\n{\n", encoding="utf-8")

    with pytest.raises(OutsideSetError, match=r"pages\.jsonl, row 2: no JSON"):
        read_set(tmp_path)


@pytest.mark.parametrize("twice", ["page", "id"])
def test_what_is_there_twice_is_refused(tmp_path: Path, twice: str) -> None:
    pages = (PAGES[0], PAGES[0]) if twice == "page" else PAGES
    write_paged(tmp_path, ({**QUESTIONS[0], "id": "a"}, {**QUESTIONS[0], "id": "a"}), pages)

    with pytest.raises(
        OutsideSetError, match="is there already" if twice == "page" else "more than once as id: a"
    ):
        read_set(tmp_path)


@pytest.mark.parametrize(
    "write", [lambda _folder: None, lambda folder: write_lines(folder / "questions.jsonl", ())]
)
def test_a_folder_without_a_set_says_what_is_wanted(tmp_path: Path, write: Callable[[Path], None]) -> None:
    write(tmp_path)

    with pytest.raises(OutsideSetError, match=r"corpus\.jsonl|neither pages\.jsonl nor a PDF"):
        read_set(tmp_path)
