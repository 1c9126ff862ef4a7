from dataclasses import replace

import pytest

from assistant.cover import covered, terms_around
from assistant.lexicon import build_lexicon
from assistant.model import AnswerStatus, Hit
from assistant.query import make_query
from assistant.shelf import lay_out
from assistant.support import Support, is_near, is_put_otherwise, judge_support
from corpus.model import Block
from tests.assistant.small_corpus import DOCUMENT, SLIDES, bullet, hits_for, index, row, slide

LEXICON = build_lexicon(SLIDES)
LANTERN, HARBOUR = SLIDES[0].blocks[1:3]
THEFT, MARKED = SLIDES[1].blocks[2:4]


def judged(question: str, block: Block, cosine: float = 0.6) -> Support:
    shown = next(one for one in SLIDES if block in one.blocks)
    query = make_query(question, (), LEXICON)
    around = terms_around(shown, block, LEXICON)
    matches = {term: float(term in around) for term in query.terms}
    signals = {"block": cosine, "place_words": covered(query.terms, around, LEXICON)}
    hit = Hit(shown, block, cosine, signals, matches)
    return judge_support(query, hit, DOCUMENT, LEXICON)


@pytest.mark.parametrize(
    ("question", "block"),
    [
        ("How much was the Lantern Fund?", LANTERN),
        ("How much was the Lantern Fund in 2031/32?", LANTERN),
        ("How many bicycles did the police mark?", MARKED),
        ("By what percentage did bicycle theft fall?", THEFT),
        ("What happened to bicycle theft in Invented Borough?", THEFT),
    ],
)
def test_a_block_that_holds_what_is_asked_supports_an_answer(question: str, block: Block) -> None:
    assert judged(question, block).status is AnswerStatus.ANSWERED


@pytest.mark.parametrize(
    ("question", "block", "missing"),
    [
        ("How much did marking bicycles cost?", MARKED, "no amount of money"),
        ("How many racks were fitted?", THEFT, "no number"),
        ("What percentage of bicycles were marked?", MARKED, "no percentage"),
        ("Who was behind the bicycle theft?", THEFT, "no name or role"),
        ("How many helmets did police mark?", MARKED, "no number of helmets"),
        ("Which shops had racks fitted?", THEFT, "no shops"),
        ("How much did police marking of bicycles rise?", SLIDES[2].blocks[1], "no rise or fall"),
        ("How many bicycles did police mark in Harbourton?", MARKED, "Harbourton"),
    ],
)
def test_a_near_miss_is_refused_with_what_is_missing(question: str, block: Block, missing: str) -> None:
    support = judged(question, block)

    assert support.status is AnswerStatus.NO_EVIDENCE
    assert missing in support.reason


@pytest.mark.parametrize(
    "question", ["How much was the Lantern Fund in 2027?", "And the Lantern Fund the year before?"]
)
def test_another_year_than_the_document_covers_is_told_as_such(question: str) -> None:
    support = judged(question, LANTERN)

    assert support.status is AnswerStatus.WRONG_PERIOD
    assert DOCUMENT.period in support.reason


def test_a_block_that_shares_neither_words_nor_meaning_supports_nothing() -> None:
    assert judged("Which cake won?", THEFT, cosine=0.05).status is AnswerStatus.NO_EVIDENCE


def test_sharing_only_a_word_that_every_slide_holds_is_not_enough() -> None:
    everywhere = replace(LEXICON, slide_counts={**LEXICON.slide_counts, "bicycl": LEXICON.slides})
    query = make_query("What colour is a unicycle or bicycle?", (), everywhere)
    hit = Hit(SLIDES[1], MARKED, 0.5, {"block": 0.4, "place_words": 0.4})

    assert judge_support(query, hit, DOCUMENT, everywhere).status is AnswerStatus.NO_EVIDENCE


def test_a_far_cosine_is_made_good_by_half_of_the_words_and_not_by_fewer() -> None:
    query = make_query("What post does the warden of the quay hold?", (), LEXICON)
    far = Hit(SLIDES[1], MARKED, 0.3, {"block": 0.1, "place_words": 0.5}, dict.fromkeys(query.terms, 1.0))

    assert is_near(query, far, LEXICON)
    assert not is_near(query, replace(far, signals={"block": 0.1, "place_words": 0.4}), LEXICON)
    assert is_near(query, replace(far, signals={"block": 0.2, "place_words": 0.2}), LEXICON)


def test_a_name_in_the_note_on_sources_is_what_the_whole_slide_is_about() -> None:
    note, said = bullet("Harbour Survey, Wave 9 (fieldwork in May)"), bullet("Quays feel safe to 61%.")
    shown = slide(1, "", note, said)
    lexicon = build_lexicon((shown,))
    query = make_query("How safe do quays feel in Wave 9?", (), lexicon)
    hit = Hit(shown, said, 0.6, {"block": 0.6, "place_words": 0.8}, dict.fromkeys(query.terms, 1.0))

    assert judge_support(query, hit, DOCUMENT, lexicon).status is AnswerStatus.ANSWERED

    plain = replace(note, text="The Harbour Wave was a feast")
    other = replace(hit, slide=replace(shown, blocks=(plain, said)))
    assert "Wave" in judge_support(query, other, DOCUMENT, lexicon).reason


def test_a_name_that_several_blocks_of_the_slide_hold_is_what_it_is_about() -> None:
    shown = slide(
        1,
        "",
        bullet("Ternbank opened."),
        bullet("Ternbank has 40 beds."),
        bullet("Sailors praised the food."),
    )
    lexicon = build_lexicon((shown,))
    query = make_query("What did sailors praise at Ternbank?", (), lexicon)
    *_, other, block = shown.blocks
    matches = dict.fromkeys(query.terms, 1.0)
    hit = Hit(shown, block, 0.6, {"block": 0.6, "place_words": 0.8}, matches)

    assert judge_support(query, hit, DOCUMENT, lexicon).status is AnswerStatus.ANSWERED

    once = replace(hit, slide=replace(shown, blocks=(other, block)))
    assert "Ternbank" in judge_support(query, once, DOCUMENT, lexicon).reason


@pytest.mark.parametrize(
    ("meaning", "words", "otherwise"), [(0.5, 0.3, True), (0.5, 0.8, False), (0.2, 0.3, False)]
)
def test_what_means_the_same_in_few_of_the_same_words_is_put_otherwise(
    meaning: float, words: float, *, otherwise: bool
) -> None:
    hit = Hit(SLIDES[0], SLIDES[0].blocks[0], 0.5, {"block": meaning, "place_words": words}, {})

    assert is_put_otherwise(hit) is otherwise


def test_a_row_of_a_column_in_pounds_gives_an_amount() -> None:
    shelf = lay_out(index((slide(1, "Budget", row(("Line", "Lamps"), ("Spent £", "5,000"))),)))
    question = "How much money was spent on lamps?"
    (hit,) = hits_for(question, shelf)

    found = judge_support(make_query(question, (), shelf.lexicon), hit, DOCUMENT, shelf.lexicon)

    assert found.status is AnswerStatus.ANSWERED
