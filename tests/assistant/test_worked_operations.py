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
        ("work out the gap between A and B", Operation.DIFFERENCE),
        ("By how much does A exceed B?", Operation.DIFFERENCE),
        ("calculate the total of A and B", Operation.TOTAL),
        ("How far above the national figure are we?", Operation.DIFFERENCE),
        ("By what percentage did A fall?", Operation.CHANGE),
        ("What share of the total went to A?", Operation.SHARE),
        ("How many times bigger is A than B?", Operation.MULTIPLE),
        ("What was spent on average?", Operation.AVERAGE),
        ("What percentage of people don't feel safe?", Operation.REMAINDER),
        ("Which fund is the smallest?", Operation.SMALLEST),
        ("Which got more, A or B?", Operation.COMPARE),
        ("Did A or B have more?", Operation.COMPARE),
        ("Was A or B higher in 2031/32?", Operation.COMPARE),
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
        "What was the largest fund spent on?",
        "How much more did A get than the year before?",
        "What is the most one could get?",
        "What is the most a household can claim?",
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


@pytest.mark.parametrize(
    ("question", "top"),
    [("What are the two largest grants together?", 2), ("Add up the smallest three", 3), ("The largest?", 0)],
)
def test_how_many_of_the_largest_are_meant_is_read(question: str, top: int) -> None:
    asked = find_operation(f"{question} What is the total?")

    assert asked is not None
    assert asked.top == top


@pytest.mark.parametrize(
    ("question", "excluded"),
    [
        ("How much is left over once A is taken out in 2031/32?", "A"),
        ("How much remains after A?", "A"),
        ("How much is left if you take out A?", "A"),
        ("How much is there apart from A?", "A"),
    ],
)
def test_what_is_taken_out_of_a_whole_is_told_apart(question: str, excluded: str) -> None:
    asked = find_operation(question)

    assert asked is not None
    assert asked.operation is Operation.TOTAL
    assert asked.excluded.split()[0].strip("?") == excluded


def test_people_leaving_a_place_are_not_taken_out_of_a_sum() -> None:
    asked = find_operation("By how many did people leaving prison with a home rise from 2030/31 to 2031/32?")

    assert asked is not None
    assert asked.excluded == ""
    assert "2031/32" in asked.text


@pytest.mark.parametrize(
    ("question", "operation"),
    [
        ("How many more loans did A make in 2031/32 compared with 2030/31?", Operation.DIFFERENCE),
        ("How many extra loans did A make in 2031/32 compared with 2030/31?", Operation.DIFFERENCE),
        ("How much did loans come down between 2030/31 and 2031/32?", Operation.DIFFERENCE),
        ("Did A make twice as many loans as B?", Operation.MULTIPLE),
        ("Are there three times as many places at A as at B?", Operation.MULTIPLE),
    ],
)
def test_sides_are_set_against_each_other_in_many_words(question: str, operation: Operation) -> None:
    asked = find_operation(question)

    assert asked is not None
    assert asked.operation is operation


def test_where_a_figure_is_shown_is_no_part_of_what_is_asked_for() -> None:
    shown = find_operation("What do all the loans in the 2031/32 library table add up to?")
    named = find_operation("How many picnic tables were mended in all?")

    assert shown is not None
    assert named is not None
    assert "table" not in shown.text
    assert "tables" in named.text


@pytest.mark.parametrize(
    "question",
    [
        "How did total crime in 2031/32 compare with 2030/31?",
        "What are total grants in 2031/32 against 2030/31?",
    ],
)
def test_totals_set_against_each_other_are_not_added_up(question: str) -> None:
    assert find_operation(question) is None


def test_what_is_compared_in_total_is() -> None:
    asked = find_operation("What do A and B come to in total, against C?")

    assert asked is not None
    assert asked.operation is Operation.TOTAL
