import json
from pathlib import Path

import pytest

from evals.adapting.pages import FOLDER, Page, PagesError, read_pages, split_pages

ROW = {
    "heading": "Roads",
    "lines": ["Potholes  mended", "Lights out"],
    "ask": [[1, "Why dark?"]],
    "miss": ["Cost?"],
}


def written(folder: Path, *rows: object) -> Path:
    (folder / "some.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return folder


def test_a_page_is_read_as_written_in_single_spaces(tmp_path: Path) -> None:
    [page] = read_pages(written(tmp_path, ROW))

    assert page == Page("Roads", ("Potholes mended", "Lights out"), ((1, "Why dark?"),), ("Cost?",))


@pytest.mark.parametrize(
    "wrong", [[], {"heading": "Roads"}, {**ROW, "lines": [1]}, {**ROW, "ask": ["Why dark?", 1]}]
)
def test_a_wrong_row_is_told_with_its_line(tmp_path: Path, wrong: object) -> None:
    with pytest.raises(PagesError, match=r"some\.jsonl, line 2 is no page"):
        read_pages(written(tmp_path, ROW, wrong))


@pytest.mark.parametrize("at", [-1, 2])
def test_a_question_of_no_line_is_told(tmp_path: Path, at: int) -> None:
    with pytest.raises(PagesError, match=f"line 1: a question is of line {at}, and the page has 2"):
        read_pages(written(tmp_path, {**ROW, "ask": [[at, "Why dark?"]]}))


def test_a_folder_without_pages_is_told(tmp_path: Path) -> None:
    with pytest.raises(PagesError, match=r"holds no \.jsonl"):
        read_pages(tmp_path)


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "some.jsonl").write_bytes(b"\xff\xfe")

    with pytest.raises(PagesError, match="cannot be read"):
        read_pages(tmp_path)


def test_every_page_is_on_one_side_and_the_same_one_each_time() -> None:
    pages = read_pages()
    training, held_out = split_pages(pages)

    assert sorted((*training, *held_out), key=str) == sorted(pages, key=str)
    assert 0.05 < len(held_out) / len(pages) < 0.15
    assert not {page.heading for page in training} & {page.heading for page in held_out}


def test_every_page_says_that_it_is_invented() -> None:
    for file in FOLDER.glob("*.jsonl"):
        assert all(
            json.loads(line)["invented"] is True for line in file.read_text(encoding="utf-8").splitlines()
        )
