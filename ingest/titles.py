"""Which lines read like a title, and which pairs of them a deck uses as theme and title."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from corpus.model import BlockKind
from ingest.units import Unit

MAX_CHARS = 90
MAX_WORDS = 14
LISTED = 3
PAIR = 2
GROUP = 4
"""More title-like lines in a row than this are a list, not a title."""

_SENTENCE_END = re.compile(r"[.;,…]['\"”’)]*$")
_GOES_ON = re.compile(r"(?:[,&–—/-]|\b(?:and|or|of|the|a|an|for|to|in|on|with|by|at|from|our|their))\s*\Z")
_SHAPE = re.compile(r"\S(?: [–—-]|:) \S")
_FULL_STOP = re.compile(r"[.!?]['\"”’)]*$")
_SENTENCES = re.compile(r"[a-z]{3,}[.!?]\s+[A-Z“‘\"]")
_CONTINUED = re.compile(r"\s*[\[(]?\b(?:continued|cont[’']?d|cont\.?)[\])]?\s*$", re.IGNORECASE)
_COVER = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b.*\b\d{4}\b"
    r"|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b"
    r"|\b(?:committee|presented|presenters?|authors?|report (?:of|by)|prepared (?:by|for))\b",
    re.IGNORECASE,
)


def is_title_like(unit: Unit) -> bool:
    """Return whether a unit could be a title: short, no list item, no sentence, no lower-case start."""
    if unit.rank or unit.listed:
        return unit.rank > 0
    text = " ".join(unit.text.split())
    return (
        unit.kind is BlockKind.PARAGRAPH
        and len(text) <= MAX_CHARS
        and len(text.split()) <= MAX_WORDS
        and any(char.isalpha() for char in text)
        and not _SENTENCE_END.search(text)
        and not _SENTENCES.search(text)
        and not next((char for char in text if char.isalpha()), "A").islower()
    )


def mark_lists(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """Return the units with three texts and more in a row that each hold a dash or colon marked as listed."""
    marked: list[Unit] = []
    for shaped, run in groupby(units, key=_is_shaped):
        found = list(run)
        listed = shaped and len(found) >= LISTED
        marked += [replace(unit, listed=listed) for unit in found]
    return tuple(marked)


def _is_shaped(unit: Unit) -> bool:
    return unit.kind is BlockKind.PARAGRAPH and not unit.rank and _SHAPE.search(unit.text) is not None


def is_short(unit: Unit) -> bool:
    """Return whether a unit is a short line of text, sentence or not."""
    return unit.kind is BlockKind.PARAGRAPH and not unit.rank and len(unit.text) <= MAX_CHARS


def is_words_of_picture(unit: Unit) -> bool:
    """Return whether a unit right under a picture's caption could be words within the picture."""
    return is_short(unit) and not _SENTENCE_END.search(unit.text) and not unit.text.endswith(":")


def ends_sentence(text: str) -> bool:
    """Return whether a text ends as a sentence does."""
    return _FULL_STOP.search(text) is not None


def opens_closing(unit: Unit) -> bool:
    """Return whether a unit at a deck's end begins its closing slide: bold, or with a question or call."""
    return is_title_like(unit) and (unit.bold or unit.text.rstrip().endswith(("?", "!")))


def is_cover_particular(text: str) -> bool:
    """Return whether a line is of the kind that only a deck's cover carries: date, meeting, presenters."""
    return _COVER.search(" ".join(text.split())) is not None


def title_key(unit: Unit) -> str:
    """Return a title's text in a form that is equal for its repetitions: case, and "(continued)", ignored."""
    return _line_key(unit.text)


def _line_key(text: str) -> str:
    return _CONTINUED.sub("", " ".join(text.split())).casefold()


def goes_on(text: str) -> bool:
    """Return whether a line ends with a word or sign after which a sentence goes on."""
    return _GOES_ON.search(text) is not None


def split_title(text: str) -> tuple[str, str] | None:
    """Return the two lines of a title that could be a theme and a title, None for any other."""
    lines = [" ".join(line.split()) for line in re.split(r"[\n\v]", text) if line.strip()]
    titles = all(is_title_like(Unit(BlockKind.PARAGRAPH, line)) for line in lines)
    return (lines[0], lines[1]) if len(lines) == PAIR and titles and not goes_on(lines[0]) else None


def find_themed(pairs: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """Return the pairs of lines that are a theme and a title: either also stands with another partner.

    A title broken into two lines by hand has the same partner on every slide.
    """
    keys = {pair: (_line_key(pair[0]), _line_key(pair[1])) for pair in pairs}
    themes = Counter(theme for theme, _ in set(keys.values()))
    titles = Counter(title for _, title in set(keys.values()))
    return frozenset(pair for pair, (theme, title) in keys.items() if themes[theme] > 1 or titles[title] > 1)


@dataclass(frozen=True, slots=True)
class Heads:
    """A title group told apart: what stands before theme and title, these two, and what follows."""

    divider: tuple[Unit, ...]
    theme: Unit | None
    title: Unit
    subtitles: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Repetitions:
    """How often a deck's title groups end in a title, and have a theme before it."""

    titles: Counter[str]
    themes: Counter[str]
    groups: Counter[tuple[str, ...]]

    def is_pair(self, group: Sequence[Unit]) -> bool:
        """Return whether a group's last two lines are a theme and a title the deck repeats."""
        if len(group) < 2:  # noqa: PLR2004  a pair is two
            return False
        theme, title = map(title_key, group[-2:])
        return self.titles[title] > 1 or self.themes[theme] > 1

    def stands_elsewhere(self, group: Sequence[Unit]) -> bool:
        """Return whether lines that were not counted end in a title that ends counted groups."""
        return len(group) > 1 and self.titles[title_key(group[-1])] > 0

    def part(self, group: Sequence[Unit]) -> Heads:
        """Return the parts of a title group, which is not empty.

        Where theme and title recur, the lines before them are a slide of their own, unless the
        whole group recurs with them; otherwise the first line is the title.
        """
        keys = tuple(map(title_key, group))
        whole = len(group) > 2 and self.groups[keys] > 1  # noqa: PLR2004  longer than a pair
        if self.is_pair(group) and not whole:
            return Heads(tuple(group[:-2]), group[-2], group[-1], ())
        return Heads((), None, group[0], tuple(group[1:]))


def find_repetitions(groups: Iterable[Sequence[Unit]]) -> Repetitions:
    """Return how often titles and themes recur among the groups of two lines and more."""
    keys = [tuple(map(title_key, group)) for group in groups if len(group) > 1]
    return Repetitions(Counter(key[-1] for key in keys), Counter(key[-2] for key in keys), Counter(keys))
