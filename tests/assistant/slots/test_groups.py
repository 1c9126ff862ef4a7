import pytest

from assistant.slots.groups import find_missing_group
from tests.assistant.slots.holding import hold


@pytest.mark.parametrize(
    ("question", "block"),
    [
        ("How safe do women feel?", "81% of women feel safe."),
        ("How safe do girls feel?", "81% of females feel safe."),
        ("What was done for kids?", "Children got a boat."),
        ("How safe do people feel?", "92% feel safe."),
        ("What share feel safe at night?", "81% feel safe after dark."),
        ("What is the black market in fish?", "Fish are sold."),
        ("How long do people wait to be seen the first time?", "The wait is 11 days."),
        ("Which nights is the bus out?", "Bus, Fridays 10pm to 4am"),
        ("How many younger women feel safe?", "Women aged 16 to 34 feeling safe: 39%"),
    ],
)
def test_a_block_about_the_group_asked_for_will_do(question: str, block: str) -> None:
    assert find_missing_group(hold(question, block)) == ""


@pytest.mark.parametrize(
    ("question", "group"),
    [
        ("How safe do women feel?", "women"),
        ("How safe do disabled people feel?", "disabled people"),
        ("What share was against Muslims?", "Muslims"),
        ("How safe do tenants feel?", "tenants"),
        ("How safe are gay people?", "gay, bi or trans people"),
        ("What share feel safe at night?", "after dark"),
        ("What share feel safe at weekends?", "the weekend"),
    ],
)
def test_what_is_said_of_everybody_is_not_said_of_a_group(question: str, group: str) -> None:
    assert group in find_missing_group(hold(question, "92% of residents feel safe."))


def test_what_asks_the_same_of_another_year_is_held_to_the_group_of_the_whole_question() -> None:
    before = "How safe did disabled people feel in 2031/32?"

    held = hold("What about the year before?", "92% of residents feel safe.", before=before)

    assert "disabled people" in find_missing_group(held)


def test_a_night_out_restricts_to_no_time_of_day() -> None:
    assert find_missing_group(hold("Who got home after a night out?", "512 people were walked home.")) == ""
