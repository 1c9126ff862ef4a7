import pytest

from assistant.thesaurus import GROUPS, find_others, spell_out
from corpus.terms import find_term, find_terms


def others(question: str, word: str) -> set[frozenset[str]]:
    return set(find_others(find_terms(question)).get(find_term(word), ()))


def test_an_everyday_word_stands_for_what_papers_call_it() -> None:
    assert frozenset(find_terms("licensed premises")) in others("How many pubs signed?", "pubs")


def test_and_the_other_way_round() -> None:
    assert frozenset({find_term("pub")}) in others("How many licensed premises signed?", "premises")


def test_a_part_of_a_phrase_is_not_the_phrase() -> None:
    assert others("Who is behind it?", "behind") == set()


def test_words_that_the_law_keeps_apart_do_not_stand_for_each_other() -> None:
    for one, other in (("theft", "robbery"), ("arrests", "convictions"), ("fines", "prison")):
        assert frozenset({find_term(other)}) not in others(one, one)


def test_a_word_in_no_group_has_no_other() -> None:
    assert find_others(find_terms("lighthouse")) == {}


def test_a_question_is_spelt_out_after_its_own_words() -> None:
    terms = find_terms("kids and booze")

    assert spell_out(terms)[:2] == terms
    assert {"child", "alcohol"} <= set(spell_out(terms))


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group[0])
def test_no_member_of_a_group_shrinks_to_another_or_to_one_word(group: tuple[str, ...]) -> None:
    terms = [frozenset(find_terms(member)) for member in group]

    assert len(set(terms)) == len(group) > 1
    assert all(len(found) > 1 for member, found in zip(group, terms, strict=True) if " " in member)
