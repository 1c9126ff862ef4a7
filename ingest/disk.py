"""Bringing files to disk, so that what a pointer names is there after the power failed."""

import os
from pathlib import Path

from ingest.progress import OnProgress, Step


def sync_tree(folder: Path, progress: OnProgress) -> None:
    """Bring a folder and all in it to disk."""
    paths = [*folder.rglob("*"), folder]
    for done, path in enumerate(paths, start=1):
        sync(path)
        progress(Step.SYNC, done, len(paths), path.name)


def sync(path: Path) -> None:
    """Bring a file, or the names in a folder, to disk; systems that cannot open a folder keep its names."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
