"""Which files of the folders that a user adds are documents, and what is left out and why."""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.files import show_path

_PASSING = re.compile(
    r"\..*|~\$.*|.*~|Thumbs\.db|desktop\.ini|.*\.(?:tmp|part|crdownload|lnk)", re.IGNORECASE
)
"""Names of hidden files, locks of open Office files, and what systems and downloads leave in folders."""

_NAMED = 5


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A path that is not read, and why. `passing` tells that nobody would take it for a document."""

    path: Path
    reason: str
    passing: bool = False


def find_files(paths: Sequence[Path]) -> Iterator[Path | LeftOut]:
    """Yield the files to read, those of folders below them too, in the order of their names.

    A path that is a file is taken whatever it is called. In a folder, links are followed to files
    inside the folder alone, so that none brings in what was not given, or goes round in circles.
    """
    for path in paths:
        if path.is_dir():
            yield from _walk(path)
        else:
            yield path


def _walk(root: Path) -> Iterator[Path | LeftOut]:
    unopened: list[OSError] = []
    passing: list[str] = []
    inside = root.resolve()
    for folder, names, files in os.walk(root, onerror=unopened.append):
        passing += [f"{name}/" for name in names if _PASSING.fullmatch(name)]
        names[:] = sorted(name for name in names if not _PASSING.fullmatch(name))
        passing += [name for name in sorted(files) if _PASSING.fullmatch(name)]
        for name in [name for name in names if (Path(folder) / name).is_symlink()]:
            yield LeftOut(Path(folder) / name, "it is a link to a folder; add that folder itself")
        for name in sorted(name for name in files if not _PASSING.fullmatch(name)):
            yield _place(Path(folder) / name, inside)
    for error in unopened:
        yield LeftOut(Path(str(error.filename)), f"the folder cannot be opened: {error.strerror}")
    if passing:
        yield LeftOut(root, _tell(passing), passing=True)


def _place(path: Path, inside: Path) -> Path | LeftOut:
    try:
        if not path.is_symlink() or path.resolve(strict=True).is_relative_to(inside):
            return path
    except (OSError, RuntimeError) as error:  # Python up to 3.12 raises the latter for a link to itself
        return LeftOut(path, f"it is a link that leads nowhere ({getattr(error, 'strerror', None) or error})")
    return LeftOut(path, "it is a link out of the folder; add what it leads to itself")


def _tell(passing: Sequence[str]) -> str:
    names = ", ".join(show_path(name) for name in passing[:_NAMED])
    more = f" and {len(passing) - _NAMED:,} more" if len(passing) > _NAMED else ""
    return f"hidden and temporary files were skipped: {names}{more}"
