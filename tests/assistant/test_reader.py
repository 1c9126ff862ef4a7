import html
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from fastapi.testclient import TestClient

from corpus.model import Slide
from tests.assistant.service_fakes import DOCUMENT, HOSTILE, SLIDES, FakeAssistant, serve_fake

HTML = {"Accept": "text/html"}
WHOLE = f"/d/{DOCUMENT.id}"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with serve_fake() as ready:
        yield ready


def read(client: TestClient, find: str | None = None) -> str:
    response = client.get(WHOLE, params={} if find is None else {"find": find}, headers=HTML)
    assert response.status_code == 200, response.text
    return response.text


def text_of(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def shown(page: str) -> list[int]:
    return [int(number) for number in re.findall(r'<article class="slide" id="slide-(\d+)"', page)]


def test_a_whole_document_is_read_in_the_order_of_its_slides(client: TestClient) -> None:
    page = read(client)
    text = text_of(page)

    assert shown(page) == [1, 2, 3]
    assert all(block.text.split("\n")[0].split("\t")[0] in text for slide in SLIDES for block in slide.blocks)
    assert f"<h1>{DOCUMENT.title}</h1>" in page
    assert "Covers 2022/23, presented to Scrutiny Committee on 3 April 2023." in text


def test_its_contents_lead_to_each_slide(client: TestClient) -> None:
    page = read(client)

    listed = re.findall(r'<li value="(\d)"><a href="#slide-(\d)">(.*?)</a>', page)
    assert listed == [
        (f"{n}", f"{n}", title) for n, title in enumerate(("Funding", "What was done", "Map of patrols"), 1)
    ]


def test_each_slide_leads_to_its_own_page(client: TestClient) -> None:
    page = read(client)

    assert [f'href="{WHOLE}/slides/{number}"' in page for number in (1, 2, 3, 4)] == [True, True, True, False]


def test_an_image_waits_until_it_is_needed_and_keeps_its_place(client: TestClient) -> None:
    images = re.findall(r"<img [^>]*>", read(client))

    assert len(images) == 1
    assert 'width="1600" height="900" loading="lazy"' in images[0]
    assert 'alt="Slide 1 as an image. Its text follows."' in images[0]
    assert images[0].split(" alt=")[1] in client.get(f"{WHOLE}/slides/1").text


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("street", [2]),
        ("streets patrol", [2]),
        ("PATROLS", [2, 3]),
        ("patrols map", [3]),
        ("£12,500", [1]),
        ("12500", [1]),
        ("money", [1]),
        ("the streets of the patrols", [2]),
        ("patrols zebra", []),
    ],
)
def test_only_slides_that_hold_all_the_words_are_listed(
    client: TestClient, words: str, numbers: list[int]
) -> None:
    page = read(client, words)

    assert shown(page) == numbers
    assert f"{len(numbers)} of 3 slides hold all of: {words}" in text_of(page)
    assert re.findall(r'href="#slide-(\d)"', page) == [f"{number}" for number in numbers]


def test_nothing_is_marked_and_the_words_stay_in_their_box(client: TestClient) -> None:
    page = read(client, " patrols ")

    assert "<mark" not in page
    assert 'value="patrols"' in page
    assert f'<a href="{WHOLE}">Show all slides</a>' in page


@pytest.mark.parametrize("words", ["", "   "])
def test_without_words_every_slide_is_shown_and_nothing_is_said_of_finding(
    client: TestClient, words: str
) -> None:
    page = read(client, words)

    assert shown(page) == [1, 2, 3]
    assert 'class="found"' not in page


def test_words_that_every_text_holds_are_said_to_find_nothing(client: TestClient) -> None:
    page = read(client, "of the")

    assert shown(page) == [1, 2, 3]
    assert "“of the” is made of words that every text holds, so all 3 slides are shown." in text_of(page)


def test_words_that_no_slide_holds_lead_to_fewer_or_other_words(client: TestClient) -> None:
    assert "Try fewer or other words." in read(client, "zebra")


def test_hostile_text_of_slides_and_askers_is_shown_as_text(client: TestClient) -> None:
    page = read(client, f'"><script>alert(1)</script> signs {HOSTILE}')

    assert "<script>" not in page
    assert "<img src=x" not in read(client)
    assert HOSTILE in text_of(re.sub("<img src=x", "", read(client)))


def test_no_two_elements_of_the_page_have_one_id(client: TestClient) -> None:
    ids = re.findall(r'\bid="(.*?)"', read(client))

    assert len(ids) == len(set(ids))


class TwoTables(FakeAssistant):
    def slides(self, document_id: str) -> tuple[Slide, ...]:
        first = super().slides(document_id)[0]
        return (replace(first, blocks=(*first.blocks, SLIDES[1].blocks[2], *first.blocks[2:])),)


def test_two_tables_of_a_page_have_two_names() -> None:
    with serve_fake(TwoTables()) as client:
        names = re.findall(r'role="region" aria-label="(.*?)"', read(client))

    assert names == ["Table on slide 1", "Table on slide 1, number 2"]


def test_headings_go_down_by_one_level_at_a_time(client: TestClient) -> None:
    levels = [int(level) for level in re.findall(r"<h(\d)", read(client))]

    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert levels.count(1) == 1


def test_an_unknown_document_has_no_page(client: TestClient) -> None:
    page, problem = client.get("/d/nowhere", headers=HTML), client.get("/d/nowhere")

    assert (page.status_code, problem.status_code) == (404, 404)
    assert "No such document" in page.text


def test_words_of_any_length_are_not_looked_for(client: TestClient) -> None:
    assert client.get(WHOLE, params={"find": "x" * 201}).status_code == 422


def test_a_document_without_slides_says_so() -> None:
    with serve_fake(FakeAssistant(documents=(DOCUMENT, replace(DOCUMENT, id="empty")))) as client:
        assert "This document has no slides." in client.get("/d/empty").text


def test_the_documents_page_and_each_slide_lead_to_the_whole(client: TestClient) -> None:
    assert f'href="{WHOLE}">Read it whole' in client.get("/documents").text
    assert f'<a href="{WHOLE}#slide-2">{DOCUMENT.title}</a>' in client.get(f"{WHOLE}/slides/2").text


def test_a_slides_own_page_keeps_its_anchors_and_headings(client: TestClient) -> None:
    page = client.get(f"{WHOLE}/slides/2?c=b2").text

    assert re.findall(r'id="(c-.*?)"', page) == ["c-title2", "c-heading2", "c-b1", "c-b2", "c-b3"]
    assert "<h2 id=" in page
    assert "<mark>six by night</mark>" in page
