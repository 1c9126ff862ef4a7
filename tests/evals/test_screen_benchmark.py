"""The pure parts of the benchmark of the screen: what is asked, in which order, and what is reported."""

from evals.benchmarks.screen import Timing, as_text, make_report, pair_questions
from evals.cases import DECK, Split, load_questions, select_questions

DEVELOPMENT = select_questions(load_questions(), Split.DEVELOPMENT, collection=DECK)


def test_no_text_is_asked_twice() -> None:
    asked = pair_questions(DEVELOPMENT, 60)

    assert len(asked) == 60
    assert len({text for one in asked for text in (one.wire, one.screen)}) == 120


def test_each_question_is_the_same_both_ways_but_for_its_end() -> None:
    asked = pair_questions(DEVELOPMENT, 60)

    assert all(one.wire.rstrip("?") == one.screen.rstrip("?") for one in asked)


def test_neither_way_is_favoured_by_order_or_spelling() -> None:
    asked = pair_questions(DEVELOPMENT, 60)

    combinations = [(one.wire_first, one.wire.endswith("?")) for one in asked]
    assert {one: combinations.count(one) for one in set(combinations)} == {
        (True, True): 15,
        (True, False): 15,
        (False, True): 15,
        (False, False): 15,
    }


def test_what_goes_on_from_an_earlier_question_or_has_no_answer_is_not_asked() -> None:
    left_out = {q.question.rstrip("?.! ") for q in DEVELOPMENT if q.earlier or not q.answerable}

    asked = pair_questions(DEVELOPMENT, 80)

    assert left_out.isdisjoint(one.screen.rstrip("?") for one in asked)


def test_the_ratio_is_of_the_medians() -> None:
    timings = [Timing(10.0, 15.0), Timing(20.0, 30.0), Timing(30.0, 900.0)]

    report = make_report(timings, "Chromium 1")

    assert (report.questions, report.ratio) == (3, 1.5)
    assert (report.first_event_ms["p50"], report.painted_ms["p50"]) == (20.0, 30.0)


def test_the_report_gives_each_figure_a_line() -> None:
    text = as_text(make_report([Timing(10.0, 15.0)] * 2, "Chromium 1"))

    assert "ratio\t1.5" in text.splitlines()
    assert "bar\t2.0" in text.splitlines()
