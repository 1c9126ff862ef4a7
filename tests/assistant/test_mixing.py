from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.mixing import ask_of, cut_to_years, keep_alike
from assistant.model import Claim, Evidence, Hit, Turn
from assistant.periods import Period
from assistant.query import make_query
from tests.assistant.small_corpus import bullet, row, slide
from tests.assistant.two_years import SHELF, found

FINES = row(("Measure", "Fines"), ("2030/31", "61"), ("2031/32", "55"), ("2033/34", "20"))
TABLE = slide(1, "Where we are", FINES)
LAMPS = slide(
    2,
    "Lamps",
    bullet("17 lamps were mended by the crew."),
    bullet("31 gulls nested in the north tower."),
    bullet("23 lamps were mended by the crew."),
    bullet("Visitors came on 23 Sundays."),
)
MENDED, GULLS, MORE_MENDED, VISITORS = (Hit(LAMPS, block, 0.5) for block in LAMPS.blocks[1:])
FOUND = Evidence((Hit(TABLE, FINES, 0.5),), 0.9)


def cut(question: str, *earlier: Turn, evidence: Evidence = FOUND) -> str:
    """Return what is quoted of a row once its evidence is cut to the years of a question."""
    (left,) = cut_to_years(make_query(question, earlier, SHELF.lexicon), evidence).hits
    return left.block.text[slice(*left.excerpt)] if left.excerpt else left.block.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How many fines were there in 2031/32?", "55"),
        ("How many fines were there in 2030/31 and 2031/32?", "61\t55"),
        ("How many fines were there?", FINES.text),
        ("How many fines were there in 2035/36?", FINES.text),
        ("How many fines were there in 2030/31, 2031/32 and 2033/34?", FINES.text),
        ("Have fines gone down in 2031/32?", FINES.text),
        ("Were there fewer fines in 2031/32?", FINES.text),
        ("How did fines change in 2031/32?", FINES.text),
    ],
)
def test_a_row_tells_the_years_asked_about_alone_unless_which_way_they_went_is_asked(
    question: str, said: str
) -> None:
    assert cut(question) == said


def test_evidence_is_cut_to_the_year_asked_about() -> None:
    (hit,) = found("How many fines were there in 2033/34?").hits

    assert hit.excerpt
    assert hit.block.text[slice(*hit.excerpt)] == "20"


def test_a_row_is_cut_to_years_that_a_follow_up_names_and_not_to_those_it_carries_along() -> None:
    turn = Turn("How many fines were there in 2031/32?")

    assert cut("And in 2033/34?", turn) == "20"
    assert cut("And what is the target for it?", turn) == FINES.text


def test_a_row_that_is_cut_already_or_worked_with_is_left() -> None:
    cut_before = replace(FOUND, hits=(replace(FOUND.hits[0], excerpt=(0, 5)),))
    worked = replace(FOUND, claims=(Claim("55", ()),))

    assert cut("How many fines were there in 2031/32?", evidence=cut_before) == "Fines"
    assert cut("How many fines were there in 2031/32?", evidence=worked) == FINES.text


def paired(*answering: Sequence[Hit]) -> list[str]:
    sides = [Evidence(tuple(hits[:1]) or (VISITORS, GULLS), 0.9) for hits in answering]
    return [hit.block.text for side in keep_alike(sides, answering) for hit in side.hits]


def test_of_two_times_the_blocks_that_say_the_same_are_told() -> None:
    better = replace(GULLS, score=0.6)

    assert paired((MENDED,), (better, MORE_MENDED)) == [MENDED.block.text, MORE_MENDED.block.text]
    assert paired((better, MORE_MENDED), (MENDED,)) == [MORE_MENDED.block.text, MENDED.block.text]


def test_of_two_times_whose_blocks_have_but_a_figure_in_common_the_best_are_told() -> None:
    better = replace(GULLS, score=0.52)

    assert paired((VISITORS,), (MORE_MENDED, better)) == [VISITORS.block.text, GULLS.block.text]


def test_where_a_time_has_no_answer_each_keeps_its_first_block() -> None:
    assert paired((MENDED,), ()) == [MENDED.block.text, VISITORS.block.text]


@pytest.mark.parametrize(
    ("question", "form"),
    [
        (
            "Has bicycle theft gone up or down in 2030/31 and 2031/32?",
            "Has bicycle theft in 2030/31 and 2031/32?",
        ),
        ("How many thefts were recorded in 2030/31?", "How many thefts were recorded in 2030/31?"),
        (
            "By how much has theft fallen from 2030/31 to 2031/32?",
            "By how much has theft fallen from 2030/31 to 2031/32?",
        ),
    ],
)
def test_asked_of_one_time_a_question_tells_of_no_rise_or_fall_but_for_one_of_how_far(
    question: str, form: str
) -> None:
    asked = ask_of(make_query(question, (), SHELF.lexicon), Period(2030, 2031))

    assert asked.form.split() == form.split()
    assert asked.periods == (Period(2030, 2031),)
    assert not {"gone", "up", "fallen"} & {*asked.asked.split()}


def test_of_two_times_the_rows_of_one_name_are_told_whatever_they_tell() -> None:
    streets = row(("Fund", "Safer Streets"), ("Paid for", "Lamps on the quay"))
    again = row(("Fund", "Safer Streets"), ("Paid for", "Gates in alleys"))
    near, next_one = (
        row(("Fund", "Near"), ("Paid for", f"Boats and nets {word}")) for word in ("here", "there")
    )
    one, other, best, further = (Hit(LAMPS, block, 0.5) for block in (streets, again, near, next_one))

    assert paired((replace(one, score=0.6), best), (replace(other, score=0.6), further)) == [
        streets.text,
        again.text,
    ]
