"""How long a whole answer takes beside the bare encoding of its question: python -m evals.benchmarks.answer.

Warm, in process, one torch thread. Every question is asked once, in shuffled order, its bare encoding
timed just before or just after it in turn, so that no cache and no quiet moment favours either side.
With --slides the index is one of so many made-up slides, in memory.
Ends with 5 when the median answer takes more than the bar times the median encoding.
"""

import platform
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice, product
from os import cpu_count
from typing import Annotated

import typer

from assistant.bootstrap import QUERY_THREADS, load_assistant
from assistant.model import Turn
from assistant.pipeline import Assistant
from corpus.cli import Json, run_app
from corpus.embedder import Embedder, MiniLM, load_question_embedder
from corpus.records import to_json
from corpus.settings import CorpusSettings, read_settings
from corpus.terms import split_words
from evals.benchmarks.synthetic import make_up
from evals.cases import DECK, Question, QuestionKind, load_questions, select_questions
from evals.metrics import percentiles

BAR, BAR_SMALL, BAR_LARGE = 3.0, 4.0, 8.0
"""How many times its bare encoding an answer may take: over the documents served, over made-up slides,
and over more than `SMALL` of these."""
SMALL = 1_000
BAR_MISSED = 5
SEED = 20
WARM_UP = 20
SHORTEST = 4
"""Letters of the shortest word that made-up slides are written in."""
FRAMES = ("{}", "{}?", "{}!")
"""The same question ended otherwise is another text, which no cache knows."""

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@dataclass(frozen=True, slots=True)
class Timing:
    """One question: milliseconds for its whole answer and for its bare encoding."""

    answer_ms: float
    encode_ms: float


@dataclass(frozen=True, slots=True)
class AnswerBenchmark:
    """What was measured; `ratio` is of the medians. Questions `refused_early` were not encoded nor timed."""

    questions: int
    refused_early: int
    answer_ms: dict[str, float]
    encode_ms: dict[str, float]
    ratio: float
    bar: float
    peak_memory_mib: float
    machine: str


def measure(
    assistant: Assistant,
    encode: Callable[[str], object],
    asked: Sequence[tuple[str, tuple[Turn, ...]]],
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[list[Timing], int]:
    """Return one timing a question that went the whole way, and how many did not."""
    timings, refused = [], 0
    for position, (question, earlier) in enumerate(asked):
        encode_ms = _ms(encode, question, clock) if position % 2 else 0.0
        start = clock()
        answer = assistant.ask(question, earlier)
        answer_ms = (clock() - start) * 1000
        if "encode" not in answer.timings_ms:
            refused += 1
            continue
        timings.append(Timing(answer_ms, encode_ms or _ms(encode, question, clock)))
    return timings, refused


def pick_questions(questions: Sequence[Question], count: int) -> list[tuple[str, tuple[Turn, ...]]]:
    """Return `count` different questions in an order that is shuffled and always the same."""
    able = [q for q in questions if q.kind not in {QuestionKind.ATTACK, QuestionKind.OFF_TOPIC}]
    picked = list(islice(_framed(able), count))
    random.Random(SEED).shuffle(picked)  # noqa: S311 - an order, no secret
    return picked


@app.command()
def main(
    count: Annotated[int, typer.Option("--questions", min=20, max=500, help="How many to ask.")] = 300,
    slides: Annotated[
        int | None,
        typer.Option("--slides", min=10, max=200_000, help="Ask so many made-up slides.", show_default=False),
    ] = None,
    *,
    json: Json = False,
) -> None:
    """Time whole answers beside bare encodings on the index of SSP_HOME."""
    settings = read_settings(CorpusSettings)
    embedder = load_question_embedder(settings.model_path, threads=QUERY_THREADS)
    asked = pick_questions(select_questions(load_questions(), collection=DECK), count)
    questions = [text for text, _ in asked]
    if slides:
        assistant = open_made_up(slides, embedder, questions, find_whole_words(embedder))
    else:
        assistant = load_assistant(settings)
    for text, _ in asked[:WARM_UP]:
        assistant.ask(f"First of all, {text}")
        embedder.embed([text])
    timings, refused = measure(assistant, lambda text: embedder.embed([text]), asked)
    report = _report(timings, refused, find_bar(slides))
    print(to_json(report) if json else _as_text(report))
    if report.ratio > report.bar:
        raise typer.Exit(BAR_MISSED)


def open_made_up(
    slides: int, embedder: Embedder, questions: Sequence[str], vocabulary: Sequence[str] = ()
) -> Assistant:
    """Return an assistant over so many made-up slides that use the questions' words."""
    seeds = [word.lower() for text in questions for word in split_words(text) if word.isalpha()]
    return Assistant(make_up(slides, embedder.dimension, seeds, vocabulary), embedder.embed)


def find_whole_words(embedder: MiniLM) -> list[str]:
    """Return the words that the model reads as one token, as most words of real slides are."""
    return [
        word
        for word in embedder.load().tokenizer.get_vocab()
        if word.isalpha() and word.isascii() and len(word) >= SHORTEST
    ]


def find_bar(slides: int | None) -> float:
    """Return how many times its bare encoding an answer may take over so many slides."""
    if slides is None:
        return BAR
    return BAR_SMALL if slides <= SMALL else BAR_LARGE


def machine_line() -> str:
    """Return what the measurement ran on, in one line."""
    system = f"{platform.system()} {platform.machine()}"
    return f"{system}, {cpu_count()} cores, Python {platform.python_version()}"


def _framed(questions: Sequence[Question]) -> Iterator[tuple[str, tuple[Turn, ...]]]:
    for frame, q in product(FRAMES, questions):
        yield frame.format(q.question), tuple(Turn(question=earlier) for earlier in q.earlier)


def _ms(run: Callable[[str], object], text: str, clock: Callable[[], float]) -> float:
    start = clock()
    run(text)
    return (clock() - start) * 1000


def _report(timings: Sequence[Timing], refused: int, bar: float) -> AnswerBenchmark:
    answer = percentiles([timing.answer_ms for timing in timings])
    encode = percentiles([timing.encode_ms for timing in timings])
    return AnswerBenchmark(
        questions=len(timings),
        refused_early=refused,
        answer_ms=answer,
        encode_ms=encode,
        ratio=round(answer["p50"] / encode["p50"], 2),
        bar=bar,
        peak_memory_mib=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        machine=machine_line(),
    )


def _as_text(report: AnswerBenchmark) -> str:
    return "\n".join(f"{name}\t{value}" for name, value in asdict(report).items())


if __name__ == "__main__":
    sys.exit(run_app(app, sys.argv[1:], "python -m evals.benchmarks.answer"))
