from io import StringIO
from json import loads

from rich.console import Console

from ingest.progress import ProgressBars, ProgressLines, Step, open_progress


def test_a_line_is_written_when_a_step_ends_and_not_before() -> None:
    stream = StringIO()

    with ProgressLines(stream) as progress:
        progress(Step.EMBED, 1, 2)
        progress(Step.EMBED, 2, 2)
        progress(Step.PUBLISH, 1, 1)

    assert stream.getvalue() == "Embedding (2)\nPublishing it\n"


def test_a_terminal_gets_bars() -> None:
    stream = StringIO()
    console = Console(file=stream, force_terminal=True, width=100)

    with open_progress(console) as progress:
        progress(Step.READ, 1, 2, "review")
        progress(Step.READ, 2, 2, "plan")

    assert isinstance(progress, ProgressBars)
    assert "2/2" in stream.getvalue()


def test_anything_else_gets_plain_lines() -> None:
    assert isinstance(open_progress(Console(file=StringIO())), ProgressLines)


def test_json_progress_is_a_line_a_piece() -> None:
    stream = StringIO()

    with open_progress(Console(file=stream), as_json=True) as progress:
        progress(Step.READ, 1, 3, "review")

    assert loads(stream.getvalue()) == {"step": "read", "done": 1, "total": 3, "what": "review"}
