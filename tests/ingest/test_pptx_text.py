"""Titles, bodies, text boxes, groups and notes of PowerPoint decks."""

import re
from datetime import UTC, datetime
from itertools import pairwise

from lxml import etree
from pptx.util import Inches

from corpus.model import BlockKind, Drop
from corpus.records import from_json, to_json
from ingest.readers import find_reader
from tests.ingest import decks, exports
from tests.ingest.decks import BLANK, CONTENT, TITLE_SLIDE

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A_T = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
BULLET, PARAGRAPH, HEADING, NOTE = (
    BlockKind.BULLET,
    BlockKind.PARAGRAPH,
    BlockKind.HEADING,
    BlockKind.NOTE,
)


def test_slides_are_numbered_as_the_deck_orders_them_and_exact() -> None:
    deck = decks.new_deck()
    for title in ("Noise", "Bicycles", "Lanterns"):
        decks.add_slide(deck, title=title)
    order = deck.slides._sldIdLst
    order.insert(0, order[2])

    slides = decks.read_deck(deck).slides

    assert [(s.ref.number, s.ref.inferred, s.title) for s in slides] == [
        (1, False, "Lanterns"),
        (2, False, "Noise"),
        (3, False, "Bicycles"),
    ]


def test_a_subtitle_is_a_paragraph_under_the_title() -> None:
    deck = decks.new_deck()
    slide = decks.add_slide(deck, TITLE_SLIDE, "Invented Borough Review")
    decks.fill(slide.placeholders[1], "Yearly report to members", "June 2032")

    reading = decks.read_deck(deck)

    assert reading.slides[0].blocks[0].kind is BlockKind.TITLE
    assert decks.said(reading) == [(PARAGRAPH, "Yearly report to members\nJune 2032")]


def test_a_body_gives_bullets_with_their_levels() -> None:
    deck = decks.new_deck()
    slide = decks.add_slide(deck, CONTENT, "Rural crime")
    decks.fill(slide.placeholders[1], "Hare coursing fell", ("in the north by 12%", 1), ("by foot", 2))

    blocks = decks.read_deck(deck).slides[0].blocks[1:]

    assert [(b.kind, b.level) for b in blocks] == [(BULLET, 0), (BULLET, 1), (BULLET, 2)]


def test_numbered_paragraphs_have_the_numbers_that_the_slide_shows() -> None:
    deck = decks.new_deck()
    slide = decks.add_slide(deck, title="Steps")
    box = decks.add_text(slide, (1, 2, 5, 2), "Agree the plan", "Fund the plan")
    decks.make_bullets(box, numbered=True)

    assert decks.said(decks.read_deck(deck)) == [
        (BlockKind.NUMBERED, "1. Agree the plan"),
        (BlockKind.NUMBERED, "2. Fund the plan"),
    ]


def test_a_typed_bullet_is_a_bullet_and_its_sign_is_listed() -> None:
    deck = decks.new_deck()
    decks.add_text(decks.add_slide(deck, title="Steps"), (1, 2, 5, 2), "• Agree the plan.")

    reading, text = decks.transcribe_deck(deck)

    assert decks.said(reading) == [(BULLET, "Agree the plan.")]
    assert decks.dropped(reading, text) == [("• ", "list mark")]


def test_a_first_line_over_bullets_in_a_box_heads_them_and_no_other_box() -> None:
    deck = decks.new_deck()
    slide = decks.add_slide(deck, title="Evenings")
    left = decks.add_text(slide, (0.5, 2, 4, 3), "Walks", ("Wardens walked 40 routes", 1))
    right = decks.add_text(slide, (5, 2, 4, 3), "Two refuges opened.")
    decks.make_bullets(left, first=1)
    decks.make_bullets(right)

    reading = decks.read_deck(deck)

    assert decks.block(reading, "Walks").kind is HEADING
    assert decks.block(reading, "Wardens walked 40 routes").headings == ("Walks",)
    assert decks.block(reading, "Wardens walked 40 routes").level == 0
    assert decks.block(reading, "Two refuges opened.").headings == ()


