"""PDFs that say nothing, or cannot be read: what becomes of each is said."""

import io

import pypdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import DocumentRejected
from ingest.readers.pdf import opening, pages
from ingest.readers.pdf.crosscheck import agree, count_words
from ingest.readers.pdf.reader import PdfReader
from tests.ingest.exports import DOCUMENT
from tests.ingest.pdfs import assert_tiled, draw, encrypt, picture, read_pdf, texts, write

WORDS = "Noise fell by half in the harbour, and wardens walked forty routes each week."


def plain(canvas: Canvas) -> None:
    write(canvas, 60, 120, WORDS)


def with_outline(source: bytes, page: int, title: str) -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(source))
    writer.add_outline_item(title=title, page_number=page - 1)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_page_that_is_a_picture_is_kept_and_named_in_a_warning() -> None:
    reading = read_pdf(draw(plain, picture))

    slide = reading.slides[1]
    assert (slide.title, slide.blocks, slide.picture_only) == ("Page 2", (), True)
    assert [w for w in reading.warnings if "page 2 is a picture without text" in w]


def test_a_picture_is_called_as_the_outline_calls_its_page() -> None:
    reading = read_pdf(with_outline(draw(plain, picture), 2, "Noise by month"))

    slide = reading.slides[1]
    assert (slide.title, texts(slide), slide.blocks[0].box) == ("Noise by month", ["Noise by month"], None)
    assert slide.picture_only
    assert_tiled(reading)


def test_the_outline_renames_no_page_that_has_words() -> None:
    reading = read_pdf(with_outline(draw(plain), 1, "Something else"))

    assert texts(reading.slides[0]) == [WORDS]


def test_a_blank_page_is_kept_and_said_to_be_blank() -> None:
    reading = read_pdf(draw(plain, lambda _: None, plain))

    assert [slide.ref.number for slide in reading.slides] == [1, 2, 3]
    assert "page 2 is blank" in reading.warnings


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (b"", "is empty"),
        (b" \n ", "is empty"),
        (b"Calm streets", "is not a PDF"),
        (b"%PDF-1.7\n", "is broken"),
        (b"%PDF-1.7\n" + b"\x00\xff" * 500, "is broken"),
        (encrypt(plain), "is encrypted"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(source: bytes, says: str) -> None:
    with pytest.raises(DocumentRejected, match=says) as refused:
        PdfReader().read(DOCUMENT, source)

    assert DOCUMENT.file in str(refused.value)
    assert "save" in str(refused.value)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.95])
def test_a_truncated_file_is_refused_or_read_whole(share: float) -> None:
    source = draw(*[plain] * 8)

    try:
        reading = read_pdf(source[: int(len(source) * share)])
    except DocumentRejected as refused:
        assert "is broken" in str(refused)  # noqa: PT017  either outcome is right, half a document is not
    else:
        assert [texts(slide) for slide in reading.slides] == [[WORDS]] * 8


def test_an_encrypted_file_that_opens_without_a_password_is_read() -> None:
    writer = pypdf.PdfWriter(io.BytesIO(draw(plain)))
    writer.encrypt("", "owner", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)

    assert texts(read_pdf(out.getvalue()).slides[0]) == [WORDS]


def test_more_pages_than_are_read_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_PAGES", 2)

    with pytest.raises(DocumentRejected, match="has 3 pages, more than the 2 that are read: split it"):
        read_pdf(draw(plain, plain, plain))


def test_a_page_with_too_many_characters_is_cut_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MAX_CHARS", 13)

    reading = read_pdf(draw(plain))

    assert texts(reading.slides[0]) == ["Noise fell by"]
    assert reading.warnings[0].startswith(f"page 1 holds {len(WORDS)} characters; the first 13 are read")


def test_a_page_that_another_reader_reads_otherwise_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MAX_CHARS", 13)

    reading = read_pdf(draw(plain))

    assert [
        w for w in reading.warnings if w.startswith("page 1: only 21% of its words are read alike by pdfium")
    ]


def test_a_page_that_all_readers_read_alike_is_not_named() -> None:
    assert read_pdf(draw(plain)).warnings == ()


def test_agreement_is_the_share_of_the_words_of_whoever_found_more() -> None:
    assert agree(count_words(["Noise fell"]), count_words(["noise", "fell", "by", "half"])) == 0.5
    assert agree(count_words([]), count_words([])) == 1.0
