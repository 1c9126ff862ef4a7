import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.model import Operand, Operation, Quote, Working
from assistant.worked.compute import NotWorkable, say_working
from corpus.model import SlideRef
from evals.matching import find_numbers
from evals.working import find_worked_numbers

SLIDE = SlideRef("invented", 1)


def say(operation: Operation, *figures: str, rank: int = 1) -> str:
    operands = tuple(Operand(Quote(SLIDE, f"b{n}", text), f"side {n}") for n, text in enumerate(figures))
    return say_working(Working(operation, operands, rank)).split(": ", 1)[1]


@pytest.mark.parametrize(
    ("operation", "figures", "said"),
    [
        (Operation.TOTAL, ("£0.10", "£0.20"), "£0.10 (side 0) + £0.20 (side 1) = £0.30."),
        (Operation.DIFFERENCE, ("58%", "64.5%"), "64.5% (side 1) − 58% (side 0) = 6.5 percentage points."),
        (Operation.DIFFERENCE, ("7", "7"), "7 (side 1) and 7 (side 0) are the same."),
        (Operation.SHARE, ("1", "3"), "1 (side 0) out of 3 (side 1), which is about 33.3%."),
        (Operation.MULTIPLE, ("10", "40"), "40 (side 1) ÷ 10 (side 0) = 4 times."),
        (
            Operation.CHANGE,
            ("nearly 20", "15"),
            "from about 20 (side 0) to 15 (side 1) is a fall of about 5, which is about 25%.",
        ),
        (Operation.COMPARE, ("£1m", "£900k"), "£1m (side 0) is more than £900k (side 1)."),
        (
            Operation.TOTAL,
            ("nil", "£20"),
            "nil (side 0) + £20 (side 1) = £20, with nil taken as nought.",
        ),
    ],
)  # fmt: skip
def test_a_sum_is_said_whole(operation: Operation, figures: tuple[str, ...], said: str) -> None:
    assert say(operation, *figures) == said


@pytest.mark.parametrize(
    ("operation", "figures"),
    [
        (Operation.TOTAL, ("£10", "10")),
        (Operation.TOTAL, ("10%", "20%")),
        (Operation.TOTAL, ("5 a week", "6 a week")),
        (Operation.AVERAGE, ("10%", "20%")),
        (Operation.SHARE, ("5", "3")),
        (Operation.MULTIPLE, ("5", "0")),
        (Operation.CHANGE, ("0", "5")),
        (Operation.CHANGE, ("nil", "5")),
        (Operation.TOTAL, ("nil", "nil")),
        (Operation.REMAINDER, ("5",)),
        (Operation.LARGEST, ("5", "5")),
        (Operation.TOTAL, ("5", "none")),
    ],
)
def test_what_makes_no_sense_is_not_worked_out(operation: Operation, figures: tuple[str, ...]) -> None:
    with pytest.raises(NotWorkable):
        say(operation, *figures)


POUNDS = st.integers(min_value=1, max_value=10**9).map(lambda value: f"£{value:,}")


@given(st.lists(POUNDS, min_size=2, max_size=6))
def test_other_code_comes_to_the_same_total_and_average(figures: list[str]) -> None:
    for operation in (Operation.TOTAL, Operation.AVERAGE):
        line = f"Worked out from the slide: {say(operation, *figures)}"

        assert find_numbers(line) - find_numbers(" ".join(figures)) - {"0", "1", "2", "3", "4", "5"} <= (
            find_worked_numbers(line, figures)
        )


@given(POUNDS, POUNDS)
def test_other_code_comes_to_the_same_difference_and_multiple(one: str, other: str) -> None:
    for operation in (Operation.DIFFERENCE, Operation.MULTIPLE):
        line = f"Worked out from the slide: {say(operation, one, other)}"

        assert "same" in line or find_worked_numbers(line, [one, other])
