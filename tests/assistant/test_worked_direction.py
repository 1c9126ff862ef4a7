"""Which way a question takes figures to differ, and what is said where they differ the other way."""

import pytest

from assistant.model import Direction
from assistant.pipeline import Assistant
from assistant.worked.operations import find_operation
from evals.working import find_worked_numbers
from tests.assistant.small_corpus import bullet, embed, index, slide
from tests.assistant.worked_years import two_years

REVIEWS = two_years()
IN_SENTENCES = Assistant(
    index((slide(1, "Theft", bullet("Knife thefts fell to 81 from 96 in the borough.")),)), embed
)


@pytest.mark.parametrize(
    ("question", "claimed", "base"),
    [
        ("How much more did A get than B?", Direction.MORE, "B?"),
        ("How much more than B was A?", Direction.MORE, "B"),
        ("How many points below B was A?", Direction.LESS, "B"),
        ("How many times as much as B did A get?", Direction.MORE, "B"),
        ("By how many did A rise?", Direction.RISE, ""),
        ("By what percentage did A go down?", Direction.FALL, ""),
        ("What is the gap between A and B?", None, ""),
    ],
)
def test_the_wording_tells_which_side_is_taken_to_be_more(
    question: str, claimed: Direction | None, base: str
) -> None:
    asked = find_operation(question)

    assert asked is not None
    assert (asked.claimed, asked.base.rstrip("?")) == (claimed, base.rstrip("?"))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "How much more was the Garden Fund in 2031/32 than in 2030/31?",
            "£15,000 (Garden Fund, 2030/31) − £12,000 (Garden Fund, 2031/32) = £3,000, a fall, not a rise.",
        ),
        (
            "By how much did the Bridge Fund fall from 2030/31 to 2031/32?",
            "£30,000 (Bridge Fund, 2031/32) − £20,000 (Bridge Fund, 2030/31) = £10,000, a rise, not a fall.",
        ),
        (
            "How much bigger was the Garden Fund than the Bridge Fund in 2031/32?",
            "£30,000 (Bridge Fund) − £12,000 (Garden Fund) = £18,000, so Garden Fund is less, not more.",
        ),
        (
            "How many times bigger was the Garden Fund than the Bridge Fund in 2031/32?",
            "£30,000 (Bridge Fund) ÷ £12,000 (Garden Fund) = 2.5 times, so Garden Fund is less, not more.",
        ),
        (
            "How many points above England was Eastham on feeling safe in the park in 2031/32?",
            ("67% (Residents who feel safe in the park, England) − 64% (Residents who feel safe in the park, "
            "Eastham) = 3 percentage points, so Eastham is less, not more."),
        ),
        (
            "By what percentage did the Bridge Fund fall between 2030/31 and 2031/32?",
            ("from £20,000 (Bridge Fund, 2030/31) to £30,000 (Bridge Fund, 2031/32) is a rise of £10,000, "
            "which is 50%, not a fall."),
        ),
    ],
)  # fmt: skip
def test_figures_that_differ_the_other_way_are_said_to(question: str, said: str) -> None:
    answer = REVIEWS.ask(question)

    assert answer.text == f"{answer.text.split(': ')[0]}: {said}"
    assert find_worked_numbers(answer.text, [citation.quote for citation in answer.citations])


@pytest.mark.parametrize(
    "question",
    [
        "How much less was the Garden Fund in 2031/32 than in 2030/31?",
        "How much more was the Garden Fund in 2030/31 than in 2031/32?",
        "How much smaller was the Garden Fund than the Bridge Fund in 2031/32?",
        "What is the gap between the Garden Fund and the Bridge Fund in 2031/32?",
        "How many points below England was Eastham on feeling safe in the park in 2031/32?",
    ],
)
def test_figures_that_differ_as_they_are_taken_to_are_not_corrected(question: str) -> None:
    answer = REVIEWS.ask(question)

    assert answer.sentences[-1].worked
    assert "not" not in answer.text


def test_what_a_sentence_starts_from_comes_first_in_time() -> None:
    answer = IN_SENTENCES.ask("By how many did knife thefts rise in the borough?")

    assert answer.text.endswith("96 − 81 = 15, a fall, not a rise.")
