"""What is worked out from tables of other subjects: named years and columns, rows chosen by words, wholes."""

import pytest

from assistant.model import Answer
from evals.working import find_worked_numbers
from tests.assistant.worked_services import services

SERVICES = services()


def worked(answer: Answer) -> str:
    """Return what an answer works out; "" for one that only quotes."""
    return " ".join(sentence.text.split(": ", 1)[1] for sentence in answer.sentences if sentence.worked)


COMPUTED = [
    ("How many library loans were there in total in 2031/32?", "= 45,000."),
    ("How many loans did Abbey and Castle have altogether in 30/31?", "= 32,000."),
    ("How many more loans did Abbey have in 2031/32 than in 2030/31?", "= 2,500."),
    ("What do the loans in Northgate add up to in 2030/31?", "= 12,000, with nil taken as nought."),
    ("How many loans did the libraries in Southmere make in all in 31/32?", "= 27,300."),
    ("How many loans were there altogether in libraries run by the Council in 2031-2032?", "= 32,500."),
    ("Which library in Northgate had the most loans in 2031/32?", "14,500 (Abbey, Northgate, 2031/32)"),
    ("On average, how many loans were there per library in 2031/32?", "divided by 4 = 11,250."),
    ("By how many are missed food bins to come down from the baseline to the March 2033 target?", "= 150."),
    ("What is the gap between the actual and the target for missed glass?", "= 100."),
    ("How far short of target is the share within 24 hours in 2031/32?", "= 12 percentage points."),
    ("Missed food bins fell by how many from 2030/31 to 2031/32?", "= 40."),
    (
        "What share of all missed bins was missed glass in 2031/32?",
        "out of 1,050 (All missed bins, Actual 2031/32), which is about 42.9%.",
    ),
    (
        "What proportion of missed bins was food in 2030/31?",
        "out of 1,200 (All missed bins, Baseline 2030/31), which is 25%.",
    ),
    ("How many fewer missed bins were there in 2031/32 compared with 2030/31?", "= 150."),
    ("How many extra loans did Abbey make in 2031/32 compared with 2030/31?", "= 2,500."),
    ("How many school places are there in all?", "= 2,130."),
    ("How many places do the Learning Trust schools have combined?", "= 630."),
    ("How many pupils does Cedar High have more than Birch Primary?", "= 472."),
    ("Are there twice as many places at Cedar High as at Birch Primary?", "= about 2.1 times."),
    ("How much subsidy did the Fares Board give to bus routes altogether?", "= £65,000."),
    ("What is the total subsidy of the routes operated by Bluebird?", "= £55,000."),
    ("How many riders were there altogether on the Fares Board routes?", "= 16,500."),
    ("How much subsidy did the routes funded by the Fares Board get altogether?", "= £65,000."),
    ("What did the museum income come to in 22/23?", "= £11,000."),
    ("How much confirmed museum income was there in total in 22/23?", "= £6,000."),
    ("How much more did the shop bring in in 2022/23 than in 2021/22?", "= £1,500."),
    ("How much did Northgate Works pay for street repairs in total?", "= £4,000."),
    ("How much did the Roads Fund and Northgate Works pay in total?", "= £14,000."),
    ("What did the street repairs done by Northgate Works cost altogether?", "= £11,000."),
]


@pytest.mark.parametrize(("question", "result"), COMPUTED)
def test_a_figure_is_worked_out_from_the_rows_and_the_column_that_are_named(
    question: str, result: str
) -> None:
    assert result in worked(SERVICES.ask(question))


@pytest.mark.parametrize("question", [question for question, result in COMPUTED if "=" in result])
def test_other_code_comes_to_the_same_from_the_quotes(question: str) -> None:
    answer = SERVICES.ask(question)

    assert find_worked_numbers(answer.sentences[-1].text, [citation.quote for citation in answer.citations])


def test_what_the_rows_are_chosen_by_is_said_and_cited_with_each_figure() -> None:
    answer = SERVICES.ask("How much did Northgate Works pay for street repairs in total?")

    assert worked(answer) == "£1,000 (Signs, Northgate Works) + £3,000 (Lamps, Northgate Works) = £4,000."
    assert [citation.quote for citation in answer.citations] == [
        *("Signs", "£1,000", "Northgate Works"),
        *("Lamps", "£3,000", "Northgate Works"),
    ]


NOT_COMPUTED = [
    ("How many library loans were there in total in 2030/31?", "Dale has n/a"),
    ("How many library loans were there in total in 2029/30?", "no column of that year"),
    ("How many library loans were there in total?", "two years fit"),
    ("How many loans did the libraries in Southmere make in all in 2030/31?", "one of them has n/a"),
    ("How many loans did the libraries in Westmere make in all in 2031/32?", "no such ward"),
    ("How many loans did Abbey and Elder have altogether in 2031/32?", "no such library"),
    ("How many more loans did Abbey have in 2031/32 than in 2028/29?", "no column of that year"),
    ("How many loans by children were there in total in 2031/32?", "nothing tells of children"),
    ("What is the total of all missed bins in 2031/32?", "the table gives it"),
    ("What do the missed bins add up to in 2031/32?", "the whole would be counted twice"),
    ("What share of all missed bins was missed paper in 2031/32?", "no such row"),
    ("What share of all missed bins was within 24 hours in 2031/32?", "bins and per cent are two units"),
    ("What is the gap of the 2031/32 target and the March 2033 target for missed food?", "no such aim"),
    ("How many places do the Diocese schools have combined?", "one is the Diocese's with another"),
    ("How many places and pupils are there in all?", "two columns are named"),
    ("How many are there at the Learning Trust schools combined?", "places or pupils"),
    ("How many riders did the bus routes have in total?", "one has n/a"),
    ("How many riders were there altogether on the Town Fund routes?", "one has n/a"),
    ("How much subsidy went to the Fares Board altogether?", "it gives and does not get"),
    ("How much subsidy did the Fares Board get altogether?", "it gives and does not get"),
    ("How much did Bluebird give to bus routes altogether?", "it gets and does not give"),
    ("What is the total of the Hill Line's subsidy and riders?", "pounds and riders are two units"),
    ("How many allotment plots are there in total?", "raised beds are part of a site's"),
    ("What is the average number of allotment plots per site?", "raised beds are part of a site's"),
    ("How many swimming lessons were there in total?", "the last row is their sum"),
    ("How many visits did the parks have in total?", "All Saints Green may be taken for a whole"),
    ("How much museum income was there in total in 20/21?", "no column of that year"),
    ("How many loans did libraries run by the parish make in all in 2031/32?", "no parish runs one"),
    ("How much did street repairs done by the Works cost altogether?", "two are called so"),
    ("Which library fell the most in 2031/32?", "a fall is no figure of the table"),
    ("How many fewer missed bins within 24 hours were there in 2031/32 than in 2030/31?", "a share"),
    ("What is the total of Northgate Works for street repairs?", "it pays for some and does others"),
    ("How much of the museum income is withdrawn in total in 22/23?", "no row is withdrawn"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "why"), NOT_COMPUTED)
def test_nothing_is_worked_out_where_rows_or_column_are_not_sure(question: str, why: str) -> None:
    assert worked(SERVICES.ask(question)) == "", why
