"""A document's pictures -> what they say. Found where the file is opened, read where it never comes.

rapidocr with onnxruntime and OpenCV takes more than 1 GiB of address space, and not 1.5 GiB, with one
thread (measured on nine slides of 6 million points): more than a reader of documents may take. Pictures are
read in a process of their own, which is given points that our code drew, and never the file.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Literal

from corpus.errors import SettingsError
from corpus.model import Document
from corpus.records import from_json, to_json
from ingest.isolation import Limits, WorkStopped, run_apart
from ingest.readers import find_reader, finds_pictures
from ingest.readers.ocr.engine import Engine, find_engine
from ingest.readers.ocr.pictures import Found, Head, put_pictures, unpack
from ingest.readers.ocr.reading import read_picture
from ingest.sightings import INSTALL, UNSEEN, Sighting, Sightings

Mode = Literal["auto", "on", "off"]

FIND = "ingest.seeing:find_work"
READ = "ingest.seeing:read_work"

BATCH = 12
"""Pictures that one process reads: loading the models costs about 2 s."""

MEMORY_BYTES = 2 << 30
START_S = 30
PICTURE_S = 30
"""Processor seconds: a picture of 6 million points takes 3 to 5, one that is turned twice that."""

FINDING = Limits(cpu_s=240, wall_s=300.0)


@dataclass(frozen=True, slots=True)
class Order:
    """Pictures to be read; their points follow, one after the other."""

    heads: tuple[Head, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What was read."""

    sightings: tuple[Sighting, ...]


@dataclass(frozen=True, slots=True)
class Eyes:
    """Reads the pictures of documents, each document's once.

    `engine` is what reads them, empty for nothing; `advice` is what to say of pictures that are not read.
    """

    engine: str = ""
    advice: str = ""
    kept: dict[str, Sightings] = field(default_factory=dict)

    def see(self, document: Document, source: bytes) -> Sightings:
        """Return what the pictures of a document say; what could not be read is told in its warnings."""
        if not self.engine:
            return Sightings(advice=self.advice)
        digest = sha256(source).hexdigest()
        if digest not in self.kept:
            self.kept[digest] = _see(document, source, self.engine)
        return self.kept[digest]


def open_eyes(mode: Mode) -> Eyes:
    """Return what reads pictures under a setting: on, off, or auto, which is on where it is installed.

    Raises:
        SettingsError: it is set on, and not installed.
    """
    if mode == "off":
        return Eyes()
    engine = find_engine()
    if mode == "on" and not engine:
        raise SettingsError(
            "SSP_OCR is on, and rapidocr or onnxruntime is not installed: "
            "pip install 'ssp-assistant[ocr]', or set SSP_OCR=auto"
        )
    return Eyes(engine, advice="" if engine else INSTALL)


def _see(document: Document, source: bytes, engine: str) -> Sightings:
    if not finds_pictures(find_reader(document, source)):
        return UNSEEN
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            found = from_json(Found, run_apart(FIND, to_json(document).encode(), source, FINDING, folder))
        except (WorkStopped, ValueError) as error:
            return Sightings(engine, warnings=(f"its pictures were not read (OCR): {error}",))
        seen: list[Sighting] = []
        warnings = [*found.notes]
        for at in range(0, len(found.heads), BATCH):
            sightings, failed = _read_all(found.heads[at : at + BATCH], folder)
            seen += sightings
            warnings += failed
        return Sightings(engine, tuple(seen), warnings=tuple(warnings))


def _read_all(heads: Sequence[Head], folder: Path) -> tuple[list[Sighting], list[str]]:
    """Return what pictures say; of those that break their reader, found by halving, why they do not."""
    try:
        return list(_read(heads, folder)), []
    except (WorkStopped, ValueError) as error:
        if len(heads) == 1:
            return [], [f"{heads[0].name} could not be read (OCR): {error}"]
    halves = [_read_all(part, folder) for part in (heads[: len(heads) // 2], heads[len(heads) // 2 :])]
    return [one for seen, _ in halves for one in seen], [one for _, failed in halves for one in failed]


def _read(heads: Sequence[Head], folder: Path) -> tuple[Sighting, ...]:
    seconds = START_S + PICTURE_S * len(heads)
    limits = Limits(memory_bytes=MEMORY_BYTES, cpu_s=seconds, wall_s=4.0 * seconds)
    payload = b"".join((folder / head.file).read_bytes() for head in heads)
    return from_json(Seen, run_apart(READ, to_json(Order(tuple(heads))).encode(), payload, limits)).sightings


def find_work(order: bytes, source: bytes, folder: Path | None) -> bytes:
    """Put the pictures of a document into a folder: what runs where the file is opened."""
    assert folder is not None
    reader = find_reader(from_json(Document, order), source)
    pictures = reader.find_pictures(source) if finds_pictures(reader) else ()
    return to_json(put_pictures(pictures, folder)).encode()


def read_work(order: bytes, payload: bytes, _folder: Path | None) -> bytes:
    """Read the pictures: what runs where the file never comes."""
    engine = Engine()
    at, seen = 0, []
    for head in from_json(Order, order).heads:
        seen.append(read_picture(engine, unpack(head, payload[at : at + head.size])))
        at += head.size
    return to_json(Seen(tuple(seen))).encode()
