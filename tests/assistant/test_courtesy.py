import pytest

from assistant.courtesy import without_courtesy


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("Good morning, could you tell me who chairs it? Many thanks.", "who chairs it?"),
        ("Please tell me: How much was the fund? Thank you.", "How much was the fund?"),
        ("A member asks: what happened?", "what happened?"),
        ("The vice chair would like to know who leads.", "who leads."),
        ("Hi, can you tell me what the total is please", "what the total is"),
        ("In short, who leads it? Please be brief.", "who leads it?"),
        ("Can you tell me about theft please?", "tell me about theft?"),
        ("I'd like to know how many calls there were", "how many calls there were"),
        ("I would like to know, did theft fall?", "did theft fall?"),
        ("does anyone know what it stands for", "what it stands for"),
        ("One more: who leads?", "who leads?"),
        ("I would be most obliged for a summary of theft", "a summary of theft"),
        ("I'd be grateful if you could list the aims", "list the aims"),
        ("What share is theft, to one decimal place?", "What share is theft?"),
        ("Right, and since when?", "and since when?"),
        ("What do residents say, please?", "What do residents say?"),
        ("Can I have an overview of noise?", "an overview of noise?"),
        ("Could we please see the full list of wardens?", "the full list of wardens?"),
        ("May I get all the figures for theft?", "all the figures for theft?"),
        ("Can I have the three aims under One Quay", "the three aims under One Quay"),
        ("For a piece I'm writing: who leads?", "who leads?"),
        ("Morning. For my diary note: when does it meet?", "when does it meet?"),
        ("Add up the funds for me, would you?", "Add up the funds?"),
    ],
)
def test_what_only_wraps_a_question_is_taken_off(typed: str, asked: str) -> None:
    assert without_courtesy(typed) == asked


@pytest.mark.parametrize(
    "typed",
    [
        "Tell me about hate crime",
        "Who did the committee thank?",
        "What should residents check?",
        "What is being done to help?",
        "Would you say theft fell?",
        "Councillor Tern asks for what?",
        "Can I get a new kitchen?",
        "Can we have a mooring in May?",
        "The committee asked for a report on theft. When is it due?",
        "thanks",
        "Please",
        "Hello",
    ],
)
def test_what_asks_something_stays(typed: str) -> None:
    assert without_courtesy(typed) == typed
