"""Tables of Word documents: columns, merged cells, what stands in cells, tables that only lay out texts."""

import docx.table
from docx.document import Document as WordDocument

from corpus.model import BlockKind
from tests.ingest import decks, words
from tests.ingest.words import add_rows, add_xml, mark_page, new_document, run_xml

HEADER, ROW = BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW


def kinds(made: WordDocument) -> list[tuple[BlockKind, str]]:
    return decks.said(words.read_words(made))


def columns(made: WordDocument) -> list[list[tuple[str, str]]]:
    blocks = words.read_words(made).slides[0].blocks
    return [[(cell.column, cell.text) for cell in block.cells] for block in blocks if block.kind is ROW]


def set_header(table: docx.table.Table, rows: int = 1) -> None:
    for row in table.rows[:rows]:
        row._tr.get_or_add_trPr().append(words.element("<w:tblHeader/>"))


def test_figures_stand_under_their_columns() -> None:
    made = new_document()
    add_rows(made, ("Ward", "Thefts"), ("North Fen", "12"), ("South Fen", "9"))

    assert columns(made) == [
        [("Ward", "North Fen"), ("Thefts", "12")],
        [("Ward", "South Fen"), ("Thefts", "9")],
    ]


def test_a_row_repeated_on_each_page_names_the_columns_whatever_it_holds() -> None:
    made = new_document()
    set_header(add_rows(made, ("Ward", "12"), ("North Fen", "lit")))

    assert columns(made) == [[("Ward", "North Fen"), ("12", "lit")]]


def test_particulars_beside_their_labels_have_no_header() -> None:
    made = new_document()
    add_rows(made, ("Report of:", "Director"), ("Lead member:", "A. Person"))

    assert kinds(made) == [(ROW, "Report of:\tDirector"), (ROW, "Lead member:\tA. Person")]


def test_a_bold_first_row_over_plain_words_is_a_header() -> None:
    made = new_document()
    table = add_rows(made, ("Task", "Lead"), ("Lanterns", "Council"))
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True

    assert columns(made) == [[("Task", "Lanterns"), ("Lead", "Council")]]


def test_a_first_row_of_figures_is_no_header() -> None:
    made = new_document()
    add_rows(made, ("2031", "12", "9"), ("2032", "10", "7"))

    assert [kind for kind, _ in kinds(made)] == [ROW, ROW]


def test_a_cell_merged_down_is_read_in_each_row_and_one_merged_across_names_its_columns() -> None:
    made = new_document()
    table = add_rows(made, ("Area", "Thefts", ""), ("", "2031", "2032"), ("North", "12", "9"), ("", "8", "7"))
    set_header(table, 2)
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(2, 0).merge(table.cell(3, 0))

    assert columns(made) == [
        [("Area", "North"), ("Thefts 2031", "12"), ("Thefts 2032", "9")],
        [("Area", "North"), ("Thefts 2031", "8"), ("Thefts 2032", "7")],
    ]


def test_paragraphs_and_items_in_a_cell_are_its_items() -> None:
    made = new_document()
    table = add_rows(made, ("Task", "Steps"), ("Lanterns", "Buy"), ("Racks", "1"))
    table.cell(1, 1).paragraphs[0].style = "List Bullet"
    table.cell(1, 1).add_paragraph("Fit", style="List Bullet")

    reading = words.read_words(made)

    cell = decks.block(reading, "Lanterns\tBuy\nFit").cells[1]
    assert (cell.column, cell.items) == ("Steps", ("Buy", "Fit"))


def test_a_table_in_a_cell_follows_its_row() -> None:
    made = new_document()
    outer = add_rows(made, ("Area", "Thefts"), ("North", "12"), ("South", "9"))
    inner = outer.cell(1, 1).add_table(2, 2)
    for at, text in enumerate(("Month", "Number", "May", "3")):
        inner.cell(at // 2, at % 2).text = text

    reading, text = words.transcribe_words(made)

    assert [said for _, said in decks.said(reading)] == [
        "Area\tThefts",
        "North\t12",
        "Month\tNumber",
        "May\t3",
        "South\t9",
    ]
    decks.assert_tiled(reading, text)


def test_a_box_of_one_cell_is_text() -> None:
    made = new_document()
    add_rows(made, ("Key message: theft fell.",))

    assert kinds(made) == [(BlockKind.PARAGRAPH, "Key message: theft fell.")]


def test_a_table_with_headings_over_text_in_its_cells_is_text() -> None:
    made = new_document()
    made.add_heading("Plan", 1)
    table = add_rows(made, ("Theft", "Noise"))
    for cell, said in zip(table.rows[0].cells, ("It fell.", "It rose."), strict=True):
        cell.paragraphs[0].style = "Heading 2"
        cell.add_paragraph(said)

    assert [slide.title for slide in words.read_words(made).slides] == ["Plan", "Noise"]


def test_a_row_that_is_deleted_is_listed() -> None:
    made = new_document()
    table = add_rows(made, ("Ward", "Thefts"), ("North", "12"), ("South", "9"))
    table.rows[1]._tr.get_or_add_trPr().append(words.element('<w:del w:id="1"/>'))

    reading, text = words.transcribe_words(made)

    assert words.drops(reading) == [("North 12", "deleted in tracked changes")]
    decks.assert_tiled(reading, text)


def test_rows_and_cells_in_content_controls_are_read() -> None:
    made = new_document()
    row = f"<w:tr><w:tc><w:p>{run_xml('Ward')}</w:p></w:tc><w:tc><w:p>{run_xml('7')}</w:p></w:tc></w:tr>"
    wrapped = row.replace("<w:tc>", "<w:sdt><w:sdtContent><w:tc>", 1)
    wrapped = wrapped.replace("</w:tc>", "</w:tc></w:sdtContent></w:sdt>", 1)
    add_xml(made, f"<w:tbl>{row}<w:sdt><w:sdtContent>{wrapped}</w:sdtContent></w:sdt></w:tbl>")

    assert kinds(made) == [(ROW, "Ward\t7"), (ROW, "Ward\t7")]


def test_a_caption_by_a_table_is_text_and_one_by_a_picture_is_a_caption() -> None:
    made = new_document()
    made.add_paragraph("Table 1: thefts by ward", style="Caption")
    add_rows(made, ("Ward", "Thefts"), ("North", "12"))
    made.add_paragraph("Racks were fitted.")
    made.add_paragraph("Figure 1: racks", style="Caption")

    found = {text: kind for kind, text in kinds(made)}

    assert found["Table 1: thefts by ward"] is BlockKind.PARAGRAPH
    assert found["Figure 1: racks"] is BlockKind.CAPTION


def test_a_row_that_word_broke_over_pages_turns_one_page() -> None:
    made = new_document()
    table = add_rows(made, ("Ward", "Thefts", "Noise"), ("North", "12", "3"), ("South", "9", "4"))
    for cell in table.rows[1].cells:
        mark_page(cell.paragraphs[0], cell.paragraphs[0].add_run("more"))
    made.add_paragraph("After the table.")

    reading = words.read_words(made)

    assert decks.texts(reading, 2) == ["South\t9\t4", "After the table."]
    assert len(reading.slides) == 2
