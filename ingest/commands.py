"""The commands `ssp documents …`: list them, report on them, and change what is said of them."""
# ruff: noqa: PLC0415 - `ssp --help` must not load torch: heavy parts are imported by the command that needs them

from typing import TYPE_CHECKING, Annotated

import typer

from corpus.cli import Json, documents, report
from ingest.cli import bring_up_to_date
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

app = typer.Typer(help="List the documents, report on them, edit, withdraw, supersede and restore them.")

Id = Annotated[str, typer.Argument(help="Id of a document of yours.", show_default=False)]
By = Annotated[str, typer.Option("--by", help="Id of the document that takes its place.", show_default=False)]
NoIngest = Annotated[
    bool, typer.Option("--no-ingest", help="Change the manifest alone; the index is as before.")
]


@app.callback(invoke_without_command=True)
def list_or_run(context: typer.Context, *, json: Json = False) -> None:
    """List the documents, those that answers come from first."""
    if context.invoked_subcommand is None:
        documents(json=json)


app.command()(report)


@app.command()
def edit(
    document_id: Id,
    *,
    title: Title = None,
    period: Period = None,
    kind: Kind = None,
    area: Area = None,
    publisher: Publisher = None,
    audience: Audience = None,
    presented_on: PresentedOn = None,
    presented_to: PresentedTo = None,
    no_ingest: NoIngest = False,
    json: Json = False,
) -> None:
    """Correct fields of a document's entry; "" empties one that may be empty."""
    from ingest.editing import edit_document

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
    if not fields:
        raise typer.BadParameter("name at least one field to change, such as --title")
    settings = _settings()
    edit_document(settings.home, document_id, fields)
    _end(settings, f"{document_id}: {', '.join(fields)} changed.", no_ingest=no_ingest, json=json)


@app.command()
def withdraw(document_id: Id, *, no_ingest: NoIngest = False, json: Json = False) -> None:
    """Answer no longer from a document; its entry and file are kept."""
    from ingest.editing import withdraw_document

    settings = _settings()
    withdraw_document(settings.home, document_id)
    _end(settings, f"{document_id} is withdrawn.", no_ingest=no_ingest, json=json)


@app.command()
def supersede(document_id: Id, *, by: By, no_ingest: NoIngest = False, json: Json = False) -> None:
    """Answer from a newer document instead; the old one's entry and file are kept."""
    from ingest.editing import supersede_document

    settings = _settings()
    supersede_document(settings.home, document_id, by)
    _end(settings, f"{document_id} is superseded by {by}.", no_ingest=no_ingest, json=json)


@app.command()
def restore(document_id: Id, *, no_ingest: NoIngest = False, json: Json = False) -> None:
    """Answer again from a document that was withdrawn or superseded."""
    from ingest.editing import restore_document

    settings = _settings()
    restore_document(settings.home, document_id)
    _end(settings, f"{document_id} is current again.", no_ingest=no_ingest, json=json)


def _settings() -> "CorpusSettings":
    from corpus.settings import CorpusSettings, read_settings

    return read_settings(CorpusSettings)


def _end(settings: "CorpusSettings", said: str, *, no_ingest: bool, json: bool) -> None:
    """Say what was changed, and bring the index up to date unless that is not wanted."""
    if no_ingest:
        typer.echo(f"{said} The index is as before: run ssp ingest to bring it up to date.", err=True)
        return
    typer.echo(said, err=True)
    bring_up_to_date(settings, json=json)
