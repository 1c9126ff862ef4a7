from langchain_core.embeddings import DeterministicFakeEmbedding

from assistant.model import AnswerStatus
from corpus.model import Block, BlockKind, Slide, SlideRef
from evals.baseline import (
    NaiveBaseline,
    RawDocument,
    fit_threshold,
    raw_document,
    slides_document,
    with_threshold,
)
from evals.metrics import Response

EMBEDDER = DeterministicFakeEmbedding(size=16)
FIRST, SECOND = "alpha " * 140, "omega " * 140
TEXT = f"{FIRST}\n\n{SECOND}"
TWO_SLIDES = RawDocument(TEXT, (("d#1", ((0, len(FIRST)),)), ("d#2", ((len(FIRST), len(TEXT)),))))


def a_slide(number: int, text: str, start: int) -> Slide:
    block = Block("b", BlockKind.PARAGRAPH, text, spans=((start, start + len(text)),))
    return Slide(SlideRef("d", number), "", (block,))


def test_the_answer_is_the_windows_joined_and_cites_the_slide_each_overlaps_most() -> None:
    naive = NaiveBaseline([TWO_SLIDES], EMBEDDER)

    response = naive.ask("anything")

    assert response.status is AnswerStatus.ANSWERED
    assert {quote.slide: quote.text[:5] for quote in response.quotes} == {"d#1": "alpha", "d#2": "omega"}
    assert all(quote.text in response.text for quote in response.quotes)


def test_no_more_than_four_windows_are_shown() -> None:
    naive = NaiveBaseline([RawDocument("word " * 3000, (("d#1", ((0, 15000),)),))], EMBEDDER)

    response = naive.ask("anything")

    assert len(response.quotes) == 4
    assert response.ranked == ("d#1",)


def test_it_abstains_only_when_there_is_nothing_to_find() -> None:
    assert NaiveBaseline([], EMBEDDER).ask("anything").status is AnswerStatus.NO_EVIDENCE


def test_a_text_is_taken_as_it_is_with_all_its_marks() -> None:
    document = raw_document("d", "<p>café</p>".encode(), [a_slide(1, "café", 3)])

    assert document == RawDocument("<p>café</p>", (("d#1", ((3, 7),)),))


def test_a_file_that_is_no_text_is_taken_as_its_slides() -> None:
    slides = [a_slide(1, "one", 0), a_slide(2, "two", 0)]

    document = raw_document("d", b"%PDF\xff\xfe", slides)

    assert document == RawDocument("one\ntwo", (("d#1", ((0, 3),)), ("d#2", ((4, 7),))))
    assert document == slides_document("d", slides)


def test_the_threshold_lets_nineteen_of_twenty_answerable_questions_through() -> None:
    confidences = [n / 20 for n in range(1, 21)]

    threshold = fit_threshold(confidences)

    assert sum(confidence >= threshold for confidence in confidences) == 19


def test_without_confidences_there_is_no_threshold() -> None:
    assert fit_threshold([None]) == 0.0


def test_under_the_threshold_nothing_is_said_and_nothing_cited() -> None:
    response = Response(AnswerStatus.ANSWERED, text="words", ranked=("d#1",), confidence=0.3)

    assert with_threshold(response, 0.3) is response
    assert not with_threshold(response, 0.31).answered
    assert with_threshold(response, 0.31).text == ""
