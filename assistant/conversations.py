"""What was asked before, kept in memory for a while and never written down."""

import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

import anyio

from assistant.model import Turn

ID_PATTERN = r"^[0-9a-f]{32}$"
"""A conversation's id: 128 random bits, so that nobody can guess another's."""


@dataclass(eq=False)
class Conversation:
    """One talk: its earlier turns, oldest first, and the lock that takes its questions one at a time."""

    id: str
    turns: tuple[Turn, ...] = ()
    used_at: float = 0.0
    lock: anyio.Lock = field(default_factory=anyio.Lock)


class Conversations:
    """The conversations of one process, for use from one event loop.

    Bounded: at most `max_count` (the least recently used goes first), `max_turns` turns each, and
    none that saw no question for `ttl_s` seconds of `clock`.
    """

    def __init__(
        self,
        *,
        max_count: int,
        max_turns: int,
        ttl_s: float,
        clock: Callable[[], float],
        new_id: Callable[[], str] = lambda: secrets.token_hex(16),
    ) -> None:
        self._max_count = max_count
        self._max_turns = max_turns
        self._ttl_s = ttl_s
        self._clock = clock
        self._new_id = new_id
        self._open: OrderedDict[str, Conversation] = OrderedDict()

    def __len__(self) -> int:
        self._forget_old()
        return len(self._open)

    def find(self, conversation_id: str | None) -> Conversation:
        """Return the conversation of that id, or a new one under a fresh id when it is unknown or over."""
        self._forget_old()
        known = self._open.get(conversation_id) if conversation_id else None
        conversation = known or Conversation(self._new_id())
        self._touch(conversation)
        return conversation

    def record(self, conversation: Conversation, turn: Turn) -> None:
        """Add a turn to a conversation; the oldest turn goes when there are too many."""
        kept = (*conversation.turns, turn)
        conversation.turns = kept[max(0, len(kept) - self._max_turns) :]
        self._touch(conversation)

    def _touch(self, conversation: Conversation) -> None:
        conversation.used_at = self._clock()
        self._open[conversation.id] = conversation
        self._open.move_to_end(conversation.id)
        while len(self._open) > self._max_count:
            self._open.popitem(last=False)

    def _forget_old(self) -> None:
        oldest_allowed = self._clock() - self._ttl_s
        while self._open and next(iter(self._open.values())).used_at < oldest_allowed:
            self._open.popitem(last=False)
