"""Pictures, hidden shapes and objects that cannot be read in PowerPoint decks."""

import pytest

from corpus.model import BlockKind
from tests.ingest import decks
from tests.ingest.test_pptx_objects import BOX, add_chart, add_table


def test_a_pictures_alternative_text_is_a_caption_and_a_file_name_is_not() -> None:
    deck = decks.new_deck()
    slide = decks.add_slide(deck, title="Hotspots")
    for descr in ("A map of where plant was stolen.", "map.png"):
        picture = slide.shapes.add_picture(decks.make_picture(), *BOX)
        decks.describe(picture, descr)

    reading, text = decks.transcribe_deck(deck)

    assert decks.said(reading) == [(BlockKind.CAPTION, "A map of where plant was stolen.")]
    assert decks.dropped(reading, text) == [("map.png", "file name as alternative text")]


@pytest.mark.parametrize("described", [True, False])
def test_a_slide_of_a_picture_alone_is_picture_only_and_named(*, described: bool) -> None:
    deck = decks.new_deck()
    slide = decks.add_slide(deck, title="Hotspots")
    picture = slide.shapes.add_picture(decks.make_picture(), *BOX)
    decks.describe(picture, "A map." if described else "")

    reading = decks.read_deck(deck)

    assert reading.slides[0].picture_only
    assert reading.warnings == ("nothing but pictures to read: slide 1",)


def test_a_chart_without_kept_values_is_picture_only_and_one_with_values_is_not() -> None:
    deck = decks.new_deck()
    add_chart(decks.add_slide(deck, title="Empty"), "Offences", Theft=(None, None))
    add_chart(decks.add_slide(deck, title="Full"), "Offences", Theft=(1, 2))

    slides = decks.read_deck(deck).slides

    assert [slide.picture_only for slide in slides] == [True, False]


def test_hidden_shapes_are_left_out_and_listed() -> None:
    deck = decks.new_deck()
    slide = decks.add_slide(deck, title="Noise")
    decks.add_text(slide, (1, 2, 5, 1), "an old draft.")._element.nvSpPr.cNvPr.set("hidden", "1")

    reading, text = decks.transcribe_deck(deck)

    assert decks.texts(reading) == []
    assert decks.dropped(reading, text) == [("an old draft.", "hidden shape")]


def test_a_chart_whose_part_is_missing_costs_its_own_words_alone() -> None:
    deck = decks.new_deck()
    slide = decks.add_slide(deck, title="Noise")
    add_chart(slide, "Offences", Theft=(1, 2))
    slide.part.drop_rel(next(rid for rid, rel in slide.part.rels.items() if rel.reltype.endswith("/chart")))

    reading = decks.read_deck(deck)

    assert reading.slides[0].title == "Noise"
    assert "objects of the kind 'chart' were not read: slide 1" in reading.warnings


def test_an_object_of_an_unknown_kind_is_named() -> None:
    deck = decks.new_deck()
    slide = decks.add_slide(deck, title="Noise")
    add_table(slide, ("a", "b"), ("c", "d"))
    data = next(slide._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"))
    data.remove(data[0])
    data.set("uri", "http://schemas.example/2014/chartex")

    assert "objects of the kind 'chartex' were not read: slide 1" in decks.read_deck(deck).warnings
