from assistant.drafts.extractive import in_one_line, write_extract
from assistant.model import Evidence, Hit
from corpus.model import Block, BlockKind, Cell
from tests.assistant.small_corpus import SLIDES, row, slide

LANTERN = Evidence((Hit(SLIDES[0], SLIDES[0].blocks[1], 1.0),), support=1.0)


def claims(question: str, evidence: Evidence = LANTERN) -> list[str]:
    return [claim.text for claim in write_extract(question, evidence).claims]


def test_a_table_row_leads_with_the_cell_that_was_asked_for() -> None:
    assert claims("How much was the Lantern Fund?")[0] == "Lantern Fund – Grant: £7,500"


def test_a_later_cell_leads_when_it_alone_holds_the_sort_of_thing_asked_for() -> None:
    block = row(("Scheme", "Patrols"), ("Run by", "Wardens"), ("Cost", "£300"))
    one = slide(9, "Schemes", block)

    assert (
        claims("How much do patrols cost?", Evidence((Hit(one, block, 1.0),), 1.0))[0]
        == "Patrols – Cost: £300"
    )


def test_every_claim_of_a_row_quotes_it_verbatim() -> None:
    draft = write_extract("What did the Lantern Fund pay for?", LANTERN)

    assert all(quote.text in SLIDES[0].blocks[1].text for claim in draft.claims for quote in claim.quotes)


def test_a_list_in_a_cell_is_set_as_one_line() -> None:
    cells = (Cell("Theme", "Calm"), Cell("Areas", "Noise\nLight", items=("Noise", "Light")))
    block = Block("b", BlockKind.TABLE_ROW, "Calm\tNoise\nLight", cells=cells)

    assert claims("areas?", Evidence((Hit(slide(9, "T", block), block, 1.0),), 1.0)) == [
        "Calm – Areas: Noise; Light"
    ]


def test_what_introduces_a_list_in_a_cell_goes_before_it() -> None:
    cells = (Cell("Theme", "Calm"), Cell("Areas", "Mainly:\nNoise\nLight", items=("Noise", "Light")))
    block = Block("b", BlockKind.TABLE_ROW, "Calm\tMainly:\nNoise\nLight", cells=cells)

    assert claims("areas?", Evidence((Hit(slide(9, "T", block), block, 1.0),), 1.0)) == [
        "Calm – Areas: Mainly: Noise; Light"
    ]


def test_a_lead_line_and_what_follows_it_are_set_with_a_colon() -> None:
    assert in_one_line("A fair town\nEveryone belongs") == "A fair town: Everyone belongs"


def test_no_evidence_gives_no_claims() -> None:
    assert claims("anything", Evidence((), 0.0)) == []


def test_a_row_of_a_label_alone_is_said_as_it_is() -> None:
    block = row(("Scheme", "Patrols"), ("Cost", ""))

    assert claims("patrols?", Evidence((Hit(slide(9, "T", block), block, 1.0),), 1.0)) == ["Patrols"]
