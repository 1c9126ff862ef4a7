import pytest

from corpus.errors import DocumentRejected
from corpus.model import BlockKind
from ingest.readers import find_reader
from tests.ingest.exports import DECK, DOCUMENT, blocks_of, read, slide_of


def test_a_numbered_outcome_keeps_its_printed_number() -> None:
    found = [block.text for block in blocks_of(read(DECK.read_bytes()), BlockKind.NUMBERED)]

    assert "6. There are fewer repeat victims" in found
    assert len([text for text in found if text.split(".")[0].isdigit()]) == 17


def test_a_bold_lead_and_the_line_under_it_are_one_block() -> None:
    reading = read("Aims\n\n- 1 **Calm streets**\nNobody is kept awake\n- 2 **Lit streets**\nNobody trips\n")

    assert [b.text for b in blocks_of(reading, BlockKind.NUMBERED)] == [
        "1 Calm streets\nNobody is kept awake",
        "2 Lit streets\nNobody trips",
    ]


def test_a_bold_text_of_several_lines_is_one_block_without_its_marks() -> None:
    reading = read("Review\n\n**Scrutiny Panel\n4 May 2032**\n")

    assert blocks_of(reading)[1].text == "Scrutiny Panel\n4 May 2032"


def test_a_bold_bullet_amid_plain_ones_heads_those_after_it() -> None:
    reading = read("Progress\n\n- Fires fell.\n- **Noise**\n- Complaints rose.\n")

    *_, heading, bullet = blocks_of(reading)
    assert (heading.kind, heading.text) == (BlockKind.HEADING, "Noise")
    assert (bullet.text, bullet.headings) == ("Complaints rose.", ("Noise",))


def test_a_list_of_bold_bullets_has_no_headings() -> None:
    reading = read("Progress\n\n- **Fires**\n- **Noise**\n- **Theft**\n")

    assert [b.kind for b in blocks_of(reading)[1:]] == [BlockKind.BULLET] * 3


@pytest.mark.parametrize("mark", ["-", "*", "•", "–", "▪", "o", "\uf0b7"])
def test_every_usual_list_mark_makes_a_bullet_and_is_left_out(mark: str) -> None:
    reading = read(f"Progress\n\n{mark} Fires fell.\n{mark}\tNoise rose.\n")

    assert [b.text for b in blocks_of(reading, BlockKind.BULLET)] == ["Fires fell.", "Noise rose."]


def test_bullets_are_as_deep_as_their_indentation() -> None:
    reading = read("Progress\n\n- a\n  - b\n      - c\n  - d\n- e\n")

    assert [b.level for b in blocks_of(reading, BlockKind.BULLET)] == [0, 1, 2, 1, 0]


def test_bullets_that_do_not_indent_are_as_deep_as_their_marks() -> None:
    reading = read("Progress\n\n• a\n– b\n– c\n• d\n")

    assert [b.level for b in blocks_of(reading, BlockKind.BULLET)] == [0, 1, 1, 0]


def test_a_figure_at_a_bullets_start_is_no_number_of_it() -> None:
    reading = read("Progress\n\n- 5500 checks were made.\n- 92% feel safe.\n")

    assert [b.text for b in blocks_of(reading, BlockKind.BULLET)] == [
        "5500 checks were made.",
        "92% feel safe.",
    ]


def test_a_short_line_under_bullets_heads_the_next_ones() -> None:
    reading = read("Title\n\n\nFires\n- Fires fell\nNoise\n- Noise rose\n")

    assert [b.headings for b in blocks_of(reading, BlockKind.BULLET)] == [("Fires",), ("Noise",)]


def test_a_wrapped_bullet_is_one_line() -> None:
    reading = read("Title\n\n- Fires fell in the\nold harbour and\nelsewhere.\n- Noise rose.\n")

    assert blocks_of(reading, BlockKind.BULLET)[0].text == "Fires fell in the old harbour and elsewhere."


def test_short_lines_in_a_row_are_no_headings() -> None:
    leads = "Fires – A. Person, Chief\n\nNoise – B. Person, Clerk\n\nTheft – C. Person, Warden\n"

    reading = read(f"Leads\n\n\n\n{leads}\n\n\nArea\tLead\nNorth\tA. Person\n")

    assert len(blocks_of(reading, BlockKind.HEADING)) == 0


@pytest.mark.parametrize(
    "caption",
    [
        "A photograph showing two wardens in a park.",
        "An image of a lantern",
        "A black and white logo of the board",
        "A line graph illustrating thefts by month.",
        "Bar chart showing thefts",
        "Diagram: who reports to whom",
        "![Wardens in a park](pictures/2.png)",
    ],
)
def test_a_pictures_caption_is_told_from_text(caption: str) -> None:
    reading = read(f"Our year\n\n\n\n{caption}\n\nQUAY ROAD\nlate bus\n\n\n\nNext\n\n- Plan\n")

    kinds = [block.kind for block in slide_of(reading, 1).blocks]
    assert kinds == [BlockKind.TITLE, BlockKind.CAPTION, BlockKind.FIGURE]


