import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest

from corpus.errors import HomeUnwritable, WriterBusy
from ingest.lock import writer_lock, writing

HOLD = """
import sys
from pathlib import Path
from ingest.lock import writer_lock
with writer_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def hold_in_child(home: Path) -> "subprocess.Popen[str]":
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(home)],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    return child


def test_a_second_writer_is_refused_at_once_with_the_holders_number(tmp_path: Path) -> None:
    with hold_in_child(tmp_path) as child:
        started = monotonic()
        with pytest.raises(WriterBusy, match=f"process {child.pid}"), writer_lock(tmp_path):
            pass
        refused_after_s = monotonic() - started
        child.communicate("")

    assert refused_after_s < 0.1


def test_a_killed_holder_leaves_the_lock_free(tmp_path: Path) -> None:
    with hold_in_child(tmp_path) as child:
        child.kill()
        child.communicate()

    with writer_lock(tmp_path):
        assert (tmp_path / "writer.pid").read_text().strip().isdigit()


def test_the_lock_is_free_after_its_holder_failed(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), writer_lock(tmp_path):
        raise ZeroDivisionError

    with writer_lock(tmp_path):
        pass


def test_the_same_process_is_refused_too(tmp_path: Path) -> None:
    with writer_lock(tmp_path), pytest.raises(WriterBusy), writer_lock(tmp_path):
        pass


def test_a_home_that_cannot_be_made_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with (
        pytest.raises(HomeUnwritable, match=r"cannot be written: .*SSP_HOME"),
        writer_lock(tmp_path / "file" / "home"),
    ):
        pass


def test_a_refusal_of_the_system_names_the_file_and_the_reason(tmp_path: Path) -> None:
    (tmp_path / "a-folder").mkdir()

    with pytest.raises(HomeUnwritable, match=r"Is a directory at .*a-folder"), writing(tmp_path):
        (tmp_path / "a-folder").write_text("")
