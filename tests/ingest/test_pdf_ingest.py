"""A PDF of one's own is added as any other document."""

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from corpus.generation import open_generation
from corpus.manifest import load_manifest
from ingest.additions import Additions
from ingest.check import check_generation
from ingest.model import IngestReport, Outcome
from ingest.pipeline import ingest_corpus
from tests.fakes import FakeEmbedder, write_corpus
from tests.ingest.pdfs import BOLD, draw, encrypt, picture, write

EMBEDDER = FakeEmbedder()
REVIEW = "Annual Review\n\n\n\nHate crime\n\nThe fund of £10,000 paid for nine projects.\n"


def add(tmp_path: Path, name: str, source: bytes) -> IngestReport:
    path = tmp_path / name
    path.write_bytes(source)
    bundled = write_corpus(tmp_path / "bundled", review=REVIEW)
    home = tmp_path / "home"
    return ingest_corpus(
        home, EMBEDDER, bundled=bundled, additions=Additions((path,), bundled=True), check=check_generation
    )


def page(canvas: Canvas) -> None:
    write(canvas, 60, 60, "Noise by the harbour", 24, BOLD)
    write(canvas, 60, 120, "Complaints fell by 12% in the summer.")


def deck() -> bytes:
    return draw(picture, page)


def test_an_added_pdf_is_indexed_page_by_page(tmp_path: Path) -> None:
    report = add(tmp_path, "Ward Plan.pdf", deck())

    assert (report.documents[1].outcome, report.documents[1].slides) == (Outcome.INDEXED_WITH_WARNINGS, 2)
    with open_generation(tmp_path / "home", model_sha256=EMBEDDER.model_sha256) as generation:
        assert "12%" in generation.slides[("ward-plan", 2)].text


def test_an_added_pdf_is_called_by_its_first_title_and_not_by_a_picture_before_it(tmp_path: Path) -> None:
    add(tmp_path, "Ward Plan.pdf", deck())

    assert [d.title for d in load_manifest(tmp_path / "home").documents] == ["Noise by the harbour"]


def test_a_pdf_that_cannot_be_read_is_refused_and_the_others_are_in(tmp_path: Path) -> None:
    report = add(tmp_path, "Locked.pdf", encrypt(picture))

    assert [d.outcome for d in report.documents] == [Outcome.INDEXED_WITH_WARNINGS, Outcome.REJECTED]
    assert "is encrypted" in report.documents[1].detail


def test_pages_without_words_are_told_in_the_report(tmp_path: Path) -> None:
    report = add(tmp_path, "Ward Plan.pdf", deck())

    assert report.documents[1].detail == "page 1 is a picture without text; it is kept with its title only"
