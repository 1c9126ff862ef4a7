"""What is worked out from two columns of one row, of places side by side."""

import pytest

from assistant.model import Answer
from assistant.pipeline import Assistant
from tests.assistant.small_corpus import embed, index, slide
from tests.assistant.worked_corpus import table
from tests.assistant.worked_years import two_years

REVIEWS = two_years()


def worked(answer: Answer) -> str:
    """Return what an answer works out; "" for one that only quotes."""
    return " ".join(sentence.text.split(": ", 1)[1] for sentence in answer.sentences if sentence.worked)


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("How many points below England was Eastham on feeling safe in the park in 2031/32?", "67% 64% 3"),
        ("How many percentage points above Westshire was Eastham on feeling safe in the park?", "64% 61% 3"),
        ("How much below England were we on feeling safe in the park in 2031/32?", "67% 64% 3"),
        ("How many points under England were we on feeling safe in the park?", "67% 64% 3"),
        ("How far above Westshire was feeling safe in the park in 2031/32?", "64% 61% 3"),
        ("How many points higher was England than Westshire on feeling safe in the park?", "67% 61% 6"),
        ("How many points less than Westshire was Eastham for victims satisfied?", "66% 58% 8"),
        ("What was the gap between Eastham and England for victims satisfied in 2030/31?", "64% 62% 2"),
    ],
)
def test_two_places_of_one_row_are_set_against_each_other(question: str, result: str) -> None:
    answer = worked(REVIEWS.ask(question))
    more, less, points = result.split()

    assert answer.startswith(f"{more} (")
    assert f"− {less} (" in answer
    assert answer.endswith(f"= {points} percentage points.")


def test_the_column_of_the_documents_own_area_need_not_bear_its_name() -> None:
    rows = table("Measure|Borough|England", "Residents who feel safe|64%|67%", "Children cautioned|12|15")
    answer = Assistant(index((slide(1, "How we compare", *rows),)), embed).ask(
        "How many points below England were we on residents who feel safe?"
    )

    assert worked(answer) == (
        "67% (Residents who feel safe, England) − 64% (Residents who feel safe, Borough)"
        " = 3 percentage points."
    )


@pytest.mark.parametrize(
    "question",
    [
        "How many points short of the target was tidy parks?",
        "How many points under target were we on tidy parks?",
        "What is the gap between target and outcome for tidy parks?",
    ],
)
def test_an_aim_is_set_against_what_came_of_it_in_the_row_that_is_named(question: str) -> None:
    rows = table("Measure|Target|Outcome", "Tidy parks|65%|58%", "Clean streets|80%|77%", "Fines|40|42")
    answer = Assistant(index((slide(1, "Results", *rows),)), embed).ask(question)

    assert worked(answer) == "65% (Tidy parks, Target) − 58% (Tidy parks, Outcome) = 7 percentage points."


def test_a_row_is_set_side_by_side_over_two_years_in_the_column_of_the_area() -> None:
    answer = REVIEWS.ask("By how many points did feeling safe in the park rise from 2030/31 to 2031/32?")

    assert worked(answer).endswith("= 4 percentage points.")
    assert worked(answer).count("Eastham, 203") == 2


@pytest.mark.parametrize(
    "question",
    [
        "How many points below Scotland was Eastham on feeling safe in the park in 2031/32?",
        "How many points below England was Eastham on feeling safe in the library in 2031/32?",
        "How many points below England was Eastham in 2031/32?",
        "How many points below England was Eastham on feeling safe in the park in 2027/28?",
        "How many points above the target was Eastham on feeling safe in the park?",
    ],
)
def test_nothing_is_set_against_a_place_or_row_that_no_table_gives(question: str) -> None:
    assert worked(REVIEWS.ask(question)) == ""


COSTS = table("Route|Budget|Spend", "Hill Line|£10,000|£12,000", "Quay Line|£8,000|£7,500")
ROUTES = Assistant(index((slide(1, "Bus routes", *COSTS),)), embed)


@pytest.mark.parametrize(
    "question",
    [
        "How far over budget was the Hill Line?",
        "What is the gap between budget and spend for the Hill Line?",
        "By how much was spend on the Hill Line above the budget?",
    ],
)
def test_words_that_ask_for_money_name_it_where_each_has_a_column(question: str) -> None:
    answer = worked(ROUTES.ask(question))

    assert answer == "£12,000 (Hill Line, Spend) − £10,000 (Hill Line, Budget) = £2,000."


