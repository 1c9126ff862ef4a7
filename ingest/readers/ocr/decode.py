"""A picture's bytes, as a document holds them, to its points."""

import warnings
from io import BytesIO
from math import sqrt

import numpy as np
from PIL import Image, UnidentifiedImageError

from ingest.readers.ocr.pictures import MAX_POINTS

FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF")
MAX_DECODED = 25_000_000
"""Points above which a picture is not even unpacked: at three bytes each this is 75 MB."""

_BROKEN = (
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
    OSError,
    ValueError,
    SyntaxError,
    LookupError,
    TypeError,
    ArithmeticError,
    RuntimeError,
)
"""What Pillow raises for pictures that are not as they should be."""


class PictureRefused(ValueError):
    """A picture cannot be read; the message says why, in words that follow "a picture was not read: "."""


def decode(content: bytes) -> np.ndarray:
    """Return a picture's first frame: shape (height, width, 3), blue, green, red, uint8, on white.

    Raises:
        PictureRefused: its format is none of FORMATS, it is broken, or larger than MAX_DECODED.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=FORMATS) as image:
                return _to_points(image)
    except UnidentifiedImageError as error:
        raise PictureRefused(f"it is none of {', '.join(FORMATS)}") from error
    except PictureRefused:
        raise
    except _BROKEN as error:
        raise PictureRefused(f"it is broken ({type(error).__name__})") from error


def _to_points(image: Image.Image) -> np.ndarray:
    if image.width * image.height > MAX_DECODED:
        raise PictureRefused(f"it has {image.width} x {image.height} points")
    shrunk = sqrt(MAX_POINTS / (image.width * image.height))
    if image.mode == "P" or "A" in image.getbands():
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    image = image.convert("RGB")
    if shrunk < 1:
        size = int(image.width * shrunk), int(image.height * shrunk)
        image = image.resize((max(size[0], 1), max(size[1], 1)))
    return np.ascontiguousarray(np.asarray(image)[:, :, ::-1])
