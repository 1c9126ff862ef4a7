from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.evidence import nearest_slides, select_evidence
from assistant.leading import may_lead
from assistant.model import AnswerStatus, Evidence, Hit
from assistant.query import make_query
from assistant.shelf import lay_out
from assistant.support import Support
from assistant.trace import Tracer
from corpus.model import BlockKind, Slide
from tests.assistant.small_corpus import SLIDES, bullet, heading, hits_for, index, ranked_for, row, slide
from tests.assistant.two_years import EARLIER, LATER, of

PICTURE = slide(4, "Noise by month and ward")
LONG_LIST = slide(
    5,
    "Aims",
    heading("Safer parks"),
    *(bullet(f"Aim {n} keeps a gate open late", "Safer parks") for n in range(20)),
)
SHELF = lay_out(index((*SLIDES, PICTURE, LONG_LIST)))


def evidence(question: str) -> Evidence:
    query = make_query(question, (), SHELF.lexicon)
    return select_evidence(query, ranked_for(question, SHELF), SHELF)


class Noting(Tracer):
    """Keeps how many blocks were judged."""

    def __init__(self, *, keeps: bool) -> None:
        self.keeps = keeps
        self.tried = 0

    def judged(self, judged: Sequence[tuple[Hit, Support]]) -> None:
        self.tried += len(judged)


def texts(found: Evidence) -> list[str]:
    return [hit.block.text for hit in found.hits]


def test_a_plain_question_is_answered_from_the_block_that_says_it() -> None:
    assert texts(evidence("How much was the Lantern Fund?"))[0].startswith("Lantern Fund")


def test_what_ranks_below_the_lead_is_judged_only_to_be_told() -> None:
    question = "Who leads on theft?"
    query, ranked = make_query(question, (), SHELF.lexicon), ranked_for(question, SHELF)
    silent, telling = Noting(keeps=False), Noting(keeps=True)

    plain = select_evidence(query, ranked, SHELF, silent)
    told = select_evidence(query, ranked, SHELF, telling)

    assert plain == told
    assert silent.tried == 1 < telling.tried


def test_a_list_is_given_whole_and_in_slide_order() -> None:
    assert texts(evidence("What are the leads?")) == [block.text for block in SLIDES[2].blocks[1:]]


def test_a_list_named_by_its_heading_holds_nothing_from_other_headings() -> None:
    found = texts(evidence("Which results are there on bicycle theft progress?"))

    assert "Noise complaints rose in the summer." not in found


def test_a_very_long_list_is_cut_and_says_so() -> None:
    found = evidence("What are the safer parks aims?")

    assert len(found.hits) == 12
    assert "has 20 items; the first 12 are given" in found.reason


def test_a_question_that_a_picture_slide_is_about_is_told_so() -> None:
    found = evidence("What does noise by ward and month look like?")

    assert found.status is AnswerStatus.PICTURE_ONLY
    assert "slide 4" in found.reason


def test_no_evidence_names_what_is_missing_and_the_nearest_slides() -> None:
    found = evidence("How much did the bicycle racks cost?")

    assert found.hits == ()
    assert "no amount of money" in found.reason
    assert found.nearest[0].slide.ref.number == 2


def test_nearest_slides_are_named_once_each() -> None:
    near = nearest_slides(hits_for("bicycle theft", SHELF))

    assert len({hit.slide.ref for hit in near}) == len(near) <= 3


def test_a_bare_subject_is_answered_with_the_section_it_names() -> None:
    assert texts(evidence("bicycle theft")) == [block.text for block in SLIDES[1].blocks[2:4]]


def test_a_row_is_found_by_the_name_of_its_column() -> None:
    assert texts(evidence("Which fund paid boat patrols?"))[0].startswith("Harbour Fund")


def test_a_block_that_goes_on_with_the_one_before_comes_with_it() -> None:
    lead, more = "Wardens patrol the market.", "Over the winter this has included night shifts."
    shelf = lay_out(index((slide(1, "Work", bullet(lead), bullet(more), bullet("Gates were mended.")),)))

    found = select_evidence(
        make_query("Do wardens patrol?", (), shelf.lexicon), ranked_for("Do wardens patrol?", shelf), shelf
    )

    assert texts(found) == [lead, more]


def test_a_list_of_another_year_is_not_given() -> None:
    found = evidence("What were the leads in 2019?")

    assert found.status is AnswerStatus.WRONG_PERIOD
    assert found.hits == ()


