from collections.abc import Mapping
from dataclasses import replace

import pytest

from assistant.evidence import select_evidence
from assistant.model import Hit
from assistant.query import make_query
from assistant.shelf import lay_out
from assistant.titled import NAMED_DOCUMENT, find_titled, prefer_titled, without_titles
from corpus.model import Document
from tests.assistant.small_corpus import DOCUMENT, SLIDES, bullet, index, ranked_for, slide
from tests.assistant.two_years import LATER, PLAN, of

TITLES = {
    "litter": "Invented Borough Litter Strategy",
    "police": "Invented Police and Harbour Plan 2031-35",
    "kelp": "Invented Kelp Plan 2030-32",
    "yearly": "Invented Borough Safety Review",
}
DOCUMENTS = {name: replace(DOCUMENT, id=name, title=title) for name, title in TITLES.items()}


def titled(question: str, documents: Mapping[str, Document] = DOCUMENTS) -> set[str]:
    return {*find_titled(question, documents.values())}


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What does the strategy say about bins?", {"litter"}),
        ("Who wrote the Police and Harbour Plan?", {"police"}),
        ("How many boats are in the Kelp Plan 2030-32?", {"kelp"}),
        ("What do the kelp plan and the review say?", {"kelp", "yearly"}),
        ("What do both plans say of boats?", {"police", "kelp"}),
    ],
)
def test_a_question_names_the_documents_of_a_kind_whose_titles_hold_most_of_its_words(
    question: str, named: set[str]
) -> None:
    assert titled(question) == named


@pytest.mark.parametrize(
    "question",
    [
        "Is there a plan for boats?",
        "What does the charter say?",
        "What do the plans, the strategy and the review say?",
    ],
    ids=["none is named", "none is of that kind", "all are named"],
)
def test_a_question_that_names_none_or_all_of_the_documents_tells_none_apart(question: str) -> None:
    assert titled(question) == set()


def test_the_hits_of_a_named_document_move_up_and_no_others() -> None:
    litter, police = (of(DOCUMENTS[name], SLIDES[1]) for name in ("litter", "police"))
    hits = [Hit(one, one.blocks[1], 0.5) for one in (litter, police)]

    moved = prefer_titled("What does the strategy say of noise?", hits, DOCUMENTS)

    assert [hit.score for hit in moved] == [0.5 + NAMED_DOCUMENT, 0.5]


def test_where_the_named_document_leads_on_a_whole_subject_it_alone_is_told() -> None:
    slides = (
        of(LATER, slide(1, "Kelp", bullet("Kelp nets are mended."))),
        of(PLAN, slide(1, "Kelp", bullet("Kelp was raked from two slipways."))),
    )
    shelf = lay_out(replace(index(slides), documents=(LATER, PLAN)))
    question = "What does the review say of kelp?"

    found = select_evidence(make_query(question, (), shelf.lexicon), ranked_for(question, shelf), shelf)

    assert [hit.block.text for hit in found.hits] == ["Kelp nets are mended."]


def test_what_names_a_document_is_taken_out_of_a_question() -> None:
    assert without_titles("What does the Police and Harbour Plan say of boats?").split() == (
        "What does say of boats?".split()
    )
