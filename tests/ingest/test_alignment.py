from corpus.model import Block, BlockKind, Cell, WordPlace
from ingest.renders.alignment import PageWord, align_blocks


def words(*lines: str, left: float = 0.1, first: float = 0.1) -> list[PageWord]:
    """Return words set line by line, each character 0.01 wide and each line 0.05 high."""
    found = []
    for row, line in enumerate(lines):
        at = 0
        for word in line.split(" "):
            x, y = left + at / 100, first + row / 20
            found.append(PageWord(word, (round(x, 3), y, round(x + len(word) / 100, 3), y + 0.04)))
            at += len(word) + 1
    return found


def block(text: str, block_id: str = "b", **fields: object) -> Block:
    return Block(block_id, BlockKind.BULLET, text, **fields)  # type: ignore[arg-type]


def said(text: str, places: tuple[WordPlace, ...]) -> list[str]:
    return [text[place.start : place.end] for place in places]


def test_each_word_of_a_block_has_the_place_of_the_drawn_word() -> None:
    page = words("Crime fell", "by half")

    (places,) = align_blocks([block("Crime fell by half")], page).values()

    assert said("Crime fell by half", places) == ["Crime", "fell", "by", "half"]
    assert [place[2:] for place in places] == [word.box for word in page]


def test_a_block_that_is_drawn_with_other_words_has_no_places() -> None:
    assert align_blocks([block("Crime fell by a half")], words("Crime fell by half")) == {}


def test_case_ligatures_and_the_kind_of_space_do_not_matter() -> None:
    assert align_blocks([block("First off\u00a0ice")], words("FIRST o\ufb00 ice"))


def test_a_text_is_not_found_within_a_longer_word() -> None:
    assert align_blocks([block("art")], words("a party")) == {}


def test_equal_texts_are_told_apart_by_their_shapes() -> None:
    page = [*words("Same"), *words("Same", left=0.7)]
    blocks = [
        block("Same", "right", box=(0.6, 0.1, 0.9, 0.2)),
        block("Same", "left", box=(0.0, 0.1, 0.3, 0.2)),
    ]

    found = align_blocks(blocks, page)

    assert (found["left"][0].x0, found["right"][0].x0) == (0.1, 0.7)


def test_a_cell_whose_words_end_its_neighbour_stands_in_its_own_column() -> None:
    page = [*words("Lamps by night"), *words("Wardens and lamps by night", left=0.5)]
    cells = (Cell("Theme", "Lamps by night"), Cell("Work", "Wardens and lamps by night"))
    row = block("Lamps by night\tWardens and lamps by night", cells=cells, box=(0.1, 0.1, 0.9, 0.2))

    (places,) = align_blocks([row], page).values()

    assert said(row.text, places) == ["Lamps", "by", "night", "Wardens", "and", "lamps", "by", "night"]
    assert (places[0].x0, places[3].x0) == (0.1, 0.5)


def test_a_word_is_the_place_of_one_block_only() -> None:
    found = align_blocks([block("Same", "one"), block("Same", "two")], words("Same"))

    assert len(found) == 1


def test_a_longer_text_that_holds_a_shorter_one_is_found_first() -> None:
    found = align_blocks([block("Fund", "short"), block("The Fund", "long")], words("The Fund", "Fund"))

    assert found["short"][0].y0 > found["long"][0].y0


def test_a_row_is_found_cell_by_cell() -> None:
    row = Block(
        "r", BlockKind.TABLE_ROW, "Theft\t\t15", cells=(Cell("", "Theft"), Cell("", ""), Cell("", "15"))
    )

    (places,) = align_blocks([row], [*words("15", left=0.8), *words("Theft")]).values()

    assert said(row.text, places) == ["Theft", "15"]


def test_a_row_of_which_one_cell_is_not_drawn_has_no_places() -> None:
    row = Block("r", BlockKind.TABLE_ROW, "Theft\t15", cells=(Cell("", "Theft"), Cell("", "15")))

    assert align_blocks([row], words("Theft")) == {}


def test_a_word_drawn_in_two_runs_has_a_place_for_each() -> None:
    (places,) = align_blocks([block("partnership")], words("partner", "ship")).values()

    assert said("partnership", places) == ["partner", "ship"]


def test_two_words_drawn_as_one_share_its_width() -> None:
    (places,) = align_blocks([block("10 %")], words("10%")).values()

    assert said("10 %", places) == ["10 %"]


def test_list_marks_that_the_page_draws_between_the_lines_of_a_text_are_passed_over() -> None:
    text = "Paid for:\nlamps on estates\na path"

    (places,) = align_blocks([block(text)], words("Paid for:", "• lamps on estates", "12. a path")).values()

    assert said(text, places) == ["Paid", "for:", "lamps", "on", "estates", "a", "path"]


def test_lines_with_other_words_between_them_are_not_one_text() -> None:
    page = words("Paid for:", "nothing at all", "lamps")

    assert align_blocks([block("Paid for:\nlamps")], page) == {}


def test_notes_and_alternative_texts_are_not_looked_for() -> None:
    note = Block("n", BlockKind.NOTE, "Crime fell")

    assert align_blocks([note], words("Crime fell")) == {}


def test_a_page_without_words_and_a_block_without_letters_are_no_fault() -> None:
    assert align_blocks([block("Crime")], []) == {}
    assert align_blocks([block(" ")], words("Crime")) == {}
