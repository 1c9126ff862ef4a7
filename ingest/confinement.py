"""What a process gives up before it opens a file that may be hostile: room, network, writing, processes."""

import ctypes
import os
import resource
import signal
import sys
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from ingest.isolation import Limits
from ingest.syscalls import give_up_calls

OPEN_FILES = 64

FORBIDDEN = frozenset(
    """os.exec os.fork os.forkpty os.kill os.killpg os.posix_spawn os.spawn os.system pty.spawn
    signal.pthread_kill subprocess.Popen""".split()
)
"""Audit events of Python for what starts or ends processes."""

CHANGING = {
    "os.chmod": 1,
    "os.chown": 1,
    "os.link": 2,
    "os.mkdir": 1,
    "os.remove": 1,
    "os.rename": 2,
    "os.rmdir": 1,
    "os.symlink": 2,
    "os.truncate": 1,
    "os.utime": 1,
}
"""Audit events for what changes files, and how many of their first arguments are paths."""

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_PR_SET_PDEATHSIG = 1


def end_with(parent: int) -> None:
    """Have this process killed when its parent ends, where the system can (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it ended before
        os._exit(1)


def confine(limits: Limits, folder: Path | None) -> None:
    """Bound this process for good: it cannot take back what it gives up here."""
    for what, soft, hard in _bounds(limits):
        _, most = resource.getrlimit(what)
        bound = hard if most == resource.RLIM_INFINITY else min(hard, most)
        resource.setrlimit(what, (min(soft, bound), bound))
    give_up_calls(programs=limits.programs)
    sys.addaudithook(_guard(str(folder) if folder else "", frozenset() if limits.programs else FORBIDDEN))


def _bounds(limits: Limits) -> list[tuple[int, int, int]]:
    """Return what is bounded, with the bound that is told and the one that kills."""
    file_bytes = max(limits.output_bytes, limits.file_bytes)
    bounds = [
        (resource.RLIMIT_AS, limits.memory_bytes, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.cpu_s, limits.cpu_s + 1),
        (resource.RLIMIT_FSIZE, file_bytes, file_bytes),
        (resource.RLIMIT_NOFILE, OPEN_FILES, OPEN_FILES),
        (resource.RLIMIT_CORE, 0, 0),
    ]
    return bounds if limits.threads or limits.programs else [*bounds, (resource.RLIMIT_NPROC, 0, 0)]


def _guard(folder: str, forbidden: Collection[str]) -> Callable[[str, tuple[Any, ...]], None]:
    """Return an audit hook, which nothing can remove, that refuses what reaches beyond the folder."""

    def inside(path: object) -> bool:
        if path == os.devnull:
            return True
        if not folder or not isinstance(path, str | bytes | os.PathLike):
            return False
        return os.path.realpath(os.fsdecode(path)).startswith(folder + os.sep)

    def refuse(event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = args
            if flags & _WRITING and not isinstance(path, int) and not inside(path):
                raise PermissionError(f"work done apart may not write {path!r}")
        elif event.startswith("socket.") and event != "socket.gethostname":
            raise PermissionError("work done apart has no network")
        elif event in forbidden:
            raise PermissionError(f"work done apart may not do {event}")
        elif event in CHANGING and not all(map(inside, args[: CHANGING[event]])):
            raise PermissionError(f"work done apart may not do {event} here")

    return refuse
