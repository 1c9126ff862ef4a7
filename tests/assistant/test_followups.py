import pytest

from assistant.followups import accepts, complete, pick


@pytest.mark.parametrize(
    ("before", "follow_up", "whole"),
    [
        (
            "How many thefts were there in North Quay in 2031/32?",
            "What about Lampton?",
            "How many thefts were there in Lampton in 2031/32?",
        ),
        (
            "How many Lampton residents sleep well in 2031/32?",
            "And in England?",
            "How many England residents sleep well in 2031/32?",
        ),
        (
            "Who leads on noise and litter in 2031/32?",
            "and on bicycle theft?",
            "Who leads on bicycle theft in 2031/32?",
        ),
        ("How much was the Lantern Fund?", "and the Harbour Fund?", "How much was the Harbour Fund?"),
        ("What is done for older people?", "and for young people?", "What is done for young people?"),
        ("What is done on adult theft?", "And for young people?", "What is done on young people theft?"),
        ("What are the parts of One Harbour?", "what about one quay?", "What are the parts of one quay?"),
        ("How much did the Rowing Club get?", "and Lamps in Lanes?", "How much did the Lamps in Lanes get?"),
        ("How many swans nest in Wells at Sea?", "What about Lampton?", "How many swans nest in Lampton?"),
        ("How many boats did Sails for All mend?", "And Hull House?", "How many boats did Hull House mend?"),
        (
            "What are the aims of One Harbour?",
            "And One Quay – what are its three?",
            "What are the aims of One Quay?",
        ),
        (
            "How many Lampton people swim?",
            "What's the equivalent for Wales as a whole?",
            "How many Wales people swim?",
        ),
        ("How many Lampton people swim?", "and the figure for Wales", "How many Wales people swim?"),
    ],
)
def test_a_new_name_or_phrase_takes_the_place_of_the_one_before(
    before: str, follow_up: str, whole: str
) -> None:
    assert complete(follow_up, before) == whole


@pytest.mark.parametrize(
    ("before", "follow_up"),
    [
        ("How many thefts were there each week?", "What about noise levels?"),
        ("How much was the Lantern Fund?", "What was it spent on?"),
        ("How much was the Lantern Fund?", "And the year before?"),
        ("How much was it in 2030/31?", "And in 2031/32?"),
        ("Did Lampton fare better than North Quay?", "And Eastfold?"),
        ("How much was the Lantern Fund?", "the Harbour Fund"),
        ("How many women and men were seen?", "and for children?"),
        ("How many children were seen?", "and for children?"),
    ],
)
def test_where_no_one_part_fits_nothing_is_replaced(before: str, follow_up: str) -> None:
    assert complete(follow_up, before) == ""


def _spaced_once(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("before", "follow_up", "whole"),
    [
        (
            "How many lamps are there in the light room?",
            "What about the dark one?",
            "How many lamps are there in the dark room?",
        ),
        (
            "Who rows for the old harbour crew in winter?",
            "and the new one?",
            "Who rows for the new crew in winter?",
        ),
    ],
)
def test_another_one_is_another_of_the_same_sort(before: str, follow_up: str, whole: str) -> None:
    assert _spaced_once(complete(follow_up, before)) == whole


@pytest.mark.parametrize(
    ("follow_up", "other"),
    [("and the boxing club?", "the boxing club"), ("what about Hull House?", "Hull House")],
)
def test_of_several_names_the_last_gives_way_to_another_thing(follow_up: str, other: str) -> None:
    whole = complete(follow_up, "How much did the Lantern Fund give Gull Primary?")

    assert whole == f"How much did the Lantern Fund give {other}?"


@pytest.mark.parametrize(
    ("before", "follow_up"),
    [
        ("Did the Lantern Fund pay more than the Harbour Fund?", "and the boxing club?"),
        ("What is the gap between the Lantern Fund and the Harbour Fund?", "and the Kelp Fund?"),
        ("How much did the Lantern Fund give Gull Primary?", "and noise levels?"),
        ("How much did the Lantern Fund give Gull Primary?", "and for the boxing club?"),
        ("Is the north pier longer in the old harbour?", "what about the south one?"),
        ("How many lamps are there?", "what about the dark one?"),
    ],
)
def test_in_a_comparison_or_where_the_new_thing_names_none_no_name_gives_way(
    before: str, follow_up: str
) -> None:
    assert complete(follow_up, before) == ""


@pytest.mark.parametrize("said", ["yes", "Yes please", "ok, go on", "tell me more", "sure!"])
def test_a_bare_yes_accepts_what_was_offered(said: str) -> None:
    assert accepts(said)


@pytest.mark.parametrize("said", ["yes, how much?", "Is it yes?", "hate crime", "more wardens"])
def test_a_turn_that_asks_something_is_no_bare_yes(said: str) -> None:
    assert not accepts(said)


CHOICES = ("How much was the Lantern Fund?", "How much was the Harbour Fund?", "How much was the Quay Fund?")


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("the harbour one", 1),
        ("Quay Fund, please", 2),
        ("No, I meant the lantern one", 0),
        ("that's the quay one", 2),
        ("first", 0),
        ("the second one please", 1),
        ("3", 2),
        ("the last one", 2),
    ],
)
def test_a_turn_picks_the_question_whose_place_or_words_it_names(said: str, place: int) -> None:
    assert pick(said, CHOICES) == CHOICES[place]


@pytest.mark.parametrize(
    "said",
    [
        "the fund",
        "the zebra one",
        "When was the Harbour Fund?",
        "harbour noise",
        "the fifth one",
        "one",
        "yes",
    ],
)
def test_a_turn_that_fits_none_of_them_alone_picks_none(said: str) -> None:
    assert pick(said, CHOICES) == ""


def test_where_nothing_could_be_meant_nothing_is_picked() -> None:
    assert pick("the first one", ()) == pick("Harbour Fund", ()) == ""
