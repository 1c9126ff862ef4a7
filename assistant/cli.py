"""The commands `ssp ask` and `ssp serve`."""

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.cli import Json

if TYPE_CHECKING:
    from assistant.settings import AssistantSettings
    from corpus.settings import CorpusSettings

NO_ANSWER = 3
SOME_FILES_FAILED = 4

Question = Annotated[str, typer.Argument(help="One question, in plain words.", show_default=False)]
Explain = Annotated[
    bool, typer.Option("--explain", help="Say stage by stage how the answer came about, or why none did.")
]
Of = Annotated[
    list[str] | None,
    typer.Option(
        "--document",
        metavar="ID",
        help="Ask this document alone, by its id in `ssp documents`; may be given again. All if left out.",
        show_default=False,
    ),
]
Host = Annotated[
    str | None, typer.Option(help="Address to listen on; SSP_HOST, else 127.0.0.1.", show_default=False)
]
Port = Annotated[
    int | None,
    typer.Option(help="Port to listen on; SSP_PORT, else 8000.", min=0, max=65535, show_default=False),
]


def ask(question: Question, *, document: Of = None, explain: Explain = False, json: Json = False) -> None:
    """Answer one question, with the quotes it stands on and their slides.

    Ends with 3 when the documents do not answer it, with 2 when there is no such document.
    """
    from rich.console import Console

    from assistant.api.schemas import answer_out
    from assistant.bootstrap import QUERY_THREADS, assemble, find_reranker
    from assistant.model import AnswerStatus
    from assistant.printing import print_answer, print_trace
    from assistant.settings import AssistantSettings
    from corpus.embedder import load_question_embedder
    from corpus.settings import CorpusSettings, read_settings

    settings, corpus = read_settings(AssistantSettings), read_settings(CorpusSettings)
    embedder = load_question_embedder(corpus.model_path, threads=QUERY_THREADS)
    assistant = assemble(
        corpus,
        embedder,
        embedder.embed,
        reranker=find_reranker(corpus),
        max_question_chars=settings.max_question_chars,
        contact=settings.contact,
    )
    if explain:
        answer, trace = assistant.explain(question, documents=document or ())
    else:
        answer, trace = assistant.ask(question, documents=document or ()), None
    if json:
        typer.echo(answer_out(answer, conversation_id="", trace=trace).model_dump_json(indent=2))
    else:
        print_answer(Console(), answer)
        if trace is not None:
            print_trace(Console(), trace)
    if answer.status not in {AnswerStatus.ANSWERED, AnswerStatus.PARTIAL}:
        raise typer.Exit(NO_ANSWER)


def serve(*, host: Host = None, port: Port = None) -> None:
    """Serve the question page and the API; makes the index first when there is none."""
    # Before numpy is imported: with two threads a product, 32 questions at once spin on each other's
    # cores (measured 22 ms of processor time a question instead of 4).
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from assistant.api.server import is_local, open_socket, run_service
    from assistant.settings import AssistantSettings
    from corpus.settings import CorpusSettings, read_settings

    settings, corpus = read_settings(AssistantSettings), read_settings(CorpusSettings)
    settings = _listening_on(settings, host, port)
    with open_socket(settings.host, settings.port) as listening:
        if not is_local(listening):
            _say("Warning: other machines can reach this address, and there is no sign-in.")
        _ingest_if_missing(corpus)
        run_service(settings, corpus, listening, announce=_announce)
    _say("Stopped.")


def _listening_on(settings: "AssistantSettings", host: str | None, port: int | None) -> "AssistantSettings":
    asked = {"host": host, "port": port}
    return settings.model_copy(update={name: value for name, value in asked.items() if value is not None})


def _ingest_if_missing(corpus: "CorpusSettings") -> None:
    """Make the first index in a process of its own; its progress goes to the same terminal.

    Ends the command with that process's exit code when no index came of it.
    """
    from corpus.layout import pointed_generation

    if pointed_generation(corpus.home) is not None:
        return
    _say(f"There is no index in {corpus.home} yet; making one.")
    code = subprocess.run([sys.executable, "-m", "ingest"], check=False).returncode
    if code == SOME_FILES_FAILED and pointed_generation(corpus.home) is not None:
        _say("Warning: some files could not be read; serving the others.")
    elif code != 0:
        raise typer.Exit(code if code > 0 else 1)


def _announce(url: str) -> None:
    """Say on stdout where the service is and how to ask it."""
    typer.echo(f"Serving on {url}")
    typer.echo(
        f"Ask in a browser, or: curl -s {url}/api/ask -H 'Content-Type: application/json' "
        """-d '{"question": "What do the documents cover?"}'"""
    )
    typer.echo("Stop with Ctrl-C.")


def _say(line: str) -> None:
    typer.echo(line, err=True)
