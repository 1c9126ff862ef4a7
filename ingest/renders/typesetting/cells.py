"""One cell of a table: its lines and list items, and the room they take."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.model import Block
from ingest.renders.typesetting.columns import CellText
from ingest.renders.typesetting.flow import Passage, lay_text, longest_word, natural_width
from ingest.renders.typesetting.fonts import Face
from ingest.renders.typesetting.laid import Glyphs, Laid, overlay, stack
from ingest.renders.typesetting.looks import BULLETS, LOOKS, TEAL, share

_PAD = 0.5
_HANG = 0.95
_LONG = 14.0
"""A cell's padding, a list item's indent, and the longest word that is never broken, by the type's size."""

_ITEM_GAP = 0.2


@dataclass(frozen=True, slots=True)
class SetCell:
    """A cell set in a face: its lines, each with whether it is a list's item, and its columns."""

    lines: tuple[tuple[Passage, bool], ...]
    face: Face
    column: int
    across: int

    @property
    def pad(self) -> int:
        """The room between the cell's edges and its text, in pixels."""
        return share(self.face.size, _PAD)

    @property
    def least(self) -> int:
        """The width without which a word is broken; of a long word, only its first part counts."""
        words = (longest_word(line) + self._hang(listed=listed) for line, listed in self.lines)
        return 2 * self.pad + min(max(words, default=0), share(self.face.size, _LONG))

    @property
    def natural(self) -> int:
        """The width at which no line is wrapped."""
        lines = (natural_width(line) + self._hang(listed=listed) for line, listed in self.lines)
        return 2 * self.pad + max(lines, default=0)

    def lay(self, width: int) -> Laid:
        """Return the cell with its padding around it."""
        room = max(width - 2 * self.pad, 1)
        parts = [self._lay_line(line, room, listed=listed) for line, listed in self.lines]
        gap = self.face.pitch - self.face.height + share(self.face.size, _ITEM_GAP)
        laid = stack((gap if number else 0, part) for number, part in enumerate(parts))
        return overlay([laid.moved(self.pad, self.pad)], laid.height + 2 * self.pad)

    def _lay_line(self, line: Passage, width: int, *, listed: bool) -> Laid:
        hang = self._hang(listed=listed)
        if hang >= width // 2:
            hang = 0
        laid = lay_text(line, width, hang=hang)
        mark = (Glyphs(0, 0, BULLETS[0], self.face, TEAL),) if hang and laid.words else ()
        return overlay([Laid(0, mark), laid])

    def _hang(self, *, listed: bool) -> int:
        return share(self.face.size, _HANG) if listed else 0


def set_cell(row: Block, cell: CellText, size: int) -> SetCell:
    """Return a row's cell set for a body of a size."""
    look = LOOKS[row.kind]
    face = Face(share(size, look.ratio), look.bold)
    lines = (
        (Passage(row.id, row.text, start, end, face, look.colour), row.text[start:end] in cell.items)
        for start, end in _split(row.text, cell.start, cell.end)
    )
    return SetCell(tuple(lines), face, cell.column, cell.across)


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for line in text[start:end].split("\n"):
        yield start, start + len(line)
        start += len(line) + 1
