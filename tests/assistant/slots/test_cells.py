import pytest

from assistant.slots.cells import find_other_cell
from assistant.slots.held import Held
from tests.assistant.slots.holding import hold
from tests.assistant.small_corpus import row

COLUMNS = ("Project", "Funder", "Grant")
LAMPS = row(*zip(COLUMNS, ("Quay lamps", "Harbour Trust (HT)", "£900"), strict=True))
BOATS = row(*zip(COLUMNS, ("Night boats", "Pilot Office", "£1,200"), strict=True))


def held(question: str) -> Held:
    """Return the question held against the row of the lamps, that of the boats beside it."""
    return hold(question, LAMPS, beside=(BOATS,))


@pytest.mark.parametrize(
    "question",
    ["How much did the Pilot Office give to quay lamps?", "Are the quay lamps paid for by the pilot office?"],
)
def test_what_another_row_has_is_corrected_by_this_rows_own(question: str) -> None:
    assert find_other_cell(held(question)) == "the slide says “Funder: Harbour Trust (HT)”, not Pilot Office"


@pytest.mark.parametrize(
    "question",
    [
        "How much did the Harbour Trust give to quay lamps?",
        "Are quay lamps paid for by the Harbour Trust or the Pilot Office?",
        "How much did the Pilot Office give to lamps?",
        "How much did the Swan Fund give to quay lamps?",
        "How much was given to quay lamps?",
    ],
)
def test_nothing_is_corrected_where_the_row_or_what_it_has_is_not_named_otherwise(question: str) -> None:
    assert find_other_cell(held(question)) == ""


def test_only_rows_are_corrected_so() -> None:
    question = "How much did the Pilot Office give to quay lamps?"

    assert find_other_cell(hold(question, "The Harbour Trust paid for quay lamps.", beside=(BOATS,))) == ""
