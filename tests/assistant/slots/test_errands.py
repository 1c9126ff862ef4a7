import pytest

from assistant.slots.errands import find_errand, find_no_contact, find_not_yet
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


def test_of_right_now_tells_what_the_paper_calls_current() -> None:
    asked = "How many boats are moored right now?"

    assert find_not_yet(hold(asked, "There are currently 40 boats.")) == ""
    assert "right now" in find_not_yet(hold(asked, "40 boats were moored."))


@pytest.mark.parametrize(
    ("question", "given", "lacks"),
    [
        (
            "What is the phone number of the night helpline?",
            "Night helpline: 01632 960 001",
            "Night helpline: open all week",
        ),
        ("Which number should I ring about noise?", "Report noise on 101.", "310 reports of noise."),
        ("What is the e-mail address of the office?", "Write to office@quay.example", "Write to the office."),
        ("What is the web address of the quay trust?", "See www.quay.example", "The quay trust mends nets."),
    ],
)
def test_a_number_to_ring_or_an_address_is_there_or_is_missed(question: str, given: str, lacks: str) -> None:
    assert find_no_contact(hold(question, given)) == ""
    assert "gives no" in find_no_contact(hold(question, lacks))


@pytest.mark.parametrize(
    "question", ["What number of calls came in?", "How many calls did the helpline take?"]
)
def test_a_number_of_calls_is_no_number_to_ring(question: str) -> None:
    assert find_no_contact(hold(question, "Calls came in all night.")) == ""


@pytest.mark.parametrize(
    "question",
    [
        "How do I renew my passport?",
        "When are my bins collected?",
        "Can I park near me?",
        "Got a recipe for flapjack I could make with the scouts?",
    ],
)
@pytest.mark.parametrize(
    "block", ["The plan is due for renewal.", "You can report noise by calling the helpline."]
)
def test_any_other_is_out_of_scope(question: str, block: str) -> None:
    assert find_errand(hold(question, block))
