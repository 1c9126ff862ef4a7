from dataclasses import replace

import pytest

from assistant.evidence import select_evidence
from assistant.lists import find_list
from assistant.model import AnswerStatus
from assistant.query import make_query
from assistant.shelf import lay_out
from corpus.model import Block, BlockKind, Slide
from tests.assistant.small_corpus import bullet, index, ranked_for, row, slide
from tests.assistant.two_years import EARLIER, found, of, texts


def paragraph(text: str) -> Block:
    return replace(bullet(text), kind=BlockKind.PARAGRAPH)


def test_a_list_goes_on_on_the_next_slide_of_the_same_title() -> None:
    assert texts(found("What are our aims?")) == [
        "Clean quays",
        "Quiet harbours",
        "Tidy markets",
        "Safe ferries",
    ]


def test_words_of_the_documents_title_are_not_held_against_a_list() -> None:
    assert texts(found("What are the aims of the litter plan?"))[0] == "Clean quays"


def test_what_will_be_done_is_the_list_of_promises_under_that_title() -> None:
    assert texts(found("What will the plan do about litter and noise?")) == [
        "empty each bin on Sundays",
        "fine boats that hoot",
        "lend out brooms",
    ]


def test_a_list_of_another_years_document_is_not_given() -> None:
    assert found("What were the aims in 2019/20?").status is AnswerStatus.WRONG_PERIOD


def test_a_slide_of_one_numbered_priority_is_no_list_of_the_priorities() -> None:
    one = slide(1, "Priority 5", bullet("The partnership met in June"), bullet("Priority lanes were opened"))
    listed = slide(2, "Priorities and theme leads", bullet("Quiet harbours"), bullet("Clean quays"))
    shelf = lay_out(index((one, listed)))
    question = "List the priorities"

    given = select_evidence(make_query(question, (), shelf.lexicon), ranked_for(question, shelf), shelf)

    assert texts(given) == ["Quiet harbours", "Clean quays"]


def test_of_lists_named_alike_the_one_named_by_nothing_else_is_given() -> None:
    chosen = slide(1, "How the priorities were chosen", bullet("By a vote"), bullet("By a survey"))
    listed = slide(2, "Priorities 2024-27", bullet("Quiet harbours"), bullet("Clean quays"))
    shelf = lay_out(index((chosen, listed)))
    question = "List the priorities"

    given = select_evidence(make_query(question, (), shelf.lexicon), ranked_for(question, shelf), shelf)

    assert texts(given) == ["Quiet harbours", "Clean quays"]


def test_a_list_that_a_question_names_whole_and_counts_right_is_given_whatever_else_is_near() -> None:
    listed = slide(1, "One Harbour", bullet("Clean quays"), bullet("Calm piers"), bullet("Tidy boats"))
    rival = slide(2, "Work", bullet("The ambition of One Harbour is a harbour for everyone."))
    shelf = lay_out(index((listed, rival)))

    def given(question: str) -> list[str]:
        query = make_query(question, (), shelf.lexicon)
        return texts(select_evidence(query, ranked_for(question, shelf), shelf))

    items = [block.text for block in listed.blocks[1:]]
    assert given("Which three ambitions come under One Harbour?") == items
    assert given("Please set out the ambitions under One Harbour") == items
    assert given("Which four ambitions of One Harbour are there?") != items


def test_a_list_of_as_many_things_as_are_asked_for_goes_before_what_speaks_of_them() -> None:
    listed = slide(1, "Our aims", bullet("Clean quays"), bullet("Calm piers"), bullet("Tidy boats"))
    longer = slide(2, "Aims of others", *(bullet(f"Aim of the {name}") for name in ("east", "west")))
    rival = slide(3, "Next", bullet("The new harbour plan has three aims, not six."))
    shelf = lay_out(index((listed, longer, rival)))

    def given(question: str) -> list[str]:
        query = make_query(question, (), shelf.lexicon)
        return texts(select_evidence(query, ranked_for(question, shelf), shelf))

    assert given("What are the three aims in the new harbour plan?") == [
        "Clean quays",
        "Calm piers",
        "Tidy boats",
    ]
    assert given("What are the four aims in the new harbour plan?") != [
        "Clean quays",
        "Calm piers",
        "Tidy boats",
    ]


def test_lines_that_begin_with_a_letter_are_a_list_apart_from_the_text_after_them() -> None:
    lines = [paragraph("A: Clean quays"), paragraph("B: Calm piers"), paragraph("Noise is no longer an aim.")]
    rival = slide(2, "Next", bullet("The harbour plan has two aims, not three."))
    shelf = lay_out(index((slide(1, "Our aims", *lines), rival)))
    question = "What are the two aims in the harbour plan?"

    given = select_evidence(make_query(question, (), shelf.lexicon), ranked_for(question, shelf), shelf)

    assert texts(given) == ["A: Clean quays", "B: Calm piers"]


def test_lines_without_marks_under_a_label_are_the_list_that_it_names() -> None:
    lines = ("Harbour authorities:", "Harbour Council", "Port Police", "Also at the table:", "Ferry College")
    shelf = lay_out(index((slide(1, "Who we are", *(paragraph(line) for line in lines)),)))
    question = "List the harbour authorities"

    given = select_evidence(make_query(question, (), shelf.lexicon), ranked_for(question, shelf), shelf)

    assert texts(given) == ["Harbour Council", "Port Police"]


