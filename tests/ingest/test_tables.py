from corpus.model import Block, BlockKind, Cell
from tests.ingest.exports import DECK, blocks_of, read


def rows(table: str) -> list[Block]:
    return blocks_of(read(f"Pots\n\n\n\n{table}"), BlockKind.TABLE_ROW)


def test_each_cell_carries_its_columns_name() -> None:
    (row,) = rows("Pot\tSum\nLantern pot\t£7,500\n")

    assert row.cells == (Cell("Pot", "Lantern pot"), Cell("Sum", "£7,500"))
    assert row.text == "Lantern pot\t£7,500"


def test_a_cells_list_items_stand_verbatim_in_its_text() -> None:
    (row,) = rows(
        'Pot\tFor\nA\t<ul style="list-style-type: none">• Lamps &amp; oil• Wardens• Two (2) boats\n'
    )

    assert row.cells[1].items == ("Lamps & oil", "Wardens", "Two (2) boats")
    assert row.cells[1].text == "Lamps & oil\nWardens\nTwo (2) boats"


def test_tagged_items_keep_what_stands_before_and_after_their_list() -> None:
    (row,) = rows(
        "Pot\tFor\nA\t<p>Paid for:</p><ul><li>Lamps<br>in May</li><li>Boats</li></ul><p>And more.</p>\n"
    )

    assert row.cells[1].text == "Paid for:\nLamps in May\nBoats\nAnd more."
    assert row.cells[1].items == ("Lamps in May", "Boats")


def test_items_whose_marks_were_lost_are_found_by_their_labels() -> None:
    (row,) = rows("Pot\tFor\nA\t<p>Paid for:</p> <ul> Light: lamps; oil. Water and fire: boats; pumps.\n")

    assert row.cells[1].items == ("Light: lamps; oil.", "Water and fire: boats; pumps.")


def test_a_first_row_of_figures_names_no_columns() -> None:
    found = rows("Fires\t12\t14%\nNoise\t30\t2%\n")

    assert [[cell.column for cell in row.cells] for row in found] == [["", "", ""]] * 2


def test_a_first_row_of_years_names_the_columns() -> None:
    (row,) = rows("Crime\t2030\t2031\nNoise\t30\t28\n")

    assert [cell.column for cell in row.cells] == ["Crime", "2030", "2031"]


def test_a_line_of_pipes_is_a_row_and_its_rule_is_none() -> None:
    (row,) = rows("| Pot | Sum |\n|-----|:---:|\n| Lantern **pot** | £7,500 |\n")

    assert row.cells == (Cell("Pot", "Lantern pot"), Cell("Sum", "£7,500"))


def test_lines_with_pipes_only_between_words_are_rows() -> None:
    (row,) = rows("Pot | Sum\nLantern **pot** | £7,500\n")

    assert row.cells == (Cell("Pot", "Lantern pot"), Cell("Sum", "£7,500"))


def test_one_line_with_pipes_between_words_is_no_table() -> None:
    said = "The pots were opened: lamps 12 | boats 3."
    document = read(f"Pots\n\n\n\n{said}\n")

    assert blocks_of(document, BlockKind.TABLE_ROW) == []
    assert [block.text for block in blocks_of(document, BlockKind.PARAGRAPH)] == [said]


def test_an_empty_cell_keeps_its_place() -> None:
    (row,) = rows("Pot\tSum\tFor\nA\t\tLamps\n")

    assert row.cells == (Cell("Pot", "A"), Cell("Sum", ""), Cell("For", "Lamps"))


def test_the_bundled_decks_tables_come_out_whole() -> None:
    blocks = blocks_of(read(DECK.read_bytes()), BlockKind.TABLE_ROW)

    assert [len(block.cells) for block in blocks] == [2, 2, 2, 2, 3, 3, 3, 3]
    assert blocks[0].cells[1].items == ("Anti-Social Behaviour", "Crime", "Locations/Hotspots")
    assert [block.cells[1].text for block in blocks[4:]] == ["£218,973", "£100,000", "£150,000", "£10,000"]
    assert [len(block.cells[2].items) for block in blocks[4:]] == [2, 0, 0, 0]
