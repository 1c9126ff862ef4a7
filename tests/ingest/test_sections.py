"""Texts with ranked headings: cut into pages, or into sections no longer than a page."""

from corpus.model import BlockKind
from ingest.sections import PAGE_CHARS, PlacedUnit, plan_pages, plan_sections
from ingest.slides import SlidePlan
from ingest.units import Unit


def head(text: str, rank: int, page: int = 1) -> PlacedUnit:
    return PlacedUnit(Unit(BlockKind.HEADING, text, rank=rank), page)


def text(words: str, page: int = 1, *, aside: bool = False) -> PlacedUnit:
    return PlacedUnit(Unit(BlockKind.PARAGRAPH, words), page, aside)


def shown(plans: tuple[SlidePlan, ...]) -> list[tuple[str, list[str]]]:
    return [(plan.title.text if plan.title else "", [unit.text for unit in plan.body]) for plan in plans]


def test_sections_begin_at_the_uppermost_headings_that_repeat() -> None:
    units = [
        head("Plan", 1),
        text("intro"),
        head("A", 2),
        text("a"),
        head("A1", 3),
        text("b"),
        head("B", 2),
        text("c"),
    ]

    assert shown(plan_sections(units, title_rank=1)) == [
        ("Plan", ["intro"]),
        ("A", ["a", "A1", "b"]),
        ("B", ["c"]),
    ]


def test_a_heading_without_text_stays_with_the_next() -> None:
    units = [head("Part", 2), head("A", 2), text("a"), head("B", 2), text("b")]

    assert shown(plan_sections(units)) == [("Part", ["A", "a"]), ("B", ["b"])]


def test_a_section_longer_than_a_page_is_cut_at_the_headings_in_it() -> None:
    long = "x" * (PAGE_CHARS // 2 + 1)
    units = [head("A", 2), head("A1", 3), text(long), head("A2", 3), text(long), head("B", 2), text("b")]

    plans = plan_sections(units)

    assert shown(plans) == [("A", ["A1", long]), ("A2", [long]), ("B", ["b"])]
    assert [plan.above for plan in plans] == [(), ("A",), ()]


def test_a_long_section_without_headings_is_cut_between_its_texts_and_goes_on_under_its_name() -> None:
    units = [head("A", 2), *(text(f"{number} " + "x" * 500) for number in range(20)), head("B", 2), text("b")]

    plans = plan_sections(units)

    lengths = [sum(len(unit.text) for unit in plan.body) for plan in plans[:-1]]
    assert max(lengths) <= PAGE_CHARS
    assert min(lengths) >= PAGE_CHARS // 2
    assert [plan.above for plan in plans] == [(), *[("A",)] * (len(plans) - 2), ()]


def test_a_page_break_begins_a_slide_also_where_pages_are_counted() -> None:
    assert shown(plan_sections([text("cover"), text("next", page=2)])) == [("", ["cover"]), ("", ["next"])]


def test_pages_without_words_are_kept_and_numbers_are_exact() -> None:
    plans = plan_pages([text("one"), text("three", page=3)], 4)

    assert [(plan.number, plan.inferred, len(plan.body)) for plan in plans] == [
        (1, False, 1),
        (2, False, 0),
        (3, False, 1),
        (4, False, 0),
    ]


def test_the_documents_title_is_no_section_that_goes_on_but_where_there_is_none() -> None:
    units = [head("Plan", 1), text("a"), text("b", page=2), head("A", 2, page=3), text("c", page=3)]

    assert [plan.above for plan in plan_pages(units, 3, title_rank=1)] == [(), ("Plan",), ()]


def test_what_stands_aside_goes_to_the_end_of_its_section() -> None:
    units = [head("A", 2), text("a"), text("note", aside=True), text("b"), head("A1", 3), text("c")]

    assert shown(plan_pages(units, 1)) == [("A", ["a", "b", "note", "A1", "c"])]


def test_words_out_of_their_pages_order_are_not_lost() -> None:
    assert shown(plan_pages([text("b", page=2), text("a"), text("c", page=2)], 2)) == [
        ("", ["a"]),
        ("", ["b", "c"]),
    ]
