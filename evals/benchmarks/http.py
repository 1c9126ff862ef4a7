"""How many questions a second the service answers beside a naive one: python -m evals.benchmarks.http.

Two servers on free loopback ports, each in a process of its own: the service itself, and a plain
FastAPI endpoint that encodes each request by itself with sentence-transformers' default settings and
asks Chroma for four windows of 1000 characters. 32 clients in a third process ask a bounded number of
different questions, the two servers in turn, for several rounds; a server rests while the other is
asked. Prints medians over the rounds; ends with 5 when the service is not twice as fast.
"""

import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass
from http import HTTPStatus
from http.client import HTTPConnection
from itertools import product
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Annotated

import typer
from fastapi import Body, FastAPI
from langchain_text_splitters import RecursiveCharacterTextSplitter

from corpus.cli import Json, run_app
from corpus.embedder import Embedder, load_embedder, without_adapter
from corpus.manifest import bundled_corpus, read_manifest
from corpus.model import Chunk, ChunkGrain, SlideRef
from corpus.records import to_json
from corpus.store import ChunkStore
from evals.benchmarks.answer import machine_line
from evals.cases import DECK, load_questions, select_questions

BAR = 2.0
BAR_MISSED = 5
CLIENTS = 32
SEED = 20
ENDINGS = ("?", "", "??", " ?", ".", "...", "?!", "!")
"""The same question ended otherwise is another text, which no cache knows and every check reads alike."""
SERVICE = "service"
NAIVE = "naive"
OURSELVES = (sys.executable, "-m", "evals.benchmarks.http")
COMMAND = (sys.executable, "-c", "from evals.cli import main; main()")

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@dataclass(frozen=True, slots=True)
class Round:
    """One round of one server: `failed` counts answers that were not a 200."""

    server: str
    requests_per_s: float
    p50_ms: float
    p95_ms: float
    failed: int


@dataclass(frozen=True, slots=True)
class ServerResult:
    """Medians over a server's rounds, and its memory at the end."""

    server: str
    requests_per_s: float
    p50_ms: float
    p95_ms: float
    failed: int
    memory_mib: float


@dataclass(frozen=True, slots=True)
class HttpBenchmark:
    """What was measured; `ratio` is of the median requests a second."""

    clients: int
    questions_a_round: int
    rounds: int
    servers: tuple[ServerResult, ...]
    ratio: float
    bar: float
    machine: str


def vary_questions(turn: int, count: int) -> list[str]:
    """Return the different texts of one round: answerable questions, ended otherwise than in other rounds."""
    deck = select_questions(load_questions(), collection=DECK)
    asked = [question.question for question in deck if question.answerable]
    bare = [text.rstrip("?.! ") for text in asked]
    spelt = (*bare, *(text.lower() for text in bare))
    ended = (f"{text}{ending}" for text, ending in product(spelt, ENDINGS))
    different = list(dict.fromkeys(ended))
    random.Random(SEED).shuffle(different)  # noqa: S311 - an order, not a secret
    texts = different[turn * count : (turn + 1) * count]
    if len(texts) < count:
        raise typer.BadParameter(f"{len(different)} different questions are too few for these rounds")
    return texts


def load(url: str, questions: Sequence[str], clients: int) -> Round:
    """Return what many clients measured who ask one question after the other until none is left.

    A client is a thread with one plain connection: a costly one would take the servers' cores.
    """
    waiting = SimpleQueue[str]()
    for question in questions:
        waiting.put(question)
    with ThreadPoolExecutor(clients) as pool:
        start = time.perf_counter()
        asked = [pool.submit(ask_all, url.removeprefix("http://"), waiting) for _ in range(clients)]
        answers = [answer for client in asked for answer in client.result()]
        seconds = time.perf_counter() - start
    quantiles = statistics.quantiles((ms for ms, _ in answers), n=20)
    failed = sum(status != HTTPStatus.OK for _, status in answers)
    return Round("", len(answers) / seconds, quantiles[9], quantiles[18], failed)


def ask_all(address: str, waiting: "SimpleQueue[str]") -> list[tuple[float, int]]:
    """Return (milliseconds, status) of each question that one client asked."""
    answers = []
    with closing(HTTPConnection(address, timeout=60)) as connection, suppress(Empty):
        while True:
            body = json.dumps({"question": waiting.get_nowait()})
            start = time.perf_counter()
            connection.request("POST", "/api/ask", body, {"Content-Type": "application/json"})
            response = connection.getresponse()
            response.read()
            answers.append(((time.perf_counter() - start) * 1000, response.status))
    return answers


@app.command(name="load", hidden=True)
def run_load(url: str, turn: int, count: int, clients: int) -> None:
    """Ask one server one round and print the measures as JSON; the load process."""
    typer.echo(to_json(load(url, vary_questions(turn, count), clients)))


@app.command(name=NAIVE, hidden=True)
def run_naive() -> None:
    """Serve the naive endpoint; the process that is measured against."""
    from assistant.api.server import make_server, open_socket, url_of  # noqa: PLC0415 - this process alone

    with tempfile.TemporaryDirectory() as scratch, open_socket("127.0.0.1", 0) as listening:
        naive = make_naive(Path(scratch), without_adapter(load_embedder(lazy=True)))
        typer.echo(f"Serving on {url_of(listening)}")
        make_server(naive).run(sockets=[listening])


