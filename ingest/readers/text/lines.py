"""The lines of a decoded text, and how long a run of blank lines must be to part two slides."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.readers.text.markup import is_visible

PAGE_BREAK = "\f"

_LONG, _RARITY = 3, 0.2
"""Nobody parts paragraphs by so many blank lines; below this share of a run, shorter ones are slips."""

_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_RULE = re.compile(r"\s*([-_*=~])(?:\s*\1){2,}\s*")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: source[start:end], without the break that ended it (empty on the last line)."""

    start: int
    end: int
    text: str
    ended_by: str

    @property
    def blank(self) -> bool:
        """Whether nothing of the line would be seen."""
        return not any(map(is_visible, self.text))

    @property
    def rule(self) -> bool:
        """Whether the line is drawn across the page: three or more of one of - _ * = ~."""
        return _RULE.fullmatch(self.text) is not None


def split_lines(source: str) -> tuple[Line, ...]:
    """Return every line of the source in order; an empty source gives one empty line."""
    lines = []
    start = 0
    for found in _BREAK.finditer(source):
        lines.append(Line(start, found.start(), source[start : found.start()], found.group()))
        start = found.end()
    lines.append(Line(start, len(source), source[start:], ""))
    return tuple(lines)


def find_gap_length(lines: Sequence[Line]) -> int:
    """Return how many blank lines in a row part two slides.

    The usual paragraph break is the commonest run of blank lines, the usual gap the commonest of
    the longer runs; a gap begins above the middle of the two. Where the longest run is the
    commonest, it is the gap if it is long or shorter ones are no rarity. Where all runs are alike,
    they are gaps if most stretches between them hold several lines; otherwise nothing is a gap.
    """
    runs = Counter(_blank_runs(lines))
    if not runs:
        return 1
    usual = max(runs, key=lambda length: (runs[length], -length))
    longer = {length: count for length, count in runs.items() if length > usual}
    shorter = {length: count for length, count in runs.items() if length < usual}
    if longer:
        return _middle(usual, _commonest(longer))
    if shorter and (usual >= _LONG or sum(shorter.values()) >= _RARITY * runs[usual]):
        return _middle(_commonest(shorter), usual)
    return usual if _is_compact(lines) else usual + 1


def _commonest(runs: Mapping[int, int]) -> int:
    return max(runs, key=lambda length: (runs[length], length), default=0)


def _middle(usual: int, gap: int) -> int:
    return (usual + gap) // 2 + 1


def _blank_runs(lines: Sequence[Line]) -> list[int]:
    """Return the lengths of the runs of blank lines between two lines with words."""
    lengths = []
    run = 0
    seen = False
    for line in lines:
        if line.blank:
            run += 1
            continue
        if run and seen:
            lengths.append(run)
        run, seen = 0, True
    return lengths


def _is_compact(lines: Sequence[Line]) -> bool:
    """Return whether most stretches between blank lines hold more than one line."""
    stretches = []
    length = 0
    for line in (*lines, Line(0, 0, "", "")):
        if not line.blank:
            length += 1
        elif length:
            stretches.append(length)
            length = 0
    several = sum(1 for stretch in stretches if stretch > 1)
    return len(stretches) > 1 and several > 0.6 * len(stretches)
