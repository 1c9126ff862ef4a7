"""Sets as BEIR has them: corpus.jsonl, queries.jsonl, and judgements in TSV.

Each text of the corpus becomes a document of one page. A query without a judgement above 0 is left out,
unless its `metadata` says `"answerable": false`: then a right system stays silent on it.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field

from evals.outside.model import OutsidePage, OutsideQuestion, OutsideSet, OutsideSetError, page_key
from evals.outside.rows import check_row, read_rows

CORPUS, QUERIES = "corpus.jsonl", "queries.jsonl"
JUDGEMENTS = ("qrels/test.tsv", "qrels/dev.tsv", "qrels/train.tsv", "qrels.tsv")
"""Where the judgements may stand; the first that is there is read."""


class _Text(BaseModel):
    id: str = Field(alias="_id", min_length=1, coerce_numbers_to_str=True)
    title: str = ""
    text: str


class _Query(BaseModel):
    id: str = Field(alias="_id", min_length=1, coerce_numbers_to_str=True)
    text: str = Field(min_length=1)
    metadata: dict[str, Any] = {}


class _Judgement(BaseModel):
    query: str = Field(alias="query-id")
    text: str = Field(alias="corpus-id")
    score: int


def is_beir(folder: Path) -> bool:
    """Tell whether a folder holds a set in BEIR's form."""
    return (folder / CORPUS).is_file() and (folder / QUERIES).is_file()


def read_beir(folder: Path) -> OutsideSet:
    """Return the set in a folder.

    Raises:
        OutsideSetError: a file or a row is wrong, an id is used twice, or a judgement names none that is.
    """
    pages = tuple(
        OutsidePage(row.id, 1, row.text, row.title)
        for row in (check_row(_Text, where, row) for where, row in read_rows(folder / CORPUS))
    )
    _refuse_twins(folder / CORPUS, [page.document for page in pages])
    queries = [check_row(_Query, where, row) for where, row in read_rows(folder / QUERIES)]
    _refuse_twins(folder / QUERIES, [query.id for query in queries])
    known = {page.document for page in pages}
    relevant = _read_judgements(folder, {query.id for query in queries}, known)
    questions = tuple(
        OutsideQuestion(query.id, query.text, relevant.get(query.id, {}))
        for query in queries
        if relevant.get(query.id) or query.metadata.get("answerable") is False
    )
    return OutsideSet(folder.name, questions, pages)


def _read_judgements(folder: Path, queries: set[str], texts: set[str]) -> Mapping[str, Mapping[str, int]]:
    path = next((folder / name for name in JUDGEMENTS if (folder / name).is_file()), None)
    if path is None:
        raise OutsideSetError(f"{folder}: no judgements; one of {', '.join(JUDGEMENTS)} is wanted")
    relevant: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for where, fields in read_rows(path):
        row = check_row(_Judgement, where, fields)
        if row.query not in queries:
            raise OutsideSetError(f"{where}: {QUERIES} has no query {row.query!r}")
        if row.text not in texts:
            raise OutsideSetError(f"{where}: {CORPUS} has no text {row.text!r}")
        if row.score > 0:
            relevant[row.query][page_key(row.text, 1)] = row.score
    return relevant


def _refuse_twins(path: Path, ids: list[str]) -> None:
    twice = [name for name, times in Counter(ids).items() if times > 1]
    if twice:
        raise OutsideSetError(f"{path}: used more than once as _id: {', '.join(twice[:5])}")