def test_a_sentence_about_a_picture_of_things_is_no_caption() -> None:
    reading = read("Our year\n\nThe picture has improved since the graph was drawn.\n")

    assert blocks_of(reading)[-1].kind is BlockKind.PARAGRAPH


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Read it [here](#).", "Read it here."),
        ("Read [the plan](https://example.org/a_(b)).", "Read the plan."),
        ("Fish &amp; chips cost &pound;5", "Fish & chips cost £5"),
        ("Two <b>bold</b> and **bolder** words", "Two bold and bolder words"),
        ("First<br/>second", "First\nsecond"),
        ("Care &lt;i&gt;and&lt;/i&gt; health", "Care and health"),
        ("A <<i>b>nested</<i>b> tag", "A nested tag"),
        ("Fewer than 5 < 6 and 7 > 6", "Fewer than 5 < 6 and 7 > 6"),
        ("Total* of 4 * 5", "Total* of 4 * 5"),
    ],
)
def test_mark_up_becomes_the_words_it_shows(written: str, shown: str) -> None:
    assert blocks_of(read(f"Title\n\n- {written}\n"))[-1].text == shown


def test_an_id_survives_slides_put_in_before_it() -> None:
    after = "Noise\n\n\n\n- Noise rose.\n\n\n\nTheft\n\n- Theft fell.\n"

    alone = {b.text: b.id for b in blocks_of(read(f"Deck\n\n\n\nStart\n\n\n\n{after}"))}
    later = {
        b.text: b.id
        for b in blocks_of(read(f"Deck\n\n\n\nStart\n\n\n\nFires\n\n\n\n- Fires.\n\n\n\n{after}"))
    }

    assert alone["Noise rose."] == later["Noise rose."]
    assert alone["Theft fell."] == later["Theft fell."]


def test_equal_blocks_have_different_ids() -> None:
    reading = read("Title\n\n- Noise rose.\n- Noise rose.\n")

    assert len({block.id for block in blocks_of(reading)}) == 3


def test_windows_line_ends_and_a_byte_order_mark_change_no_block() -> None:
    plain = "Title\n\n- Noise rose\nin May.\n- **Quay\nRoad**\n"

    windows = read(b"\xef\xbb\xbf" + plain.replace("\n", "\r\n").encode())

    assert [b.text for b in blocks_of(windows)] == [b.text for b in blocks_of(read(plain))]
    assert (windows.drops[0].span, windows.drops[0].reason) == ((0, 1), "byte-order mark")


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (b"Caf\xe9", "byte 3, on line 1, is 0xe9"),
        (b"Title\0", "byte 5 is zero"),
        ("Title".encode("utf-16"), "UTF-16"),
        (b" \n\r\n\t", "holds no words"),
    ],
)
def test_bytes_that_are_no_text_are_refused_with_the_place(source: bytes, says: str) -> None:
    with pytest.raises(DocumentRejected, match=says) as refused:
        read(source)

    assert DOCUMENT.file in str(refused.value)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (b"PK\x03\x04....xl/workbook.xml", "an Excel workbook"),
        (b"{\\rtf1 Noise}", "a rich text"),
        (b'MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"', "a web archive"),
        (b"\xd0\xcf\x11\xe0\xa1", "an old Office file"),
    ],
)
def test_an_unsupported_format_is_named_whatever_the_file_is_called(source: bytes, name: str) -> None:
    with pytest.raises(DocumentRejected, match=f"is {name}.*text export"):
        find_reader(DOCUMENT, source)


def test_a_file_name_no_reader_knows_is_refused() -> None:
    with pytest.raises(DocumentRejected, match=r"ends in \.csv"):
        read("a,b", file="table.csv")


def test_an_export_without_slide_marks_warns_that_slides_were_counted() -> None:
    assert any("no slide marks" in warning for warning in read(DECK.read_bytes()).warnings)


REPORT = """--- Slide 1 ---
3. Background
3.1 The harbour has 61 moorings. Most are let.
3.2 Four groups report to the Board:
Group	Lead
Moorings	Ada Nwosu
Lights	Tomasz Reid
4.5 million boats pass.
--- Slide 2 ---
1. Calm streets
2. Lit streets
"""


def test_a_numbered_line_that_nothing_counts_on_from_is_its_slides_title() -> None:
    reading = read(REPORT)

    assert reading.slides[0].title == "3. Background"
    assert [b.text for b in reading.slides[1].blocks if b.kind is BlockKind.NUMBERED] == [
        "1. Calm streets",
        "2. Lit streets",
    ]


def test_each_numbered_paragraph_of_a_report_is_a_block() -> None:
    numbered = [b.text for b in read(REPORT).slides[0].blocks if b.kind is BlockKind.NUMBERED]

    assert numbered == [
        "3.1 The harbour has 61 moorings. Most are let.",
        "3.2 Four groups report to the Board:",
    ]


def test_a_sentence_under_the_last_bullet_is_no_part_of_it() -> None:
    reading = read("Streets\n\n- Calm streets\n- Lit streets\nNoise lies across both.\n  and goes on\n")

    assert [b.text for b in blocks_of(reading, BlockKind.BULLET)] == ["Calm streets", "Lit streets"]


def test_an_indented_line_under_a_bullet_belongs_to_it() -> None:
    reading = read("Streets\n\n- Calm streets\n  At night as well.\n- Lit streets\n")

    assert blocks_of(reading, BlockKind.BULLET)[0].text == "Calm streets\nAt night as well."
