"""A drafted entry shown to a person at a terminal, who takes it, leaves it, or corrects it field by field."""

from collections.abc import Mapping
from typing import Any

import typer
from rich.console import Console

from corpus.entries import check_fields
from corpus.errors import EntryError
from ingest.preview import Preview, Readiness

ASKED = ("title", "kind", "period", "area", "publisher", "audience", "presented_on", "presented_to")
"""Fields that are shown and asked for, in their order."""
EMPTY = "-"
"""What is typed to leave a field empty."""


def confirm_entry(console: Console, preview: Preview) -> Mapping[str, Any] | None:
    """Return the fields a person has confirmed, or None when the file is not to be added."""
    fields = preview.entry.model_dump()
    print_preview(console, preview)
    if preview.outcome is Readiness.REJECTED:
        return None
    while True:
        answer = typer.prompt("Add it so? [y]es, [e]dit, [n]o", default="y", err=True).strip().lower()[:1]
        if answer == "n":
            return None
        if answer == "y":
            return fields
        fields = _ask_fields(console, fields)


def print_preview(console: Console, preview: Preview) -> None:
    """Print the drafted entry, each field with the place that says so, and what a person should know."""
    places = {found.field: found.where for found in preview.found}
    entry = preview.entry.model_dump()
    for name in ("id", *ASKED):
        place = "" if preview.replaces or name not in places else f"   ({places[name]})"
        console.print(
            f"{name:>13}: {_shown(entry[name])}{place}", highlight=False, markup=False, soft_wrap=True
        )
    for line in _notes(preview):
        console.print(line, highlight=False, markup=False, soft_wrap=True)


def _notes(preview: Preview) -> list[str]:
    notes = [f"{preview.slides} slides"] if preview.slides else []
    if preview.replaces:
        notes.append(f"takes the place of document {preview.replaces}, whose entry is kept")
    if preview.same_as:
        notes.append(f"is the same file as document {preview.same_as}")
    notes += [f"warning: {warning}" for warning in preview.warnings]
    return notes if not preview.detail else [*notes, f"{preview.outcome}: {preview.detail}"]


def _ask_fields(console: Console, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Ask for every field until the entry is right; Enter keeps a field, "-" empties it."""
    console.print(f"Enter keeps what is in brackets, {EMPTY} leaves a field empty.", highlight=False)
    asked = {name: _ask(name, fields[name]) for name in ASKED}
    try:
        return check_fields({**fields, **asked})
    except EntryError as error:
        console.print(str(error), highlight=False, markup=False, soft_wrap=True)
        return _ask_fields(console, fields)


def _ask(name: str, value: object) -> str | None:
    text = typer.prompt(name, default=_shown(value), err=True).strip()
    if text != EMPTY:
        return str(text)
    return None if name == "presented_on" else ""


def _shown(value: object) -> str:
    return EMPTY if value in (None, "") else str(value)
