"""The command `ssp ingest`, also run as `python -m ingest`."""

import sys
from collections.abc import Mapping
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from corpus.cli import Json, print_table
from ingest.options import (
    Area,
    Audience,
    Kind,
    Period,
    PresentedOn,
    PresentedTo,
    Publisher,
    Title,
    set_fields,
)

if TYPE_CHECKING:
    from corpus.settings import CorpusSettings
    from ingest.additions import Additions
    from ingest.model import IngestReport
    from ingest.preview import Preview

SOME_FILES_FAILED = 4


class ProgressAs(StrEnum):
    """How progress is told on stderr."""

    AUTO = "auto"
    JSON = "json"


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
DraftOnly = Annotated[bool, typer.Option("--draft", help="Show one file's drafted entry; change nothing.")]
Entry = Annotated[
    str | None, typer.Option("--entry", help="One file's confirmed entry, as JSON.", show_default=False)
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Take a drafted entry without asking.")]
ProgressOption = Annotated[
    ProgressAs, typer.Option("--progress", help="json: one JSON line a piece, on stderr.")
]


def ingest(
    paths: Paths = None,
    *,
    rebuild: Rebuild = False,
    bundled: Bundled = None,
    draft: DraftOnly = False,
    entry: Entry = None,
    yes: Yes = False,
    title: Title = None,
    period: Period = None,
    kind: Kind = None,
    area: Area = None,
    publisher: Publisher = None,
    audience: Audience = None,
    presented_on: PresentedOn = None,
    presented_to: PresentedTo = None,
    progress: ProgressOption = ProgressAs.AUTO,
    json: Json = False,
) -> None:
    """Read the documents and publish an index of them.

    An ingest that fails or is broken off leaves the index that was there.

    Added files are copied into the data folder, each with a drafted entry in
    its manifest.toml. At a terminal the entry of a single file is shown first,
    for you to confirm or correct.

    Ends with 4 when some files could not be read or are held back; the others
    are indexed.
    """
    from corpus.settings import CorpusSettings, read_settings

    settings = read_settings(CorpusSettings)
    fields = set_fields(
        title=title,
        period=period,
        kind=kind,
        area=area,
        publisher=publisher,
        audience=audience,
        presented_on=presented_on,
        presented_to=presented_to,
    )
    files = tuple(paths or ())
    if draft or entry is not None or fields:
        _require_one_file(files)
    if draft:
        _show_draft(settings, files[0], fields, json=json)
        return
    additions = _find_additions(settings, files, bundled, entry, fields, ask=not (yes or json))
    bring_up_to_date(settings, additions, rebuild=rebuild, json=json, progress=progress)


def bring_up_to_date(
    settings: "CorpusSettings",
    additions: "Additions | None" = None,
    *,
    rebuild: bool = False,
    json: bool = False,
    progress: ProgressAs = ProgressAs.AUTO,
) -> None:
    """Ingest, print the report, and end with 4 when some documents are rejected or held back."""
    from corpus.embedder import load_embedder
    from corpus.programs import find_office
    from corpus.records import to_json
    from ingest.model import Outcome
    from ingest.pipeline import ingest_corpus
    from ingest.progress import open_progress

    embedder = load_embedder(settings.model_path, settings.ingest_threads, lazy=True)
    console = Console(stderr=True)
    with open_progress(console, as_json=progress is ProgressAs.JSON) as told:
        report = ingest_corpus(
            settings.home,
            embedder,
            told,
            additions=additions,
            rebuild=rebuild,
            office=find_office(settings.office),
            ocr=settings.ocr,
        )
    if json:
        typer.echo(to_json(report))
    else:
        print_report(console, report)
    if any(document.outcome in {Outcome.REJECTED, Outcome.HELD} for document in report.documents):
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


def _require_one_file(files: tuple[Path, ...]) -> None:
    if len(files) != 1 or not files[0].is_file():
        raise typer.BadParameter("--draft, --entry and the options of an entry go with exactly one file")


def _find_additions(
    settings: "CorpusSettings",
    files: tuple[Path, ...],
    bundled: bool | None,
    entry: str | None,
    fields: Mapping[str, Any],
    *,
    ask: bool,
) -> "Additions | None":
    """Return what to add: with the confirmed entry, the one a person confirms now, or the drafted ones."""
    from corpus.entries import read_entry
    from ingest.additions import Additions
    from ingest.confirming import confirm_entry

    if entry is not None:
        fields = {**read_entry(entry), **fields}
    elif ask and len(files) == 1 and files[0].is_file() and sys.stdin.isatty():
        confirmed = confirm_entry(Console(stderr=True), _preview(settings, files[0], fields))
        if confirmed is None:
            raise typer.Exit(SOME_FILES_FAILED)
        fields = confirmed
    return Additions(files, bundled, fields) if files or bundled is not None else None


def _preview(settings: "CorpusSettings", path: Path, fields: Mapping[str, Any]) -> "Preview":
    from corpus.manifest import bundled_corpus
    from corpus.sources import find_publishers
    from ingest.preview import preview_file
    from ingest.reading import read_cover
    from ingest.seeing import open_eyes

    publishers = find_publishers(settings.home, bundled_corpus())
    read = partial(read_cover, eyes=open_eyes(settings.ocr))
    return preview_file(path, settings.home, read, publishers, fields)


def _show_draft(settings: "CorpusSettings", path: Path, fields: Mapping[str, Any], *, json: bool) -> None:
    from corpus.records import to_json
    from ingest.confirming import print_preview
    from ingest.preview import Readiness

    preview = _preview(settings, path, fields)
    if json:
        typer.echo(to_json(preview))
    else:
        print_preview(Console(), preview)
    if preview.outcome is not Readiness.READY:
        raise typer.Exit(SOME_FILES_FAILED)


def _last_line(report: "IngestReport") -> str:
    if report.published:
        return f"Published generation {report.generation} in {report.seconds:.1f} s."
    if any(document.slides for document in report.documents):
        return f"Nothing has changed: generation {report.generation} is served as before."
    served = (
        f"generation {report.generation} is served as before" if report.generation else "there is no index"
    )
    reason = "No document could be indexed" if report.documents else "No document is left to answer from"
    return f"{reason}: {served}."
