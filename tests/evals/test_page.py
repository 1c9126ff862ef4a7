"""The report of a run: what it holds, and that a browser has nothing to say against it."""

import io
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from corpus.settings import CorpusSettings
from evals.accepted import Baseline
from evals.comparison import Verdict, verdict_of
from evals.page import make_page, write_page
from evals.plots import Series, draw_plot
from evals.run import NAIVE, OURS
from evals.runfiles import find_rows, read_record, read_rows, save_run
from evals.thumbnails import WIDTH, Thumbnail, shrink
from tests.evals.examples import no_answer
from tests.evals.test_report import GOOD, POOR, a_run

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = shutil.which("chromium")


def picture() -> Thumbnail:
    out = io.BytesIO()
    Image.new("RGB", (1600, 900), "white").save(out, "WEBP")
    return shrink(out.getvalue())


def page(folder: Path, baseline: Baseline | None = None) -> str:
    save_run(a_run((POOR, no_answer())), folder)
    rows = {name: read_rows(folder, name) for name in (OURS, NAIVE)}
    return make_page(read_record(folder), rows, {("deck", "d#1"): picture()}, baseline)


def test_a_failure_stands_first_with_what_was_wrong_and_its_slides(tmp_path: Path) -> None:
    text = page(tmp_path)

    assert "1 of 2 questions failed" in text
    assert text.index("it does not say £10,000") < text.index("By collection")
    assert "d#1: has the evidence, and is not cited" in text
    assert 'aria-label="d#1"' in text


def test_what_an_answer_says_is_never_taken_as_markup(tmp_path: Path) -> None:
    text = page(tmp_path)

    assert "&lt;p&gt;Nothing of note.&lt;/p&gt;" in text
    assert "<p>Nothing of note.</p>" not in text


def test_the_page_needs_nothing_beside_itself(tmp_path: Path) -> None:
    text = page(tmp_path)

    assert "<script" not in text
    assert {link[:5] for link in re.findall(r'(?:src|href)="([^"#][^"]*)"', text)} == {"data:"}


def test_a_question_lost_since_the_accepted_run_is_marked(tmp_path: Path) -> None:
    save_run(a_run((GOOD, no_answer())), tmp_path / "before")
    verdicts = {row["id"]: verdict_of(row) for row in read_rows(tmp_path / "before")}

    text = page(tmp_path / "after", Baseline("abc", "2031-05-01", verdicts))

    assert text.count("Lost since the accepted run.") == 1
    assert "revision abc" in text


def test_an_accepted_run_of_other_questions_is_said_to_be_no_comparison(tmp_path: Path) -> None:
    other = {"z": Verdict("x", "fact", "deck", right=True, answered=True)}

    assert "There is no accepted run to compare with" in page(tmp_path, Baseline(None, "", other))


def test_a_run_whose_index_is_gone_has_a_report_without_pictures(tmp_path: Path) -> None:
    save_run(a_run((POOR, no_answer())), tmp_path / "run")

    written = write_page(tmp_path / "run", CorpusSettings(home=tmp_path / "none"), None)

    assert "<image" not in written.read_text(encoding="utf-8")


def test_a_thumbnail_keeps_the_shape_of_its_slide() -> None:
    drawn = picture()

    assert (drawn.width, drawn.height) == (WIDTH, 180)
    assert drawn.source.startswith("data:image/webp;base64,")


def test_a_plot_says_in_words_what_it_shows() -> None:
    drawn = draw_plot("Risk & <more>", "across", "up", [Series("ours", [(0.0, 0.0), (1.0, 0.5)])])

    assert "Risk &amp; &lt;more&gt;. Across: across. Up: up." in drawn
    assert drawn.count("<polyline") == 1


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine (Debian: apt install chromium)")
def test_a_browser_finds_no_barrier_and_asks_nobody_else(tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    verdicts = {row["id"]: verdict_of(row) for row in find_rows(a_run((GOOD, no_answer())))}
    text = page(tmp_path, Baseline("abc", "2031-05-01", verdicts))
    (tmp_path / "report.html").write_text(text, encoding="utf-8")
    asked: list[str] = []

    with playwright.sync_playwright() as running:
        browser: Browser = running.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        context = browser.new_context(bypass_csp=True)  # axe itself is a script, which the page forbids
        shown = context.new_page()
        shown.on("request", lambda request: asked.append(request.url))
        shown.goto((tmp_path / "report.html").as_uri())
        shown.locator("summary").first.click()
        found = axe.Axe().run(shown)
        browser.close()

    assert found.response["violations"] == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
