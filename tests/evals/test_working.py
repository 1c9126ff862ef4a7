import pytest

from evals.working import find_worked_numbers

FROM = "Worked out from the slide: "
QUOTES = ("Lantern Fund\t£7,500", "Harbour Fund\t£12,000", "64%", "58%")


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("£7,500 (Lantern Fund) + £12,000 (Harbour Fund) = £19,500.", {"19500"}),
        ("£12,000 (Harbour Fund) − £7,500 (Lantern Fund) = £4,500.", {"4500"}),
        ("64% − 58% = 6 percentage points.", {"6"}),
        ("100% − 64% = 36%.", {"100%", "36%"}),
        ("£12,000 (Harbour Fund) ÷ £7,500 (Lantern Fund) = 1.6 times.", {"1.6"}),
        ("£7,500 out of £7,500 + £12,000 = £19,500, which is about 38.5%.", {"19500", "38.5%"}),
        ("£7,500 + £12,000 = £19,500, divided by 2 = £9,750.", {"19500", "2", "9750"}),
        ("nil (Tours) + £12,000 (Shop) = £12,000, with nil taken as nought.", {"12000"}),
        ("£12,000 (Shop) − nil (Tours) = £12,000, with nil taken as nought.", {"12000"}),
        ("from £7,500 to £12,000 is a rise of £4,500, which is 60%.", {"4500", "60%"}),
    ],
)
def test_numbers_that_follow_from_the_quotes_are_found(line: str, numbers: set[str]) -> None:
    assert find_worked_numbers(FROM + line, QUOTES) == numbers


@pytest.mark.parametrize(
    "line",
    [
        FROM + "£7,500 + £12,000 = £19,600.",
        FROM + "£7,500 + £13,000 = £20,500.",
        FROM + "£7,500 out of £7,500 + £12,000 = £19,500, which is about 39%.",
        "£7,500 + £12,000 = £19,500.",
        FROM + "it comes to £19,500.",
        FROM + "nil + £12,000 = £12,500, with nil taken as nought.",
    ],
    ids=[
        "a wrong sum",
        "a part that is not quoted",
        "a wrong share",
        "not said to be worked out",
        "no sum",
        "nil as something",
    ],
)
def test_no_number_follows_from_a_sum_that_does_not_come_out(line: str) -> None:
    assert find_worked_numbers(line, QUOTES) == frozenset()


def test_a_count_follows_when_as_many_things_are_quoted() -> None:
    line = "Worked out by counting on the slide: 2 in all: Safer buses; Fewer fires."

    assert find_worked_numbers(line, ("Safer buses", "Fewer fires")) == {"2"}
    assert find_worked_numbers(line.replace("2 in", "3 in"), ("Safer buses", "Fewer fires")) == frozenset()
