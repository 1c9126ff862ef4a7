"""Protective markings, ranked, and the highest one each audience may be shown."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

PUBLIC = "public"


class Level(IntEnum):
    """How far a document may go, lowest first.

    The government's scheme of 2014 (OFFICIAL to TOP SECRET), the one before it (NOT PROTECTIVELY
    MARKED, RESTRICTED, CONFIDENTIAL), and what committee papers say of exempt items.
    """

    NOT_PROTECTIVELY_MARKED = 0
    OFFICIAL = 1
    NOT_FOR_PUBLICATION = 2
    OFFICIAL_SENSITIVE = 3
    RESTRICTED = 4
    CONFIDENTIAL = 5
    SECRET = 6
    TOP_SECRET = 7

    @property
    def words(self) -> str:
        """The level as a document writes it."""
        return "OFFICIAL-SENSITIVE" if self is Level.OFFICIAL_SENSITIVE else self.name.replace("_", " ")


ADMITTED = Level.OFFICIAL
"""The highest level of an audience that the manifest says nothing of: council papers are OFFICIAL."""


@dataclass(frozen=True, slots=True)
class Marking:
    """A marking as found: its level, its words, and its slide; 0 for the whole file."""

    level: Level
    text: str
    slide: int = 0


def find_level(name: str) -> Level | None:
    """Return the level that a name means, whatever its case and signs; None for any other text."""
    key = re.sub(r"[\W_]+", "_", name.strip()).upper()
    return Level.__members__.get(key)


def highest_for(audience: str, audiences: Mapping[str, Level]) -> Level:
    """Return the highest marking that an audience's label may hold."""
    return audiences.get(audience, ADMITTED)
