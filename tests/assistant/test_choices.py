from dataclasses import replace

import pytest

from assistant.choices import find_choices, name_choices
from assistant.lexicon import build_lexicon
from assistant.model import AnswerStatus, Hit
from assistant.pipeline import Assistant, turn_of
from assistant.query import make_query
from corpus.model import Block, Slide
from tests.assistant.small_corpus import DOCUMENT, SLIDES, bullet, embed, heading, index, row, slide

ASSISTANT = Assistant(index(), embed)
LEXICON = build_lexicon(SLIDES)
FUNDS = SLIDES[0]
PROJECTS = slide(
    5,
    "Projects",
    heading("Garden project"),
    bullet("It cost £2,000 and opened in May.", "Garden project"),
    bullet("Beds were dug for the school.", "Garden project"),
    heading("Canoe project"),
    bullet("It cost £3,000.", "Canoe project"),
)


def table(*rows: tuple[str, str], title: str = "Patrols") -> Slide:
    return slide(6, title, *(row(("Ward", label), ("Patrols", said)) for label, said in rows))


def choices(question: str, one: Slide, lead: Block | None = None) -> tuple[str, ...]:
    query = make_query(question, (), LEXICON)
    found = find_choices(query, Hit(one, lead or one.blocks[-1], 0.5), DOCUMENT)
    return tuple(offer.question for offer in found.values())


@pytest.mark.parametrize(
    ("question", "put"),
    [
        ("How much was the fund?", ("How much was the Lantern Fund?", "How much was the Harbour Fund?")),
        (
            "how much money did our fund get",
            ("how much money did the Lantern Fund get", "how much money did the Harbour Fund get"),
        ),
        (
            "How much was the fund and what did it pay for?",
            (
                "How much was the Lantern Fund and what did it pay for?",
                "How much was the Harbour Fund and what did it pay for?",
            ),
        ),
        (
            "How much was the safety partnership fund?",
            ("How much was the Lantern Fund?", "How much was the Harbour Fund?"),
        ),
    ],
)
def test_a_question_is_put_once_for_each_row_that_its_words_name_alike(
    question: str, put: tuple[str, ...]
) -> None:
    assert choices(question, FUNDS) == put


@pytest.mark.parametrize(
    "question",
    [
        "How much was the Harbour Fund?",
        "How much was the fund for boat patrols?",
        "How much was the zebra fund?",
        "How much were the funds?",
        "How much was each fund?",
        "How much was the fund in total?",
        "Which fund was worth £12,000?",
        "How much more was the Harbour fund than the Lantern fund?",
        "What did the fund pay for?",
        "Tell me about the fund",
        "How much was the grant?",
        "How many patrols did the fund pay for?",
    ],
)
def test_what_tells_the_rows_apart_or_asks_for_several_is_not_asked_back(question: str) -> None:
    assert choices(question, FUNDS) == ()


def test_a_question_that_leans_on_the_turn_before_is_not_asked_back() -> None:
    first = turn_of(ASSISTANT.ask("How much was the Harbour Fund?"))

    assert ASSISTANT.ask("and how much was the fund?", [first]).status is AnswerStatus.ANSWERED


@pytest.mark.parametrize(
    ("rows", "number"),
    [
        ((("North ward", "14"), ("South ward", "9")), 2),
        ((("North ward", "14"), ("South ward", "9"), ("Ward total", "23")), 2),
        ((("North ward", "14"), ("South ward", "not known")), 0),
        ((("North ward", "14"), ("Ward", "9")), 0),
        ((("North ward", "14"), ("North ward", "9")), 0),
        ((("North ward", "14"),), 0),
        (tuple((f"Mill{letter}x ward", "14") for letter in "abcdef"), 6),
        (tuple((f"Mill{letter}x ward", "14") for letter in "abcdefg"), 0),
    ],
)
def test_from_two_to_six_rows_that_tell_it_may_be_meant(
    rows: tuple[tuple[str, str], ...], number: int
) -> None:
    one = table(*rows)

    assert len(choices("How many patrols did the ward get?", one, one.blocks[1])) == number


def test_a_person_is_asked_for_by_row_and_a_plural_that_the_rows_have_too_is_no_list() -> None:
    one = slide(
        6,
        "Leads",
        row(("Theme", "Safer streets by day"), ("Lead", "Jo Otter")),
        row(("Theme", "Safer streets by night"), ("Lead", "Al Seal")),
    )

    assert choices("Who leads on safer streets?", one) == (
        "Who leads on Safer streets by day?",
        "Who leads on Safer streets by night?",
    )


def test_headings_of_one_slide_may_be_meant_alike() -> None:
    lead = PROJECTS.blocks[2]

    assert choices("How much did the project cost?", PROJECTS, lead) == (
        "How much did the Garden project cost?",
        "How much did the Canoe project cost?",
    )
    assert choices("How much did the project for the school cost?", PROJECTS, lead) == ()
    assert choices("What date did the project open?", PROJECTS, lead) == ()


def test_words_that_stand_apart_are_not_put_for() -> None:
    one = table(("North quay ward", "14"), ("South quay ward", "9"))

    assert choices("How many patrols did the ward get by the quay?", one) == ("", "")


def test_what_could_be_meant_is_named_in_words() -> None:
    assert name_choices(("A", "B")) == "it could mean A or B"
    assert name_choices(("A", "B", "C")) == "it could mean A, B or C"


def test_an_ambiguous_answer_quotes_nothing_and_names_what_it_could_mean() -> None:
    answer = ASSISTANT.ask("How much was the fund?")

    assert answer.status is AnswerStatus.AMBIGUOUS
    assert answer.text == "This could mean several things in the documents."
    assert answer.citations == ()
    assert answer.notes == ("It could mean Lantern Fund or Harbour Fund.",)
    assert answer.suggestions == ("How much was the Lantern Fund?", "How much was the Harbour Fund?")


@pytest.mark.parametrize(
    "said", ["the harbour one", "Harbour", "Harbour Fund please", "I mean the Harbour Fund", "the second one"]
)
def test_a_turn_that_only_names_one_of_them_is_answered_about_it(said: str) -> None:
    first = turn_of(ASSISTANT.ask("How much was the fund?"))

    answer = ASSISTANT.ask(said, [first])

    assert answer.text.startswith("Harbour Fund – Grant: £12,000")


def test_a_turn_that_asks_something_else_is_not_taken_for_one_of_them() -> None:
    first = turn_of(ASSISTANT.ask("How much was the fund?"))

    answer = ASSISTANT.ask("What happened to bicycle theft?", [first])

    assert "racks" in answer.text


def test_one_of_them_that_another_years_row_answers_is_still_offered() -> None:
    query = make_query("How much was the fund?", (), LEXICON)
    offer = find_choices(query, Hit(FUNDS, FUNDS.blocks[-1], 0.5), DOCUMENT)["Lantern Fund"]
    citation = ASSISTANT.ask("How much was the Lantern Fund?").citations[0]

    assert offer.is_met_by(replace(citation, document_id="other-review", block_id="other"))
    assert not offer.is_met_by(replace(citation, document_id="other-review", quote="Harbour Fund"))


def test_of_two_questions_the_ambiguous_one_is_asked_back() -> None:
    answer = ASSISTANT.ask("How much money did the fund get? What happened to bicycle theft?")

    assert answer.status is AnswerStatus.PARTIAL
    assert answer.unanswered == ("How much money did the fund get",)
    assert answer.suggestions == (
        "How much money did the Lantern Fund get",
        "How much money did the Harbour Fund get",
    )
