"""The commands `ssp documents` and `ssp doctor`, and what every command of ours ends with."""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from corpus.errors import SspError

Json = Annotated[bool, typer.Option("--json", help="Print JSON on stdout instead.")]


def run_app(app: typer.Typer, arguments: Sequence[str], name: str) -> int:
    """Run a command line and return its exit code; an error of ours is one message on stderr.

    0 done, 1 failure, 2 wrong usage, 3 no answer found, 4 some files failed, 5 an evaluation
    gate failed, 6 no usable index, 130 interrupted.
    """
    try:
        app(args=list(arguments), prog_name=name)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    except SspError as error:
        print(f"Error: {error}", file=sys.stderr)  # noqa: T201 - this is the output
        return error.exit_code
    return 0


def print_table(console: Console, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table on a terminal; elsewhere one tab-separated line a row, below the column names."""
    if not console.is_terminal:
        for row in (columns, *rows):
            print("\t".join(" ".join(cell.split()) for cell in row), file=console.file)
        return
    table = Table(*columns)
    for row in rows:
        table.add_row(*row)
    console.print(table)


def documents(*, json: Json = False) -> None:
    """List the documents, those that answers come from first."""
    from corpus.listing import list_documents
    from corpus.records import list_to_json
    from corpus.settings import CorpusSettings, read_settings

    listed = list_documents(read_settings(CorpusSettings).home)
    if json:
        typer.echo(list_to_json(listed))
        return
    columns = ("id", "title", "kind", "period", "slides", "blocks", "status", "detail")
    rows = [
        (d.id, d.title, d.kind, d.period, str(one.slides), str(one.blocks), one.status, one.detail)
        for one in listed
        for d in (one.document,)
    ]
    print_table(Console(), columns, rows)


def report(
    document_id: Annotated[
        str | None, typer.Argument(help="Id of one document; else all.", show_default=False)
    ] = None,
    *,
    json: Json = False,
) -> None:
    """Say what became of each document: read, left out, read unsurely, and what to look at."""
    from corpus.faithfulness import make_report
    from corpus.listing import served_folder
    from corpus.records import list_to_json
    from corpus.reporting import report_lines
    from corpus.settings import CorpusSettings, read_settings

    reports = make_report(served_folder(read_settings(CorpusSettings).home))
    if document_id is not None:
        known = ", ".join(one.document_id for one in reports)
        reports = tuple(one for one in reports if one.document_id == document_id)
        if not reports:
            raise typer.BadParameter(f"the index knows no document {document_id!r}; it knows {known}")
    typer.echo(list_to_json(reports) if json else "\n".join(report_lines(reports)))


def doctor(*, json: Json = False) -> None:
    """Check the installation, the model, the data folder and the index.

    Ends with 0 when nothing failed, 6 when only the index is missing or unusable, 1 otherwise.
    """
    from corpus.doctor import examine, find_exit_code
    from corpus.records import list_to_json
    from corpus.settings import CorpusSettings, read_settings

    findings = examine(read_settings(CorpusSettings))
    if json:
        typer.echo(list_to_json(findings))
    else:
        rows = [(f.health, f.name, f.found, f.advice) for f in findings]
        print_table(Console(), ("", "check", "found", "what to do"), rows)
    raise typer.Exit(find_exit_code(findings))
