import pytest

from corpus.periods import check_period, find_days, find_periods


def names(text: str) -> list[str]:
    return [period.name for period in find_periods(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Annual Review 2020/21",
        "2020-21",
        "2020/2021",
        "April 2020 to March 2021",
        "1 April 2020 – 31 March 2021",
        "year ending 31 March 2021",
        "Q3 20/21",
        "review-2020-21",
    ],
)
def test_a_financial_year_has_one_form_however_it_is_written(text: str) -> None:
    assert names(text) == ["2020/21"]


@pytest.mark.parametrize("text", ["Plan 2022-25", "2022 to 2025", "2022 – 2025", "Plan 2022/25"])
def test_several_years_have_one_form_however_they_are_written(text: str) -> None:
    assert names(text) == ["2022-25"]


@pytest.mark.parametrize(
    "text", ["12 April 2021", "12/04/2021", "2021-04-12", "March 2021", "April 12th, 2021"]
)
def test_the_year_of_a_date_is_no_period(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize("text", ["£2020", "2,021", "2021%", "2020/11", "12021"])
def test_an_amount_is_no_period(text: str) -> None:
    assert names(text) == []


def test_periods_come_as_they_stand() -> None:
    assert names("In 2019/20, 2020/21 and 2021; 1999/00") == ["2019/20", "2020/21", "2021", "1999/00"]


@pytest.mark.parametrize(
    "text", ["12 April 2021", "12th of April 2021", "April 12, 2021", "12/04/2021", "12.4.2021", "2021-04-12"]
)
def test_a_date_is_read_day_first(text: str) -> None:
    assert [day.day.isoformat() for day in find_days(text)] == ["2021-04-12"]


def test_a_day_that_is_in_no_calendar_is_no_date() -> None:
    assert find_days("31 February 2021, 12/13/2021") == ()


def test_a_text_that_speaks_mostly_of_another_year_is_noted() -> None:
    check = check_period("2020/21", ["2021/22 and 2021/22", "2021/22, 2021-22, 2020/21"])

    assert check.note == "the text speaks mostly of 2021/22 (4 times), the manifest says 2020/21 (once)"
    assert check.mentioned == (("2021/22", 4), ("2020/21", 1))


def test_a_text_that_compares_with_the_year_before_is_not_noted() -> None:
    assert check_period("2020/21", ["2019/20 2019/20 2019/20 2020/21 2020/21"]).note == ""


def test_years_within_the_manifests_span_are_not_noted() -> None:
    assert check_period("2022-25", ["2023/24 2023/24 2023/24 2024/25"]).note == ""


def test_single_years_do_not_speak_against_a_financial_year() -> None:
    assert check_period("2020/21", ["2019 2019 2019 2019"]).note == ""


def test_a_manifest_without_a_period_is_told_the_one_the_text_speaks_of() -> None:
    assert check_period("", ["2021/22 " * 3]).note == (
        "the text speaks mostly of 2021/22 (3 times), the manifest says none"
    )
