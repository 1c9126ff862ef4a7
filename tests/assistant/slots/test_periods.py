from dataclasses import replace

import pytest

from assistant.slots.periods import find_other_period, months_of
from corpus.model import DocumentKind
from tests.assistant.slots.holding import hold
from tests.assistant.small_corpus import row

SUMMER = "Thefts rose from July-September."


@pytest.mark.parametrize(
    ("question", "block"),
    [
        ("What happened to thefts in August?", SUMMER),
        ("What happened in the summer?", SUMMER),
        ("What happened in the second quarter?", SUMMER),
        ("What will the fund be next year?", "The fund will be £9,000."),
        ("What is the target for swans?", "We aim for 40 swans."),
        ("How many swans were there?", "There were 40 swans."),
        ("How many swans will there be?", "We expect 40 swans."),
        ("Did it last after the spring?", "It went on."),
    ],
)
def test_a_block_about_the_time_asked_for_will_do(question: str, block: str) -> None:
    assert find_other_period(hold(question, block)) == ""


@pytest.mark.parametrize(
    ("question", "block", "missing"),
    [
        ("What happened to thefts in May?", SUMMER, "May"),
        ("How many swans came in May?", "40 swans came.", "May"),
        ("What happened in the winter?", SUMMER, "that time"),
        ("What will the fund be next year?", "The fund was £9,000.", "what is to come"),
        ("What is the target for swans?", "There were 40 swans.", "no target"),
        ("How many swans were there?", "The target is 40 swans.", "what is to be reached"),
    ],
)
def test_a_block_about_another_time_will_not(question: str, block: str, missing: str) -> None:
    assert missing in find_other_period(hold(question, block))


def test_a_row_of_a_plans_measures_is_a_target() -> None:
    held = hold("What is the target for theft in year 1?", row(("Measure", "Theft"), ("Year 1", "820")))

    assert "no target" in find_other_period(held)
    assert find_other_period(replace(held, document=replace(held.document, kind=DocumentKind.PLAN))) == ""


def test_a_year_after_the_papers_own_is_to_come() -> None:
    held = hold("What will wardens do next year?", "From 2033/34 wardens walk the quay.")

    assert find_other_period(held) == ""


@pytest.mark.parametrize("kind", [DocumentKind.PLAN, DocumentKind.POLICE_AND_CRIME_PLAN])
def test_a_plan_is_about_what_is_to_come(kind: DocumentKind) -> None:
    held = hold("What will the most be that a choir can get?", "The most rises from £3,000 to £4,000.")

    assert "to come" in find_other_period(held)
    assert find_other_period(replace(held, document=replace(held.document, kind=kind))) == ""


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("mid-March to June", {3, 4, 5, 6}),
        ("in Q3", {10, 11, 12}),
        ("winter", {12, 1, 2}),
        ("November to January", {11, 12, 1}),
        ("they may march", set()),
        ("by 1st April 2022", {4}),
    ],
)
def test_months_are_read_from_names_ranges_seasons_and_quarters(text: str, months: set[int]) -> None:
    assert months_of(text) == months
