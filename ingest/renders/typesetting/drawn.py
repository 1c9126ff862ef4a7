"""What a picture of a slide is."""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.model import WordPlace


@dataclass(frozen=True, slots=True)
class Drawn:
    """A slide's picture: WebP bytes, its sides in pixels, and the places of the words drawn, by block id.

    A block's places are in the order of its text. Each of its characters is in one of them, but for
    white space and for words of nothing but characters that show nothing, such as control characters.
    """

    content: bytes
    width: int
    height: int
    places: Mapping[str, tuple[WordPlace, ...]]
