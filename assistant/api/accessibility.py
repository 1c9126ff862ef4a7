"""The accessibility statement that public bodies in the UK must publish, made from a data file.

Its parts are those that the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility
Regulations 2018 ask for: what is not accessible and why, how to report it, and whom to turn to after that.
"""

import tomllib
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Self

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field, model_validator
from starlette.responses import Response

from assistant.api.pages import Pages
from assistant.api.rendering import WIDGET
from assistant.api.serving import Serving
from corpus.model import Document

FILE = WIDGET / "accessibility.toml"
UNNAMED = "The organisation that runs this service"


class Compliance(StrEnum):
    """How far the service meets its standard, in the regulations' three steps."""

    FULLY = "fully"
    PARTIALLY = "partially"
    NOT = "not"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Gap(_Part):
    """One thing that is not accessible, which success criterion it fails, and what is done about it."""

    what: str = Field(min_length=1)
    criterion: str = Field(pattern=r"^\d\.\d+\.\d+ ")
    plan: str = Field(min_length=1)


class Statement(_Part):
    """What the statement says, whoever runs the service. `confirmed` tells that they have checked it."""

    standard: str = Field(min_length=1)
    status: Compliance
    confirmed: bool
    prepared: date
    reviewed: date
    tested: date
    tested_by: str = Field(min_length=1)
    reply_days: int = Field(ge=1, le=60)
    can: tuple[str, ...]
    tests: tuple[str, ...] = Field(min_length=1)
    untested: tuple[str, ...]
    outside_scope: tuple[str, ...]
    gaps: tuple[Gap, ...]

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if (self.status is Compliance.FULLY) == bool(self.gaps):
            raise ValueError("status: fully compliant has no gaps, and anything else names them")
        if not self.prepared <= self.reviewed:
            raise ValueError("reviewed: it is before the day the statement was prepared")
        return self


def read_statement(path: Path = FILE) -> Statement:
    """Return the statement of a data file.

    Raises:
        ValueError: a key is missing, unknown or wrong, or the parts contradict each other.
    """
    return Statement.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


def make_accessibility(pages: Pages, serving: Serving, statement: Statement) -> APIRouter:
    """Return the route of the statement's page."""
    router = APIRouter(include_in_schema=False)

    @router.get("/accessibility")
    def accessibility(request: Request) -> Response:
        with serving.lease() as answers:
            organisation = name_organisation(answers.documents)
        return pages.show(request, "accessibility.html", statement=statement, organisation=organisation)

    return router


def name_organisation(documents: Sequence[Document]) -> str:
    """Return the one publisher of all documents, who answers for the service; a plain phrase otherwise."""
    publishers = {document.publisher for document in documents if document.publisher}
    return publishers.pop() if len(publishers) == 1 else UNNAMED
