import pytest

from assistant.lexicon import build_lexicon
from assistant.model import Turn
from assistant.query import clean, make_queries, make_query, split_question
from tests.assistant.small_corpus import SLIDES, bullet, slide

LEXICON = build_lexicon(SLIDES)
EARLIER = (Turn("How much was the Lantern Fund?", topic="How much was the Lantern Fund?"),)


@pytest.mark.parametrize(
    "follow_up",
    ["What was it spent on?", "and for boats?", "since when?", "why?", "What about noise?", "how much?"],
)
def test_a_question_that_leans_on_the_last_turn_carries_its_subject(follow_up: str) -> None:
    query = make_query(follow_up, EARLIER, LEXICON)

    assert query.leans_on_history
    assert "lantern" in query.terms


@pytest.mark.parametrize(
    "switch",
    ["How many bicycles did the police mark?", "Who leads Safe Evenings?", "When is the moon landing?"],
)
def test_a_question_that_stands_alone_drags_no_history_in(switch: str) -> None:
    query = make_query(switch, EARLIER, LEXICON)

    assert not query.leans_on_history
    assert "lantern" not in query.terms


def test_a_first_question_never_leans() -> None:
    assert not make_query("What was it spent on?", (), LEXICON).leans_on_history


def test_the_topic_stays_the_same_through_a_chain_of_follow_ups() -> None:
    first = make_query("What was it spent on?", EARLIER, LEXICON)

    second = make_query("and since when?", (Turn("What was it spent on?", topic=first.topic),), LEXICON)

    assert second.topic == EARLIER[0].question


def test_spelling_is_mended_and_said() -> None:
    query = make_query("How much was the lantrn fund?", (), LEXICON)

    assert query.corrections == (("lantrn", "lantern"),)
    assert "lantern" in query.terms


def test_a_part_of_a_hyphened_word_is_left_as_it_is() -> None:
    lexicon = build_lexicon([slide(1, "Work", bullet("A coordinator was hired."))])

    assert make_query("Who is the co-ordinator?", (), lexicon).mended == "Who is the co-ordinator?"


def test_control_and_invisible_characters_are_cleaned_away() -> None:
    assert clean("How\u200b much\n\x07 was   it?") == "How much was it?"


def test_two_questions_that_stand_alone_are_asked_apart() -> None:
    parts = split_question("Who leads Calm Streets, and who leads Safe Evenings?", LEXICON)

    assert parts == ("Who leads Calm Streets", "who leads Safe Evenings?")


@pytest.mark.parametrize(
    "question",
    ["How much was the Lantern Fund and what did it pay for?", "Did bicycle theft and noise fall?"],
)
def test_a_part_that_leans_on_the_other_stays_with_it(question: str) -> None:
    assert split_question(question, LEXICON) == (question,)


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("I keep a boat. Who leads Calm Streets?", ("Who leads Calm Streets?",)),
        ("Calm Streets is new. Who leads it?", ("Calm Streets is new. Who leads it?",)),
        ("Who leads it? I mean Calm Streets.", ("I mean Calm Streets. Who leads it",)),
        (
            "I keep a boat. Who leads Calm Streets? Who leads Safe Evenings?",
            ("Who leads Calm Streets", "Who leads Safe Evenings?"),
        ),
        ("Calm Streets. Safe Evenings.", ("Calm Streets. Safe Evenings.",)),
    ],
)
def test_what_asks_nothing_stays_only_with_a_question_that_needs_it(
    said: str, parts: tuple[str, ...]
) -> None:
    assert split_question(said, LEXICON) == parts


@pytest.mark.parametrize("command", ["List the", "Please give me all the", "Show us the", "Name the"])
def test_a_command_is_no_word_to_search_with(command: str) -> None:
    assert make_query(f"{command} bicycles", (), LEXICON).own_terms == ("bicycl",)


def test_a_follow_up_that_names_something_itself_is_searched_with_that_too() -> None:
    assert make_query("What about noise?", EARLIER, LEXICON).focus == "What about noise?"
    assert make_query("Since when?", EARLIER, LEXICON).focus == ""


def test_a_financial_year_of_two_digits_each_is_a_year_asked_about() -> None:
    query = make_query("How much was the lantern fund in 31/32?", (), LEXICON)

    assert [str(period) for period in query.periods] == ["2031/32"]
    assert query.text == "How much was the lantern fund in 2031/32?"


