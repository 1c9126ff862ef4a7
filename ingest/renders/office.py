"""A deck as LibreOffice draws it: PowerPoint bytes -> PDF bytes, one page a slide."""

import os
import subprocess
import tempfile
from pathlib import Path

from corpus.errors import SspError
from ingest.isolation import Limits, WorkStopped, run_apart

EXPORT = 'pdf:impress_pdf_Export:{"ExportHiddenSlides":{"type":"boolean","value":"true"}}'
"""Hidden slides are drawn too, so that page n is slide n."""

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableActiveContent"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetProxyType"><value>1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetHTTPProxyName"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetHTTPProxyPort"><value>9</value></prop></item>
</oor:items>
"""
"""No macros, nothing that a file links to from elsewhere; what is fetched all the same goes to a dead end."""


LIMITS = Limits(
    memory_bytes=4 << 30,
    cpu_s=120,
    wall_s=180.0,
    output_bytes=256 << 20,
    file_bytes=256 << 20,
    folder_bytes=512 << 20,
    programs=True,
)
"""LibreOffice reserves much address space and starts programs of its own; none of them has a network."""

WORK = "ingest.renders.office:convert"


class NotDrawn(SspError):
    """LibreOffice did not make a PDF of a deck; the message says why."""


def convert_deck(source: bytes, office: Path, limits: Limits = LIMITS) -> bytes:
    """Return a deck as a PDF, hidden slides included, made in a process of its own under limits.

    Raises:
        NotDrawn: LibreOffice gave up, broke a limit or made nothing.
    """
    with tempfile.TemporaryDirectory(prefix="ssp-office-") as folder:
        try:
            return run_apart(WORK, str(office).encode(), source, limits, Path(folder))
        except WorkStopped as stopped:
            raise NotDrawn(f"LibreOffice made no PDF of it: {stopped}") from None


def convert(order: bytes, source: bytes, folder: Path | None) -> bytes:
    """Return the PDF that the program named by the order makes of a deck, in a folder of its own.

    Raises:
        NotDrawn: it made none; with what it said last.
    """
    assert folder
    deck, settings = folder / "deck.pptx", folder / "profile" / "user"
    deck.write_bytes(source)
    settings.mkdir(parents=True)
    (settings / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    done = subprocess.run(  # noqa: S603 - the program that the settings name
        _command(order.decode(), folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=os.environ | {"HOME": str(folder)},
        check=False,
    )
    made = folder / "out" / "deck.pdf"
    if made.is_file():
        return made.read_bytes()
    lines = done.stdout.decode(errors="replace").strip().splitlines()
    raise NotDrawn(lines[-1] if lines else f"it ended with {done.returncode}")


def _command(office: str, folder: Path) -> list[str]:
    return [
        *(office, "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard"),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--convert-to", EXPORT, "--outdir", str(folder / "out"), str(folder / "deck.pptx")),
    ]
