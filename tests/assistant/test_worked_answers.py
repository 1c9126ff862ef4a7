"""What is worked out from invented tables and sentences, and beside it what must not be."""

from dataclasses import replace

import pytest

from assistant.model import Answer, AnswerStatus
from assistant.pipeline import Assistant, turn_of
from corpus.model import SlideRef
from tests.assistant.small_corpus import DOCUMENT, bullet, embed, index, slide
from tests.assistant.small_corpus import SLIDES as REVIEW
from tests.assistant.worked_corpus import SLIDES, items, table

ASSISTANT = Assistant(index(SLIDES), embed)


def worked(answer: Answer) -> str:
    """Return what an answer works out; "" for one that only quotes."""
    return " ".join(sentence.text.split(": ", 1)[1] for sentence in answer.sentences if sentence.worked)


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("What is the total of the safety grants?", "= £40,000."),
        ("How much did the Lantern Fund and the Harbour Fund get together?", "= £19,500."),
        ("How much did the Harbour and Orchard and Meadow grants come to?", "= £32,500."),
        ("If you add the Lantern Fund and the Harbour Fund, what do you get?", "= £19,500."),
        ("How much funding was there apart from the Harbour Fund?", "= £28,000."),
        ("What is the total of recorded crime in 2031/32?", "= 1,194."),
        ("What is the total length of the projects?", "= 9 weeks."),
        ("What was the total cost of the projects?", "= £6,500."),
        ("How much more did the Orchard and Meadow Grant get than the Lantern Fund?", "= £13,000."),
        ("How much more than the Lantern Fund was the Harbour Fund?", "= £4,500."),
        ("What is the difference between the biggest and the smallest fund?", "= £13,000."),
        ("How many more burglaries were there in 2030/31 than in 2031/32?", "= 50."),
        ("How many fewer robberies than burglaries were there in 2031/32?", "= 50."),
        ("By what percentage did burglary fall between 2030/31 and 2031/32?", "fall of 50, which is 25%."),
        ("What percentage change was there in robbery from 2030/31 to 2031/32?", "rise of 20, which is 25%."),
        ("What share of the funding went to the Harbour Fund?", "= £40,000, which is 30%."),
        ("What percentage of the total is the Lantern Fund?", "which is about 18.8%."),
        ("How many times bigger was the Harbour Fund than the Lantern Fund?", "= 1.6 times."),
        ("What was the average grant?", "divided by 3 = about £13,333.33."),
        ("Which fund was the biggest?", "£20,500 (Orchard and Meadow Grant) is the largest of"),
        ("Which fund was the second biggest?", "£12,000 (Harbour Fund) is the second largest of"),
        ("Which crime was lowest in 2031/32?", "100 (Robbery, 2031/32) is the smallest of"),
        ("How many funds are there?", "3 in all: "),
        ("How many aims are there for young people?", "3 in all: "),
        ("Did the Lantern Fund get more than the Harbour Fund?", "(Lantern Fund) is less than £12,000"),
        ("Did the Lantern Fund or the Harbour Fund get more?", "(Lantern Fund) is less than £12,000"),
        ("What is the gap between borough and county on trust in the wardens?", "= 6 percentage points."),
        ("How much higher is the share of shops with shutters than nationally?", "= 10.8 percentage points."),
        ("What percentage of residents do not trust the wardens?", "100% − 64% = 36%."),
    ],
)  # fmt: skip
def test_a_figure_asked_for_is_worked_out(question: str, result: str) -> None:
    answer = ASSISTANT.ask(question)

    assert answer.status is AnswerStatus.ANSWERED
    assert result in worked(answer) + "."


