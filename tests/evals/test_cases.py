from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

import pytest

from assistant.model import AnswerStatus
from corpus.generation import Generation
from corpus.sources import find_sources
from evals.cases import (
    DECK,
    Fact,
    QuestionKind,
    QuestionSetError,
    Split,
    load_questions,
    question_set_digest,
    select_questions,
    slide_key,
)
from evals.indexes import INVENTED
from evals.matching import states, tokenise
from evals.metrics import ANSWERING
from ingest.reading import read_document

HEADER = 'kind = "fact"\ndocument = "d"\n'
ROW = '[[question]]\nid = "{}"\nsplit = "test"\nquestion = "What?"\nslides = [1]\nfacts = [["a"]]\n'


@pytest.fixture(scope="module")
def slide_texts(generation: Generation, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Return the text of every slide of every collection, by `document#number`."""
    texts = {slide_key(name, number): slide.text for (name, number), slide in generation.slides.items()}
    home = tmp_path_factory.mktemp("none")
    for manifest in INVENTED.glob("*/manifest.toml"):
        for source in find_sources(home, manifest.parent):
            reading = read_document(source)
            texts |= {slide_key(s.ref.document_id, s.ref.number): s.text for s in reading.slides}
    return texts


def test_every_kind_is_in_both_splits_in_like_numbers() -> None:
    counts = Counter((q.kind, q.split) for q in load_questions())

    for kind in QuestionKind:
        parts = sorted(counts[kind, split] for split in Split)
        assert parts[0] >= 3, kind
        assert parts[1] <= 1.5 * parts[0], kind


def test_there_are_more_than_twice_as_many_questions_as_were_asked_for() -> None:
    questions = load_questions()

    assert len(questions) >= 350
    assert len(select_questions(questions, collection=DECK)) >= 221


def test_each_invented_collection_is_in_one_split_alone() -> None:
    splits = {(q.collection, q.split) for q in load_questions() if q.collection != DECK}

    assert splits == {("fernley", Split.DEVELOPMENT), ("oxmere", Split.TEST)}


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
        if q.answerable:
            assert ANSWERING & set(q.expected_status), q.id
        else:
            assert AnswerStatus.ANSWERED not in q.expected_status, q.id
            assert set(q.expected_status) - ANSWERING, q.id


def test_a_follow_up_has_a_talk_before_it_and_no_other_kind_has() -> None:
    for q in load_questions():
        assert bool(q.earlier) == (q.kind is QuestionKind.FOLLOW_UP), q.id


@pytest.mark.model
def test_every_fact_stands_on_one_of_the_slides_it_is_expected_from(slide_texts: Mapping[str, str]) -> None:
    tokens = {key: tokenise(text) for key, text in slide_texts.items()}
    strays = [
        (q.id, fact.any_of[0])
        for q in load_questions()
        for fact in q.facts
        if not fact.worked and not any(states(tokens.get(key, ()), fact.any_of[0]) for key in q.slide_keys)
    ]

    assert strays == []


@pytest.mark.model
def test_a_worked_figure_stands_on_none_of_its_slides_and_only_worked_questions_have_one(
    slide_texts: Mapping[str, str],
) -> None:
    tokens = {key: tokenise(text) for key, text in slide_texts.items()}

    for q in load_questions():
        worked = [fact for fact in q.facts if fact.worked]
        assert len(worked) == (q.kind is QuestionKind.WORKED), q.id
        assert not worked or len(q.facts) > 1, q.id
        for fact in worked:
            assert not any(states(tokens[key], fact.any_of[0]) for key in q.slide_keys), q.id


@pytest.mark.model
def test_every_slide_that_an_answer_needs_holds_one_of_its_facts(slide_texts: Mapping[str, str]) -> None:
    tokens = {key: tokenise(text) for key, text in slide_texts.items()}
    idle = [
        (q.id, key)
        for q in load_questions()
        if q.answerable
        for key in q.slide_keys
        if not any(states(tokens[key], words) for fact in q.facts for words in fact.any_of)
    ]

    assert idle == []


@pytest.mark.model
def test_every_slide_named_is_there(slide_texts: Mapping[str, str]) -> None:
    named = {key for q in load_questions() for key in (*q.slide_keys, *q.also_keys)}

    assert named <= slide_texts.keys()


def test_a_folder_s_questions_are_of_the_collection_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "fernley").mkdir()
    (tmp_path / "fernley" / "a.toml").write_text(HEADER + ROW.format("one"), encoding="utf-8")
    (tmp_path / "a.toml").write_text(HEADER + ROW.format("two"), encoding="utf-8")

    questions = load_questions(tmp_path)

    assert [(q.id, q.collection) for q in questions] == [("two", DECK), ("one", "fernley")]


def test_slides_of_another_document_are_named_with_it(tmp_path: Path) -> None:
    row = ROW.format("one").replace("slides = [1]", 'slides = [1, "other#2"]')
    (tmp_path / "a.toml").write_text(HEADER + row, encoding="utf-8")

    assert load_questions(tmp_path)[0].slide_keys == ("d#1", "other#2")


def test_a_worked_result_is_the_first_fact_to_be_said(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(
        HEADER + ROW.format("one") + 'result = ["5", "five"]\n', encoding="utf-8"
    )

    assert load_questions(tmp_path)[0].facts == (Fact(("5", "five"), worked=True), Fact(("a",)))


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
