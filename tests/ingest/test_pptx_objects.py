"""Tables, charts, diagrams and pictures of PowerPoint decks."""

from typing import Any

import pytest
from lxml import etree
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide as DeckSlide
from pptx.table import Table
from pptx.util import Inches

from corpus.model import BlockKind, Cell
from ingest.readers.charts import format_value
from ingest.readers.grids import is_number
from tests.ingest import decks

ROW, HEADER = BlockKind.TABLE_ROW, BlockKind.TABLE_HEADER
BOX = (Inches(1), Inches(1.5), Inches(8), Inches(3))


def add_table(slide: DeckSlide, *rows: tuple[str, ...]) -> Table:
    table: Table = slide.shapes.add_table(len(rows), len(rows[0]), *BOX).table
    for number, row in enumerate(rows):
        for at, text in enumerate(row):
            table.cell(number, at).text = text
    return table


def add_chart(
    slide: DeckSlide, title: str = "", number_format: str = "General", **series: tuple[float | None, ...]
) -> None:
    data: Any = CategoryChartData(number_format=number_format)  # type: ignore[no-untyped-call]
    data.categories = ["North", "South"]
    for name, values in series.items():
        data.add_series(name, values)
    frame: Any = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *BOX, data)
    chart = frame.chart
    chart.has_title = bool(title)
    if title:
        chart.chart_title.text_frame.text = title


def add_diagram(deck: Deck, slide: DeckSlide, data: str) -> None:
    """Add a SmartArt frame whose data part is given."""
    spaces = " ".join(
        f'xmlns:{name}="http://schemas.openxmlformats.org/{path}"'
        for name, path in {
            "p": "presentationml/2006/main",
            "a": "drawingml/2006/main",
            "dgm": "drawingml/2006/diagram",
            "r": "officeDocument/2006/relationships",
        }.items()
    )
    content_type = "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml"
    source = f"<dgm:dataModel {spaces}>{data}</dgm:dataModel>".encode()
    part = Part(PackURI("/ppt/diagrams/data1.xml"), content_type, deck.part.package, source)
    rid = slide.part.relate_to(part, f"{RELATIONSHIP_TYPE.DIAGRAM_DATA}")
    frame = (
        f'<p:graphicFrame {spaces}><p:nvGraphicFramePr><p:cNvPr id="9" name="D"/><p:cNvGraphicFramePr/>'
        "<p:nvPr/></p:nvGraphicFramePr>"
        '<p:xfrm><a:off x="914400" y="914400"/><a:ext cx="914400" cy="914400"/></p:xfrm>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/diagram">'
        f'<dgm:relIds r:dm="{rid}"/></a:graphicData></a:graphic></p:graphicFrame>'
    )
    slide.shapes._spTree.append(etree.fromstring(frame))


def test_a_tables_rows_carry_their_columns_names() -> None:
    deck = decks.new_deck()
    add_table(decks.add_slide(deck, title="Money"), ("Pot", "Sum"), ("Lantern pot", "£7,500"))

    reading = decks.read_deck(deck)

    assert decks.said(reading) == [(HEADER, "Pot\tSum"), (ROW, "Lantern pot\t£7,500")]
    assert decks.block(reading, "Lantern pot\t£7,500").cells == (
        Cell("Pot", "Lantern pot"),
        Cell("Sum", "£7,500"),
    )


def test_a_tables_rows_stand_where_their_heights_put_them() -> None:
    deck = decks.new_deck()
    table = add_table(decks.add_slide(deck), ("Pot", "Sum"), ("Lantern pot", "£7,500"))
    table.rows[0].height, table.rows[1].height = Inches(1), Inches(2)

    box = decks.block(decks.read_deck(deck), "Lantern pot\t£7,500").box

    assert box == pytest.approx((0.1, 2.5 / 7.5, 0.9, 4.5 / 7.5))


def test_an_empty_cell_keeps_its_place_in_the_row() -> None:
    deck = decks.new_deck()
    add_table(decks.add_slide(deck), ("Pot", "Sum", "For"), ("Harbour pot", "", "Boats"))

    cells = decks.block(decks.read_deck(deck), "Harbour pot\t\tBoats").cells

    assert [(cell.column, cell.text) for cell in cells] == [
        ("Pot", "Harbour pot"),
        ("Sum", ""),
        ("For", "Boats"),
    ]


def test_a_cell_merged_down_is_read_in_each_row_it_spans() -> None:
    deck = decks.new_deck()
    rows = ("Area", "Crime", "Count"), ("North", "Theft", "12"), ("", "Noise", "3")
    table = add_table(decks.add_slide(deck), *rows)
    table.cell(1, 0).merge(table.cell(2, 0))

    reading, text = decks.transcribe_deck(deck)

    assert decks.texts(reading) == ["Area\tCrime\tCount", "North\tTheft\t12", "North\tNoise\t3"]
    decks.assert_tiled(reading, text)


def test_a_header_merged_across_names_all_its_columns() -> None:
    deck = decks.new_deck()
    rows = ("Crime", "2031/32", "", "Note"), ("", "Q1", "Q2", ""), ("Theft", "5", "7", "fell")
    table = add_table(decks.add_slide(deck), *rows)
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 3).merge(table.cell(1, 3))

    reading = decks.read_deck(deck)

    kinds = [kind for kind, _ in decks.said(reading)]
    assert kinds == [HEADER, HEADER, ROW]
    assert decks.block(reading, "Theft\t5\t7\tfell").cells == (
        Cell("Crime", "Theft"),
        Cell("2031/32 Q1", "5"),
        Cell("2031/32 Q2", "7"),
        Cell("Note", "fell"),
    )


