from dataclasses import replace

import pytest

from assistant.cover import covered
from assistant.shelf import lay_out
from tests.assistant.small_corpus import SLIDES, hits_for, index

SHELF = lay_out(index())


def found(question: str) -> list[str]:
    return [hit.block.text for hit in hits_for(question, SHELF)]


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("How many bicycles did police mark?", "Police marked 310 bicycles at schools."),
        ("Harbour Fund", "Harbour Fund\t£12,000\tBoat patrols at night"),
        ("complaints about noise", "Noise complaints rose in the summer."),
    ],
)
def test_the_block_that_says_it_comes_first(question: str, best: str) -> None:
    assert found(question)[0] == best


def test_a_block_is_found_once_however_many_chunks_hold_it() -> None:
    texts = found("bicycle theft")

    assert len(texts) == len(set(texts))


def test_signposts_are_no_hits() -> None:
    assert "Noise" not in found("Noise")


def test_a_slide_found_as_a_whole_proposes_its_blocks() -> None:
    generation = index()
    only_slides = [chunk for chunk in generation.chunks if not chunk.block_ids]
    narrow = replace(generation.store, chunks=only_slides, vectors=generation.vectors[-1:])
    shelf = lay_out(replace(generation, store=narrow))
    texts = {hit.block.text for hit in hits_for("anything", shelf)}

    assert texts >= {block.text for block in SLIDES[0].blocks[1:]}


def test_a_rare_word_counts_for_more_than_a_common_one() -> None:
    rare_one, common_one = (
        covered(("lantern", "night"), frozenset({present}), SHELF.lexicon) for present in ("lantern", "night")
    )

    assert rare_one > common_one


def test_nothing_asked_is_not_covered() -> None:
    assert covered((), frozenset({"lantern"}), SHELF.lexicon) == 0.0
