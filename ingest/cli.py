"""The command `ssp ingest`, also run as `python -m ingest`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from corpus.cli import Json, print_table

if TYPE_CHECKING:
    from ingest.model import IngestReport

SOME_FILES_FAILED = 4

Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        help="Files or folders to add to your data folder first; none brings the index up to date.",
        exists=True,
        show_default=False,
    ),
]
Rebuild = Annotated[bool, typer.Option("--rebuild", help="Build the index anew even if nothing has changed.")]
Bundled = Annotated[
    bool | None,
    typer.Option(
        "--with-bundled/--without-bundled",
        help="Keep or leave out the documents that come with the program; remembered.",
        show_default=False,
    ),
]


def ingest(
    paths: Paths = None, *, rebuild: Rebuild = False, bundled: Bundled = None, json: Json = False
) -> None:
    """Read the documents and publish an index of them.

    An ingest that fails or is broken off leaves the index that was there.

    Added files are copied into the data folder, each with a drafted entry in
    its manifest.toml for you to correct.

    Ends with 4 when some files could not be read; the others are indexed.
    """
    from corpus.embedder import load_embedder
    from corpus.records import to_json
    from corpus.settings import CorpusSettings, read_settings
    from ingest.additions import Additions
    from ingest.model import Outcome
    from ingest.pipeline import ingest_corpus
    from ingest.progress import open_progress

    settings = read_settings(CorpusSettings)
    additions = Additions(tuple(paths or ()), bundled) if paths or bundled is not None else None
    embedder = load_embedder(settings.model_path, settings.ingest_threads, lazy=True)
    console = Console(stderr=True)
    with open_progress(console) as progress:
        report = ingest_corpus(
            settings.home, embedder, progress, additions=additions, rebuild=rebuild, ocr=settings.ocr
        )
    if json:
        typer.echo(to_json(report))
    else:
        print_report(console, report)
    if any(document.outcome is Outcome.REJECTED for document in report.documents):
        raise typer.Exit(SOME_FILES_FAILED)


def print_report(console: Console, report: "IngestReport") -> None:
    """Print the summary: one row a document, and whether the index is a new one."""
    columns = ("document", "outcome", "slides", "blocks", "chunks", "embedded", "detail")
    rows = [
        (d.document_id, d.outcome, str(d.slides), str(d.blocks), str(d.chunks), str(d.embedded), d.detail)
        for d in report.documents
    ]
    print_table(console, columns, rows)
    console.print(_last_line(report), highlight=False, soft_wrap=True)


def _last_line(report: "IngestReport") -> str:
    if report.published:
        return f"Published generation {report.generation} in {report.seconds:.1f} s."
    if any(document.slides for document in report.documents):
        return f"Nothing has changed: generation {report.generation} is served as before."
    served = (
        f"generation {report.generation} is served as before" if report.generation else "there is no index"
    )
    return f"No document could be read: {served}."
