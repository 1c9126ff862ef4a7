import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from corpus.errors import HomeUnwritable, IndexDamaged, ManifestError, WriterBusy
from corpus.generation import open_generation, pointed_generation
from corpus.layout import generation_folder
from corpus.manifest import load_manifest
from ingest.additions import Additions
from ingest.check import check_generation
from ingest.lock import writer_lock
from ingest.model import DocumentReport, IngestReport, Outcome
from ingest.pipeline import ingest_corpus
from ingest.progress import Step, no_progress
from tests.fakes import FakeEmbedder, an_entry, write_corpus
from tests.ingest.pdfs import draw, write

EMBEDDER = FakeEmbedder()
INDEXED = Outcome.INDEXED_WITH_WARNINGS
"""Of a text export, whose slides are counted from its gaps: that is a warning."""
REVIEW = "Annual Review\n\n\n\nHate crime\n\nThe fund of £10,000 paid for nine projects.\n"
PLAN = "The Plan\n\n\n\nYouth work\n\nWe will listen to young people in parks.\n"


@pytest.fixture
def bundled(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "bundled", review=REVIEW, plan=PLAN)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def ingest(home: Path, bundled: Path, *add: Path, **options: object) -> IngestReport:
    """Ingest with the fake embedder, new to its work, and the check in this process."""
    keep_bundled = options.pop("keep_bundled", None)
    additions = Additions(add, keep_bundled) if add or keep_bundled is not None else None  # type: ignore[arg-type]
    settings: dict[str, object] = {"check": check_generation, "embedder": FakeEmbedder()} | options
    return ingest_corpus(
        home,
        settings.pop("embedder"),  # type: ignore[arg-type]
        bundled=bundled,
        additions=additions,
        **settings,  # type: ignore[arg-type]
    )


def outcomes(report: IngestReport) -> dict[str, Outcome]:
    return {document.document_id: document.outcome for document in report.documents}


def report_of(report: IngestReport, document_id: str) -> DocumentReport:
    return next(document for document in report.documents if document.document_id == document_id)


def served_texts(home: Path) -> str:
    with open_generation(home, model_sha256=EMBEDDER.model_sha256) as generation:
        return "\n".join(slide.text for slide in generation.slides.values())


def test_the_bundled_documents_are_indexed_when_there_are_no_others(home: Path, bundled: Path) -> None:
    report = ingest(home, bundled)

    assert outcomes(report) == {"review": INDEXED, "plan": INDEXED}
    assert report.published
    assert pointed_generation(home) == report.generation
    assert "£10,000" in served_texts(home)


def test_unchanged_input_makes_no_new_generation_and_embeds_nothing(home: Path, bundled: Path) -> None:
    first = ingest(home, bundled)
    embedder = FakeEmbedder()

    again = ingest(home, bundled, embedder=embedder)

    assert (again.generation, again.published) == (first.generation, False)
    assert set(outcomes(again).values()) == {Outcome.UNCHANGED}
    assert embedder.embedded == []


def test_one_changed_document_is_read_alone_and_its_new_texts_embedded_alone(
    home: Path, bundled: Path
) -> None:
    ingest(home, bundled)
    write_corpus(bundled, review=REVIEW, plan=PLAN + "\n\n\nA new page\n\nOne more thing to say.\n")
    embedder = FakeEmbedder()

    report = ingest(home, bundled, embedder=embedder)

    assert outcomes(report) == {"review": Outcome.UNCHANGED, "plan": INDEXED}
    assert report_of(report, "review").embedded == 0
    chunks = [text for text in embedder.embedded if "\n" in text]
    assert chunks == ["The plan > A new page\nOne more thing to say."]
    assert report_of(report, "plan").embedded == len(chunks)
    assert not any("£10,000" in text for text in embedder.embedded)


def test_a_changed_title_alone_makes_a_new_generation(home: Path, bundled: Path) -> None:
    first = ingest(home, bundled)
    manifest = bundled / "manifest.toml"
    manifest.write_text(manifest.read_text().replace('title = "The plan"', 'title = "The new plan"'))

    second = ingest(home, bundled)

    assert second.generation != first.generation


