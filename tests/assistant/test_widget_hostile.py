"""Hostile texts in every place of the chat and the pages, in a real Chromium: shown as text, never more.

The same way is gone with plain words. What stands on the page must be the same elements with the same
attributes, as many of each: so an element too many shows even where it does no harm.
"""

import json
import os
import re
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from assistant.api.app import create_app
from assistant.api.questions import find_unreadable
from assistant.api.uploads.command import IngestCommand
from assistant.model import Answer, AnswerStatus, Citation, NearSlide, Sentence, Turn
from assistant.settings import AssistantSettings
from assistant.trace import Trace, TracedPart
from corpus.model import Block, BlockKind, Cell, Document, Slide, SlideRef
from tests.assistant.browsing import DONE, NEEDS_CHROMIUM, Site, ask, open_page, serve_app
from tests.assistant.payloads import PAYLOADS, URLS
from tests.assistant.service_fakes import DOCUMENT, SLIDES, FakeAssistant, serve_fake
from tests.assistant.uploading import STAND_IN

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = NEEDS_CHROMIUM
SETTINGS = AssistantSettings(max_question_chars=4000, max_upload_mb=1)
BATCH = 135
Seen = dict[str, Any]
"""What the harness saw: shapes of elements with their numbers, links and handlers."""

ASKABLE = [text for text in PAYLOADS if not find_unreadable(text)]
UNREADABLE = [text for text in PAYLOADS if find_unreadable(text)]
POLICIES = pytest.mark.parametrize("bypass_csp", [False, True], ids=["policy", "no-policy"])
"""Without the policy nothing but the escaping protects; there all payloads go, with it every fourth."""

# ---- an assistant whose every word is a payload


def document_of(number: int, text: str) -> Document:
    return replace(
        DOCUMENT,
        id=f"d-{number}",
        title=text,
        period=text,
        area=text,
        publisher=text,
        file=text,
        presented_to=text,
    )


def slide_of(ref: SlideRef, text: str) -> Slide:
    kinds = (kind for kind in BlockKind if not kind.startswith("table"))
    row = Block(
        "row",
        BlockKind.TABLE_ROW,
        f"{text}\t{text}",
        headings=(text,),
        cells=(Cell(text, text), Cell(text, text, items=(text,))),
    )
    header = Block("header", BlockKind.TABLE_HEADER, text, cells=(Cell("", text), Cell("", text)))
    blocks = (*(Block(kind.value, kind, text, headings=(text,)) for kind in kinds), header, row)
    image = SLIDES[0].image if ref.number == 1 and ref.document_id == "d-0" else None
    return Slide(ref, text, blocks, theme=text, label=text, image=image)


def answer_of(question: str, texts: Sequence[str]) -> Answer:
    """Return an answer that says each text in each of its places; those that hold one text say all."""
    return Answer(
        id="a1",
        status=AnswerStatus.PARTIAL,
        question=question,
        text="\n".join(texts),
        sentences=tuple(Sentence(text, (n,), worked=n % 2 == 0) for n, text in enumerate(texts, 1)),
        citations=tuple(_citation(n, text) for n, text in enumerate(texts, 1)),
        unanswered=tuple(texts),
        next_step=" ".join(texts),
        nearest=tuple(NearSlide(f"d-{n}", text, 1, False, text, text) for n, text in enumerate(texts)),
        suggestions=tuple(texts),
        notes=tuple(texts),
        topic=texts[0],
        generation="gen-1",
    )


def _citation(n: int, text: str) -> Citation:
    return Citation(
        id=text,
        n=n,
        document_id=f"d-{n - 1}",
        document_title=text,
        period=text,
        slide_number=1,
        slide_inferred=True,
        slide_title=text,
        block_id="paragraph",
        quote=text,
        page_url=text,
        image_url=text,
        remark=text,
    )


def trace_of(question: str, texts: Sequence[str]) -> Trace:
    parts = (
        TracedPart(text, text, text, text, ((text, text),), 1, (), 0.5, AnswerStatus.ANSWERED, (text,))
        for text in texts
    )
    return Trace(question, AnswerStatus.ANSWERED, tuple(parts), tuple(texts), "evidence", texts[0])


