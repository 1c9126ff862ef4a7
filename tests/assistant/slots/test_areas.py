import pytest

from assistant.slots.areas import find_missing_area
from tests.assistant.slots.holding import hold

GREATER = "88% of people in Greater Harbourton feel safe."


def test_a_place_is_not_the_larger_area_that_bears_its_name() -> None:
    assert "Harbourton itself" in find_missing_area(hold("How safe is Harbourton?", GREATER))
    assert find_missing_area(hold("How safe is Greater Harbourton?", GREATER)) == ""
    assert find_missing_area(hold("How safe is Harbourton?", "90% of Harbourton feel safe.")) == ""


def test_nor_is_it_where_the_larger_area_stands_by_its_short_form() -> None:
    explained = ("Greater Harbourton (GH) has a mayor.",)

    assert find_missing_area(hold("How safe is Harbourton?", "88% of GH feel safe.", others=explained))
    assert not find_missing_area(
        hold("How safe is Greater Harbourton?", "88% of GH feel safe.", others=explained)
    )


def test_a_name_that_no_document_holds_is_a_name_of_something_else() -> None:
    assert "Seaville" in find_missing_area(hold("How many swans nest in Seaville?", "40 swans nest here."))
    assert find_missing_area(hold("How many swans nest in December?", "40 swans nest here.")) == ""


@pytest.mark.parametrize("word", ["OK", "TV"])
def test_everyday_capitals_name_nothing(word: str) -> None:
    assert find_missing_area(hold(f"Do swans think it {word} to nest here?", "40 swans nest here.")) == ""


def test_a_word_that_opens_a_second_sentence_is_no_name() -> None:
    assert find_missing_area(hold("Swans and geese. Whatever nests here?", "40 swans nest here.")) == ""


def test_a_name_of_several_words_is_held_whole_or_not_at_all() -> None:
    others = ("The Night Patrol Fund paid for lamps.",)

    said = find_missing_area(
        hold("When was the Night Patrol Fund begun?", "The Patrol began in May.", others=others)
    )

    assert "Night Patrol Fund" in said
    assert not find_missing_area(hold("When was the Night Patrol Fund begun?", others[0]))


@pytest.mark.parametrize("question", ["How safe is Invented Borough?", "How safe is it here?"])
def test_the_documents_own_area_goes_without_saying(question: str) -> None:
    assert find_missing_area(hold(question, "92% feel safe.")) == ""


def test_a_figure_of_the_whole_area_is_none_of_a_part_of_it() -> None:
    everywhere = tuple(f"Wardens walk in Stanmere on day {n}." for n in range(8))
    asked = "How many burglaries were there in Stanmere?"

    assert "Stanmere" in find_missing_area(hold(asked, "Burglaries fell to 161.", others=everywhere))
    assert find_missing_area(hold(asked, "Burglaries in Stanmere fell to 61.", others=everywhere)) == ""
    whole = hold(asked, "Burglaries fell to 161.", others=everywhere, area="Stanmere")
    assert find_missing_area(whole) == ""


def test_what_asks_the_same_of_another_year_is_held_to_the_place_of_the_whole_question() -> None:
    everywhere = tuple(f"Wardens walk in Stanmere on day {n}." for n in range(8))
    before = "How many burglaries were there in Stanmere in 2031/32?"

    held = hold("What about the year before?", "Burglaries fell to 161.", others=everywhere, before=before)

    assert "Stanmere" in find_missing_area(held)


def test_a_figure_called_national_is_that_of_the_country() -> None:
    assert (
        find_missing_area(
            hold("How do we do against England on theft?", "Theft fell below the national rate.")
        )
        == ""
    )
    missing = find_missing_area(
        hold("How do we do against Wales on theft?", "Theft fell below the national rate.")
    )
    assert "Wales" in missing
