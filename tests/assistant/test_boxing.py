import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.assistant.service_fakes import DOCUMENT, serve_fake

SLIDE = "/api/documents/north-review/slides"
PAGE = "/d/north-review/slides"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with serve_fake() as ready:
        yield ready


def drawn(page: str) -> list[tuple[float, ...]]:
    sides = re.findall(r'<rect x="(.*?)" y="(.*?)" width="(.*?)" height="(.*?)"', page)
    return [(x, y, x + w, y + h) for x, y, w, h in (map(float, four) for four in sides)]


def test_a_slide_tells_how_to_cite_it_and_how_many_there_are(client: TestClient) -> None:
    slide = client.get(f"{SLIDE}/2").json()

    assert slide["reference"] == f"{DOCUMENT.title}, slide 2, 3 April 2023"
    assert slide["count"] == 3


@pytest.mark.parametrize("at", ["0-13", "0-8", "14-21", "0-21"])
def test_the_boxes_of_a_quote_are_those_of_the_slides_page(client: TestClient, at: str) -> None:
    asked = {"c": "row1", "at": at}

    boxes = client.get(f"{SLIDE}/1", params=asked).json()["boxes"]

    assert boxes
    assert boxes == [pytest.approx(box) for box in drawn(client.get(f"{PAGE}/1", params=asked).text)]


def test_a_box_leaves_room_around_its_words(client: TestClient) -> None:
    (x0, y0, x1, y1), *others = client.get(f"{SLIDE}/1", params={"c": "row1", "at": "0-13"}).json()["boxes"]

    assert not others
    assert 0.05 < x0 < 0.1
    assert 0.35 < y0 < 0.4
    assert 0.3 < x1 < 0.35
    assert 0.45 < y1 < 0.5


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"at": "0-13"},
        {"c": "nowhere", "at": "0-13"},
        {"c": "row1", "at": "0-999"},
        {"c": "row1", "at": "5-5"},
        {"c": "row1", "at": "9-2"},
        {"c": "para1"},
    ],
)
def test_without_characters_whose_place_is_known_there_is_no_box(
    client: TestClient, asked: dict[str, str]
) -> None:
    assert client.get(f"{SLIDE}/1", params=asked).json()["boxes"] == []


def test_a_slide_without_an_image_has_no_box(client: TestClient) -> None:
    assert client.get(f"{SLIDE}/2", params={"c": "b1", "at": "0-7"}).json()["boxes"] == []
