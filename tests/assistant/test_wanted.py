import pytest

from assistant.plural import asks_for_all, asks_for_list, find_number_asked, find_things_asked, lists_as_many
from assistant.wanted import (
    Wanted,
    asks_broadly,
    asks_for_heading,
    asks_to_compare,
    asks_years_covered,
    fills,
    find_counted,
    find_kind,
    find_wanted,
    fit,
    holds,
    holds_years_covered,
    names_a_body,
    names_a_post,
    names_a_topic,
)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("How much was the Lantern Fund?", Wanted.AMOUNT),
        ("What percentage of residents feel safe?", Wanted.SHARE),
        ("How many bicycles were marked?", Wanted.COUNT),
        ("When does the new plan start?", Wanted.TIME),
        ("Who leads Calm Streets?", Wanted.PERSON),
        ("What is the name of the theme lead?", Wanted.PERSON),
        ("What are the names of the new surveyors?", Wanted.PERSON),
        ("What is the name of the portable device?", Wanted.STATEMENT),
        ("What is Operation Lantern?", Wanted.STATEMENT),
        ("Which year had more thefts?", Wanted.STATEMENT),
        ("Which month saw the fewest thefts?", Wanted.STATEMENT),
        ("Which year saw the first theft?", Wanted.TIME),
        ("Were there more thefts than fires?", Wanted.COUNT),
        ("Were there more thefts?", Wanted.STATEMENT),
    ],
)
def test_the_wording_of_a_question_fixes_the_sort_of_answer(question: str, wanted: Wanted) -> None:
    assert find_wanted(question) is wanted


@pytest.mark.parametrize(
    ("wanted", "with_it", "without_it"),
    [
        (Wanted.AMOUNT, "a grant of £7,500", "a grant of 7,500 trees"),
        (Wanted.SHARE, "46.7% completed", "46 completed"),
        (Wanted.COUNT, "5500 assessments", "several assessments"),
        (Wanted.TIME, "starts in June 2021", "starts soon"),
        (Wanted.PERSON, "led by Night Warden", "led by the warden"),
    ],
)
def test_a_text_holds_the_sort_of_answer_or_it_does_not(
    wanted: Wanted, with_it: str, without_it: str
) -> None:
    assert holds(wanted, with_it)
    assert not holds(wanted, without_it)


@pytest.mark.parametrize(
    "question",
    [
        "What are the priorities?",
        "Which projects were funded?",
        "List the outcomes",
        "what kinds of schemes ran?",
        "Give us the outcomes on noise",
        "All the areas please",
        "What does the plan cover?",
    ],
)
def test_questions_for_several_things_ask_for_a_list(question: str) -> None:
    assert asks_for_list(question)


@pytest.mark.parametrize(
    "question", ["What is the plan?", "Does it work?", "How much was it?", "Which has grown?"]
)
def test_questions_for_one_thing_ask_for_no_list(question: str) -> None:
    assert not asks_for_list(question)


def test_broad_and_comparing_questions_are_told_from_plain_ones() -> None:
    assert asks_broadly("What is being done about noise?")
    assert asks_to_compare("Is it higher than last year?")
    assert not asks_broadly("How much was the Lantern Fund?")
    assert not asks_to_compare("How much was the Lantern Fund?")


@pytest.mark.parametrize("question", ["By how much did theft fall?", "What is the detection rate?"])
def test_a_change_or_rate_is_asked_for_as_a_figure(question: str) -> None:
    assert find_wanted(question) is Wanted.CHANGE
    assert holds(Wanted.CHANGE, "fell by 14%")
    assert not holds(Wanted.CHANGE, "fell substantially in 2020")


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Which schools took part?", "schools"),
        ("Which two senior wardens took part?", "wardens"),
        ("Which five Harbour schools are nearest?", "schools"),
        ("Which RNLI crews went out?", "crews"),
        ("Which RNLI went out?", "RNLI"),
        ("Which RNLI crew is out?", "crew"),
        ("Which GP surgery is taking part?", "surgery"),
        ("Which RNLI is out?", "RNLI"),
        ("Which harbour patrols are kept on?", "patrols"),
        ("Which new one opened?", ""),
        ("Which of these is bigger?", ""),
        ("Which months were worst?", ""),
    ],
)
def test_a_which_question_names_a_kind(question: str, kind: str) -> None:
    assert find_kind(question) == kind


@pytest.mark.parametrize(
    ("question", "counted"),
    [
        ("How many Covid breaches were there?", "Covid breaches"),
        ("What was the number of arrests in May?", "arrests"),
        ("What was the number of sailors the wardens saw?", "sailors"),
    ],
)
def test_a_count_names_what_is_counted(question: str, counted: str) -> None:
    assert find_counted(question) == counted


