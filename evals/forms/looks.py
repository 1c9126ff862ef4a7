"""How a deck may set what its slides say: who made it, and with what, is not known beforehand."""

from dataclasses import dataclass
from enum import Enum, auto


class ThemePlace(Enum):
    """Where a slide's theme stands."""

    ABOVE = auto()
    """In a box of its own above the title."""
    WITHIN = auto()
    """In the title's shape, as its first line."""
    AS_TITLE = auto()
    """In the title's shape, and the title as first line of the text below."""


@dataclass(frozen=True, slots=True)
class Look:
    """One way of making a deck.

    `placeholders` tells that titles and texts stand in the layouts' placeholders, else in text boxes on
    blank slides, told apart by size and weight alone. `theme` is where a slide's theme stands.
    `auto_numbers` leaves the numbers of lists to the program, else they are typed. `styled_tables` takes the
    default table style with its marked header, else a plain grid. `columns` sets a slide of several lists
    in two boxes side by side, and a list of few items with a line below each as cards. Without
    `bold_headings` nothing but a missing bullet tells one.
    """

    name: str
    width_in: float = 10.0
    placeholders: bool = True
    theme: ThemePlace = ThemePlace.ABOVE
    auto_numbers: bool = True
    styled_tables: bool = True
    columns: bool = False
    bold_headings: bool = True


HEIGHT_IN = 7.5
WIDE_IN = 13.333

LOOKS = (
    Look("placeholders"),
    Look(
        "placeholders-wide",
        WIDE_IN,
        theme=ThemePlace.WITHIN,
        auto_numbers=False,
        styled_tables=False,
    ),
    Look("boxes", placeholders=False, auto_numbers=False, styled_tables=False, bold_headings=False),
    Look("boxes-wide", WIDE_IN, placeholders=False, columns=True),
    Look("subtitled", theme=ThemePlace.AS_TITLE),
)
"""Between them every choice is made both ways; none of them is any one maker's."""
