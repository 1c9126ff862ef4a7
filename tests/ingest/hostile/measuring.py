"""Read a hostile file apart as an ingest does, and say what became of it and what it took."""

from dataclasses import dataclass

from corpus.errors import DocumentRejected
from corpus.records import to_json
from ingest.isolation import Limits, watch_apart
from ingest.reading import WORK, Order, open_reply
from tests.fakes import a_document
from tests.ingest.hostile.cases import READ, REFUSED, Case

QUICK = Limits(cpu_s=3, wall_s=60)
"""The memory of an ingest and less time: what does not end within 3 s does not within 30 s either."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What became of a file of `size` bytes, and what its child took."""

    outcome: str
    detail: str
    size: int
    seconds: float
    cpu_s: float
    peak_bytes: int


def measure(case: Case, limits: Limits = QUICK) -> Measured:
    source = case.make()
    document = a_document("invented", source, file=case.file)
    ended = watch_apart(WORK, to_json(Order(document)).encode(), source, limits)
    try:
        reading = open_reply(document, ended)
        blocks = sum(len(slide.blocks) for slide in reading.slides)
        outcome, detail = READ, f"{len(reading.slides)} slides, {blocks} blocks"
    except DocumentRejected as error:
        outcome, detail = REFUSED, str(error)
    return Measured(outcome, detail, len(source), ended.seconds, ended.cpu_s, ended.peak_bytes)
