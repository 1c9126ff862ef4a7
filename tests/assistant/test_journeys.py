"""Whole journeys of an officer, a councillor and others in a real Chromium, over a real service and index.

With SHOTS=folder in the environment each step's picture is kept there.
"""

import json
import os
import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import docx
import pytest

from assistant.api.app import create_app
from assistant.api.feedback import Feedback
from assistant.api.loading import GenerationLoader
from assistant.settings import AssistantSettings
from corpus.embedder import MiniLM
from corpus.generation import Generation, open_generation
from corpus.layout import pointed_generation
from corpus.model import Box, WordPlace
from corpus.settings import CorpusSettings
from evals.cases import DECK, Split, load_questions, select_questions
from evals.indexes import INVENTED
from ingest.additions import Additions
from ingest.pipeline import ingest_corpus
from tests.assistant.browsing import DONE, NEEDS_CHROMIUM, Host, Site, ask, focused, open_page, serve_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = [pytest.mark.model, *NEEDS_CHROMIUM]
FERNLEY = INVENTED / "fernley" / "documents"
YEARS = ("2021-22", "2022-23")
DECK_YEAR = "2020/21"
FUND = "How much was the Hate Crime Fund and what did it pay for?"
FUND_OF_YEAR = f"How much was the Hate Crime Fund in {DECK_YEAR}?"
CLIPBOARD = ["clipboard-read", "clipboard-write"]
TABLET = {"width": 820, "height": 1180}
MARGIN = 4
"""How far, in pixels of the picture, a box is drawn outside of the words that it is about."""

NEAR = 1e-6
"""Shares of a slide that may be lost in writing them as pixels and reading them back."""


class Album:
    """Keeps a picture of each step of one journey."""

    def __init__(self, folder: Path, journey: str) -> None:
        self._folder, self._journey, self._count = folder, journey, 0

    def take(self, page: "Page", step: str) -> None:
        self._count += 1
        page.screenshot(path=self._folder / f"{self._journey}-{self._count:02}-{step}.png")


