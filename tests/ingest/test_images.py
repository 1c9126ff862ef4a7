from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from corpus.model import BlockKind, ImageOrigin, Slide
from corpus.programs import find_office
from ingest.images import Drawing, Illustrated, find_images
from ingest.model import Looks, Reading
from ingest.readers import find_reader
from tests.ingest.decks import CONTENT, PPTX, add_slide, fill, new_deck, to_bytes
from tests.ingest.exports import DOCUMENT
from tests.ingest.pdfs import draw, read_pdf, write

EXPORT = "Invented Review\n\n\n\nFunding\n\n- Lantern Fund paid £7,500\n- Quay Road has new lamps\n".encode()
OFFICE = find_office("auto")
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on this machine")


def a_pdf(pages: int = 1) -> bytes:
    return draw(*[lambda canvas: write(canvas, 72, 100, "Burglary fell by half")] * pages)


def a_deck() -> bytes:
    deck = new_deck()
    for title in ("Funding", "Progress"):
        fill(add_slide(deck, CONTENT, title).placeholders[1], "Burglary fell", ("by half", 1))
    return to_bytes(deck)


def read_deck(source: bytes) -> Reading:
    return find_reader(PPTX, source).read(PPTX, source)


def illustrate(
    reading: Reading, source: bytes, folder: Path, office: Path | None = None, drawn: list[int] | None = None
) -> Illustrated:
    drawn = [] if drawn is None else drawn
    return find_images(reading, source, folder, office, drawn.append)


def origins(slides: Sequence[Slide]) -> list[ImageOrigin | None]:
    return [slide.image.origin if slide.image else None for slide in slides]


def covered(slide: Slide, kinds: set[BlockKind]) -> bool:
    """Whether every character of the blocks of those kinds has a place."""
    return all(
        {at for place in block.places for at in range(place.start, place.end)}
        >= {at for at, char in enumerate(block.text) if not char.isspace()}
        for block in slide.blocks
        if block.kind in kinds
    )


def test_a_pages_image_is_the_page(tmp_path: Path) -> None:
    source = a_pdf()

    (slide,) = illustrate(read_pdf(source), source, tmp_path).reading.slides

    assert slide.image
    assert slide.image.origin is ImageOrigin.PAGE
    assert slide.image.width / slide.image.height == pytest.approx(595 / 842, abs=0.002)


def test_a_text_export_is_set_with_the_place_of_every_word(tmp_path: Path) -> None:
    reading = find_reader(DOCUMENT, EXPORT).read(DOCUMENT, EXPORT)

    slides = illustrate(reading, EXPORT, tmp_path).reading.slides

    assert set(origins(slides)) == {ImageOrigin.SET}
    assert all(covered(slide, set(BlockKind)) for slide in slides)


def test_a_deck_without_an_office_program_is_drawn_from_its_shapes(tmp_path: Path) -> None:
    source = a_deck()

    slides = illustrate(read_deck(source), source, tmp_path).reading.slides

    assert set(origins(slides)) == {ImageOrigin.DRAWING}
    assert all(slide.image and 1.2 < slide.image.width / slide.image.height < 4 / 3 for slide in slides)
    assert all(covered(slide, {BlockKind.TITLE, BlockKind.BULLET}) for slide in slides)


@needs_office
def test_a_deck_is_drawn_by_an_office_program_with_the_place_of_every_word(tmp_path: Path) -> None:
    source = a_deck()

    slides = illustrate(read_deck(source), source, tmp_path, OFFICE).reading.slides

    assert origins(slides) == [ImageOrigin.OFFICE, ImageOrigin.OFFICE]
    assert all(covered(slide, {BlockKind.TITLE, BlockKind.BULLET}) for slide in slides)


def test_an_office_program_that_fails_leaves_drawings_and_a_warning(tmp_path: Path) -> None:
    source = a_deck()
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)

    reading = illustrate(read_deck(source), source, tmp_path / "images", program).reading

    assert set(origins(reading.slides)) == {ImageOrigin.DRAWING}
    assert "shown as drawings: LibreOffice made no PDF of it" in reading.warnings[-1]


