import pytest

from assistant.model import AnswerStatus
from assistant.outcomes import NEXT_STEPS, OF_SOME, SENTENCES, as_sentence


@pytest.mark.parametrize("status", [status for status in AnswerStatus if status is not AnswerStatus.ANSWERED])
def test_every_way_to_end_has_its_own_sentence_and_next_step(status: AnswerStatus) -> None:
    assert SENTENCES[status].endswith(".")
    assert NEXT_STEPS[status].endswith(".")
    assert list(SENTENCES.values()).count(SENTENCES[status]) == 1


def test_a_reason_is_shown_as_a_sentence() -> None:
    assert as_sentence("nothing came near") == "Nothing came near."
    assert as_sentence("It asks for an opinion.") == "It asks for an opinion."


def test_of_some_documents_nothing_is_said_that_holds_of_all() -> None:
    said = {status for status in AnswerStatus if OF_SOME[status] != SENTENCES[status]}

    assert said == {AnswerStatus.NO_EVIDENCE, AnswerStatus.WRONG_PERIOD}
    assert all("chosen" in OF_SOME[status] for status in said)
