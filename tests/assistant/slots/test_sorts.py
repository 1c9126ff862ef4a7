import pytest

from assistant.slots.held import Held
from assistant.slots.sorts import find_missing_sort, find_untold
from corpus.model import Block
from tests.assistant.slots.holding import hold
from tests.assistant.small_corpus import row


def _find_missing(held: Held) -> str:
    return find_missing_sort(held) or find_untold(held)


@pytest.mark.parametrize(
    ("question", "block"),
    [
        ("How long is the harbour plan?", "The harbour plan is a 3 year plan."),
        ("How long is the quay?", "The quay runs for 1.4 miles."),
        ("What was the length of the sentence?", "The smuggler got a four-year sentence."),
        ("Why do calls fall?", "Calls fell – we think people use the form."),
        ("Why does everything rise?", "It is set against a lockdown year, so everything rises."),
        ("How quickly are leaks mended?", "Leaks are mended within two working days."),
        ("Where is the pilot?", "The pilot runs in Kestrel House."),
        ("Where were swans seen?", "Swans were seen at schools and in the parks."),
        ("Why did thefts fall?", "Thefts fell because new racks were fitted."),
        ("Why was the hall rejected?", "The hall was ruled out on cost."),
        ("Why are there fewer centres?", "Centres fell from 8 to 7 when the quay library shut."),
        ("Why did referrals rise?", "Referrals rose as schools have returned."),
        ("How is noise measured?", "Noise is measured with a meter."),
        ("Which ferry is the busiest?", "The Gull is the busiest ferry."),
        ("Which fund is the largest?", row(("Fund", "Gull"), ("Grant", "£7"))),
        ("What time does it open?", "It opens at 9am."),
        ("What age are the cadets?", "Cadets are aged 12 to 16."),
        ("When did the patrol start?", "The patrol began in May 2031."),
        ("How much did the patrol receive?", "The patrol received £7,500."),
        ("Where did the money come from?", "The council paid."),
        ("Which years does the plan run for?", "The plan is for 2031-34."),
        ("What period is the plan for?", "Harbour plan 2031-34"),
        ("Which age group is the scheme for?", "The scheme is aimed at young adults."),
        ("Whereabouts are the swans?", "Swans were seen in the parks."),
        ("How much of the £9,000 did the choir get?", "The choir got £200 of it."),
    ],
)
def test_what_holds_the_sort_asked_for_will_do(question: str, block: Block | str) -> None:
    assert _find_missing(hold(question, block)) == ""


@pytest.mark.parametrize(
    ("question", "block", "missing"),
    [
        ("How long was the quay shut?", "The quay was largely shut.", "no length of time"),
        ("How long is the quay?", "The quay is full of boats.", "no length of time"),
        ("How long is the quay?", "The quay cost £2.1m.", "no length of time"),
        ("How long is the waiting list?", "The list grew over the last 12 months.", "no length of time"),
        ("Where is the pilot based?", "The pilot won an award for health.", "no place"),
        ("Why did thefts rise?", "Thefts rose, but have fallen back.", "no reason"),
        ("How is noise measured?", "Noise was a worry at night.", "how it is measured"),
        ("Which ferry is the busiest?", "The ferries are busy.", "the most or the least"),
        ("What time does it open?", "It opens every day.", "no time of day"),
        ("What age are the cadets?", "Cadets are children at risk.", "no age"),
        ("When did the patrol start?", "The patrol met wardens in May 2031.", "when it began"),
        ("How much did the patrol receive?", "The patrol received more money.", "no amount"),
        ("Which years does the plan run for?", "The plan was agreed in 2031.", "from which year to which"),
        ("Which age group is the scheme for?", "The scheme is aimed at boat owners.", "no age"),
        ("Whereabouts are the swans?", "Swans were fed all winter.", "no place"),
        ("What was the choir awarded out of the £9,000?", "£9,000; songs (choir)", "for choir"),
        ("How much of the £9,000 did the choir get?", "£9,000 in 2031/32; songs (choir)", "for choir"),
        ("What was the length of the sentence?", "The smuggler went to prison.", "no length of time"),
    ],
)
def test_what_lacks_it_will_not(question: str, block: str, missing: str) -> None:
    assert missing in _find_missing(hold(question, block))


def test_a_block_clearly_about_it_may_add_the_reason_without_a_word_for_it() -> None:
    blocked = "22 gates fitted on the quay, of 30 planned. The other eight await two landowners' consent"

    assert find_untold(hold("Why haven't all the gates been fitted?", blocked, meaning=0.5)) == ""
    assert "no reason" in find_untold(hold("Why haven't all the gates been fitted?", blocked, meaning=0.2))
    turned = "Fires rose in June, however, this has since fallen away greatly."
    assert "no reason" in find_untold(hold("What caused the rise of fires in June?", turned, meaning=0.6))
