import pytest

from assistant.slots.kinds import find_unnamed
from tests.assistant.slots.holding import hold

QUESTIONS = "The Commissioner questions the Chief Constable, Vera Lom."


@pytest.mark.parametrize(
    ("question", "block"),
    [
        ("Which schools took part?", "Two schools, including Gull Primary, took part."),
        ("Which projects were paid for?", "A range of projects were paid for: lamps; boats."),
        ("Which operation targets smugglers?", "Operation Tern goes after smugglers."),
        ("Which group leads?", "The Harbour Safety Group leads."),
        ("Which cases does it take?", "It takes cases of theft."),
        ("Which kinds of harm does it take on?", "It takes on theft and arson."),
        ("Which police officer leads on theft?", "Theft – Al Gullit, Superintendent, Harbour Police"),
        ("Who is the director?", "Jo Tern, Director of Harbours"),
        ("What are the names of the wardens?", "The wardens are Jo Ternley, Al Gullit and others."),
        ("Who is the chief constable?", QUESTIONS),
        ("Who is the commissioner?", "Jo Tern, Commissioner, questions the Chief Constable Vera Lom."),
        ("Which schools took part?", "Several schools took part, Gull Primary first."),
        ("Which outfit rows the ferry?", "Brightwell Boats rows the ferry."),
    ],
)
def test_a_block_that_names_what_is_asked_will_do(question: str, block: str) -> None:
    assert find_unnamed(hold(question, block)) == ""


@pytest.mark.parametrize(
    ("question", "block", "missing"),
    [
        ("Which schools took part?", "Several schools took part, with an author.", "schools and names none"),
        ("Which schools took part?", "A schools-based programme took place.", "names no schools"),
        ("Which groups feel less safe?", "Some groups feel safer than others.", "groups and names none"),
        ("Which piers came under strain?", "The heat has put a strain on piers.", "piers and names none"),
        ("Which pubs were shut?", "Covid rules were broken.", "names no pubs"),
        ("Who is the commissioner?", "Jo Tern, Director of Harbours", "who is commissioner"),
        ("Who is the commissioner?", QUESTIONS, "who is commissioner"),
        ("Who will chair the panel?", "A panel is to meet each week.", "who chairs"),
        (
            "What are the names of the wardens?",
            "The wardens walk the quay at Night Lane.",
            "no person's name",
        ),
    ],
)
def test_a_block_that_names_none_will_not(question: str, block: str, missing: str) -> None:
    assert missing in find_unnamed(hold(question, block, others=("A lane was lit.",)))


def test_wards_named_after_a_dash_are_named() -> None:
    block = "Three wards are among the poorest tenth – Quayside, Tallow Hill"

    assert find_unnamed(hold("Which wards are among the poorest?", block)) == ""


def test_things_that_are_only_counted_are_not_named() -> None:
    asked = "Which firms signed the pledge?"

    assert "names none" in find_unnamed(hold(asked, "The pledge: 30 local firms to give work"))
    assert find_unnamed(hold(asked, "The pledge pot, 30 local firms:")) == ""
    assert find_unnamed(hold(asked, "The pledge: 30 local firms, with Brightwell Boats the first")) == ""