def test_rows_that_share_a_cell_are_given_when_the_question_names_it() -> None:
    rows = [
        row(("Project", project), ("Funder", funder))
        for project, funder in (("Lamps", "Harbour Office"), ("Racks", "Port"), ("Patrols", "Harbour Office"))
    ]
    shelf = lay_out(index((slide(1, "Where the money went", *rows),)))

    def given(question: str) -> list[str]:
        query = make_query(question, (), shelf.lexicon)
        return texts(select_evidence(query, ranked_for(question, shelf), shelf))

    assert given("Name all the projects that the Harbour Office paid for") == [rows[0].text, rows[2].text]
    assert given("What are the projects that the money went to?") == [one.text for one in rows]


def test_a_list_is_found_on_a_slide_whose_items_say_nothing_of_the_question() -> None:
    others = [slide(n, f"Priority {n}", bullet(f"The priority of {n} quays is set.")) for n in range(2, 9)]
    listed = slide(1, "Priorities", bullet("Clean quays"), bullet("Calm piers"))
    shelf = lay_out(index((*others, listed)))
    question = "List the priorities"

    given = select_evidence(make_query(question, (), shelf.lexicon), ranked_for(question, shelf), shelf)

    assert texts(given) == ["Clean quays", "Calm piers"]


FUNDED = slide(
    1,
    "Funding 2031/32",
    *(
        row(("Fund", fund), ("Paid for", thing), ("Grant", grant))
        for fund, thing, grant in (
            ("Lantern Fund", "Lamps", "£7,500"),
            ("Harbour Fund", "Boats at night", "£12,000 a year"),
            ("Kelp Fund", "Rakes", "£300"),
        )
    ),
)
WORKED = slide(2, "Work", bullet("The harbour was funded by a fair."), bullet("Boats were paid for at once."))


def amounts(question: str, funds: Slide = FUNDED) -> list[str]:
    """Return what is quoted of the rows that are told, where each is cut to one cell."""
    shelf = lay_out(index((funds, WORKED)))
    given = select_evidence(make_query(question, (), shelf.lexicon), ranked_for(question, shelf), shelf)
    return [hit.block.text[slice(*hit.excerpt)] for hit in given.hits if hit.excerpt]


@pytest.mark.parametrize(
    "question",
    [
        "How is safety funded?",
        "Where does the money come from?",
        "What funding did the partnership get?",
        "Tell me about the funding",
    ],
)
def test_who_asks_how_all_is_funded_is_told_every_rows_amount(question: str) -> None:
    assert amounts(question) == ["£7,500", "£12,000 a year", "£300"]


@pytest.mark.parametrize("question", ["How is the fund financed?", "How are boats funded?"])
def test_who_asks_of_one_fund_or_names_another_subject_is_not(question: str) -> None:
    assert amounts(question) != ["£7,500", "£12,000 a year", "£300"]


@pytest.mark.parametrize(
    "other",
    [
        replace(FUNDED, blocks=(*FUNDED.blocks, row(("Fund", "Gull Fund"), ("Grant", "not yet known")))),
        replace(FUNDED, title="Penalties"),
    ],
    ids=["a row without an amount", "a table of other sums"],
)
def test_a_table_that_gives_not_every_row_an_amount_or_is_not_of_money_is_not_told_so(other: Slide) -> None:
    assert amounts("How is safety funded?", other) == []


COMING = of(
    EARLIER,
    slide(1, "Looking ahead to 2031/32", bullet("A ferry warden starts."), bullet("Two new lamps are lit.")),
)
DONE = of(EARLIER, slide(2, "Work", bullet("Plans were drawn in 2031/32."), bullet("Boats were planned.")))


def ahead(question: str) -> list[str]:
    shelf = lay_out(replace(index((COMING, DONE)), documents=(EARLIER,)))
    return texts(select_evidence(make_query(question, (), shelf.lexicon), ranked_for(question, shelf), shelf))


@pytest.mark.parametrize(
    "question",
    ["What is planned for 2031/32?", "What does the partnership plan to do next?", "What’s coming up?"],
)
def test_what_is_planned_at_all_is_what_stands_under_looking_ahead(question: str) -> None:
    assert ahead(question) == ["A ferry warden starts.", "Two new lamps are lit."]


@pytest.mark.parametrize("question", ["What is planned for boats?", "What is planned for 2030/31?"])
def test_plans_for_a_subject_or_another_year_are_not_all_that_is_ahead(question: str) -> None:
    assert ahead(question) != ["A ferry warden starts.", "Two new lamps are lit."]


def test_a_list_whose_name_is_written_as_one_is_given_however_it_is_asked_for() -> None:
    quay = slide(5, "One Quay", bullet("Calm piers"), bullet("Clean quays"))
    pier = slide(6, "One Pier", bullet("Everyone reaches their ambitions"), bullet("Bright lamps"))
    days = enumerate(("Mondays", "Fridays", "Sundays"), start=7)
    work = (slide(number, "Work", bullet(f"The quay was swept on {day}.")) for number, day in days)
    shelf = lay_out(index((quay, pier, *work)))

    def given(question: str) -> list[str]:
        query = make_query(question, (), shelf.lexicon)
        return [hit.block.text for hit in find_list(query, ranked_for(question, shelf), shelf)]

    assert given("Give me the One Quay ambitions in full") == ["Calm piers", "Clean quays"]
    assert given("Give me the ambitions of one quay in full") == []