@dataclass
class Speaker(FakeAssistant):
    """Says the texts that it is given, or `repeats` the question, in all of its answers and documents."""

    texts: Sequence[str] = ("Words",)
    repeats: bool = False

    def say(self, texts: Sequence[str], *, repeats: bool = False) -> None:
        self.texts, self.repeats = texts, repeats
        self.documents = tuple(document_of(n, text) for n, text in enumerate(texts))

    def slides(self, document_id: str) -> tuple[Slide, ...]:
        """Return all texts as the slides of the first document, else the document's own as one slide."""
        number = int(document_id.removeprefix("d-"))
        own = enumerate(self.texts, 1) if number == 0 else ((1, self.texts[number]),)
        return tuple(slide_of(SlideRef(document_id, n, inferred=True), text) for n, text in own)

    def ask(self, question: str, earlier: Sequence[Turn] = (), *, documents: Collection[str] = ()) -> Answer:
        self.asked_of.append(tuple(documents))
        self.asked.append((question, tuple(earlier)))
        if self.repeats:
            self.say((question,), repeats=True)
        return answer_of(question, self.texts)

    def explain(
        self, question: str, earlier: Sequence[Turn] = (), *, documents: Collection[str] = ()
    ) -> tuple[Answer, Trace]:
        answer = self.ask(question, earlier, documents=documents)
        return answer, trace_of(question, self.texts)


# ---- what stands on a page

HARNESS = """
window.harness = {
  // Counts a tree's elements by name and attributes, through all shadow roots, and reads where they lead.
  survey(root, seen = { shapes: {}, links: [], handlers: [] }) {
    for (const element of root.querySelectorAll("*")) {
      const names = element.getAttributeNames().sort();
      const shape = `${element.localName}[${names.join(" ")}]`;
      seen.shapes[shape] = (seen.shapes[shape] ?? 0) + 1;
      for (const name of names) {
        const value = element.getAttribute(name);
        if (name.startsWith("on")) seen.handlers.push(element.outerHTML.slice(0, 200));
        if (/^(xlink:)?(href|src|srcset|srcdoc|action|formaction|data|poster|ping|background)$/.test(name)) {
          const url = URL.canParse(value, location.href) ? new URL(value, location.href) : null;
          const link = url ? `${url.protocol}//${url.host}` : `no address: ${value}`;
          if (!seen.links.includes(link)) seen.links.push(link);
        }
      }
      if (element.shadowRoot) harness.survey(element.shadowRoot, seen);
    }
    return seen;
  },
  texts: (root, selector) => [...root.querySelectorAll(selector)].map((one) => one.textContent),
  get chat() { return document.querySelector("ssp-assistant"); },
  get panel() { return harness.chat.shadowRoot.querySelector("ssp-source"); },
  // Opens the last answer's first source, and puts every other source and nearest slide in its place.
  async sources() {
    const seen = { shapes: {}, links: [], handlers: [] }, shown = [];
    const { citations, nearest } = harness.chat.talk.turns.at(-1).answer;
    const { chat, panel } = harness;
    const read = async ({ document_id: id }) => [id, await chat.client.slide(id, 1)];
    const slides = new Map(await Promise.all(citations.map(read)));
    chat.openSource(citations[0], null);
    await chat.updateComplete;
    while (!panel.slide) await new Promise((resolve) => setTimeout(resolve));
    for (const source of [...citations, ...nearest]) {
      Object.assign(panel, { source, number: 1, slide: slides.get(source.document_id) });
      for (const tab of source === citations[0] ? ["slide", "found", "passage"] : ["slide", "passage"]) {
        panel.tab = tab;
        await panel.updateComplete;
        harness.survey(panel.shadowRoot, seen);
      }
      shown.push(panel.shadowRoot.querySelector(".blocks li:nth-of-type(3)").textContent);
    }
    return { seen, shown };
  },
  // Gives the panel a slide whose picture is at each address.
  async pictures(urls) {
    const seen = { shapes: {}, links: [], handlers: [] };
    const { panel } = harness, { slide } = panel;
    panel.tab = "slide";
    for (const url of urls) {
      panel.slide = { ...slide, image: { url, width: 16, height: 9 } };
      await panel.updateComplete;
      harness.survey(panel.shadowRoot, seen);
    }
    return seen;
  },
  // Reads pages as documents of their own; Chromium's own parser makes their trees.
  async pages(paths, selector) {
    const seen = { shapes: {}, links: [], handlers: [] }, shown = [];
    for (const path of paths) {
      const page = await new Promise((resolve) => {
        const request = new XMLHttpRequest();
        request.responseType = "document";
        request.addEventListener("loadend", () => resolve(request.response));
        request.open("GET", path);
        request.setRequestHeader("Accept", "text/html");
        request.send();
      });
      harness.survey(page, seen);
      shown.push(...harness.texts(page, selector));
    }
    return { seen, shown };
  },
};
"""


