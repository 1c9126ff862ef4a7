"""Everyday wordings of what is to be worked out, over two years' tables and sentences, and of what is not."""

import pytest

from assistant.model import Answer
from evals.working import find_worked_numbers
from tests.assistant.worked_years import two_years

REVIEWS = two_years()


def worked(answer: Answer) -> str:
    """Return what an answer works out; "" for one that only quotes."""
    return " ".join(sentence.text.split(": ", 1)[1] for sentence in answer.sentences if sentence.worked)


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("What were the Bridge Fund and the Garden Fund put together in 2031/32?", "= £42,000."),
        ("How much is the Garden Fund and the Night Bus Fund altogether?", "= £30,000."),
        ("All in, how much did the grants come to in 2031/32?", "= £60,000."),
        ("What did the grants come to all in in 2031/32?", "= £60,000."),
        ("How much were the Bridge Fund and the Night Bus Fund combined?", "= £48,000."),
        ("What did the Bridge Fund and the Garden Fund get between them in 2031/32?", "= £42,000."),
        ("How many fires were there in all in 2031/32?", "= 60."),
        ("How much are the Garden Fund and the Night Bus Fund on top of each other?", "= £30,000."),
        ("How much were the two largest grants together in 2031/32?", "= £48,000."),
        ("What do the two smallest grants add up to in 2031/32?", "= £30,000."),
        ("What did the three grants add up to in 2031/32?", "= £60,000."),
        ("What is the gap between the Bridge Fund and the Garden Fund in 2031/32?", "= £18,000."),
        ("How far apart are the Bridge Fund and the Night Bus Fund?", "= £12,000."),
        ("How far apart were fires in Southmere and Northgate in 2031/32?", "= 18."),
        ("How much bigger is the Bridge Fund than the Night Bus Fund?", "= £12,000."),
        ("How much smaller was the Garden Fund than the Night Bus Fund?", "= £6,000."),
        ("How many more fires did Southmere have than Northgate in 2031/32?", "= 18."),
        ("How much lower were the floods in Millbrook than in Northgate in 2031/32?", "= 25."),
        (
            "How much bigger was the Garden Fund than the Bridge Fund in 2031/32?",
            "so Garden Fund is less, not more.",
        ),
        ("The Bridge Fund is how many times as much as the Garden Fund in 2031/32?", "= 2.5 times."),
        ("How many times as many fires did Southmere have as Northgate in 2031/32?", "= 2.5 times."),
        ("What fraction of the grants went to the Bridge Fund in 2031/32?", "which is 50%."),
        ("What share of the fires was in Northgate in 2031/32?", "which is 20%."),
        ("What proportion of the grants is the Garden Fund in 2031/32?", "which is 20%."),
        ("How much of the money, as a percentage, went to the Night Bus Fund in 2031/32?", "which is 30%."),
        ("How much were the grants on average each in 2031/32?", "= £20,000."),
        ("How many fires did each ward have on average in 2031/32?", "= 20."),
        ("On average, how much was each grant in 2031/32?", "= £20,000."),
        ("How much of the grants is left over without the Bridge Fund in 2031/32?", "= £30,000."),
        ("How much is left over of the grants once the Bridge Fund is taken out in 2031/32?", "= £30,000."),
        ("How much of the money is left over after the Garden Fund in 2031/32?", "= £48,000."),
        ("Which ward had the second most fires in 2031/32?", "18 (Millbrook"),
        ("What was the second biggest grant in 2031/32?", "£18,000 (Night Bus Fund) is the second largest"),
        ("What is the biggest grant in 2031/32?", "£30,000 (Bridge Fund) is the largest"),
        ("Which was the smallest grant in 2031/32?", "£12,000 (Garden Fund) is the smallest"),
        ("How many hours did volunteers give to the parks and the libraries put together?", "= 1,500."),
        ("What did the café and the boathouse take between them?", "= £6,000."),
        ("How much more did the café take than the boathouse?", "= £3,000."),
        ("How many times as much did the café take as the boathouse?", "= 3 times."),
        ("What share of the hate crimes recorded in 2031/32 were about race?", "which is about 63.2%."),
        ("What share of the apprentices finished the scheme?", "which is 75%."),
        ("What do the Bridge Fund and the Garden Fund amount to in 2031/32?", "= £42,000."),
        ("How much is the Bridge Fund plus the Garden Fund in 2031/32?", "= £42,000."),
        ("What is the sum of the Garden Fund and the Night Bus Fund?", "= £30,000."),
        ("What was the total spent on the Bridge and Garden funds in 2030/31?", "= £35,000."),
        ("How much do all the grants make all told in 2030/31?", "= £43,000."),
        ("How many floods were there altogether in Northgate and Millbrook in 2030/31?", "= 60."),
        ("How many fires and floods were there in Northgate in all in 2031/32?", "= 52."),
        ("By how much do the Bridge Fund and the Garden Fund differ in 2031/32?", "= £18,000."),
        ("What do the Bridge Fund and the Garden Fund differ by in 2031/32?", "= £18,000."),
        ("What is the gap between the two largest grants in 2031/32?", "= £12,000."),
        ("What is the difference between the biggest and the second biggest grant in 2031/32?", "= £12,000."),
        ("What is the gap between the second biggest and the smallest grant in 2031/32?", "= £6,000."),
        ("How much larger was the biggest grant than the smallest in 2031/32?", "= £18,000."),
        ("How many fewer fires were there in Northgate than in Millbrook in 2031/32?", "= 6."),
        ("How many fewer floods than fires were there in Southmere in 2031/32?", "= 5."),
        ("How many more floods than fires were there in Northgate in 2031/32?", "= 28."),
        ("How much higher was the number of floods in Northgate than in Southmere in 2031/32?", "= 15."),
        ("How many times more floods did Northgate have than Southmere in 2031/32?", "= 1.6 times."),
        ("How many times as big was the Bridge Fund as the Garden Fund in 2031/32?", "= 2.5 times."),
        ("How many times the Garden Fund was the Bridge Fund in 2031/32?", "= 2.5 times."),
        ("What was the ratio of fires in Southmere to fires in Northgate in 2031/32?", "= 2.5 times."),
        ("What percentage of the grants does the Garden Fund make up in 2031/32?", "which is 20%."),
        ("What share of the floods were in Northgate in 2031/32?", "which is 50%."),
        ("What proportion of the fires in 2030/31 happened in Southmere?", "which is about 56.9%."),
        ("What fraction of the floods is Millbrook's in 2031/32?", "which is about 18.8%."),
        ("What was the average number of floods per ward in 2030/31?", "= about 26.7."),
        ("What's the average of the two largest grants in 2031/32?", "= £24,000."),
        ("How much funding was there apart from the Bridge Fund in 2030/31?", "= £23,000."),
        ("How much is left of the grants if you take out the Garden Fund in 2030/31?", "= £28,000."),
        ("How much remains of the grants after the Bridge Fund is paid in 2031/32?", "= £30,000."),
        ("Which ward had the fewest floods in 2030/31?", "16 (Millbrook"),
        ("What was the third largest grant in 2030/31?", "£8,000 (Kiosk Fund) is the third largest"),
        (
            "Which of the grants was the second smallest in 2031/32?",
            "£18,000 (Night Bus Fund) is the second smallest",
        ),
        ("What percentage of hate crimes were about race in 2030/31?", "which is about 64.2%."),
    ],
)
def test_what_is_asked_in_everyday_words_is_worked_out(question: str, result: str) -> None:
    answer = REVIEWS.ask(question)

    assert result in worked(answer)


