from collections import Counter
from collections.abc import Sequence
from math import log
from pathlib import Path

import numpy as np
import pytest

from corpus.keywords import KeywordIndex

ROWS = [
    ["hate", "crime", "fund", "10000"],
    ["fund", "fund", "youth"],
    [],
    ["burglary", "fell", "crime"],
]


def plain_bm25(rows: Sequence[Sequence[str]], terms: Sequence[str]) -> list[float]:
    """Score every row by BM25 as Lucene writes it (k1 1.5, b 0.75), straight from the formula."""
    k1, b = 1.5, 0.75
    mean = sum(len(row) for row in rows) / len(rows)
    scores = []
    for row in rows:
        counts, score = Counter(row), 0.0
        for term in terms:
            df = sum(term in other for other in rows)
            if not df:
                continue
            idf = log(1 + (len(rows) - df + 0.5) / (df + 0.5))
            score += idf * counts[term] / (counts[term] + k1 * (1 - b + b * len(row) / mean))
        scores.append(score)
    return scores


@pytest.mark.parametrize("seed", range(5))
def test_scores_are_those_of_the_formula(seed: int) -> None:
    random = np.random.default_rng(seed)
    rows = [[f"t{n}" for n in random.zipf(1.5, size=random.integers(0, 30)) % 40] for _ in range(60)]
    terms = ["t1", "t2", "t7", "t7", "unheard"]

    found = dict(KeywordIndex.build(rows).search(terms, 60))

    expected = {row: score for row, score in enumerate(plain_bm25(rows, terms)) if score > 0}
    assert found == pytest.approx(expected, rel=1e-5)


def test_the_best_row_comes_first_and_rows_without_a_term_do_not_come() -> None:
    found = KeywordIndex.build(ROWS).search(["fund"], 10)

    assert [row for row, _ in found] == [1, 0]


def test_equal_scores_go_by_row() -> None:
    index = KeywordIndex.build([["a"], ["a"], ["b"], ["a"]])

    assert [row for row, _ in index.search(["a"], 2)] == [0, 1]


@pytest.mark.parametrize("terms", [[], ["unheard"], [""]])
def test_terms_never_seen_find_nothing(terms: list[str]) -> None:
    assert KeywordIndex.build(ROWS).search(terms, 5) == []


def test_k_of_nothing_finds_nothing() -> None:
    assert KeywordIndex.build(ROWS).search(["fund"], 0) == []


def test_document_frequency_counts_rows_and_not_uses() -> None:
    index = KeywordIndex.build(ROWS)

    assert [index.document_frequency(term) for term in ("fund", "crime", "unheard", "")] == [2, 2, 0, 0]


def test_the_vocabulary_holds_each_term_once() -> None:
    assert sorted(KeywordIndex.build(ROWS).vocabulary) == sorted({t for row in ROWS for t in row})


def test_an_index_comes_back_from_its_files(tmp_path: Path) -> None:
    built = KeywordIndex.build(ROWS)
    built.save(tmp_path / "bm25")

    loaded = KeywordIndex.load(tmp_path / "bm25")

    assert loaded.search(["crime", "fund"], 9) == built.search(["crime", "fund"], 9)
    assert (loaded.count, loaded.document_frequency("fund")) == (4, 2)


def test_equal_rows_give_equal_files(tmp_path: Path) -> None:
    KeywordIndex.build(ROWS).save(tmp_path / "one")
    KeywordIndex.build([list(row) for row in ROWS]).save(tmp_path / "two")

    files = [
        sorted((path.name, path.read_bytes()) for path in (tmp_path / n).iterdir()) for n in ("one", "two")
    ]
    assert files[0] == files[1]


def test_texts_without_any_content_word_can_be_indexed(tmp_path: Path) -> None:
    KeywordIndex.build([[], []]).save(tmp_path)

    index = KeywordIndex.load(tmp_path)

    assert (index.count, list(index.vocabulary), index.search(["fund"], 3)) == (2, [], [])


def test_an_index_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        KeywordIndex.build([])


def test_equal_scores_at_the_last_place_go_by_row() -> None:
    index = KeywordIndex.build([["weir"], ["weir"], ["weir", "weir"], ["otter"]])

    assert [row for row, _ in index.search(["weir"], 2)] == [2, 0]
    assert index.score(["weir"]).shape == (4,)
    assert not index.score(["heron"]).any()


def test_of_some_rows_only_these_are_found_with_the_scores_they_have_among_all() -> None:
    index = KeywordIndex.build(ROWS)

    some = index.among(np.array([True, False, True, True]))

    assert some.search(["fund", "crime"], 9) == [
        found for found in index.search(["fund", "crime"], 9) if found[0] != 1
    ]
    assert index.search(["fund"], 1)[0][0] == 1
