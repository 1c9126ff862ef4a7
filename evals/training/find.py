"""Write the candidates of a set of questions: python -m evals.training.find --out FILE [--page-cited SET]."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.bootstrap import load_assistant
from corpus.cli import run_app
from corpus.settings import CorpusSettings, read_settings
from evals.cases import Split, load_questions, select_questions
from evals.training.candidates import find_all, of_curated, of_page_cited, save

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def main(
    out: Annotated[Path, typer.Option("--out", help="File to write.")],
    page_cited: Annotated[
        Path | None,
        typer.Option(help="JSONL of a page-cited set; else our own development questions.", exists=True),
    ] = None,
) -> None:
    """Ask the index of SSP_HOME, the reranker left out, and keep what was found."""
    settings = read_settings(CorpusSettings).model_copy(update={"rerank": False})
    assistant = load_assistant(settings)
    if page_cited:
        asked = of_page_cited(page_cited, [document.id for document in assistant.documents])
    else:
        asked = of_curated(select_questions(load_questions(), Split.DEVELOPMENT))
    found = list(find_all(assistant, asked))
    save(out, found)
    typer.echo(f"{out}: {len(found)} questions", err=True)


if __name__ == "__main__":
    sys.exit(run_app(app, sys.argv[1:], "python -m evals.training.find"))
