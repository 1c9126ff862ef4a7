"""Work done in a process of its own, under limits, so that what breaks it breaks nothing else.

A hostile file of 1,290 bytes makes pdfium take 6 GB and abort, one of 1 MB makes python-pptx take
2.1 GB (both measured): whatever opens such a file does it here, and what became of it is said.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_SELF, getrusage, struct_rusage
from time import monotonic, sleep
from typing import IO

from corpus.errors import SspError
from corpus.records import to_json

COMMAND = (sys.executable, "-B", "-X", "utf8", "-m", "ingest.child")

FAILED, OUT_OF_MEMORY, TOO_MUCH = 70, 71, 72
"""What the child ends with: the work raised (its reply says what), hit its memory limit, or says too much."""

KEPT = ("LD_LIBRARY_PATH", "PYTHONHOME", "PYTHONPATH")
"""What the child keeps of the environment: where Python and its libraries lie."""

SET = {
    "HF_HUB_OFFLINE": "1",
    "LC_ALL": "C.UTF-8",
    "MALLOC_ARENA_MAX": "2",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PATH": os.defpath,
    "PYTHONHASHSEED": "0",
}
"""What it is given: one thread, since each reserves memory that counts against its limit."""

FAULT_CHARS = 200
_LONGEST_PAUSE_S = 0.05
_PEAK = re.compile(rb"VmHWM:\s*(\d+) kB")
_NEARLY = 0.75
"""Of its memory limit. Native code that breaks down above this had asked for more than was left."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the work may use: bytes of memory (address space), reply and files, seconds, threads.

    `file_bytes` bounds each file it writes into its folder, `folder_bytes` all of them together. With
    `programs` it may start others: each has these limits for itself, none has a network, all end with it.
    """

    memory_bytes: int = 1 << 30
    cpu_s: int = 30
    wall_s: float = 60.0
    output_bytes: int = 64 << 20
    file_bytes: int = 32 << 20
    folder_bytes: int = 512 << 20
    threads: bool = False
    programs: bool = False


@dataclass(frozen=True, slots=True)
class Errand:
    """The first line of the child's input; the order's bytes follow, then the payload's to the end."""

    work: str
    order_bytes: int
    limits: Limits
    folder: Path | None
    parent: int


@dataclass(frozen=True, slots=True)
class Ended:
    """How the work ended: its reply, or the fault that stopped it, and what it used.

    `peak_bytes` is the most memory it held at a time.
    """

    reply: bytes
    fault: str
    seconds: float
    cpu_s: float
    peak_bytes: int


class _Meter:
    """Measures the most memory that a child holds.

    What the system tells of a child that has ended counts what its parent held when it started it, so
    that this is the measure only where it is more; up to then the child is looked at while it runs.
    """

    def __init__(self, child: int) -> None:
        self._status = Path(f"/proc/{child}/status")
        self._unit = 1 if sys.platform == "darwin" else 1024
        self._ours = getrusage(RUSAGE_SELF).ru_maxrss * self._unit
        self._seen = 0

    def look(self) -> None:
        with suppress(OSError):
            found = _PEAK.search(self._status.read_bytes())
            self._seen = max(self._seen, int(found[1]) * 1024 if found else 0)

    def peak(self, used: struct_rusage) -> int:
        told = used.ru_maxrss * self._unit
        return self._seen if self._seen and told <= self._ours else told


class WorkStopped(SspError):
    """The work gave no reply; the message says why, and names neither the work nor its file."""


def run_apart(
    work: str, order: bytes, payload: bytes, limits: Limits | None = None, folder: Path | None = None
) -> bytes:
    """Return the reply of a function of ours, called in a process of its own.

    `work` is "package.module:function", a function of (order, payload, folder) that returns bytes.
    It may write nowhere but into `folder`; it has no network, no processes, and little environment.

    Raises:
        WorkStopped: it raised, broke a limit, or died.
    """
    ended = watch_apart(work, order, payload, limits, folder)
    if ended.fault:
        raise WorkStopped(ended.fault)
    return ended.reply


