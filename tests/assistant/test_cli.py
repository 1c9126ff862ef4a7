import io
import json
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import typer
from rich.console import Console

from assistant.api.server import CannotListen, is_local, open_socket, url_of
from assistant.cli import ask, serve
from assistant.printing import print_answer
from corpus.cli import run_app
from tests.assistant.service_fakes import fund_answer, no_answer

app = typer.Typer()
app.command()(ask)
app.command()(serve)


def run(*arguments: str) -> int:
    return run_app(app, arguments, "ssp")


def printed(answer: object, **options: object) -> str:
    out = io.StringIO()
    print_answer(Console(file=out, width=60, **options), answer)  # type: ignore[arg-type]
    return out.getvalue()


@contextmanager
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


def test_an_answer_is_printed_with_markers_and_then_its_sources() -> None:
    lines = printed(fund_answer("q")).splitlines()

    assert lines[0] == "Lighting Fund – Amount: £12,500 [1]"
    assert lines[1].endswith("[2] [1]")
    assert lines[4] == "[1] Northmoor Safety Partnership Annual Review 2022/23, slide 1 (counted): Funding"
    assert lines[5] == "    Lighting Fund £12,500"


def test_a_question_without_an_answer_prints_what_to_do_and_the_nearest_slides() -> None:
    shown = printed(no_answer("q"))

    assert shown.startswith("The documents do not say.\nLook at the nearest slides")
    assert "- Northmoor Safety Partnership Annual Review 2022/23, slide 2 (counted): What was done" in shown


def test_questions_that_could_be_asked_instead_are_printed_last() -> None:
    lines = printed(no_answer("q")).splitlines()

    assert lines[lines.index("You could ask:") + 1] == "- What about street safety?"
    assert "You could ask" not in printed(fund_answer("q"))


def test_no_colour_is_written_where_it_is_not_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    coloured = printed(fund_answer("q"), force_terminal=True)
    monkeypatch.setenv("NO_COLOR", "1")

    assert "\x1b[36m" in coloured
    assert "\x1b[36m" not in printed(fund_answer("q"), force_terminal=True)


def test_a_slide_cannot_steer_the_terminal() -> None:
    hostile = replace(no_answer("q"), text="\x1b]0;owned\x07[bold]x", suggestions=("\x1b[31mred?",))

    assert printed(hostile).startswith(" ]0;owned [bold]x")
    assert "\x1b" not in printed(hostile)


def test_a_port_in_use_is_one_clear_line_before_anything_is_loaded(capfd: pytest.CaptureFixture[str]) -> None:
    with taken_port() as port:
        code = run("serve", "--port", str(port))

    error = capfd.readouterr().err.strip()
    assert code == 1
    assert len(error.splitlines()) == 1
    assert error.startswith(f"Error: Cannot listen on 127.0.0.1 port {port}: another program listens there")


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(CannotListen, match="no such address"):
        open_socket("192.0.2.1", 0)


def test_an_address_that_others_can_reach_is_told_from_a_local_one() -> None:
    with open_socket("127.0.0.1", 0) as near, open_socket("0.0.0.0", 0) as far:  # noqa: S104 - never served
        assert (is_local(near), is_local(far)) == (True, False)
        assert url_of(far) == f"http://127.0.0.1:{far.getsockname()[1]}"


def test_an_index_that_cannot_be_made_ends_with_its_makers_exit_code(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SSP_HOME", "/dev/null/home")

    code = run("serve", "--port", "0")

    error = capfd.readouterr().err
    assert code == 1
    assert "Traceback" not in error
    assert "/dev/null/home" in error


def test_help_loads_neither_torch_nor_numpy() -> None:
    check = (
        "import sys, evals.cli; sys.exit(any(name in sys.modules for name in ('torch', 'fastapi', 'numpy')))"
    )

    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


@pytest.mark.model
def test_ask_prints_json_as_the_api_gives_it(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SSP_HOME", str(home))

    code = run("ask", "--json", "How much was the Hate Crime Fund and what did it pay for?")

    answer = json.loads(capsys.readouterr().out)
    assert (code, answer["status"]) == (0, "answered")
    assert "£10,000" in answer["text"]


@pytest.mark.model
def test_ask_ends_with_3_when_the_documents_do_not_say(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SSP_HOME", str(home))

    assert run("ask", "Who won the 1966 World Cup?") == 3
    assert capsys.readouterr().out


@pytest.mark.model
def test_ask_refuses_an_empty_question_with_2(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SSP_HOME", str(home))

    assert run("ask", " ") == 2
    assert capsys.readouterr().err.startswith("Error: ")


@pytest.mark.model
def test_serve_answers_over_http_and_ends_cleanly_on_ctrl_c(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSP_HOME", str(home))
    command = [sys.executable, "-c", "from evals.cli import main; main()", "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        found = re.fullmatch(r"Serving on (http://127\.0\.0\.1:\d+)\n", server.stdout.readline())
        assert found
        with urllib.request.urlopen(f"{found[1]}/readyz") as ready:  # noqa: S310 - our own address
            status = ready.status
        server.send_signal(signal.SIGINT)
        _, error = server.communicate(timeout=30)

    assert (status, server.returncode) == (200, 0)
    assert error.rstrip().endswith("Stopped.")
    assert "Traceback" not in error
