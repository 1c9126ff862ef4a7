"""Folders hold more than documents: pipes, links, locks, names that are no text. Each file has its word."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import ManifestError
from corpus.files import MAX_FILE_BYTES
from corpus.manifest import load_manifest
from corpus.sources import Source
from ingest.additions import Additions, add_documents
from ingest.folders import LeftOut, find_files
from ingest.model import DocumentReport, Outcome, Reading
from ingest.reading import read_document

WORDS = b"Noise\n\n\n\nWardens walked forty routes each week.\n"


@pytest.fixture
def given(tmp_path: Path) -> Path:
    folder = tmp_path / "given"
    folder.mkdir()
    (folder / "good.txt").write_bytes(WORDS)
    return folder


def add(*paths: Path) -> dict[str, DocumentReport]:
    """Add paths to a data folder beside them; return what was not added, by its id."""
    home = paths[0].parent / "home"
    return {line.document_id: line for line in add_documents(Additions(paths), home, read_document)}


def is_in(given: Path, name: str = "good") -> bool:
    return len(list((given.parent / "home" / "documents").glob(f"{name}-*"))) == 1


def test_a_named_pipe_is_refused_and_not_waited_on(given: Path) -> None:
    os.mkfifo(given / "pipe.txt")

    line = add(given)["pipe"]

    assert (line.outcome, "no plain file" in line.detail) == (Outcome.REJECTED, True)
    assert is_in(given)


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_a_device_is_refused_unread(given: Path, device: str) -> None:
    assert "no plain file" in add(given, Path(device))[device.removeprefix("/dev/")].detail
    assert is_in(given)


def test_a_file_that_breaks_while_it_is_read_is_refused(given: Path) -> None:
    broken = Path("/proc/self/mem")
    if not broken.exists():
        pytest.skip("needs a file that cannot be read, as Linux has one")

    assert "cannot be read: Input/output error" in add(given, broken)["mem"].detail
    assert is_in(given)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_and_a_folder_that_may_not_be_read_are_refused(given: Path) -> None:
    (given / "mine.txt").write_bytes(WORDS)
    (given / "mine.txt").chmod(0)
    (given / "closed").mkdir(0)

    lines = add(given)

    assert "Permission denied" in lines["mine"].detail
    assert "cannot be opened: Permission denied" in lines["closed"].detail


def test_a_file_above_the_bound_is_refused_before_it_is_read(given: Path) -> None:
    with (given / "large.pdf").open("wb") as file:
        file.truncate(MAX_FILE_BYTES * 50)

    assert "large.pdf is 3,200 MiB large; 64 MiB are the most: compress" in add(given)["large"].detail


def test_links_to_folders_are_not_followed_and_told(given: Path) -> None:
    (given / "round").symlink_to(given)

    assert "link to a folder; add that folder itself" in add(given)["round"].detail
    assert is_in(given)


def test_a_link_that_leads_nowhere_or_to_itself_is_refused(given: Path) -> None:
    (given / "nowhere.txt").symlink_to(given / "missing.txt")
    (given / "itself.txt").symlink_to(given / "itself.txt")

    lines = add(given)

    assert "leads nowhere" in lines["nowhere"].detail
    assert "leads nowhere" in lines["itself"].detail
    assert is_in(given)


def test_a_link_out_of_the_folder_is_refused_and_one_within_is_read(given: Path) -> None:
    (given.parent / "secret.txt").write_bytes(WORDS)
    (given / "out.txt").symlink_to(given.parent / "secret.txt")
    (given / "within.txt").symlink_to(given / "good.txt")

    lines = add(given)

    assert "link out of the folder; add what it leads to itself" in lines["out"].detail
    assert "is the same file as document good" in lines["within"].detail


def test_hidden_and_temporary_files_are_skipped_with_a_word(given: Path) -> None:
    names = (
        ".DS_Store",
        "~$deck.pptx",
        "Thumbs.db",
        "desktop.ini",
        ".~lock.deck.odp#",
        "deck.pptx.tmp",
        "x~",
    )
    for name in names:
        (given / name).write_bytes(b"x")
    (given / ".git").mkdir()
    (given / ".git" / "description.txt").write_bytes(WORDS)

    lines = add(given)

    assert [line.outcome for line in lines.values()] == [Outcome.SKIPPED]
    assert ".git/" in lines["given"].detail
    assert "and 3 more" in lines["given"].detail


@pytest.mark.parametrize(
    "name", [b"a\nb.txt", b"\xff\xfe.txt", "\u202etxt.exe.txt".encode(), b"\x1b[31m.txt", b"x.t\xffxt"]
)
def test_a_name_that_is_no_text_harms_neither_manifest_nor_report(given: Path, name: bytes) -> None:
    with open(os.fsencode(given) + b"/" + name, "wb") as file:  # noqa: PTH123 - a name that is no text
        file.write(WORDS + b"Lanterns were lit.\n")

    lines = add(given)

    written = (given.parent / "home" / "manifest.toml").read_text(encoding="utf-8")
    assert all(char.isprintable() or char == "\n" for char in written)
    assert all(line.detail.isprintable() for line in lines.values())
    assert is_in(given)


@pytest.mark.parametrize("change", [Path.unlink, lambda path: path.write_bytes(WORDS + b"More.")])
def test_a_file_that_goes_or_changes_while_it_is_read_is_refused(
    given: Path, change: Callable[[Path], object]
) -> None:
    passing = given / "passing.txt"
    passing.write_bytes(WORDS)

    def read(source: Source) -> Reading:
        reading = read_document(source)
        if source.path == passing:
            change(passing)
        return reading

    lines = add_documents(Additions((given,)), given.parent / "home", read)

    assert [line.document_id for line in lines] == ["passing"]
    assert is_in(given)


def test_ten_thousand_empty_files_each_have_a_reason(given: Path) -> None:
    for number in range(10_000):
        (given / f"{number}.txt").touch()

    lines = add(given)

    assert len(lines) == 10_000
    assert {line.outcome for line in lines.values()} == {Outcome.REJECTED}
    assert is_in(given)


def test_files_come_in_the_order_of_their_names_folder_by_folder(given: Path) -> None:
    (given / "b").mkdir()
    (given / "b" / "a.txt").touch()
    (given / "a.txt").touch()

    found = [path for path in find_files([given]) if not isinstance(path, LeftOut)]

    assert [path.relative_to(given).as_posix() for path in found] == ["a.txt", "good.txt", "b/a.txt"]


def test_a_pipe_named_in_the_manifest_is_told_and_not_waited_on(given: Path) -> None:
    add(given)
    documents = given.parent / "home" / "documents"
    file = next(documents.iterdir())
    file.unlink()
    os.mkfifo(file)

    with pytest.raises(ManifestError, match="no plain file"):
        load_manifest(given.parent / "home")
