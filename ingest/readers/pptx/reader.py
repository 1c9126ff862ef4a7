"""A PowerPoint deck: from its bytes to slides, no word lost, slide numbers exact."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from pptx import Presentation
from pptx.exc import PythonPptxError
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.presentation import Presentation as Deck

from corpus.errors import DocumentRejected
from corpus.model import Document, Slide
from ingest.blocks import build_slides
from ingest.model import Looks, Reading
from ingest.readers.ocr.pictures import Picture
from ingest.readers.ooxml import BROKEN
from ingest.readers.pptx.heads import Heads, find_heads
from ingest.readers.pptx.seen import find_pictures, find_seen_warnings
from ingest.readers.pptx.shapes import Frame
from ingest.readers.pptx.slidetexts import SlideText, read_backgrounds, read_slide
from ingest.readers.properties import read_core
from ingest.readers.standing import name_by_difference
from ingest.readers.transcript import Passage, Transcript
from ingest.readers.zipped import MAIN_PARTS, check_archive
from ingest.sightings import UNSEEN, Sightings
from ingest.slides import SlidePlan
from ingest.units import Unit


class PptxReader:
    """Reads PowerPoint presentations (.pptx)."""

    suffixes = (".pptx",)
    apart = True  # python-pptx reads every part whole: a file of 1 MB may take 2 GB

    def find_pictures(self, source: bytes) -> Iterator[Picture | str]:
        """Yield the pictures that may hold words, and notes on those that cannot be read."""
        return find_pictures(source)

    def read(self, document: Document, source: bytes, sightings: Sightings = UNSEEN) -> Reading:
        """Return the slides in the deck's order, hidden ones too, with what was left out and why.

        Spans count characters of a canonical text: all the deck says, slide by slide in reading order, notes
        last. A table's cell that is merged down is read in each row it spans.

        Raises:
            DocumentRejected: the bytes are no presentation, are unsafe to unpack, or hold no words.
        """
        return transcribe(document, source, sightings)[0]


def transcribe(document: Document, source: bytes, sightings: Sightings = UNSEEN) -> tuple[Reading, str]:
    """Return the reading of a deck and the canonical text that its spans count.

    Raises:
        DocumentRejected: as `PptxReader.read`.
    """
    where = f"document {document.id} ({document.file})"
    check_archive(where, source, MAIN_PARTS["ppt/"])
    deck = _read_deck(where, source, sightings)
    texts = deck.texts
    transcript = Transcript()
    heads = find_heads(texts)
    plans = [
        _plan(at, head, text, transcript) for at, (head, text) in enumerate(zip(heads, texts, strict=True), 1)
    ]
    _take(deck.backgrounds, transcript)
    slides = build_slides(document.id, name_by_difference(plans))
    if not any(slide.blocks for slide in slides):
        raise DocumentRejected(
            f"{where} holds no words on {len(slides)} slides: "
            f"if they are pictures, give a text export of it{_advise(sightings, ', or ')}"
        )
    drops = tuple(sorted(transcript.drops, key=lambda drop: drop.span))
    warnings = (
        *_find_warnings(slides, texts, sightings),
        *find_seen_warnings([text.body for text in texts], sightings),
    )
    reading = Reading(
        document,
        slides,
        drops,
        transcript.length,
        warnings,
        deck.properties,
        looks=Looks.DECK,
        aspect=deck.aspect,
    )
    return reading, transcript.text


@dataclass(frozen=True, slots=True)
class _Deck:
    """What each slide says, what their layouts do, their width to their height, and what the file is."""

    texts: tuple[SlideText, ...]
    backgrounds: tuple[Passage, ...]
    aspect: float
    properties: tuple[tuple[str, str], ...]


def _read_deck(where: str, source: bytes, sightings: Sightings) -> _Deck:
    """Return what a deck holds.

    What python-pptx and lxml raise is wrapped here, and nowhere else.
    """
    number = 0
    try:
        deck = Presentation(BytesIO(source))
        frame = Frame((1 / (deck.slide_width or 1), 1 / (deck.slide_height or 1)))
        texts = []
        for number, slide in enumerate(deck.slides, start=1):  # noqa: B007  named in the error
            texts.append(read_slide(slide, frame, sightings))
        backgrounds = read_backgrounds(deck.slides, frame)
        properties = read_core(_core_part(deck))
    except (*BROKEN, PythonPptxError) as error:
        place = f"slide {number}" if number else "its list of slides"
        raise DocumentRejected(
            f"{where} is damaged: {place} cannot be read ({type(error).__name__}: {error}); "
            "open it in PowerPoint, let it repair the file, and save it again"
        ) from error
    return _Deck(tuple(texts), backgrounds, frame.scale[1] / frame.scale[0], properties)


def _core_part(deck: Deck) -> bytes:
    """Return the part of core properties, empty without one: python-pptx would make one of its own."""
    try:
        return deck.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES).blob
    except KeyError:
        return b""


def _plan(number: int, heads: Heads, text: SlideText, transcript: Transcript) -> SlidePlan:
    theme, rest, title = (
        transcript.take(one) if one else None for one in (heads.theme, heads.rest, heads.title)
    )
    body = (*_take(text.body, transcript), *_take(text.notes, transcript))
    return SlidePlan(
        number,
        inferred=False,
        theme=theme,
        title=title,
        body=(rest, *body) if rest else body,
        hidden=text.hidden,
    )


def _take(passages: Sequence[Passage], transcript: Transcript) -> tuple[Unit, ...]:
    units = (transcript.take(passage) for passage in passages)
    return tuple(unit for unit in units if unit is not None)


def _find_warnings(
    slides: Sequence[Slide], texts: Sequence[SlideText], sightings: Sightings
) -> Iterator[str]:
    """Yield what a person should know, with the slides it is about."""
    numbered = list(enumerate(texts, start=1))
    if hidden := [number for number, text in numbered if text.hidden]:
        yield f"hidden in the presentation: {_name(hidden)}"
    pictures = [
        number
        for (number, text), slide in zip(numbered, slides, strict=True)
        if text.pictured and slide.picture_only
    ]
    if pictures:
        yield f"nothing but pictures to read: {_name(pictures)}{_advise(sightings, ': ')}"
    for kind in sorted({kind for text in texts for kind in text.unread}):
        found = [number for number, text in numbered if kind in text.unread]
        yield f"objects of the kind {kind!r} were not read: {_name(found)}"


def _advise(sightings: Sightings, joint: str) -> str:
    return f"{joint}{sightings.advice}" if sightings.advice else ""


def _name(numbers: Sequence[int]) -> str:
    names = ", ".join(map(str, numbers))
    return f"slide {names}" if len(numbers) == 1 else f"slides {names}"
