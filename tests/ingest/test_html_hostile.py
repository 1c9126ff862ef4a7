"""Encodings, broken mark-up and hostile pages: read as a browser would, or refused with a reason."""

import codecs
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import DocumentRejected
from ingest.readers import find_reader
from ingest.readers.html import reader as reading
from ingest.readers.html.reader import HtmlReader
from tests.ingest import decks, webpages
from tests.ingest.webpages import PAGE, STATE, wrap

WORDS = "Café – £5 for “all”"


def meta(charset: str) -> str:
    return wrap(f"<p>{WORDS}</p>", f'<meta charset="{charset}">')


@pytest.mark.parametrize(
    "source",
    [
        meta("utf-8").encode(),
        meta("windows-1252").encode("cp1252"),
        meta("iso-8859-1").encode("cp1252"),
        wrap(f"<p>{WORDS}</p>").encode("cp1252"),
        meta("windows-1252").encode(),
        codecs.BOM_UTF8 + meta("windows-1252").encode(),
        codecs.BOM_UTF16_LE + meta("utf-16").encode("utf-16-le"),
        b'<?xml version="1.0" encoding="utf-8"?>' + meta("utf-8").encode(),
        meta("no-such-code").encode("cp1252"),
        wrap(
            f"<p>{WORDS}</p>", '<meta http-equiv="Content-Type" content="text/html; charset=cp1252">'
        ).encode("cp1252"),
    ],
)
def test_a_page_is_read_in_its_encoding(source: bytes) -> None:
    assert decks.texts(webpages.read_page(source)) == [WORDS]


def test_another_encoding_that_is_stated_is_used() -> None:
    page = wrap("<p>Łódź</p>", '<meta charset="iso-8859-2">')

    assert decks.texts(webpages.read_page(page.encode("iso-8859-2"))) == ["Łódź"]


FAULTS = {
    "nothing": (b"", "holds no page|shows no words"),
    "no words": (wrap("<img src='x'><script>y</script>").encode(), "shows no words"),
    "hidden words only": (wrap("<p hidden>x</p>").encode(), "shows no words"),
    "zero bytes": (b"<html>\0</html>", "byte 6 is zero"),
    "nested deeper than any page": (
        wrap("<div>" * 100_000 + "deep" + "</div>" * 100_000).encode(),
        "deeper than 250 levels",
    ),
    "nested lists": (wrap("<ul><li>" * 300 + "deep").encode(), "deeper than 250 levels"),
    "too large": (wrap("<p>x</p>" + " " * 11 * 2**20).encode(), "10 MiB is the most"),
}


@pytest.mark.parametrize(("source", "says"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_refused_with_the_document_the_fault_and_what_to_do(source: bytes, says: str) -> None:
    with pytest.raises(DocumentRejected, match=says) as refused:
        webpages.read_page(source)

    assert PAGE.file in str(refused.value)


def test_a_page_of_too_many_parts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_BLOCKS", 5)

    with pytest.raises(DocumentRejected, match="parts; 5 are the most"):
        webpages.read_page(STATE)


def test_depth_that_a_page_may_have_is_read() -> None:
    deep = wrap("<div>" * 200 + "<p>deep</p>" + "</div>" * 200)

    assert decks.texts(webpages.read_page(deep)) == ["deep"]


def test_a_span_too_large_for_any_table_harms_nothing() -> None:
    table = (
        "<table><tr><td colspan='999999' rowspan='999999'>x</td><td>1</td></tr><tr><td>y</td></tr></table>"
    )

    decks.assert_tiled(*webpages.transcribe_page(wrap(table)))


def test_entities_that_a_page_declares_are_not_resolved() -> None:
    page = (
        '<!DOCTYPE html [<!ENTITY e SYSTEM "file:///etc/hostname">]><html><body><p>a &e; b</p></body></html>'
    )

    assert "&e;" in webpages.read_page(page).slides[-1].text


@pytest.mark.parametrize(
    "start", ["<!DOCTYPE html>", "<html>", "<!-- saved from url=(0026) -->\n<html>", "\ufeff <!doctype HTML>"]
)
def test_a_page_is_known_by_its_start_whatever_the_file_is_called(start: str) -> None:
    text = replace(PAGE, file="page.txt")

    assert isinstance(find_reader(text, f"{start}<p>Noise".encode()), HtmlReader)


@pytest.mark.parametrize("name", ["page.html", "page.HTM", "page.xhtml"])
def test_a_part_of_a_page_is_known_by_its_name(name: str) -> None:
    assert isinstance(find_reader(replace(PAGE, file=name), b"<p>Noise"), HtmlReader)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_damage_loses_words_silently(data: st.DataObject) -> None:
    at = data.draw(st.integers(300, len(STATE) - 1))
    length = data.draw(st.integers(0, 40))
    put = data.draw(
        st.sampled_from(["<", ">", "</table>", "<td>", "<li>", "</main>", "&#0;", "<p><table>", '"'])
    )

    with suppress(DocumentRejected):
        decks.assert_tiled(*webpages.transcribe_page(STATE[:at] + put + STATE[at + length :]))