def test_going_back_to_the_documents_of_before_builds_nothing(home: Path, bundled: Path) -> None:
    first = ingest(home, bundled)
    write_corpus(bundled, review=REVIEW)
    ingest(home, bundled)
    write_corpus(bundled, review=REVIEW, plan=PLAN)

    back = ingest(home, bundled)

    assert (back.generation, back.published) == (first.generation, True)
    assert set(outcomes(back).values()) == {Outcome.UNCHANGED}


def test_rebuilding_makes_a_new_generation_without_embedding_again(home: Path, bundled: Path) -> None:
    first = ingest(home, bundled)
    embedder = FakeEmbedder()

    report = ingest(home, bundled, rebuild=True, embedder=embedder)

    assert report.generation == f"{first.generation}.2"
    assert set(outcomes(report).values()) == {INDEXED}
    assert embedder.embedded == []


def test_the_generation_before_is_kept_and_older_ones_are_swept(home: Path, bundled: Path) -> None:
    ids = [ingest(home, bundled, rebuild=True).generation for _ in range(4)]

    assert {path.name for path in (home / "generations").iterdir()} == set(ids[-2:])


@pytest.mark.parametrize("name", ["chunks.jsonl", "generation.json", "vectors.npy", "chroma/chroma.sqlite3"])
def test_a_damaged_index_is_made_anew_by_a_plain_ingest(home: Path, bundled: Path, name: str) -> None:
    first = ingest(home, bundled)
    (generation_folder(home, first.generation) / name).write_bytes(b"x")
    embedder = FakeEmbedder()

    second = ingest(home, bundled, embedder=embedder)

    assert second.published
    assert embedder.embedded == []
    assert "£10,000" in served_texts(home)


def test_a_damaged_pointer_is_set_right(home: Path, bundled: Path) -> None:
    first = ingest(home, bundled)
    (home / "current").write_text("rubbish")

    assert ingest(home, bundled).generation == first.generation


def test_a_document_that_cannot_be_read_does_not_stop_the_others(home: Path, bundled: Path) -> None:
    write_corpus(bundled, review=REVIEW, empty="")

    report = ingest(home, bundled)

    assert outcomes(report) == {"review": INDEXED, "empty": Outcome.REJECTED}
    assert report_of(report, "empty").detail
    assert "£10,000" in served_texts(home)


def test_a_rejection_is_told_again_when_nothing_has_changed(home: Path, bundled: Path) -> None:
    write_corpus(bundled, review=REVIEW, empty="")
    first = ingest(home, bundled)

    again = ingest(home, bundled)

    assert not again.published
    assert report_of(again, "empty") == report_of(first, "empty")


def test_nothing_is_published_when_no_document_can_be_read(home: Path, bundled: Path) -> None:
    first = ingest(home, bundled)
    write_corpus(bundled, empty="")

    report = ingest(home, bundled)

    assert (report.published, report.generation) == (False, first.generation)
    assert "£10,000" in served_texts(home)


def test_a_generation_that_fails_its_check_leaves_the_old_one(home: Path, bundled: Path) -> None:
    first = ingest(home, bundled)

    def refuse(_folder: Path) -> None:
        raise IndexDamaged("not fit")

    with pytest.raises(IndexDamaged, match="not fit"):
        ingest(home, bundled, rebuild=True, check=refuse)

    assert pointed_generation(home) == first.generation


def test_a_wrong_manifest_leaves_the_old_index(home: Path, bundled: Path) -> None:
    first = ingest(home, bundled)
    (bundled / "documents" / "plan.txt").write_text("changed")

    with pytest.raises(ManifestError, match="'plan', field 'sha256'"):
        ingest(home, bundled)

    assert pointed_generation(home) == first.generation


def test_no_document_at_all_is_an_error(home: Path, bundled: Path) -> None:
    home.mkdir()
    (home / "manifest.toml").write_text("bundled = false\n")

    with pytest.raises(ManifestError, match="lists no document: run ssp ingest PATH"):
        ingest(home, bundled)


