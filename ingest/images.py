"""A reading and its source -> the reading with an image for each slide, and where its words stand on it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from corpus.model import Block, ImageOrigin, Slide, SlideImage, WordPlace
from corpus.records import from_json, to_json
from ingest.isolation import Limits, WorkStopped, run_apart
from ingest.model import Looks, Reading
from ingest.renders.alignment import PageWord, align_blocks
from ingest.renders.office import NotDrawn, convert_deck
from ingest.renders.work import Made, PagesOrder, SlidesOrder, set_slides

BATCH = 40
"""Slides drawn by one process: it takes half a second to start, and 50 to 100 ms a slide."""

LIMITS = Limits(memory_bytes=1 << 30, cpu_s=60, wall_s=120.0)
SMALL_BYTES = 64 << 10
"""An order of slides this short is of clean text that takes a second or two and some ten MiB to set."""

MOST_FAULTS = 3
"""After this many pages that cannot be drawn the rest of a document is not tried."""

DIGEST_CHARS = 16
_PAGES, _SLIDES = "ingest.renders.work:draw", "ingest.renders.work:set_slides"
_NAMES = {
    Looks.TEXT: "Set from the text export",
    Looks.PAGES: "Set from the page’s text",
    Looks.DECK: "A drawing of the slide",
    Looks.FLOW: "Set from the document’s text",
}
OnDrawn = Callable[[int], None]
"""Told how many of the slides are drawn."""


@dataclass(frozen=True, slots=True)
class Illustrated:
    """A reading whose slides have images, and the files of these, by their digest."""

    reading: Reading
    files: Mapping[str, Path]


@dataclass(slots=True)
class Drawing:
    """What is drawn so far: image and words or places of each slide, by its number, and what went wrong."""

    folder: Path
    on_drawn: OnDrawn
    made: dict[int, tuple[SlideImage, Made, Path]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def collect(self, numbers: Sequence[int], origin: ImageOrigin) -> None:
        """Take in the slides that were drawn whole: a process may be stopped over any file."""
        for number in numbers:
            made = self._take(self.folder / f"{number}.json")
            if made is None:
                continue
            drawn = self.folder / f"{number}.webp"
            digest = sha256(drawn.read_bytes()).hexdigest()[:DIGEST_CHARS]
            path = drawn.rename(self.folder / f"{digest}.webp")
            self.made[number] = SlideImage(digest, made.width, made.height, origin), made, path
        self.on_drawn(len(self.made))

    def _take(self, told: Path) -> Made | None:
        """Return what is told of an image, None where it is not told, or not whole."""
        try:
            made = from_json(Made, told.read_bytes())
        except (FileNotFoundError, ValueError):
            made = None
        told.unlink(missing_ok=True)
        return made if made and made.width > 0 and made.height > 0 else None


def find_images(
    reading: Reading, source: bytes | None, folder: Path, office: Path | None, on_drawn: OnDrawn
) -> Illustrated:
    """Return the reading with an image of every slide that could be drawn; the files lie in the folder.

    Without the source, whose file has gone or changed since it was read, all slides are set from their text.

    A PDF's pages are drawn as they are; a deck's slides by LibreOffice when there is one, and else from
    the shapes' places; text is set. A page that cannot be drawn is set from its text, with a warning.
    """
    folder.mkdir(parents=True, exist_ok=True)
    drawing = Drawing(folder, on_drawn)
    if source is None:
        drawing.warnings.append(
            "its file has gone or changed since: it is not drawn as it looks; ingest again"
        )
    elif reading.looks is Looks.PAGES:
        _draw_pages(drawing, source, len(reading.slides), ImageOrigin.PAGE)
    elif reading.looks is Looks.DECK and office:
        _draw_deck(drawing, source, len(reading.slides), office)
    _set_rest(drawing, reading)
    illustrated = tuple(_illustrate(slide, drawing) for slide in reading.slides)
    warnings = (*reading.warnings, *drawing.warnings)
    files = {image.digest: path for image, _, path in drawing.made.values()}
    return Illustrated(replace(reading, slides=illustrated, warnings=warnings), files)


def _draw_deck(drawing: Drawing, source: bytes, count: int, office: Path) -> None:
    try:
        pages = convert_deck(source, office)
        _draw_pages(drawing, pages, count, ImageOrigin.OFFICE)
    except NotDrawn as error:
        drawing.warnings.append(f"its slides are shown as drawings: {error}")


def _draw_pages(drawing: Drawing, source: bytes, count: int, origin: ImageOrigin) -> None:
    """Draw pages batch by batch; one that stops the process is passed over."""
    first, faults = 1, 0
    while first <= count and faults < MOST_FAULTS:
        last = min(first + BATCH - 1, count)
        order = PagesOrder(first, last, worded=origin is ImageOrigin.OFFICE)
        stopped = ""
        try:
            run_apart(_PAGES, to_json(order).encode(), source, LIMITS, drawing.folder)
        except WorkStopped as error:
            stopped = str(error)
        drawing.collect(range(first, last + 1), origin)
        first = last + 1
        if stopped:
            first = next((n for n in range(order.first, last + 1) if n not in drawing.made), last) + 1
            faults += 1
            drawing.warnings.append(f"page {first - 1} could not be drawn: {stopped}")
    if faults == MOST_FAULTS and first <= count:
        drawing.warnings.append(f"pages {first} to {count} were not drawn")


def _set_rest(drawing: Drawing, reading: Reading) -> None:
    """Set the slides that have no image yet."""
    rest = [slide for slide in reading.slides if slide.ref.number not in drawing.made]
    aspect = reading.aspect if reading.looks is Looks.DECK else None
    origin = ImageOrigin.DRAWING if aspect else ImageOrigin.SET
    for start in range(0, len(rest), BATCH):
        batch = rest[start : start + BATCH]
        named = tuple((slide, _head(reading, slide)) for slide in batch)
        try:
            order = to_json(SlidesOrder(named, aspect)).encode()
            drawing.warnings += _set_batch(order, drawing.folder).decode().splitlines()
        except WorkStopped as error:
            numbers = f"{batch[0].ref.number} to {batch[-1].ref.number}"
            drawing.warnings.append(f"slides {numbers} have not all an image: {error}")
        drawing.collect([slide.ref.number for slide in batch], origin)


def _set_batch(order: bytes, folder: Path) -> bytes:
    """Set slides apart, or here if they are so short that starting a process would take the longest."""
    if len(order) <= SMALL_BYTES:
        return set_slides(order, b"", folder)
    return run_apart(_SLIDES, order, b"", LIMITS, folder)


def _head(reading: Reading, slide: Slide) -> str:
    return f"{_NAMES[reading.looks]} · {reading.document.title} · slide {slide.ref.number}"


def _illustrate(slide: Slide, drawing: Drawing) -> Slide:
    """Return a slide with its image and the places of its words on that."""
    if slide.ref.number not in drawing.made:
        return slide
    image, made, _ = drawing.made[slide.ref.number]
    if image.origin is ImageOrigin.PAGE:
        return replace(slide, image=image)
    places = made.places
    if places is None:
        seen = {block.id: block.places for block in slide.blocks if block.confidence is not None}
        places = seen | align_blocks(slide.blocks, [PageWord(*word) for word in made.words])
    return replace(slide, image=image, blocks=tuple(_placed(slide.blocks, places)))


def _placed(blocks: Sequence[Block], places: Mapping[str, tuple[WordPlace, ...]]) -> Iterator[Block]:
    for block in blocks:
        found = places.get(block.id, ())
        yield replace(block, places=found, box=_around(found) or block.box)


def _around(places: Sequence[WordPlace]) -> tuple[float, float, float, float] | None:
    if not places:
        return None
    _, _, x0, y0, x1, y1 = zip(*places, strict=True)
    return min(x0), min(y0), max(x1), max(y1)
