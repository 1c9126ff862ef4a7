from dataclasses import replace

import pytest

from assistant.slots.subjects import find_missing_subject, find_opposite
from tests.assistant.slots.holding import hold
from tests.assistant.small_corpus import bullet

SMOKERS = "46.7% of non-smokers finished the harbour course."
ELSEWHERE = (
    "Lighting on the quay was mended.",
    "Ferries sail.",
    "Swans nest.",
    "Cadets row.",
    "Wardens walk.",
)


@pytest.mark.parametrize(
    ("question", "block"),
    [
        ("What share of non-smokers finished?", SMOKERS),
        ("What happened to ferry crime?", "Ferry crime fell."),
        ("How many ferries sailed?", "There were 40 ferries."),
        ("What is said about lighting?", "Lighting was mended."),
        ("What was the effect of the course?", "The course helped many."),
        ("How many under 18s rowed rather than sailed?", "3 cadets under 18 rowed."),
        ("What is known of thefts to do with ferries?", "Nets of ferries were cut."),
    ],
)
def test_a_block_about_what_is_asked_will_do(question: str, block: str) -> None:
    assert find_missing_subject(hold(question, block, others=ELSEWHERE)) == ""


@pytest.mark.parametrize(
    ("question", "block", "missing"),
    [
        ("What is said about toy ferries?", "Boats sail.", "toy ferries"),
        ("What percentage of swans nested?", "92% of nests were safe.", "swans"),
        ("What is known of thefts to do with ferries?", "Nets were cut.", "ferries"),
        ("What is known of thefts involving swans?", "Nets were cut.", "swans"),
        ("What is known of thefts related to lighting?", "Nets were cut.", "lighting"),
    ],
)
def test_a_block_about_another_thing_will_not(question: str, block: str, missing: str) -> None:
    assert missing in find_missing_subject(hold(question, block, others=ELSEWHERE))


def test_a_word_of_like_meaning_is_no_gap() -> None:
    held = hold("What is done on harbour crime?", "Crime at the port fell.", likes={"harbour": 0.4})

    assert find_missing_subject(held) == ""


def test_a_block_that_speaks_of_the_opposite_will_not() -> None:
    assert "not of smokers" in find_opposite(hold("What share of smokers finished?", SMOKERS))
    assert find_opposite(hold("What share of non-smokers finished?", SMOKERS)) == ""


def test_a_short_item_leaves_to_the_first_of_its_list_what_it_is_about() -> None:
    by_day, after = bullet("88% feel safe on the quay by day"), bullet("After dark: 61%")
    held = hold("What share feel safe on the quay after dark?", by_day, beside=(after,), others=ELSEWHERE)

    assert "dark" in find_missing_subject(held)
    assert find_missing_subject(replace(held, hit=replace(held.hit, block=after, matches={}))) == ""


def test_what_is_said_of_all_others_is_not_said_of_those_left_out() -> None:
    block = "46 users of drugs other than opiates finished."

    assert "others than opiates" in find_opposite(hold("How many opiate users finished?", block))
    assert find_opposite(hold("How many users of drugs other than opiates finished?", block)) == ""
    assert find_opposite(hold("How many drug users finished?", block)) == ""
