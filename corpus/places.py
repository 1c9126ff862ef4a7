"""Where the words of slides stand: one line a slide in places.jsonl, read when a slide is asked for."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import accumulate, pairwise
from pathlib import Path

from corpus.layout import PlacesRecord
from corpus.model import SlideRef, WordPlace
from corpus.records import from_json

KEPT = 256
"""Slides whose places are kept in memory: about 60 kB each when full of words."""

Places = Mapping[str, tuple[WordPlace, ...]]
"""The places of a slide's words, by block id; a block without known places is not in it."""


class PlaceFile:
    """A generation's places. Opening it reads where each line begins, and no line itself."""

    def __init__(self, path: Path, refs: Iterable[SlideRef]) -> None:
        """Open the file; `refs` are the slides in the order of its lines.

        Raises:
            OSError: the file cannot be read.
            ValueError: it has more or fewer lines than slides.
        """
        with path.open("rb") as file:
            edges = pairwise(accumulate(map(len, file), initial=0))
            self._lines = dict(zip(refs, edges, strict=True))
        self._path = path
        self.find = lru_cache(maxsize=KEPT)(self._find)

    def _find(self, ref: SlideRef) -> Places:
        """Return the places of a slide's words; none for a slide that is not there."""
        if ref not in self._lines:
            return {}
        start, end = self._lines[ref]
        with self._path.open("rb") as file:
            file.seek(start)
            return from_json(PlacesRecord, file.read(end - start)).blocks
