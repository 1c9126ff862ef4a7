"""Broken and hostile Word files end in a reason a person can act on, and in nothing else."""

from contextlib import suppress
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import DocumentRejected
from ingest.readers import find_reader
from ingest.reading import read_apart
from tests.ingest import words
from tests.ingest.decks import rewrite
from tests.ingest.words import DECLARED, DOCX, new_document, part_xml, run_xml, to_bytes

MAIN = "word/document.xml"


def good() -> bytes:
    made = new_document("Theft fell.")
    made.add_paragraph("Walk", style="List Number")
    words.add_rows(made, ("Ward", "Thefts"), ("North", "12"))
    return to_bytes(made)


GOOD = good()


def with_main(content: bytes) -> bytes:
    return rewrite(GOOD, lambda members: members.update({MAIN: content}))


def with_body(body: str) -> bytes:
    return with_main(part_xml("w:document", f"<w:body>{body}</w:body>").encode())


def without(name: str) -> bytes:
    return rewrite(GOOD, lambda members: members.__delitem__(name))


def replaced(name: str, old: bytes, new: bytes) -> bytes:
    return rewrite(GOOD, lambda members: members.update({name: members[name].replace(old, new)}))


def nested(start: str, end: str, times: int) -> bytes:
    return with_body(start * times + f"<w:p>{run_xml('deep')}</w:p>" + end * times)


OFFICE = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DECLARATION = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e "boom">]>'

FAULTS = {
    "cut short": (GOOD[: len(GOOD) // 2], "damaged"),
    "no main part": (without(MAIN), "word/document.xml"),
    "no relationships": (without("_rels/.rels"), "damaged"),
    "no XML": (with_main(b"not xml"), "damaged: its parts cannot be read"),
    "no body": (with_main(part_xml("w:document").encode()), "damaged"),
    "no words": (with_body("<w:p/>"), "holds no words"),
    "declares entities": (with_main(DECLARATION + b"<x/>"), "declares a document type"),
    "strict form": (
        replaced(MAIN, OFFICE, b"http://purl.oclc.org/ooxml/wordprocessingml/main"),
        "Strict Open XML",
    ),
    "macros": (
        replaced("[Content_Types].xml", b"document.main+xml", b"document.macroEnabled.main+xml"),
        "macro-enabled|plain presentation",
    ),
    "tables in tables": (
        nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 60),
        "nested deeper than|damaged",
    ),
    "controls in controls": (nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 80), "nested deeper"),
    "deeper than any parser": (nested("<w:sdt>", "</w:sdt>", 5_000), "damaged"),
}


@pytest.mark.parametrize(("source", "says"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_refused_with_the_document_the_fault_and_what_to_do(source: bytes, says: str) -> None:
    with pytest.raises(DocumentRejected, match=says) as refused:
        find_reader(DOCX, source).read(DOCX, source)

    assert DOCX.file in str(refused.value)


def test_a_number_too_large_for_any_table_harms_nothing() -> None:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr><w:p>{run_xml("North")}</w:p></w:tc>'
    row = f'<w:tr><w:trPr><w:gridBefore w:val="99999999"/></w:trPr>{cell}</w:tr>'

    with pytest.raises(DocumentRejected, match="holds no words"):
        words.read_words(with_body(f"<w:tbl>{row}{row}</w:tbl>"))


def test_a_word_document_is_read_apart_from_the_program() -> None:
    reading = read_apart(DOCX, GOOD)

    assert reading == words.read_words(GOOD)


def test_declarations_of_a_part_are_those_of_the_format() -> None:
    assert OFFICE.decode() in DECLARED


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_damage_ends_in_anything_but_a_refusal(data: st.DataObject) -> None:
    with ZipFile(BytesIO(GOOD)) as archive:
        name = data.draw(
            st.sampled_from(sorted(n for n in archive.namelist() if n.endswith((".xml", ".rels"))))
        )
        content = archive.read(name)
    at = data.draw(st.integers(0, len(content) - 1))
    length = data.draw(st.integers(1, 40))
    damaged = content[:at] + data.draw(st.binary(max_size=20)) + content[at + length :]

    with suppress(DocumentRejected):
        assert words.read_words(rewrite(GOOD, lambda members: members.update({name: damaged}))).characters > 0