def test_a_row_that_shares_a_word_with_the_one_named_is_no_side() -> None:
    rows = table("Line|Target|Outcome", "Hill Line|65%|58%", "Quay Line|80%|77%")
    answer = Assistant(index((slide(1, "Buses on time", *rows),)), embed).ask(
        "How many points short of target was the Hill Line?"
    )

    assert worked(answer) == "65% (Hill Line, Target) − 58% (Hill Line, Outcome) = 7 percentage points."


@pytest.mark.parametrize(
    "question",
    [
        "How far over budget were the bus routes?",
        "What is the gap between budget and forecast for the Hill Line?",
        "How far over budget was the Moor Line?",
    ],
)
def test_no_side_of_money_is_taken_that_is_not_named(question: str) -> None:
    assert worked(ROUTES.ask(question)) == ""


LOANS = table(
    "Library|30/31|Actual 2031/32|Target 2031/32",
    "All loans|40|60|70",
    "Abbey|n/a|20|30",
    "Brook within 32 streets|15|25|25",
)
LIBRARIES = Assistant(index((slide(1, "Library loans", *LOANS),)), embed)


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("What is the average of the actual library loans in 2031/32?", "= 22.5."),
        ("How many more loans were there at Abbey in the target than in the actual for 2031/32?", "= 10."),
        (
            "How many more library loans were there at Brook within 32 streets in 2031/32 than 2030/31?",
            "= 10.",
        ),
        ("How many more of all loans were there in 2031/32 than in 2030/31?", "= 20."),
        ("What share of all library loans in 2031/32 was at Abbey?", "60 (All loans, Actual 2031/32), which"),
        ("Which library had the most actual loans in 2031/32?", "is the largest of 20 and 25."),
    ],
)
def test_the_column_of_the_year_and_name_asked_for_is_taken(question: str, result: str) -> None:
    assert result in worked(LIBRARIES.ask(question))


@pytest.mark.parametrize(
    "question",
    [
        "What is the average of the library loans in 2030/31?",
        "What is the average of the library loans in 2029/30?",
        "What is the average of the library loans?",
        "How many more loans were there at Abbey in 2031/32 than in 2030/31?",
        "How many more loans were there at Abbey in the 2030/31 target than in the actual for 2031/32?",
        "What do the actual library loans in 2031/32 add up to?",
    ],
    ids=["n/a", "no such year", "several columns", "n/a of the row", "no target of that year", "a total"],
)
def test_no_other_column_stands_in_for_the_one_asked_for(question: str) -> None:
    assert worked(LIBRARIES.ask(question)) == ""


STAFF = ("Site|Officers 2031|Wardens 2031|Officers 2035", "Quay|40|12|55", "Pier|20|6|21")
FEWER = ("Site|Wardens 2031|Officers 2035", "Quay|12|55", "Pier|6|21")
POOLS = (
    "Pool|Baseline March 2031|Actual March 2032|Target March 2035",
    "Lido|120|140|200",
    "Baths|180|190|240",
)


def of_table(question: str, rows: tuple[str, ...]) -> str:
    return worked(Assistant(index((slide(1, "Staff and lessons", *table(*rows)),)), embed).ask(question))


@pytest.mark.parametrize("asked", ["by 2035 compared with 2031", "in 2035 than in 2031"])
def test_columns_of_a_row_are_set_against_each_other_only_by_what_is_named(asked: str) -> None:
    question = f"How many more officers will there be at the Quay {asked}?"

    assert of_table(question, STAFF) == "55 (Quay, Officers 2035) − 40 (Quay, Officers 2031) = 15."
    assert of_table(question, FEWER) == ""


@pytest.mark.parametrize(("years", "more"), [("2032 than in 2031", 20), ("2035 than in 2031", 80)])
def test_baselines_aims_and_years_of_a_column_may_go_unnamed(years: str, more: int) -> None:
    answer = of_table(f"How many more lessons are there at the Lido in {years}?", POOLS)

    assert answer.endswith(f"= {more}.")