@pytest.fixture
def album(request: pytest.FixtureRequest, tmp_path: Path) -> Album:
    folder = Path(os.environ.get("SHOTS", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    return Album(folder, request.node.name.removeprefix("test_").split("_")[1])


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, embedder: MiniLM) -> Path:
    """Return a data folder that holds the bundled review and the two reviews of invented Fernley."""
    folder = tmp_path_factory.mktemp("home")
    reviews = tuple(FERNLEY / f"fernley-annual-review-{year}.txt" for year in YEARS)
    fields = {"area": "Fernley", "publisher": "Safer Fernley Partnership", "invented": True}
    ingest_corpus(folder, embedder, additions=Additions(reviews, bundled=True, fields=fields))
    return folder


@pytest.fixture(scope="module")
def index(home: Path, embedder: MiniLM) -> Iterator[Generation]:
    with open_generation(home, model_sha256=embedder.model_sha256) as opened:
        yield opened


@pytest.fixture(scope="module")
def url(home: Path, host: Host) -> Iterator[str]:
    settings, loaded = AssistantSettings(embed_origins=(host.url,)), threading.Event()
    loader = GenerationLoader(settings, CorpusSettings(home=home))
    app = create_app(
        settings,
        loader.load,
        lambda: pointed_generation(home),
        feedback=Feedback(home, 2**20),
        on_loaded=lambda _: loaded.set(),
    )
    with closing(loader), serve_app(app, loaded) as address:
        host.service = address
        yield address


@pytest.fixture
def site(url: str) -> Iterator[Site]:
    seen = Site(url)
    yield seen
    assert (seen.errors, seen.elsewhere, seen.dialogs) == ([], [], [])


@pytest.fixture
def intranet(url: str, host: Host) -> Iterator[Site]:
    """Return the host page; besides itself it may ask the service alone."""
    seen = Site(host.url)
    yield seen
    strangers = [address for address in seen.elsewhere if not address.startswith(f"{url}/")]
    assert (seen.errors, strangers, seen.dialogs) == ([], [], [])


def last_answer(page: "Page") -> str:
    return page.locator(DONE).last.inner_text()


def copied(page: "Page") -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def see_picture(page: "Page") -> int:
    """Wait until the slide's picture is drawn, and return how many boxes are on it."""
    picture = page.locator("ssp-source svg image")
    picture.wait_for()
    picture.evaluate("(image) => image.decode()")
    return page.locator("ssp-source rect.box").count()


def drawn(page: "Page") -> list[str]:
    """Return the boxes on the slide's picture, each as its mark-up."""
    see_picture(page)
    boxes = page.locator("ssp-source rect.box")
    return [str(box) for box in boxes.evaluate_all("(all) => all.map((box) => box.outerHTML)")]


# ---- journeys


def test_an_officer_asks_on_the_intranet_and_copies_the_reference_of_what_the_slide_says(
    chromium: "Browser", intranet: Site, album: Album
) -> None:
    page = open_page(chromium, intranet, permissions=CLIPBOARD)
    launcher = page.get_by_role("button", name="Ask the partnership")
    launcher.wait_for()
    album.take(page, "intranet")

    launcher.click()
    page.get_by_text("Asking all 3 documents").click()
    page.get_by_label("Year or period").select_option(DECK_YEAR)
    page.get_by_text("Asking 1 of 3 documents").click()
    album.take(page, "bubble")
    ask(page, FUND)
    album.take(page, "answer")
    assert "£10,000" in last_answer(page)
    assert "Black History Month" in last_answer(page)

    page.get_by_role("button", name="Source 1: ").first.click()
    assert see_picture(page) > 0
    album.take(page, "slide")
    assert page.get_by_text("Slide 6 of ").is_visible()

    page.get_by_role("tab", name="Passage").click()
    assert "£10,000" in page.locator("ssp-source mark").inner_text()
    page.get_by_role("button", name="Copy reference").click()
    page.get_by_text("Reference copied.").wait_for()
    album.take(page, "passage")
    assert copied(page).endswith(", slide 6, 12 April 2021")

    page.keyboard.press("Escape")
    page.locator("ssp-source dialog").wait_for(state="detached")
    assert page.locator(".frame").is_visible()
    page.keyboard.press("Escape")
    launcher.wait_for()
    album.take(page, "closed")
    assert focused(page) == "Ask the partnership"


def test_a_councillor_on_a_tablet_asks_one_year_alone_and_takes_the_answer_along(
    chromium: "Browser", site: Site, album: Album, home: Path
) -> None:
    page = open_page(chromium, site, viewport=TABLET, has_touch=True, accept_downloads=True)
    page.get_by_text("Asking all 3 documents").tap()
    page.get_by_label("Year or period").select_option("2022/23")
    page.get_by_text("Asking 1 of 3 documents").wait_for()
    album.take(page, "filter")

    ask(page, "How much was the Safer Streets Fund?")
    album.take(page, "answer")
    assert "£412,500" in last_answer(page)
    assert "£285,000" not in last_answer(page)
    assert cited(page) == {"Invented: Safer Fernley Partnership Annual Review 2022/23"}

    ask(page, "And the year before?")
    album.take(page, "year-before")
    assert "£285,000" not in last_answer(page)
    assert "£412,500" not in last_answer(page)
    assert "ask without the filter" in last_answer(page)

    page.get_by_role("button", name="Ask all").tap()
    page.get_by_text("Asking all 3 documents").tap()
    ask(page, "And in 2021/22?")
    album.take(page, "all-documents")
    assert "£285,000" in last_answer(page)
    assert cited(page) == {"Invented: Safer Fernley Partnership Annual Review 2021/22"}

    page.get_by_text("More", exact=True).tap()
    album.take(page, "menu")
    word = [paragraph.text for paragraph in docx.Document(str(save(page, "Word"))).paragraphs]
    assert any("£412,500" in text for text in word)
    assert any("2022/23, slide 4, 14 September 2023" in text for text in word)
    markdown = save(page, "Markdown").read_text(encoding="utf-8")
    assert "£412,500" in markdown
    assert "2022/23, slide 4, 14 September 2023" in markdown
    page.get_by_text("More", exact=True).tap()

    page.get_by_role("group", name="Is this answer right?").last.get_by_text("Right", exact=True).tap()
    page.locator(DONE).last.get_by_text("Thank you, noted.").wait_for()
    album.take(page, "noted")
    noted = json.loads((home / "feedback.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert (noted["verdict"], noted["question"]) == ("right", "And in 2021/22?")
    assert noted["document_id"] == "fernley-annual-review-2021-22"


def cited(page: "Page") -> set[str]:
    return set(page.locator(DONE).last.locator(".sources .from").all_inner_texts())


def save(page: "Page", form: str) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name=form, exact=True).tap()
    return download.value.path()


def test_a_browser_without_script_reads_answer_slide_and_document_page(
    chromium: "Browser", site: Site, album: Album
) -> None:
    page = open_page(chromium, site, java_script_enabled=False)
    page.get_by_label("Your question").fill(FUND_OF_YEAR)
    page.get_by_role("button", name="Ask").click()
    assert "£10,000" in page.locator(".turn.assistant").inner_text()
    asked = page.url
    album.take(page, "answer")

    page.locator(".turn.assistant a.cite").first.click()
    page.locator("mark").first.wait_for()
    album.take(page, "slide")
    assert "£10,000" in " ".join(page.locator("mark").all_inner_texts())
    assert page.locator(".sheet rect").count() > 0

    page.locator(".crumb a").last.click()
    page.get_by_label("Only slides that hold these words").fill("hate crime fund")
    page.get_by_role("button", name="Show slides").click()
    page.locator(".found").wait_for()
    album.take(page, "document")
    assert re.search(r"/d/[^/]+\?find=hate", page.url)
    assert "Hate Crime Fund" in page.locator("article.slide").first.inner_text()

    for _ in range(3):
        page.go_back()
    album.take(page, "back")
    assert page.url == asked
    assert "£10,000" in page.locator(".turn.assistant").inner_text()


def test_a_keyboard_alone_leads_through_question_source_export_and_verdict(
    chromium: "Browser", site: Site, album: Album
) -> None:
    page = open_page(chromium, site, permissions=CLIPBOARD, accept_downloads=True)
    page.get_by_label("Your question").wait_for()
    page.evaluate(
        "() => { window.mouse = [];"
        " for (const name of ['pointerdown', 'pointermove', 'mousedown', 'mousemove', 'touchstart'])"
        " addEventListener(name, () => mouse.push(name), true) }"
    )

    tab_to(page, "Skip to the chat")
    page.keyboard.press("Enter")
    tab_to(page, "question")
    page.keyboard.type(FUND_OF_YEAR)
    page.keyboard.press("Enter")
    page.locator(DONE).wait_for()
    album.take(page, "answer")
    tab_to(page, "1", "Shift+Tab")
    page.locator(".card").wait_for()
    album.take(page, "card")
    page.keyboard.press("Enter")
    boxes = see_picture(page)
    tab_to(page, "tab-slide")
    album.take(page, "slide")
    page.keyboard.press("ArrowRight")
    tab_to(page, "Copy reference")
    page.keyboard.press("Enter")
    page.get_by_text("Reference copied.").wait_for()
    album.take(page, "passage")
    reference = copied(page)
    tab_to(page, "tab-passage", "Shift+Tab")
    page.keyboard.press("ArrowLeft")
    tab_to(page, "Next slide")
    page.keyboard.press("Enter")
    page.get_by_text("Slide 7 of ").wait_for()
    album.take(page, "next-slide")
    page.keyboard.press("Escape")
    back = focused(page)
    tab_to(page, "Right")
    page.keyboard.press("Space")
    page.get_by_text("Thank you, noted.").first.wait_for()
    tab_to(page, "More", "Shift+Tab")
    page.keyboard.press("Enter")
    tab_to(page, "Markdown")
    album.take(page, "menu")
    with page.expect_download() as download:
        page.keyboard.press("Enter")

    assert (boxes > 0, back, page.evaluate("mouse")) == (True, "1", [])
    assert reference.endswith(", slide 6, 12 April 2021")
    assert "£10,000" in download.value.path().read_text(encoding="utf-8")


def tab_to(page: "Page", name: str, key: str = "Tab") -> None:
    """Press a key until what is named has the focus."""
    for _ in range(60):
        page.keyboard.press(key)
        if focused(page).split("\n")[0] == name:
            return
    raise AssertionError(f"{name} is not reached by {key}")


def test_a_conversation_outlives_a_reload_and_its_link_shows_others_the_same_answer(
    chromium: "Browser", site: Site, album: Album
) -> None:
    page = open_page(chromium, site, permissions=CLIPBOARD)
    ask(page, FUND_OF_YEAR)
    said = page.locator(f"{DONE} .said").inner_text()
    page.get_by_role("button", name="Source 1: ").first.click()
    before = drawn(page)

    page.reload()
    page.locator(DONE).wait_for()
    assert page.locator(f"{DONE} .said").inner_text() == said
    page.get_by_role("button", name="Source 1: ").first.click()
    assert len(before) > 0
    assert drawn(page) == before
    album.take(page, "reloaded")

    page.get_by_role("button", name="Copy link").click()
    page.get_by_text("Copied.").wait_for()
    link = urlsplit(copied(page))
    other = open_page(chromium, site, f"{link.path}?{link.query}")
    other.locator(DONE).wait_for()
    album.take(other, "shared")
    assert f"{link.scheme}://{link.netloc}" == site.url
    assert other.locator(f"{DONE} .said").inner_text() == said


# ---- sources


def hold(page: "Page", pattern: str) -> list["Route"]:
    """Return a list that fills with the requests that are held back from now on."""
    held: list[Route] = []

    def keep(route: "Route") -> None:
        held.append(route)

    page.route(pattern, keep)
    return held


def test_while_a_slide_is_fetched_nothing_of_it_is_drawn_on_another(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site)
    ask(page, FUND_OF_YEAR)
    page.get_by_role("button", name="Source 1: ").first.click()
    own = len(drawn(page))
    page.get_by_role("button", name="Next slide").click()
    page.get_by_text("Slide 7 of ").wait_for()
    held = hold(page, "**/api/documents/*/slides/6")

    with page.expect_request("**/api/documents/*/slides/6"):
        page.get_by_role("button", name="Previous slide").click()
    page.evaluate("() => new Promise(requestAnimationFrame)")
    meanwhile = len(drawn(page))
    held[0].continue_()
    page.get_by_text("Slide 6 of ").wait_for()

    assert (own > 0, meanwhile, len(drawn(page))) == (True, 0, own)


def test_a_picture_is_gone_as_soon_as_another_slide_is_named(chromium: "Browser", site: Site) -> None:
    page = open_page(chromium, site)
    ask(page, FUND_OF_YEAR)
    page.get_by_role("button", name="Source 1: ").first.click()
    see_picture(page)
    before = page.locator("ssp-source svg image").element_handle()
    held = hold(page, "**/*.webp")

    page.get_by_role("button", name="Next slide").click()
    page.get_by_text("Slide 7 of ").wait_for()
    stays = page.evaluate("(image) => image.isConnected", before)
    held[0].continue_()

    assert not stays
    see_picture(page)


def test_every_source_opens_its_slide_with_the_words_of_its_quote_boxed_and_no_others(
    chromium: "Browser", site: Site, index: Generation
) -> None:
    questions = select_questions(load_questions(), Split.DEVELOPMENT, collection=DECK)
    page = open_page(chromium, site)
    page.get_by_label("Year or period").select_option(DECK_YEAR)

    opened = [
        source
        for question in questions
        if question.answerable
        for source in page.evaluate(ASK_AND_OPEN, [*question.earlier, question.question])
    ]

    faults = [(source["cited"]["quote"], fault) for source in opened if (fault := fault_of(source, index))]
    assert len(opened) > 150
    assert faults == []


ASK_AND_OPEN = """async (questions) => {
  const chat = document.querySelector("ssp-assistant");
  const panel = chat.renderRoot.querySelector("ssp-source");
  const frame = () => new Promise(requestAnimationFrame);
  const numbers = (node, names) => names.map((name) => Number(node.getAttribute(name)));
  if (chat.renderRoot.querySelector(".turn")) chat.renderRoot.querySelector("header > button").click();
  await chat.updateComplete;
  for (const question of questions) await chat.ask(question);
  await chat.updateComplete;
  const buttons = chat.renderRoot.querySelectorAll(".turn:last-of-type .sources button");
  const opened = [];
  for (const [at, cited] of chat.talk.turns.at(-1).answer.citations.entries()) {
    chat.openSource(cited, buttons[at]);
    const until = Date.now() + 5000;
    while (Date.now() < until && !panel.renderRoot.querySelector("svg")) await frame();
    const picture = panel.renderRoot.querySelector("svg");
    opened.push({
      cited,
      name: panel.renderRoot.querySelector("h2").textContent,
      place: panel.renderRoot.querySelector(".bar > span").textContent,
      picture: picture.querySelector("image").getAttribute("href"),
      size: picture.getAttribute("viewBox").split(" ").slice(2).map(Number),
      rects: [...picture.querySelectorAll("rect")].map((one) => numbers(one, ["x", "y", "width", "height"])),
    });
    panel.close();
    await frame();
  }
  return opened;
}"""


def fault_of(source: Mapping[str, Any], index: Generation) -> str:
    """Return what is wrong with an opened source; "" when it shows the words quoted and no others."""
    cited = source["cited"]
    document_id, number = cited["document_id"], cited["slide_number"]
    slide = index.slides[document_id, number]
    start, end = map(int, re.findall(r"at=(\d+)-(\d+)", cited["page_url"])[0])
    block = next(block for block in slide.blocks if block.id == cited["block_id"])
    words = [
        (place, name == block.id and place.start < end and start < place.end)
        for name, places in index.places_of(slide.ref).items()
        for place in places
    ]
    boxes = [box_of(rect, source["size"]) for rect in source["rects"]]
    faults: dict[str, Callable[[], bool]] = {
        f"shows {source['place']}": lambda: not source["place"].startswith(f"Slide {number} of "),
        f"draws {source['picture']}": lambda: f"/d/{document_id}/slides/{number}." not in source["picture"],
        f"is named {source['name']}": lambda: not source["name"].startswith(f"Source {cited['n']}: "),
        "marks other words than it quotes": lambda: block.text[start:end] != cited["quote"],
        "has no place for its words": lambda: not any(quoted for _, quoted in words),
        "leaves a word unboxed": lambda: any(
            quoted and not any(holds(box, place) for box in boxes) for place, quoted in words
        ),
        "boxes a word that is not quoted": lambda: any(
            not quoted and any(holds(box, centre(place)) for box in boxes) for place, quoted in words
        ),
    }
    return "; ".join(fault for fault, is_so in faults.items() if is_so())


def box_of(rect: Sequence[float], size: Sequence[float]) -> Box:
    """Return a drawn rectangle without its margin, as shares of the picture's width and height."""
    (x, y, width, height), (across, down) = rect, size
    x0, y0, x1, y1 = x + MARGIN, y + MARGIN, x + width - MARGIN, y + height - MARGIN
    return (x0 / across, y0 / down, x1 / across, y1 / down)


def centre(place: WordPlace) -> WordPlace:
    x, y = (place.x0 + place.x1) / 2, (place.y0 + place.y1) / 2
    return WordPlace(place.start, place.end, x, y, x, y)


def holds(box: Box, place: WordPlace) -> bool:
    """Whether the whole of a word lies in a box."""
    return (
        box[0] - NEAR <= place.x0
        and place.x1 <= box[2] + NEAR
        and box[1] - NEAR <= place.y0
        and place.y1 <= box[3] + NEAR
    )
