from collections import Counter, defaultdict
from pathlib import Path

import pytest

from assistant.model import AnswerStatus
from corpus.generation import Generation
from evals.cases import (
    QuestionKind,
    QuestionSetError,
    Split,
    load_questions,
    question_set_digest,
    select_questions,
)
from evals.matching import states, tokenise
from evals.metrics import ANSWERING

HEADER = 'kind = "fact"\ndocument = "d"\n'
ROW = '[[question]]\nid = "{}"\nsplit = "test"\nquestion = "What?"\nslides = [1]\nfacts = [["a"]]\n'


def test_every_kind_is_in_both_splits_in_like_numbers() -> None:
    counts = Counter((q.kind, q.split) for q in load_questions())

    for kind in QuestionKind:
        parts = sorted(counts[kind, split] for split in Split)
        assert parts[0] >= 3, kind
        assert parts[1] <= 1.5 * parts[0], kind


def test_there_are_more_than_twice_as_many_questions_as_were_asked_for() -> None:
    assert len(load_questions()) >= 120


def test_no_question_is_asked_twice_after_the_same_talk() -> None:
    asked = Counter((q.earlier, q.question.casefold()) for q in load_questions())

    assert [question for question, times in asked.items() if times > 1] == []


def test_a_question_that_can_be_answered_has_slides_and_facts_and_another_has_no_facts() -> None:
    for q in load_questions():
        assert bool(q.facts) == q.answerable, q.id
        assert q.slides or not q.answerable, q.id
        assert not set(q.slides) & set(q.also), q.id
        assert all(any_of for fact in q.facts for any_of in fact.any_of), q.id


def test_only_a_question_that_can_be_answered_expects_an_answer() -> None:
    for q in load_questions():
        assert (AnswerStatus.ANSWERED in q.expected_status) == q.answerable, q.id
        assert q.answerable or any(status not in ANSWERING for status in q.expected_status), q.id


def test_a_follow_up_has_a_talk_before_it_and_no_other_kind_has() -> None:
    for q in load_questions():
        assert bool(q.earlier) == (q.kind is QuestionKind.FOLLOW_UP), q.id


@pytest.mark.model
def test_every_fact_stands_on_one_of_the_slides_it_is_expected_from(generation: Generation) -> None:
    tokens = {key: tokenise(slide.text) for key, slide in generation.slides.items()}
    strays = [
        (q.id, fact.any_of[0])
        for q in load_questions()
        for fact in q.facts
        if not any(states(tokens.get((q.document, number), ()), fact.any_of[0]) for number in q.slides)
    ]

    assert strays == []


@pytest.mark.model
def test_every_slide_that_an_answer_needs_holds_one_of_its_facts(generation: Generation) -> None:
    tokens = {key: tokenise(slide.text) for key, slide in generation.slides.items()}
    idle = [
        (q.id, number)
        for q in load_questions()
        if q.answerable
        for number in q.slides
        if not any(states(tokens[q.document, number], words) for fact in q.facts for words in fact.any_of)
    ]

    assert idle == []


@pytest.mark.model
def test_every_slide_named_is_there(generation: Generation) -> None:
    named = {(q.document, number) for q in load_questions() for number in (*q.slides, *q.also)}

    assert named <= generation.slides.keys()


def test_a_file_s_head_is_the_default_of_its_rows(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(HEADER + ROW.format("one") + ROW.format("two"), encoding="utf-8")

    questions = load_questions(tmp_path)

    assert [(q.id, q.kind, q.document) for q in questions] == [
        ("one", QuestionKind.FACT, "d"),
        ("two", QuestionKind.FACT, "d"),
    ]


def test_questions_are_chosen_by_split_and_kind() -> None:
    chosen = select_questions(load_questions(), Split.TEST, QuestionKind.TABLE)

    assert {(q.split, q.kind) for q in chosen} == {(Split.TEST, QuestionKind.TABLE)}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEADER + ROW.format("one") + ROW.format("one"), "more than once as an id: one"),
        (HEADER + ROW.format("one") + "slide = [2]\n", r"question 1 \(one\): slide: Extra inputs"),
        ('document = "d"\n' + ROW.format("one"), "kind: Field required"),
        ("kind = ", "a.toml: Invalid value"),
    ],
)
def test_a_wrong_row_is_named_with_its_file_and_field(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "a.toml").write_text(text, encoding="utf-8")

    with pytest.raises(QuestionSetError, match=message):
        load_questions(tmp_path)


def test_the_digest_follows_every_byte_of_the_set(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(HEADER, encoding="utf-8")
    before = question_set_digest(tmp_path)

    path.write_text(HEADER + "\n", encoding="utf-8")

    assert question_set_digest(tmp_path) != before


def test_words_of_a_development_question_are_not_asked_again_in_the_test_split() -> None:
    facts: dict[Split, set[str]] = defaultdict(set)
    for q in load_questions():
        facts[q.split].update(fact.any_of[0] for fact in q.facts)

    shared = facts[Split.DEVELOPMENT] & facts[Split.TEST]

    assert len(shared) <= 0.1 * len(facts[Split.TEST])