def start(chromium: "Browser", site: Site, path: str = "/", *, bypass_csp: bool = False) -> "Page":
    page = open_page(chromium, site, path, bypass_csp=bypass_csp)
    page.evaluate(HARNESS)
    return page


def end(page: "Page") -> None:
    """Give what was set off time to act, and see that none did."""
    page.evaluate("new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20)))")
    assert page.evaluate("window.pwned === undefined")
    page.context.close()


def survey(page: "Page") -> Seen:
    seen: Seen = page.evaluate("harness.survey(document)")
    return seen


def texts_of(page: "Page", selector: str) -> list[str]:
    found: list[str] = page.evaluate(
        "(selector) => harness.texts(harness.chat.shadowRoot, selector)", selector
    )
    return found


def check(seen: Seen, usual: Seen, site: Site) -> None:
    """See that a page has the elements it usually has, no handlers, and leads nowhere else.

    A line end in a text makes a `br`, a tab in a quote on a page of the server a `span` of its own.
    """
    free = {"br[]", "span[class]"}
    counts, expected = (
        {shape: count for shape, count in one["shapes"].items() if shape not in free} for one in (seen, usual)
    )

    assert counts == expected
    assert seen["handlers"] == []
    assert set(seen["links"]) <= {site.url}


def in_batches(texts: Sequence[str], size: int = BATCH) -> Iterator[Sequence[str]]:
    yield from (texts[start : start + size] for start in range(0, len(texts), size))


def plain(count: int) -> list[str]:
    return [f"Plain words {n}" for n in range(count)]


def in_html(text: str) -> str:
    """Return a text as a parser of HTML reads it: its line ends made one, its nulls left out."""
    return re.sub(r"\r\n?", "\n", text).replace("\x00", "")


def questions(texts: Sequence[str]) -> Iterator[str]:
    """Yield all texts, as many in one question as it may hold."""
    held: list[str] = []
    for text in texts:
        if held and len("\n".join((*held, text))) > SETTINGS.max_question_chars:
            yield "\n".join(held)
            held = []
        held.append(text)
    yield "\n".join(held)


@pytest.fixture(scope="module")
def fake() -> Speaker:
    return Speaker()


