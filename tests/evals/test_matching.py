import pytest

from evals.matching import find_numbers, states, tokenise


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("£10,000", "It was 10000 pounds."),
        ("£10,000", "a fund of £10k"),
        ("£400K", "over £400,000 seized"),
        ("£0.4m", "over £400K seized"),
        ("46.7%", "46.7 per cent of users"),
        ("46.70%", "46.7%"),
        ("12 April 2021", "on 12th April 2021"),
        ("12 April 2021", "dated 2021-04-12."),
        ("12 April 2021", "April 12, 2021"),
        ("12 April 2021", "12/04/2021"),
        ("2018-21", "the 2018/2021 plan"),
        ("2020/21", "from 2020 to 2021"),
        ("3rd highest", "the third highest in the region"),
        ("People's Panel", "the People\u2019s panel met"),
        ("July-September", "in July\u2013September"),
        ("16 mentors", "(16) mentors"),
    ],
)
def test_two_ways_of_writing_one_thing_match(fact: str, text: str) -> None:
    assert states(tokenise(text), fact)


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("5", "5500 assessments"),
        ("46.7%", "46.75%"),
        ("46.7%", "46.7 points"),
        ("£10,000", "£100,000"),
        ("£10,000", "10,0001"),
        ("12 April 2021", "12 April 2022"),
        ("April 2021", "12 April 2021"),
        ("arson", "parsonage"),
        ("hate crime", "crime and hate"),
        ("2018-21", "2018-22"),
        ("", "anything"),
    ],
)
def test_what_only_looks_alike_does_not_match(fact: str, text: str) -> None:
    assert not states(tokenise(text), fact)


def test_a_day_that_no_calendar_has_is_kept_as_written() -> None:
    assert tokenise("31 February 2021") == ("31 february 2021",)


def test_numbers_lose_their_commas_and_keep_their_percent_sign() -> None:
    assert find_numbers("£218,973 in 2020/21, 92% and 46.7 per cent") == {
        "218973",
        "2020",
        "21",
        "92%",
        "46.7%",
    }
