"""Kill ingests and look at what they leave. Run as `python -m tests.ingest.killing FOLDER RANDOM_KILLS`.

Every trial ingests a corpus never seen before into one data folder, is killed with SIGKILL, and is
followed, in fresh processes, by a look at what is served and by an ingest left alone. Trials fork
from this process, which has imported everything and opened nothing, so that each is cheap.
One JSON object a trial goes to stdout.
"""

import gc
import json
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path

from corpus.generation import open_generation
from ingest.check import check_generation
from ingest.pipeline import ingest_corpus
from ingest.progress import Step
from tests.fakes import FakeEmbedder, write_corpus

EMBEDDER = FakeEmbedder()


def corpus_of(folder: Path, trial: int) -> Path:
    texts = [f"Work in the year {year} for trial {trial}" for year in range(2010, 2020)]
    return write_corpus(folder / f"corpus-{trial}", review="\n\n\n".join(texts), plan=f"Plan {trial}")


def ingest_alone(home: Path, corpus: Path) -> None:
    ingest_corpus(home, EMBEDDER, bundled=corpus, check=check_generation)


def ingest_to_the_kill(home: Path, corpus: Path, event: int, told: int) -> None:
    """Ingest, and die at the given event, its step written to the pipe `told` first."""
    seen = 0

    def count(step: Step, _done: int, _total: int, _what: str = "") -> None:
        nonlocal seen
        seen += 1
        if seen == event:
            os.write(told, step.name.encode())
            os.kill(os.getpid(), signal.SIGKILL)

    ingest_corpus(home, EMBEDDER, count, bundled=corpus, check=check_generation)


def serve(home: Path, trial: int) -> None:
    """Open what is served, find every chunk, and see that it is of one trial, this one or the last."""
    with open_generation(home, model_sha256=EMBEDDER.model_sha256) as generation:
        assert not generation.notes, generation.notes
        found = [generation.store.search(vector, 1)[0][0] for vector in generation.vectors]
        assert found == [chunk.id for chunk in generation.chunks]
        images = [slide.image for slide in generation.slides.values()]
        assert all(image and generation.read_image(image) for image in images), images
        assert all(generation.places_of(slide.ref) for slide in generation.slides.values())
        text = " ".join(chunk.text for chunk in generation.chunks)
        told = {
            int(number)
            for word, number in zip(text.split(), text.split()[1:], strict=False)
            if word == "trial"
        }
        assert len(told) == 1, told
        assert told <= {trial, trial - 1}, (told, trial)


def serve_new(home: Path, trial: int) -> None:
    serve(home, trial)
    names = [path.name for path in (home / "generations").iterdir()]
    assert len(names) <= 2, names
    assert not [name for name in names if name.startswith(".")], names


def fork(task: Callable[[], None]) -> int:
    child = os.fork()
    if child:
        return child
    try:
        task()
    except BaseException:  # noqa: BLE001 - told on stderr, and by the exit code
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def run(task: Callable[[], None]) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(fork(task), 0)[1])


def kill_at_event(home: Path, corpus: Path, event: int) -> tuple[bool, str]:
    reading, writing = os.pipe()
    killed = run(partial(ingest_to_the_kill, home, corpus, event, writing)) == -signal.SIGKILL
    os.close(writing)
    step = os.read(reading, 100).decode()
    os.close(reading)
    return killed, step


def kill_after(home: Path, corpus: Path, delay_s: float) -> tuple[bool, str]:
    child = fork(partial(ingest_alone, home, corpus))
    time.sleep(delay_s)
    os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL, f"{delay_s:.3f} s"


def main(folder: Path, random_kills: int) -> None:
    home, trial, event = folder / "home", 0, 0
    started = time.monotonic()
    assert run(partial(ingest_alone, home, corpus_of(folder, 0))) == 0
    undisturbed_s = time.monotonic() - started
    moments = random.Random(20)  # noqa: S311 - moments to kill at
    killed = True
    gc.disable()
    while killed or random_kills:
        trial += 1
        corpus = corpus_of(folder, trial)
        if killed:
            event += 1
            killed, at = kill_at_event(home, corpus, event)
            was_killed = killed
        else:
            random_kills -= 1
            was_killed, at = kill_after(home, corpus, moments.uniform(0, undisturbed_s))
        served = run(partial(serve, home, trial))
        again = run(partial(ingest_alone, home, corpus)) or run(partial(serve_new, home, trial))
        print(json.dumps({"killed": was_killed, "at": at, "served": served, "again": again}), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
