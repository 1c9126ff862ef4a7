import re

import pytest

from assistant.api.images import ORIGIN_LABELS
from corpus.model import ImageOrigin
from tests.assistant.service_fakes import IMAGES, serve_fake

DIGEST = "0123456789abcdef"
URL = f"/d/north-review/slides/1.{DIGEST}.webp"


def test_a_slides_image_may_be_kept_for_good() -> None:
    with serve_fake() as client:
        response = client.get(URL)

    assert response.content == IMAGES[DIGEST]
    assert response.headers["content-type"] == "image/webp"
    assert response.headers["cache-control"] == "private, max-age=31536000, immutable"


@pytest.mark.parametrize("tag", [f'"{DIGEST}"', f'W/"{DIGEST}"', f'"other", "{DIGEST}"', "*"])
def test_who_has_the_image_is_not_sent_it_again(tag: str) -> None:
    with serve_fake() as client:
        response = client.get(URL, headers={"If-None-Match": tag})

    assert (response.status_code, response.content) == (304, b"")
    assert response.headers["etag"] == f'"{DIGEST}"'


def test_who_has_another_image_is_sent_this_one() -> None:
    with serve_fake() as client:
        assert client.get(URL, headers={"If-None-Match": '"ffff"'}).status_code == 200


@pytest.mark.parametrize(
    ("url", "status"),
    [
        (f"/d/north-review/slides/1.{'f' * 16}.webp", 404),
        (f"/d/north-review/slides/2.{DIGEST}.webp", 404),
        (f"/d/north-review/slides/9.{DIGEST}.webp", 404),
        (f"/d/another/slides/1.{DIGEST}.webp", 404),
        ("/d/north-review/slides/1.xyz.webp", 422),
        (f"/d/north-review/slides/x.{DIGEST}.webp", 422),
        (f"/d/north-review/slides/1.{'..%2f' * 3}etc.webp", 404),
    ],
)
def test_any_other_image_is_not_there(url: str, status: int) -> None:
    with serve_fake() as client:
        assert client.get(url).status_code == status


def test_an_image_whose_file_is_gone_or_damaged_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(IMAGES, DIGEST)
    with serve_fake() as client:
        assert client.get(URL).json()["type"].endswith("unknown-image")


def test_a_slides_page_shows_the_image_with_the_quoted_words_boxed() -> None:
    with serve_fake() as client:
        page = client.get("/d/north-review/slides/1?c=row1&at=0-13").text

    assert f'<img src="{URL}" width="1600" height="900"' in page
    assert page.count("<rect ") == 1
    sides = re.findall(r'<rect x="(.*?)" y="(.*?)" width="(.*?)" height="(.*?)"', page)[0]
    x, y, width, height = map(float, sides)
    assert (x, y, width, height) == pytest.approx((0.1, 0.4, 0.2, 0.05), abs=0.02)
    assert x < 0.1
    assert x + width > 0.3


def test_words_whose_place_is_not_known_are_marked_in_the_text_and_not_boxed() -> None:
    with serve_fake() as client:
        page = client.get("/d/north-review/slides/1?c=para1").text

    assert "<mark>" in page
    assert "<rect" not in page
    assert "nothing is boxed" in page


@pytest.mark.parametrize("at", ["5-5", "0-999", "9-2"])
def test_characters_that_the_block_does_not_have_are_not_boxed(at: str) -> None:
    with serve_fake() as client:
        assert "<rect" not in client.get(f"/d/north-review/slides/1?c=row1&at={at}").text


def test_a_slides_page_without_an_image_shows_its_text_alone() -> None:
    with serve_fake() as client:
        assert "<img" not in client.get("/d/north-review/slides/2").text


def test_the_json_of_a_slide_tells_its_image() -> None:
    with serve_fake() as client:
        image = client.get("/api/documents/north-review/slides/1").json()["image"]

    assert image == {"url": URL, "width": 1600, "height": 900, "origin": "set"}


def test_every_way_an_image_comes_to_be_is_told_in_words() -> None:
    assert set(ORIGIN_LABELS) == set(ImageOrigin)
