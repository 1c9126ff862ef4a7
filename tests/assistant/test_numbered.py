import pytest

from assistant.numbered import BACK, FRONT, find_numbers


@pytest.mark.parametrize(
    ("question", "numbers", "rest"),
    [
        ("What is on slide 6?", (6,), "What is?"),
        ("On page 12, what is said of kelp?", (12,), "what is said of kelp?"),
        ("Summarise slides 8-10", (8, 9, 10), "Summarise"),
        ("Compare slides 4 and 9", (4, 9), "Compare"),
        ("slide no. 3 please", (3,), "please"),
        ("What date is on the front of the pack?", (FRONT,), "What date is?"),
        ("Who is named on the title page?", (FRONT,), "Who is named?"),
        ("What does the last slide say?", (BACK,), "What does say?"),
    ],
)
def test_slides_are_named_by_their_place(question: str, numbers: tuple[int, ...], rest: str) -> None:
    found = find_numbers(question)
    assert (found.numbers, found.rest) == (numbers, rest)


@pytest.mark.parametrize(
    "question",
    [
        "How many slides are there?",
        "Did the page 9% rise help?",
        "What was new on the sea front?",
        "How many front doors were mended?",
        "Who paid for the last slide in the park in 2031?".replace("slide", "swing"),
        "What did 12 people say?",
    ],
)
def test_other_numbers_and_fronts_name_no_slide(question: str) -> None:
    found = find_numbers(question)
    assert (found.numbers, found.rest) == ((), question)
