"""A small page-cited set and a small BEIR set, both invented, to write into a folder."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

PAGES = (
    {
        "doc": "Marsh report",
        "page": 1,
        "text": "Marsh report\n\nThe wardens planted 1,200 alders by the weir.",
    },
    {"doc": "Marsh report", "page": 3, "text": "Otters\n\nFour otters were seen in the spring of 2031."},
    {"doc": "Dune report", "page": 1, "text": "Dune report\n\nThe rangers mended nine fences on the dunes."},
)
QUESTIONS = (
    {
        "question": "How many alders were planted?",
        "document": "Marsh report",
        "pages": [1],
        "answers": ["1,200"],
    },
    {"question": "How many otters were seen?", "document": "Marsh report", "pages": [3], "answers": ["four"]},
    {
        "question": "How many fences were mended?",
        "document": "Dune report",
        "pages": [1],
        "answers": ["nine"],
    },
    {"question": "Who paid for the lighthouse?", "document": "Dune report", "pages": [], "answers": []},
)


def write_lines(path: Path, rows: Iterable[Mapping[str, object]]) -> None:
    """Write one JSON object a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def write_paged(
    folder: Path,
    questions: Iterable[Mapping[str, object]] = QUESTIONS,
    pages: Iterable[Mapping[str, object]] = PAGES,
) -> Path:
    """Write a page-cited set; return its folder."""
    write_lines(folder / "questions.jsonl", questions)
    write_lines(folder / "pages.jsonl", pages)
    return folder


def write_beir(folder: Path, judgements: str = "q1\tt1\t2\nq1\tt2\t0\n") -> Path:
    """Write a BEIR set of three texts and three queries; return its folder."""
    texts = (("t1", "Alders were planted."), ("t2", "Fences were mended."), ("t3", "Alders were planted."))
    write_lines(folder / "corpus.jsonl", ({"_id": i, "title": "", "text": text} for i, text in texts))
    queries = ({"_id": "q1", "text": "Which trees?"}, {"_id": "q2", "text": "Not judged?"})
    silent = {"_id": "q3", "text": "Which lighthouse?", "metadata": {"answerable": False}}
    write_lines(folder / "queries.jsonl", (*queries, silent))
    (folder / "qrels").mkdir()
    table = "query-id\tcorpus-id\tscore\n" + judgements
    (folder / "qrels" / "test.tsv").write_text(table, encoding="utf-8")
    return folder
