from pathlib import Path

import numpy as np
import pytest

from corpus.words import WordVectors, find_words
from tests.fakes import a_slide


def test_each_term_stands_in_the_form_it_is_most_often_written_in() -> None:
    slides = [a_slide(1, "Referrals", "Referrals rose", "One referral fell")]

    assert find_words(slides)["referr"] == "referrals"


def test_numbers_function_words_and_single_letters_have_no_vector() -> None:
    assert find_words([a_slide(1, "The 92% of S", "and 5500")]) == {}


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    words = WordVectors({"a": 0, "é": 1}, np.eye(2, dtype=np.float32))

    words.save(tmp_path / "words")
    loaded = WordVectors.load(tmp_path / "words")

    assert dict(loaded.rows) == {"a": 0, "é": 1}
    assert np.array_equal(loaded.vectors, words.vectors)


def test_terms_and_vectors_that_do_not_agree_are_refused(tmp_path: Path) -> None:
    WordVectors({"a": 0}, np.eye(2, dtype=np.float32)).save(tmp_path / "words")

    with pytest.raises(ValueError, match="1 terms, but 2 vectors"):
        WordVectors.load(tmp_path / "words")
