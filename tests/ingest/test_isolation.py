"""Work done apart ends within its limits, reaches nothing, and never harms what ordered it."""

import os
import platform
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ingest.isolation import Ended, Limits, WorkStopped, run_apart, watch_apart
from ingest.syscalls import MACHINES

MISDEEDS = "tests.ingest.hostile.misdeeds:"
ROOT = Path(__file__).parents[2]
filters_calls = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in MACHINES, reason="needs the filter of Linux's kernel"
)


def do(name: str, order: str = "", payload: bytes = b"", limits: Limits | None = None) -> Ended:
    return watch_apart(MISDEEDS + name, order.encode(), payload, limits)


def test_work_apart_gets_its_order_and_payload_whole_and_replies() -> None:
    order, payload = b"order\nof two lines", bytes(range(256)) * 20_000

    assert run_apart(MISDEEDS + "echo", order, payload) == order + b"|" + payload + b"|None"


@pytest.mark.parametrize(
    ("name", "order", "limits", "said"),
    [
        ("sleep", "", Limits(wall_s=1.5), "it was not done within 1.5 s"),
        ("spin", "", Limits(cpu_s=1), "it takes more than 1 s of processor time"),
        ("hoard", "", Limits(), "it takes more than 1024 MiB of memory"),
        ("recurse", "", Limits(), "what works on it failed (RecursionError: maximum recursion depth"),
        ("complain", "a\x00reason\nof\u202esorts", Limits(), "failed (ValueError: a reason of sorts)"),
        ("leave", "3", Limits(), "what works on it broke down (it ended with 3)"),
        ("abort", "", Limits(), "what works on it broke down (it ended by signal 6)"),
        ("crash", "", Limits(), "what works on it broke down (it ended by signal 11)"),
        ("say_much", "5000", Limits(output_bytes=1000), "it gives more than 1,000 bytes"),
        ("nothing_of_this_name", "", Limits(), "failed (AttributeError"),
    ],
)
def test_what_stops_the_work_is_said(name: str, order: str, limits: Limits, said: str) -> None:
    ended = do(name, order, limits=limits)

    assert said in ended.fault
    assert ended.reply == b""


def test_work_that_is_stopped_raises_the_fault() -> None:
    with pytest.raises(WorkStopped, match="ended with 3"):
        run_apart(MISDEEDS + "leave", b"3", b"")


def test_a_child_that_dies_before_it_reads_64_mb_breaks_no_pipe() -> None:
    assert "ended with 3" in do("leave", "3", bytes(64 << 20)).fault


def test_what_a_library_prints_is_no_part_of_the_reply() -> None:
    assert do("talk").reply == b"the reply"


def test_what_the_work_used_is_told() -> None:
    ended = do("spin", limits=Limits(cpu_s=1))

    assert 0.9 < ended.cpu_s < 2.5
    assert ended.seconds >= 0.9
    assert 10 << 20 < ended.peak_bytes < 200 << 20


@pytest.mark.parametrize("name", ["connect", "connect_as_first_met", "fetch", "resolve"])
def test_work_apart_has_no_network(name: str) -> None:
    assert "has no network" in do(name).fault


@filters_calls
def test_native_code_has_no_network_either() -> None:
    assert do("connect_natively").reply == b"-1"


def test_work_that_needs_threads_may_have_them() -> None:
    assert do("thread", "said", limits=Limits(threads=True)).reply == b"said"


def test_work_that_needs_programs_may_start_them() -> None:
    assert do("start", limits=Limits(programs=True)).reply == b"here\n"


@filters_calls
def test_a_program_that_the_work_starts_has_no_network() -> None:
    assert b"PermissionError" in do("connect_by_a_program", limits=Limits(programs=True)).reply


@pytest.mark.parametrize("name", ["start", "shell", "fork", "kill_parent"])
def test_work_apart_starts_and_ends_no_process(name: str) -> None:
    assert "PermissionError: work done apart may not do" in do(name).fault


@pytest.mark.parametrize("name", ["write", "remove"])
def test_work_apart_changes_no_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / "kept.txt"
    path.write_bytes(b"kept")

    ended = watch_apart(MISDEEDS + name, str(path).encode(), b"changed", folder=tmp_path / "own")

    assert "PermissionError: work done apart may not" in ended.fault
    assert path.read_bytes() == b"kept"


def test_work_apart_writes_into_the_folder_it_is_given(tmp_path: Path) -> None:
    assert run_apart(MISDEEDS + "write_inside", b"1.webp", b"image", folder=tmp_path) == b"written"

    assert (tmp_path / "pages" / "1.webp").read_bytes() == b"image"


@pytest.mark.parametrize("name", ["../out.txt", "link/out.txt"])
def test_no_path_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "link").symlink_to(tmp_path)

    ended = watch_apart(MISDEEDS + "write", f"{own}/{name}".encode(), b"x", folder=own)

    assert "may not write" in ended.fault
    assert not (tmp_path / "out.txt").exists()


def test_a_file_larger_than_the_limit_is_not_written(tmp_path: Path) -> None:
    limits = Limits(output_bytes=1000, file_bytes=2000)

    ended = watch_apart(MISDEEDS + "write", f"{tmp_path}/x".encode(), bytes(3000), limits, tmp_path)

    assert "File too large" in ended.fault
    assert (tmp_path / "x").stat().st_size <= 2000


def test_files_larger_than_the_limit_together_end_the_work(tmp_path: Path) -> None:
    ended = watch_apart(MISDEEDS + "fill", b"200", b"", Limits(folder_bytes=5 << 20), tmp_path)

    assert ended.fault == "it writes more than 5 MiB of files"


def test_work_apart_sees_no_variable_but_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSP_SECRET", "not for readers")

    assert set(do("environment").reply.decode().split()) <= {
        *("HF_HUB_OFFLINE", "LC_ALL", "MALLOC_ARENA_MAX", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"),
        *("PATH", "PYTHONHASHSEED", "LD_LIBRARY_PATH", "PYTHONHOME", "PYTHONPATH"),
    }


def test_the_work_ends_when_what_ordered_it_is_killed(tmp_path: Path) -> None:
    told = tmp_path / "child"
    told.touch()
    order = f"from ingest.isolation import *; run_apart('{MISDEEDS}stay', b'{told}', b'')"
    with subprocess.Popen([sys.executable, "-c", order], cwd=ROOT) as parent:
        child = _await_number(told)
        parent.send_signal(signal.SIGKILL)

    assert _is_gone(child)


def test_what_the_work_leaves_behind_ends_with_it(tmp_path: Path) -> None:
    path = tmp_path / "witness"
    path.touch()

    child = int(do("fork_natively", str(path)).reply)

    assert child == -1 or _is_gone(child)


def _await_number(path: Path, within_s: float = 20.0) -> int:
    deadline = time.monotonic() + within_s
    while time.monotonic() < deadline:
        if said := path.read_text(encoding="utf-8"):
            return int(said)
        time.sleep(0.02)
    raise AssertionError(f"nothing was written into {path}")


def _is_gone(process: int, within_s: float = 5.0) -> bool:
    """Return whether a process ends soon, or has ended and only waits to be asked for."""
    deadline = time.monotonic() + within_s
    while time.monotonic() < deadline:
        try:
            os.kill(process, 0)
            if "Z" in Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]:
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.05)
    return False
