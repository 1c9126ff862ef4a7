"""Pages of several systems: the main text is read, the frame around it listed, and nothing lost."""

import re
import subprocess
import sys

import pytest

from corpus.model import BlockKind
from ingest.reading import read_apart
from tests.ingest import decks, webpages
from tests.ingest.webpages import BARE, BLOG, COMMITTEE, PAGE, STATE

PAGES = {"state": STATE, "committee": COMMITTEE, "blog": BLOG, "bare": BARE}


def drops(source: str) -> dict[str, str]:
    return {drop.text: drop.reason for drop in webpages.read_page(source).drops if drop.text}


@pytest.mark.parametrize("source", PAGES.values(), ids=PAGES)
def test_every_character_of_a_page_is_in_one_block_or_one_drop(source: str) -> None:
    decks.assert_tiled(*webpages.transcribe_page(source))


@pytest.mark.parametrize("source", PAGES.values(), ids=PAGES)
def test_every_word_that_a_page_shows_is_in_its_canonical_text(source: str) -> None:
    body = re.sub(r"<(script|style|title)\b.*?</\1>", "", source, flags=re.DOTALL)
    shown = re.findall(r"[A-Za-z0-9]+", re.sub(r"<[^>]*>|&\w+;", " ", body))

    _, text = webpages.transcribe_page(source)

    assert set(shown) <= set(re.findall(r"[A-Za-z0-9]+", text))


def test_slides_are_counted_from_headings_and_named_by_them() -> None:
    reading = webpages.read_page(STATE)

    assert [(s.ref.number, s.ref.inferred, s.title) for s in reading.slides] == [
        (1, True, "Night safety in Invented Borough"),
        (2, True, "What changed"),
        (3, True, "Figures"),
    ]
    assert reading.warnings == ("a web page has no pages: slides were counted from its headings",)


def test_headers_footers_and_hidden_parts_are_listed() -> None:
    assert drops(STATE) == {
        "We use cookies on this service to make it work.": "hidden element",
        "Skip to main content": "not part of the page's main text",
        "INV.EXAMPLE Benefits Births and deaths": "page header",
        "Support links Help Privacy All content is available under an open licence.": "page footer",
    }


def test_a_page_set_by_a_table_gives_its_text_and_the_table_in_it() -> None:
    reading = webpages.read_page(COMMITTEE)

    rows = [block for block in reading.slides[0].blocks if block.kind is BlockKind.TABLE_ROW]
    assert reading.slides[0].title == "Agenda item"
    assert [[(cell.column, cell.text) for cell in row.cells][:2] for row in rows] == [
        [("Ward", "North Fen"), ("Thefts", "12")],
        [("Ward", "South Fen"), ("Thefts", "9")],
        [("Ward", "South Fen"), ("Thefts", "4")],
    ]


def test_menus_without_marks_of_their_own_are_listed() -> None:
    assert "Browse meetings" in next(text for text in drops(COMMITTEE) if "Councillors" in text)
    assert drops(BLOG)["Recent posts Old racks Older racks"] == "not part of the page's main text"


def test_a_page_of_a_few_divisions_is_read_whole() -> None:
    assert decks.texts(webpages.read_page(BARE)) == [
        "Invented Borough",
        "Opening hours",
        "Monday: 9 to 5",
        "Telephone\t01234 567890",
    ]


def test_a_page_whose_main_text_is_not_found_is_read_whole_with_a_warning() -> None:
    links = "".join(f'<li><a href="/{at}">Ward number {at}</a></li>' for at in range(30))

    reading = webpages.read_page(webpages.wrap(f"<ul>{links}</ul>"))

    assert len(reading.slides[0].blocks) == 30
    assert reading.warnings == ("its main text could not be told from the rest: the whole page was read",)


def test_a_page_says_who_wrote_it_and_when() -> None:
    properties = dict(webpages.read_page(STATE).properties)

    assert properties["title"] == "Night safety in Invented Borough"
    assert properties["publisher"] == "INV.EXAMPLE"
    assert properties["created"] == "2021-05-06"


def test_a_page_is_read_apart_from_the_program() -> None:
    assert read_apart(PAGE, STATE.encode()) == webpages.read_page(STATE)


def test_words_beside_a_broken_pages_body_are_read() -> None:
    source = "<html><body><p>The wardens walked.</p></body><div>Thefts fell.</div></html>"

    assert decks.texts(webpages.read_page(source)) == ["The wardens walked.", "Thefts fell."]


def test_trafilatura_is_not_loaded_before_a_page_is_read() -> None:
    code = "import sys, ingest.readers; sys.exit('trafilatura' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
