"""Whether a sentence says outright what would be worked out from the table beside it."""

import pytest

from assistant.pipeline import Assistant
from tests.assistant.small_corpus import bullet, embed, index, slide
from tests.assistant.worked_corpus import table

LOANS = table("Loans|2030/31|2031/32", "All library loans|1,000|1,200", "Abbey|300|480", "Brook|500|600")
SHARE = "What share of all library loans was at Abbey in 2031/32?"
MORE = "How many more library loans were there in 2031/32 than in 2030/31?"


def is_worked(sentence: str, question: str) -> bool:
    slides = (slide(1, "Library loans 2030/31 and 2031/32", bullet(sentence), *LOANS),)
    return any(said.worked for said in Assistant(index(slides), embed).ask(question).sentences)


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("40% of all library loans were at Abbey in 2031/32.", SHARE),
        ("There were 200 more library loans in 2031/32 than in 2030/31.", MORE),
    ],
)
def test_what_a_sentence_says_is_not_worked_out(sentence: str, question: str) -> None:
    assert not is_worked(sentence, question)


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("Library loans at Abbey were up 60% to 480 of all in 2031/32.", SHARE),
        ("Abbey: 480 of all library loans; large print: 9%.", SHARE),
        ("Story time drew 90 to the library for loans, 7% fewer than in 2030/31 or 2031/32.", MORE),
    ],
    ids=["a change", "a share of something else", "fewer of something else"],
)
def test_a_figure_of_something_else_does_not_keep_it_from_being_worked_out(
    sentence: str, question: str
) -> None:
    assert is_worked(sentence, question)
