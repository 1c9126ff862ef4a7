from assistant.model import Hit
from assistant.sections import read_sections
from assistant.shelf import lay_out
from tests.assistant.small_corpus import bullet, heading, index, slide

KELP = (
    heading("Kelp"),
    bullet("Divers raked two slipways.", "Kelp"),
    bullet("Sam Ferry, Harbour Master", "Kelp"),
    bullet(
        "Sam Ferry, Harbour Master, and nine volunteers came out every Sunday of the long winter to rake.",
        "Kelp",
    ),
    bullet("Kelp", "Kelp"),
    bullet("Lamps were lit.", "Lamps"),
)
SLIDES = (
    slide(1, "Harbour", *KELP),
    slide(2, "Kelp", bullet("Nets were mended."), bullet("A grant was won.")),
    slide(3, "Money", bullet("Kelp rakes were bought.")),
)
SHELF = lay_out(index(SLIDES))


def hit(number: int, place: int) -> Hit:
    found = SLIDES[number - 1]
    return Hit(found, found.blocks[place], 0.5, {}, {})


def read(*hits: Hit) -> list[str]:
    return [one.block.text for one in read_sections(hits, ("kelp",), SHELF.lexicon)]


def place_of(number: int, text: str) -> int:
    return next(n for n, block in enumerate(SLIDES[number - 1].blocks) if block.text == text)


def test_what_stands_under_a_heading_is_read_in_order_whichever_block_was_found() -> None:
    texts = read(hit(1, place_of(1, KELP[3].text)))
    assert texts == [KELP[1].text, KELP[3].text]


def test_slides_are_read_in_turn_the_best_first() -> None:
    texts = read(hit(2, place_of(2, "A grant was won.")), hit(1, place_of(1, KELP[1].text)))
    assert texts == ["Nets were mended.", KELP[1].text, "A grant was won.", KELP[3].text]


def test_a_slide_that_only_uses_the_words_is_not_read() -> None:
    assert read(hit(3, place_of(3, "Kelp rakes were bought."))) == []


def test_a_block_that_was_found_keeps_its_score_and_others_come_below_it() -> None:
    first, second = read_sections((hit(2, place_of(2, "A grant was won.")),), ("kelp",), SHELF.lexicon)
    assert (first.score, second.score) == (0.0, 0.5)
