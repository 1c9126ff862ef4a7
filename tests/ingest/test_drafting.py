"""Covers of invented papers."""

from dataclasses import replace

import pytest

from corpus.model import BlockKind, Document, DocumentKind, Slide
from ingest.drafting import draft_entry, readable_name
from ingest.model import Reading
from tests.fakes import a_block, a_document, a_slide


def a_cover(*lines: str, number: int = 1) -> Slide:
    """Return a slide of lines of text."""
    blocks = tuple(a_block(line, BlockKind.PARAGRAPH) for line in lines)
    return replace(a_slide(number, lines[0] if lines else ""), blocks=blocks)


def draft(
    *lines: str, file_name: str = "deck.pptx", known: tuple[Document, ...] = (), **properties: str
) -> dict[str, str]:
    """Return the fields found of a deck with this cover, by name."""
    reading = Reading(a_document("deck"), (a_cover(*lines),), (), 100, properties=tuple(properties.items()))
    return {found.field: found.value for found in draft_entry(reading, file_name, known).found}


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("Reserves Policy", "1. Background"), "Reserves Policy"),
        (
            ("Anyshire Partnership (AP)", "Annual Review 2020/21"),
            "Anyshire Partnership Annual Review 2020/21",
        ),
        (("Annual Review 2020/21", "Anyshire Partnership"), "Anyshire Partnership Annual Review 2020/21"),
        (("Burglary in Anyshire", "12 May 2021"), "Burglary in Anyshire"),
        (("Standing Firm", "Police and Crime Plan 2018-21"), "Standing Firm: Police and Crime Plan 2018-21"),
        (("OFFICIAL", "Burglary Review"), "Burglary Review"),
    ],
)
def test_the_title_is_the_covers(lines: tuple[str, ...], title: str) -> None:
    assert draft(*lines)["title"] == title


def test_a_cover_without_a_title_leaves_it_to_the_files_property() -> None:
    assert draft("12 April 2021", title="Burglary in Anyshire")["title"] == "Burglary in Anyshire"


@pytest.mark.parametrize(
    "title",
    ["PowerPoint Presentation", "Slide 1", "burglary.pptx", "Microsoft Word - b.doc", "burglary_2021", ""],
)
def test_a_property_that_is_no_title_leaves_it_to_the_files_name(title: str) -> None:
    assert draft("12 April 2021", title=title, file_name="burglary_2021.pdf")["title"] == "Burglary 2021"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ward_report-2020_21.pdf", "Ward report 2020-21"),
        ("ASB--final.docx", "ASB final"),
        ("2021 plan.txt", "2021 plan"),
    ],
)
def test_a_files_name_is_made_readable(name: str, words: str) -> None:
    assert readable_name(name) == words


@pytest.mark.parametrize(
    ("lines", "file_name", "period"),
    [
        (("Annual Review 2020/21", "April 2021"), "deck-2019-20.pptx", "2020/21"),
        (("Annual Review", "2019-20"), "deck-2018-19.pptx", "2019/20"),
        (("Annual Review", "12 April 2021"), "deck_2020_21.pptx", "2020/21"),
        (("Review 2021 of the Plan 2018-21",), "deck.pptx", "2018-21"),
    ],
)
def test_the_period_is_that_of_the_most_prominent_place(
    lines: tuple[str, ...], file_name: str, period: str
) -> None:
    assert draft(*lines, file_name=file_name)["period"] == period


def test_a_period_that_nothing_says_is_not_guessed() -> None:
    assert "period" not in draft("Burglary", "12 April 2021")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Annual Review 2020/21", DocumentKind.REVIEW),
        ("Community Safety Annual Report", DocumentKind.REVIEW),
        ("Community Safety Plan 2022-25", DocumentKind.PLAN),
        ("Serious Violence Strategy", DocumentKind.PLAN),
        ("Police & Crime Plan 2022-25", DocumentKind.POLICE_AND_CRIME_PLAN),
        ("Burglary in Anyshire", None),
    ],
)
def test_the_kind_is_told_by_the_title(title: str, kind: DocumentKind | None) -> None:
    assert draft(title).get("kind") == kind


@pytest.mark.parametrize(
    ("line", "meeting"),
    [
        ("Housing Scrutiny Committee", "Housing Scrutiny Committee"),
        ("Cabinet – 12 April 2021", "Cabinet"),
        ("12 April 2021, Police and Crime Panel", "Police and Crime Panel"),
        ("Report to: Health and Wellbeing Board", "Health and Wellbeing Board"),
        ("Cabinet Member for Finance, A. Person", None),
        ("Board Minutes", None),
        ("Anyshire County Council", None),
    ],
)
def test_the_meeting_is_a_line_that_names_one(line: str, meeting: str | None) -> None:
    assert draft("Burglary Review", line).get("presented_to") == meeting


def test_the_date_is_that_of_the_cover() -> None:
    assert draft("Burglary Review", "Cabinet – 12 April 2021")["presented_on"] == "2021-04-12"


def test_the_bounds_of_a_period_are_no_date_of_presentation() -> None:
    assert "presented_on" not in draft("Burglary Review", "1 April 2020 to 31 March 2021")


def test_publisher_and_area_are_taken_from_a_known_document_of_the_publisher_named() -> None:
    known = a_document("old", publisher="Anyshire Partnership", publisher_aliases=("AP",), area="Anyshire")

    reading = Reading(a_document("deck"), (a_cover("Burglary Review", "Anyshire Partnership"),), (), 100)
    document = draft_entry(reading, "deck.pptx", (known,)).document

    assert (document.publisher, document.area) == ("Anyshire Partnership", "Anyshire")
    assert document.publisher_aliases == ("AP",)


@pytest.mark.parametrize(
    "line", ["Othershire Partnership", "Anyshire Partnership and Othershire Partnership"]
)
def test_a_publisher_that_is_unknown_or_one_of_two_is_not_guessed(line: str) -> None:
    known = (
        a_document("one", publisher="Anyshire Partnership"),
        a_document("two", publisher="Othershire Partnership"),
    )

    found = draft("Burglary Review", line, known=known if " and " in line else known[:1])

    assert "publisher" not in found


def test_every_field_remembers_where_it_was_found() -> None:
    reading = Reading(
        a_document("deck"), (a_cover("Burglary Review", "Cabinet, 12 April 2021", number=2),), (), 9
    )

    found = {one.field: one.where for one in draft_entry(reading, "deck_2020-21.pptx").found}

    assert found["title"] == "slide 2: “Burglary Review”"
    assert found["presented_to"] == "slide 2: “Cabinet, 12 April 2021”"
    assert found["period"] == "file name"


def test_a_document_without_words_is_drafted_from_its_files_name() -> None:
    entry = draft_entry(Reading(a_document("deck"), (), (), 0), "annual-review_2020-21.pptx").document

    assert (entry.title, entry.kind, entry.period) == ("Annual review 2020-21", "review", "2020/21")
    assert (entry.area, entry.publisher, entry.audience) == ("", "", "public")
