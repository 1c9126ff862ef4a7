from hashlib import sha256
from pathlib import Path

import pytest

from corpus.errors import ManifestError
from corpus.manifest import bundled_corpus, load_manifest, read_manifest
from corpus.markings import Level, highest_for
from tests.fakes import an_entry, write_corpus


def test_the_bundled_manifest_names_the_committee_and_the_day() -> None:
    document = read_manifest(bundled_corpus())[0]

    assert document.id == "ssp-annual-review-2020-21"
    assert document.presented_to == "Communities & Housing Scrutiny Committee"
    assert str(document.presented_on) == "2021-04-12"


def test_documents_keep_the_order_of_the_manifest(tmp_path: Path) -> None:
    folder = write_corpus(tmp_path, zebra="z", ant="a")

    assert [document.id for document in read_manifest(folder)] == ["zebra", "ant"]


def test_a_missing_manifest_is_named(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match=r"manifest\.toml is missing"):
        read_manifest(tmp_path)


def test_what_is_not_toml_is_refused_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "manifest.toml").write_text("[[document]\nid = 1")

    with pytest.raises(ManifestError, match=r"is not TOML.*line 1"):
        read_manifest(tmp_path)


def test_a_manifest_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.toml").write_bytes(b"\xff\xfe")

    with pytest.raises(ManifestError, match="not TOML in UTF-8"):
        read_manifest(tmp_path)


def faults_of(folder: Path, manifest: str) -> str:
    """Write a manifest beside a document `one` with the text "text" and return what is found wrong."""
    (folder / "documents").mkdir()
    (folder / "documents" / "one.txt").write_text("text")
    (folder / "manifest.toml").write_text(manifest)
    with pytest.raises(ManifestError) as caught:
        read_manifest(folder)
    return str(caught.value)


RIGHT = {"sha256": sha256(b"text").hexdigest()}


def test_an_unknown_key_is_named_with_the_nearest_known_one(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, an_entry("one", titel="x", **RIGHT))

    assert "entry 'one', field 'titel': unknown; did you mean 'title'?" in faults


def test_an_unknown_key_at_the_top_is_named_with_the_nearest_known_one(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, "bundle = true\n" + an_entry("one", **RIGHT))

    assert "key 'bundle': unknown; did you mean 'bundled'?" in faults


def test_a_missing_field_is_named_with_its_entry(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, an_entry("one", title="", **RIGHT))

    assert "entry 'one', field 'title': missing" in faults


def test_an_entry_without_an_id_is_named_by_its_place(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, an_entry("one", **RIGHT) + an_entry("two", id=""))

    assert "entry number 2, field 'id': missing" in faults


def test_a_kind_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, an_entry("one", kind="memo", **RIGHT))

    assert "entry 'one', field 'kind'" in faults
    assert "'police_and_crime_plan'" in faults


def test_a_changed_file_is_refused_with_both_digests_and_what_to_do(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, an_entry("one", sha256="0" * 64))

    assert f"expected {'0' * 64}, found {RIGHT['sha256']}" in faults
    assert "restore the file" in faults


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, an_entry("one", file="gone.txt"))

    assert "entry 'one', field 'file'" in faults
    assert "gone.txt cannot be read" in faults


@pytest.mark.parametrize("escape", ["../../secret.txt", "/etc/hostname", "a/../../manifest.toml"])
def test_a_path_out_of_the_folder_is_refused(tmp_path: Path, escape: str) -> None:
    faults = faults_of(tmp_path, an_entry("one", file=escape, **RIGHT))

    assert "leads out of" in faults


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("text")
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "documents").mkdir()
    (folder / "documents" / "link.txt").symlink_to(tmp_path / "secret")
    (folder / "manifest.toml").write_text(an_entry("one", file="link.txt", **RIGHT))

    with pytest.raises(ManifestError, match="leads out of"):
        read_manifest(folder)


def test_an_id_used_twice_is_refused(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, an_entry("one", **RIGHT) * 2)

    assert "entry 'one', field 'id': used 2 times" in faults


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, an_entry("one", kind="memo", titel="x", **RIGHT) + an_entry("two", area=""))

    assert faults.splitlines()[0].endswith("3 fault(s)")
    assert len(faults.splitlines()) == 4


@pytest.mark.parametrize("manifest", ["document = 3", "document = [1]", "bundled = 3"])
def test_values_of_the_wrong_shape_are_refused(tmp_path: Path, manifest: str) -> None:
    assert "manifest, key" in faults_of(tmp_path, manifest)


def test_a_manifest_can_leave_the_bundled_documents_out(tmp_path: Path) -> None:
    folder = write_corpus(tmp_path, one="text")
    manifest = folder / "manifest.toml"
    manifest.write_text("bundled = false\n" + manifest.read_text())

    assert not load_manifest(folder).bundled


def test_a_manifest_with_documents_leaves_the_bundled_ones_out_unless_it_says_so(tmp_path: Path) -> None:
    folder = write_corpus(tmp_path, one="text")
    manifest = folder / "manifest.toml"

    assert not load_manifest(folder).bundled
    manifest.write_text("bundled = true\n" + manifest.read_text())
    assert load_manifest(folder).bundled


def test_superseded_and_withdrawn_documents_are_listed_and_not_current(tmp_path: Path) -> None:
    entries = [
        an_entry("one", **RIGHT),
        an_entry("two", file="one.txt", status="superseded", superseded_by="one", **RIGHT),
        an_entry("three", file="one.txt", status="withdrawn", **RIGHT),
    ]
    write_corpus(tmp_path, one="text")
    (tmp_path / "manifest.toml").write_text("\n".join(entries))

    manifest = load_manifest(tmp_path)

    assert [document.id for document in manifest.documents] == ["one", "two", "three"]
    assert [document.id for document in manifest.current] == ["one"]


def test_a_successor_that_is_not_listed_is_refused(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, an_entry("one", status="superseded", superseded_by="two", **RIGHT))

    assert "no entry has the id 'two'" in faults


def test_a_label_of_ones_own_may_hold_what_the_manifest_says(tmp_path: Path) -> None:
    folder = write_corpus(tmp_path, one="text")
    with (folder / "manifest.toml").open("a") as file:
        file.write('[audiences]\nstaff = "Official - Sensitive"\n')

    audiences = load_manifest(folder).audiences

    assert highest_for("staff", audiences) is Level.OFFICIAL_SENSITIVE
    assert highest_for("partners", audiences) is Level.OFFICIAL


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ('staff = "HUSH"', "audience 'staff': 'HUSH' is no marking; known are NOT PROTECTIVELY MARKED"),
        ('public = "SECRET"', "audience 'public': nothing above OFFICIAL is public"),
    ],
)
def test_a_wrong_audience_is_refused(tmp_path: Path, table: str, fault: str) -> None:
    assert fault in faults_of(tmp_path, f"{an_entry('one', **RIGHT)}[audiences]\n{table}\n")


def test_audiences_that_are_no_table_are_refused(tmp_path: Path) -> None:
    assert "a table [audiences]" in faults_of(tmp_path, 'audiences = "staff"\n' + an_entry("one", **RIGHT))
