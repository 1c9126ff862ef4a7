"""Text boxes, pictures, charts and diagrams in Word documents."""

from corpus.model import BlockKind
from tests.ingest import decks, words
from tests.ingest.decks import rewrite
from tests.ingest.test_pptx_objects import BOX, add_chart
from tests.ingest.words import add_part, add_xml, new_document, run_xml, to_bytes

GRAPHIC = "http://schemas.openxmlformats.org/drawingml/2006"
SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


def drawing(inside: str, uri: str = SHAPE, alt: str = "") -> str:
    """Return a run with a drawing."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{alt}"/><a:graphic>'
        f'<a:graphicData uri="{uri}">{inside}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def text_box(*paragraphs: str, alt: str = "") -> str:
    content = "".join(f"<w:p>{run_xml(text)}</w:p>" for text in paragraphs)
    return drawing(
        f"<wps:wsp><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp>", alt=alt
    )


def picture(alt: str) -> str:
    return drawing("<pic:pic/>", f"{GRAPHIC}/picture", alt)


def test_a_text_box_is_read_once_though_it_stands_twice_in_the_file() -> None:
    made = new_document()
    content = f"<w:txbxContent><w:p>{run_xml('Call us.')}</w:p></w:txbxContent>"
    older = f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
    newer = text_box("Call us.").removeprefix("<w:r>").removesuffix("</w:r>")
    either = f'<mc:Choice Requires="wps">{newer}</mc:Choice><mc:Fallback>{older}</mc:Fallback>'
    either = f"<mc:AlternateContent>{either}</mc:AlternateContent>"
    add_xml(made, f"<w:p>{run_xml('Theft fell.')}<w:r>{either}</w:r></w:p>")

    reading, text = words.transcribe_words(made)

    assert decks.texts(reading) == ["Theft fell.", "Call us."]
    decks.assert_tiled(reading, text)


def test_a_text_box_of_an_older_file_is_read() -> None:
    made = new_document()
    content = f"<w:txbxContent><w:p>{run_xml('Call us.')}</w:p></w:txbxContent>"
    add_xml(
        made, f"<w:p><w:r><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></w:r></w:p>"
    )

    assert decks.texts(words.read_words(made)) == ["Call us."]


def test_a_text_box_stands_after_the_text_of_its_section() -> None:
    made = new_document()
    add_xml(made, f"<w:p>{run_xml('Theft fell.')}{text_box('Call us.')}</w:p>")
    made.add_paragraph("Racks were fitted.")

    assert decks.texts(words.read_words(made)) == ["Theft fell.", "Racks were fitted.", "Call us."]


def test_a_pictures_alternative_text_is_a_caption_and_a_file_name_is_listed() -> None:
    made = new_document()
    add_xml(made, f"<w:p>{picture('A map of the wards.')}</w:p>")
    add_xml(made, f"<w:p>{picture('IMG_001.jpg')}</w:p>")

    reading = words.read_words(made)

    assert decks.said(reading) == [(BlockKind.CAPTION, "A map of the wards.")]
    assert words.drops(reading) == [("IMG_001.jpg", "file name as alternative text")]


def test_word_art_in_a_header_is_listed_as_marking() -> None:
    made = new_document("Theft fell.")
    art = '<w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict>'
    made.sections[0].header.paragraphs[0]._p.append(words.element(f"<w:r>{art}</w:r>"))

    assert words.drops(words.read_words(made)) == [("DRAFT", "page header")]


def test_a_charts_figures_are_rows_of_a_table() -> None:
    deck = decks.new_deck()
    add_chart(decks.add_slide(deck), "Offences", Theft=(1, None))
    parts: dict[str, bytes] = {}
    rewrite(decks.to_bytes(deck), parts.update)
    chart = next(content for name, content in parts.items() if "charts/chart" in name and "rels" not in name)
    made = new_document("Theft fell.")
    inside = '<c:chart r:id="rIdChart"/>'
    add_xml(made, f"<w:p>{drawing(inside, f'{GRAPHIC}/chart')}</w:p>")
    source = add_part(to_bytes(made), "chart1.xml", "chart", chart.decode(), rid="rIdChart")

    reading = words.read_words(source)

    assert (BlockKind.HEADING, "Offences") in decks.said(reading)
    assert any(block.cells and block.cells[-1].column == "Theft" for block in reading.slides[0].blocks)


def test_objects_that_are_not_read_are_warned_of() -> None:
    made = new_document("Theft fell.")
    gone = '<c:chart r:id="gone"/>'
    add_xml(made, f"<w:p>{drawing(gone, f'{GRAPHIC}/chart')}</w:p>")
    add_xml(made, '<w:altChunk r:id="gone"/>')

    warnings = words.read_words(made).warnings

    assert "objects of the kind 'chart' were not read" in warnings
    assert "objects of the kind 'embedded document' were not read" in warnings


def test_the_alternative_text_of_a_box_with_words_is_listed() -> None:
    made = new_document()
    add_xml(made, f"<w:p>{text_box('Call us.', alt='A box.')}</w:p>")

    assert ("A box.", "alternative text of a shape with words") in words.drops(words.read_words(made))


def test_a_pictures_file_is_not_needed_to_read_a_document() -> None:
    made = new_document("Theft fell.")
    made.add_picture(decks.make_picture(), width=BOX[2])

    assert decks.texts(words.read_words(made)) == ["Theft fell."]