def test_where_a_word_is_misspelt_english_words_that_are_not_the_documents_are_mended_too() -> None:
    lexicon = build_lexicon([slide(1, "Work", bullet("Breaches of the harbour rules were counted."))])

    assert make_query("breeches of the harbour rules", (), lexicon).corrections == ()
    mended = make_query("wen were breeches of the harbor rules countd", (), lexicon)
    assert (
        dict(mended.corrections).items()
        >= {"wen": "when", "breeches": "breaches", "countd": "counted"}.items()
    )
    assert mended.mended.startswith("when were breaches")


def test_only_whole_words_are_mended_in_the_question_as_asked() -> None:
    lexicon = build_lexicon([slide(1, "Work", bullet("Water was tested."))])

    assert make_query("wat happened to water", (), lexicon).mended == "what happened to water"


def test_what_asks_for_all_of_them_stays_with_the_question_before_it() -> None:
    lexicon = build_lexicon([slide(1, "One Harbour", bullet("Clean quays"), bullet("Calm piers"))])

    assert split_question("What is in One Harbour? I'd like all three aims.", lexicon) == (
        "What is in One Harbour, I'd like all three aims.",
    )


YEAR = (Turn("How much was the Lantern Fund in 2030/31?", topic="How much was the Lantern Fund in 2030/31?"),)


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("How many bicycles did the police mark at schools that year?", ["2030/31"]),
        ("How many bicycles did police mark at schools in the same financial year?", ["2030/31"]),
        ("How many bicycles did the police mark at schools?", []),
    ],
)
def test_a_question_that_stands_alone_keeps_the_years_only_where_it_says_so(
    question: str, years: list[str]
) -> None:
    query = make_query(question, YEAR, LEXICON)

    assert not query.leans_on_history
    assert [str(period) for period in query.periods] == years


@pytest.mark.parametrize(
    "follow_up", ["What about the year before?", "so how about then?", "And for 2029/30?"]
)
def test_what_only_names_another_time_asks_what_was_asked_before(follow_up: str) -> None:
    query = make_query(follow_up, YEAR, LEXICON)

    assert query.form == query.whole == query.topic
    assert query.whole.startswith("How much was the Lantern Fund")


@pytest.mark.parametrize("follow_up", ["What about noise?", "What was it spent on?", "Why?"])
def test_what_names_another_thing_or_asks_something_stands_for_no_whole_question(follow_up: str) -> None:
    query = make_query(follow_up, YEAR, LEXICON)

    assert query.form == follow_up
    assert query.whole == ""


def test_a_part_replaced_gives_the_whole_question_that_is_meant() -> None:
    query = make_query("And the Harbour Fund?", YEAR, LEXICON)

    assert query.whole == "How much was the Harbour Fund in 2030/31?"


@pytest.mark.parametrize("said", ["2031/32 please.", "For 2031/32, that is."])
def test_a_year_that_trails_a_question_joins_it(said: str) -> None:
    (query,) = make_queries(f"How many bicycles were marked at schools? {said}", (), LEXICON)

    assert [str(period) for period in query.periods] == ["2031/32"]


def test_what_else_trails_a_question_that_stands_alone_is_left_off() -> None:
    asked = "How many bicycles were marked at schools"

    assert split_question(f"{asked}? I keep a boat.", LEXICON) == (asked,)


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("How much was it? I shall be asked on the night.", ("How much was it",)),
        (
            "I have to quote the Lantern Fund on Monday evening. What was it for 2031/32?",
            ("I have to quote the Lantern Fund. What was it for 2031/32?",),
        ),
        (
            "Add up the harbour funds for me, would you? I'd like it for 2031/32.",
            ("Add up the harbour funds, 2031/32",),
        ),
    ],
)
def test_what_the_asker_tells_of_themselves_is_no_part_of_what_is_asked(
    said: str, parts: tuple[str, ...]
) -> None:
    lexicon = build_lexicon([slide(1, "Harbour", bullet("The Lantern Fund and harbour funds add up."))])

    assert split_question(said, lexicon) == parts


def test_what_somebody_does_is_asked_as_who_it_is() -> None:
    query = make_query("What does she do?", (Turn("Who leads Calm Streets?"),), LEXICON)

    assert query.form == "Who leads Calm Streets?"
    assert query.leans_on_history


@pytest.mark.parametrize("follow_up", ["What's the national figure?", "and what was the target?"])
def test_a_figure_of_nothing_is_of_what_was_asked_before(follow_up: str) -> None:
    query = make_query(follow_up, (Turn("How many bicycle thefts were there?"),), LEXICON)

    assert query.leans_on_history
    assert "bicycl" in query.words


def test_slides_named_by_number_are_no_part_of_what_is_searched_for() -> None:
    query = make_query("What does slide 12 say of noise?", (), LEXICON)

    assert query.slides == (12,)
    assert tuple(query.words) == ("nois",)
