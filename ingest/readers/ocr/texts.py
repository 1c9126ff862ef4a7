"""A picture's seen words, those that belong together joined, in reading order."""

from ingest.readers.ocr.words import even_sizes, find_doubt
from ingest.readers.pdf.layout import Line, Place, Word
from ingest.readers.pdf.manner import Manner
from ingest.readers.pdf.order import order_items
from ingest.readers.pdf.paragraphs import find_texts
from ingest.sightings import SeenLine, SeenWord, Sighting

_HIGH = 1000.0
"""The height a picture is taken to have in points: the rules of pages count in font sizes alone."""


def find_seen_texts(sighting: Sighting) -> tuple[tuple[SeenWord, ...], ...]:
    """Return the words of each text; words that are not to be kept are left out."""
    kept: list[SeenWord] = []
    lines: list[Line] = []
    for line, size in zip(sighting.lines, even_sizes(sighting.lines), strict=True):
        words = [_number(word, kept, sighting.ratio) for word in line.words if not find_doubt(word)]
        if words:
            lines.append(Line(tuple(words), len(lines), size * _HIGH, turn=line.turn))
    upright = order_items([line for line in lines if not line.turn]) if lines else ()
    regions = [[item for item in region.items if isinstance(item, Line)] for region in upright]
    regions += [[line] for line in lines if line.turn]
    return tuple(
        tuple(kept[word.span[0]] for line in text.lines for word in line.words)
        for region in regions
        for text in find_texts(region, Manner(_HIGH))
    )


def _number(word: SeenWord, kept: list[SeenWord], ratio: float) -> Word:
    """Return a word with its place, its span being its number among those kept."""
    kept.append(word)
    x0, y0, x1, y1 = word.flat
    place = Place(x0 * ratio * _HIGH, y0 * _HIGH, x1 * ratio * _HIGH, y1 * _HIGH)
    return Word(word.text, (len(kept) - 1, len(kept)), place)


def find_doubted(lines: tuple[SeenLine, ...]) -> tuple[tuple[SeenWord, str], ...]:
    """Return the words that are left out, each with the reason."""
    found = ((word, find_doubt(word)) for line in lines for word in line.words)
    return tuple((word, doubt) for word, doubt in found if doubt)
