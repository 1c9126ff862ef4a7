from dataclasses import replace

import pytest

from assistant.model import AnswerStatus
from assistant.pipeline import Assistant
from tests.assistant.small_corpus import bullet, embed, heading, index, slide
from tests.assistant.two_years import EARLIER, LATER, PLAN
from tests.assistant.two_years import SLIDES as YEARS

SLIDES = (
    slide(1, "Harbour review", bullet("The harbour board met on 4 May 2031."), bullet("Ada Quill, Warden")),
    slide(
        2,
        "Kelp",
        heading("Rakes"),
        bullet("Nine rakes were bought.", "Rakes"),
        bullet("Kelp fell by 4%.", "Rakes"),
    ),
    slide(3, "Boats", bullet("Kelp was carried in two boats."), bullet("A slipway was mended.")),
    slide(4, "A chart of tides"),
)


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return Assistant(index(SLIDES), embed)


def test_a_slide_asked_for_by_number_is_read_out_in_order(assistant: Assistant) -> None:
    answer = assistant.ask("What is on slide 2?")
    assert answer.status is AnswerStatus.ANSWERED
    assert [sentence.text for sentence in answer.sentences] == ["Nine rakes were bought.", "Kelp fell by 4%."]
    assert {citation.slide_number for citation in answer.citations} == {2}


def test_what_is_asked_of_a_slide_is_answered_from_it_alone(assistant: Assistant) -> None:
    answer = assistant.ask("What does slide 3 say about kelp?")
    assert [citation.slide_number for citation in answer.citations] == [3]
    assert "two boats" in answer.text


def test_the_front_page_is_the_first_slide(assistant: Assistant) -> None:
    answer = assistant.ask("What date is on the front page?")
    assert "4 May 2031" in answer.text
    assert {citation.slide_number for citation in answer.citations} == {1}


def test_the_last_slide_is_found_by_its_place(assistant: Assistant) -> None:
    assert assistant.ask("What is on the last slide?").status is AnswerStatus.PICTURE_ONLY


def test_a_slide_that_is_not_there_is_said_not_to_be(assistant: Assistant) -> None:
    answer = assistant.ask("What is on slide 9?")
    assert answer.status is AnswerStatus.NO_EVIDENCE
    assert "There is no slide 9." in answer.notes


def test_where_a_slide_says_nothing_of_it_nothing_is_said_from_others(assistant: Assistant) -> None:
    assert assistant.ask("How many rakes were bought, on slide 3?").status is not AnswerStatus.ANSWERED


def test_a_long_slide_is_cut_and_said_to_be() -> None:
    long = slide(1, "Tides", *(bullet(f"Tide {number} rose over the wall.") for number in range(30)))
    answer = Assistant(index((long,)), embed).ask("Read me slide 1")
    assert len(answer.sentences) == 12
    assert "30 lines stand there; the first 12 are given." in answer.notes


def test_of_several_documents_it_is_asked_back_which_is_meant() -> None:
    two_years = replace(index(YEARS), documents=(LATER, EARLIER, PLAN))
    answer = Assistant(two_years, embed).ask("What is on slide 2?")
    assert answer.status is AnswerStatus.AMBIGUOUS
    assert "3 documents have a slide 2." in answer.notes


def test_a_year_tells_which_of_them_is_meant() -> None:
    two_years = replace(index(YEARS), documents=(LATER, EARLIER, PLAN))
    answer = Assistant(two_years, embed).ask("What does slide 2 of the 2030/31 review say?")
    assert answer.text == "287 bicycle thefts were recorded."


def test_of_chosen_documents_only_theirs_are_read() -> None:
    assistant = Assistant(replace(index(YEARS), documents=(LATER, EARLIER, PLAN)), embed)
    answer = assistant.ask("What is on slide 2?", documents=(EARLIER.id,))
    assert answer.text == "287 bicycle thefts were recorded."
