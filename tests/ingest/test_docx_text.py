"""Headings, lists, notes, fields, changes and text boxes of Word documents."""

import pytest
from docx.document import Document as WordDocument

from corpus.model import BlockKind
from tests.ingest import decks, words
from tests.ingest.words import (
    add_part,
    add_xml,
    field_xml,
    new_document,
    part_xml,
    run_xml,
    to_bytes,
)

PARAGRAPH, HEADING, BULLET, NUMBERED = (
    BlockKind.PARAGRAPH,
    BlockKind.HEADING,
    BlockKind.BULLET,
    BlockKind.NUMBERED,
)


def test_headings_stand_over_what_is_under_them() -> None:
    made = new_document()
    made.add_paragraph("Invented Plan", style="Title")
    made.add_heading("Priorities", 1)
    made.add_heading("Theft", 2)
    made.add_paragraph("Racks were fitted.")

    slide = words.read_words(made).slides[0]

    assert slide.title == "Invented Plan"
    assert slide.blocks[-1].headings == ("Priorities", "Theft")


def test_a_heading_is_known_by_its_outline_level_through_the_styles_it_is_based_on() -> None:
    made = new_document()
    base = made.styles.add_style("Kapitel", 1)
    base.element.get_or_add_pPr().append(words.element('<w:outlineLvl w:val="0"/>'))
    made.styles.add_style("Kapitel gross", 1).base_style = base
    made.add_paragraph("Nachtwege", style="Kapitel gross")
    made.add_paragraph("Lanterns were lit.")

    assert words.read_words(made).slides[0].title == "Nachtwege"


def test_styles_based_on_each_other_in_a_ring_end() -> None:
    made = new_document()
    one, two = made.styles.add_style("One", 1), made.styles.add_style("Two", 1)
    one.base_style, two.base_style = two, one
    made.add_paragraph("Lanterns were lit.", style="One")

    assert decks.texts(words.read_words(made)) == ["Lanterns were lit."]


def test_sentences_in_a_headings_style_are_text() -> None:
    made = new_document()
    made.add_heading("Theft", 1)
    sentence = (
        "The wardens of the borough walked forty routes in the evenings of last year, and two more by day."
    )
    made.add_heading(sentence, 2)

    assert decks.said(words.read_words(made)) == [(PARAGRAPH, sentence)]


def test_a_bold_line_over_text_is_a_heading_where_no_style_tells_of_any() -> None:
    made = new_document()
    for name in ("1. Purpose of report", "2. Theft"):
        made.add_paragraph().add_run(name).bold = True
        made.add_paragraph(f"What {name[3:]} is about.")

    reading = words.read_words(made)

    assert [slide.title for slide in reading.slides] == ["1. Purpose of report", "2. Theft"]


def test_lists_have_their_levels_and_the_numbers_that_word_shows() -> None:
    made = new_document()
    for text, style in (
        ("Walk", "List Bullet"),
        ("by night", "List Bullet 2"),
        ("Agree the plan", "List Number"),
        ("Fund the plan", "List Number"),
    ):
        made.add_paragraph(text, style=style)

    blocks = words.read_words(made).slides[0].blocks

    assert [(b.kind, b.level, b.text) for b in blocks] == [
        (BULLET, 0, "Walk"),
        (BULLET, 1, "by night"),
        (NUMBERED, 0, "1. Agree the plan"),
        (NUMBERED, 0, "2. Fund the plan"),
    ]


LEVELS = (
    '<w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/></w:lvl>'
)


def numbered(made: WordDocument, *items: tuple[int, int]) -> None:
    """Add list items, each with its list's number and its level."""
    for number, (list_id, level) in enumerate(items):
        properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
        add_xml(made, f"<w:p><w:pPr>{properties}</w:pPr>{run_xml(f'item {number}')}</w:p>")


