import numpy as np
import pytest

from assistant.likeness import ALMOST, SAME, SAME_KNOWN, WordMatcher
from corpus.words import WordVectors


def at(degrees: float) -> np.ndarray:
    """Return a unit vector of the plane; the cosine of two is that of the angle between them."""
    return np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))], dtype=np.float32)


KNOWN = WordVectors({"award": 0, "alcohol": 1, "child": 2}, np.stack([at(0), at(90), at(170)]))
MATCHER = WordMatcher(KNOWN)


def match(word: str, vector: np.ndarray, *texts: set[str]) -> list[float]:
    asked = MATCHER.place({word: word}, {word: vector})
    return [float(found) for found in MATCHER.match(asked, [frozenset(text) for text in texts])[0]]


def test_the_word_itself_matches_fully() -> None:
    assert match("award", at(0), {"award", "child"}, {"child"}) == [1.0, 0.0]


def test_a_word_that_means_the_same_matches_almost() -> None:
    assert match("reward", at(10), {"award"}) == [pytest.approx(ALMOST)]


def test_a_word_that_means_something_else_does_not_match() -> None:
    assert match("passport", at(80), {"award"}) == [0.0]


def test_the_likest_word_of_a_text_counts() -> None:
    assert match("lager", at(88), {"award", "alcohol"}) == [pytest.approx(ALMOST)]


def test_a_text_without_known_words_matches_nothing_but_its_own() -> None:
    assert match("10000", at(0), set(), {"10000"}) == [0.0, 1.0]


def test_only_words_that_the_documents_lack_need_encoding() -> None:
    assert MATCHER.find_unknown({"award": "awards", "prize": "prize", "10000": "10000"}) == ["prize"]


def test_a_word_that_papers_use_for_the_asked_one_counts_for_more() -> None:
    assert match("booz", at(0), {"alcohol"}, {"child"}) == [pytest.approx(SAME), 0.0]


def test_it_counts_for_less_where_the_documents_use_the_asked_word_itself() -> None:
    assert match("child", at(170), {"kid"}) == [pytest.approx(SAME_KNOWN)]
