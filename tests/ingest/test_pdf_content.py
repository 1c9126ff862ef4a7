"""A page's content stream is told apart as pdfminer tells it, and what the file says of itself is read."""

import io
from collections.abc import Callable
from time import process_time

import pypdf
import pytest
from pdfminer.psparser import LIT
from pypdf.constants import PageLabelStyle
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, create_string_object

from ingest.readers.pdf.content import NotPlain, Operator, read_tokens
from tests.ingest.pdfs import draw, read_pdf, texts, write


@pytest.mark.parametrize(
    ("data", "tokens"),
    [
        (b"1 -2.5 .5 +3 Td", [1, -2.5, 0.5, 3, "Td"]),
        (b"(Calm (old) town) Tj", [b"Calm (old) town", "Tj"]),
        (rb"(a\)b\101\\\n) Tj", [b"a)bA\\\n", "Tj"]),
        (b"(a\\\nb) '", [b"ab", "'"]),
        (b"<48 65 6C6> Tj", [b"Hel`", "Tj"]),
        (b"[(A) -120 (B)]TJ", [[b"A", -120, b"B"], "TJ"]),
        (b"/F1 12 Tf T*", [LIT("F1"), 12, "Tf", "T*"]),
        (b"/Span <</MCID 3 /Lang(en)>>BDC", None),
        (b"/P <</MCID 3>>BDC EMC", [LIT("P"), {}, "BDC", "EMC"]),
        (b"", []),
    ],
)
def test_content_is_operands_and_operators(data: bytes, tokens: list[object] | None) -> None:
    if tokens is None:
        with pytest.raises(NotPlain):
            list(read_tokens(data))
        return
    assert list(read_tokens(data)) == tokens


def test_an_operator_is_no_operand() -> None:
    assert [isinstance(token, Operator) for token in read_tokens(b"(Tj) Tj")] == [False, True]


@pytest.mark.parametrize(
    "data",
    [b"BI /W 1 ID x EI", b"(open", b"[1 2", b"1 2]", b"[[1]]TJ", b"% note\n1 w", b"1-2 w", b"{", b"<<"],
)
def test_what_is_not_plain_is_left_to_pdfminer(data: bytes) -> None:
    with pytest.raises(NotPlain):
        list(read_tokens(data))


def test_much_that_is_not_plain_is_left_at_its_first_sign() -> None:
    data = rb"1 0 Td " + rb"\(" * 200_000

    started = process_time()
    with pytest.raises(NotPlain):
        read_tokens(data)

    assert process_time() - started < 1


def test_a_number_that_comes_again_is_read_alike_and_an_array_anew() -> None:
    first, second = (token for token in read_tokens(b"[1 .5] TJ [1 .5] TJ") if isinstance(token, list))

    assert first == second == [1, 0.5]
    assert first is not second


def rewrite(source: bytes, change: Callable[[pypdf.PdfWriter], None]) -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(source))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_page_whose_content_has_a_comment_says_the_same() -> None:
    source = draw(lambda canvas: write(canvas, 60, 60, "Noise fell"))

    def comment(writer: pypdf.PdfWriter) -> None:
        content = writer.pages[0].get_contents()
        assert content is not None
        content.set_data(b"% drawn by hand\n" + content.get_data())
        writer.pages[0][NameObject("/Contents")] = writer._add_object(content)

    assert read_pdf(rewrite(source, comment)).slides == read_pdf(source).slides


def test_the_files_own_page_labels_are_the_slides_labels() -> None:
    def label(writer: pypdf.PdfWriter) -> None:
        writer.set_page_label(0, 1, style=PageLabelStyle.LOWERCASE_ROMAN)
        writer.set_page_label(2, 2, style=PageLabelStyle.DECIMAL, start=1)

    source = draw(*[lambda canvas: write(canvas, 60, 60, "Noise fell")] * 3)

    assert [slide.label for slide in read_pdf(rewrite(source, label)).slides] == ["i", "ii", "1"]


def test_the_files_properties_are_read_clean_and_days_are_iso() -> None:
    def describe(writer: pypdf.PdfWriter) -> None:
        writer.metadata = {
            "/Title": "Calm\x00 streets ",
            "/Author": "Invented Borough",
            "/CreationDate": "D:20310405120000Z",
            "/ModDate": "yesterday",
        }

    properties = read_pdf(rewrite(draw(lambda canvas: write(canvas, 60, 60, "Noise")), describe)).properties

    assert [one for one in properties if one[0] != "subject"] == [
        ("title", "Calm streets"),
        ("author", "Invented Borough"),
        ("created", "2031-04-05"),
    ]


def test_labels_that_make_no_sense_are_none() -> None:
    def label(writer: pypdf.PdfWriter) -> None:
        numbers = ArrayObject([NumberObject(0), create_string_object("nonsense")])
        writer.root_object[NameObject("/PageLabels")] = DictionaryObject({NameObject("/Nums"): numbers})

    reading = read_pdf(rewrite(draw(lambda canvas: write(canvas, 60, 60, "Noise fell")), label))

    assert (texts(reading.slides[0]), reading.slides[0].label) == (["Noise fell"], "")