def make_naive(scratch: Path, embedder: Embedder) -> FastAPI:
    """Return a plain threaded endpoint: an encode a request, default settings, four windows from Chroma."""
    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    folder = bundled_corpus()
    texts = {known.id: (folder / "documents" / known.file).read_text() for known in read_manifest(folder)}
    windows = {
        f"{name}-{n}": Chunk(f"{name}-{n}", ChunkGrain.SLIDE, SlideRef(name, 1), (), window)
        for name, text in texts.items()
        for n, window in enumerate(splitter.split_text(text))
    }
    store = ChunkStore.open(scratch / "chroma")
    store.write(tuple(windows.values()), embedder.embed([window.text for window in windows.values()]))
    naive = FastAPI()

    @naive.post("/api/ask")
    def ask(question: Annotated[str, Body(embed=True)]) -> dict[str, list[str]]:
        found = store.search(embedder.embed([question])[0], 4)
        return {"windows": [windows[name].text for name, _ in found]}

    return naive


@app.callback(invoke_without_command=True)
def run(
    context: typer.Context,
    rounds: Annotated[int, typer.Option(min=1, max=50, help="Rounds a server.")] = 5,
    count: Annotated[int, typer.Option(min=32, max=5000, help="Questions a round.")] = 256,
    clients: Annotated[int, typer.Option(min=1, max=256, help="Clients at once.")] = CLIENTS,
    *,
    as_json: Json = False,
) -> None:
    """Measure both servers in alternating rounds, and end with 5 when the bar is missed."""
    if context.invoked_subcommand:
        return
    with (
        serving(SERVICE, [*COMMAND, "serve", "--port", "0"]) as ours,
        serving(NAIVE, [*OURSELVES, NAIVE]) as naive,
    ):
        # The first round of each warms it up and is not counted.
        measured = [
            measure(server, turn, count, clients) for turn in range(rounds + 1) for server in (ours, naive)
        ][2:]
        results = tuple(summarise(server, measured) for server in (ours, naive))
    ratio = round(results[0].requests_per_s / results[1].requests_per_s, 2)
    report = HttpBenchmark(clients, count, rounds, results, ratio, BAR, machine_line())
    print(to_json(report) if as_json else _as_text(report))
    if ratio < BAR:
        raise typer.Exit(BAR_MISSED)


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers."""

    name: str
    url: str
    pid: int


@contextmanager
def serving(name: str, command: Sequence[str]) -> Iterator[Running]:
    """Start a server, give it once it answers, and stop it."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:  # noqa: S603 - our own
        assert process.stdout is not None
        said = process.stdout.readline()
        if not said.startswith("Serving on "):
            raise typer.BadParameter(f"the {name} did not start; try: {' '.join(command)}")
        try:
            yield Running(name, said.split()[-1], process.pid)
        finally:
            process.terminate()
            process.communicate()


def measure(server: Running, turn: int, count: int, clients: int) -> Round:
    """Return one round, asked from a process of its own."""
    command = [*OURSELVES, "load", server.url, str(turn), str(count), str(clients)]
    ended = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own
    return Round(**(json.loads(ended.stdout) | {"server": server.name}))


def summarise(server: Running, rounds: Sequence[Round]) -> ServerResult:
    """Return the medians over a server's rounds, and the memory it holds now."""
    own = [measured for measured in rounds if measured.server == server.name]
    return ServerResult(
        server=server.name,
        requests_per_s=round(statistics.median(measured.requests_per_s for measured in own), 1),
        p50_ms=round(statistics.median(measured.p50_ms for measured in own), 1),
        p95_ms=round(statistics.median(measured.p95_ms for measured in own), 1),
        failed=sum(measured.failed for measured in own),
        memory_mib=memory_mib(server.pid),
    )


def memory_mib(pid: int) -> float:
    """Return the resident memory of a process and its children in MiB, as Linux tells it; 0 elsewhere."""
    home = Path(f"/proc/{pid}")
    if not home.exists():
        return 0.0
    held = re.search(r"VmRSS:\s+(\d+) kB", (home / "status").read_text())
    children = [child for task in home.glob("task/*/children") for child in task.read_text().split()]
    return round(
        (int(held[1]) / 1024 if held else 0.0) + sum(memory_mib(int(child)) for child in children), 1
    )


def _as_text(report: HttpBenchmark) -> str:
    columns = list(asdict(report.servers[0]))
    rows = [[str(value) for value in asdict(result).values()] for result in report.servers]
    lines = ["\t".join(row) for row in (columns, *rows)]
    asked = f"{report.rounds} rounds of {report.questions_a_round} questions, {report.clients} clients"
    return "\n".join([*lines, f"ratio {report.ratio} (bar {report.bar})", asked, report.machine])


if __name__ == "__main__":
    sys.exit(run_app(app, sys.argv[1:], "python -m evals.benchmarks.http"))
