import pytest

from assistant.slots.numbers import Unit, find_numbers


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("over £400K was seized", Unit.MONEY, "400000"),
        ("it is 46.7% now", Unit.SHARE, "46.7"),
        ("the 3rd highest", Unit.RANK, "3rd"),
        ("a 3 year plan", Unit.DURATION, "3"),
        ("within two working days", Unit.DURATION, "two working days"),
        ("in 2020/21", Unit.YEAR, "2020"),
        ("on 12 April", Unit.DAY, "12"),
        ("it opens at 9am", Unit.HOUR, "9"),
        ("until 10.30 p.m. on Fridays", Unit.HOUR, "10"),
        ("children aged 16", Unit.AGE, "16"),
        ("the survey, Wave 6, says", Unit.NAME, "6"),
        ("a Post 16 mentor", Unit.NAME, "16"),
        ("police marked 5,500 bicycles", Unit.PLAIN, "5500"),
        ("nine branches", Unit.PLAIN, "9"),
        ("sixty-three shops", Unit.PLAIN, "63"),
        ("forty one boats", Unit.PLAIN, "41"),
        ("nineteen wardens", Unit.PLAIN, "19"),
        ("58 Afghan families came", Unit.PLAIN, "58"),
    ],
)
def test_a_number_is_told_by_what_it_measures(text: str, unit: Unit, value: str) -> None:
    (number,) = find_numbers(text)

    assert number.unit is unit
    assert number.value.startswith(value)


def test_a_lists_own_number_is_none() -> None:
    assert not list(find_numbers("4. People feel safe"))


def test_a_clause_bounds_what_a_number_counts() -> None:
    first, second = find_numbers("Wardens saw 40 swans; 12 boats sank.")

    assert first.after == ("swan",)
    assert second.after == ("boat", "sank")
