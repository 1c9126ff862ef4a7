"""Themes in the titles' place, in invented decks and pages."""

from corpus.model import BlockKind
from ingest.readers.standing import name_by_difference
from ingest.slides import SlidePlan
from ingest.units import Unit
from tests.ingest import decks

P, BULLET, HEADING = BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.HEADING
ITEM = Unit(BULLET, "Patrols were doubled.")


def page(title: str, *texts: str | Unit, decided: bool = False) -> SlidePlan:
    body = tuple(text if isinstance(text, Unit) else Unit(P, text) for text in texts)
    return SlidePlan(1, inferred=False, title=Unit(P, title), body=body, decided=decided)


def named(*plans: SlidePlan) -> list[tuple[str, str]]:
    return [
        (plan.theme.text if plan.theme else "", plan.title.text if plan.title else "")
        for plan in name_by_difference(plans)
    ]


def test_a_title_over_lines_that_differ_is_the_theme_and_these_are_the_titles() -> None:
    found = named(page("Safer Streets", "What we did", ITEM), page("Safer Streets", "What it cost", ITEM))

    assert found == [("Safer Streets", "What we did"), ("Safer Streets", "What it cost")]


def test_a_line_that_is_a_title_elsewhere_is_one_under_a_title_that_stands_once() -> None:
    found = named(
        page("Safer Streets", "What we did", ITEM),
        page("Safer Streets", "What it cost", ITEM),
        page("Young People", "What we did", ITEM),
        page("Older People", "Who was met", ITEM),
    )

    assert found[2:] == [("Young People", "What we did"), ("", "Older People")]


def test_a_title_over_the_same_line_on_every_slide_stays_the_title() -> None:
    plans = [
        page("Safer Streets", "What we did", ITEM),
        page("Safer Streets (continued)", "What we did", ITEM),
    ]

    assert [theme for theme, _ in named(*plans)] == ["", ""]


def test_a_title_stays_where_one_of_its_slides_has_no_line_under_it() -> None:
    plans = [page("Safer Streets", text, ITEM) for text in ("What we did", "What it cost")]

    assert [theme for theme, _ in named(*plans, page("Safer Streets", ITEM))] == ["", "", ""]


def test_the_first_of_several_headings_of_a_kind_is_no_title() -> None:
    plans = [page("Safer Streets", one, ITEM, f"{one} again", ITEM) for one in ("Lamps", "Gates")]

    assert [theme for theme, _ in named(*plans)] == ["", ""]


def test_a_first_line_over_further_headings_is_a_title() -> None:
    plans = [page("Safer Streets", one, "North", ITEM, "South", ITEM) for one in ("Lamps", "Gates")]

    assert named(*plans) == [("Safer Streets", "Lamps"), ("Safer Streets", "Gates")]


def test_on_a_page_a_heading_set_larger_than_those_below_is_over_all() -> None:
    def body(text: str, rank: int) -> list[Unit]:
        return [Unit(HEADING, text, rank=rank), ITEM, Unit(HEADING, "North", rank=3), ITEM]

    larger = [page("Safer Streets", *body(one, 2), decided=True) for one in ("Lamps", "Gates")]
    alike = [page("Safer Streets", *body(one, 3), decided=True) for one in ("Lamps", "Gates")]

    assert named(*larger) == [("Safer Streets", "Lamps"), ("Safer Streets", "Gates")]
    assert named(*alike) == [("", "Safer Streets")] * 2


def test_a_decks_slides_are_named_by_what_differs_and_keep_every_character() -> None:
    deck = decks.new_deck()
    for text in ("What we did", "What it cost"):
        slide = decks.add_slide(deck, title="Safer Streets")
        shape = decks.add_text(slide, (0.5, 2.5, 9, 4), text, "Patrols were doubled in every ward.")
        shape.text_frame.paragraphs[0].runs[0].font.bold = True

    reading, text = decks.transcribe_deck(deck)

    assert [(slide.theme, slide.title) for slide in reading.slides] == [
        ("Safer Streets", "What we did"),
        ("Safer Streets", "What it cost"),
    ]
    decks.assert_tiled(reading, text)
