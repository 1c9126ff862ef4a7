"""How fast documents are read, drawn and embedded beside a naive reading: python -m evals.benchmarks.reading.

Each stage runs in a process of its own, the stages in turn, for several rounds: pages a second and
the peak of memory. Reading and drawing use one processor, and are timed by it and by the clock, which
counts what else the machine does too; embedding uses all, so its time is the clock's. The baseline of a
PDF is what LangChain's PyPDFLoader does, pypdf's text page by page, and a picture of each page by pdfium;
so it neither finds tables nor places nor titles. Ends with 5 when our reading takes longer than the
baseline by either time, or embedding is not most of the whole.
"""

import io
import json as jsonlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Annotated

import pypdf
import pypdfium2
import typer

from corpus.cli import Json, run_app
from corpus.embedder import load_embedder
from corpus.model import Document, DocumentKind
from corpus.records import to_json
from corpus.settings import CorpusSettings, read_settings
from evals.benchmarks.answer import machine_line
from evals.benchmarks.reading_files import make_deck, make_pdf
from ingest.chunks import find_chunks
from ingest.model import Reading
from ingest.readers import find_reader
from ingest.renders.pages import draw_pages

BAR = 1.0
BAR_MISSED = 5
WIDTH = 1600
SAMPLE = 256
"""Chunks that are embedded; the time of all follows from theirs."""

PDF, DECK = "invented.pdf", "invented.pptx"
OURSELVES = (sys.executable, "-m", "evals.benchmarks.reading", "stage")
DOCUMENT = Document(
    "invented", "Invented review", DocumentKind.REVIEW, "2031", "Invented", "Invented", "", PDF, ""
)

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@dataclass(frozen=True, slots=True)
class Stage:
    """What one process did: its processor's `seconds` for `pages`, the clock's, and its peak of memory."""

    pages: int
    seconds: float
    clock_s: float
    peak_mib: float


@dataclass(frozen=True, slots=True)
class Speed:
    """A stage's medians over the rounds."""

    pages_per_s: float
    pages_per_clock_s: float
    peak_mib: float


@dataclass(frozen=True, slots=True)
class ReadingBenchmark:
    """What was measured; `embed_share` is the part of embedding in our whole.

    `ratio` is our reading's processor time beside the baseline's, `clock_ratio` the same by the clock.
    """

    stages: dict[str, Speed]
    ratio: float
    clock_ratio: float
    bar: float
    embed_share: float
    machine: str


def read_file(path: Path) -> Reading:
    """Return our reading of a file."""
    document, source = replace(DOCUMENT, file=path.name), path.read_bytes()
    return find_reader(document, source).read(document, source)


def run_baseline(path: Path) -> int:
    """Take the text of each page as PyPDFLoader does, and draw each page."""
    source = path.read_bytes()
    texts = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(source)).pages]
    with pypdfium2.PdfDocument(source) as document:
        for page in document:
            page.render(scale=WIDTH / page.get_width()).to_pil()
    return len(texts)


def run_read(path: Path) -> int:
    """Read a file."""
    return len(read_file(path).slides)


def run_draw(path: Path) -> int:
    """Draw every page as an ingest does; return how many there are."""
    source = path.read_bytes()
    with pypdfium2.PdfDocument(source) as document:
        pages = len(document)
    return sum(1 for _ in draw_pages(source, 1, pages))


def time_stage(run: Callable[[Path], int], path: Path) -> Stage:
    """Return what a stage takes in this process."""
    clock, start = time.perf_counter(), time.process_time()
    pages = run(path)
    return Stage(pages, time.process_time() - start, time.perf_counter() - clock, _peak())