def test_a_broad_answer_holds_to_its_subject() -> None:
    found = texts(evidence("What was done about bicycle theft?"))

    assert found
    assert all("icycle" in text for text in found)


def test_a_line_that_only_leads_in_brings_its_list() -> None:
    lead = replace(bullet("The following gates were mended:"), kind=BlockKind.PARAGRAPH)
    items = [bullet(f"{name} gate") for name in ("North", "South", "Quay")]
    shelf = lay_out(index((slide(1, "Work", lead, *items),)))
    question = "Which gates were mended?"

    found = select_evidence(make_query(question, (), shelf.lexicon), ranked_for(question, shelf), shelf)

    assert {"North gate", "South gate", "Quay gate"} <= set(texts(found))


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("Where do the new lamps go?", ("Where the new lamps go", "North quay: 24", "South quay: 18")),
        (
            "Which two quays share the lamps pot?",
            (
                "Lamps pot £30,000, two quays:",
                "North quay £18,000; South quay £12,000, for ten years",
            ),
        ),
    ],
)
def test_a_line_that_names_those_under_it_brings_them(question: str, lines: Sequence[str]) -> None:
    blocks = [replace(bullet(text), kind=BlockKind.PARAGRAPH) for text in lines]
    shelf = lay_out(index((slide(1, "Work", *blocks, bullet("Nothing else was mended.")),)))

    found = select_evidence(make_query(question, (), shelf.lexicon), ranked_for(question, shelf), shelf)

    assert texts(found) == list(lines)


def test_what_goes_before_never_takes_the_place_of_the_answer() -> None:
    long = "Gates " + "were mended one after the other " * 30
    shelf = lay_out(index((slide(1, "Work", bullet(long), bullet("This has included the quay lantern.")),)))
    question = "Was the quay lantern mended?"

    found = select_evidence(make_query(question, (), shelf.lexicon), ranked_for(question, shelf), shelf)

    assert texts(found) == ["This has included the quay lantern."]


WARDENS = lay_out(
    index(
        (
            slide(
                1,
                "Patrols",
                bullet("Wardens walk the harbour at night."),
                bullet("Wardens guard the market at night."),
                bullet("Wardens greet 40 visitors a day."),
            ),
        )
    )
)


def of_wardens(question: str) -> Evidence:
    query = make_query(question, (), WARDENS.lexicon)
    return select_evidence(query, ranked_for(question, WARDENS), WARDENS)


def test_what_is_about_as_near_joins_a_question_in_other_words_and_that_is_said() -> None:
    found = of_wardens("Do wardens stroll somewhere after sunset?")

    assert texts(found)[:2] == ["Wardens walk the harbour at night.", "Wardens guard the market at night."]
    assert "see which one answers" in found.reason


def test_only_what_gives_the_sort_of_thing_asked_for_joins() -> None:
    found = of_wardens("How many do wardens greet by the harbour?")

    assert texts(found) == ["Wardens greet 40 visitors a day."]


def test_a_question_in_the_documents_words_is_answered_alone() -> None:
    found = of_wardens("Where do wardens walk at night?")

    assert (texts(found), found.reason) == (["Wardens walk the harbour at night."], "")


def ask(question: str, *slides: Slide) -> Evidence:
    shelf = lay_out(index(slides))
    return select_evidence(make_query(question, (), shelf.lexicon), ranked_for(question, shelf), shelf)


def test_what_is_much_less_close_than_a_block_that_was_refused_does_not_answer() -> None:
    aim = bullet("A clean and calm harbour is our aim.")
    other = bullet("A harbour crane fell in March 2031.")

    found = ask("By what year is the clean and calm harbour our aim?", slide(1, "Aims", aim, other))

    assert found.status is AnswerStatus.NO_EVIDENCE
    assert "no date or time" in found.reason


def test_a_date_in_the_column_that_a_question_names_answers_it() -> None:
    rows = [
        row(("Theme", name), ("Priority areas (updated October 2031)", areas))
        for name, areas in (("Calm Streets", "Theft"), ("Safe Evenings", "Noise"))
    ]

    found = ask("When were the priority areas updated?", slide(1, "Leads", *rows))

    assert {hit.block.id for hit in found.hits} & {one.id for one in rows}


def test_a_row_whose_whole_name_is_asked_for_goes_before_one_of_a_like_name() -> None:
    long = ("Fund", "Night and Harbour Lantern Fund (through the Harbour Lantern Fund Board)")
    rows = (row(long, ("Grant", "£9,000")), row(("Fund", "Harbour Fund"), ("Grant", "£7,500")))

    found = ask("What was the Harbour Fund grant?", slide(1, "Funding", *rows))

    assert texts(found)[0].startswith("Harbour Fund")


