"""On which page words stand: the author's page breaks, and those Word made when it last laid the text out."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml.etree import _Element as Element

from ingest.readers.docx.styles import value_at

_NEW_PAGE = {"nextPage", "oddPage", "evenPage"}
_PARITY = {"oddPage": 1, "evenPage": 0}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the count of pages.

    `awaits` is true from an author's break until words follow: Word marks the page it began there once
    more. `begun` is true once a paragraph stands on the page.
    """

    number: int = 1
    awaits: bool = False
    begun: bool = False


class Pages:
    """Counts pages while a document is read. `told` tells that Word marked where pages begin."""

    def __init__(self, sections: Sequence[Element] = ()) -> None:
        """Take the properties of the document's sections, in order."""
        self.spot = Spot()
        self.told = False
        self.wished = False
        self._starts = [value_at(section, "w:type") or "nextPage" for section in sections[1:]]

    @property
    def number(self) -> int:
        """The page that is being read, from 1."""
        return self.spot.number

    def turn(self, *, told: bool) -> None:
        """Take a mark of a new page, by the author or `told` by Word."""
        self.told = self.told or told
        self.wished = self.wished or not told
        if told and (self.spot.awaits or not (self.spot.begun or self.spot.number > 1)):
            self.spot = Spot(self.number, awaits=False, begun=self.spot.begun)
        else:
            self.spot = Spot(self.number + 1, awaits=not told)

    def begin(self) -> None:
        """Begin a new page, unless one is begun and nothing stands on it yet."""
        if self.spot.begun:
            self.turn(told=False)

    def take_words(self) -> None:
        """Take that words or a drawing stand here."""
        self.spot = Spot(self.number, awaits=False, begun=True)

    def end_paragraph(self, *, turned: bool) -> None:
        """Take that a paragraph ends; its mark alone, after a break in it, begins no page."""
        self.spot = Spot(self.number, self.spot.awaits, self.spot.begun or not turned)

    def end_section(self) -> None:
        """Take that a section ends; the next one tells whether it begins on a new page."""
        kind = self._starts.pop(0) if self._starts else "nextPage"
        if kind in _NEW_PAGE:
            self.begin()
        if kind in _PARITY and self.number % 2 != _PARITY[kind]:
            self.spot = Spot(self.number + 1, awaits=True)
