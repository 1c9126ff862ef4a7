"""What an ingest tells while it works: bars on a terminal, plain lines elsewhere."""

from enum import StrEnum
from json import dumps
from types import TracebackType
from typing import IO, Protocol, Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn


class Step(StrEnum):
    """The steps of an ingest, in their order, by the words a user reads."""

    READ = "Reading and cutting documents"
    DRAW = "Drawing slides"
    EMBED = "Embedding"
    RECORD = "Writing records"
    RANK = "Indexing words"
    STORE = "Filling Chroma"
    SEAL = "Sealing the generation"
    CHECK = "Checking it in a process of its own"
    SYNC = "Bringing it to disk"
    NAME = "Naming it"
    PUBLISH = "Publishing it"
    SWEEP = "Sweeping older generations"


class OnProgress(Protocol):
    """Called as a step goes on; `done` of `total` pieces, of which the last was `what`."""

    def __call__(self, step: Step, done: int, total: int, what: str = "", /) -> None:
        """Take note."""


def no_progress(step: Step, done: int, total: int, what: str = "") -> None:
    """Take no note."""


class ProgressLines:
    """One plain line when a step ends, for logs and pipes."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stream.flush()

    def __call__(self, step: Step, done: int, total: int, what: str = "") -> None:  # noqa: ARG002 - a line has no room for it
        """Write the line once the step has all its pieces."""
        if done >= total:
            pieces = f" ({total})" if total > 1 else ""
            print(f"{step}{pieces}", file=self._stream, flush=True)


class ProgressJson:
    """One line of JSON a piece, for a program that shows its own bars."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stream.flush()

    def __call__(self, step: Step, done: int, total: int, what: str = "") -> None:
        """Write the line."""
        line = {"step": step.name.lower(), "done": done, "total": total, "what": what}
        print(dumps(line), file=self._stream, flush=True)


class ProgressBars:
    """One bar a step, for a terminal."""

    def __init__(self, console: Console) -> None:
        self._bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[what]}"),
            console=console,
        )
        self._tasks: dict[Step, TaskID] = {}

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def __call__(self, step: Step, done: int, total: int, what: str = "") -> None:
        """Move the step's bar."""
        if step not in self._tasks:
            self._tasks[step] = self._bars.add_task(str(step), total=total, what="")
        shown = "" if done >= total else what
        self._bars.update(self._tasks[step], completed=done, total=total, what=shown)


def open_progress(console: Console, *, as_json: bool = False) -> ProgressLines | ProgressBars | ProgressJson:
    """Return JSON lines when asked for, else bars when the console is a terminal, else plain lines."""
    if as_json:
        return ProgressJson(console.file)
    return ProgressBars(console) if console.is_terminal else ProgressLines(console.file)
