"""What is worked out from like sentences, or like rows, of two years' documents."""

from dataclasses import replace

import pytest

from assistant.model import Answer
from assistant.pipeline import Assistant
from corpus.model import Document, Slide, SlideRef
from tests.assistant.small_corpus import bullet, embed, index, slide
from tests.assistant.worked_corpus import table
from tests.assistant.worked_years import EARLIER, LATER, two_years

REVIEWS = two_years()


def worked(answer: Answer) -> str:
    """Return what an answer works out; "" for one that only quotes."""
    return " ".join(sentence.text.split(": ", 1)[1] for sentence in answer.sentences if sentence.worked)


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("By how many did recorded hate crimes in Eastham rise from 2030/31 to 2031/32?", "= 22."),
        ("By how many did hate crimes go up between 2030/31 and 2031/32?", "= 22."),
        ("How many more hate crimes were recorded in 2031/32 than in 2030/31?", "= 22."),
        ("By how many did hate crimes fall from 2030/31 to 2031/32?", "= 22, a rise, not a fall."),
        ("How many more pupils did school workshops reach in 2031/32 than in 2030/31?", "= 1,250."),
        ("How many more schools did workshops reach in 2031/32 than in 2030/31?", "= 6."),
        ("By what percentage did abandoned cars fall between 2030/31 and 2031/32?", "of 24, which is 20%."),
        ("By how many did abandoned cars rise from 2030/31 to 2031/32?", "= 24, a fall, not a rise."),
        ("How many hate crimes about race were there in 2030/31 and 2031/32 altogether?", "= 391."),
        ("How much more was the Bridge Fund in 2031/32 than in 2030/31?", "= £10,000."),
        ("By how much did the Bridge Fund grow between 2030/31 and 2031/32?", "= £10,000."),
        ("How many more fires did Northgate have in 2031/32 than in 2030/31?", "= 2."),
        ("By how many did floods in Southmere go up from 2030/31 to 2031/32?", "= 5."),
        ("By how many did arrests at the fair rise from 2030/31 to 2031/32?", "= 8."),
        ("How many more litter fines were there in 2031/32 than in 2030/31?", "= 15."),
    ],
)
def test_the_figures_of_two_years_are_set_side_by_side(question: str, result: str) -> None:
    assert worked(REVIEWS.ask(question)).endswith(result)


def test_each_years_sentence_is_given_with_its_period_and_both_documents_are_cited() -> None:
    answer = REVIEWS.ask("By how many did recorded hate crimes rise from 2030/31 to 2031/32?")

    assert [sentence.text.split(":")[0] for sentence in answer.sentences[:2]] == ["2030/31", "2031/32"]
    assert answer.sentences[2].text == "Worked out from the slides: 318 (2031/32) − 296 (2030/31) = 22."
    assert {citation.document_id for citation in answer.citations} == {EARLIER.id, LATER.id}


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("How much more was the Kiosk Fund in 2031/32 than in 2030/31?", "one year has no such fund"),
        ("How many more bicycles were marked in 2031/32 than in 2030/31?", "one year says nothing of it"),
        ("How many more hate crimes were recorded in 2031/32 than in 2028/29?", "no slide covers 2028/29"),
        ("By how many did robberies rise from 2030/31 to 2031/32?", "no slide speaks of them"),
        ("How many more hate crimes were about age in 2031/32 than in 2030/31?", "no slide speaks of age"),
        ("How many more hate crimes were there in Westshire in 2031/32 than in 2030/31?", "another place"),
        (
            "How many more cases were high risk in 2031/32 than in 2030/31?",
            "only all cases are given in both",
        ),
        ("How many more high risk cases were there in 2031/32 than in 2030/31?", "one year gives them"),
        ("How many more volunteers joined in 2031/32 than in 2030/31?", "the two tell of different things"),
    ],
)
def test_nothing_is_worked_out_where_a_year_lacks_the_figure(question: str, why: str) -> None:
    assert worked(REVIEWS.ask(question)) == "", why


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("How many more cadets were rowing in 2031/32 than in 2030/31?", ""),
        ("By how many did weeks with cadets rowing rise from 2030/31 to 2031/32?", "2."),
    ],
)
def test_people_are_not_counted_by_weeks_though_weeks_are(question: str, result: str) -> None:
    years = (("12 weeks with cadets rowing.", LATER), ("10 weeks with cadets rowing.", EARLIER))
    slides = [replace(slide(1, "Rows", bullet(said)), ref=SlideRef(one.id, 1)) for said, one in years]
    reviews = Assistant(replace(index(slides), documents=(EARLIER, LATER)), embed)

    assert worked(reviews.ask(question)).rpartition(" = ")[2] == result


def test_a_difference_of_totals_is_not_worked_out_from_a_row_that_is_not_named() -> None:
    def money(document: Document, *grants: str) -> Slide:
        rows = (
            f"{name}|{grant}"
            for name, grant in zip(("Lamp Fund", "Pier lottery", "Total"), grants, strict=True)
        )
        said = slide(1, f"Money {document.period}", *table("Source|Amount", *rows))
        return replace(said, ref=SlideRef(document.id, 1))

    slides = (money(LATER, "£30,000", "£12,000", "£42,000"), money(EARLIER, "£20,000", "£15,000", "£35,000"))
    asked = Assistant(replace(index(slides), documents=(LATER, EARLIER)), embed).ask

    assert worked(asked("What is the difference between total funding in 2030/31 and in 2031/32?")) == ""
    assert "£10,000" in worked(asked("How much more was the total Lamp Fund in 2031/32 than in 2030/31?"))
