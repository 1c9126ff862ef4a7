from pathlib import Path

import pytest

from corpus.layout import PlacesRecord
from corpus.model import SlideRef, WordPlace
from corpus.places import PlaceFile
from corpus.records import write_lines

REFS = [SlideRef("review", number) for number in (1, 2, 3)]
PLACE = WordPlace(0, 4, 0.1, 0.2, 0.3, 0.4)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "places.jsonl"
    write_lines(file, [PlacesRecord(ref, {"b": (PLACE,)} if ref.number == 2 else {}) for ref in REFS])
    return file


def test_a_slides_places_are_read_from_its_own_line(path: Path) -> None:
    placed = PlaceFile(path, REFS)

    assert [dict(placed.find(ref)) for ref in REFS] == [{}, {"b": (PLACE,)}, {}]


def test_a_place_comes_back_as_the_numbers_it_was(path: Path) -> None:
    assert PlaceFile(path, REFS).find(REFS[1])["b"][0].x1 == 0.3


def test_a_slide_that_is_not_there_has_no_places(path: Path) -> None:
    assert PlaceFile(path, REFS).find(SlideRef("review", 9)) == {}


def test_a_file_with_fewer_lines_than_slides_is_not_opened(path: Path) -> None:
    with pytest.raises(ValueError, match="shorter"):
        PlaceFile(path, [*REFS, SlideRef("review", 4)])
