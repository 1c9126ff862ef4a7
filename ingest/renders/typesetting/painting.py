"""What is laid out to a picture."""

from collections import defaultdict
from io import BytesIO

from PIL import Image, ImageColor, ImageDraw

from corpus.model import WordPlace
from ingest.renders.typesetting.drawn import Drawn
from ingest.renders.typesetting.fonts import load_font
from ingest.renders.typesetting.laid import Glyphs, Laid
from ingest.renders.typesetting.looks import COLOURS, WHITE

_PLACES = 5
"""Decimals of a share: a hundredth of a pixel of 1,000."""


_STEP = 16


def _round_colours() -> list[int]:
    """Return for each value of red, green and blue what is kept of it: our colours, and 17 steps between."""
    colours = [ImageColor.getrgb(colour) for colour in COLOURS]
    kept = [{colour[channel] for colour in colours} for channel in range(3)]
    return [
        value if value in kept[channel] else min(round(value / _STEP) * _STEP, 255)
        for channel in range(3)
        for value in range(256)
    ]


_ROUNDED = _round_colours()


def paint(laid: Laid, width: int) -> Drawn:
    """Return the picture of a page as high as what is laid on it.

    Lossless WebP, because text has few colours and sharp edges: slides of 200 words took 19 ms of processor
    time and 49 KB at method 1 (29 ms and 74 KB without rounding their colours), where lossy WebP of quality
    80 took 24 ms and 140 KB (method 0) to 75 ms and 107 KB (method 3). A higher lossless quality (30) made
    36 KB of it in 52 ms.
    """
    image = Image.new("RGB", (width, laid.height), WHITE)
    pen = ImageDraw.Draw(image)
    for panel in laid.panels:
        if panel.x1 > panel.x0 and panel.y1 > panel.y0:
            pen.rectangle((panel.x0, panel.y0, panel.x1 - 1, panel.y1 - 1), fill=panel.colour)
    for word in laid.words:
        start = word.x + word.face.extent(word.shown).pen
        pen.text((start, word.y + word.face.lift), word.shown, fill=word.colour, font=load_font(word.face))
    out = BytesIO()
    image.point(_ROUNDED).save(out, "WEBP", lossless=True, quality=0, method=1)
    return Drawn(out.getvalue(), width, laid.height, _find_places(laid, width))


def _find_places(laid: Laid, width: int) -> dict[str, tuple[WordPlace, ...]]:
    places: dict[str, list[WordPlace]] = defaultdict(list)
    for word in laid.words:
        if word.block_id:
            places[word.block_id].append(_place(word, width, laid.height))
    return {block_id: tuple(sorted(found)) for block_id, found in places.items()}


def _place(word: Glyphs, width: int, height: int) -> WordPlace:
    x0, y0, x1, y1 = word.edges
    across = (round(x / width, _PLACES) for x in (x0, x1))
    down = (round(y / height, _PLACES) for y in (y0, y1))
    (left, right), (top, bottom) = across, down
    return WordPlace(word.start, word.end, left, top, right, bottom)
