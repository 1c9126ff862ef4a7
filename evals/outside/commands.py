"""The commands `ssp evals import`, `ssp evals outside` and `ssp evals export`."""
# ruff: noqa: PLC0415 - `ssp --help` must not load torch: heavy parts are imported by the command that needs them

from collections.abc import Callable
from enum import StrEnum
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress, TaskID

from corpus.cli import Json
from corpus.errors import SettingsError

if TYPE_CHECKING:
    from assistant.pipeline import Assistant
    from corpus.settings import CorpusSettings
    from ingest.progress import OnProgress, Step

PLAIN_WIDTH = 150
"""Columns of a table that goes to a file or a pipe."""

FolderArgument = Annotated[
    Path,
    typer.Argument(
        help="Folder of a BEIR set (corpus.jsonl, queries.jsonl, qrels/) or of a page-cited one "
        "(questions.jsonl or .csv, and pages.jsonl or PDFs).",
        show_default=False,
    ),
]
HomeOption = Annotated[
    Path | None, typer.Option("--home", help="Data folder, instead of SSP_HOME.", show_default=False)
]


class Form(StrEnum):
    """What `ssp evals export` writes."""

    BEIR = "beir"
    TREC = "trec"


class Asked(StrEnum):
    """What `ssp evals outside` asks its questions of."""

    ALL = "all"
    DOCUMENT = "document"
    BOTH = "both"


def import_set(folder: FolderArgument, home: HomeOption = None) -> None:
    """Check somebody's question set and make the index its questions are asked of.

    The index is kept in the data folder, under a digest of the set's texts; the corpus that is served is
    left as it is.
    """
    from corpus.embedder import load_embedder
    from evals.outside.index import open_outside
    from evals.outside.reading import read_set

    settings = _settings(home)
    outside = read_set(folder)
    embedder = load_embedder(settings.model_path, threads=settings.ingest_threads)
    with _bar() as bar, open_outside(outside, settings, embedder, _tell(bar)) as index:
        pages = len(index.page_texts())
    unanswerable = sum(not q.answerable for q in outside.questions)
    typer.echo(
        f"{outside.name}: {len(outside.documents)} documents, {pages} pages, {len(outside.questions)} "
        f"questions, {unanswerable} of them unanswerable. Ask them: ssp evals outside {folder}"
    )


def outside(
    folder: FolderArgument,
    scope: Annotated[
        Asked,
        typer.Option(
            "--scope", help="Ask of all documents, of the one each row names, or first one, then other."
        ),
    ] = Asked.ALL,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit", min=1, help="Ask so many of the questions, drawn at random.", show_default=False
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Folder for the figures and replies as JSON.", show_default=False),
    ] = None,
    home: HomeOption = None,
    *,
    json: Json = False,
) -> None:
    """Ask somebody's question set, beside a naive index and BM25 over the same pages.

    Tells how often the right page stands first and in the top five, and how well silence is kept where a
    set has questions that its documents do not answer, each with a 95% interval.
    """
    from corpus.embedder import load_embedder
    from evals.outside.reading import read_set
    from evals.outside.report import as_record, make_table, save_outside
    from evals.outside.running import Scope, run_outside

    settings = _settings(home)
    found = read_set(folder)
    embedder = load_embedder(settings.model_path, threads=settings.ingest_threads)
    scopes = tuple(Scope) if scope is Asked.BOTH else (Scope(scope.value),)
    runs = []
    for one in scopes:
        with _bar() as bar:
            task = bar.add_task("asking", total=None)
            on_asked = _counted(bar, task)
            runs.append(run_outside(found, settings, embedder, one, limit, _tell(bar), on_asked))
    for run in runs:
        if out:
            save_outside(run, out)
        if not json:
            Console(width=None if Console().is_terminal else PLAIN_WIDTH).print(make_table(run))
    if json:
        typer.echo(dumps([as_record(run) for run in runs], indent=2))


def export(
    folder: Annotated[Path, typer.Argument(help="Folder to write, made if need be.", show_default=False)],
    form: Annotated[Form, typer.Option("--format", help="beir or trec.")] = Form.BEIR,
    split: Annotated[str, typer.Option("--split", help="development, test or all.")] = "all",
    collection: Annotated[
        str, typer.Option("--collection", help="deck, or an invented collection.")
    ] = "deck",
    home: HomeOption = None,
) -> None:
    """Write the curated questions of a collection for other tools.

    As a BEIR set: the slides, the questions and the slides that answer them. For TREC's tools: the
    judgements, and the slides that we find for each question.
    """
    from corpus.embedder import load_embedder
    from evals.cases import Split, load_questions, select_questions
    from evals.indexes import open_ground
    from evals.outside.exporting import write_beir, write_trec
    from evals.run import ask_assistant

    if split not in {"all", *Split}:
        raise SettingsError(f"--split {split}: take one of all, {', '.join(Split)}")
    which = None if split == "all" else Split(split)
    questions = select_questions(load_questions(), which, collection=collection)
    if not questions:
        raise SettingsError(f"there is no question of split {split} and collection {collection}")
    settings = _settings(home)
    embedder = load_embedder(settings.model_path, threads=1)
    with open_ground(collection, settings, embedder) as ground:
        if form is Form.BEIR:
            write_beir(folder, questions, _slides(ground.assistant))
        else:
            write_trec(
                folder, questions, {q.id: ask_assistant(ground.assistant, q).ranked for q in questions}
            )
    typer.echo(f"{folder}: {len(questions)} questions written as {form}", err=True)


def add_commands(app: typer.Typer) -> None:
    """Put the three commands into `ssp evals`."""
    app.command("import")(import_set)
    app.command()(outside)
    app.command()(export)


def _settings(home: Path | None) -> "CorpusSettings":
    from corpus.settings import CorpusSettings, read_settings

    settings = read_settings(CorpusSettings)
    return settings.model_copy(update={"home": home}) if home else settings


def _slides(assistant: "Assistant") -> dict[str, tuple[str, str]]:
    from evals.cases import slide_key

    return {
        slide_key(document.id, slide.ref.number): (slide.title, slide.text)
        for document in assistant.documents
        for slide in assistant.slides(document.id)
    }


def _bar() -> Progress:
    return Progress(console=Console(stderr=True), transient=True)


def _counted(bar: Progress, task: TaskID) -> Callable[[int, int], None]:
    return lambda done, total: bar.update(task, completed=done, total=total)


def _tell(bar: Progress) -> "OnProgress":
    tasks: dict[str, TaskID] = {}

    def tell(step: "Step", done: int, total: int, *_: str) -> None:
        if step not in tasks:
            tasks[step] = bar.add_task(str(step), total=total)
        bar.update(tasks[step], completed=done, total=total)

    return tell
