"""A deck of every shape kind: no character is lost, and it goes the way of any document."""

from pathlib import Path

from pptx.presentation import Presentation as Deck
from pptx.util import Inches

from corpus.manifest import load_manifest
from corpus.model import BlockKind
from ingest.additions import Additions, add_documents
from ingest.reading import read_document
from tests.ingest import decks
from tests.ingest.decks import CONTENT
from tests.ingest.test_pptx_objects import BOX, add_chart, add_table


def full_deck() -> Deck:
    deck = decks.new_deck()
    slide = decks.add_slide(deck, CONTENT, "Rural  crime")
    decks.fill(slide.placeholders[1], "• Hare coursing fell ", ("in the north\v by 12%", 1), "", " ")
    frame = slide.notes_slide.notes_text_frame
    assert frame is not None
    frame.text = "Say it.\n\nThank members."
    table = add_table(slide, ("Pot", "Sum"), ("Lantern\tpot", "• a\n• b"), ("", "7"))
    table.cell(1, 0).merge(table.cell(2, 0))
    add_chart(decks.add_slide(deck), "Offences", Theft=(1, None), Noise=(3, 4.5))
    last = decks.add_slide(deck, title="Hotspots")
    decks.describe(last.shapes.add_picture(decks.make_picture(), *BOX), "A map.")
    group = last.shapes.add_group_shape()
    group.shapes.add_textbox(*BOX).text_frame.text = "1. First\ufeff of all"
    decks.add_text(last, (0, 0, 1, 1), "Two\nlines").width = Inches(0)
    return deck


def test_every_character_of_a_deck_is_in_one_block_or_one_drop() -> None:
    reading, text = decks.transcribe_deck(full_deck())

    decks.assert_tiled(reading, text)
    assert all(drop.reason for drop in reading.drops)


def test_every_block_of_a_slide_has_a_box_on_it_but_notes_and_shapes_without_width() -> None:
    blocks = [block for slide in decks.read_deck(full_deck()).slides for block in slide.blocks]

    for block in blocks:
        assert (block.box is None) == (block.kind is BlockKind.NOTE or block.text == "Two\nlines")
        if block.box:
            x0, y0, x1, y1 = block.box
            assert 0 <= x0 < x1 <= 1
            assert 0 <= y0 < y1 <= 1


def test_a_deck_can_be_added_as_a_document_and_is_named_by_its_first_title(tmp_path: Path) -> None:
    path = tmp_path / "Next Year.PPTX"
    path.write_bytes(decks.to_bytes(full_deck()))
    home = tmp_path / "home"

    refused = add_documents(Additions((path,)), home, read_document)

    document = load_manifest(home).documents[0]
    assert refused == ()
    assert document.title == "Rural crime"
    assert document.file.endswith(".pptx")
