"""Dates that stand alone on invented slides."""

import pytest

from corpus.model import BlockKind
from ingest.dated import join_dates
from ingest.units import Unit

P = BlockKind.PARAGRAPH


def line(text: str, top: float, left: float = 0.1, kind: BlockKind = P) -> Unit:
    return Unit(kind, text, spans=((0, len(text)),), box=(left, top, left + 0.3, top + 0.03))


def joined(*units: Unit) -> list[str]:
    return [unit.text for unit in join_dates(units)]


@pytest.mark.parametrize(
    "date", ["3 May 2031", "Saturday, 3rd May 2031", "May 2031", "03/05/2031", "May 3, 2031"]
)
def test_a_date_alone_belongs_to_the_line_above_it(date: str) -> None:
    assert joined(line("Harbour Committee", 0.5), line(date, 0.54)) == [f"Harbour Committee\n{date}"]


def test_a_joined_line_stands_where_both_do() -> None:
    (unit,) = join_dates([line("Harbour Committee", 0.5), line("3 May 2031", 0.54)])

    assert unit.box == pytest.approx((0.1, 0.5, 0.4, 0.57))
    assert len(unit.spans) == 2


def test_lines_without_places_are_joined_too() -> None:
    assert joined(Unit(P, "Harbour Committee"), Unit(P, "3 May 2031")) == ["Harbour Committee\n3 May 2031"]


@pytest.mark.parametrize(
    "above",
    [
        line("The committee met in the harbour.", 0.5),
        line("Harbour Committee", 0.2),
        line("Harbour Committee", 0.5, left=0.6),
        line("Harbour Committee", 0.5, kind=BlockKind.HEADING),
        line("Harbour Committee", 0.5, kind=BlockKind.BULLET),
    ],
    ids=["sentence", "far above", "beside", "heading", "item"],
)
def test_a_date_stays_alone_under_any_other_text(above: Unit) -> None:
    assert len(joined(above, line("3 May 2031", 0.54))) == 2


def test_days_of_a_list_stay_alone() -> None:
    lines = [line(text, 0.1 * row) for row, text in enumerate(("May 2031", "Survey", "June 2031", "Report"))]

    assert joined(*lines) == ["May 2031", "Survey", "June 2031", "Report"]


def test_a_line_that_says_more_than_a_date_stays_alone() -> None:
    assert len(joined(line("Harbour Committee", 0.5), line("From 3 May 2031", 0.54))) == 2
