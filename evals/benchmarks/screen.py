"""How soon an answer is on the screen beside its first event on the wire: python -m evals.benchmarks.screen.

The real service over SSP_HOME runs on a free loopback port in a process of its own; a real Chromium
(Debian: apt install chromium) opens its page. Each question is asked twice, in two spellings that no
cache takes for each other, one way just before the other and in turn the other way round:

- on the wire: a `fetch` in that page, from just before it is sent until the first bytes of the event
  stream are read. The service sends its first event once the answer stands.
- on the screen: the question stands in the box of the chat, in a conversation of its own; from the event
  of pressing Enter until the first sentence of the answer is in the chat's document and the frame with it
  has been drawn (a MutationObserver sees it, an animation frame begins, and what it posts comes back
  after that frame). So it holds the wire, the script, and the wait for the next frame of 60 a second.

Prints medians, 95th percentiles and the ratio of the medians; ends with 5 when the screen takes more than
the bar times as long as the wire.
"""

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.cli import Json, run_app
from corpus.errors import SspError
from corpus.records import to_json
from evals.benchmarks.answer import machine_line
from evals.benchmarks.http import COMMAND, SERVICE, serving
from evals.cases import DECK, Question, Split, load_questions, select_questions
from evals.metrics import percentiles

if TYPE_CHECKING:
    from playwright.sync_api import Page

BAR = 2.0
BAR_MISSED = 5
WARM_UP = 5
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")

FIRST_EVENT = """async (question) => {
  const start = performance.now();
  const response = await fetch("/api/ask", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
    body: JSON.stringify({ question, trace: true }),
  });
  if (!response.ok) throw new Error(`the service answered ${response.status}`);
  const reader = response.body.getReader();
  await reader.read();
  const took = performance.now() - start;
  while (!(await reader.read()).done);
  return took;
}"""
WATCH = """() => {
  const chat = document.querySelector("ssp-assistant").shadowRoot;
  let pressed = 0;
  addEventListener("keydown", (event) => (pressed = event.timeStamp), { capture: true, once: true });
  window.painted = new Promise((resolve) => {
    const seen = new MutationObserver(() => {
      if (!chat.querySelector(".turn.assistant .said")) return;
      seen.disconnect();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - pressed);
        port2.postMessage(null);
      });
    });
    seen.observe(chat, { childList: true, subtree: true });
  });
}"""
DONE = '.turn.assistant[data-status]:not([data-status="coming"])'

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


class BrowserMissing(SspError):
    """There is no browser to look with. The message says what to install."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """One question in two spellings, and which way it is asked first."""

    wire: str
    screen: str
    wire_first: bool


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of one question, both ways."""

    first_event_ms: float
    painted_ms: float


@dataclass(frozen=True, slots=True)
class ScreenBenchmark:
    """What was measured; `ratio` is of the medians."""

    questions: int
    first_event_ms: dict[str, float]
    painted_ms: dict[str, float]
    ratio: float
    bar: float
    browser: str
    machine: str


def pair_questions(questions: Sequence[Question], count: int) -> list[Asked]:
    """Return the first `count` answerable questions that need none before them, in two spellings each.

    Both the way asked first and the spelling that each way gets change from one to the next.
    """
    fit = (q.question.rstrip("?.! ") for q in questions if q.answerable and not q.earlier)
    bare = list(islice(dict.fromkeys(fit), count))
    return [_spell(text, at) for at, text in enumerate(bare)]


def _spell(text: str, at: int) -> Asked:
    spellings = (f"{text}?", text) if at % 4 < 2 else (text, f"{text}?")  # noqa: PLR2004 - pairs of turns
    return Asked(*spellings, wire_first=at % 2 == 0)


def make_report(timings: Sequence[Timing], browser: str) -> ScreenBenchmark:
    """Return the medians, the 95th percentiles and the ratio of the medians."""
    wire = percentiles([timing.first_event_ms for timing in timings])
    screen = percentiles([timing.painted_ms for timing in timings])
    ratio = round(screen["p50"] / wire["p50"], 2)
    return ScreenBenchmark(len(timings), wire, screen, ratio, BAR, browser, machine_line())


@app.command()
def main(
    count: Annotated[int, typer.Option("--questions", min=10, max=80, help="How many to ask.")] = 60,
    *,
    json: Json = False,
) -> None:
    """Time answers on the screen beside their first events on the wire, on the index of SSP_HOME."""
    development = select_questions(load_questions(), Split.DEVELOPMENT, collection=DECK)
    asked = pair_questions(development, count + WARM_UP)
    with serving(SERVICE, [*COMMAND, "serve", "--port", "0"]) as service, open_chat(service.url) as page:
        timings = [measure(page, one) for one in asked][WARM_UP:]
        browser = page.context.browser
        report = make_report(timings, f"Chromium {browser.version}" if browser else "Chromium")
    print(to_json(report) if json else as_text(report))
    if report.ratio > BAR:
        raise typer.Exit(BAR_MISSED)


@contextmanager
def open_chat(url: str) -> Iterator["Page"]:
    """Give the service's page in a real Chromium, and close it after.

    Raises:
        BrowserMissing: there is no Chromium, or no Playwright to drive it.
    """
    chromium = shutil.which("chromium")
    if chromium is None:
        raise BrowserMissing("there is no chromium on this machine; on Debian: apt install chromium")
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - of the extra `dev`
    except ImportError as error:
        raise BrowserMissing("playwright is not installed; pip install ssp-assistant[dev]") from error
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page()
        page.goto(url)
        page.get_by_label("Your question").wait_for()
        yield page
        browser.close()


def measure(page: "Page", asked: Asked) -> Timing:
    """Return how long one question takes, on the wire and on the screen."""
    first_event_ms = time_first_event(page, asked.wire) if asked.wire_first else None
    painted_ms = time_painted(page, asked.screen)
    if first_event_ms is None:
        first_event_ms = time_first_event(page, asked.wire)
    return Timing(first_event_ms, painted_ms)


def time_first_event(page: "Page", question: str) -> float:
    """Return the milliseconds from sending a question to its first event."""
    return float(page.evaluate(FIRST_EVENT, question))


def time_painted(page: "Page", question: str) -> float:
    """Return the milliseconds from pressing Enter to the first sentence on the screen."""
    begin = page.get_by_role("button", name="New conversation")
    if begin.count():
        begin.click()
        page.locator(".turn").first.wait_for(state="detached")
    page.get_by_label("Your question").fill(question)
    page.evaluate(WATCH)
    page.keyboard.press("Enter")
    painted = float(page.evaluate("window.painted"))
    page.locator(DONE).wait_for()
    return painted


def as_text(report: ScreenBenchmark) -> str:
    """Return the report, a line a figure."""
    return "\n".join(f"{name}\t{value}" for name, value in asdict(report).items())


if __name__ == "__main__":
    sys.exit(run_app(app, sys.argv[1:], "python -m evals.benchmarks.screen"))
