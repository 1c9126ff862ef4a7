from dataclasses import replace

import numpy as np
import pytest

from assistant.errors import DocumentUnknown
from assistant.hits import DEPTH, find_candidates
from assistant.model import Answer, AnswerStatus
from assistant.pipeline import Assistant, turn_of
from assistant.query import make_query
from assistant.scope import find_scope, narrow
from assistant.shelf import lay_out
from corpus.model import Document, Slide
from tests.assistant.small_corpus import DOCUMENT, bullet, embed, heading, index, row, slide
from tests.assistant.two_years import EARLIER, LATER, PLAN, SHELF, SLIDES, of
from tests.assistant.worked_years import EARLIER as EASTHAM_EARLIER
from tests.assistant.worked_years import LATER as EASTHAM_LATER
from tests.assistant.worked_years import two_years

QUESTIONS = (
    "How much was the Lantern Fund?",
    "How much was the Lantern Fund in 2031/32?",
    "How many bicycle thefts were recorded in 2030/31?",
    "What are our aims?",
    "What will we do about litter and noise?",
    "How many night buses did wardens ride?",
    "What does the review say about harbour seals?",
    "How many helmets were lent out?",
)


def assistant_over(slides: tuple[Slide, ...], *documents: Document) -> Assistant:
    return Assistant(replace(index(slides), documents=documents), embed)


ASSISTANT = assistant_over(SLIDES, LATER, EARLIER, PLAN)
REVIEWS = two_years()


def untimed(answer: Answer) -> Answer:
    return replace(answer, timings_ms={})


def worked(answer: Answer) -> list[str]:
    return [sentence.text for sentence in answer.sentences if sentence.worked]


@pytest.mark.parametrize(("document", "grant"), [(EARLIER, "£6,000"), (LATER, "£7,500")])
def test_each_document_gives_its_own_figure(document: Document, grant: str) -> None:
    answer = ASSISTANT.ask("How much was the Lantern Fund?", documents=[document.id])

    assert answer.text == f"Lantern Fund – Grant: {grant}"
    assert {citation.document_id for citation in answer.citations} == {document.id}


@pytest.mark.parametrize("document", [EARLIER, LATER, PLAN])
@pytest.mark.parametrize("question", QUESTIONS)
def test_nothing_is_cited_or_named_as_nearest_from_another_document(
    question: str, document: Document
) -> None:
    answer = ASSISTANT.ask(question, documents=[document.id])

    cited = [one.document_id for one in answer.citations]
    near = [one.document_id for one in answer.nearest]
    assert {*cited, *near} == {document.id}


@pytest.mark.parametrize("question", QUESTIONS)
def test_asking_of_all_documents_by_name_is_asking_without_a_choice(question: str) -> None:
    plain = ASSISTANT.ask(question)

    assert untimed(ASSISTANT.ask(question, documents=[PLAN.id, EARLIER.id, LATER.id])) == untimed(plain)


def test_two_documents_are_asked_together() -> None:
    answer = ASSISTANT.ask("How much was the Lantern Fund?", documents=[PLAN.id, EARLIER.id])

    assert answer.text == "Lantern Fund – Grant: £6,000"


def test_a_figure_of_two_years_is_not_worked_out_from_one_of_them() -> None:
    question = "By how many did recorded hate crimes rise from 2030/31 to 2031/32?"

    assert worked(REVIEWS.ask(question))
    assert worked(REVIEWS.ask(question, documents=[EASTHAM_LATER.id])) == []


@pytest.mark.parametrize(("document", "total"), [(EASTHAM_EARLIER, "£43,000"), (EASTHAM_LATER, "£60,000")])
def test_the_table_of_the_document_asked_is_added_up(document: Document, total: str) -> None:
    answer = REVIEWS.ask("What was the total of the grants?", documents=[document.id])

    assert worked(answer)[0].endswith(f"= {total}.")


@pytest.mark.parametrize("document", [EARLIER, LATER])
def test_the_time_that_the_document_asked_covers_is_named_and_offered(document: Document) -> None:
    answer = ASSISTANT.ask("How much was the Lantern Fund in 2019/20?", documents=[document.id])

    assert answer.status is AnswerStatus.WRONG_PERIOD
    assert answer.text == "The documents chosen do not cover that time."
    assert answer.notes == (f"Invented Borough Safety Review covers {document.period}, not 2019/20.",)
    assert answer.suggestions[0] == f"How much was the Lantern Fund in {document.period}?"


