"""Broken and hostile PowerPoint files end in a reason a person can act on, and in nothing else."""

import warnings
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import DocumentRejected
from ingest.model import Reading
from ingest.readers import find_reader, zipped
from tests.ingest import decks
from tests.ingest.decks import PPTX, rewrite, to_bytes

MAIN = "ppt/presentation.xml"


def good() -> bytes:
    deck = decks.new_deck()
    slide = decks.add_slide(deck, decks.CONTENT, "Noise")
    decks.fill(slide.placeholders[1], "Complaints rose")
    return to_bytes(deck)


GOOD = good()


def read(source: bytes) -> Reading:
    return find_reader(PPTX, source).read(PPTX, source)


def with_member(name: str, content: bytes = b"", method: int = ZIP_DEFLATED) -> bytes:
    out = BytesIO(GOOD)
    with warnings.catch_warnings(), ZipFile(out, "a", method) as archive:
        warnings.simplefilter("ignore")
        archive.writestr(name, content)
    return out.getvalue()


def with_slide(source: bytes) -> bytes:
    return rewrite(GOOD, lambda members: members.update({"ppt/slides/slide1.xml": source}))


def without(name: str) -> bytes:
    return rewrite(GOOD, lambda members: members.__delitem__(name))


def replaced(name: str, old: bytes, new: bytes) -> bytes:
    def change(members: dict[str, bytes]) -> None:
        assert old in members[name]
        members[name] = members[name].replace(old, new)

    return rewrite(GOOD, change)


def flip(source: bytes, start: bytes, at: int, value: int) -> bytes:
    """Return an archive with one byte of its first record of a kind set."""
    place = source.index(start) + at
    return source[:place] + bytes([value]) + source[place + 1 :]


