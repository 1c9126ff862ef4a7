from dataclasses import replace

from assistant.naming import implied_names, lead_in, names_of
from corpus.model import Block, BlockKind
from tests.assistant.small_corpus import bullet, row, slide


def paragraph(text: str) -> Block:
    return replace(bullet(text), kind=BlockKind.PARAGRAPH)


def test_a_line_that_ends_in_a_colon_leads_in_to_the_list_after_it() -> None:
    one = slide(1, "Parks", paragraph("These gates were mended:"), bullet("North gate"), bullet("South gate"))

    assert [lead_in(one, block) for block in one.blocks[2:]] == ["These gates were mended:"] * 2


def test_short_lines_without_marks_are_led_in_until_the_next_such_line_or_a_sentence() -> None:
    lines = (
        "Members:",
        "Harbour Council",
        "Port Police",
        "Also here:",
        "Ferry College",
        "They meet at noon.",
    )
    one = slide(1, "Who we are", *(paragraph(line) for line in lines))

    found = [lead_in(one, block) for block in one.blocks[1:]]
    assert found == ["", "Members:", "Members:", "", "Also here:", ""]


def test_a_table_is_led_in_by_its_caption() -> None:
    cells = (("Gate", "North"), ("Cost", "£40"))
    one = slide(1, "Parks", paragraph("Table 2 Gates mended in spring"), row(*cells))

    assert names_of(one, one.blocks[-1]) == ("Parks", "Table 2 Gates mended in spring", "Gate", "Cost")


def test_a_sentence_before_a_list_does_not_lead_in_to_it() -> None:
    one = slide(1, "Parks", paragraph("The gates were mended."), bullet("North gate"))

    assert lead_in(one, one.blocks[-1]) == ""


def test_a_block_that_takes_up_the_one_before_is_about_the_same() -> None:
    one = slide(2, "Parks", bullet("Wardens patrol the quay."), bullet("This has included night shifts."))

    assert implied_names(one, one.blocks[-1]) == ("Wardens patrol the quay.",)
    assert implied_names(one, one.blocks[1]) == ()


def test_this_year_takes_up_nothing() -> None:
    one = slide(2, "Parks", bullet("Wardens patrol the quay."), bullet("This quarter saw two floods."))

    assert implied_names(one, one.blocks[-1]) == ()


def test_people_on_a_cover_are_those_who_present() -> None:
    cover = slide(1, "Review", bullet("Ann Invented (Harbour Council)"))
    further = slide(2, "Review", bullet("Ann Invented (Harbour Council)"))

    assert implied_names(cover, cover.blocks[-1]) == ("presented by",)
    assert implied_names(further, further.blocks[-1]) == ()
