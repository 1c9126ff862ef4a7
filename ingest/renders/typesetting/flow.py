"""A text to lines of a width."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.renders.typesetting.fonts import Face
from ingest.renders.typesetting.laid import Glyphs, Laid
from ingest.renders.typesetting.words import Word, find_lines, join_words, split_word


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters [start, end) of a block's text, and how they are drawn."""

    block_id: str
    text: str
    start: int
    end: int
    face: Face
    colour: str

    @property
    def words(self) -> Iterator[tuple[Word, ...]]:
        """The words, line by line as the text breaks them."""
        return find_lines(self.text, self.start, self.end)


def lay_text(passage: Passage, width: int, *, hang: int = 0, leads: bool = False) -> Laid:
    """Return a text's words in lines no wider than `width`, each beginning at `hang`.

    Where the first word `leads` (the number of an item), it stands at 0 and what follows at `hang`. A
    word too long for a line is broken; one letter that is too wide stands out.
    """
    set_words: list[Glyphs] = []
    y = -passage.face.pitch
    for number, line in enumerate(passage.words):
        led = leads and number == 0
        for row in _wrap(passage, line, width, hang, leads=led):
            y += passage.face.pitch
            set_words += [_place(passage, word, x, y) for x, word in row]
    return Laid(y + passage.face.height if set_words else 0, tuple(set_words))


def natural_width(passage: Passage) -> int:
    """Return the width at which a text breaks its lines only where it says so."""
    return max((_line_width(passage.face, line) for line in passage.words), default=0)


def longest_word(passage: Passage) -> int:
    """Return the width of a text's longest word."""
    return max((passage.face.extent(w.shown).width for line in passage.words for w in line), default=0)


def _line_width(face: Face, line: Sequence[Word]) -> int:
    return sum(face.extent(word.shown).width for word in line) + face.space * (len(line) - 1)


def _place(passage: Passage, word: Word, x: int, y: int) -> Glyphs:
    return Glyphs(x, y, word.shown, passage.face, passage.colour, passage.block_id, word.start, word.end)


Row = list[tuple[int, Word]]
"""The words of one line, each with where it begins."""


def _wrap(passage: Passage, words: Sequence[Word], width: int, hang: int, *, leads: bool) -> Iterator[Row]:
    row: Row = []
    x = 0 if leads else hang
    for word in words:
        room = passage.face.extent(word.shown).width
        if row and x + room > width:
            yield row
            row, x = [], hang
        parts = [word] if x + room <= width else _break(passage, word, width - hang)
        for part in parts[:-1]:
            yield [*row, (x, part)]
            row, x = [], hang
        row.append((x, parts[-1]))
        x += passage.face.extent(parts[-1].shown).width + passage.face.space
        x = max(x, hang)
    if row:
        yield row


def _break(passage: Passage, word: Word, width: int) -> list[Word]:
    """Return the parts of a word, each as long as the width takes and at least one letter."""
    rows: list[list[Word]] = []
    room = 0
    for letter in split_word(passage.text, word):
        wide = passage.face.extent(letter.shown).width
        if not rows or wide > room:
            rows.append([])
            room = width
        rows[-1].append(letter)
        room -= wide
    return [join_words(passage.text, row[0], row[-1]) for row in rows]
