"""Whole questions over two invented services' papers: what is there is answered, what is not is refused."""

from types import ModuleType

import pytest

from assistant.model import AnswerStatus
from assistant.pipeline import Assistant
from corpus.embedder import load_embedder
from corpus.settings import CorpusSettings
from tests.assistant import small_corpus
from tests.assistant.slots import housing_repairs, library_service

pytestmark = pytest.mark.model
SAID = (AnswerStatus.ANSWERED, AnswerStatus.PARTIAL)


@pytest.fixture(params=[library_service, housing_repairs], ids=["library", "housing"], scope="module")
def asked(request: pytest.FixtureRequest) -> tuple[ModuleType, Assistant]:
    encode = load_embedder(CorpusSettings().model_path, threads=1).embed
    module: ModuleType = request.param
    return module, Assistant(small_corpus.index(module.SLIDES, encode), encode)


def test_at_least_95_in_100_of_what_is_said_is_answered(asked: tuple[ModuleType, Assistant]) -> None:
    module, assistant = asked

    silent = [q for q in module.ANSWERED if assistant.ask(q).status not in SAID]

    assert len(silent) <= 0.05 * len(module.ANSWERED), silent


def test_at_least_85_in_100_of_what_is_not_said_is_refused(asked: tuple[ModuleType, Assistant]) -> None:
    module, assistant = asked

    spoken = [q for q in module.REFUSED if assistant.ask(q).status in SAID]

    assert len(spoken) <= 0.15 * len(module.REFUSED), spoken
