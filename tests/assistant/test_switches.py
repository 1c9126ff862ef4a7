"""What is left of the ranking and of the checks when one way is switched off."""

import pytest

from assistant.likeness import SAME
from assistant.model import AnswerStatus
from assistant.pipeline import Assistant
from assistant.shelf import lay_out
from assistant.switches import Switches
from corpus.terms import find_term
from tests.assistant.small_corpus import bullet, embed, hits_for, index, slide

QUESTION = "How much was the Lantern Fund?"


def test_without_words_the_meaning_alone_ranks() -> None:
    hits = hits_for(QUESTION, lay_out(index(), Switches(words=False)))

    for hit in hits:
        assert hit.score == pytest.approx((0.45 * hit.signals["block"] + 0.22 * hit.signals["slide"]) / 0.67)


def test_without_meaning_the_words_alone_rank() -> None:
    hits = hits_for(QUESTION, lay_out(index(), Switches(dense=False)))

    for hit in hits:
        assert hit.score == pytest.approx(
            (0.13 * hit.signals["words"] + 0.2 * hit.signals["place_words"]) / 0.33
        )


def test_without_meaning_a_word_matches_itself_and_no_other() -> None:
    hits = hits_for("Which fund paid for lantern repairs?", lay_out(index(), Switches(dense=False)))

    assert {match for hit in hits for match in hit.matches.values()} <= {0.0, 1.0}


def test_without_the_thesaurus_a_word_of_the_field_does_not_stand_for_an_everyday_one() -> None:
    slides = (slide(1, "Nights", bullet("54 licensed premises joined."), bullet("Gates were mended.")),)
    question = "How many pubs joined?"

    on, off = (lay_out(index(slides), Switches(everyday=everyday)) for everyday in (True, False))

    pub = find_term("pubs")
    assert hits_for(question, on)[0].matches[pub] == pytest.approx(SAME)
    assert hits_for(question, off)[0].matches[pub] == 0.0


def test_without_checks_the_best_block_answers_whatever_it_says() -> None:
    question = "How much did the bicycle racks cost?"

    checked, unchecked = (
        Assistant(index(), embed, switches=Switches(checks=on)).ask(question) for on in (True, False)
    )

    assert checked.status is AnswerStatus.NO_EVIDENCE
    assert unchecked.status is AnswerStatus.ANSWERED