def lying_bomb() -> bytes:
    """Return an archive whose directory declares 10 bytes for a member of 2 MiB."""
    source = bytearray(with_member("ppt/media/bomb.bin", bytes(2 * 2**20)))
    entry = source.rindex(b"PK\x01\x02")
    source[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    return bytes(source)


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + stream.encode("utf-16-le")


def workbook() -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", b"")
    return out.getvalue()


CONTENT_TYPES = "[Content_Types].xml"
PRESENTATION = b"presentationml.presentation.main"

FAULTS = {
    "zero bytes": (b"", "is empty"),
    "text under the name of a deck": (b"Noise\n\nComplaints rose", "not what its name says"),
    "cut short": (GOOD[: len(GOOD) // 2], "damaged"),
    "cut to a start": (GOOD[:40], "zip archive"),
    "bad checksum": (flip(GOOD, b"PK\x01\x02", 16, 0x5A), "damaged"),
    "encrypted": (flip(GOOD, b"PK\x01\x02", 8, 1), "is encrypted .*password"),
    "ratio": (with_member("ppt/media/bomb.bin", bytes(2 * 2**20)), "200 times its size"),
    "declared size lies": (lying_bomb(), "damaged"),
    "unusual packing": (with_member("ppt/media/x.bin", b"x", ZIP_BZIP2), "method 12"),
    "name going up": (with_member("../../evil.txt"), "unsafe name"),
    "absolute name": (with_member("/etc/evil"), "unsafe name"),
    "backslashes": (with_member("..\\evil"), "unsafe name"),
    "drive": (with_member("C:evil"), "unsafe name"),
    "member twice": (with_member(MAIN, b"<x/>"), f"holds {MAIN} twice"),
    "no content types": (without(CONTENT_TYPES), r"no \[Content_Types\]"),
    "no main part": (without(MAIN), "ppt/presentation.xml"),
    "no slide part": (without("ppt/slides/slide1.xml"), "damaged"),
    "macros": (with_member("ppt/vbaProject.bin"), "macro-enabled"),
    "macro type": (
        replaced(CONTENT_TYPES, b"vnd.openxmlformats-officedocument." + PRESENTATION, b"x.macroEnabled.main"),
        "macro-enabled",
    ),
    "slide show": (replaced(CONTENT_TYPES, PRESENTATION, b"presentationml.slideshow.main"), "a slide show"),
    "slide is no XML": (with_slide(b"not xml"), "cannot be read"),
    "slide without shapes": (with_slide(b"<x/>"), "cannot be read"),
    "old PowerPoint": (ole("PowerPoint Document"), r"old PowerPoint file \(before 2007\)"),
    "password": (ole("EncryptedPackage"), "protected by a password"),
    "a workbook": (workbook(), "Excel"),
}


@pytest.mark.parametrize(("source", "says"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_refused_with_the_document_the_fault_and_what_to_do(source: bytes, says: str) -> None:
    with pytest.raises(DocumentRejected, match=says) as refused:
        read(source)

    assert PPTX.file in str(refused.value)


def test_a_deck_without_words_is_refused() -> None:
    deck = decks.new_deck()
    decks.add_slide(deck, decks.BLANK)

    with pytest.raises(DocumentRejected, match="holds no words on 1 slides"):
        decks.read_deck(deck)


def test_groups_nested_beyond_any_drawing_are_refused() -> None:
    deck = decks.new_deck()
    shapes = decks.add_slide(deck, title="Noise").shapes.add_group_shape().shapes
    for _ in range(60):
        shapes = shapes.add_group_shape().shapes

    with pytest.raises(DocumentRejected, match=r"slide 1 cannot be read .*nested deeper than 40"):
        decks.read_deck(deck)


@pytest.mark.parametrize(
    ("limit", "value", "says"),
    [
        ("MAX_MEMBERS", 5, "members; 5 are the most"),
        ("MAX_MEMBER_BYTES", 2**20, "unpacks to more than 1 MiB"),
        ("MAX_TOTAL_BYTES", 2**20, "above 1 MiB unpacked"),
    ],
)
def test_each_limit_is_kept(monkeypatch: pytest.MonkeyPatch, limit: str, value: int, says: str) -> None:
    monkeypatch.setattr(zipped, limit, value)
    source = with_member("ppt/media/x.bin", bytes(range(256)) * 8192)

    with pytest.raises(DocumentRejected, match=says):
        read(source)


def test_a_name_of_another_format_does_not_hide_a_deck() -> None:
    text = replace(PPTX, file="deck.txt")

    assert find_reader(text, GOOD).read(text, GOOD).slides[0].title == "Noise"


def test_a_text_that_begins_like_an_archive_is_still_a_text() -> None:
    text = replace(PPTX, file="keys.txt")
    source = b"PKI and ppt/slides\n\nKeys were changed."

    assert find_reader(text, source).read(text, source).slides[0].blocks[0].text == "PKI and ppt/slides"


def test_a_part_that_declares_entities_is_refused() -> None:
    with ZipFile(BytesIO(GOOD)) as archive:
        slide = archive.read("ppt/slides/slide1.xml")
    head, _, rest = slide.partition(b"?>")
    declared = head + b'?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + rest

    with pytest.raises(DocumentRejected, match=r"slide1\.xml declares a document type"):
        read(with_slide(declared.replace(b"Complaints rose", b"before &e; after")))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_damage_to_a_slide_ends_in_anything_but_a_refusal(data: st.DataObject) -> None:
    with ZipFile(BytesIO(GOOD)) as archive:
        name = data.draw(
            st.sampled_from(sorted(n for n in archive.namelist() if n.endswith((".xml", ".rels"))))
        )
        content = archive.read(name)
    at = data.draw(st.integers(0, len(content) - 1))
    length = data.draw(st.integers(1, 40))
    damaged = content[:at] + data.draw(st.binary(max_size=20)) + content[at + length :]

    with suppress(DocumentRejected):
        assert read(rewrite(GOOD, lambda members: members.update({name: damaged}))).characters > 0
