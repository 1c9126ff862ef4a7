"""Decks -> other files, by LibreOffice where the machine has it."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from corpus.errors import SspError

LIMIT_S = 300

TAGGED = 'pdf:impress_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
"""A PDF that tells its structure, and what its pictures show; by itself LibreOffice 7.4 saves none such."""


class ConversionFailed(SspError):
    """LibreOffice is there, and did not make the file."""


def convert(office: Path, paths: Sequence[Path], kind: str, folder: Path) -> list[Path]:
    """Return where the files lie that LibreOffice made of others, in a profile of their own folder.

    `kind` is a suffix, with a filter and its settings after a colon if they are not the usual ones.

    Raises:
        ConversionFailed: a file was not made.
    """
    profile = f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}"
    command = [
        str(office),
        profile,
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(folder),
        *map(str, paths),
    ]
    done = subprocess.run(  # noqa: S603 - the office program from the PATH, our own files
        command, capture_output=True, text=True, check=False, timeout=LIMIT_S
    )
    made = [folder / f"{path.stem}.{kind.partition(':')[0]}" for path in paths]
    if missing := [path.name for path in made if not path.exists()]:
        raise ConversionFailed(
            f"{office} made no {', '.join(missing)}: {done.stderr.strip() or 'no reason given'}"
        )
    return made
