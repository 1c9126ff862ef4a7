"""Shares of a whole that one sentence tells with its part."""

import pytest

from assistant.pipeline import Assistant
from tests.assistant.small_corpus import bullet, embed, index, slide

ASSISTANT = Assistant(
    index(
        (
            slide(
                1,
                "The year",
                bullet("318 crimes were recorded, of which 200 were about race and 53 were about age."),
                bullet("The scheme mentored 72 apprentices; 54 of them were not arrested again."),
                bullet("15 out of 60 tenants complained of damp."),
                bullet("Wardens stopped 90 lorries. They cleared 30 gardens."),
                bullet("Helpers met 400 visitors in 20 halls, 5 of which were new."),
            ),
        )
    ),
    embed,
)


def worked(question: str) -> str:
    """Return what the answer works out; "" for one that only quotes."""
    answer = ASSISTANT.ask(question)
    return " ".join(sentence.text.split(": ", 1)[1] for sentence in answer.sentences if sentence.worked)


@pytest.mark.parametrize(
    ("question", "share"),
    [
        ("What share of recorded crimes were about race?", "200 out of 318, which is about 62.9%."),
        ("What proportion of crimes recorded were about age?", "53 out of 318, which is about 16.7%."),
        ("What fraction of apprentices were not arrested again?", "54 out of 72, which is 75%."),
        ("What percentage of tenants complained of damp?", "15 out of 60, which is 25%."),
        ("What share of the halls were new?", "5 out of 20, which is 25%."),
    ],
)
def test_the_share_of_a_part_is_worked_out_from_the_sentence_that_tells_its_whole(
    question: str, share: str
) -> None:
    assert worked(question) == share


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("What share of apprentices were arrested again?", "the sentence tells of those who were not"),
        ("What share of recorded crimes were not about race?", "the sentence tells of those that were"),
        ("What share of recorded crimes were about faith?", "no part is about faith"),
        ("What share of lorries were gardens?", "the two are not said to be part and whole"),
        ("What share of visitors were new?", "the part is of the halls"),
        ("What share of the tenants were apprentices?", "they stand in different sentences"),
    ],
)
def test_no_share_is_worked_out_of_figures_that_are_not_part_and_whole(question: str, why: str) -> None:
    assert worked(question) == "", why
