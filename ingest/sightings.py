"""What was read from a document's pictures: words with their places and how sure the reader is of them."""

from dataclasses import dataclass
from typing import NamedTuple

from corpus.model import Box

INSTALL = "pip install 'ssp-assistant[ocr]' would read it"


class SeenWord(NamedTuple):
    """A word read from a picture.

    `confidence` (0..1) is the least of its characters'. `box` is where it stands in the picture, and
    `flat` where it would stand were the picture turned and set upright; both in shares of its sides.
    """

    text: str
    confidence: float
    box: Box
    flat: Box


@dataclass(frozen=True, slots=True)
class SeenLine:
    """Words of one line. `size` is its letters' height as a share of the upright picture's height.

    `turn` is the line's own rotation in quarter turns, counter-clockwise, within the upright picture.
    """

    words: tuple[SeenWord, ...]
    size: float
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Sighting:
    """One picture's lines. `key` says which picture it is; `areas` are its parts that were to be read.

    `ratio` is the upright picture's width by its height.
    """

    key: str
    areas: tuple[Box, ...]
    ratio: float
    lines: tuple[SeenLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Sightings:
    """All that was read from a document's pictures.

    `engine` is what read them, empty when nothing did; `advice` is what to do about pictures that
    nobody read; `warnings` say which were not read although they should have been.
    """

    engine: str = ""
    seen: tuple[Sighting, ...] = ()
    advice: str = ""
    warnings: tuple[str, ...] = ()

    def find(self, key: str) -> Sighting | None:
        """Return what was read from a picture, None when it was not read."""
        return next((one for one in self.seen if one.key == key), None)


UNSEEN = Sightings()
"""Of a document whose pictures are not to be read."""