def test_a_name_before_a_role_fits_who_better_than_a_role() -> None:
    assert fit(Wanted.PERSON, "Calm Streets: Jo Bloggs, Director") > fit(Wanted.PERSON, "the Director") > 0


@pytest.mark.parametrize(
    ("question", "is_topic"), [("hate crime", True), ("crime up?", False), ("who leads it", False)]
)
def test_a_bare_subject_is_told_from_a_question(question: str, is_topic: bool) -> None:  # noqa: FBT001
    assert names_a_topic(question) is is_topic


FOUR = "The centres are the library, the market hall, the rowing club and the lido."


@pytest.mark.parametrize("question", ["Where are the four reporting centres?", "Which 4 centres are there?"])
def test_a_text_may_list_as_many_things_as_are_asked_for(question: str) -> None:
    assert lists_as_many(question, FOUR)
    assert not lists_as_many(question, "Four centres took 40 reports.")


@pytest.mark.parametrize("question", ["Where are the six reporting centres?", "Where are the centres?"])
def test_or_it_lists_fewer_or_none_are_counted(question: str) -> None:
    assert not lists_as_many(question, FOUR)


@pytest.mark.parametrize(
    "question",
    [
        "Could you set out in full the aims?",
        "The outcomes - give me all of them",
        "names of all wardens",
        "What's in it? I'd like all three headings.",
        "Which patrols are kept on?",
        "Who was given a medal?",
        "Who won an award?",
        "Who sits on the harbour board?",
        "Who is on our board?",
        "the names of everyone on the crew",
        "names of those who rowed",
        "What does the plan name as its priorities?",
        "Which lamp-posts were mended?",
    ],
)
def test_these_ask_for_several_things(question: str) -> None:
    assert asks_for_list(question)


@pytest.mark.parametrize("question", ["Who was the warden?", "Who is on duty?", "Who won the prize?"])
def test_questions_for_the_one_who_did_something_ask_for_no_list(question: str) -> None:
    assert not asks_for_list(question)


@pytest.mark.parametrize(
    "said", ["The full list, please.", "Complete details please.", "Name every one.", "All three."]
)
def test_a_text_may_want_the_whole_of_what_was_asked_for(said: str) -> None:
    assert asks_for_all(said)


def test_a_list_by_itself_is_not_all_of_it() -> None:
    assert not asks_for_all("Is there a list of the wardens?")


@pytest.mark.parametrize("question", ["Which body runs the patrol?", "Which warden leads our team?"])
def test_a_verb_in_s_before_what_is_done_is_no_plural(question: str) -> None:
    assert not asks_for_list(question)


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("What are the five aims?", 5),
        ("Which three old piers shut?", 3),
        ("all 4 aims please", 4),
        ("Why?", 0),
    ],
)
def test_a_question_may_say_how_many_it_wants(question: str, number: int) -> None:
    assert find_number_asked(question) == number


def test_what_is_counted_is_the_last_word_of_its_name() -> None:
    assert find_things_asked("What are the five aims?") == "aims"
    assert find_things_asked("Which three old piers shut?") == "piers"
    assert find_things_asked("Why?") == ""


def test_how_often_is_told_by_a_word_as_well_as_by_a_number() -> None:
    assert holds(find_wanted("How often does it meet?"), "Tasking (fortnightly, three areas)")
    assert holds(find_wanted("How often is it told?"), "Results are told each quarter.")
    assert holds(find_wanted("How often does it meet?"), "It meets every six weeks")
    assert not holds(find_wanted("How often does it meet?"), "Tasking meets in the hall")


def test_for_who_they_are_asks_for_nobody() -> None:
    assert find_wanted("Did abuse of people for who they are get worse?") is Wanted.STATEMENT
    assert find_wanted("Money for who exactly?") is Wanted.PERSON


@pytest.mark.parametrize("question", ["Who does it focus on?", "Who was it aimed at?", "Who does it help?"])
def test_whom_a_thing_is_for_is_asked_for_without_a_name_or_post(question: str) -> None:
    assert find_wanted(question) is Wanted.STATEMENT


def test_how_numbers_compare_is_no_question_for_a_number() -> None:
    assert find_wanted("How do the numbers of calls compare with last year?") is not Wanted.COUNT
    assert find_wanted("Give the number of calls") is Wanted.COUNT