@pytest.mark.parametrize(
    "question",
    [
        "What were the Bridge Fund and the Garden Fund put together in 2031/32?",
        "What is the gap between the two largest grants in 2031/32?",
        "What share of the hate crimes recorded in 2031/32 were about race?",
        "How many times as much did the café take as the boathouse?",
        "How much is left of the grants if you take out the Garden Fund in 2030/31?",
    ],
)
def test_other_code_comes_to_the_same_from_the_quotes_alone(question: str) -> None:
    answer = REVIEWS.ask(question)
    quotes = [citation.quote for citation in answer.citations]

    assert find_worked_numbers(answer.sentences[-1].text, quotes)


@pytest.mark.parametrize(
    "question",
    [
        "What were the Bridge Fund and the Cinema Fund put together in 2031/32?",
        "What is the gap between the Bridge Fund and the fires in Northgate?",
        "How much more work is needed on hate crime?",
        "How much more should we do about fires than floods?",
        "What were the fires in Northgate and the Bridge Fund altogether?",
        "How much bigger should the Garden Fund be?",
        "How many times as many wardens as traders were there?",
        "What share of the grants went to the Cinema Fund?",
        "How much is left over?",
        "What share of the hate crimes were in Northgate?",
        "How far apart are the two wards?",
        "How many more did Northgate have than Southmere in 2031/32?",
        "How much higher is trust in the wardens than in the police?",
        "How did the police and the schools work together on hate crime?",
        "What did Eastham and Westshire put together on shop theft?",
        "How many hate crimes and abandoned cars were there put together?",
        "What percentage of pupils were reached by school workshops?",
        "How much better could the Night Bus Fund be?",
        "How many more fires than pupils were there in 2031/32?",
        "Which is the better fund, the Bridge Fund or the Garden Fund?",
        "How much more did it cost than the Bridge Fund?",
        "How much further is there to go on hate crime than on fires?",
        "What share of the apprentices did not finish the scheme?",
        "What share of the Bridge Fund went to lights?",
        "How many more hate crimes were about race than disability in 2031/32?",
        "What were the three largest grants?",
        "What is the gap between the two funds?",
        "How much bigger is Eastham than Westshire?",
        "What are the café and the Bridge Fund worth put together?",
        "How many percentage points did shop theft rise by?",
        "What is the average satisfaction of victims in England and Westshire?",
        "How much did the Night Bus Fund grow between 2030/31 and 2031/32?",
        "How many times as many hate crimes as floods were there?",
        "How much of the Bridge Fund is left over?",
        "How much is left over after the Cinema Fund is paid?",
        "What is the total of fires in Northgate and Eastgate?",
        "How much more important is the Bridge Fund than the Garden Fund?",
        "How much safer is Eastham than Westshire?",
        "Do the Bridge Fund and Garden Fund work well together?",
        "What brought the wards together?",
        "By how many did victims satisfied with the police and fires rise from 2030/31 to 2031/32?",
        "How did the Bridge Fund and the Garden Fund come together?",
        "What do the wardens do on top of each other?",
        "How far apart are the bus stops?",
        "How much time is left?",
        "Who put together the plan?",
        "How many pupils and hate crimes were there between them?",
        "What was the total in 2031/32?",
        "What share of the Bridge Fund was the Bridge Fund in 2031/32?",
        "What was the largest grant spent on in 2031/32?",
        "What is the partnership working on together in Eastham?",
        "How many cases came in altogether in 2031/32?",
        "How many cases came in and were at high risk in 2030/31 altogether?",
        "Which of the wards is the gap between?",
    ],
)
def test_nothing_is_worked_out_without_parts_that_fit_and_a_question_for_it(question: str) -> None:
    assert worked(REVIEWS.ask(question)) == ""
