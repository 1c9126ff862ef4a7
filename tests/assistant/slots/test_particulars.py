import pytest

from assistant.slots.particulars import find_no_particular
from corpus.model import Block
from tests.assistant.slots.holding import hold
from tests.assistant.small_corpus import row


@pytest.mark.parametrize(
    ("question", "block"),
    [
        ("Which organisation runs the ferry?", "The ferry is run by Brightwell Boats."),
        ("Which organisation runs the ferry?", row(("Service", "Ferry"), ("Run by", "brightwell"))),
        ("Which charity ran the harbour course?", "HMC ran the harbour course."),
        ("What are contractors trained in?", "A number of contractors were trained in treating mould."),
        ("What is the harbour warden paid?", "The harbour warden is paid £24,000 a year."),
        ("How much did the ferry cost?", "The ferry cost £24,000."),
        ("What was the average age of the rowers?", "Rowers were on average 34 years old."),
        ("What was the average wait?", row(("Measure", "Average wait"), ("2031/32", "9 days"))),
        ("What does a Band A household pay?", "Households pay £120 (Band A) or £240 (Band D)."),
        ("What is in Phase 2?", "Phase 2 mends the quay."),
        ("What date does the ferry start?", "The ferry starts on 4 May 2031."),
        ("How much does each rower pay?", "Rowers pay £5 each."),
        ("How much will each pub pay?", row(("Levy", "Pub"), ("Each pays", "£64"))),
        ("Who led the board before Ada Nwosu?", "Ada Nwosu took over the board from Jo Tern."),
        ("What did the review recommend?", "The review made nine recommendations on lamps."),
        ("What was the main cause of the fires?", "Fires were due to dry reeds."),
        ("What score did the harbour course get?", "The harbour course was rated good."),
        ("What happened in Case D?", "Case D: a boat was found."),
    ],
)
def test_the_particular_is_there(question: str, block: Block | str) -> None:
    assert find_no_particular(hold(question, block)) == ""


@pytest.mark.parametrize(
    ("question", "block", "missing"),
    [
        (
            "Which organisation will run the Harbour Course?",
            "Harbour Course, 40 places, from May 2031",
            "organisation",
        ),
        ("Which charity runs the ferry?", "Ferry runs have doubled.", "organisation"),
        ("What is the harbour warden paid?", "Harbour warden and lamps: £92,000", "paid"),
        ("How much is a warden paid?", "Wardens walk the quay.", "paid"),
        ("What salary was offered?", "The post stood empty, as its pay was too low.", "paid"),
        ("What was the average age of the rowers?", "612 rowers came on 48 nights.", "average"),
        ("What does a Band A household pay?", "A Band D household pays £240.", "Band D"),
        ("What is in Phase 3?", "Phase 2 mends the quay.", "Phase 2"),
        ("What date does the ferry start?", "The ferry sails from noon until 8pm.", "date"),
        ("How much will each pub pay?", "Pubs pay £64,000.", "for each"),
        ("Who led the board before Ada Nwosu?", "The board is led by Ada Nwosu.", "before"),
        ("What did the review recommend?", "Two reviews were sent to the panel.", "recommend"),
        ("What is the name of the landlord?", "The landlord sold the beds.", "organisation"),
        ("What were the reasons for the rise in fires?", "Fires rose to 40.", "gives no reason"),
        ("What score did the harbour course get?", "The harbour course was inspected.", "no such mark"),
        ("What happened in Case C?", "Case D: a boat was found.", "Case D, not of Case C"),
        ("What is in Annex 2?", "Annex 3 lists the boats.", "Annex 3, not of Annex 2"),
    ],
)
def test_the_particular_is_not_there(question: str, block: str, missing: str) -> None:
    assert missing in find_no_particular(hold(question, block))
