import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.terms import find_terms, normalise_number, split_words


@pytest.mark.parametrize(
    ("written", "plain"),
    [("£10,000", "10000"), ("5,500", "5500"), ("£400K", "400000"), ("1.5m", "1500000"), ("46.7%", "46.7%")],
)
def test_one_number_has_one_form_however_it_is_written(written: str, plain: str) -> None:
    assert normalise_number(written) == plain


def test_a_percentage_and_a_plain_number_stay_apart() -> None:
    assert set(find_terms("92%")).isdisjoint(find_terms("92"))


def test_inflections_of_a_word_share_a_term() -> None:
    assert find_terms("priorities") == find_terms("Priority")


def test_possessives_and_curly_apostrophes_do_not_matter() -> None:
    assert find_terms("Council’s") == find_terms("council's") == find_terms("council")


def test_function_words_are_no_terms() -> None:
    assert find_terms("what was it for and how") == ()


def test_hyphens_and_accents_separate_nothing_else() -> None:
    assert split_words("cross-border café") == ["cross", "border", "cafe"]


@given(st.text())
def test_any_text_has_terms_without_white_space(text: str) -> None:
    assert all(term and not term.isspace() for term in find_terms(text))
