import html
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from assistant.api.examples import find_examples
from assistant.api.marking import Layout, Piece, split_at, view_slide
from assistant.api.wording import STATUS_LABELS, cover_line, partnership
from assistant.model import AnswerStatus
from assistant.settings import AssistantSettings
from corpus.model import Block, BlockKind, Slide, SlideRef
from tests.assistant.service_fakes import (
    DOCUMENT,
    HOSTILE,
    ROW,
    SLIDES,
    FakeAssistant,
    serve_fake,
)

HTML = {"Accept": "text/html,application/xhtml+xml"}


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with serve_fake(settings=AssistantSettings(contact="the safety team")) as ready:
        yield ready


def text_of(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", page))


def marked_in(page: str) -> list[str]:
    return [html.unescape(found) for found in re.findall(r"<mark>(.*?)</mark>", page, re.DOTALL)]


def test_the_first_page_says_what_is_covered_and_what_to_check(client: TestClient) -> None:
    page = client.get("/").text

    assert "Northmoor Safety Partnership Annual Review 2022/23" in page
    assert "Covers 2022/23, presented to Scrutiny Committee on 3 April 2023" in page
    assert "Answers quote the documents listed. Check the slide before using a figure." in page
    assert "the safety team" in page


def test_example_questions_come_from_the_documents_and_are_ones_they_answer(client: TestClient) -> None:
    page = client.get("/").text

    assert "What do the documents say about Street safety?" in page
    assert "Map of patrols" not in page, "the documents do not answer that one"


def test_a_title_that_many_slides_share_makes_no_example() -> None:
    class Repeated(FakeAssistant):
        def slides(self, document_id: str) -> tuple[Slide, ...]:
            return tuple(
                Slide(SlideRef(document_id, n), title, ())
                for n, title in enumerate(["Street fund", "Fund again", "Fund again"], start=1)
            )

    assert find_examples(Repeated()) == ("What do the documents say about Street fund?",)


def test_an_answer_reads_without_script_with_each_marker_leading_to_its_words(client: TestClient) -> None:
    page = client.get("/ask", params={"q": "Which fund?"}).text

    assert 'href="/d/north-review/slides/1?c=row1&amp;at=0-21#c-row1"' in page
    assert '<span class="bit">Lighting Fund</span>\t<span class="bit">£12,500</span></blockquote>' in page
    assert "You said" in page
    assert "Assistant said" in page


def test_a_follow_up_without_script_goes_on_with_the_conversation() -> None:
    assistant = FakeAssistant()
    with serve_fake(assistant) as client:
        page = client.get("/ask", params={"q": "Which fund?"}).text
        found = re.search(r'name="conversation" value="([0-9a-f]{32})"', page)
        assert found
        client.get("/ask", params={"q": "What did it pay for?", "conversation": found[1]})

    assert [turn.question for turn in assistant.asked[-1][1]] == ["Which fund?"]


def test_a_question_that_is_not_answered_looks_different_and_says_what_to_do(client: TestClient) -> None:
    page = client.get("/ask", params={"q": "Who won?"}).text

    assert 'data-status="no_evidence"' in page
    assert "Not in the documents" in page
    assert "Look at the nearest slides, or ask in other words." in page
    assert '<a href="/d/north-review/slides/2">' in page


@pytest.mark.parametrize("question", ["", "x" * 501, "a\x00b"])
def test_a_question_that_cannot_be_read_comes_back_in_its_box_with_what_is_wrong(
    client: TestClient, question: str
) -> None:
    response = client.get("/ask", params={"q": question}, headers=HTML)

    assert response.status_code == 422
    assert 'role="alert"><div class="problem">' in response.text


def test_hostile_text_is_shown_as_text(client: TestClient) -> None:
    pages = [
        client.get("/ask", params={"q": f"fund {HOSTILE}"}).text,
        client.get("/ask", params={"q": f"{HOSTILE}" + "x" * 500}).text,
        client.get("/d/north-review/slides/2", params={"c": HOSTILE, "at": HOSTILE}).text,
    ]

    for page in pages:
        assert "<img" not in page
        assert "<img" in text_of(page.replace("&lt;", "<").replace("<img", "&lt;img"))


def test_the_cited_words_are_marked_on_their_slide_and_nothing_else_is(client: TestClient) -> None:
    page = client.get("/d/north-review/slides/1?c=row1&at=0-21").text

    assert marked_in(page) == ["Lighting Fund", "£12,500"]
    assert 'id="c-row1"' in page


@pytest.mark.parametrize("asked", ["c=gone", "c=row1&at=0-99999", "c=row1&at=9-3", "at=0-5"])
def test_nothing_is_marked_when_the_words_are_not_found(client: TestClient, asked: str) -> None:
    assert marked_in(client.get(f"/d/north-review/slides/1?{asked}").text) == []


def test_a_page_says_that_the_words_were_not_found(client: TestClient) -> None:
    assert "nothing is marked" in client.get("/d/north-review/slides/1?c=gone").text
    assert "nothing is marked" not in client.get("/d/north-review/slides/1").text


def test_a_slide_page_has_its_place_its_neighbours_and_a_line_to_cite(client: TestClient) -> None:
    page = client.get("/d/north-review/slides/2").text

    assert "Slide 2 of 3" in text_of(page)
    assert 'rel="prev" href="/d/north-review/slides/1"' in page
    assert 'rel="next" href="/d/north-review/slides/3"' in page
    assert "Northmoor Safety Partnership Annual Review 2022/23, slide 2, 3 April 2023" in page
    assert "counted from the text export’s headings" in page


def test_a_table_has_headers_and_its_cells_keep_their_lists(client: TestClient) -> None:
    page = client.get("/d/north-review/slides/1").text

    assert re.findall(r'<th scope="col"[^>]*>(.*?)</th>', page) == ["Fund", "Amount", "What it paid for"]
    assert '<li><span class="words">lamps on two estates</span></li>' in page


def test_deeper_bullets_are_nested_in_the_one_above(client: TestClient) -> None:
    page = client.get("/d/north-review/slides/2").text

    assert re.search(r'<li id="c-b1"><span class="words">Patrols[^<]*</span><ul>\s*<li id="c-b2">', page)


def test_a_missing_slide_is_a_page_for_people_and_a_problem_for_programs(client: TestClient) -> None:
    person = client.get("/d/north-review/slides/9", headers=HTML)
    program = client.get("/d/north-review/slides/9")

    assert (person.status_code, program.status_code) == (404, 404)
    assert "<h1>No such slide</h1>" in person.text
    assert program.json()["title"] == "No such slide"


def test_the_documents_page_gives_period_date_and_slides(client: TestClient) -> None:
    shown = re.sub(r"\s+", " ", text_of(client.get("/documents").text))

    assert "Covers 2022/23 Presented Scrutiny Committee, 3 April 2023" in shown
    assert "Slides 3" in shown


def test_no_page_names_another_origin(client: TestClient) -> None:
    for path in ("/", "/ask?q=fund", "/documents", "/d/north-review/slides/1"):
        assert not re.search(r'(?:src|href|action)="(?!/|#)', client.get(path).text)


def test_the_script_is_small_and_writes_text_only(client: TestClient) -> None:
    script = client.get("/static/chat.js").text

    assert len(script.encode()) < 8000
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", script)


def test_every_way_an_answer_can_end_has_its_label() -> None:
    assert set(STATUS_LABELS) == set(AnswerStatus)
    assert all(STATUS_LABELS[status] for status in AnswerStatus if status is not AnswerStatus.ANSWERED)


def test_several_publishers_are_not_named_as_one() -> None:
    assert partnership([DOCUMENT, replace(DOCUMENT, publisher="Another")]) == "Partnership documents"


def test_a_mark_within_a_list_of_a_cell_covers_that_item_alone() -> None:
    start = ROW.text.index("a path")
    view = view_slide(SLIDES[0], "row1", (start, start + len("a path by the station")))

    table = next(run for run in view.runs if run.layout is Layout.TABLE)
    cell = table.blocks[0].cells[2]
    assert cell.items == ((Piece("lamps on two estates"),), (Piece("a path by the station", marked=True),))
    assert view.marked


def test_a_whole_block_is_marked_when_no_characters_are_named() -> None:
    view = view_slide(SLIDES[1], "b2")

    bullets = next(run for run in view.runs if run.layout is Layout.LIST)
    assert bullets.blocks[0].children[0].pieces == (Piece("six by night", marked=True),)


def test_two_blocks_of_the_same_id_share_one_anchor() -> None:
    twice = Slide(
        SlideRef("d", 1), "T", (Block("x", BlockKind.BULLET, "a"), Block("x", BlockKind.BULLET, "a"))
    )

    anchors = [block.anchor for run in view_slide(twice).runs for block in run.blocks]

    assert anchors == ["c-x", ""]


@pytest.mark.parametrize(
    ("span", "offset"), [((0, 0), 0), ((2, 4), 0), ((0, 99), 0), ((3, 8), 5), ((0, 3), 4)]
)
def test_splitting_at_a_mark_loses_no_character(span: tuple[int, int], offset: int) -> None:
    assert "".join(piece.text for piece in split_at("abcdef", span, offset)) == "abcdef"


def test_what_a_document_does_not_say_of_itself_is_not_shown_empty() -> None:
    untold = replace(DOCUMENT, publisher="", period="", area="")

    with serve_fake(FakeAssistant(documents=(untold,))) as client:
        page = client.get("/documents").text

    assert "<dd></dd>" not in page
    assert partnership([untold]) == "Partnership documents"
    assert partnership([untold, DOCUMENT]) == DOCUMENT.publisher
    assert cover_line(untold).startswith("Period not given")
