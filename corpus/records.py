"""Records as JSON: one line a slide or chunk, one list of documents. What is read back is checked whole."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter

Record = TypeVar("Record")
_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}


def _adapter(kind: type) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def to_json(record: object) -> str:
    """Return a frozen dataclass of ours as one line of JSON; equal values give equal text."""
    return _adapter(type(record)).dump_json(record).decode()


def from_json(kind: type[Record], line: str | bytes) -> Record:
    """Return the record a line of `to_json` stands for.

    Raises:
        ValueError: the line is not JSON, or a field is missing or of another type.
    """
    record: Record = _adapter(kind).validate_json(line)
    return record


def write_lines(path: Path, records: Iterable[object]) -> None:
    """Write one record a line."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{to_json(record)}\n" for record in records)


def read_lines(kind: type[Record], path: Path) -> tuple[Record, ...]:
    """Return the records of a file in its order.

    Raises:
        OSError: the file cannot be read.
        ValueError: a line is not such a record.
    """
    with path.open("rb") as file:
        return tuple(from_json(kind, line) for line in file)


def list_to_json(records: Iterable[object]) -> str:
    """Return records as one JSON list, one line a record."""
    return "[" + ",\n ".join(to_json(record) for record in records) + "]"
