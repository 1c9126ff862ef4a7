"""Page-cited sets: questions.jsonl or .csv with the pages that answer, and PDFs or the pages' texts.

A row is `question, answers, document, pages`; `id` may be given. `pages` count from 1; a row without
any, or with `unanswerable` true, is one that the document does not answer. Texts are rows of pages.jsonl,
`doc, page, text`; without that file the folder's PDFs (or those in its folder documents/) are the
documents, named by their file names with or without ".pdf".
"""

import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import AliasChoices, BaseModel, BeforeValidator, Field

from corpus.entries import nearest
from evals.outside.model import OutsidePage, OutsideQuestion, OutsideSet, OutsideSetError, page_key
from evals.outside.rows import check_row, read_rows

QUESTIONS = ("questions.jsonl", "questions.csv")
PAGES = "pages.jsonl"
DOCUMENTS = "documents"

_PARTS = re.compile(r"[;,|\s]+")


def _as_answers(value: object) -> object:
    """Return what a cell of a CSV says as a list: JSON's own, or else one answer."""
    if not isinstance(value, str):
        return [] if value is None else value
    if value.lstrip().startswith("["):
        return _parse(value)
    return [value] if value.strip() else []


def _as_pages(value: object) -> object:
    """Return "3; 4", "[3, 4]", 3 and [3, 4] as lists."""
    if isinstance(value, int):
        return [value]
    if not isinstance(value, str):
        return [] if value is None else value
    if value.lstrip().startswith("["):
        return _parse(value)
    return [part for part in _PARTS.split(value) if part]


def _parse(value: str) -> object:
    try:
        return json.loads(value)
    except ValueError:
        return value


PageNumber = Annotated[int, Field(ge=1)]


class _Row(BaseModel):
    id: str = ""
    question: str = Field(min_length=1)
    answers: Annotated[tuple[str, ...], BeforeValidator(_as_answers)] = ()
    document: str = Field(min_length=1, validation_alias=AliasChoices("document", "doc"))
    pages: Annotated[tuple[PageNumber, ...], BeforeValidator(_as_pages)] = Field(
        validation_alias=AliasChoices("pages", "gold_pages")
    )
    unanswerable: bool = False


class _Page(BaseModel):
    document: str = Field(min_length=1, validation_alias=AliasChoices("doc", "document"))
    page: PageNumber
    text: str


def find_questions(folder: Path) -> Path | None:
    """Return the file of questions in a folder, None where it has none."""
    return next((folder / name for name in QUESTIONS if (folder / name).is_file()), None)


def read_paged(folder: Path) -> OutsideSet:
    """Return the set in a folder.

    Raises:
        OutsideSetError: a file or a row is wrong, or a row names a document or a page that is not there.
    """
    path = find_questions(folder)
    if path is None:
        raise OutsideSetError(f"{folder}: no questions; one of {', '.join(QUESTIONS)} is wanted")
    pages = _read_pages(folder / PAGES) if (folder / PAGES).is_file() else ()
    files = {} if pages else find_pdfs(folder)
    if not pages and not files:
        raise OutsideSetError(f"{folder}: neither {PAGES} nor a PDF is there to ask about")
    numbers = {page_key(page.document, page.number) for page in pages}
    documents = {page.document: page.document for page in pages} | {
        name: stem for stem, file in files.items() for name in (stem, file.name)
    }
    questions: list[OutsideQuestion] = []
    for where, fields in read_rows(path):
        row = check_row(_Row, where, {key: value for key, value in fields.items() if key})
        questions.append(_question(row, where, f"q{len(questions) + 1}", documents, numbers))
    twice = [name for name, times in Counter(q.id for q in questions).items() if times > 1]
    if twice:
        raise OutsideSetError(f"{path}: used more than once as id: {', '.join(twice[:5])}")
    return OutsideSet(folder.name, tuple(questions), pages, files)


def find_pdfs(folder: Path) -> dict[str, Path]:
    """Return the PDFs of a folder and of its folder documents/ by their names without the ending."""
    found = [*folder.glob("*"), *(folder / DOCUMENTS).glob("*")]
    return {path.stem: path for path in sorted(found) if path.suffix.lower() == ".pdf"}


def _read_pages(path: Path) -> tuple[OutsidePage, ...]:
    pages: dict[str, OutsidePage] = {}
    for where, fields in read_rows(path):
        row = check_row(_Page, where, fields)
        page = OutsidePage(row.document, row.page, row.text)
        if pages.setdefault(page_key(page.document, page.number), page) is not page:
            raise OutsideSetError(f"{where}: page {row.page} of {row.document!r} is there already")
    return tuple(pages.values())


def _question(
    row: _Row, where: str, position: str, documents: Mapping[str, str], numbers: set[str]
) -> OutsideQuestion:
    if row.document not in documents:
        hint = nearest(row.document, documents)
        raise OutsideSetError(f"{where}: there is no document {row.document!r}{hint}")
    document = documents[row.document]
    wanted: list[Any] = [] if row.unanswerable else [page_key(document, page) for page in row.pages]
    lost = [key for key in wanted if numbers and key not in numbers]
    if lost:
        raise OutsideSetError(f"{where}: {PAGES} has no {lost[0]}")
    return OutsideQuestion(row.id or position, row.question, dict.fromkeys(wanted, 1), document, row.answers)
