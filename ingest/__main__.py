"""`python -m ingest`: the command `ssp ingest` without the rest of `ssp`."""

import sys

import typer

from corpus.cli import run_app
from ingest.cli import ingest

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
app.command()(ingest)

if __name__ == "__main__":
    sys.exit(run_app(app, sys.argv[1:], "python -m ingest"))
