"""Pages of Word documents: where the file tells them they are exact, and else slides are counted."""

import pytest
from docx.enum.section import WD_SECTION

from tests.ingest import words
from tests.ingest.decks import rewrite
from tests.ingest.words import break_page, mark_page, new_document, to_bytes

LONG = "Wardens walked the routes of the borough in all the evenings of the year. "


def test_an_authors_breaks_part_pages_and_a_page_without_words_is_kept() -> None:
    made = new_document("cover.")
    break_page(made.paragraphs[0])
    break_page(made.add_paragraph())
    made.add_paragraph("third page.")

    found = [(slide.ref.number, slide.ref.inferred, slide.text) for slide in words.read_words(made).slides]

    assert found == [(1, False, "cover."), (2, False, ""), (3, False, "third page.")]


def test_words_own_mark_after_an_authors_break_turns_no_second_page() -> None:
    made = new_document("one.", "two.", "three.")
    break_page(made.paragraphs[0])
    mark_page(made.paragraphs[1])
    mark_page(made.paragraphs[2])

    assert [slide.text for slide in words.read_words(made).slides] == ["one.", "two.", "three."]


def test_a_page_of_contents_alone_is_a_page() -> None:
    made = new_document("cover.")
    break_page(made.paragraphs[0])
    contents = words.field_xml("TOC", "one 3")
    made.add_paragraph()._p.append(words.element(f"<w:hyperlink>{contents}</w:hyperlink>"))
    made.add_paragraph("one.")
    mark_page(made.paragraphs[-1])

    assert [slide.text for slide in words.read_words(made).slides] == ["cover.", "", "one."]


def test_a_paragraph_set_to_begin_a_page_begins_one_and_no_second() -> None:
    made = new_document("one.", "two.")
    break_page(made.paragraphs[0])
    made.paragraphs[1].paragraph_format.page_break_before = True
    mark_page(made.paragraphs[1])

    assert [slide.text for slide in words.read_words(made).slides] == ["one.", "two."]


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (WD_SECTION.NEW_PAGE, 2),
        (WD_SECTION.CONTINUOUS, 1),
        (WD_SECTION.ODD_PAGE, 3),
        (WD_SECTION.EVEN_PAGE, 2),
    ],
)
def test_a_section_begins_the_page_it_is_set_to(kind: WD_SECTION, number: int) -> None:
    made = new_document("one.")
    made.add_section(kind)
    made.add_paragraph("two.")
    break_page(made.add_paragraph())
    made.add_paragraph("last.")

    slides = words.read_words(made).slides

    assert next(slide.ref.number for slide in slides if "two." in slide.text) == number


def test_a_sentence_that_goes_over_to_the_next_page_stays_whole_where_it_begins() -> None:
    made = new_document("one.")
    paragraph = made.add_paragraph("It fell. The racks ")
    mark_page(paragraph, paragraph.add_run("helped. More are planned."))

    reading = words.read_words(made)

    assert [slide.text for slide in reading.slides] == [
        "one.\nIt fell. The racks helped.",
        "More are planned.",
    ]


def test_a_page_that_goes_on_with_a_section_has_the_sections_name() -> None:
    made = new_document()
    made.add_heading("Priorities", 1)
    made.add_heading("Theft", 2)
    made.add_paragraph("Racks were fitted.")
    made.add_paragraph("Thefts fell.")
    mark_page(made.paragraphs[-1])
    made.add_heading("Noise", 2)
    made.add_paragraph("Noise rose.")

    slide = words.read_words(made).slides[1]

    assert (slide.theme, slide.title) == ("Priorities", "Theft")
    assert slide.blocks[-1].headings == ("Noise",)


def test_a_page_that_begins_with_a_heading_is_named_by_it() -> None:
    made = new_document()
    made.add_heading("Priorities", 1)
    made.add_paragraph("There are two.")
    made.add_heading("Theft", 2)
    made.add_paragraph("Thefts fell.")
    mark_page(made.paragraphs[2])

    slide = words.read_words(made).slides[1]

    assert (slide.theme, slide.title) == ("Priorities", "Theft")


def test_a_document_without_marks_is_counted_by_its_headings() -> None:
    made = new_document()
    made.add_paragraph("Invented Plan", style="Title")
    for name in ("Theft", "Noise"):
        made.add_heading(name, 1)
        made.add_paragraph(f"What {name} is about.")

    reading = words.read_words(made)

    assert [(s.ref.number, s.ref.inferred, s.title) for s in reading.slides] == [
        (1, True, "Invented Plan"),
        (2, True, "Noise"),
    ]
    assert reading.warnings == (
        "the file does not tell its pages: slides were counted from its headings and page breaks",
    )


def test_breaks_with_more_than_a_page_between_them_tell_no_page_numbers() -> None:
    made = new_document("cover.")
    break_page(made.paragraphs[0])
    for _ in range(10):
        made.add_paragraph(LONG * 12)

    slides = words.read_words(made).slides

    assert slides[0].text == "cover."
    assert all(slide.ref.inferred for slide in slides)
    assert max(len(slide.text) for slide in slides) < 4_000


def test_a_count_of_word_that_its_marks_do_not_bear_out_is_warned_of() -> None:
    made = new_document("one.", "two.")
    mark_page(made.paragraphs[1])
    source = rewrite(
        to_bytes(made),
        lambda members: members.update(
            {"docProps/app.xml": members["docProps/app.xml"].replace(b"<Pages>1<", b"<Pages>3<")}
        ),
    )

    assert words.read_words(source).warnings == (
        "its marks tell 2 pages and Word counted 3: page numbers may be off",
    )
