"""What is left of an index without structure, and the ablated assistants over the real one."""

from pathlib import Path

import pytest

from corpus.embedder import MiniLM
from corpus.generation import Generation
from corpus.settings import CorpusSettings
from evals.ablations import MEANINGS, UNREAD, open_ablations, strip_structure

pytestmark = pytest.mark.model


def test_an_index_without_structure_names_nothing(generation: Generation, embedder: MiniLM) -> None:
    bare = strip_structure(generation, embedder)

    blocks = [block for slide in bare.slides.values() for block in slide.blocks]
    assert {slide.title + slide.theme for slide in bare.slides.values()} == {""}
    assert not any(block.headings for block in blocks)
    assert not any(cell.column for block in blocks for cell in block.cells)
    assert len(bare.chunks) == len(bare.vectors)


def test_every_ablation_still_answers_something(home: Path, embedder: MiniLM) -> None:
    with open_ablations(CorpusSettings(home=home), embedder) as ablated:
        answers = {name: one.ask("How much was the Hate Crime Fund?") for name, one in ablated.items()}

    assert answers.keys() == MEANINGS.keys() - {UNREAD}
    assert "£10,000" in answers["dense only"].text
    assert "£10,000" in answers["BM25 only"].text
