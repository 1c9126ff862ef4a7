from dataclasses import replace

import pytest

from assistant.model import AnswerStatus
from evals.metrics import percentiles, score_response, stage_latency, summarise
from tests.evals.examples import TEXTS, a_question, a_response, no_answer

FUND = ("d#1", "Hate Crime Fund\t£10,000")
SAFE = ("d#2", "92% of residents")
OTHER = ("d#3", "Nothing of note.")


def test_an_answer_with_all_facts_from_all_its_slides_is_right() -> None:
    score = score_response(a_question(), a_response("It was £10,000.", FUND), TEXTS)

    assert score.right
    assert (score.fact_recall, score.citation_precision, score.citation_recall) == (1.0, 1.0, 1.0)


def test_half_the_facts_are_a_recall_of_one_half() -> None:
    score = score_response(a_question(facts=("£10,000", "Education packs")), a_response(), TEXTS)

    assert score.fact_recall == 0.5
    assert score.missing == ("Education packs",)


def test_an_answerable_question_left_unanswered_recalls_nothing_and_cites_nothing() -> None:
    score = score_response(a_question(), no_answer(), TEXTS)

    assert (score.fact_recall, score.citation_recall, score.citation_precision) == (0.0, 0.0, None)
    assert not score.right


def test_words_of_a_refusal_count_for_no_fact() -> None:
    question = a_question(facts=("documents",))

    assert score_response(question, no_answer(), TEXTS).fact_recall == 0.0


def test_a_fact_after_the_first_hundred_words_is_not_among_them() -> None:
    score = score_response(a_question(), a_response("word " * 100 + "£10,000", FUND), TEXTS)

    assert (score.fact_recall, score.facts_first_words) == (1.0, 0.0)


def test_citing_a_slide_too_many_costs_precision_and_one_too_few_costs_recall() -> None:
    both = score_response(a_question(), a_response("£10,000", FUND, OTHER), TEXTS)
    half = score_response(a_question(slides=(1, 2)), a_response("£10,000", FUND), TEXTS)

    assert (both.citation_precision, both.citation_recall) == (0.5, 1.0)
    assert (half.citation_precision, half.citation_recall) == (1.0, 0.5)


def test_a_slide_that_may_be_cited_too_costs_nothing() -> None:
    score = score_response(a_question(also=(3,)), a_response("£10,000", FUND, OTHER), TEXTS)

    assert score.citation_precision == 1.0


def test_a_slide_cited_twice_counts_once() -> None:
    score = score_response(a_question(), a_response("£10,000", FUND, FUND, OTHER), TEXTS)

    assert score.citation_precision == 0.5


def test_a_quote_is_verified_with_its_white_space_made_alike_and_nothing_else() -> None:
    same = score_response(a_question(), a_response("£10,000", ("d#1", "Hate  Crime\nFund")), TEXTS)
    other = score_response(a_question(), a_response("£10,000", ("d#1", "hate crime fund")), TEXTS)

    assert (same.quote_verified, other.quote_verified) == (1.0, 0.0)


def test_a_quote_of_a_slide_that_is_not_there_is_not_verified() -> None:
    score = score_response(a_question(), a_response("£10,000", ("d#99", "Fund")), TEXTS)

    assert score.quote_verified == 0.0


@pytest.mark.parametrize("text", ["<p>£10,000", "**£10,000**", "[£10,000](#)", "£10,000</li>"])
def test_tags_bold_and_links_are_markup(text: str) -> None:
    assert not score_response(a_question(), a_response(text, FUND), TEXTS).markup_free


@pytest.mark.parametrize("text", ["5 < 10 and 10 > 5", "[1] £10,000 (2020)", "2 * 3 * 4"])
def test_plain_signs_are_no_markup(text: str) -> None:
    assert score_response(a_question(), a_response(text, FUND), TEXTS).markup_free


def test_a_number_that_stands_on_no_cited_slide_is_not_supported() -> None:
    score = score_response(a_question(), a_response("£10,000, and 92% feel safe", FUND), TEXTS)

    assert not score.numbers_supported
    assert not score.right