@pytest.fixture(scope="module")
def url(fake: Speaker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    loaded = threading.Event()
    home = tmp_path_factory.mktemp("data")
    ingest = IngestCommand(STAND_IN, {**os.environ, "SSP_HOME": str(home)})
    fake.say(plain(2))
    app = create_app(SETTINGS, fake.opened, ingest=ingest, on_loaded=lambda _: loaded.set())
    with serve_app(app, loaded) as address:
        yield address


@pytest.fixture
def site(url: str) -> Iterator[Site]:
    opened = Site(url)
    yield opened
    assert (opened.errors, opened.elsewhere, opened.dialogs) == ([], [], [])


# ---- that it would be seen


def test_there_are_a_thousand_different_payloads_and_more() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 1000


def test_what_a_payload_does_where_nothing_escapes_it_is_seen(chromium: "Browser", url: str) -> None:
    site = Site(url)
    page = start(chromium, site, "/accessibility", bypass_csp=True)
    before = survey(page)

    page.evaluate(
        "(texts) => { for (const text of texts) document.getElementById('main').innerHTML += text; }",
        ["<img src=x onerror=pwned=1>", "<img src=//evil.invalid/i onerror=confirm(1)>", "<b>bold</b>"],
    )
    page.wait_for_function("window.pwned === 1")
    page.wait_for_timeout(300)
    seen = survey(page)

    assert len(seen["handlers"]) == 2
    assert seen["shapes"]["b[]"] == before["shapes"].get("b[]", 0) + 1
    assert "http://evil.invalid" in seen["links"]
    assert "http://evil.invalid/i" in site.elsewhere
    assert site.dialogs


# ---- the chat


@POLICIES
def test_an_answer_and_its_sources_show_every_payload_as_text(
    chromium: "Browser", site: Site, fake: Speaker, *, bypass_csp: bool
) -> None:
    usual: dict[int, tuple[Seen, Seen]] = {}
    for batch in in_batches(PAYLOADS if bypass_csp else PAYLOADS[::4]):
        if len(batch) not in usual:
            usual[len(batch)] = go_through(chromium, site, fake, plain(len(batch)), bypass_csp=bypass_csp)

        chat, panel = go_through(chromium, site, fake, batch, bypass_csp=bypass_csp)

        check(chat, usual[len(batch)][0], site)
        check(panel, usual[len(batch)][1], site)


def go_through(
    chromium: "Browser", site: Site, fake: Speaker, texts: Sequence[str], *, bypass_csp: bool
) -> tuple[Seen, Seen]:
    """Ask, open each source, and return what stands in the chat and in the panel."""
    fake.say(texts)
    page = start(chromium, site, bypass_csp=bypass_csp)
    ask(page, "Which?")
    chat, given = survey(page), list(texts)

    assert texts_of(page, ".notes li") == given
    assert texts_of(page, "blockquote.printed") == given
    assert texts_of(page, ".asks .chip") == given
    assert texts_of(page, ".documents b") == given
    assert texts_of(page, ".next") == [" ".join(given)]
    said = zip(texts_of(page, ".said li"), given, strict=True)
    assert [text for shown, text in said if not shown.startswith(text.replace("\n", ""))] == []
    opened = page.evaluate("harness.sources()")
    assert opened["shown"] == [*given, *(text.replace("\t", " · ") for text in given)]
    end(page)
    return chat, opened["seen"]


@POLICIES
def test_a_conversation_of_payloads_is_taken_up_from_the_browser_as_text(
    chromium: "Browser", site: Site, fake: Speaker, *, bypass_csp: bool
) -> None:
    fake.say(plain(2))
    usual: dict[int, Seen] = {}
    for batch in in_batches(PAYLOADS if bypass_csp else PAYLOADS[::4], 680):
        if len(batch) not in usual:
            usual[len(batch)] = take_up(chromium, site, plain(len(batch)), bypass_csp=bypass_csp)

        check(take_up(chromium, site, batch, bypass_csp=bypass_csp), usual[len(batch)], site)


def take_up(chromium: "Browser", site: Site, texts: Sequence[str], *, bypass_csp: bool) -> Seen:
    page = start(chromium, site, "/accessibility", bypass_csp=bypass_csp)
    kept = [{"id": "all", "conversation": "c", "at": 1, "turns": [kept_turn(text) for text in texts]}]
    kept += [{"id": text, "conversation": text, "at": 1, "turns": [bare_turn(text)]} for text in texts]
    page.evaluate("(kept) => localStorage.setItem(`ssp-assistant:${origin}`, kept)", json.dumps(kept))
    page.goto("/")
    page.evaluate(HARNESS)
    page.locator(DONE).nth(len(texts) - 1).wait_for()
    seen = survey(page)

    assert texts_of(page, ".turn.you p") == list(texts)
    assert texts_of(page, ".menu .link")[1:] == list(texts)
    end(page)
    return seen


def bare_turn(text: str) -> dict[str, Any]:
    lists: dict[str, list[str]] = {
        name: [] for name in ("sentences", "citations", "nearest", "suggestions", "notes")
    }
    return {"question": text, "answer": {"text": text, **lists}}


def kept_turn(text: str) -> dict[str, Any]:
    """Return a turn as a browser may hold it: what the service never sends, too."""
    fields = "id n document_id document_title period slide_number slide_title block_id quote page_url remark"
    source = dict.fromkeys(fields.split(), text)
    answer = dict.fromkeys("id status question text next_step conversation_id generation".split(), text)
    lists = {name: [text] for name in ("unanswered", "suggestions", "notes")}
    sentences = [{"text": text, "citations": [text], "worked": text}]
    more = {"sentences": sentences, "citations": [source], "nearest": [source], "trace": {"summary": [text]}}
    return {"question": text, "answer": answer | lists | more}


def test_a_typed_question_of_payloads_is_shown_as_text(
    chromium: "Browser", site: Site, fake: Speaker
) -> None:
    fake.say(plain(2))
    asked = list(questions(ASKABLE))
    pages = []
    for typed in (asked, plain(len(asked))):
        page = start(chromium, site)
        for question in typed:
            ask(page, question)
        shown = texts_of(page, ".turn.you p")
        assert [in_html(question).strip() for question in typed] == [text.strip() for text in shown]
        pages.append(survey(page))
        end(page)

    check(pages[0], pages[1], site)


UNSHOWABLE: dict[str, dict[str, Any]] = {
    "no-time": {"at": "never", "turns": []},
    "no-turn": {"at": 1, "turns": [None]},
    "no-lists": {"at": 1, "turns": [{"question": "q", "answer": {}}]},
    "template": {
        "at": 1,
        "turns": [{"question": {"_$litType$": 1, "strings": ["<img src=x onerror=pwned=1>"], "values": []}}],
    },
}


@pytest.mark.parametrize("name", UNSHOWABLE)
def test_a_kept_conversation_that_cannot_be_shown_is_passed_over(
    chromium: "Browser", site: Site, fake: Speaker, name: str
) -> None:
    fake.say(plain(2))
    page = start(chromium, site, "/accessibility", bypass_csp=True)
    kept = json.dumps([{"id": "x", "conversation": "c", **UNSHOWABLE[name]}])
    page.evaluate("(kept) => localStorage.setItem(`ssp-assistant:${origin}`, kept)", kept)

    page.goto("/")
    ask(page, "Which?")

    assert page.locator(".turn.you p").all_inner_texts() == ["Which?"]
    end(page)


@POLICIES
def test_a_problem_of_payloads_is_told_as_text(
    chromium: "Browser", site: Site, fake: Speaker, *, bypass_csp: bool
) -> None:
    fake.say(plain(2))
    page = start(chromium, site, bypass_csp=bypass_csp)
    usual = tell_problem(page, "Plain words")

    for batch in in_batches(PAYLOADS, 40):
        detail = "\n".join(batch)
        seen = tell_problem(page, detail)

        assert texts_of(page, ".problem p") == [detail]
        check(seen, usual, site)
    end(page)


def tell_problem(page: "Page", detail: str) -> Seen:
    data = json.dumps({"detail": detail, "title": detail, "status": 503}, ensure_ascii=False)
    body = f"event: error\ndata: {data}\n\n"
    page.route("**/api/ask", lambda route: route.fulfill(body=body, content_type="text/event-stream"))
    page.evaluate("harness.chat.ask('Which?')")
    page.unroute("**/api/ask")
    return survey(page)


def test_no_address_of_a_picture_or_a_page_leads_out_of_the_service(
    chromium: "Browser", site: Site, fake: Speaker
) -> None:
    fake.say(URLS)
    page = start(chromium, site, bypass_csp=True)
    ask(page, "Which?")
    pages = page.evaluate("harness.sources()")["seen"]

    pictures = page.evaluate("(urls) => harness.pictures(urls)", list(URLS))

    assert (pages["links"], pictures["links"]) == ([site.url], [site.url])
    end(page)
    site.errors[:] = [error for error in site.errors if "404" not in error]


# ---- the pages, as they come without a script


def look(page: "Page", paths: Sequence[str], selector: str) -> tuple[Seen, list[str]]:
    found = page.evaluate("([paths, selector]) => harness.pages(paths, selector)", [list(paths), selector])
    return found["seen"], found["shown"]


def repeated(seen: Seen, times: int) -> Seen:
    return seen | {"shapes": {shape: count * times for shape, count in seen["shapes"].items()}}


@pytest.mark.parametrize(("path", "step"), [("/ask", 1), ("/embed", 5)])
def test_a_question_in_an_address_and_its_answer_come_as_text(
    chromium: "Browser", site: Site, fake: Speaker, path: str, step: int
) -> None:
    texts = ASKABLE[::step]
    fake.say(plain(1), repeats=True)
    page = start(chromium, site, "/accessibility")
    usual, _ = look(page, [f"{path}?q=words"], "title")

    seen, shown = look(page, [f"{path}?q={quote(text)}" for text in texts], "title, .turn.you p, .notes li")

    known = [in_html(text) for text in texts]
    assert all(text in title for text, title in zip(known, shown[::3], strict=True))
    assert (shown[1::3], shown[2::3]) == (known, known)
    check(seen, repeated(usual, len(texts)), site)
    end(page)


def test_a_question_that_cannot_be_read_comes_back_as_text(
    chromium: "Browser", site: Site, fake: Speaker
) -> None:
    fake.say(plain(1))
    page = start(chromium, site, "/accessibility")
    paths = [f"/ask?q={quote(text)}" for text in UNREADABLE]

    seen, shown = look(page, paths, "textarea")
    usual, _ = look(page, ["/ask?q=a%07b"], "textarea")

    known = [in_html(text.replace("\x00", "\ufffd")) for text in UNREADABLE]
    assert [one.removeprefix("\n") for one in known] == [one.removeprefix("\n") for one in shown]
    check(seen, repeated(usual, len(UNREADABLE)), site)
    end(page)
    assert all("422" in error for error in site.errors)
    site.errors.clear()


DOCUMENT_PAGES: list[tuple[Callable[[int], list[str]], str]] = [
    (lambda _: ["/documents"], "#list h2"),
    (lambda _: ["/d/d-0"], "article h2"),
    (lambda count: [f"/d/d-{n}/slides/1?c=paragraph" for n in range(count)], "h1"),
]


@pytest.mark.parametrize(("paths", "selector"), DOCUMENT_PAGES, ids=["documents", "reader", "slide"])
def test_documents_of_payloads_are_shown_as_text(
    chromium: "Browser", site: Site, fake: Speaker, paths: Callable[[int], list[str]], selector: str
) -> None:
    page = start(chromium, site, "/accessibility")
    texts = PAYLOADS[::8] if selector == "h1" else PAYLOADS
    results = []
    for said in (texts, plain(len(texts))):
        fake.say(said)
        seen, shown = look(page, paths(len(said)), selector)
        assert shown == [in_html(text) for text in said]
        results.append(seen)

    check(results[0], results[1], site)
    end(page)


def test_a_link_to_a_payload_opens_a_chat_that_shows_it_as_text(
    chromium: "Browser", site: Site, fake: Speaker
) -> None:
    fake.say(plain(1), repeats=True)
    page = start(chromium, site, "/accessibility")
    for path in ("/ask", "/embed"):
        usual = None
        for text in ("Plain words", *ASKABLE[::250]):
            page.goto(f"{path}?q={quote(text)}")
            page.evaluate(HARNESS)
            page.locator(DONE).wait_for()
            usual = usual or survey(page)

            assert texts_of(page, ".turn.you p, .notes li, .next") == [text] * 3
            assert text.split()[0] in page.title()
            check(survey(page), usual, site)
    end(page)


# ---- files

NAMED = """(names) => {
  const blob = new Blob([new Uint8Array(2 ** 20 + 1)]);
  const data = new DataTransfer();
  for (const name of names) data.items.add(new File([blob], name));
  const input = document.getElementById("files");
  input.files = data.files;
  input.dispatchEvent(new Event("change"));
}"""
SENT = ("<img src=x onerror=pwned=1>.txt", "'\"><svg onload=pwned=1>.txt", "${pwned=1}{{7*7}}.txt")


def test_names_of_files_are_shown_as_text(chromium: "Browser", site: Site, fake: Speaker) -> None:
    fake.say(plain(2))
    results = []
    for names in (PAYLOADS, plain(len(PAYLOADS))):
        page = start(chromium, site, "/documents")
        page.evaluate(NAMED, list(names))
        results.append(survey(page))
        assert page.evaluate("harness.texts(document, '#uploads h3')") == list(names)
        end(page)

    check(results[0], results[1], site)


def test_a_file_that_is_read_keeps_its_name_as_text(chromium: "Browser", site: Site, fake: Speaker) -> None:
    fake.say(plain(2))
    results = []
    for names in (SENT, ("a.txt", "b.txt", "c.txt")):
        page = start(chromium, site, "/documents", bypass_csp=True)
        files = [{"name": name, "mimeType": "text/plain", "buffer": b"words"} for name in names]
        page.locator("#files").set_input_files(files)  # type: ignore[arg-type]
        page.locator(".upload[data-state=drafted]").nth(2).wait_for()
        results.append(survey(page))
        end(page)

    check(results[0], results[1], site)


def test_an_export_in_markdown_holds_no_markup_of_a_payload() -> None:
    fake = Speaker()
    fake.say(PAYLOADS[:50])
    with serve_fake(fake) as client:
        for batch in in_batches(PAYLOADS, 50):
            turns = [export_turn(text) for text in batch]
            asked = {"format": "markdown", "title": batch[0][:200], "turns": turns}

            response = client.post("/api/export", json=asked)

            assert response.status_code == 200, response.text
            assert "<" not in response.text
            assert re.findall(r"(?<!\\)[\[`]", response.text) == []


def export_turn(text: str) -> dict[str, Any]:
    source = {"n": 1, "document_id": "d-1", "slide_number": 1, "quote": text, "remark": text}
    return {
        "question": text,
        "answer": {
            "status": "partial",
            "text": text,
            "sentences": [{"text": text, "citations": [1]}],
            "citations": [source | {"document_title": text[:300]}],
            "next_step": text,
            "notes": [text],
        },
    }