def time_embedding(path: Path) -> Stage:
    """Return what embedding takes: a sample of the chunks, for its share of the pages."""
    embedder = load_embedder(read_settings(CorpusSettings).model_path)
    reading = read_file(path)
    texts = [chunk.text for chunk in find_chunks(reading, embedder)]
    sample = texts[:: max(1, len(texts) // SAMPLE)]
    start = time.perf_counter()
    embedder.embed(sample)
    seconds = (time.perf_counter() - start) * len(texts) / len(sample)
    return Stage(len(reading.slides), seconds, seconds, _peak())


STAGES: dict[str, tuple[Callable[[Path], Stage], str]] = {
    "pypdf_text_and_pdfium_page": (lambda path: time_stage(run_baseline, path), PDF),
    "read_pdf": (lambda path: time_stage(run_read, path), PDF),
    "draw_pdf": (lambda path: time_stage(run_draw, path), PDF),
    "embed_pdf": (time_embedding, PDF),
    "read_deck": (lambda path: time_stage(run_read, path), DECK),
    "embed_deck": (time_embedding, DECK),
}
BASELINE, READ = "pypdf_text_and_pdfium_page", "read_pdf"


@app.command("stage", hidden=True)
def run_stage(name: str, folder: Path) -> None:
    """Run one stage and print what it took."""
    measure, file = STAGES[name]
    print(jsonlib.dumps(asdict(measure(folder / file))))


@app.command("run")
def main(
    pages: Annotated[int, typer.Option(min=8, max=2000, help="Pages of the PDF.")] = 200,
    slides: Annotated[int, typer.Option(min=8, max=2000, help="Slides of the deck.")] = 100,
    rounds: Annotated[int, typer.Option(min=1, max=20, help="How often each stage runs.")] = 3,
    *,
    json: Json = False,
) -> None:
    """Time each stage in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / PDF).write_bytes(make_pdf(pages))
        (Path(folder) / DECK).write_bytes(make_deck(slides))
        taken = [{name: _start(name, folder) for name in STAGES} for _ in range(rounds)]
    report = make_report(taken)
    print(to_json(report) if json else as_text(report))
    if max(report.ratio, report.clock_ratio) > BAR or report.embed_share <= 0.5:  # noqa: PLR2004  most of the whole
        raise typer.Exit(BAR_MISSED)


def make_report(rounds: list[dict[str, Stage]]) -> ReadingBenchmark:
    """Return the medians of the rounds; the ratios are the medians of each round's own."""
    stages = {name: _summarize([one[name] for one in rounds]) for name in rounds[0]}
    ratio = statistics.median(one[READ].seconds / one[BASELINE].seconds for one in rounds)
    clock_ratio = statistics.median(one[READ].clock_s / one[BASELINE].clock_s for one in rounds)
    share = statistics.median(
        one["embed_pdf"].seconds / sum(one[name].seconds for name in (READ, "draw_pdf", "embed_pdf"))
        for one in rounds
    )
    return ReadingBenchmark(
        stages, round(ratio, 2), round(clock_ratio, 2), BAR, round(share, 2), machine_line()
    )


def _summarize(rounds: list[Stage]) -> Speed:
    return Speed(
        round(statistics.median(one.pages / one.seconds for one in rounds), 1),
        round(statistics.median(one.pages / one.clock_s for one in rounds), 1),
        round(statistics.median(one.peak_mib for one in rounds), 1),
    )


def as_text(report: ReadingBenchmark) -> str:
    """Return a line a stage, then the ratios."""
    lines = [
        f"{name}\t{one.pages_per_s} pages/s\t{one.pages_per_clock_s} by the clock\t{one.peak_mib} MiB"
        for name, one in report.stages.items()
    ]
    rest = {name: value for name, value in asdict(report).items() if name != "stages"}
    return "\n".join([*lines, *(f"{name}\t{value}" for name, value in rest.items())])


def _start(name: str, folder: str) -> Stage:
    done = subprocess.run([*OURSELVES, name, folder], capture_output=True, check=True, text=True)  # noqa: S603
    return Stage(**jsonlib.loads(done.stdout.splitlines()[-1]))


def _peak() -> float:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


if __name__ == "__main__":
    asked = sys.argv[1:] if sys.argv[1:2] == ["stage"] else ["run", *sys.argv[1:]]
    sys.exit(run_app(app, asked, "python -m evals.benchmarks.reading"))
