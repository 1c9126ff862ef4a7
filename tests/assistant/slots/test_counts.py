import pytest

from assistant.slots.counts import find_head, find_uncounted
from corpus.model import Block
from tests.assistant.slots.holding import hold
from tests.assistant.small_corpus import row

TABLE = row(("Item", "Kitchens"), ("Homes", "420"), ("Cost", "£2.1m"))
YEARS = row(("Power", "Notices"), ("2030/31", "27"), ("2031/32", "n/a"))


@pytest.mark.parametrize(
    ("question", "block"),
    [
        ("How many bicycles were marked?", "Police marked 310 bicycles at schools."),
        ("How many risk assessments were done?", "5500 ferry risk assessments were done for sailors."),
        ("How many swans were counted?", "Swans counted: 40."),
        ("What was the number of swans?", "The number of swans was 40 in the end."),
        ("How many homes got kitchens?", TABLE),
        ("How many kitchens were there?", TABLE),
        ("How many months did the pilot run?", "The pilot ran for six months."),
        ("How many people came?", "It drew 70 each night."),
        ("How many Danish sailors came to the town?", "58 Danish sailors were welcomed."),
        ("How many notices were issued?", row(("Power", "Notices"), ("2030/31", "27"), ("2031/32", "38"))),
        ("How many ropes were cut?", "Ropes and nets: 63 cut, up from 41."),
        ("How many thefts was one thief behind?", "519 thefts in all; one thief was behind 63 of them."),
        ("How many shops share the radio?", "Sixty-three shops share the radio."),
        ("How many breaches of Covid rules were there?", "70 Covid breaches came in each week."),
        ("How many pupils watched the tour?", "The tour was seen by 2,340 pupils."),
        ("How many of the ropes were cut?", "63 ropes were cut."),
        ("How many of them were mended?", "Of 63 ropes 41 were mended."),
        ("How many people use the ferry each day?", "The ferry is used by 300 people a day."),
        ("How many night patrols were there?", "Night patrols: 40 by the quay, 12 in the market"),
        ("How many people came?", "Street fair: 70 on Friday, 90 on Sunday"),
        ("How many cases were there?", "Harbour cases: 40, up from 12"),
        ("How many were convicted?", "Of 38 smugglers 12 were convicted."),
        ("How many notices were issued in 2030/31?", YEARS),
    ],
)
def test_a_number_that_counts_what_is_asked_will_do(question: str, block: Block | str) -> None:
    assert find_uncounted(hold(question, block)) == ""


@pytest.mark.parametrize(
    ("question", "block"),
    [
        ("How many mentors were paid?", "It paid for an Education Officer and a Post 16 Mentor."),
        ("How many referrals were made?", "Referrals rose over the last 12 months."),
        ("How many drones fly?", "52 bikes seized, 40 of them crushed; drones were flown."),
        ("How many residents were asked?", "Of residents, 92% feel safe (Town Survey, Wave 6)."),
        ("How many swans were counted?", "Swans were counted by 12 wardens."),
        ("How many of those hurt were rowers?", "38 were hurt on the quay."),
        ("How many of the notices were appealed?", "9 notices were sent."),
        ("How many plans are there?", "It is a 3 year plan."),
        ("How many weeks did the pilot run?", "The pilot ran for six months."),
        ("How many sailors aged 16 came?", "Sailors aged 16 to 18 came ashore."),
        ("How many roofs were there?", TABLE),
        ("How many complaints about ferries were there?", "There were 260 complaints about noise."),
        ("How many people came?", "The fair opened at 9am."),
        ("How many people came?", "Night patrols: 40 by the quay, 12 in the market"),
        ("How many were convicted?", "38 smugglers were arrested."),
        ("How many have been caught?", "38 smugglers were seen."),
        ("How many notices were issued in 2031/32?", YEARS),
    ],
)
def test_a_number_of_something_else_will_not(question: str, block: Block | str) -> None:
    assert "no number of" in find_uncounted(hold(question, block, others=("Ferries and roofs.",)))


def test_a_word_of_the_same_meaning_counts_where_the_documents_lack_the_asked_one() -> None:
    block = "Inspectors saw 40 youngsters at the quay."

    assert find_uncounted(hold("How many lads were seen?", block, likes={"lads": 0.4})) == ""
    assert find_uncounted(
        hold("How many lads were seen?", block, others=("Lads swim.",), likes={"lads": 0.2})
    )


def test_what_asks_for_no_number_is_left_alone() -> None:
    assert find_uncounted(hold("What pushed up the number of swans?", "Mild winters did.")) == ""


@pytest.mark.parametrize(
    ("counted", "head"),
    [("young people with boats", "person"), ("Covid breaches", "breach"), ("homes repaired", "home")],
)
def test_the_noun_that_is_counted_is_found(counted: str, head: str) -> None:
    assert find_head(counted) == head