def test_silence_is_right_where_it_was_expected_and_only_in_that_way() -> None:
    question = a_question(answerable=False)

    assert score_response(question, no_answer(), TEXTS).right
    assert not score_response(question, no_answer(AnswerStatus.OUT_OF_SCOPE), TEXTS).right
    assert not score_response(question, a_response(), TEXTS).right


def test_silence_that_was_allowed_is_right_and_counts_for_no_fact_and_no_citation() -> None:
    question = replace(a_question(), expected_status=(AnswerStatus.ANSWERED, AnswerStatus.AMBIGUOUS))

    silent = score_response(question, no_answer(AnswerStatus.AMBIGUOUS), TEXTS)
    rates = summarise([silent, score_response(question, a_response("£10,000", FUND), TEXTS)])

    assert silent.right
    assert (silent.fact_recall, silent.citation_recall) == (None, None)
    assert (rates["answered"].value, rates["answered"].n) == (1.0, 1)
    assert rates["abstention_precision"].value == 1.0


def test_silence_of_another_sort_than_allowed_is_not_right() -> None:
    question = replace(a_question(), expected_status=(AnswerStatus.ANSWERED, AnswerStatus.AMBIGUOUS))

    score = score_response(question, no_answer(AnswerStatus.REFUSED), TEXTS)

    assert not score.right
    assert score.fact_recall == 0.0


def test_an_answer_in_full_is_not_right_where_a_part_is_never_said() -> None:
    question = replace(a_question(), expected_status=(AnswerStatus.PARTIAL,))

    assert not score_response(question, a_response("£10,000", FUND), TEXTS).right


def test_abstention_precision_and_recall_count_different_questions() -> None:
    able, unable, unable2 = (
        a_question("a"),
        a_question("b", answerable=False),
        a_question("c", answerable=False),
    )
    scores = [
        score_response(able, no_answer(), TEXTS),
        score_response(unable, no_answer(), TEXTS),
        score_response(unable2, a_response(), TEXTS),
    ]

    rates = summarise(scores)

    assert (rates["abstention_precision"].value, rates["abstention_precision"].n) == (0.5, 2)
    assert (rates["abstention_recall"].value, rates["abstention_recall"].n) == (0.5, 2)
    assert rates["answered"].value == 0.0


def test_a_system_that_never_abstains_has_no_abstention_precision() -> None:
    rates = summarise([score_response(a_question(), a_response("£10,000", FUND), TEXTS)])

    assert "abstention_precision" not in rates
    assert "abstention_recall" not in rates


def test_no_scores_give_no_measures() -> None:
    assert summarise([]) == {}


def test_percentiles_of_one_to_a_hundred() -> None:
    assert percentiles([float(n) for n in range(1, 101)]) == {"p50": 50.5, "p95": 95.05}
    assert percentiles([7.0]) == {"p50": 7.0, "p95": 7.0}
    assert percentiles([]) == {}


def test_latency_is_told_by_stage() -> None:
    responses = [a_response("x", total_ms=1.0), a_response("x", total_ms=3.0), no_answer()]

    assert stage_latency(responses) == {"total": {"p50": 2.0, "p95": 2.9}}


def test_numbers_of_the_cited_slides_support_those_of_the_answer() -> None:
    score = score_response(a_question(slides=(1, 2)), a_response("£10,000 and 92%", FUND, SAFE), TEXTS)

    assert score.numbers_supported


def test_a_number_that_is_worked_out_is_supported_only_when_the_sum_comes_out() -> None:
    quotes = (("d#1", "£10,000"), ("d#2", "92%"))
    right, wrong = (
        score_response(
            a_question(), a_response(f"Worked out from the slide: 100% − 92% = {rest}.", *quotes), TEXTS
        )
        for rest in ("8%", "7%")
    )

    assert (right.numbers_supported, wrong.numbers_supported) == (True, False)
