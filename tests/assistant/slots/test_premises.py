import pytest

from assistant.slots.premises import weigh_premise
from assistant.slots.rates import find_no_rate
from corpus.model import Block
from tests.assistant.slots.holding import hold
from tests.assistant.small_corpus import row

GRANT = "The Lantern Fund was £10,000."
FELL = "Channel referrals have fallen over the year."


@pytest.mark.parametrize(
    ("question", "block"),
    [
        ("Why did the Lantern Fund get £10,000?", GRANT),
        ("Why did Channel referrals fall?", FELL),
        ("Did Channel referrals rise?", FELL),
        ("Are sailors treated like grown-ups?", "Sailors are treated with care."),
        ("Under which theme does noise fall?", "Noise is dealt with at night."),
        ("How many knives have people dropped into the bins?", "312 knives were handed in at the bins."),
        ("Who helps neighbours who have fallen out?", "Night Boats helps neighbours."),
        ("Has the charge rate gone up or down?", "Charge rate 8.4%, down from 9.9%"),
        ("By how many did theft fall?", row(("Crime", "Theft"), ("2030/31", "702"), ("2031/32", "612"))),
        ("How big was the Lantern Fund?", GRANT),
        ("How much did theft fall?", "Theft: 612, down 11% in the town."),
        ("Why has theft gone up?", "Theft: 1,094 – up 8%. Boats are most of it."),
        ("Did theft fall?", row(("Crime", "Theft"), ("2030/31", "702"), ("Harbourton", "-13.0%"))),
        ("Why did theft fall?", row(("Crime", "Theft"), ("Change", "13%"))),
    ],
)
def test_a_premise_that_the_block_shares_is_no_matter(question: str, block: Block | str) -> None:
    premise = weigh_premise(hold(question, block))

    assert (premise.missing, premise.correction) == ("", "")


@pytest.mark.parametrize(
    ("question", "block", "correction"),
    [
        ("Why did the Lantern Fund get £15,000?", GRANT, "the slide says £10,000, not £15,000"),
        ("Why did Channel referrals rise?", FELL, "it fell, not that it rose"),
        ("Why do we have fewer swans than they?", "We have more swans than they.", "the higher, not"),
        ("Why did theft rise?", "Theft fell to 96 cases.", "it fell, not that it rose"),
        ("Why did theft under the plan fall?", "Theft under the plan rose.", "it rose, not that it fell"),
        ("Why is the harbour only 5th?", "The harbour is 3rd in the county.", "3rd, not 5th"),
        ("Is it true that 98% of sailors feel safe?", "92% of sailors feel safe.", "92%, not 98%"),
    ],
)
def test_a_false_premise_is_corrected_from_the_block(question: str, block: str, correction: str) -> None:
    assert correction in weigh_premise(hold(question, block)).correction


@pytest.mark.parametrize(
    ("question", "block"),
    [
        ("Why did the Lantern Fund get £15,000?", "The Lantern Fund paid for lamps."),
        ("Why did swans cost £15,000?", GRANT),
        ("Did Channel referrals rise?", "Channel referrals are made by schools."),
        ("Has theft gone down?", "Wardens work to reduce theft."),
        ("Did rents fall?", "Noise fell by half."),
        ("Has theft gone up?", "Thefts fell outside the plan."),
    ],
)
def test_where_nothing_speaks_against_it_the_block_is_silent(question: str, block: str) -> None:
    assert weigh_premise(hold(question, block)).missing


@pytest.mark.parametrize("block", ["The theft rate is 4 per 1,000 people.", "The theft rate is 12%."])
def test_a_rate_is_a_share_or_a_number_per_something(block: str) -> None:
    assert find_no_rate(hold("What is the theft rate?", block)) == ""


@pytest.mark.parametrize("block", ["There were 40 cases of theft.", "Noise has a rate of 12%."])
def test_a_plain_number_or_another_things_rate_is_none(block: str) -> None:
    assert find_no_rate(hold("What is the theft rate?", block))