@pytest.mark.parametrize(
    "question",
    [
        "How much was the Lantern Fund?",
        "What percentage of residents trust the wardens?",
        "By how much did litter complaints fall?",
        "How many traders did wardens speak to?",
        "Which fund paid for boat patrols?",
        "What did the Harbour Fund pay for?",
    ],
)
def test_a_plain_question_is_never_turned_into_a_sum(question: str) -> None:
    answer = ASSISTANT.ask(question)

    assert answer.status is AnswerStatus.ANSWERED
    assert worked(answer) == ""


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("How many hours did the teams patrol in total?", "a row gives no figure"),
        ("What is the total of burglary and the Lantern Fund?", "crimes and pounds are of two units"),
        ("How many more burglaries than robberies were there?", "two years are given and none is asked"),
        ("How much more did the Harbour Fund get in 2031/32 than in 2028/29?", "no slide covers 2028/29"),
        ("How much more did the Harbour Fund get than the year before?", "no slide covers it"),
        ("What is the gap between the borough and Wigan on trust in the wardens?", "another place"),
        ("What percentage of litter complaints did not fall?", "a fall of 14% leaves no rest"),
        ("What is the average share of shops with shutters?", "shares are not averaged"),
        ("What is the total grant for cinemas?", "no slide speaks of cinemas"),
        ("What share of the funding went to the Cinema Fund?", "no slide speaks of it"),
    ],
)
def test_nothing_is_worked_out_from_figures_that_do_not_fit(question: str, why: str) -> None:
    assert worked(ASSISTANT.ask(question)) == "", why


@pytest.mark.parametrize(("title", "total"), [("Budget 2031/32", "= £19,500."), ("Lamps and boats", "")])
def test_a_column_is_added_up_where_the_slides_title_alone_names_the_money(title: str, total: str) -> None:
    rows = table("Line|Amount", "Lamps|£7,500", "Boats|£12,000")

    answer = Assistant(index((slide(1, title, *rows),)), embed).ask("What was the total budget?")

    assert worked(answer).partition("Boats) ")[2] == total


def test_a_total_that_the_table_gives_is_quoted() -> None:
    answer = ASSISTANT.ask("How many youth sessions were there in total?")

    assert worked(answer) == ""
    assert "Total – Sessions: 30" in answer.text


def test_a_total_that_a_sentence_gives_is_quoted_even_where_the_rows_would_come_to_another() -> None:
    answer = ASSISTANT.ask("How much was paid for alley gates altogether?")

    assert worked(answer) == ""
    assert "£9,000" in answer.text


def test_a_share_of_a_total_that_the_table_gives_is_measured_by_it() -> None:
    answer = ASSISTANT.ask("What share of youth sessions were in Northgate?")

    assert worked(answer) == "12 (Northgate) out of 30 (Total), which is 40%."


def test_a_side_that_no_slide_gives_is_named() -> None:
    answer = ASSISTANT.ask("How much more did the Harbour Fund get than the Cinema Fund?")

    assert answer.status is AnswerStatus.NO_EVIDENCE
    assert answer.notes == ("The documents give no figure for “Cinema Fund”, so this cannot be worked out.",)


def test_every_part_is_cited_word_for_word() -> None:
    answer = ASSISTANT.ask("How much did the Lantern Fund and the Harbour Fund get together?")

    assert [citation.quote for citation in answer.citations] == [
        "Lantern Fund\t£7,500",
        "Harbour Fund\t£12,000",
    ]
    assert answer.sentences[0].citations == (1, 2)


def test_figures_of_a_sentence_are_given_with_the_whole_of_it() -> None:
    answer = ASSISTANT.ask("What is the gap between the borough and the county on trust in the wardens?")

    assert answer.sentences[0].text == SLIDES[3].blocks[1].text
    assert [citation.quote for citation in answer.citations[1:]] == ["64%", "58%"]


def test_an_approximate_part_makes_the_result_approximate() -> None:
    slides = (slide(1, "Stalls", *table("Market|Stalls", "Quayside|nearly 70", "Green|30")),)

    answer = Assistant(index(slides), embed).ask("How many stalls are there in total?")

    assert worked(answer) == "about 70 (Quayside) + 30 (Green) = about 100."


