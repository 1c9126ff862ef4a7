"""Which checks a block that clearly means what is asked is spared, and which it is not."""

import pytest

from assistant.slots import find_gap
from tests.assistant.slots.holding import hold


@pytest.mark.parametrize(
    ("question", "block"),
    [
        ("Why was the warden post left empty?", "Warden post vacant from June, advertised twice"),
        ("Where can a woman wait if she is followed?", "The library is a safe spot for anyone followed"),
        ("How many dirt bikes ended up destroyed?", "27 motorcycles seized, 19 crushed"),
        ("Can I get help if I never told the harbour office?", "Harbour drop-in, Tuesdays, no papers needed"),
    ],
)
def test_wording_is_not_held_against_a_block_taken_by_its_meaning(question: str, block: str) -> None:
    assert find_gap(hold(question, block))
    assert find_gap(hold(question, block), by_meaning=True) is None


@pytest.mark.parametrize(
    ("question", "block"),
    [
        ("What share of women feel safe on the quay?", "84% feel safe on the quay."),
        ("How satisfied are disabled rowers?", "87% of rowers are satisfied."),
        ("How did the rowers do last Saturday?", "Rowers came third."),
        ("What is the harbour warden paid?", "Harbour warden and lamps: £92,000"),
        ("What share of smokers finished?", "46.7% of non-smokers finished."),
        ("How long did the repairs take?", "Repairs were done."),
    ],
)
def test_a_figure_is_never_given_for_another_group_nor_a_thing_that_is_missing(
    question: str, block: str
) -> None:
    assert find_gap(hold(question, block), by_meaning=True)