def test_a_groups_alternative_text_is_a_caption_before_what_is_in_it() -> None:
    deck = decks.new_deck()
    group = decks.add_slide(deck, title="Flow").shapes.add_group_shape()
    group.shapes.add_textbox(
        Inches(0), Inches(0), Inches(2), Inches(1)
    ).text_frame.text = "first of two steps."
    decks.describe(group, "How a report is handled.")

    reading = decks.read_deck(deck)

    assert decks.said(reading) == [
        (BlockKind.CAPTION, "How a report is handled."),
        (PARAGRAPH, "first of two steps."),
    ]
    assert reading.warnings == ()


def test_a_slide_without_title_placeholder_is_named_by_the_short_line_on_top() -> None:
    deck = decks.new_deck()
    slide = decks.add_slide(deck, BLANK)
    decks.add_text(slide, (0.5, 3, 8, 2), "Thefts fell by 14% after racks were fitted.")
    decks.add_text(slide, (0.5, 0.3, 8, 1), "Bicycles")

    reading = decks.read_deck(deck)

    assert [b.kind for b in reading.slides[0].blocks] == [BlockKind.TITLE, PARAGRAPH]
    assert reading.slides[0].title == "Bicycles"


def test_a_line_above_the_titles_of_several_slides_is_their_theme_and_another_is_not() -> None:
    deck = decks.new_deck()
    for line, title in (("Calm Streets", "Bicycles"), ("Calm Streets", "Noise"), ("Draft", "Lanterns")):
        slide = decks.add_slide(deck, title=title)
        decks.add_text(slide, (0.5, 0, 4, 0.3), line)

    reading = decks.read_deck(deck)

    assert exports.names(reading) == [
        (1, "Calm Streets", "Bicycles"),
        (2, "Calm Streets", "Noise"),
        (3, "", "Lanterns"),
    ]
    assert decks.texts(reading, 3) == ["Draft"]


def test_notes_are_marked_as_notes() -> None:
    deck = decks.new_deck()
    slide = decks.add_slide(deck, CONTENT, "Hotspots")
    decks.fill(slide.placeholders[1], "North Fen")
    frame = slide.notes_slide.notes_text_frame
    assert frame is not None
    frame.text = "Say that the map is two years old.\nThank members."

    assert decks.said(decks.read_deck(deck)) == [
        (BULLET, "North Fen"),
        (NOTE, "Say that the map is two years old."),
        (NOTE, "Thank members."),
    ]


def test_hidden_slides_are_kept_and_named() -> None:
    deck = decks.new_deck()
    for title in ("Noise", "Bicycles", "Lanterns"):
        decks.add_slide(deck, title=title)
    for at in (0, 2):
        deck.slides[at]._element.set("show", "0")

    reading = decks.read_deck(deck)

    assert [slide.title for slide in reading.slides] == ["Noise", "Bicycles", "Lanterns"]
    assert reading.warnings == ("hidden in the presentation: slides 1, 3",)


def test_footers_dates_and_slide_numbers_are_left_out_and_listed() -> None:
    deck = decks.new_deck()
    slide = decks.add_slide(deck, title="Noise")
    for name, text in (("ftr", "Invented Borough"), ("dt", "3 June 2032"), ("sldNum", "1")):
        box = decks.add_text(slide, (1, 7, 2, 0.4), text)
        etree.SubElement(box._element.find(f"{P}nvSpPr/{P}nvPr"), f"{P}ph", type=name)

    reading, text = decks.transcribe_deck(deck)

    assert decks.texts(reading) == []
    assert sorted(decks.dropped(reading, text)) == [
        ("1", "slide number"),
        ("3 June 2032", "date"),
        ("Invented Borough", "footer"),
    ]


def test_what_the_layout_draws_is_left_out_once_and_its_words_are_listed() -> None:
    deck = decks.new_deck()
    slides = [decks.add_slide(deck, title=title) for title in ("Noise", "Bicycles")]
    box = decks.add_text(slides[0], (1, 7, 2, 0.4), "OFFICIAL _xD800_ paper")
    slides[0].slide_layout._element.cSld.spTree.append(box._element)

    reading, text = decks.transcribe_deck(deck)

    assert [decks.texts(reading, number) for number in (1, 2)] == [[], []]
    drawn = [drop.text for drop in reading.drops if drop.reason == "drawn by the slide layout"]
    assert drawn == ["OFFICIAL paper"]
    assert all(from_json(Drop, to_json(drop)) == drop for drop in reading.drops)
    decks.assert_tiled(reading, text)


