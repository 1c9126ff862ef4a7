from corpus.model import BlockKind
from tests.ingest.exports import DECK, GAPS, HEADED, STATED, names, read, slide_of

ACHIEVED = "Key achievements against priorities"


def test_the_bundled_deck_has_its_twenty_one_slides() -> None:
    assert names(read(DECK.read_bytes())) == [
        (1, "", "Safer Stockport Partnership (SSP)"),
        (2, "", "Safer Stockport Partnership – Overview"),
        (3, "", "SSP Plan 2018-21"),
        (4, "", "SSP Theme Leads and Priorities"),
        (5, "", "SSP Governance and Strategic Delivery Arrangements"),
        (6, "", "Community Safety Funding Streams 2020/21"),
        (7, "", "Key Headlines 2020/21 by Theme"),
        (8, "Public Safety and Protection", ACHIEVED),
        (9, "Public Safety and Protection", "Performance Headlines"),
        (10, "", "ASB Reported to Stockport Homes and Place"),
        (11, "Serious and Organised Crime", ACHIEVED),
        (12, "Transforming Justice", ACHIEVED),
        (13, "Transforming Justice", ACHIEVED),
        (14, "Protecting Vulnerable People", ACHIEVED),
        (15, "Protecting Vulnerable People", "Performance headlines"),
        (16, "", "Preventing Radicalisation and Extremism"),
        (17, "", "Forward Look"),
        (18, "", "ONE HEART"),
        (19, "", "ONE HOME"),
        (20, "", "ONE FUTURE"),
        (21, "", "Any questions or comments?"),
    ]


def test_the_bundled_decks_slides_without_words_are_known_as_pictures() -> None:
    slides = read(DECK.read_bytes()).slides

    assert [slide.ref.number for slide in slides if slide.picture_only] == [3, 5, 7, 10]


def test_gaps_of_two_lines_part_the_slides_of_another_council() -> None:
    assert names(read(GAPS)) == [
        (1, "", "Invented Borough Community Safety Board"),
        (2, "", "Where the money went"),
        (3, "", "Who sits on the board"),
        (4, "", "What is in this pack"),
        (5, "Calm Streets", "Progress this year"),
        (6, "Calm Streets", "Numbers at a glance"),
        (7, "Safe Evenings", "Progress this year"),
        (8, "", "Next steps"),
        (9, "", "Questions?"),
    ]


def test_the_same_deck_with_longer_gaps_has_the_same_slides() -> None:
    longer = GAPS.replace("\n\n\n", "\n\n\n\n\n\n")

    assert names(read(longer)) == names(read(GAPS))


def test_stated_slide_numbers_are_exact_and_keep_their_holes() -> None:
    reading = read(STATED)

    assert [(slide.ref.number, slide.title) for slide in reading.slides] == [
        (1, "Fictional County Partnership"),
        (2, "Rural crime"),
        (4, ""),
        (5, "Rural crime"),
    ]
    assert not any(slide.ref.inferred for slide in reading.slides)


def test_speaker_notes_of_a_stated_slide_are_notes() -> None:
    kinds = [block.kind for block in slide_of(read(STATED), 5).blocks]

    assert kinds[-3:] == [BlockKind.FIGURE, BlockKind.HEADING, BlockKind.NOTE]


def test_every_usual_slide_mark_is_read() -> None:
    for mark in (
        "Slide {}",
        "<!-- Slide number: {} -->",
        "## Slide {}",
        "[Page {}]",
        "=== SLIDE {} of 9 ===",
    ):
        deck = "".join(f"{mark.format(number)}\n\nTitle {number}\n\n- Item\n\n" for number in (3, 7))

        assert [(s.ref.number, s.title) for s in read(deck).slides] == [(3, "Title 3"), (7, "Title 7")], mark


def test_a_slide_mark_may_carry_the_title() -> None:
    reading = read("## Slide 1: Fires\n- They fell.\n## Slide 2: Noise\n- It rose.\n")

    assert names(reading) == [(1, "", "Fires"), (2, "", "Noise")]


def test_marks_under_their_slides_number_what_stands_above_them() -> None:
    reading = read("Fires\n- They fell.\nPage 1\nNoise\n- It rose.\nPage 2\n")

    assert names(reading) == [(1, "", "Fires"), (2, "", "Noise")]


def test_form_feeds_count_pages_also_empty_ones() -> None:
    reading = read("Fires\n\n- They fell.\n\f\fNoise\n\n- It rose.\n\f")

    assert names(reading) == [(1, "", "Fires"), (2, "", ""), (3, "", "Noise")]
    assert not reading.slides[0].ref.inferred


def test_the_words_slide_and_a_number_in_a_text_are_no_mark() -> None:
    reading = read("Talk\n\nSlide 3 is about fires.\n\nPage 4 says more.\n")

    assert [slide.ref.inferred for slide in reading.slides] == [True]


def test_heading_marks_part_slides_where_nothing_else_does() -> None:
    assert names(read(HEADED)) == [
        (1, "", "Imaginary Town Safety Deck"),
        (2, "", "Drugs"),
        (3, "", "Young people"),
    ]


def test_a_table_after_a_gap_stays_on_the_slide_before_it() -> None:
    reading = read("Deck\n\n\n\nPots\n\nWe had two pots.\n\n\n\nPot\tSum\nA\t£1\n\n\n\nEnd\n\n- Bye\n")

    assert names(reading) == [(1, "", "Deck"), (2, "", "Pots"), (3, "", "End")]


def test_a_pictures_words_begin_no_slide() -> None:
    reading = read(
        "Deck\n\n\n\nMap\n\n\n\nA map showing the fen.\n\nNORTH\n\nQuay Road\n\n\n\nEnd\n\n- Bye\n"
    )

    assert names(reading) == [(1, "", "Deck"), (2, "", "Map"), (3, "", "End")]


def test_a_rule_across_the_page_parts_slides_as_a_gap_does() -> None:
    reading = read("Fires\n\n- They fell.\n\n---\n\nNoise\n\n- It rose.\n")

    assert names(reading) == [(1, "", "Fires"), (2, "", "Noise")]


def test_a_text_without_gaps_is_one_slide_and_says_so() -> None:
    reading = read("Fires\n\nThey fell in May.\n\nThey rose in June.\n")

    assert names(reading) == [(1, "", "Fires")]
    assert reading.warnings == ("the export has no slide marks: the whole text is one slide",)


def test_headings_end_where_the_next_one_begins() -> None:
    blocks = slide_of(read(DECK.read_bytes()), 8).blocks

    paths = {block.headings for block in blocks if block.kind is BlockKind.BULLET}
    assert paths == {("Covid",), ("Antisocial Behaviour (ASB)",), ("Crime",)}
