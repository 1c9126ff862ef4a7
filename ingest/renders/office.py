"""A deck as LibreOffice draws it: PowerPoint bytes -> PDF bytes, one page a slide."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import SettingsError, SspError

NAMES = ("soffice", "libreoffice")
OFF, AUTO = "off", "auto"
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


class NotDrawn(SspError):
    """LibreOffice did not make a PDF of a deck; the message says why."""


@dataclass(frozen=True, slots=True)
class OfficeLimits:
    """What LibreOffice may use: address space and a file in bytes, processor and wall time in seconds."""

    memory_bytes: int = 4 << 30
    cpu_s: int = 120
    wall_s: float = 180.0
    file_bytes: int = 256 << 20


def find_office(setting: str) -> Path | None:
    """Return LibreOffice's program: the one named, or one on the search path for "auto", or None.

    Raises:
        SettingsError: a program is named that is not there.
    """
    if setting == OFF:
        return None
    if setting == AUTO:
        return next((Path(found) for name in NAMES if (found := shutil.which(name))), None)
    found = shutil.which(setting)
    if found is None:
        raise SettingsError(
            f"SSP_OFFICE: there is no program {setting}; name LibreOffice's soffice, or say {AUTO} or {OFF}"
        )
    return Path(found)


def convert_deck(source: bytes, office: Path, limits: OfficeLimits | None = None) -> bytes:
    """Return a deck as a PDF, hidden slides included.

    Raises:
        NotDrawn: LibreOffice gave up, took too long or made nothing.
    """
    limits = limits or OfficeLimits()
    with tempfile.TemporaryDirectory(prefix="ssp-office-") as name:
        folder = Path(name)
        deck = folder / "deck.pptx"
        deck.write_bytes(source)
        (folder / "profile" / "user").mkdir(parents=True)
        (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        said = _run(_command(office, folder, limits), folder, limits)
        made = folder / "out" / "deck.pdf"
        if not made.is_file():
            raise NotDrawn(f"LibreOffice made no PDF of it{f' ({said})' if said else ''}")
        return made.read_bytes()


def _command(office: Path, folder: Path, limits: OfficeLimits) -> list[str]:
    bounds = [str(limits.memory_bytes), str(limits.cpu_s), str(limits.file_bytes)]
    return [
        *(sys.executable, "-m", "ingest.renders.limited", *bounds, str(office)),
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard"),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--convert-to", EXPORT, "--outdir", str(folder / "out"), str(folder / "deck.pptx")),
    ]


def _run(command: list[str], folder: Path, limits: OfficeLimits) -> str:
    """Run LibreOffice in a process group of its own, which ends with it; return what it said last."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "SYSTEMROOT") if name in os.environ}
    with subprocess.Popen(  # noqa: S603 - the program that the settings name
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=Path(__file__).parents[2],
        env=kept | {"HOME": str(folder), "TMPDIR": str(folder)},
        start_new_session=True,
    ) as process:
        try:
            said, _ = process.communicate(timeout=limits.wall_s)
        except subprocess.TimeoutExpired:
            raise NotDrawn(f"LibreOffice did not end within {limits.wall_s:g} s") from None
        finally:
            _end_group(process)
    lines = said.decode(errors="replace").strip().splitlines()
    return lines[-1][:200] if process.returncode and lines else ""


def _end_group(process: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