def test_text_that_a_newer_program_shows_is_read_and_its_stand_in_is_not() -> None:
    deck = decks.new_deck()
    slide = decks.add_slide(deck, title="Alternatives")
    newer = decks.add_text(slide, (1, 2, 5, 1), "shown by newer programs.")._element
    older = decks.add_text(slide, (1, 2, 5, 1), "shown by older programs.")._element
    compatibility = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
    either = etree.SubElement(newer.getparent(), f"{compatibility}AlternateContent")
    etree.SubElement(either, f"{compatibility}Choice", Requires="a14").append(newer)
    etree.SubElement(either, f"{compatibility}Fallback").append(older)

    assert decks.texts(decks.read_deck(deck)) == ["shown by newer programs."]


def test_line_breaks_controls_and_surrogates_reach_no_reader() -> None:
    deck = decks.new_deck()
    slide = decks.add_slide(deck, title="Night\vwalks")
    box = decks.add_text(slide, (1, 2, 5, 1), "x")
    box.text_frame.paragraphs[0].runs[0]._r.find(A_T).text = "a\u200bb_x0007_c  d_xD800_e_x000B_f."

    reading, text = decks.transcribe_deck(deck)

    assert reading.slides[0].title == "Night walks"
    assert decks.texts(reading) == ["abc de\nf."]
    assert [why for _, why in decks.dropped(reading, text)] == [
        "control character",
        "control character",
        "repeated space",
        "control character",
    ]
    decks.assert_tiled(reading, text)


def test_a_deck_gives_the_titles_and_bullets_of_its_text_export() -> None:
    deck = decks.new_deck()
    cover = decks.add_slide(deck, TITLE_SLIDE, "Fictional County Partnership")
    cover.placeholders[1].text_frame.text = "Strategic assessment"
    rural = decks.add_slide(deck, CONTENT, "Rural crime")
    north, south = "in the north by 12%", "in the south by 3%"
    decks.fill(rural.placeholders[1], "Hare coursing fell", (north, 1), (south, 1), "Plant theft rose")
    exported = exports.read(exports.STATED).slides[:2]

    slides = decks.read_deck(deck).slides

    assert [slide.title for slide in slides] == [slide.title for slide in exported]
    assert [[(b.kind, b.text, b.level) for b in slide.blocks] for slide in slides] == [
        [(b.kind, b.text, b.level) for b in slide.blocks] for slide in exported
    ]


def test_ids_last_through_a_reading_and_differ_for_equal_bullets() -> None:
    deck = decks.new_deck()
    slide = decks.add_slide(deck, CONTENT, "Rural crime")
    decks.fill(slide.placeholders[1], "Same", "Same")

    first, again = (decks.read_deck(deck).slides[0].blocks for _ in range(2))

    assert [b.id for b in first] == [b.id for b in again]
    assert all(a.id != b.id for a, b in pairwise(first))


def test_what_the_file_says_of_itself_is_kept() -> None:
    deck = decks.new_deck()
    decks.add_slide(deck, title="Steps")
    deck.core_properties.title, deck.core_properties.author = "Invented Review", "Invented Board"
    deck.core_properties.created = datetime(2031, 5, 6, 7, 8, tzinfo=UTC)

    found = dict(decks.read_deck(deck).properties)

    assert (found["title"], found["author"], found["created"]) == (
        "Invented Review",
        "Invented Board",
        "2031-05-06",
    )


def test_a_file_that_says_nothing_of_itself_has_no_properties() -> None:
    deck = decks.new_deck()
    decks.add_slide(deck, title="Steps")
    bare = decks.rewrite(
        decks.to_bytes(deck),
        lambda members: members.update(
            {
                "_rels/.rels": re.sub(
                    rb"<Relationship [^>]*core-properties[^>]*/>", b"", members["_rels/.rels"]
                )
            }
        ),
    )

    assert find_reader(decks.PPTX, bare).read(decks.PPTX, bare).properties == ()
