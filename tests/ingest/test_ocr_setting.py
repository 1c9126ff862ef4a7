"""Whether pictures are read: the setting, what is missing, what fails."""

from pathlib import Path

import numpy as np
import pytest
from pptx.util import Inches

from corpus.errors import DocumentRejected, SettingsError
from ingest import seeing
from ingest.generation import find_tools
from ingest.readers.ocr.pictures import Picture, put_pictures, unpack
from ingest.readers.pdf.reader import PdfReader
from ingest.readers.pptx.reader import transcribe
from ingest.seeing import Eyes, open_eyes
from ingest.sightings import INSTALL, SeenLine, SeenWord, Sighting, Sightings
from tests.ingest import decks, pdfs, scans
from tests.ingest.exports import DOCUMENT

PICTURE = pdfs.draw(pdfs.picture)


@pytest.fixture
def missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the reader of pictures not installed."""
    monkeypatch.setattr(seeing, "find_engine", lambda: "")


@pytest.mark.usefixtures("missing")
def test_without_the_extra_a_picture_is_kept_with_its_title_and_the_way_to_read_it_told() -> None:
    sightings = open_eyes("auto").see(DOCUMENT, PICTURE)

    reading = PdfReader().read(DOCUMENT, PICTURE, sightings)

    assert reading.warnings == (
        f"page 1 is a picture without text; it is kept with its title only: {INSTALL}",
    )


@pytest.mark.usefixtures("missing")
def test_a_reader_of_pictures_that_is_set_on_and_missing_is_an_error() -> None:
    with pytest.raises(SettingsError, match=r"pip install 'ssp-assistant\[ocr\]', or set SSP_OCR=auto"):
        open_eyes("on")


def test_off_reads_no_picture_and_advises_nothing() -> None:
    assert open_eyes("off").see(DOCUMENT, PICTURE) == Sightings()


def test_a_document_without_pictures_to_read_starts_no_reader_of_pictures(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(seeing, "READ", "no.such:work")
    text = pdfs.draw(lambda canvas: pdfs.write(canvas, 60, 60, "Only words stand on this page."))

    assert Eyes("rapidocr").see(DOCUMENT, text) == Sightings("rapidocr")


def test_a_reader_of_pictures_that_fails_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seeing, "READ", "no.such:work")

    sightings = Eyes("rapidocr").see(DOCUMENT, PICTURE)
    reading = PdfReader().read(DOCUMENT, PICTURE, sightings)

    assert reading.warnings[0].startswith("page 1 could not be read (OCR): what works on it failed")
    assert reading.slides[0].blocks == ()


def test_an_index_made_without_a_reader_of_pictures_is_made_anew_with_one() -> None:
    assert len({find_tools(), find_tools("rapidocr 3.10.0"), find_tools("rapidocr 3.11.0")}) == 3


def test_words_in_doubt_are_left_out_and_listed() -> None:
    box = (0.1, 0.1, 0.2, 0.15)
    words = (
        SeenWord("Fear", 0.99, box, box),
        SeenWord("rnore", 0.41, box, box),
        SeenWord("田", 0.9, box, box),
    )
    seen = Sighting("page 1", ((0.0, 0.0, 1.0, 1.0),), 0.7, (SeenLine(words, 0.02),))

    reading = PdfReader().read(DOCUMENT, PICTURE, Sightings("rapidocr", (seen,)))

    assert [(drop.text, drop.reason) for drop in reading.drops if drop.text] == [
        ("rnore", "read from a picture with a confidence of 0.41"),
        ("田", "sign in a picture taken for a letter of another script"),
    ]
    assert scans.said(reading) == "Fear"
    pdfs.assert_tiled(reading)


def test_a_picture_comes_out_of_its_file_as_it_went_in(tmp_path: Path) -> None:
    colours = Picture("page 1", np.random.default_rng(1).integers(0, 256, (40, 50, 3), np.uint8))

    found = put_pictures([colours, "a note"], tmp_path)

    (head,) = found.heads
    assert found.notes == ("a note",)
    assert (unpack(head, (tmp_path / head.file).read_bytes()).points == colours.points).all()


def test_a_deck_of_pictures_alone_is_refused_with_the_way_to_read_it() -> None:
    deck = decks.new_deck()
    decks.add_slide(deck, decks.BLANK).shapes.add_picture(decks.make_picture(), *map(Inches, (0, 0, 9, 7)))

    with pytest.raises(DocumentRejected, match=r"pip install 'ssp-assistant\[ocr\]'"):
        transcribe(decks.PPTX, decks.to_bytes(deck), Sightings(advice=INSTALL))