def watch_apart(
    work: str, order: bytes, payload: bytes, limits: Limits | None = None, folder: Path | None = None
) -> Ended:
    """Do as `run_apart` does, and return how it ended; nothing is raised."""
    limits = limits or Limits()
    folder = folder.resolve() if folder else None
    errand = Errand(work, len(order), limits, folder, os.getpid())
    # Files, not pipes: a child that dies early breaks no pipe of ours, and no thread is needed to feed it.
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as output:
        given.writelines((to_json(errand).encode(), b"\n", order, payload))
        given.seek(0)
        code, fault, usage = _run(given, output, errand)
        size = output.seek(0, os.SEEK_END)
        output.seek(0)
        if not fault and size > limits.output_bytes:
            code = TOO_MUCH
        reply = output.read(FAULT_CHARS * 4 if code else size)
    broke_down = code < 0 or code == FAILED
    if broke_down and code != -signal.SIGXCPU and usage[2] > _NEARLY * limits.memory_bytes:
        code = OUT_OF_MEMORY
    fault = fault or _explain(code, reply, limits)
    return Ended(b"" if fault else reply, fault, *usage)


def _run(given: IO[bytes], output: IO[bytes], errand: Errand) -> tuple[int, str, tuple[float, float, int]]:
    """Return the child's exit code, why it was given up if it was, and its seconds and peak."""
    started = monotonic()
    with _started(given, output, errand.folder) as process:
        meter = _Meter(process.pid)
        fault, used = "", None
        try:
            fault, used = _await(process, errand, started + errand.limits.wall_s, meter)
        finally:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)  # what it may have started ends with it
        used = used or _reap(process, 0)
        assert used
    return process.returncode, fault, (monotonic() - started, used.ru_utime + used.ru_stime, meter.peak(used))


def _started(given: IO[bytes], output: IO[bytes], folder: Path | None) -> subprocess.Popen[bytes]:
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return subprocess.Popen(  # noqa: S603 - our own module, and no part of a document
        COMMAND,
        stdin=given,
        stdout=output,
        stderr=subprocess.DEVNULL,
        cwd=Path(__file__).parents[1],
        env=kept | SET | ({"TMPDIR": str(folder)} if folder else {}),
        start_new_session=True,
    )


def _await(
    process: subprocess.Popen[bytes], errand: Errand, deadline: float, meter: _Meter
) -> tuple[str, struct_rusage | None]:
    """Wait for the child's end; return why it is to be given up, or else what it has used."""
    limits = errand.limits
    pause = 0.001
    while (used := _reap(process, os.WNOHANG)) is None:
        if monotonic() > deadline:
            return f"it was not done within {limits.wall_s:g} s and was given up", None
        if errand.folder and _measure(errand.folder) > limits.folder_bytes:
            return f"it writes more than {limits.folder_bytes >> 20} MiB of files", None
        meter.look()
        sleep(pause)
        pause = min(pause * 2, _LONGEST_PAUSE_S)
    return "", used


def _reap(process: subprocess.Popen[bytes], options: int) -> struct_rusage | None:
    """Return what the child has used if it has ended; its exit code is set."""
    child, status, used = os.wait4(process.pid, options)
    if not child:
        return None
    process.returncode = os.waitstatus_to_exitcode(status)
    return used


def _measure(folder: Path) -> int:
    """Return the bytes of all files in a folder; what goes while it is looked at counts none."""
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                total += os.lstat(os.path.join(place, name)).st_size  # noqa: PTH118 - twenty times a second
    return total


def _explain(code: int, reply: bytes, limits: Limits) -> str:
    """Return why the work gave no reply, in words that follow "it cannot be read:"; empty if it did."""
    if not code:
        return ""
    if code == FAILED:
        said = reply.decode(errors="replace")[:FAULT_CHARS]
        return f"what works on it failed ({''.join(c if c.isprintable() else ' ' for c in said)})"
    signals = {
        -signal.SIGXCPU: f"it takes more than {limits.cpu_s} s of processor time",
        OUT_OF_MEMORY: f"it takes more than {limits.memory_bytes >> 20} MiB of memory",
        TOO_MUCH: f"it gives more than {limits.output_bytes:,} bytes",
    }
    ended = f"by signal {-code}" if code < 0 else f"with {code}"
    return signals.get(code, f"what works on it broke down (it ended {ended})")
