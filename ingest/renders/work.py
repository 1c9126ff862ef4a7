"""What is drawn in a process of its own: pages of a PDF, slides of which only the text is known.

Each slide's image goes into the folder as it is made, NUMBER.webp and then NUMBER.json, so that those
before a page that breaks the process are kept.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from corpus.model import Box, Slide, WordPlace
from corpus.records import from_json, to_json
from ingest.readers.pdf.wordlist import find_words
from ingest.renders.pages import draw_pages
from ingest.renders.typesetting.page import SlideTooLong
from ingest.renders.typesetting.shapes import draw_slide
from ingest.renders.typesetting.typeset import set_slide


@dataclass(frozen=True, slots=True)
class PagesOrder:
    """Which pages of a PDF to draw, from 1; `worded` asks for their words too."""

    first: int
    last: int
    worded: bool = False


@dataclass(frozen=True, slots=True)
class SlidesOrder:
    """The slides to set, each with the line that tells what it is.

    With an `aspect`, the width of the deck's slides to their height, they are drawn by the boxes of
    their blocks.
    """

    slides: tuple[tuple[Slide, str], ...]
    aspect: float | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """What stands beside an image: its sides in pixels, a page's words, or the places by block id."""

    width: int
    height: int
    words: tuple[tuple[str, Box], ...] = ()
    places: dict[str, tuple[WordPlace, ...]] | None = None


def draw(order: bytes, payload: bytes, folder: Path | None) -> bytes:
    """Draw pages of the PDF in the payload, as a PagesOrder says."""
    assert folder
    wanted = from_json(PagesOrder, order)
    worded: Iterable[Sequence[tuple[str, Box]]] = (
        find_words(payload, wanted.first, wanted.last)
        if wanted.worded
        else [()] * (wanted.last - wanted.first + 1)
    )
    for page, words in zip(draw_pages(payload, wanted.first, wanted.last), worded, strict=True):
        _write(folder, page.number, page.content, Made(page.width, page.height, tuple(words)))
    return b""


def set_slides(order: bytes, payload: bytes, folder: Path | None) -> bytes:  # noqa: ARG001 - as all work is called
    """Set the slides of a SlidesOrder; reply with the lines that say which are too long for an image."""
    assert folder
    wanted = from_json(SlidesOrder, order)
    make = partial(draw_slide, aspect=wanted.aspect) if wanted.aspect else set_slide
    faults = []
    for slide, heading in wanted.slides:
        try:
            drawn = make(slide, heading)
        except SlideTooLong as error:
            faults.append(str(error))
            continue
        made = Made(drawn.width, drawn.height, places=dict(drawn.places))
        _write(folder, slide.ref.number, drawn.content, made)
    return "\n".join(faults).encode()


def _write(folder: Path, number: int, content: bytes, made: Made) -> None:
    (folder / f"{number}.webp").write_bytes(content)
    (folder / f"{number}.json").write_text(to_json(made), encoding="utf-8")