def test_the_title_of_a_picture_gives_the_years_that_are_asked_for_and_nothing_else() -> None:
    picture = slide(1, "Harbour Plan 2031-34")
    other = slide(2, "Work", bullet("Every quay is in the Harbour Plan."))

    assert texts(ask("Which years does the Harbour Plan cover?", picture, other)) == ["Harbour Plan 2031-34"]
    assert "Harbour Plan 2031-34" not in texts(ask("What does the Harbour Plan cover?", picture, other))


def test_a_name_that_a_heading_gives_by_its_short_form_is_there() -> None:
    plan = slide(1, "GM Harbour Plan", bullet("Fewer thefts"), bullet("Calmer nights"))

    assert texts(ask("List the aims of the Greater Manchester harbour plan", plan))


def test_a_block_that_holds_the_name_asked_for_may_lead_however_far_down() -> None:
    others = [
        bullet(f"The government department paid for {thing}.") for thing in "lamps ropes nets gates".split()
    ]
    rows = [
        bullet(f"The government department that funds {thing} pays.")
        for thing in "ferries quays swans".split()
    ]
    shelf = lay_out(
        index((slide(1, "Money", *others, *rows, bullet("Turnaround is paid for by Night Boats.")),))
    )
    question = "Which government department funds the Turnaround?"

    led = may_lead(ranked_for(question, shelf), make_query(question, (), shelf.lexicon))

    assert "Turnaround is paid for by Night Boats." in [hit.block.text for hit in led]


def theft(*said: str) -> Slide:
    return slide(1, "Recorded bicycle theft", *map(bullet, said))


def of_both_years(earlier: Slide, *later: Slide) -> tuple[str, list[str]]:
    """Return the best block and what is told of the thefts of two years' reviews."""
    slides = (of(EARLIER, earlier), *(of(LATER, one) for one in later))
    shelf = lay_out(replace(index(slides), documents=(LATER, EARLIER)))
    question = "How many bicycle thefts were recorded in 2030/31 and 2031/32?"
    ranked = ranked_for(question, shelf)
    found = select_evidence(make_query(question, (), shelf.lexicon), ranked, shelf)
    return ranked[0].block.text, texts(found)


FEWER, MORE = "287 bicycle thefts were recorded.", "310 bicycle thefts were recorded."


def test_a_block_that_speaks_of_both_years_goes_first_where_it_answers() -> None:
    both = "Bicycle thefts recorded by police grew from 287 in 2030/31 to 310 in 2031/32."

    best, told = of_both_years(theft(FEWER), theft(MORE), slide(2, "Trends", bullet(both)))

    assert best != both
    assert told[0] == both


@pytest.mark.parametrize(
    "other",
    [
        "9 wardens dealt with bicycle thefts in 2030/31 and 2031/32.",
        "Bicycle thefts were recorded on paper in 2030/31 and 2031/32.",
    ],
    ids=["much further off", "without what is asked"],
)
def test_a_block_on_something_else_keeps_neither_year_from_being_told(other: str) -> None:
    _, told = of_both_years(theft(FEWER), theft(MORE), slide(2, "Trends", bullet(other)))

    assert told == [FEWER, MORE]


def test_of_each_year_the_block_that_says_the_same_as_that_of_the_other_is_told() -> None:
    at_night = "{} bicycle thefts were recorded at night by wardens of the old quay."

    best, told = of_both_years(
        theft(at_night.format(287)), theft(at_night.format(310), MORE.replace("310", "900"))
    )

    assert best not in told
    assert told == [at_night.format(287), at_night.format(310)]


def test_a_heading_that_is_asked_for_is_told_with_what_stands_under_it() -> None:
    found = evidence("Under which heading do the marked bicycles come?")

    assert texts(found) == ["Bicycle theft", "Police marked 310 bicycles at schools."]


def test_a_list_about_something_else_does_not_keep_the_one_named_from_being_given() -> None:
    ahead = slide(6, "Looking ahead", bullet("A ferry plan is due."), bullet("A pier plan is due."))
    aims = slide(7, "One Quay", bullet("Calm piers"), bullet("Clean quays"))
    shelf = lay_out(index((*SLIDES, ahead, aims)))
    question = "What are the two aims listed for One Quay in the harbour plan?"

    found = select_evidence(make_query(question, (), shelf.lexicon), ranked_for(question, shelf), shelf)

    assert texts(found) == ["Calm piers", "Clean quays"]