def test_each_image_is_a_webp_file_named_by_its_digest(tmp_path: Path) -> None:
    source = a_pdf()

    illustrated = illustrate(read_pdf(source), source, tmp_path)

    ((digest, path),) = illustrated.files.items()
    assert path.name == f"{digest}.webp"
    assert sha256(path.read_bytes()).hexdigest().startswith(digest)
    assert Image.open(BytesIO(path.read_bytes())).format == "WEBP"


def test_equal_pages_share_one_file(tmp_path: Path) -> None:
    source = a_pdf(pages=3)

    illustrated = illustrate(read_pdf(source), source, tmp_path)

    assert len(illustrated.files) == 1
    assert None not in origins(illustrated.reading.slides)


def test_a_page_that_cannot_be_drawn_is_set_from_its_text_with_a_warning(tmp_path: Path) -> None:
    good, source = read_pdf(a_pdf(pages=2)), a_pdf(pages=1)

    reading = illustrate(good, source, tmp_path).reading

    assert origins(reading.slides) == [ImageOrigin.PAGE, ImageOrigin.SET]
    assert "page 2 could not be drawn" in " ".join(reading.warnings)
    assert covered(reading.slides[1], set(BlockKind))


def test_a_file_of_which_no_page_can_be_drawn_is_given_up_early(tmp_path: Path) -> None:
    reading = read_pdf(a_pdf(pages=6))

    found = illustrate(reading, b"no PDF", tmp_path).reading

    assert origins(found.slides) == [ImageOrigin.SET] * 6
    assert found.warnings[-1] == "pages 4 to 6 were not drawn"


def test_a_page_of_any_size_gives_an_image_of_bounded_size(tmp_path: Path) -> None:
    source = draw(lambda canvas: write(canvas, 72, 100, "Small words", height=14_400), size=(14_400, 14_400))

    (slide,) = illustrate(read_pdf(source), source, tmp_path).reading.slides

    assert slide.image
    assert slide.image.width * slide.image.height <= 2_500_000


def test_how_far_the_drawing_is_is_told(tmp_path: Path) -> None:
    drawn: list[int] = []
    source = a_pdf(pages=45)

    illustrate(read_pdf(source), source, tmp_path, drawn=drawn)

    assert drawn == [40, 45]


def test_the_words_of_a_slide_that_is_too_long_to_draw_are_kept_without_an_image(tmp_path: Path) -> None:
    reading = find_reader(DOCUMENT, EXPORT).read(DOCUMENT, EXPORT)
    block = reading.slides[-1].blocks[-1]
    long = replace(reading.slides[-1], blocks=(replace(block, text="\n".join(["word"] * 5_000)),))

    found = illustrate(replace(reading, slides=(long,)), EXPORT, tmp_path).reading

    assert origins(found.slides) == [None]
    assert "too much text for one picture" in found.warnings[-1]
    assert found.slides[0].text == long.text


def test_what_a_drawing_process_was_killed_over_half_written_is_drawn_anew(tmp_path: Path) -> None:
    source = a_pdf(pages=2)
    (tmp_path / "2.json").write_text('{"width": 16')
    (tmp_path / "2.webp").write_bytes(b"RIFF")

    reading = illustrate(replace(read_pdf(source), looks=Looks.PAGES), b"no PDF", tmp_path).reading

    assert origins(reading.slides) == [ImageOrigin.SET, ImageOrigin.SET]


@pytest.mark.parametrize("told", ['{"width": 16', '{"width": 0, "height": 9}', "[]"])
def test_an_image_that_is_not_told_whole_is_not_taken(tmp_path: Path, told: str) -> None:
    drawing = Drawing(tmp_path, lambda _: None)
    (tmp_path / "1.json").write_text(told)
    (tmp_path / "1.webp").write_bytes(b"RIFF")

    drawing.collect([1], ImageOrigin.PAGE)

    assert drawing.made == {}
