from assistant.evidence import select_evidence
from assistant.model import Evidence
from assistant.query import make_query
from assistant.shelf import lay_out
from assistant.sides import find_sides
from corpus.model import Slide
from tests.assistant.small_corpus import bullet, index, ranked_for, row, slide

FUNDS = slide(
    1,
    "Funding 2031/32",
    row(("Fund", "Lantern Fund"), ("Grant", "£7,500"), ("Paid for", "Lamps")),
    row(
        ("Fund", "Night and Harbour Fund (by the Quay Board)"),
        ("Grant", "£12,000"),
        ("Paid for", "Boats"),
    ),
    row(("Fund", "Kelp Fund"), ("Grant", "£300"), ("Paid for", "Rakes")),
)
HOME = slide(2, "ONE HARBOUR", bullet("A place where no boat is left behind."))
FUTURE = slide(3, "ONE QUAY", bullet("Building a bright time for every pier."))
LEADS = slide(
    4, "Leads", bullet("Calm Streets – Jo Tern, Director"), bullet("Safe Evenings – Al Gullit, Night Warden")
)


def ask(question: str, *slides: Slide) -> Evidence:
    shelf = lay_out(index(slides))
    return select_evidence(make_query(question, (), shelf.lexicon), ranked_for(question, shelf), shelf)


def first_cells(found: Evidence) -> list[str]:
    return [hit.block.cells[0].text if hit.block.cells else hit.block.text for hit in found.hits]


def test_two_rows_that_are_compared_are_both_given_and_no_third() -> None:
    found = ask("How does the Lantern Fund compare with the Kelp Fund?", FUNDS)

    assert first_cells(found) == ["Lantern Fund", "Kelp Fund"]


def test_a_name_without_what_stands_in_brackets_is_named_too() -> None:
    found = ask("Was more paid by the Night and Harbour Fund or the Kelp Fund?", FUNDS)

    assert [name.split(" (")[0] for name in first_cells(found)] == ["Night and Harbour Fund", "Kelp Fund"]


def test_two_slides_that_are_compared_by_their_titles_are_both_quoted() -> None:
    found = ask("How does One Harbour differ from One Quay?", HOME, FUTURE)

    assert [hit.slide.ref.number for hit in found.hits] == [2, 3]


def test_two_names_before_a_dash_are_sides_as_well() -> None:
    found = ask("Do Calm Streets and Safe Evenings have the same lead?", LEADS, FUNDS)

    assert {hit.block.text for hit in found.hits} >= {block.text for block in LEADS.blocks[1:]}


def test_a_question_that_sets_nothing_against_another_has_no_sides() -> None:
    found = ask("What did the Lantern Fund pay for?", FUNDS)

    assert first_cells(found) == ["Lantern Fund"]


def test_headings_that_only_share_words_with_a_question_are_no_sides() -> None:
    work = slide(
        5,
        "Work",
        bullet("Lamps were lit.", "Harbour theft"),
        bullet("A choir sang.", "Night noise"),
    )
    told = slide(
        6,
        "Headlines",
        bullet("Harbour theft referrals fell and then rose over the year."),
        bullet("Night noise referrals rose over the year."),
    )

    found = ask(
        "Did harbour theft referrals follow the same path as night noise referrals over the year?", work, told
    )

    assert {hit.slide.ref.number for hit in found.hits} == {6}


def test_two_rows_of_which_either_may_be_more_are_both_given() -> None:
    found = ask("Did the Lantern Fund or the Kelp Fund get more?", FUNDS)

    assert first_cells(found) == ["Lantern Fund", "Kelp Fund"]


def test_a_row_of_the_whole_is_no_side_of_a_comparison() -> None:
    cells = (("All crime", "4%"), ("Burglary", "3%"), ("Robbery", "9%"))
    rows = (row(("Crime", name), ("Change", change)) for name, change in cells)
    shelf = lay_out(index([slide(1, "Recorded crime", *rows)]))
    question = "How does burglary compare with robbery among all crime?"

    (sides,) = find_sides(make_query(question, (), shelf.lexicon), ranked_for(question, shelf))

    assert [side.hits[0].block.cells[0].text for side in sides] == ["Burglary", "Robbery"]
