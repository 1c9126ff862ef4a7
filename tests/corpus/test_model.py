from corpus.model import Block, BlockKind, Slide, SlideRef


def a_slide(*blocks: Block) -> Slide:
    return Slide(SlideRef("review", 1), "Reports", (Block("t", BlockKind.TITLE, "Reports by month"), *blocks))


def test_a_slide_of_a_title_and_words_about_a_picture_says_nothing_itself() -> None:
    assert a_slide(Block("c", BlockKind.CAPTION, "A chart of reports")).picture_only


def test_a_slide_whose_picture_has_been_read_says_what_was_read() -> None:
    assert not a_slide(Block("f", BlockKind.FIGURE, "46.7%", confidence=0.98)).picture_only
