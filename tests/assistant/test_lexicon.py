import pytest

from assistant.cover import with_long_forms
from assistant.lexicon import Lexicon, build_lexicon, find_initials, find_short_forms
from tests.assistant.small_corpus import SLIDES, bullet, slide

LEXICON = build_lexicon(SLIDES)


@pytest.mark.parametrize(
    ("written", "right"), [("bycicle", "bicycle"), ("lantrn", "lantern"), ("complants", "complaints")]
)
def test_a_misspelt_word_of_the_documents_is_mended(written: str, right: str) -> None:
    assert LEXICON.correct(written) == right


def test_an_english_word_one_edit_away_goes_before_one_of_the_documents_that_is_two() -> None:
    lexicon = build_lexicon([slide(1, "Work", bullet("Wardens are preventing theft."))])

    assert lexicon.correct("presnting") == "presenting"
    assert lexicon.correct("prevnting") == "preventing"


@pytest.mark.parametrize("word", ["lanterns", "money", "crimson", "£10", "cat", "Trafford"])
def test_a_word_that_is_known_or_near_nothing_is_left_alone(word: str) -> None:
    assert LEXICON.correct(word) == word


def test_a_word_on_fewer_slides_is_rarer() -> None:
    assert LEXICON.rarity("lantern") >= LEXICON.rarity("calm")


def test_a_word_on_no_slide_is_the_rarest() -> None:
    assert LEXICON.rarity("unicorn") == 1.0


@pytest.mark.parametrize(
    ("text", "short", "long_form"),
    [
        ("the Organised Crime Groups (OCGs) were", "ocg", ("organis", "crime", "group")),
        (
            "a fund for Children Affected by Domestic Abuse (CADA)",
            "cada",
            ("child", "affect", "domest", "abus"),
        ),
    ],
)
def test_a_short_form_is_learnt_where_it_is_explained(
    text: str, short: str, long_form: tuple[str, ...]
) -> None:
    assert find_short_forms(text) == {short: long_form}


def test_brackets_that_explain_no_short_form_teach_nothing() -> None:
    assert find_short_forms("led by the Town Warden (interim) in Harbour Street (NORTH)") == {}


def test_a_word_that_ends_in_a_hyphen_is_read_too() -> None:
    assert find_short_forms("of long- Harbour Patrol (HP)") == {"hp": ("harbour", "patrol")}


def test_short_forms_of_the_field_are_known_and_the_documents_own_go_before_them() -> None:
    lexicon = build_lexicon([slide(1, "Work", bullet("The Parish Court Committee (PCC) met."))])

    assert lexicon.short_forms["ocg"] == ("organis", "crime", "group")
    assert lexicon.short_forms["pcc"] == ("parish", "court", "committe")


def test_a_query_is_searched_by_both_forms() -> None:
    assert {"organis", "crime", "group"} <= set(LEXICON.other_forms(["ocg"]))
    assert "ocg" in LEXICON.other_forms(["organis", "crime", "group"])


@pytest.mark.parametrize(
    ("written", "right"), [("lantarns", "lanterns"), ("bicicle", "bicycle"), ("nois", "noise")]
)
def test_among_other_mistakes_a_word_an_edit_off_the_documents_own_is_mended(
    written: str, right: str
) -> None:
    assert LEXICON.correct_unused(written) == right


@pytest.mark.parametrize("word", ["harbour", "nose", "NOIS", "crimson", "the", "racks"])
def test_short_english_words_and_used_ones_are_left_alone_there_too(word: str) -> None:
    assert LEXICON.correct_unused(word) == word


def test_a_misspelt_word_is_no_inflection_of_one_with_the_same_stem() -> None:
    lexicon = build_lexicon([slide(1, "Work", bullet("Incidents inside the harbour fell."))])

    assert lexicon.correct("insidents") == "incidents"
    assert lexicon.correct("insides") == "insides"


def test_a_rare_english_word_is_mended_where_the_documents_use_a_far_more_usual_one() -> None:
    lexicon = build_lexicon([slide(1, "Work", bullet("The summer programme was on the marsh."))])

    assert lexicon.correct_unused("sumer") == "summer"
    assert lexicon.correct_unused("harsh") == "harsh"


TEAM = "Wardens of the Harbour Watch Team met 40 times."


def lexicon_of(*texts: str) -> Lexicon:
    return build_lexicon([slide(1, "Work", *map(bullet, texts))])


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        (
            "the Harbour Watch and Rescue Board met",
            {"hwr": "Harbour Watch and Rescue", "hwrb": "Harbour Watch and Rescue Board"},
        ),
        ("the Night Boats team of Lampton", {}),
        ("at Harbour Watch\nTeam leads", {}),
    ],
)
def test_the_capitals_of_a_name_spell_it_from_three_on(text: str, spelt: dict[str, str]) -> None:
    assert dict(find_initials(text)) == spelt


def test_a_short_form_that_no_slide_explains_is_read_as_the_name_it_spells() -> None:
    assert lexicon_of(TEAM).correct("HWT") == "Harbour Watch Team"
    assert lexicon_of(TEAM).correct("hwt") == "hwt"


@pytest.mark.parametrize(
    ("texts", "short"),
    [
        ((TEAM, "Cadets of the Hill Ward Trust row."), "HWT"),
        ((TEAM, "An HWT van was bought."), "HWT"),
        (("Members of the Old Craft Guild met.",), "OCG"),
    ],
    ids=["two names", "a word of the documents", "known in the field"],
)
def test_a_short_form_of_two_names_or_that_is_known_is_left_as_it_is(
    texts: tuple[str, ...], short: str
) -> None:
    assert lexicon_of(*texts).correct(short) == short


def test_several_of_what_a_short_form_stands_for_are_each_one() -> None:
    lexicon = build_lexicon([slide(1, "Gangs", bullet("An Organised Crime Group (OCG) was found."))])

    assert {"ocg", "crime"} <= with_long_forms(frozenset({"ocgs"}), lexicon)
    assert with_long_forms(frozenset({"quays"}), lexicon) == {"quays"}
