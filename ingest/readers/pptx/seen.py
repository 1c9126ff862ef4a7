"""The pictures of a deck: which are to be read, and their words at their places on the slide."""

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from io import BytesIO
from statistics import median

from lxml.etree import _Element as Element
from pptx import Presentation
from pptx.slide import Slide as DeckSlide

from corpus.model import BlockKind, Box, WordPlace
from ingest.readers.ocr.decode import PictureRefused, decode
from ingest.readers.ocr.pictures import Picture
from ingest.readers.ocr.texts import find_doubted, find_seen_texts
from ingest.readers.ooxml import BROKEN, find, flag, tag, whole
from ingest.readers.pptx.shapes import Frame, Patterns, Shape, find_shapes
from ingest.readers.transcript import Passage
from ingest.sightings import SeenWord, Sighting, Sightings

LEAST = 0.01
"""Share of the slide below which a picture is an icon or a logo."""

REPEATED = 3
"""A picture on as many slides is a logo or a background."""

Related = Callable[[str], bytes]

_FULL = 100_000


def find_pictures(source: bytes) -> Iterator[Picture | str]:
    """Yield each picture to be read once, keyed by the digest of its bytes, and notes on those refused."""
    deck = Presentation(BytesIO(source))
    frame = Frame((1 / (deck.slide_width or 1), 1 / (deck.slide_height or 1)))
    held: dict[str, bytes] = {}
    on: dict[str, list[int]] = {}
    for number, slide in enumerate(deck.slides, start=1):
        tree = find(slide.element, "p:cSld/p:spTree")
        related = _relate(slide)
        for shape in _flatten(find_shapes(tree, frame, Patterns(None, None))):
            if (content := _find_content(shape, related)) and _covers_enough(shape.box):
                digest = sha256(content).hexdigest()
                held[digest] = content
                on.setdefault(digest, []).append(number)
    for digest, numbers in on.items():
        if len(set(numbers)) < REPEATED:
            yield _to_picture(digest, held[digest], numbers)


def _relate(slide: DeckSlide) -> Related:
    return lambda rid: bytes(slide.part.related_part(rid).blob)


def _to_picture(digest: str, content: bytes, numbers: Sequence[int]) -> Picture | str:
    try:
        return Picture(digest, decode(content), name=f"a picture on slide {numbers[0]}")
    except PictureRefused as error:
        return f"slide {numbers[0]}: a picture was not read (OCR): {error}"


def _flatten(shapes: Sequence[Shape]) -> Iterator[Shape]:
    for shape in shapes:
        yield shape
        yield from _flatten(shape.children)


def _covers_enough(box: Box | None) -> bool:
    return box is None or (box[2] - box[0]) * (box[3] - box[1]) >= LEAST


def _find_content(shape: Shape, related: Related) -> bytes:
    """Return a picture's bytes, none for other shapes, hidden ones, and pictures that are not in the file."""
    link = find(shape.element, "p:blipFill/a:blip") if shape.kind == "pic" else None
    properties = find(shape.element, "p:nvPicPr/p:cNvPr")
    if link is None or (properties is not None and flag(properties.get("hidden"))):
        return b""
    try:
        return related(link.get(tag("r:embed"), ""))
    except BROKEN:
        return b""


def read_seen(shape: Shape, related: Related, sightings: Sightings) -> tuple[Passage, ...]:
    """Return what was seen in a shape's picture as figure text; words that are in doubt are left out."""
    content = _find_content(shape, related) if sightings.seen else b""
    sighting = sightings.find(sha256(content).hexdigest()) if content else None
    if sighting is None:
        return ()
    return (*_keep(shape, sighting), *_leave(sighting))


def _keep(shape: Shape, sighting: Sighting) -> Iterator[Passage]:
    for words in find_seen_texts(sighting):
        placed = [(word, box) for word in words if (box := _to_slide(word.box, shape))]
        if placed:
            places = tuple(_find_places(placed)) if _is_upright(shape.element) else ()
            yield Passage(
                BlockKind.FIGURE,
                " ".join(word.text for word, _ in placed),
                box=_around([box for _, box in placed]) if places else shape.box,
                places=places,
                confidence=min(word.confidence for word, _ in placed),
            )


def _leave(sighting: Sighting) -> Iterator[Passage]:
    for word, doubt in find_doubted(sighting.lines):
        yield Passage(BlockKind.FIGURE, word.text, drop=doubt)


def _find_places(placed: Sequence[tuple[SeenWord, Box]]) -> Iterator[WordPlace]:
    at = 0
    for word, box in placed:
        yield WordPlace(at, at + len(word.text), *box)
        at += len(word.text) + 1


def _to_slide(box: Box, shape: Shape) -> Box | None:
    """Return a box of a picture as one of the slide, None where the picture's crop cuts it away."""
    crop = find(shape.element, "p:blipFill/a:srcRect")
    left, top, right, bottom = (
        whole(crop.get(side)) / _FULL if crop is not None else 0.0 for side in ("l", "t", "r", "b")
    )
    wide, high = 1 - left - right, 1 - top - bottom
    if wide <= 0 or high <= 0:
        return None
    x0, y0 = (box[0] - left) / wide, (box[1] - top) / high
    x1, y1 = (box[2] - left) / wide, (box[3] - top) / high
    if not (0 <= (x0 + x1) / 2 <= 1 and 0 <= (y0 + y1) / 2 <= 1):
        return None
    a, b, c, d = shape.box or (0.0, 0.0, 1.0, 1.0)
    sides = (a + (c - a) * x0, b + (d - b) * y0, a + (c - a) * x1, b + (d - b) * y1)
    u0, v0, u1, v1 = (round(min(max(side, 0.0), 1.0), 5) for side in sides)
    return (u0, v0, u1, v1) if u1 > u0 and v1 > v0 else None


def _is_upright(element: Element) -> bool:
    """Return whether a picture is drawn neither turned nor mirrored; of others, words have no places."""
    transform = find(element, "p:spPr/a:xfrm")
    return transform is None or not (
        whole(transform.get("rot")) or flag(transform.get("flipH")) or flag(transform.get("flipV"))
    )


def _around(boxes: Sequence[Box]) -> Box:
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return min(x0), min(y0), max(x1), max(y1)


def find_seen_warnings(bodies: Sequence[Sequence[Passage]], sightings: Sightings) -> Iterator[str]:
    """Yield on which slides pictures were read, how surely, and which could not be read."""
    sure = {
        number: [one.confidence for one in body if one.confidence is not None]
        for number, body in enumerate(bodies, start=1)
    }
    read = [number for number, found in sure.items() if found]
    if read:
        names = ", ".join(map(str, read))
        middle = median(one for number in read for one in sure[number])
        yield f"pictures were read (OCR) on slide {names}, median confidence {middle:.2f}"
    yield from sightings.warnings
