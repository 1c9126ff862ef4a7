import pytest

from assistant.model import Operation
from assistant.worked.operations import find_operation, find_superlative


@pytest.mark.parametrize(
    ("question", "operation"),
    [
        ("What is the total of all grants?", Operation.TOTAL),
        ("How much did A and B get altogether?", Operation.TOTAL),
        ("How much is there apart from A?", Operation.TOTAL),
        ("How much more did A get than B?", Operation.DIFFERENCE),
        ("What's the gap between A and B?", Operation.DIFFERENCE),
        ("How far above the national figure are we?", Operation.DIFFERENCE),
        ("By what percentage did A fall?", Operation.CHANGE),
        ("What share of the total went to A?", Operation.SHARE),
        ("How many times bigger is A than B?", Operation.MULTIPLE),
        ("What was spent on average?", Operation.AVERAGE),
        ("What percentage of people don't feel safe?", Operation.REMAINDER),
        ("Which fund is the smallest?", Operation.SMALLEST),
        ("Which got more, A or B?", Operation.COMPARE),
        ("How many funds are there?", Operation.COUNT),
    ],
)
def test_the_wording_tells_what_is_to_be_worked_out(question: str, operation: Operation) -> None:
    asked = find_operation(question)

    assert asked is not None
    assert asked.operation is operation


@pytest.mark.parametrize(
    "question",
    [
        "How much was the grant?",
        "What difference did the wardens make?",
        "How do the partners work together?",
        "Who leads the theme?",
        "How much more did A get than the year before?",
    ],
)
def test_a_question_for_what_is_said_asks_for_no_sum(question: str) -> None:
    assert find_operation(question) is None


def test_the_sides_of_a_share_are_told_apart_by_the_verb() -> None:
    went = find_operation("What share of the funding went to the Lantern Fund?")
    is_of = find_operation("What percentage is the Lantern Fund of the funding?")

    assert went is not None
    assert is_of is not None
    assert (went.part, went.whole) == ("to the Lantern Fund", " the funding ")
    assert is_of.whole.strip(" ?") == "the funding"


def test_the_second_largest_is_not_the_largest() -> None:
    asked = find_operation("What is the second largest fund?")

    assert asked is not None
    assert (asked.operation, asked.rank) == (Operation.LARGEST, 2)


def test_a_superlative_is_known_in_a_part_of_a_question() -> None:
    assert find_superlative("the smallest one") is Operation.SMALLEST
    assert find_superlative("the Lantern Fund") is None
