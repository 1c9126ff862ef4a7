"""No character of an export is lost or made up, whatever the export."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import DocumentRejected
from corpus.model import Block
from ingest.model import Reading
from ingest.readers.text.markup import decode_entities, is_unseen
from ingest.readers.text.reader import NOT_UNDERSTOOD
from tests.ingest.exports import DECK, GAPS, HEADED, STATED, blocks_of, read

TAG = re.compile(r"</?[A-Za-z][^<>]*>")

LINES = st.sampled_from(
    [
        *("", "", "", " ", "\t", "Calm Streets", "Progress this year", "Key facts (continued)", "Thank you!"),
        *(
            "- Fires fell.",
            "  – by 12% &amp; more",
            "• **Noise**",
            "* item\t",
            "- 1 **Lead**",
            "-",
            "- ",
            "**",
        ),
        *(
            "1. First outcome",
            "2) Second",
            "(a) Third",
            "**Bold over",
            "two lines**",
            "We did it. It was good.",
        ),
        *("Pot\tSum\tFor", "A\t£1\t<ul><li>x</li>", "B\t\t• y• z", "\tcorner", "| a | b |", "|---|---|"),
        *(
            "A photograph showing a lamp.",
            "![](x.png)",
            "[here](#) and [there](http://x/(y))",
            "<p>Text",
            "</ul>",
        ),
        *("Slide 3", "--- Slide 4 ---", "# Top", "### Notes:", "***", "---", "\f", "\ufeffx", "<!-- c -->"),
        *("[a](b", "](", "*i* _j_ __k__", "&lt;b&gt;x", "<a\u200bb>", "a\u00a0b", "lower case goes on"),
    ]
)
EXPORTS = st.lists(LINES, max_size=40).flatmap(
    lambda lines: st.sampled_from(["\n", "\r\n", "\r", "\n\n"]).map(lambda end: end.join(lines))
)
MARKED_UP = st.text(alphabet="<>/bli*[]()_&;lt#-•\t\n\r |\\! 1.aA\ufeff\u200b", max_size=120)


def read_if_worded(export: str) -> Reading | None:
    try:
        return read(export)
    except DocumentRejected:
        return None


def squeeze(text: str) -> str:
    return "".join(text.split())


def assert_nothing_lost(export: str, reading: Reading) -> None:
    blocks = blocks_of(reading)
    ranges = sorted([span for b in blocks for span in b.spans] + [drop.span for drop in reading.drops])
    assert [start for start, _ in ranges] == [0, *(end for _, end in ranges[:-1])]
    assert ranges[-1][1] == reading.characters == len(export)
    assert [drop for drop in reading.drops if drop.reason == NOT_UNDERSTOOD] == []
    for block in blocks:
        assert squeeze(block.text) == squeeze("".join(decode_entities(export[a:b]) for a, b in block.spans))


def assert_clean(reading: Reading) -> None:
    assert not any(TAG.search(slide.text) for slide in reading.slides)
    for block in blocks_of(reading):
        assert_clean_block(block)


def assert_clean_block(block: Block) -> None:
    for text in (block.text, *block.headings, *(cell.column for cell in block.cells)):
        assert not TAG.search(text)
        assert "**" not in text
        assert "](" not in text
        assert not any(is_unseen(char) for char in text)
    for cell in block.cells:
        assert cell.text in block.text
        assert all(item in cell.text for item in cell.items)


@pytest.mark.parametrize("export", [DECK.read_text(encoding="utf-8"), GAPS, STATED, HEADED])
def test_every_character_of_a_deck_is_in_one_block_or_one_drop(export: str) -> None:
    reading = read(export)

    assert_nothing_lost(export, reading)
    assert all(drop.reason for drop in reading.drops)


@pytest.mark.parametrize("export", [DECK.read_text(encoding="utf-8"), GAPS, STATED, HEADED])
def test_no_mark_up_of_a_deck_reaches_a_reader(export: str) -> None:
    assert_clean(read(export))


def test_nothing_but_marks_and_space_of_the_bundled_deck_is_dropped() -> None:
    export = DECK.read_text(encoding="utf-8")

    dropped = {export[slice(*drop.span)].strip() for drop in read(export).drops}

    tags = '<p> </p> <ul style="list-style-type: none">'
    assert dropped == {"", "-", "•", "**", "[", "](#)", *tags.split(" ", 2)}


@settings(max_examples=300, deadline=None)
@given(EXPORTS)
def test_no_character_of_any_export_is_lost(export: str) -> None:
    if reading := read_if_worded(export):
        assert_nothing_lost(export, reading)
        assert_clean(reading)


@settings(max_examples=300, deadline=None)
@given(MARKED_UP)
def test_no_mix_of_mark_up_survives_or_loses_a_character(export: str) -> None:
    if reading := read_if_worded(export):
        assert_nothing_lost(export, reading)
        assert_clean(reading)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), max_size=200))
def test_no_character_of_any_text_is_lost(export: str) -> None:
    if reading := read_if_worded(export):
        assert_nothing_lost(export, reading)


@settings(max_examples=100, deadline=None)
@given(EXPORTS)
def test_reading_twice_gives_the_same_slides(export: str) -> None:
    assert read_if_worded(export) == read_if_worded(export)
