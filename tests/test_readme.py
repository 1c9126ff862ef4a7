"""The README's settings, commands and example are those of the program."""

import io
import re
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from assistant.bootstrap import assemble
from assistant.model import AnswerStatus
from assistant.printing import print_answer
from assistant.settings import AssistantSettings
from corpus.embedder import MiniLM
from corpus.settings import CorpusSettings, describe_settings
from evals.cli import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def settings_table() -> str:
    rows = [*describe_settings(CorpusSettings), *describe_settings(AssistantSettings)]
    lines = [f"| `{row.name}` | {row.default.replace('()', '')} | {row.description} |" for row in rows]
    return "\n".join(["| name | default | what it says |", "|---|---|---|", *lines])


def test_the_settings_table_lists_every_setting_as_it_is() -> None:
    written = re.search(r"<!-- settings -->\n(.*?)\n<!-- /settings -->", README, re.DOTALL)

    assert written is not None
    assert written[1] == settings_table()


@pytest.mark.parametrize("command", re.findall(r"^\| `ssp (\w+)", README, re.MULTILINE))
def test_every_command_of_the_readme_is_there(command: str) -> None:
    assert CliRunner().invoke(app, [command, "--help"]).exit_code == 0


def test_every_command_is_in_the_readme() -> None:
    named = {
        command.name or command.callback.__name__ for command in app.registered_commands if command.callback
    }
    named |= {str(group.name) for group in app.registered_groups}

    assert named == set(re.findall(r"^\| `ssp (\w+)", README, re.MULTILINE))


def test_every_status_is_in_the_readme() -> None:
    assert all(re.search(rf"\b{status}\b", README) for status in AnswerStatus)


@pytest.mark.parametrize("target", re.findall(r"^make (\w+)", README, re.MULTILINE))
def test_every_make_target_of_the_readme_is_there(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.model
def test_the_example_answer_is_what_the_program_prints(home: Path, embedder: MiniLM) -> None:
    example = re.search(r'<!-- example: ssp ask "(.*?)" -->\n```text\n(.*?)```', README, re.DOTALL)
    assert example is not None
    assistant = assemble(CorpusSettings(home=home), embedder, embedder.embed)
    printed = io.StringIO()

    print_answer(Console(file=printed, width=100), assistant.ask(example[1]))

    assert printed.getvalue().rstrip() == example[2].rstrip()
