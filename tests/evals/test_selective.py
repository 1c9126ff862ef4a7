import pytest

from evals.selective import Said, measure_reliability, measure_risk

FOUR = [Said(0.9, errs=False), Said(0.8, errs=False), Said(0.4, errs=True), Said(0.3, errs=False)]


def test_risk_is_told_from_the_most_confident_answer_on() -> None:
    curve = measure_risk(FOUR, questions=8)

    assert curve is not None
    assert curve.points == ((0.125, 0.0), (0.25, 0.0), (0.375, 1 / 3), (0.5, 0.25))
    assert curve.at == {0.25: 0.0, 0.5: 0.25}


def test_the_area_is_the_mean_risk_over_the_answers() -> None:
    curve = measure_risk(FOUR, questions=4)

    assert curve is not None
    assert curve.aurc == pytest.approx((0 + 0 + 1 / 3 + 1 / 4) / 4)


def test_a_confidence_that_sorts_errors_last_has_the_smaller_area() -> None:
    good = measure_risk([Said(0.9, errs=False), Said(0.1, errs=True)], 2)
    bad = measure_risk([Said(0.9, errs=True), Said(0.1, errs=False)], 2)

    assert good is not None
    assert bad is not None
    assert good.aurc < bad.aurc


def test_answers_of_equal_confidence_come_in_together() -> None:
    one, other = ([Said(0.5, errs=first), Said(0.5, errs=not first)] for first in (True, False))

    assert measure_risk(one, 2) == measure_risk(other, 2)


def test_without_answers_there_is_no_curve() -> None:
    assert measure_risk([], 3) is None
    assert measure_reliability([]) == ((), 0.0)


def test_a_confidence_that_is_the_share_itself_has_no_calibration_error() -> None:
    said = [Said(1.0, errs=False)] * 10 + [Said(0.0, errs=True)] * 10

    bins, error = measure_reliability(said)

    assert error == 0.0
    assert sum(one.n for one in bins) == 20


def test_a_bin_holds_its_share_between_its_bounds() -> None:
    bins, error = measure_reliability(FOUR)

    assert all(one.low <= one.share <= one.high for one in bins)
    assert error > 0
