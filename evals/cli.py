"""The command `ssp`. What each subcommand needs is imported when it runs, so that help comes at once."""

import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import Annotated

import typer

from assistant.cli import ask, serve
from assistant.settings import AssistantSettings
from corpus.cli import doctor, run_app
from corpus.settings import CorpusSettings, check_environment, setting_names
from evals.commands import app as evals_app
from evals.outside.commands import add_commands
from ingest.cli import ingest
from ingest.commands import app as documents_app

app = typer.Typer(
    help="Ask a partnership's own documents; every answer quotes them and cites the exact slide.",
    epilog="Exit codes: 0 done, 1 failure, 2 wrong usage, 3 no answer found, 4 some files failed, "
    "5 an evaluation gate failed, 6 no usable index, 130 interrupted.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (ask, serve, ingest, doctor):
    app.command()(command)
add_commands(evals_app)
app.add_typer(documents_app, name="documents")
app.add_typer(evals_app, name="evals")


@app.callback(invoke_without_command=True)
def root(
    *,
    show_version: Annotated[bool, typer.Option("--version", help="Print the version and end.")] = False,
) -> None:
    """Ask a partnership's own documents; every answer quotes them and cites the exact slide."""
    if show_version:
        typer.echo(version("ssp-assistant"))
        raise typer.Exit
    check_environment((*setting_names(CorpusSettings), *setting_names(AssistantSettings)), os.environ)


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code."""
    return run_app(app, arguments, "ssp")


def main() -> None:
    """Run the command line this process was started with."""
    sys.exit(run(sys.argv[1:]))
