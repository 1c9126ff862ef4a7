from dataclasses import replace

import numpy as np
import pytest

from assistant.model import Answer, AnswerStatus, Hit
from assistant.pipeline import Assistant, turn_of
from assistant.topicality import NEEDED, OFF_THE_SUBJECT, Topicality, load_topicality
from corpus.embedder import MiniLM
from tests.assistant.small_corpus import DIMENSION, SLIDES, embed, index

FAR = Hit(SLIDES[0], SLIDES[0].blocks[1], 0.5, {"block": 0.2, "place_words": 0.2})
NEAR = replace(FAR, signals={"block": 0.6, "place_words": 0.6})
ON = Topicality(np.zeros(DIMENSION, dtype=np.float32), NEEDED)
OFF = replace(ON, bias=-3.0)
NO_HORSES = Topicality(-8 * embed(["horse"])[0], 1.0)
"""Takes whatever speaks of horses for off the subject, and nothing else."""


def test_what_comes_near_must_come_the_nearer_the_less_a_question_is_of_the_kind() -> None:
    vector = embed(["Who won the cup?"])[0]

    assert not ON.is_off(vector, (FAR,))
    assert OFF.is_off(vector, (FAR,))
    assert not OFF.is_off(vector, (FAR, NEAR))


def test_documents_of_another_kind_are_not_judged_by() -> None:
    blocks = embed(["Turn the screw", "Oil the hinge"])

    assert ON.fits(blocks)
    assert not OFF.fits(blocks)
    assert not ON.fits(blocks[:0])


def ask(question: str, judge: Topicality | None) -> Answer:
    return Assistant(index(), embed, topicality=judge).ask(question)


def test_a_question_off_the_subject_is_out_of_scope_and_says_so() -> None:
    question = "What noise did the horse make?"
    told = ask(question, NO_HORSES)

    assert ask(question, None).status is AnswerStatus.ANSWERED
    assert told.status is AnswerStatus.OUT_OF_SCOPE
    assert any(OFF_THE_SUBJECT[1:] in note for note in told.notes)
    assert told.nearest


def test_what_the_documents_say_in_the_same_words_is_answered_whatever_is_asked() -> None:
    assert ask("Did bicycle theft fall by 14%?", NO_HORSES).status is AnswerStatus.ANSWERED


def test_where_the_documents_are_of_another_kind_nothing_follows_from_a_questions() -> None:
    assert (
        ask("What noise did the horse make?", replace(NO_HORSES, bias=-1.0)).status is AnswerStatus.ANSWERED
    )


def test_a_follow_up_is_not_judged_by_itself() -> None:
    assistant = Assistant(index(), embed, topicality=NO_HORSES)
    before = turn_of(assistant.ask("Did noise complaints rise?"))

    assert assistant.ask("And that of horses?", (before,)).status is not AnswerStatus.OUT_OF_SCOPE


def test_another_encoder_has_no_judge(embedder: MiniLM) -> None:
    assert load_topicality(embedder.model_sha256) is not None
    assert load_topicality("0" * 64) is None


@pytest.mark.parametrize(
    ("on", "off"),
    [
        ("How many lads were moved on from the precinct?", "Who won the world cup in 1966?"),
        ("What's being done about folk getting mugged?", "What's a good recipe for flapjack?"),
        ("who pays for the street wardens", "is it going to rain tomorrow"),
    ],
)
def test_questions_to_such_papers_are_told_from_others(embedder: MiniLM, on: str, off: str) -> None:
    judge = load_topicality(embedder.model_sha256)
    assert judge is not None

    asked, other = judge.log_odds(embedder.embed([on, off]))

    assert asked > other
    assert asked > 0 > other
