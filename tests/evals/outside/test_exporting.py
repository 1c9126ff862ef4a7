import subprocess
import sys
from pathlib import Path

import pytest

from evals.outside.exporting import write_beir, write_trec
from evals.outside.model import OutsideSetError
from evals.outside.reading import read_set
from tests.evals.examples import a_question

SLIDES = {"d#1": ("Overview", "Two wardens walked."), "d#2": ("Money", "It cost £90.")}


def test_what_is_written_as_beir_is_read_back_as_the_same_questions(tmp_path: Path) -> None:
    asked = a_question("cost", slides=(2,))
    unable = a_question("moon", answerable=False)

    write_beir(tmp_path, [asked, unable], SLIDES)
    found = read_set(tmp_path)

    assert [(q.id, q.relevant) for q in found.questions] == [("cost", {"d#2#1": 1}), ("moon", {})]
    assert {page.document: page.text for page in found.pages} == {
        key: text for key, (_, text) in SLIDES.items()
    }


def test_trec_files_hold_judgements_and_ranks(tmp_path: Path) -> None:
    write_trec(tmp_path, [a_question("cost", slides=(2,))], {"cost": ("d#2", "d#1")})

    assert (tmp_path / "qrels.trec").read_text(encoding="utf-8") == "cost 0 d#2 1\n"
    assert (tmp_path / "run.trec").read_text(encoding="utf-8").startswith("cost Q0 d#2 1 1.000000 ours\n")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")

    with pytest.raises(OutsideSetError, match="taken cannot be written"):
        write_beir(tmp_path / "taken", [], SLIDES)


@pytest.mark.parametrize("command", ["import", "outside", "export"])
def test_the_commands_tell_their_use_without_loading_a_model(command: str) -> None:
    code = "import sys; from evals.cli import run; run(sys.argv[1:]); print('torch' in sys.modules)"

    done = subprocess.run(
        [sys.executable, "-c", code, "evals", command, "--help"], capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines()[-1] == "False"
