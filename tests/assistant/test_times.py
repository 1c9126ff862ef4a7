from dataclasses import replace

import pytest

from assistant.citations import verify_citations
from assistant.drafts.extractive import write_extract
from assistant.model import AnswerStatus, Hit, Turn
from assistant.pipeline import Assistant
from assistant.times import looks_back
from tests.assistant.small_corpus import bullet, embed, index, slide
from tests.assistant.two_years import EARLIER, LATER, SHELF, SLIDES, found, of, texts

EARLIER_FUND, LATER_FUND = "Lantern Fund\t£6,000", "Lantern Fund\t£7,500"


def test_a_year_named_picks_the_document_of_that_year() -> None:
    assert texts(found("How much was the Lantern Fund in 2030/31?")) == [EARLIER_FUND]
    assert texts(found("How much was the Lantern Fund in 2031/32?")) == [LATER_FUND]


def test_no_years_figure_is_given_for_another() -> None:
    evidence = found("How many night buses did wardens ride in 2030/31?")

    assert evidence.hits == ()
    assert evidence.status is AnswerStatus.WRONG_PERIOD
    assert "covers 2031/32, not 2030/31" in evidence.reason


def test_a_slides_own_year_goes_before_its_documents() -> None:
    assert texts(found("Does a ferry warden start work in 2031/32?")) == ["A ferry warden starts work."]
    assert found("Does a ferry warden start work in 2029/30?").status is AnswerStatus.WRONG_PERIOD


def test_a_column_of_the_year_is_of_that_year() -> None:
    assert texts(found("How many fines were there in 2033/34?")) == ["Fines\t55\t20"]


def test_two_years_give_one_block_of_each_with_its_period() -> None:
    evidence = found("Did recorded bicycle thefts go up between 2030/31 and 2031/32?")

    assert [(hit.period, hit.block.text) for hit in evidence.hits] == [
        ("2030/31", "287 bicycle thefts were recorded."),
        ("2031/32", "310 bicycle thefts were recorded."),
    ]


def test_of_two_years_the_one_that_is_missing_is_named() -> None:
    evidence = found("How many night buses did wardens ride in 2030/31 and 2031/32?")

    assert texts(evidence) == ["Wardens rode 40 night buses."]
    assert "2030/31" in evidence.reason


def test_the_year_before_is_counted_from_the_year_of_the_turn_before() -> None:
    named = Turn("How much was the Lantern Fund in 2031/32?")
    answered = Turn("How much was the Lantern Fund?", period="2031/32")

    assert texts(found("And the year before?", named)) == [EARLIER_FUND]
    assert texts(found("And the year before?", answered)) == [EARLIER_FUND]


def test_a_follow_up_that_names_a_year_keeps_the_rest() -> None:
    turn = Turn("How much was the Lantern Fund in 2031/32?")

    assert texts(found("And in 2030/31?", turn)) == [EARLIER_FUND]


def test_a_follow_up_without_a_year_keeps_the_year() -> None:
    turn = Turn("How much was the Harbour Fund in 2030/31?")

    assert texts(found("And the Lantern Fund?", turn)) == [EARLIER_FUND]


def test_a_claim_says_its_period_only_where_periods_are_mixed() -> None:
    both = write_extract("fund", found("How much was the Lantern Fund in 2030/31 and in 2031/32?"))
    one = write_extract("fund", found("How much was the Lantern Fund in 2030/31?"))

    assert [claim.text for claim in both.claims] == [
        "2030/31: Lantern Fund – Grant: £6,000",
        "2031/32: Lantern Fund – Grant: £7,500",
    ]
    assert [claim.text for claim in one.claims] == ["Lantern Fund – Grant: £6,000"]


def test_only_the_period_of_the_document_quoted_may_stand_in_front() -> None:
    draft = write_extract("fund", found("How much was the Lantern Fund in 2030/31 and in 2031/32?"))
    slides = {one.ref: one for one in SLIDES}
    moved = dict.fromkeys(SHELF.documents, SHELF.documents["invented-plan"])

    assert len(verify_citations(draft, slides, SHELF.documents)[0]) == 2
    assert verify_citations(draft, slides, moved)[0] == ()


def test_from_one_figure_to_another_looks_back() -> None:
    told = Hit(SLIDES[0], bullet("Thefts fell from 171 to 149"), 0.5, {})

    assert looks_back(told)
    assert not looks_back(replace(told, block=bullet("Thefts fell from May to June")))


@pytest.mark.parametrize(
    "follow_up", ["What about the year before?", "And the year before?", "and in 2030/31?"]
)
@pytest.mark.parametrize(
    ("question", "later", "earlier"),
    [
        (
            "How many thefts were recorded in Northquay in 2031/32?",
            "310 thefts were recorded in Northquay.",
            "287 thefts were recorded in Lampton.",
        ),
        (
            "What did the Northquay patrol mend in 2031/32?",
            "The Northquay patrol mended boats.",
            "The Lampton patrol mended nets.",
        ),
    ],
)
def test_another_year_is_held_to_the_place_of_the_question_before(
    follow_up: str, question: str, later: str, earlier: str
) -> None:
    slides = [of(one, slide(1, "Year", bullet(said))) for one, said in ((LATER, later), (EARLIER, earlier))]
    assistant = Assistant(replace(index(slides), documents=(LATER, EARLIER)), embed)

    answer = assistant.ask(follow_up, [Turn(question)])

    assert answer.status in {AnswerStatus.NO_EVIDENCE, AnswerStatus.WRONG_PERIOD}
