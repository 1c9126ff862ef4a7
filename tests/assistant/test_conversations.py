import re
from collections.abc import Callable
from itertools import count

from assistant.conversations import ID_PATTERN, Conversations
from assistant.model import Turn


def make(
    clock: Callable[[], float] = lambda: 0.0, *, max_count: int = 3, max_turns: int = 10, ttl_s: float = 60
) -> Conversations:
    ids = count()
    return Conversations(
        max_count=max_count, max_turns=max_turns, ttl_s=ttl_s, clock=clock, new_id=lambda: f"id{next(ids)}"
    )


def test_a_conversation_is_found_again_with_its_turns() -> None:
    conversations = make()
    first = conversations.find(None)
    conversations.record(first, Turn("How much?"))

    again = conversations.find(first.id)

    assert again.turns == (Turn("How much?"),)


def test_an_unknown_id_starts_a_conversation_under_a_fresh_id() -> None:
    assert make().find("never-seen").id == "id0"


def test_ids_are_128_random_bits() -> None:
    conversations = Conversations(max_count=9, max_turns=1, ttl_s=60, clock=lambda: 0.0)

    ids = {conversations.find(None).id for _ in range(5)}

    assert len(ids) == 5
    assert all(re.fullmatch(ID_PATTERN, made) for made in ids)


def test_the_oldest_turn_goes_when_there_are_too_many() -> None:
    conversations = make(max_turns=2)
    talk = conversations.find(None)

    for question in "abc":
        conversations.record(talk, Turn(question))

    assert [turn.question for turn in talk.turns] == ["b", "c"]


def test_no_turns_are_kept_when_none_are_allowed() -> None:
    conversations = make(max_turns=0)
    talk = conversations.find(None)

    conversations.record(talk, Turn("a"))

    assert talk.turns == ()


def test_the_least_recently_used_conversation_is_forgotten_first() -> None:
    conversations = make(max_count=2)
    first, second = conversations.find(None), conversations.find(None)
    conversations.find(first.id)

    conversations.find(None)

    assert conversations.find(first.id).id == first.id
    assert conversations.find(second.id).id != second.id


def test_a_conversation_is_forgotten_after_its_time_without_a_question() -> None:
    now = [0.0]
    conversations = make(lambda: now[0], ttl_s=60)
    talk = conversations.find(None)
    now[0] = 59
    kept = conversations.find(talk.id)

    now[0] = 120

    assert kept.id == talk.id
    assert len(conversations) == 0
    assert conversations.find(talk.id).id != talk.id
