import pytest

from assistant.worked.figures import NIL, Unit, find_figures, one_unit, read_cell


def texts(text: str) -> list[str]:
    return [figure.text for figure in find_figures(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The grant was £218,973 and £1.5k was kept.", ["£218,973", "£1.5k"]),
        ("46.7% of users, 5500 checks and 1.2 million visits", ["46.7%", "5500", "1.2 million"]),
        ("In 2031/32, on 12 April, they came 3rd.", []),
        ("The survey (Wave 6) and the Post 16 Learning Mentor", []),
        ("Ages 10-14 and 10 to 14, over a 12-month period, at 10:30", []),
        ("1. People feel safe", []),
    ],
)
def test_figures_are_told_from_years_dates_ranks_ranges_and_names(text: str, found: list[str]) -> None:
    assert texts(text) == found


def test_a_figure_is_bound_to_its_own_clause_and_one_in_brackets_to_the_words_before_them() -> None:
    text = "92% of Eastham residents feel safe, which is higher than the figure for Westshire (88%)."

    first, second = find_figures(text)

    assert "Eastham" in first.bound
    assert "Westshire" not in first.bound
    assert "Westshire" in second.bound
    assert "Eastham" not in second.bound


def test_two_figures_of_one_clause_part_before_the_word_that_leads_to_the_second() -> None:
    first, second = find_figures("Burglary fell to 150 from 200 in 2030/31.")

    assert (first.bound, second.bound) == ("Burglary fell to 150 ", "from 200 in 2030/31.")


@pytest.mark.parametrize("text", ["nearly 70", "over £400K", "approximately 70", "£5,000+", "~12"])
def test_an_approximation_is_known_as_one(text: str) -> None:
    assert [figure.about for figure in find_figures(text)] == [True]


def test_what_a_figure_is_for_each_of_is_part_of_its_unit() -> None:
    (figure,) = find_figures("about 70 breaches reported per week")

    assert figure.unit == Unit(per="week")


@pytest.mark.parametrize(
    "text", ["", "n/a", "-", "–", "none", "<5", "-12", "(3,000)", "12 of 40", "See slide", "+4%"]
)
def test_a_cell_with_no_single_plain_figure_gives_none(text: str) -> None:
    assert read_cell(text) is None


@pytest.mark.parametrize(
    ("text", "column", "unit"),
    [
        ("218,973", "Grant (£)", Unit("£")),
        ("46.7", "Share (%)", Unit("%")),
        ("219", "Cost £000", Unit("£000")),
        ("3 weeks", "Length", Unit(noun="week")),
        ("£10k a year", "Cost", Unit("£", per="year")),
    ],
)
def test_a_cells_unit_is_its_own_or_its_columns(text: str, column: str, unit: Unit) -> None:
    figure = read_cell(text, column)

    assert figure is not None
    assert figure.unit == unit


def test_nil_is_nothing_of_any_unit() -> None:
    nil, pounds, things = (read_cell(text) for text in ("Nil", "£5", "5"))

    assert nil is not None
    assert pounds is not None
    assert things is not None
    assert nil.unit == NIL
    assert not nil.value
    assert one_unit((nil, pounds)) == Unit("£")
    assert one_unit((nil, nil)) is None
    assert one_unit((nil, pounds, things)) is None