def test_a_row_merged_across_is_one_cell() -> None:
    deck = decks.new_deck()
    table = add_table(decks.add_slide(deck), ("Crime", "Count"), ("Violence", ""), ("Theft", "5"))
    table.cell(1, 0).merge(table.cell(1, 1))

    reading = decks.read_deck(deck)

    assert decks.block(reading, "Violence").cells == (Cell("Crime", "Violence"),)
    assert decks.block(reading, "Theft\t5").cells[1] == Cell("Count", "5")


def test_a_table_without_a_header_row_whose_first_row_holds_figures_has_no_column_names() -> None:
    deck = decks.new_deck()
    table = add_table(decks.add_slide(deck), ("Theft", "5"), ("Noise", "7"))
    table.first_row = False

    assert [kind for kind, _ in decks.said(decks.read_deck(deck))] == [ROW, ROW]


def test_a_cells_paragraphs_are_its_items_but_not_what_introduces_its_bullets() -> None:
    deck = decks.new_deck()
    table = add_table(decks.add_slide(deck), ("Pot", "For"), ("Lantern pot", "Lanterns\nTimers"), ("B", "x"))
    table.cell(2, 1).text_frame.text = "We paid for:\n• Boats\n• Wardens"

    reading = decks.read_deck(deck)

    paid = Cell("For", "We paid for:\nBoats\nWardens", ("Boats", "Wardens"))
    assert decks.block(reading, "Lantern pot\tLanterns\nTimers").cells[1].items == ("Lanterns", "Timers")
    assert decks.block(reading, "B\tWe paid for:\nBoats\nWardens").cells[1] == paid


@pytest.mark.parametrize(
    ("text", "number"), [("£7,500", True), ("46.7%", True), ("1,834", True), ("2031", False)]
)
def test_a_year_may_name_a_column_and_a_figure_may_not(text: str, *, number: bool) -> None:
    assert is_number(text) is number


def test_a_charts_title_heads_rows_of_its_categories_and_values() -> None:
    deck = decks.new_deck()
    add_chart(decks.add_slide(deck, title="Crime"), "Offences by area", Theft=(1200, 7.5), Noise=(3, None))

    reading = decks.read_deck(deck)

    assert decks.said(reading) == [
        (BlockKind.HEADING, "Offences by area"),
        (HEADER, "\tTheft\tNoise"),
        (ROW, "North\t1200\t3"),
        (ROW, "South\t7.5\t"),
    ]
    assert decks.block(reading, "North\t1200\t3").cells == (
        Cell("", "North"),
        Cell("Theft", "1200"),
        Cell("Noise", "3"),
    )
    assert decks.block(reading, "North\t1200\t3").headings == ("Offences by area",)


def test_a_charts_values_show_in_their_number_format() -> None:
    deck = decks.new_deck()
    add_chart(decks.add_slide(deck, title="Crime"), number_format="0.0%", Share=(0.467, 0.5))

    assert decks.texts(decks.read_deck(deck))[1:] == ["North\t46.7%", "South\t50.0%"]


@pytest.mark.parametrize(
    ("raw", "code", "shown"),
    [
        ("0.46700000000000003", "General", "0.467"),
        ("0.467", "0%", "47%"),
        ("12345.6", "#,##0", "12,346"),
        ("-7500", '"£"#,##0', "-£7,500"),
        ("7500", "[$£-809]#,##0.00", "£7,500.00"),
        ("7500", "#,##0_);(#,##0)", "7500"),
        ("47574", "mmm-yy", "Apr 2030"),
        ("47574", "yyyy", "2030"),
        ("n/a", "0%", "n/a"),
    ],
)
def test_a_cached_value_is_shown_as_its_format_says(raw: str, code: str, shown: str) -> None:
    assert format_value(raw, code) == shown


def test_series_with_their_own_points_make_rows_of_their_own() -> None:
    deck = decks.new_deck()
    data: Any = XyChartData()  # type: ignore[no-untyped-call]
    for name, point in (("Lanterns", (1, 10)), ("Wardens", (2, 20))):
        data.add_series(name).add_data_point(*point)
    decks.add_slide(deck, title="Points").shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *BOX, data)

    assert decks.texts(decks.read_deck(deck)) == ["\tLanterns", "1\t10", "\tWardens", "2\t20"]


def test_smart_art_is_a_list_with_levels_in_its_own_order() -> None:
    deck = decks.new_deck()
    words = {"1": "Prevent", "2": "Street lights", "3": "Pursue"}
    points = "".join(
        f'<dgm:pt modelId="{n}"><dgm:t><a:bodyPr/><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t></dgm:pt>'
        for n, text in words.items()
    )
    links = "".join(
        f'<dgm:cxn srcId="{source}" destId="{target}" srcOrd="{order}"/>'
        for source, target, order in (("0", "3", 1), ("0", "1", 0), ("1", "2", 0), ("2", "1", 0))
    )
    data = f'<dgm:ptLst><dgm:pt modelId="0" type="doc"/>{points}</dgm:ptLst><dgm:cxnLst>{links}</dgm:cxnLst>'
    add_diagram(deck, decks.add_slide(deck, title="Aims"), data)

    blocks = decks.read_deck(deck).slides[0].blocks[1:]

    assert [(b.kind, b.text, b.level) for b in blocks] == [
        (BlockKind.BULLET, "Prevent", 0),
        (BlockKind.BULLET, "Street lights", 1),
        (BlockKind.BULLET, "Pursue", 0),
    ]
