"""A PowerPoint deck: from its bytes to slides, no word lost, slide numbers exact."""

from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO

from pptx import Presentation
from pptx.exc import PythonPptxError

from corpus.errors import DocumentRejected
from corpus.model import Document, Slide
from ingest.blocks import build_slides
from ingest.model import Looks, Reading
from ingest.readers.ooxml import BROKEN
from ingest.readers.pptx.shapes import Frame
from ingest.readers.pptx.slidetexts import SlideText, read_backgrounds, read_slide
from ingest.readers.transcript import Passage, Transcript
from ingest.readers.zipped import MAIN_PARTS, check_archive
from ingest.slides import SlidePlan
from ingest.units import Unit


class PptxReader:
    """Reads PowerPoint presentations (.pptx)."""

    suffixes = (".pptx",)
    apart = True  # python-pptx reads every part whole: a file of 1 MB may take 2 GB

    def read(self, document: Document, source: bytes) -> Reading:
        """Return the slides in the deck's order, hidden ones too, with what was left out and why.

        Spans count characters of a canonical text: all the deck says, slide by slide in reading order, notes
        last. A table's cell that is merged down is read in each row it spans.

        Raises:
            DocumentRejected: the bytes are no presentation, are unsafe to unpack, or hold no words.
        """
        return transcribe(document, source)[0]


def transcribe(document: Document, source: bytes) -> tuple[Reading, str]:
    """Return the reading of a deck and the canonical text that its spans count.

    Raises:
        DocumentRejected: as `PptxReader.read`.
    """
    where = f"document {document.id} ({document.file})"
    check_archive(where, source, MAIN_PARTS["ppt/"])
    texts, backgrounds, aspect = _read_deck(where, source)
    transcript = Transcript()
    themes = _find_themes(texts)
    plans = [_plan(number, text, themes, transcript) for number, text in enumerate(texts, start=1)]
    _take(backgrounds, transcript)
    slides = build_slides(document.id, plans)
    if not any(slide.blocks for slide in slides):
        raise DocumentRejected(
            f"{where} holds no words on {len(slides)} slides: if they are pictures, give a text export of it"
        )
    drops = tuple(sorted(transcript.drops, key=lambda drop: drop.span))
    warnings = tuple(_find_warnings(slides, texts))
    reading = Reading(document, slides, drops, transcript.length, warnings, looks=Looks.DECK, aspect=aspect)
    return reading, transcript.text


def _read_deck(where: str, source: bytes) -> tuple[list[SlideText], tuple[Passage, ...], float]:
    """Return what each slide says, what their layouts do, and their width to their height.

    What python-pptx and lxml raise is wrapped here, and nowhere else.
    """
    number = 0
    try:
        deck = Presentation(BytesIO(source))
        frame = Frame((1 / (deck.slide_width or 1), 1 / (deck.slide_height or 1)))
        texts = []
        for number, slide in enumerate(deck.slides, start=1):  # noqa: B007  named in the error
            texts.append(read_slide(slide, frame))
        backgrounds = read_backgrounds(deck.slides, frame)
    except (*BROKEN, PythonPptxError) as error:
        place = f"slide {number}" if number else "its list of slides"
        raise DocumentRejected(
            f"{where} is damaged: {place} cannot be read ({type(error).__name__}: {error}); "
            "open it in PowerPoint, let it repair the file, and save it again"
        ) from error
    return texts, backgrounds, frame.scale[1] / frame.scale[0]


def _find_themes(texts: Sequence[SlideText]) -> frozenset[str]:
    """Return the lines that stand above the titles of several slides."""
    counted = Counter(text.above.text for text in texts if text.above)
    return frozenset(line for line, count in counted.items() if count > 1)


def _plan(number: int, text: SlideText, themes: frozenset[str], transcript: Transcript) -> SlidePlan:
    above = transcript.take(text.above) if text.above else None
    is_theme = text.above is not None and text.above.text in themes
    title = transcript.take(text.title) if text.title else None
    body = (*_take(text.body, transcript), *_take(text.notes, transcript))
    if above and not is_theme:
        body = (above, *body)
    return SlidePlan(number, inferred=False, theme=above if is_theme else None, title=title, body=body)


def _take(passages: Sequence[Passage], transcript: Transcript) -> tuple[Unit, ...]:
    units = (transcript.take(passage) for passage in passages)
    return tuple(unit for unit in units if unit is not None)


def _find_warnings(slides: Sequence[Slide], texts: Sequence[SlideText]) -> Iterator[str]:
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
        yield f"nothing but pictures to read: {_name(pictures)}"
    for kind in sorted({kind for text in texts for kind in text.unread}):
        found = [number for number, text in numbered if kind in text.unread]
        yield f"objects of the kind {kind!r} were not read: {_name(found)}"


def _name(numbers: Sequence[int]) -> str:
    names = ", ".join(map(str, numbers))
    return f"slide {names}" if len(numbers) == 1 else f"slides {names}"