def test_both_sides_of_a_comparison_are_given_before_the_verdict() -> None:
    answer = ASSISTANT.ask("Which got more, the Lantern Fund or the Harbour Fund?")

    assert [sentence.worked for sentence in answer.sentences] == [False, False, True]
    assert answer.sentences[0].text == "Lantern Fund – Grant: £7,500"


def test_a_question_that_leans_on_the_one_before_is_worked_out_too() -> None:
    first = ASSISTANT.ask("What did the safety grants pay for?")

    assert "= £40,000." in worked(ASSISTANT.ask("And what is their total?", [turn_of(first)]))


def two_reviews() -> Assistant:
    later = slide(1, "Safety funding", *table("Fund|Grant", "Lantern Fund|£7,500", "Harbour Fund|£12,000"))
    before = slide(1, "Safety funding", *table("Fund|Grant", "Lantern Fund|£6,000", "Harbour Fund|£9,000"))
    earlier = replace(
        DOCUMENT, id="earlier", title="Invented Borough Safety Review 2030/31", period="2030/31"
    )
    slides = (later, replace(before, ref=SlideRef(earlier.id, 1)))
    return Assistant(replace(index(slides), documents=(DOCUMENT, earlier)), embed)


def test_the_same_row_of_two_years_documents_is_set_side_by_side() -> None:
    answer = two_reviews().ask("How much more was the Harbour Fund in 2031/32 than in 2030/31?")

    assert worked(answer) == "£12,000 (Harbour Fund, 2031/32) − £9,000 (Harbour Fund, 2030/31) = £3,000."
    assert {citation.document_id for citation in answer.citations} == {DOCUMENT.id, "earlier"}


@pytest.mark.parametrize(("year", "total"), [("2031/32", "= £19,500."), ("2030/31", "= £15,000.")])
def test_the_table_of_the_year_that_is_asked_for_is_added_up(year: str, total: str) -> None:
    answer = two_reviews().ask(f"What was the total of the grants in {year}?")

    assert total in worked(answer)


def test_of_like_tables_the_latest_is_added_up_when_no_year_is_asked_for() -> None:
    assert "= £19,500." in worked(two_reviews().ask("What was the total of the grants?"))


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("How much was the Harbour Fund?", "£12,000"),
        ("Which pot do the boat patrols come out of?", "Harbour Fund"),
        ("What was the £7,500 for?", "Street lanterns"),
    ],
)
def test_a_cell_is_found_from_either_side_of_its_row(question: str, cell: str) -> None:
    assert cell in Assistant(index(REVIEW), embed).ask(question).text


def test_a_slides_own_list_is_not_counted_when_its_items_run_on() -> None:
    prose = [bullet(f"Aim {n} " + "tells of many things " * 5, "Aims of the year") for n in range(3)]
    answer = Assistant(index((slide(1, "Plans", *prose),)), embed).ask("How many aims of the year are there?")

    assert worked(answer) == ""


def themes(columns: str) -> Assistant:
    rows = (
        items(columns, "Calm Streets", "Noise", "Litter", "Traffic"),
        items(columns, "Safe Evenings", "Lighting", "Taxis"),
    )
    return Assistant(index((slide(1, "Leads", *rows),)), embed)


@pytest.mark.parametrize(
    ("question", "counted"),
    [
        ("How many priority areas does Calm Streets have?", "3 in all: Noise; Litter; Traffic."),
        ("How many priority areas are there?", "5 in all: Noise; Litter; Traffic; Lighting; Taxis."),
        ("How many themes are there?", "2 in all: Calm Streets; Safe Evenings."),
    ],
)
def test_what_is_counted_is_listed(question: str, counted: str) -> None:
    assert worked(themes("Theme|Priority areas").ask(question)) == counted


def test_examples_are_not_counted() -> None:
    answer = themes("Theme|Priority areas (examples)").ask("How many priority areas are there?")

    assert worked(answer) == ""
