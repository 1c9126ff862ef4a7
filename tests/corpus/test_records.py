from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Block, BlockKind, Cell, Document, Slide, SlideRef
from corpus.records import from_json, list_to_json, read_lines, to_json, write_lines
from tests.fakes import a_block, a_document, a_slide

TEXT = st.text(st.characters(codec="utf-8"))
SPANS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=2).map(tuple)
BLOCKS = st.builds(
    Block,
    id=TEXT,
    kind=st.sampled_from(BlockKind),
    text=TEXT,
    level=st.integers(0, 5),
    headings=st.lists(TEXT, max_size=2).map(tuple),
    cells=st.lists(st.builds(Cell, TEXT, TEXT, st.lists(TEXT, max_size=2).map(tuple)), max_size=2).map(tuple),
    spans=SPANS,
    box=st.none() | st.tuples(*[st.floats(0, 1)] * 4),
)


@given(
    st.builds(Slide, st.builds(SlideRef, TEXT, st.integers(1, 99)), TEXT, st.lists(BLOCKS).map(tuple), TEXT)
)
def test_any_slide_comes_back_as_it_was(slide: Slide) -> None:
    assert from_json(Slide, to_json(slide)) == slide


def test_a_document_keeps_its_date_and_names() -> None:
    document = a_document(presented_on=date(2021, 4, 12), publisher_aliases=("AP", "OAP"))

    assert from_json(Document, to_json(document)) == document


def test_a_record_is_one_line_whatever_its_text() -> None:
    assert "\n" not in to_json(a_block("one\ntwo\u2028three"))


def test_a_file_gives_its_records_back_in_order(tmp_path: Path) -> None:
    slides = (a_slide(2, "Two", "b\u2028c"), a_slide(1, "One", "a"))

    write_lines(tmp_path / "slides.jsonl", slides)

    assert read_lines(Slide, tmp_path / "slides.jsonl") == slides


@pytest.mark.parametrize("line", ["", "{", '{"id": 3}', "[]"])
def test_a_line_that_is_no_such_record_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="validation error"):
        from_json(Document, line)


def test_a_list_of_records_is_json() -> None:
    assert list_to_json([]) == "[]"
    assert list_to_json([SlideRef("a", 1), SlideRef("b", 2)]).count('"document_id"') == 2