def test_a_question_offered_is_one_that_the_document_asked_answers_itself() -> None:
    """Both offer the same words; asked of all documents, only the later one's row answers them."""
    paid_for = ("Paid for", "Lamps by the weir and the boats of the harbour")
    later = slide(1, "Lantern Fund grant", row(("Fund", "Lantern Fund"), ("Grant", "£7,500")))
    earlier = slide(1, "Money for lamps", row(("Fund", "Lantern Fund"), ("Grant", "£6,000"), paid_for))
    assistant = assistant_over((of(LATER, later), of(EARLIER, earlier)), LATER, EARLIER)
    offered = "How much was the Lantern Fund?"

    answers = [
        assistant.ask("How many helmets did the Lantern Fund pay for?", documents=[document.id])
        for document in (LATER, EARLIER)
    ]

    assert {one.document_id for one in assistant.ask(offered).citations} == {LATER.id}
    assert [answer.suggestions[0] for answer in answers] == [offered, offered]


def test_only_what_the_document_asked_tells_of_is_what_a_question_may_mean() -> None:
    lantern, harbour, quay = (
        row(("Fund", f"{name} Fund"), ("Grant", grant))
        for name, grant in (("Lantern", "£7"), ("Harbour", "£9"), ("Quay", "£8"))
    )
    slides = of(LATER, slide(1, "Money", lantern, harbour)), of(EARLIER, slide(1, "Money", harbour, quay))
    assistant = assistant_over(slides, LATER, EARLIER)

    answer = assistant.ask("How much was the fund?", documents=[EARLIER.id])

    assert answer.status is AnswerStatus.AMBIGUOUS
    assert answer.suggestions == ("How much was the Harbour Fund?", "How much was the Quay Fund?")


def test_a_block_is_found_though_more_blocks_elsewhere_come_nearer_than_are_looked_at() -> None:
    near = [slide(at, "Otters", bullet(f"Otters were counted at weir {at}.")) for at in range(DEPTH)]
    far = slide(1, "", bullet("The otters that volunteers of the harbour trust saw were young."))
    slides = (*(of(LATER, one) for one in near), of(PLAN, far))
    shelf = lay_out(replace(index(slides), documents=(LATER, PLAN)))
    query = make_query("How many otters were counted?", (), shelf.lexicon)
    vector = embed([query.text])[0]

    def found(one: frozenset[str]) -> set[str]:
        rows = find_candidates(query, vector, narrow(shelf, one) if one else shelf)
        return {shelf.places[at].slide.ref.document_id for at in rows}

    assert found(frozenset()) == {LATER.id}
    assert found(frozenset({PLAN.id})) == {PLAN.id}


def test_blocks_are_found_for_a_document_alone() -> None:
    found = ASSISTANT.find("bicycle thefts", documents=[EARLIER.id])

    assert {hit.slide.ref.document_id for hit in found} == {EARLIER.id}


def test_that_a_document_left_out_may_answer_is_said_without_its_figure() -> None:
    question = "How many night buses did wardens ride?"

    answer = ASSISTANT.ask(question, documents=[PLAN.id])

    assert ASSISTANT.ask(question).text == "Wardens rode 40 night buses."
    assert answer.status is AnswerStatus.NO_EVIDENCE
    assert answer.text == "The documents chosen do not say."
    assert answer.notes[-1] == f"Another document, “{LATER.title}”, may say: ask without the filter."
    assert not any("40" in said for said in (*answer.notes, *answer.suggestions, answer.next_step))


@pytest.mark.parametrize(
    ("document", "other"), [(EASTHAM_EARLIER, EASTHAM_LATER), (EASTHAM_LATER, EASTHAM_EARLIER)]
)
def test_the_document_named_is_one_left_out_where_both_are_needed(
    document: Document, other: Document
) -> None:
    question = "By how many did recorded hate crimes rise from 2030/31 to 2031/32?"

    answer = REVIEWS.ask(question, documents=[document.id])

    assert answer.notes[-1] == f"Another document, “{other.title}”, may say: ask without the filter."


def test_of_a_question_in_two_parts_the_document_that_may_answer_the_other_is_named() -> None:
    asked = "How much was the Lantern Fund? How many night buses did wardens ride?"

    answer = ASSISTANT.ask(asked, documents=[EARLIER.id])

    assert answer.status is AnswerStatus.PARTIAL
    assert answer.text == "Lantern Fund – Grant: £6,000"
    assert answer.notes[-1] == f"Another document, “{LATER.title}”, may say: ask without the filter."


def test_no_other_document_is_named_where_none_answers() -> None:
    answer = ASSISTANT.ask("How many helmets were lent out?", documents=[PLAN.id])

    assert answer.status is AnswerStatus.NO_EVIDENCE
    assert not any("Another document" in note for note in answer.notes)


def test_what_a_document_left_out_may_say_is_not_looked_for_without_a_choice() -> None:
    assert "elsewhere" not in ASSISTANT.ask("How many helmets were lent out?").timings_ms


