import pytest

from assistant.slots.errands import find_errand, find_not_yet
from tests.assistant.slots.holding import hold


@pytest.mark.parametrize(
    ("question", "block"),
    [
        ("How do I report noise?", "You can report noise by calling the helpline."),
        ("Where do the wardens walk?", "Wardens walk on the quay."),
        ("I would like to know about the wardens", "Wardens walk on the quay."),
        ("What would I have to pay for a mooring?", "A mooring: subscription £120 a year."),
    ],
)
def test_an_errand_that_the_documents_tell_of_is_answered(question: str, block: str) -> None:
    assert find_errand(hold(question, block)) == ""


def test_no_paper_tells_of_last_saturday() -> None:
    assert "last Saturday" in find_not_yet(hold("How did the rowers do last Saturday?", "Rowers came third."))


@pytest.mark.parametrize(
    "question", ["How do I renew my passport?", "When are my bins collected?", "Can I park near me?"]
)
@pytest.mark.parametrize(
    "block", ["The plan is due for renewal.", "You can report noise by calling the helpline."]
)
def test_any_other_is_out_of_scope(question: str, block: str) -> None:
    assert find_errand(hold(question, block))