def add_list(made: WordDocument, levels: str = LEVELS, over: str = "") -> None:
    root = made.part.numbering_part.element
    first = root.find(f"{words.W}num")
    first.addprevious(words.element(f'<w:abstractNum w:abstractNumId="90">{levels}</w:abstractNum>'))
    for list_id, inside in ((90, ""), (91, over)):
        root.append(
            words.element(f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="90"/>{inside}</w:num>')
        )


def test_numbers_of_several_levels_count_on_and_begin_anew_below_a_new_item() -> None:
    made = new_document()
    add_list(made)
    numbered(made, (90, 0), (90, 1), (90, 2), (90, 2), (90, 1), (90, 0), (90, 1))

    shown = [text.rsplit(" item", 1)[0] for text in decks.texts(words.read_words(made))]

    assert shown == ["4.", "4.1", "(i)", "(ii)", "4.2", "5.", "5.1"]


def test_a_list_that_begins_anew_does_so_once() -> None:
    made = new_document()
    add_list(made, over='<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
    numbered(made, (90, 0), (90, 0), (91, 0), (91, 0))

    shown = [text.split()[0] for text in decks.texts(words.read_words(made))]

    assert shown == ["4.", "5.", "1.", "2."]


def test_a_numbered_heading_keeps_its_number() -> None:
    made = new_document()
    add_list(made)
    properties = '<w:pStyle w:val="Heading1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="90"/></w:numPr>'
    add_xml(made, f"<w:p><w:pPr>{properties}</w:pPr>{run_xml('Theft')}</w:p>")
    made.add_paragraph("Racks were fitted.")

    assert words.read_words(made).slides[0].title == "4. Theft"


def test_a_paragraph_taken_out_of_its_styles_list_is_no_item() -> None:
    made = new_document()
    add_xml(
        made,
        '<w:p><w:pPr><w:pStyle w:val="ListBullet"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>'
        f"{run_xml('Walks went on.')}</w:p>",
    )

    assert decks.said(words.read_words(made)) == [(PARAGRAPH, "Walks went on.")]


def note(number: int, text: str, kind: str = "footnote") -> str:
    return f'<w:{kind} w:id="{number}"><w:p>{run_xml(text)}</w:p></w:{kind}>'


def with_notes(made: WordDocument, *notes: str, kind: str = "footnote") -> bytes:
    media = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml"
    content = part_xml(f"w:{kind}s", *notes)
    return add_part(to_bytes(made), f"{kind}s.xml", f"{kind}s", content, media)


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_note_stands_at_the_end_of_its_section_and_is_marked(kind: str) -> None:
    made = new_document()
    made.add_heading("Theft", 1)
    mark = f'<w:r><w:{kind}Reference w:id="2"/></w:r>'
    add_xml(made, f"<w:p>{run_xml('Theft fell by 14%')}{mark}{run_xml(' in all.')}</w:p>")
    made.add_paragraph("Racks were fitted.")
    made.add_heading("Noise", 2)
    made.add_paragraph("Noise rose.")

    reading, text = words.transcribe_words(with_notes(made, note(2, "Counted in May.", kind), kind=kind))

    assert decks.said(reading) == [
        (PARAGRAPH, "Theft fell by 14% in all."),
        (PARAGRAPH, "Racks were fitted."),
        (BlockKind.NOTE, "Counted in May."),
        (HEADING, "Noise"),
        (PARAGRAPH, "Noise rose."),
    ]
    decks.assert_tiled(reading, text)


def test_a_note_that_nothing_refers_to_is_listed() -> None:
    source = with_notes(new_document("Theft fell."), note(2, "Counted in May."))

    assert ("Counted in May.", "footnote that nothing refers to") in words.drops(words.read_words(source))


def test_raised_figures_do_not_run_into_other_figures() -> None:
    made = new_document()
    raised = '<w:vertAlign w:val="superscript"/>'
    add_xml(
        made,
        f"<w:p>{run_xml('12%')}{run_xml('3', raised)}{run_xml(' on the 1')}{run_xml('st', raised)}</w:p>",
    )

    assert decks.texts(words.read_words(made)) == ["12%³ on the 1st"]


def test_insertions_are_read_and_deletions_listed() -> None:
    made = new_document()
    deleted = '<w:del w:id="1"><w:r><w:delText>14</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2">{run_xml("12")}</w:ins>'
    add_xml(
        made,
        f"<w:p>{run_xml('Theft fell by ')}{deleted}{inserted}{run_xml('%.')}</w:p>",
    )

    reading, text = words.transcribe_words(made)

    assert decks.texts(reading) == ["Theft fell by 12%."]
    assert words.drops(reading) == [("14", "deleted in tracked changes")]
    assert any("tracked changes" in warning for warning in reading.warnings)
    decks.assert_tiled(reading, text)


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next() -> None:
    made = new_document()
    end = '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
    add_xml(made, f"<w:p>{end}{run_xml('Theft ')}</w:p>", f"<w:p>{run_xml('fell.')}</w:p>")

    assert decks.texts(words.read_words(made)) == ["Theft fell."]


def test_hidden_text_is_listed() -> None:
    made = new_document("Theft fell.")
    made.add_paragraph().add_run("Not for members").font.hidden = True

    assert words.drops(words.read_words(made)) == [("Not for members", "hidden text")]


def test_page_numbers_are_no_text_and_other_fields_are() -> None:
    made = new_document()
    link = field_xml('HYPERLINK "https://example.org"', "the plan")
    add_xml(made, f"<w:p>{run_xml('See ')}{link}{run_xml(' on page ')}{field_xml(' PAGE ', '7')}</w:p>")

    reading = words.read_words(made)

    assert decks.texts(reading) == ["See the plan on page"]
    assert words.drops(reading) == [("7", "page number")]


def test_a_table_of_contents_is_listed_also_where_it_never_ends() -> None:
    made = new_document()
    begin, middle, _ = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in words.FIELD_MARKS)
    add_xml(
        made, f"<w:p>{begin}<w:r><w:instrText>TOC \\o</w:instrText></w:r>{middle}{run_xml('Theft 2')}</w:p>"
    )
    add_xml(made, f"<w:p>{run_xml('Noise 3')}</w:p>")
    made.add_heading("Theft", 1)
    made.add_paragraph("Racks were fitted.")

    reading = words.read_words(made)

    assert words.drops(reading) == [("Theft 2", "table of contents"), ("Noise 3", "table of contents")]
    assert decks.texts(reading) == ["Racks were fitted."]


def test_headers_footers_and_comments_are_listed_with_their_words() -> None:
    made = new_document("Theft fell.")
    made.sections[0].header.paragraphs[0].text = "OFFICIAL"
    made.sections[0].footer.paragraphs[0].text = "Invented Borough"
    made.add_comment(made.paragraphs[0].runs, "Is this right?", author="A. Person")

    reading, text = words.transcribe_words(made)

    assert sorted(words.drops(reading)) == [
        ("Invented Borough", "page footer"),
        ("Is this right?", "comment"),
        ("OFFICIAL", "page header"),
    ]
    decks.assert_tiled(reading, text)


def test_content_controls_are_read_and_their_placeholders_listed() -> None:
    made = new_document()
    box = f"<w:sdt><w:sdtPr/><w:sdtContent>{run_xml('☒')}</w:sdtContent></w:sdt>{run_xml(' Agreed')}"
    holder = f"<w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run_xml('Click here')}</w:sdtContent>"
    add_xml(made, f"<w:sdt><w:sdtContent><w:p>{box}<w:sdt>{holder}</w:sdt></w:p></w:sdtContent></w:sdt>")

    reading = words.read_words(made)

    assert decks.texts(reading) == ["☒ Agreed"]
    assert words.drops(reading) == [("Click here", "placeholder text")]


def test_an_equations_numbers_do_not_run_together() -> None:
    made = new_document()
    part = "<m:{0}><m:r><m:t>{1}</m:t></m:r></m:{0}>"
    half = f"<m:oMath><m:f>{part.format('num', 1)}{part.format('den', 2)}</m:f></m:oMath>"
    add_xml(made, f"<w:p>{run_xml('Theft fell by ')}{half}{run_xml('.')}</w:p>")

    assert decks.texts(words.read_words(made)) == ["Theft fell by 1/2."]


def test_signs_of_word_fonts_are_read() -> None:
    made = new_document()
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    add_xml(made, f"<w:p>{sign}{run_xml(' Agreed')}</w:p>")

    assert decks.texts(words.read_words(made)) == ["☑ Agreed"]


def test_line_breaks_and_controls_reach_no_reader() -> None:
    made = new_document("Night\nwalks a\u200bb  went on.")

    reading, text = words.transcribe_words(made)

    assert decks.texts(reading) == ["Night\nwalks ab went on."]
    decks.assert_tiled(reading, text)


def test_a_document_says_who_wrote_it_and_when() -> None:
    made = new_document("Theft fell.")
    made.core_properties.title, made.core_properties.author = "Invented  Plan", "A. Person"

    properties = dict(words.read_words(made).properties)

    assert (properties["title"], properties["author"]) == ("Invented Plan", "A. Person")
    assert properties["created"] == "2013-12-23"
