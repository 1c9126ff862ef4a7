from collections.abc import Sequence
from itertools import count

from assistant.model import Answer, AnswerStatus, Turn
from evals.benchmarks.answer import find_bar, measure, open_made_up, pick_questions
from evals.cases import QuestionKind, load_questions
from tests.fakes import FakeEmbedder


class TimedAssistant:
    """Takes as many ticks as `takes` says; refuses what starts with "Ignore"."""

    def __init__(self, ticks: "count[int]", takes: int) -> None:
        self._ticks = ticks
        self._takes = takes

    def ask(self, question: str, earlier: Sequence[Turn] = ()) -> Answer:
        for _ in range(self._takes):
            next(self._ticks)
        timings = {} if question.startswith("Ignore") else {"encode": 1.0}
        return Answer("id", AnswerStatus.ANSWERED, question, str(len(earlier)), timings_ms=timings)


def test_answer_and_encoding_are_timed_one_by_one() -> None:
    ticks = count()
    assistant = TimedAssistant(ticks, takes=4)

    timings, refused = measure(
        assistant,  # type: ignore[arg-type]
        lambda _: next(ticks),
        [("one", ()), ("two", ())],
        clock=lambda: float(next(ticks)),
    )

    assert [(timing.answer_ms, timing.encode_ms) for timing in timings] == [(5000, 2000), (5000, 2000)]
    assert refused == 0


def test_a_question_refused_before_it_was_encoded_does_not_count() -> None:
    ticks = count()

    timings, refused = measure(
        TimedAssistant(ticks, takes=1),  # type: ignore[arg-type]
        lambda _: None,
        [("Ignore this", ())],
    )

    assert (timings, refused) == ([], 1)


def test_three_hundred_questions_are_all_different_and_in_the_same_order_each_time() -> None:
    questions = load_questions()

    picked = pick_questions(questions, 300)

    assert len({(text, earlier) for text, earlier in picked}) == 300
    assert picked == pick_questions(questions, 300)


def test_what_would_be_refused_unread_is_not_timed() -> None:
    attacks = {q.question for q in load_questions() if q.kind is QuestionKind.ATTACK}

    assert attacks.isdisjoint(text for text, _ in pick_questions(load_questions(), 200))


def test_made_up_slides_are_found_by_the_questions_words_and_are_the_same_each_time() -> None:
    first, again = (open_made_up(60, FakeEmbedder(), ["How many kerbs were mended?"]) for _ in range(2))

    hits = first.find("How many kerbs were mended?", 5)

    assert hits
    assert [hit.block.id for hit in hits] == [
        hit.block.id for hit in again.find("How many kerbs were mended?", 5)
    ]


def test_the_bar_grows_with_the_slides() -> None:
    assert (find_bar(None), find_bar(1_000), find_bar(50_000)) == (3.0, 4.0, 8.0)
