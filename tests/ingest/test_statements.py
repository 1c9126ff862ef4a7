import pytest

from corpus.model import Block, BlockKind
from ingest.statements import is_statement


def heading(text: str, kind: BlockKind = BlockKind.HEADING) -> Block:
    return Block(id=text, kind=kind, text=text)


@pytest.mark.parametrize(
    "text",
    [
        "Harbour Group – meets every six weeks, chaired by Ada Nwosu",
        "Lead: Inspector Tomasz Reid",
        "Risks: short grants; staff turnover",
        "Two closure orders – both in Fennel Row",
        "Burglary fell 12% in the year",
        "Harbour survey, online and paper, 1,946 replies",
    ],
)
def test_a_heading_that_tells_something_is_a_statement(text: str) -> None:
    assert is_statement(heading(text))


@pytest.mark.parametrize(
    "text",
    [
        "Next steps",
        "Priority 2: Domestic abuse and sexual violence",
        "Case example – Ada, Marl Hill",
        "Harbour Plan 2030-33",
        "In 2032/33 we will –",
        "Local Harbour Plan 5",
    ],
)
def test_a_heading_that_only_names_what_follows_is_none(text: str) -> None:
    assert not is_statement(heading(text))


def test_a_title_is_a_statement_only_with_a_figure() -> None:
    assert is_statement(heading("Noise fell by 214 complaints", BlockKind.TITLE))
    assert not is_statement(heading("Harbour Police – the Forcer Protocol", BlockKind.TITLE))


def test_other_blocks_are_not_asked_about() -> None:
    assert not is_statement(heading("Lead: Inspector Tomasz Reid", BlockKind.BULLET))