def test_a_second_ingest_at_a_time_is_refused(home: Path, bundled: Path) -> None:
    with writer_lock(home), pytest.raises(WriterBusy, match=str(os.getpid())):
        ingest(home, bundled)


def test_a_home_that_cannot_be_written_is_a_clear_error(tmp_path: Path, bundled: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(HomeUnwritable, match="SSP_HOME"):
        ingest(tmp_path / "file" / "home", bundled)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return a file of one's own, outside the data folder."""
    path = tmp_path / "mine" / "Ward Report 2021.txt"
    path.parent.mkdir()
    path.write_text("Ward Report\n\n\n\nFly-tipping\n\nReports of fly-tipping fell by 12%.\n")
    return path


def test_a_file_of_ones_own_leaves_the_bundled_documents_out(home: Path, bundled: Path, own: Path) -> None:
    ingest(home, bundled)

    report = ingest(home, bundled, own)

    assert list(outcomes(report)) == ["ward-report-2021"]
    assert "12%" in served_texts(home)
    assert "£10,000" not in served_texts(home)


def test_an_added_file_joins_the_bundled_documents_when_asked(home: Path, bundled: Path, own: Path) -> None:
    report = ingest(home, bundled, own, keep_bundled=True)

    assert list(outcomes(report)) == ["review", "plan", "ward-report-2021"]


def test_an_added_file_is_copied_and_its_entry_drafted(home: Path, bundled: Path, own: Path) -> None:
    ingest(home, bundled, own)

    (document,) = load_manifest(home).documents
    assert (document.id, document.kind, document.audience) == ("ward-report-2021", "other", "public")
    assert document.sha256 == sha256(own.read_bytes()).hexdigest()
    assert (home / "documents" / document.file).read_bytes() == own.read_bytes()
    assert document.title


def test_without_bundled_is_remembered(home: Path, bundled: Path, own: Path) -> None:
    ingest(home, bundled, own, keep_bundled=False)

    again = ingest(home, bundled)

    assert list(outcomes(again)) == ["ward-report-2021"]


def test_the_bundled_documents_can_be_taken_back(home: Path, bundled: Path, own: Path) -> None:
    ingest(home, bundled, own, keep_bundled=False)

    report = ingest(home, bundled, keep_bundled=True)

    assert list(outcomes(report)) == ["review", "plan", "ward-report-2021"]


def test_a_folder_is_added_with_all_its_files_but_hidden_ones(home: Path, bundled: Path, own: Path) -> None:
    (own.parent / "deeper").mkdir()
    (own.parent / "deeper" / "Minutes.txt").write_text(
        "Minutes\n\n\n\nItem 1\n\nMembers asked about parking.\n"
    )
    (own.parent / ".hidden.txt").write_text("Hidden")

    report = ingest(home, bundled, own.parent, keep_bundled=False)

    skipped = report.documents[-1]
    assert list(outcomes(report))[:-1] == ["ward-report-2021", "minutes"]
    assert (skipped.outcome, ".hidden.txt" in skipped.detail) == (Outcome.SKIPPED, True)


def test_a_changed_file_takes_the_place_of_the_old_and_keeps_its_entry(
    home: Path, bundled: Path, own: Path
) -> None:
    ingest(home, bundled, own)
    manifest = home / "manifest.toml"
    drafted = load_manifest(home).documents[0].title
    manifest.write_text("# my note\n" + manifest.read_text().replace(f'"{drafted}"', '"My title"'))
    own.write_text(own.read_text().replace("12%", "15%"))

    ingest(home, bundled, own)

    (document,) = load_manifest(home).documents
    assert document.title == "My title"
    assert manifest.read_text().startswith("# my note\n")
    assert [path.name for path in (home / "documents").iterdir()] == [document.file]
    assert "15%" in served_texts(home)


def test_a_file_of_ones_own_takes_the_place_of_a_bundled_one(home: Path, bundled: Path, own: Path) -> None:
    report = ingest(home, bundled, own.rename(own.with_name("Review.txt")), keep_bundled=True)

    assert list(outcomes(report)) == ["plan", "review"]
    assert "£10,000" not in served_texts(home)


def test_two_files_of_one_name_are_not_taken_for_one(home: Path, bundled: Path, own: Path) -> None:
    other = own.parent / "other" / own.name
    other.parent.mkdir()
    other.write_text("Something else\n\n\n\nA page\n\nSome words.\n")

    report = ingest(home, bundled, own, other)

    rejected = [document for document in report.documents if document.outcome is Outcome.REJECTED]
    assert [document.detail.endswith("rename one of the files") for document in rejected] == [True]
    assert "12%" in served_texts(home)


def test_a_file_that_cannot_be_read_is_not_added(home: Path, bundled: Path, own: Path) -> None:
    empty = own.with_name("empty.txt")
    empty.write_text("")

    report = ingest(home, bundled, own, empty)

    assert report_of(report, "empty").outcome is Outcome.REJECTED
    assert [document.id for document in load_manifest(home).documents] == ["ward-report-2021"]


def test_a_manifest_written_by_hand_is_added_to(home: Path, bundled: Path, own: Path) -> None:
    write_corpus(home, mine="Mine\n\n\n\nA page\n\nSome words of mine.\n")

    ingest(home, bundled, own, keep_bundled=False)

    manifest = load_manifest(home)
    assert [document.id for document in manifest.documents] == ["mine", "ward-report-2021"]
    assert not manifest.bundled


def test_awkward_titles_and_names_survive_the_manifest(home: Path, bundled: Path, tmp_path: Path) -> None:
    title = 'A "quoted" \\ title — ünïcode'
    path = tmp_path / 'odd "name" \\.txt'
    path.write_text(f"{title}\n\n\n\nA page\n\nSome words.\n")

    ingest(home, bundled, path)

    (document,) = load_manifest(home).documents
    assert document.id == "odd-name"
    assert "quoted" in document.title or "odd" in document.title


def test_entries_are_written_as_a_person_would(home: Path, bundled: Path, own: Path) -> None:
    ingest(home, bundled, own)

    lines = (home / "manifest.toml").read_text().splitlines()

    assert "[[document]]" in lines
    assert 'kind = "other"' in lines
    assert an_entry("x").splitlines()[0] in lines


def test_progress_ends_with_the_published_index(home: Path, bundled: Path) -> None:
    steps: list[str] = []

    ingest(home, bundled, progress=lambda step, *_: steps.append(step))
    ingest(home, bundled, progress=no_progress, rebuild=True)

    assert steps[-1] == "Sweeping older generations"
    assert steps[0] == "Reading and cutting documents"


@pytest.mark.parametrize("change", [Path.unlink, lambda path: path.write_bytes(b"%PDF-1.7 another file")])
def test_a_file_that_goes_or_changes_before_its_slides_are_drawn_stops_nothing(
    home: Path, tmp_path: Path, change: Callable[[Path], object]
) -> None:
    source = draw(lambda canvas: write(canvas, 72, 100, "Burglary fell by half"))
    corpus = write_corpus(tmp_path / "corpus", review=REVIEW)
    (corpus / "documents" / "paper.pdf").write_bytes(source)
    entry = an_entry("paper", file="paper.pdf", sha256=sha256(source).hexdigest())
    with (corpus / "manifest.toml").open("a") as manifest:
        manifest.write(f"\n{entry}")

    def on_progress(step: Step, done: int, total: int, _what: str = "") -> None:
        if step is Step.READ and done == total:
            change(corpus / "documents" / "paper.pdf")

    report = ingest(home, corpus, progress=on_progress)

    assert outcomes(report) == {"review": INDEXED, "paper": Outcome.INDEXED_WITH_WARNINGS}
    assert "not drawn as it looks" in report_of(report, "paper").detail
    assert "Burglary fell by half" in served_texts(home)