@pytest.mark.parametrize("question", ["What is the youth theft rate?", "the youth theft rate"])
def test_a_rate_is_asked_for_as_a_figure_however_it_is_called(question: str) -> None:
    assert find_wanted(question) is Wanted.CHANGE


def test_a_name_before_a_post_is_told_from_a_plan_or_body() -> None:
    assert names_a_post("Jo Tern, Director")
    assert not names_a_post("the Harbour Programme, which ended")
    assert not names_a_post("Clean Air Plan, 2031")


def test_years_covered_are_asked_for_and_held_as_a_span() -> None:
    assert asks_years_covered("Which years does the plan cover?")
    assert not asks_years_covered("Which year did it begin?")
    assert holds_years_covered("Harbour Plan 2031-34")
    assert not holds_years_covered("It began in 2031.")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("officer", "Al Gullit, Superintendent"),
        ("copper", "Sergeant Tern"),
        ("pot", "The Lantern Fund was £7,500."),
        ("councillor", "The board is chaired by Cllr Hamid Tern."),
        ("areas", "The pilot begins in Hallsby and Corrow."),
        ("places", "Top three: the Towpath, Corrow and the park."),
        ("bit", "Hallsby had the most; Corrow had the fewest."),
        ("codename", "Op Gull is the response to thefts."),
    ],
)
def test_a_thing_of_an_everyday_kind_is_there_whatever_it_is_called(kind: str, text: str) -> None:
    assert fills(kind, text)
    assert not fills(kind, "Wardens walk the quay.")
    assert not fills("ferry", text)


def test_who_something_is_done_with_is_answered_by_a_body() -> None:
    assert names_a_body("Who has the patrol been working with?", "It worked with the Harbour Watch.")


@pytest.mark.parametrize(
    "question",
    ["Who received the lamps?", "Who was given the lamps?", "Who was awarded the lamps?", "Who benefits?"],
)
def test_who_was_given_something_is_answered_by_a_body(question: str) -> None:
    assert names_a_body(question, "The lamps went to the Harbour Watch.")


@pytest.mark.parametrize(
    "text",
    ["two in five feel safe", "three quarters feel safe", "3 out of 10 feel safe", "one in every three"],
)
def test_a_share_in_words_is_no_count(text: str) -> None:
    assert not holds(Wanted.COUNT, text)
    assert holds(Wanted.COUNT, f"{text}, of 70 asked")


def test_an_article_is_no_first_name() -> None:
    assert holds(Wanted.PERSON, "Jo Harbour, who rows")
    assert not any(holds(Wanted.PERSON, f"{word} Harbour, which silts up") for word in ("The", "This", "Our"))


def test_what_one_thing_is_called_is_no_list() -> None:
    assert not asks_for_list("What is the harbours plan called?")


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("ferry fires - total", Wanted.COUNT),
        ("How many locals, as a proportion, feel at ease?", Wanted.SHARE),
        ("Who does the plan concentrate on?", Wanted.STATEMENT),
        ("What's the fine for mooring overnight?", Wanted.AMOUNT),
        ("What target does the plan set for theft?", Wanted.CHANGE),
        ("Lantern Fund 2030/31 - amount?", Wanted.AMOUNT),
        ("Kelp rakes: whose money was that?", Wanted.STATEMENT),
        ("Whose rakes were they?", Wanted.PERSON),
    ],
)
def test_a_word_at_the_end_says_what_is_wanted_and_whose_money_is_no_person(
    question: str, wanted: Wanted
) -> None:
    assert find_wanted(question) is wanted


@pytest.mark.parametrize(
    "question",
    [
        "Under which heading does kelp come?",
        "'Clean quays' is listed under which of the harbour headings?",
        "Kelp is grouped under what?",
    ],
)
def test_a_heading_is_asked_for_and_is_no_kind_of_thing(question: str) -> None:
    assert asks_for_heading(question)
    assert find_kind(question) == ""


@pytest.mark.parametrize("question", ["Which heading machine was bought?", "What came under fire?"])
def test_other_headings_are_not(question: str) -> None:
    assert not asks_for_heading(question)


@pytest.mark.parametrize(
    "question",
    [
        "Set the Kelp Fund beside the Lantern Fund",
        "the Kelp Fund versus the Lantern Fund",
        "Put theft next to noise for me",
    ],
)
def test_things_set_side_by_side_are_compared(question: str) -> None:
    assert asks_to_compare(question)


@pytest.mark.parametrize(
    "question", ["the three aims under One Quay", "One Quay has three aims. What are they called?"]
)
def test_a_counted_set_is_a_list(question: str) -> None:
    assert asks_for_list(question)
    assert find_number_asked(question) == 3
