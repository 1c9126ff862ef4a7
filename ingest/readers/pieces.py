"""What a flowing text is made of, be it a document's or a web page's."""

from dataclasses import dataclass

from ingest.readers.transcript import Passage

TITLE_RANK = 1
"""A title stands above every heading, whose ranks begin at 2."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage and the page it begins on. One `aside` stands beside the text: a text box, a note.

    `indent` tells a list item's depth by comparison with those around it; one that `goes_on` is the rest of
    the paragraph before it, on the next page.
    """

    passage: Passage
    page: int
    aside: bool = False
    indent: int = 0
    goes_on: bool = False
