"""Whether a generation is fit to be served. Run as a process of its own, since Chroma may crash it.

python -m ingest.check FOLDER
"""

import subprocess
import sys
from pathlib import Path

import numpy as np

from corpus.errors import IndexDamaged, SspError
from corpus.generation import Generation, open_folder
from corpus.layout import CACHE, read_record
from corpus.model import Chunk
from corpus.scan import ExactScan, Search

NEAR = 1e-5
"""Cosines closer than this are one: 384 products of float32, and texts that differ in case alone."""

SAMPLE = 200
"""Chunks whose ten nearest are compared with an exact scan."""

MIN_RECALL = 0.95
"""Of what an exact scan finds. Embedded text gives 1.00; vectors without any structure 0.98."""

MOST_LOST = 0.01
"""Share of the chunks that their own vector need not find. Where a report repeats a row dozens of times, the
graph knows a clique of twins and may have no way in to a neighbour of theirs: of 3,595 chunks of six public
reports one was lost so. Its words, its slide and the exact scan of candidates still find it."""

NORM_SLACK = 1e-3

CHECK_TIMEOUT_S = 1_800.0
"""About ten times what 100,000 chunks take at 2 ms a search."""


def check_in_child(folder: Path) -> None:
    """Check the generation in a folder in a process of its own.

    Raises:
        IndexDamaged: it is not fit, with what the check said, or the check died.
    """
    command = [sys.executable, "-m", "ingest.check", str(folder.resolve())]
    root = Path(__file__).parents[1]
    try:
        done = subprocess.run(  # noqa: S603 - our own module on a path of ours
            command, cwd=root, capture_output=True, text=True, timeout=CHECK_TIMEOUT_S, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise IndexDamaged(f"the check of {folder} did not end within {CHECK_TIMEOUT_S:.0f} s") from error
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"it ended with {done.returncode}"]
        raise IndexDamaged(f"the new index did not pass its check and is not used: {said[-1]}")


def check_generation(folder: Path) -> None:
    """Open the generation in a folder and prove that it is whole and finds what it holds.

    Raises:
        IndexDamaged: a digest or count differs, an image is missing, Chroma is not usable, more than a few
            chunks do not find themselves by their own vectors, or Chroma and an exact scan disagree.
    """
    record = read_record(folder)
    with open_folder(folder, model_sha256=record.model_sha256) as generation:
        if generation.notes:
            raise IndexDamaged(generation.notes[0])
        _check_counts(generation)
        _check_images(generation)
        _check_norms(generation.vectors)
        _check_self_finding(generation)
        _check_against_scan(generation)
    if not (folder / CACHE).is_dir():
        raise IndexDamaged(f"{folder / CACHE} is missing")


def _check_counts(generation: Generation) -> None:
    record = generation.record
    found = {
        "documents": len(generation.documents),
        "slides": len(generation.slides),
        "blocks": sum(len(slide.blocks) for slide in generation.slides.values()),
        "chunks": len(generation.chunks),
    }
    expected = {name: getattr(record, name) for name in found}
    if found != expected:
        raise IndexDamaged(f"counts differ: expected {expected}, found {found}")
    if generation.keywords.count != record.chunks:
        raise IndexDamaged(f"the word index holds {generation.keywords.count} of {record.chunks} chunks")


def _check_images(generation: Generation) -> None:
    """Refuse an image that is not there or not whole, and a place beyond its block's text."""
    for slide in generation.slides.values():
        where = f"{slide.ref.document_id}, slide {slide.ref.number}"
        if slide.image and generation.read_image(slide.image) is None:
            raise IndexDamaged(f"the image {slide.image.digest} ({where}) is missing or damaged")
        places = generation.places_of(slide.ref)
        for block in slide.blocks:
            if any(not 0 <= p.start < p.end <= len(block.text) for p in places.get(block.id, ())):
                raise IndexDamaged(f"block {block.id} ({where}) has a place beyond its text")


def _check_norms(vectors: np.ndarray) -> None:
    off = np.flatnonzero(np.abs(np.linalg.norm(vectors, axis=1) - 1.0) > NORM_SLACK)
    if off.size:
        raise IndexDamaged(f"{off.size} vectors are not of length 1, the first in row {off[0]}")


def _check_self_finding(generation: Generation) -> None:
    rows = {chunk.id: row for row, chunk in enumerate(generation.chunks)}
    lost: list[Chunk] = []
    for row, chunk in enumerate(generation.chunks):
        found = generation.store.search(generation.vectors[row], 1)
        if not found or not _is_twin(generation.vectors, row, rows.get(found[0][0])):
            lost.append(chunk)
    if len(lost) > MOST_LOST * len(rows):
        raise IndexDamaged(
            f"{len(lost)} of {len(rows)} chunks do not find themselves, "
            f"the first {lost[0].id} ({_where(lost[0])})"
        )


def _is_twin(vectors: np.ndarray, row: int, other: int | None) -> bool:
    return other is not None and (row == other or float(vectors[row] @ vectors[other]) >= 1.0 - NEAR)


def _check_against_scan(generation: Generation) -> None:
    exact: Search = ExactScan([chunk.id for chunk in generation.chunks], generation.vectors)
    step = max(1, len(generation.chunks) // SAMPLE)
    agreed = [_agrees(generation.store, exact, vector) for vector in generation.vectors[::step]]
    if np.mean(agreed) < MIN_RECALL:
        raise IndexDamaged(f"Chroma finds {np.mean(agreed):.3f} of what an exact scan finds")


def _agrees(store: Search, exact: Search, vector: np.ndarray) -> float:
    """Return which share of the ten nearest Chroma found; equal cosines stand for each other."""
    best = [score for _, score in exact.search(vector, 10)]
    found = [score for _, score in store.search(vector, 10)]
    return sum(score >= best[-1] - NEAR for score in found) / len(best)


def _where(chunk: Chunk) -> str:
    return f"{chunk.ref.document_id}, slide {chunk.ref.number}"


def main(arguments: list[str]) -> int:
    """Return 0 when the generation in the folder named is fit, 1 with the reason on stderr when not."""
    try:
        check_generation(Path(arguments[0]))
    except SspError as error:
        print(error, file=sys.stderr)  # noqa: T201 - what the parent process reads
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
