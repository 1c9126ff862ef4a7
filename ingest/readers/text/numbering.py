"""Slide numbers that an export states itself: form feeds, and lines such as "--- Slide 3 ---"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.readers.text.linemarks import SlideMark, read_slide_mark
from ingest.readers.text.lines import PAGE_BREAK, Line


@dataclass(frozen=True, slots=True)
class Numbering:
    """Which slide each line is said to stand on.

    `of_line` has one number a line; `marks` maps the lines that are marks to how many of their
    characters are; `numbers` are all slides in order, also those without words. All are empty
    when the export has no marks.
    """

    of_line: tuple[int, ...] = ()
    marks: Mapping[int, int] = field(default_factory=dict)
    numbers: tuple[int, ...] = ()


def find_numbering(lines: Sequence[Line]) -> Numbering:
    """Return the numbers that form feeds give, or else those that slide marks state, or else none."""
    if any(line.ended_by == PAGE_BREAK for line in lines):
        return _count_pages(lines)
    marks = {row: mark for row, line in enumerate(lines) if (mark := read_slide_mark(line.text))}
    rising = all(one.number < next_.number for one, next_ in pairwise(marks.values()))
    return _read_marks(lines, marks) if len(marks) > 1 and rising else Numbering()


def _count_pages(lines: Sequence[Line]) -> Numbering:
    of_line = []
    page = 1
    for line in lines:
        of_line.append(page)
        page += line.ended_by == PAGE_BREAK
    last = max((number for number, line in zip(of_line, lines, strict=True) if not line.blank), default=1)
    return Numbering(tuple(of_line), {}, tuple(range(1, last + 1)))


def _read_marks(lines: Sequence[Line], marks: Mapping[int, SlideMark]) -> Numbering:
    """Return the marks' numbers; marks stand under their slides if words stand only above the last one.

    Words above the first mark belong to the first slide, or to the one before it if that has a number.
    """
    wordy = [row for row, line in enumerate(lines) if not line.blank and row not in marks]
    first, last = min(marks), max(marks)
    lengths = {row: mark.length for row, mark in marks.items()}
    numbers = [mark.number for mark in marks.values()]
    if wordy and wordy[0] < first and wordy[-1] < last:
        of_line = _number_upwards(len(lines), marks)
    else:
        above = numbers[0] - 1 if wordy and wordy[0] < first and numbers[0] > 1 else numbers[0]
        of_line = _number_downwards(len(lines), marks, above)
        numbers = sorted({above, *numbers})
    return Numbering(of_line, lengths, tuple(numbers))


def _number_downwards(count: int, marks: Mapping[int, SlideMark], above: int) -> tuple[int, ...]:
    of_line = []
    number = above
    for row in range(count):
        number = marks[row].number if row in marks else number
        of_line.append(number)
    return tuple(of_line)


def _number_upwards(count: int, marks: Mapping[int, SlideMark]) -> tuple[int, ...]:
    of_line: list[int] = []
    for row, mark in marks.items():
        of_line += [mark.number] * (row + 1 - len(of_line))
    return (*of_line, *[of_line[-1]] * (count - len(of_line)))