def test_a_follow_up_is_answered_from_the_documents_that_it_is_asked_of() -> None:
    first = turn_of(ASSISTANT.ask("How much was the Lantern Fund?", documents=[EARLIER.id]))

    same, other, all_of_them = (
        ASSISTANT.ask("And how many bicycle thefts were recorded?", [first], documents=asked)
        for asked in ([EARLIER.id], [LATER.id], [])
    )

    assert same.text == "287 bicycle thefts were recorded."
    assert other.text == "310 bicycle thefts were recorded."
    assert {citation.document_id for citation in all_of_them.citations} <= {EARLIER.id, LATER.id}


def test_yes_asks_the_document_chosen_what_it_offered() -> None:
    question = "How much was the Lantern Fund in 2019/20?"
    first = turn_of(ASSISTANT.ask(question, documents=[EARLIER.id]))

    assert ASSISTANT.ask("yes please", [first], documents=[EARLIER.id]).text.endswith("£6,000")


def test_an_answer_has_an_id_of_its_own_for_each_choice_of_documents() -> None:
    choices: tuple[list[str], ...] = [], [LATER.id], [EARLIER.id], [LATER.id, EARLIER.id]
    ids = [ASSISTANT.ask("What are our aims?", documents=chosen).id for chosen in choices]
    again = ASSISTANT.ask("What are our aims?", documents=[EARLIER.id, LATER.id, EARLIER.id])

    assert len(set(ids)) == len(choices)
    assert again.id == ids[-1]


def test_explaining_gives_the_same_answer_and_names_no_block_of_another_document() -> None:
    answer, trace = ASSISTANT.explain("How much was the Lantern Fund?", documents=[EARLIER.id])

    plain = ASSISTANT.ask("How much was the Lantern Fund?", documents=[EARLIER.id])
    assert untimed(answer) == untimed(plain)
    assert {block.document_id for part in trace.parts for block in part.blocks} == {EARLIER.id}


def test_a_document_that_is_not_there_is_named_with_the_nearest_that_is() -> None:
    with pytest.raises(DocumentUnknown, match=r"id “invented-earler”. Is it “invented-earlier”\?") as raised:
        ASSISTANT.ask("How much was the Lantern Fund?", documents=[LATER.id, "invented-earler"])

    assert raised.value.document_id == "invented-earler"


@pytest.mark.parametrize("named", [(), (LATER.id, EARLIER.id, PLAN.id)])
def test_none_and_all_documents_are_no_choice(named: tuple[str, ...]) -> None:
    assert find_scope(named, SHELF) == frozenset()


def test_a_narrowed_shelf_holds_the_documents_asked_and_shares_the_vectors() -> None:
    narrowed = narrow(SHELF, frozenset({EARLIER.id}))

    assert narrowed.documents == {EARLIER.id: EARLIER}
    assert narrowed.generation.documents == (EARLIER,)
    assert {key[0] for key in narrowed.generation.slides} == {EARLIER.id}
    assert {ref.document_id for ref in narrowed.slides} == {EARLIER.id}
    assert narrowed.generation.vectors is SHELF.generation.vectors


def test_a_shelf_is_narrowed_once_for_the_same_documents() -> None:
    first, again = (ASSISTANT._shelf_of(named) for named in ([LATER.id, PLAN.id], [PLAN.id, LATER.id]))

    assert first is again


def test_a_document_of_which_nothing_was_indexed_answers_nothing() -> None:
    empty = replace(DOCUMENT, id="invented-empty", title="Invented Empty Plan")
    assistant = assistant_over(SLIDES, LATER, EARLIER, PLAN, empty)

    answer = assistant.ask("How much was the Lantern Fund in 2031/32?", documents=[empty.id])

    assert answer.status is AnswerStatus.NO_EVIDENCE
    assert (answer.citations, answer.nearest) == ((), ())


def test_of_long_pages_the_best_of_the_document_asked_counts_as_the_best() -> None:
    filler = " ".join(f"filler{number}" for number in range(400))
    slides = (
        of(LATER, slide(1, "One", bullet(f"Weir weir weir and otters {filler}"))),
        of(EARLIER, slide(1, "Two", bullet(f"A weir {filler}"))),
        of(EARLIER, slide(2, "Three", heading("Parks"), bullet(filler))),
    )
    shelf = lay_out(replace(index(slides), documents=(LATER, EARLIER)))

    of_all = shelf.pages.weigh(("weir",))
    of_one = narrow(shelf, frozenset({EARLIER.id})).pages.weigh(("weir",))

    assert of_all[0] > of_all[1] > 0
    np.testing.assert_array_equal(of_one, [0, 1, 0])
