"""A folder -> the question set in it, whichever form it has."""

from pathlib import Path

from evals.outside.beir import CORPUS, QUERIES, is_beir, read_beir
from evals.outside.model import OutsideSet, OutsideSetError
from evals.outside.paged import QUESTIONS, find_questions, read_paged


def read_set(folder: Path) -> OutsideSet:
    """Return the set in a folder: BEIR's form where its files are there, else a page-cited one.

    Raises:
        OutsideSetError: it is neither, or a file of it is wrong.
    """
    if is_beir(folder):
        outside = read_beir(folder)
    elif find_questions(folder):
        outside = read_paged(folder)
    else:
        forms = f"{CORPUS} and {QUERIES}, or one of {', '.join(QUESTIONS)}"
        raise OutsideSetError(f"{folder} holds no question set: {forms} are wanted")
    if not outside.questions:
        raise OutsideSetError(f"{folder}: no question is left to ask")
    return outside
