"""What elements of a page become: headings, items, rows, captions, words left out."""

import pytest

from corpus.model import BlockKind
from tests.ingest import decks, webpages
from tests.ingest.webpages import article, wrap

PARAGRAPH, BULLET, NUMBERED = BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.NUMBERED
HEADER, ROW = BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW

Said = list[tuple[BlockKind, str]]


def said(inside: str) -> Said:
    """Return what a part of a page's main text becomes."""
    return decks.said(webpages.read_page(article(inside)))[1:]


def dropped(inside: str) -> list[tuple[str, str]]:
    reading, text = webpages.transcribe_page(article(inside))
    decks.assert_tiled(reading, text)
    return [(drop.text, drop.reason) for drop in reading.drops if drop.text]


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ("<p>a&nbsp;b &amp; &pound;5\n  c</p>", [(PARAGRAPH, "a b & £5 c")]),
        ("one<p>two<p>three", [(PARAGRAPH, "one"), (PARAGRAPH, "two"), (PARAGRAPH, "three")]),
        ("<p>one<br>line<br><br>next</p>", [(PARAGRAPH, "one\nline"), (PARAGRAPH, "next")]),
        ("<p>12%<sup>3</sup> on the 1<sup>st</sup></p>", [(PARAGRAPH, "12%³ on the 1st")]),
        ("<p>Se<b>ve</b>n <a href='/x'>links</a></p>", [(PARAGRAPH, "Seven links")]),
        ("<pre>a\n b</pre>", [(PARAGRAPH, "a\nb")]),
        ("<ol type='a'><li>x<li value='5'>y</ol>", [(NUMBERED, "a. x"), (NUMBERED, "e. y")]),
        ("<ol reversed><li>x</li><li>y</li></ol>", [(NUMBERED, "2. x"), (NUMBERED, "1. y")]),
        ("<ul><li><p>x</p><p>more</p></li></ul>", [(BULLET, "x"), (PARAGRAPH, "more")]),
        (
            "<figure><img alt='A map.'><figcaption>Map 1</figcaption></figure>",
            [(BlockKind.CAPTION, "A map."), (BlockKind.CAPTION, "Map 1")],
        ),
        ("<dl><dt>Cost</dt><dd>£5</dd><dd>a day</dd></dl>", [(ROW, "Cost\t£5"), (ROW, "a day")]),
    ],
)
def test_an_element_becomes_what_it_shows(inside: str, found: Said) -> None:
    assert said(inside) == found


@pytest.mark.parametrize(
    ("inside", "left_out"),
    [
        ("<p>It is <del>14</del> 12.</p>", ("14", "struck out")),
        ("<p hidden>Secret</p>", ("Secret", "hidden element")),
        ("<p style='color:red; display: none'>Secret</p>", ("Secret", "hidden element")),
        (
            "<p>Change<span class='govuk-visually-hidden'> name</span></p>",
            ("name", "for screen readers only"),
        ),
        ("<button>Print</button>", ("Print", "form control")),
        ("<noscript>Switch scripts on</noscript>", ("Switch scripts on", "shown without scripts only")),
        ("<img alt='IMG_1.jpg'>", ("IMG_1.jpg", "file name as alternative text")),
        ("<nav><p>Contents of this page</p></nav>", ("Contents of this page", "navigation")),
    ],
)
def test_words_that_are_no_text_of_the_page_are_listed(inside: str, left_out: tuple[str, str]) -> None:
    assert left_out in dropped(inside)


def test_scripts_styles_templates_and_comments_are_no_words() -> None:
    inside = "<script>x()</script><style>p{}</style><template>t</template><!-- c --><p>seen</p>"

    assert said(inside) == [(PARAGRAPH, "seen")]
    assert dropped(inside) == []


def test_cells_over_several_rows_and_columns_are_read_where_they_reach() -> None:
    table = (
        "<table><tr><th rowspan='2'>Area</th><th colspan='2'>Thefts</th></tr>"
        "<tr><th>2031</th><th>2032</th></tr>"
        "<tr><td rowspan='2'>North</td><td>12</td><td>9</td></tr><tr><td>8</td><td>7</td></tr></table>"
    )

    blocks = webpages.read_page(article(table)).slides[0].blocks

    assert [[(c.column, c.text) for c in b.cells] for b in blocks if b.kind is ROW] == [
        [("Area", "North"), ("Thefts 2031", "12"), ("Thefts 2032", "9")],
        [("Area", "North"), ("Thefts 2031", "8"), ("Thefts 2032", "7")],
    ]


def test_a_first_column_of_header_cells_is_no_header() -> None:
    table = (
        "<table><tr><th>Chair</th><td>A. Person</td></tr><tr><th>Clerk</th><td>B. Person</td></tr></table>"
    )

    assert said(table) == [(ROW, "Chair\tA. Person"), (ROW, "Clerk\tB. Person")]


def test_items_in_a_cell_are_its_items_and_hidden_rows_are_listed() -> None:
    cell = "<ul><li>Buy</li><li>Fit</li></ul>"
    rows = f"<tr><td>Racks</td><td>{cell}</td><td>9</td></tr><tr hidden><td>Old</td><td>-</td><td>1</td></tr>"
    table = f"<table><thead><tr><th>Task</th><th>Steps</th><th>No</th></tr></thead>{rows}</table>"

    reading = webpages.read_page(article(table))

    assert decks.block(reading, "Racks\tBuy\nFit\t9").cells[1].items == ("Buy", "Fit")
    assert "Old - 1" in [drop.text for drop in reading.drops]


@pytest.mark.parametrize(
    "table",
    [
        "<table role='presentation'><tr><td>left.</td><td>right.</td></tr></table>",
        "<table><tr><td>left.</td></tr><tr><td>right.</td></tr></table>",
        "<table><tr><td>left.<table><tr><td>right.</td></tr></table></td><td></td></tr></table>",
        "<table><div>left.</div><tr><td></td><td>right.</td></tr></table>",
    ],
)
def test_a_table_that_only_sets_texts_in_place_is_text(table: str) -> None:
    assert said(table) == [(PARAGRAPH, "left."), (PARAGRAPH, "right.")]


def test_bold_lines_are_headings_on_a_page_without_any() -> None:
    said_twice = "The wardens of the borough walked forty routes in the evenings of the last year. " * 3
    page = wrap(f"<p><b>Theft</b></p><p>{said_twice}</p><p><b>Noise</b></p><p>{said_twice}</p>")

    assert [slide.title for slide in webpages.read_page(page).slides] == ["Theft", "Noise"]


def test_a_page_without_headings_is_named_by_its_title() -> None:
    page = wrap("<p>The wardens walked.</p>", "<title>Night walks</title>")

    assert webpages.read_page(page).slides[0].title == "Night walks"


def test_a_header_within_an_article_is_the_articles_own() -> None:
    page = article("").replace("<main><h1>Night safety</h1>", "<main><header><h1>Night safety</h1></header>")

    assert webpages.read_page(page).slides[0].title == "Night safety"
