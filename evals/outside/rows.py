"""Rows of the files of a set, each with the place that an error names: JSONL, CSV and TSV."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from evals.outside.model import OutsideSetError

Row = TypeVar("Row", bound=BaseModel)


def read_rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each row of a file with its place ("questions.csv, row 3"); blank lines are passed over.

    Rows count from 1, in CSV and TSV without the line of names.

    Raises:
        OutsideSetError: the file cannot be read, or a row is no JSON object or has too many fields.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise OutsideSetError(f"{path} cannot be read as UTF-8 text: {error}") from error
    if path.suffix == ".jsonl":
        yield from _read_lines(path, text)
        return
    table = csv.DictReader(text.splitlines(keepends=True), delimiter="\t" if path.suffix == ".tsv" else ",")
    for number, row in enumerate(table, start=1):
        if None in row or None in row.values():
            names = ", ".join(table.fieldnames or ())
            raise OutsideSetError(f"{path}, row {number}: its fields do not fit the columns {names}")
        yield f"{path}, row {number}", dict(row)


def check_row(kind: type[Row], where: str, row: dict[str, Any]) -> Row:
    """Return a row as its kind.

    Raises:
        OutsideSetError: a field is missing or wrong; every fault is named.
    """
    try:
        return kind.model_validate(row)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise OutsideSetError(f"{where}: {faults}") from error


def _read_lines(path: Path, text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{path}, row {number}"
        try:
            row = json.loads(line)
        except ValueError as error:
            raise OutsideSetError(f"{where}: no JSON: {error}") from error
        if not isinstance(row, dict):
            raise OutsideSetError(f"{where}: a JSON object is wanted, found {type(row).__name__}")
        yield where, row
