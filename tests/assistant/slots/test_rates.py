import pytest

from assistant.slots.rates import find_no_share
from corpus.model import Block
from tests.assistant.slots.holding import hold
from tests.assistant.small_corpus import row

ASKED = "What share of thefts were on the quay?"


@pytest.mark.parametrize(
    "block", ["Thefts on the quay rose by 14%.", "There was a 14% fall in thefts on the quay."]
)
def test_a_rise_or_fall_in_per_cent_is_no_share(block: str) -> None:
    assert "no share" in find_no_share(hold(ASKED, block))


@pytest.mark.parametrize(
    ("question", "block"),
    [
        (ASKED, "Thefts on the quay: 32%"),
        (ASKED, "Thefts on the quay rose by 14% to 32% of all."),
        (ASKED, row(("Place", "Quay"), ("Thefts", "up 14%"))),
        ("By what percentage did thefts fall?", "Thefts fell by 14%."),
        ("How many thefts were on the quay?", "Thefts on the quay rose by 14%."),
    ],
)
def test_a_share_beside_it_or_a_question_for_the_rise_is_another_matter(
    question: str, block: Block | str
) -> None:
    assert find_no_share(hold(question, block)) == ""
