"""Which generation is served: one pointer file, replaced by one rename, and what is kept beside it."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from corpus import layout
from corpus.errors import IndexDamaged
from ingest.disk import sync
from ingest.progress import OnProgress, Step

BUILDING = ".building-"
DRAWING = ".building-images-"
"""Begins the name of a folder that images wait in until their generation is written: swept like one."""

DISCARDED = ".discarded-"


@contextmanager
def drawing_folder(home: Path) -> Iterator[Path]:
    """Give a folder for images, on the disk of the generations so that they need no copying; gone after.

    Raises:
        OSError: the disk does not take it.
    """
    folder = home / layout.GENERATIONS / f"{DRAWING}{os.getpid()}"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish_generation(home: Path, generation_id: str, progress: OnProgress) -> None:
    """Point to a generation, by one atomic rename.

    Raises:
        OSError: the disk does not take it.
    """
    fresh = home / f"{layout.POINTER}.new"
    fresh.write_text(f"{generation_id}\n", encoding="utf-8")
    sync(fresh)
    fresh.replace(home / layout.POINTER)
    sync(home)
    progress(Step.PUBLISH, 1, 1)


def unpublish(home: Path) -> None:
    """Point to no generation any more; what is on disk stays until the next sweep.

    Raises:
        OSError: the disk does not take it.
    """
    (home / layout.POINTER).unlink(missing_ok=True)
    sync(home)


def sweep_generations(home: Path, keep: Sequence[str | None], progress: OnProgress) -> None:
    """Remove every generation not named in `keep`, and what broken-off ingests left.

    The caller holds the writer's lock, so that nobody is building.
    """
    folder = home / layout.GENERATIONS
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.startswith((BUILDING, DISCARDED)):
            shutil.rmtree(path, ignore_errors=True)
        elif path.name not in keep:
            shutil.rmtree(path.rename(folder / f"{DISCARDED}{path.name}"), ignore_errors=True)
    progress(Step.SWEEP, 1, 1)


def find_previous(home: Path, served: str) -> str | None:
    """Return the id of the newest generation but the served one, to be kept for going back; or None."""
    others = [path / layout.RECORD for path in list_generations(home) if path.name != served]
    whole = [record for record in others if record.is_file()]
    return max(whole, key=lambda record: record.stat().st_mtime_ns).parent.name if whole else None


def list_generations(home: Path) -> Iterator[Path]:
    """Yield the folder of every named generation, the served one first."""
    folder = home / layout.GENERATIONS
    names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    try:
        served = layout.pointed_generation(home)
    except IndexDamaged:
        served = None
    for name in sorted(names, key=lambda name: name != served):
        if layout.GENERATION_ID.fullmatch(name):
            yield folder / name
