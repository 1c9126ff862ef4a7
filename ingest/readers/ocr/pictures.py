"""Pictures on their way from the process that draws them to the one that reads them."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.model import Box

MAX_POINTS = 6_000_000
"""A picture of more points is made smaller first: A4 at 200 dpi has 3.9 million."""

MAX_PICTURES = 300
MAX_BYTES = 480 << 20
"""More of a document are not read: each takes some seconds, and all wait on the disk together."""

WHOLE: tuple[Box, ...] = ((0.0, 0.0, 1.0, 1.0),)

_GREY = 24
"""Points whose colours differ by less, of 255, are grey: a scan's noise is no colour."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to be read: `points` has shape (height, width, 3), blue, green, red, uint8.

    `name` says where it stands, for people; the key does where that is empty.
    """

    key: str
    points: np.ndarray
    areas: tuple[Box, ...] = WHOLE
    name: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a picture whose points lie packed in a file of `size` bytes."""

    key: str
    file: str
    width: int
    height: int
    channels: int
    size: int
    areas: tuple[Box, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """The pictures of a document, and what is to be said of those left out."""

    heads: tuple[Head, ...] = ()
    notes: tuple[str, ...] = ()


def put_pictures(pictures: Iterable[Picture | str], folder: Path) -> Found:
    """Put pictures into a folder, a file each, up to the bounds; texts among them are notes."""
    heads: list[Head] = []
    notes: list[str] = []
    total = 0
    for one in pictures:
        if isinstance(one, str):
            notes.append(one)
            continue
        points = _thin(one.points)
        packed = zlib.compress(points.tobytes(), 1)
        total += len(packed)
        if len(heads) == MAX_PICTURES or total > MAX_BYTES:
            notes.append(f"only the first {len(heads)} of its pictures were read: split it into parts")
            break
        file = f"{len(heads)}.points"
        (folder / file).write_bytes(packed)
        height, width, channels = points.shape
        heads.append(
            Head(one.key, file, width, height, channels, len(packed), one.areas, one.name or one.key)
        )
    return Found(tuple(heads), tuple(notes))


def _thin(points: np.ndarray) -> np.ndarray:
    """Return the points, of a picture without colours as one channel: their mean."""
    some = points[::4, ::4].astype(np.int16)
    grey = np.percentile(some.max(axis=2) - some.min(axis=2), 99) < _GREY
    return (points.sum(axis=2, keepdims=True, dtype=np.uint16) // 3).astype(np.uint8) if grey else points


def unpack(head: Head, packed: bytes) -> Picture:
    """Return a picture whose points were packed.

    Raises:
        ValueError: they are not what its head says.
    """
    if not 0 < head.width * head.height <= MAX_POINTS or head.channels not in {1, 3}:
        raise ValueError(f"{head.key} has {head.width} x {head.height} x {head.channels} points")
    shape = (head.height, head.width, head.channels)
    plain = zlib.decompressobj().decompress(packed, head.width * head.height * head.channels)
    points = np.broadcast_to(np.frombuffer(plain, np.uint8).reshape(shape), (*shape[:2], 3))
    return Picture(head.key, np.ascontiguousarray(points), head.areas)
