import pytest

from assistant.periods import (
    Period,
    find_periods,
    move_periods,
    spell_out_year_before,
    spell_out_years,
    without_periods,
    years_away,
)


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("in 2020/21", (Period(2020, 2021),)),
        ("the 2018-2021 plan", (Period(2018, 2021),)),
        ("2022–25 and 2021", (Period(2022, 2025), Period(2021, 2021))),
        ("on 1st April 2022", (Period(2022, 2022),)),
        ("5500 checks, 20th of May", ()),
        ("23/24 and 98/99", (Period(2023, 2024), Period(1998, 1999))),
        ("10/11, 24/26, 23/24 May, 15/16 year olds, 24/25/26, 1.23/24, £23/24, 23/24%", ()),
    ],
)
def test_every_period_a_text_names_is_read_once_in_order(text: str, periods: tuple[Period, ...]) -> None:
    assert find_periods(text) == periods


def test_a_period_is_written_as_public_bodies_write_it() -> None:
    assert [str(period) for period in find_periods("2021, 2021-22, 2021-2025")] == [
        "2021",
        "2021/22",
        "2021-25",
    ]


def test_a_span_of_years_holds_the_years_in_it_and_no_others() -> None:
    plan = Period(2021, 2025)

    assert plan.holds(Period(2022, 2023))
    assert not plan.holds(Period(2020, 2021))


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("And the year before?", -1),
        ("what about the previous financial year", -1),
        ("and the following year?", 1),
        ("What happened in the summer?", 0),
        ("What was there before the fund?", 0),
    ],
)
def test_a_year_asked_for_by_its_place_is_counted(question: str, years: int) -> None:
    assert years_away(question) == years


def test_the_years_of_a_question_are_moved_and_taken_out() -> None:
    asked = "How much was the fund in 2021/22?"

    assert move_periods(asked, -1) == "How much was the fund in 2020/21?"
    assert without_periods(asked) == "How much was the fund in ?"


def test_financial_years_are_spelt_out_and_other_spans_left() -> None:
    asked = "From 23/24 to 2024-2025, under the 2022-25 plan of 2021?"

    assert spell_out_years(asked) == "From 2023/24 to 2024/25, under the 2022-25 plan of 2021?"


def test_the_year_before_in_words_is_spelt_out_only_beside_one_period() -> None:
    assert spell_out_year_before("How many more in 2021/22 than the year before?") == (
        "How many more in 2021/22 than 2020/21?"
    )
    assert (
        spell_out_year_before("How many more than the year before?") == "How many more than the year before?"
    )


def test_a_comparison_with_the_year_before_asks_about_this_one() -> None:
    assert years_away("Were there fewer fires than the year before?") == 0
    assert years_away("How has it changed since the year before?") == 0
    assert years_away("How many fires were there the year before?") == -1
