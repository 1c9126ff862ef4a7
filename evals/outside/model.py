"""A question set of somebody else's: pages or PDFs, questions over them, and the pages that answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from corpus.errors import SspError


class OutsideSetError(SspError):
    """A set cannot be read: the file, the row and what is wrong are in the message."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class OutsidePage:
    """One page's text; `number` counts from 1. `title` stands above the text where the set gives one."""

    document: str
    number: int
    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class OutsideQuestion:
    """One question. `relevant` maps each page that answers (`document#number`) to its grade, over 0.

    `document` is the one it is asked of, empty when it is asked of all. One that is not `answerable`
    has no relevant page.
    """

    id: str
    question: str
    relevant: Mapping[str, int]
    document: str = ""
    answers: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        """Whether any page of the set answers it."""
        return bool(self.relevant)


@dataclass(frozen=True, slots=True)
class OutsideSet:
    """A whole set: its questions, and page texts or PDF files by the document's name."""

    name: str
    questions: tuple[OutsideQuestion, ...]
    pages: tuple[OutsidePage, ...] = ()
    files: Mapping[str, Path] = field(default_factory=dict)

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents' names, once each, in order."""
        return tuple(dict.fromkeys([*(page.document for page in self.pages), *self.files]))


def page_key(document: str, number: int) -> str:
    """Return the name a page goes by: `document#number`."""
    return f"{document}#{number}"


def take_documents(outside: OutsideSet, names: frozenset[str]) -> OutsideSet:
    """Return the set as far as it is about these documents."""
    return OutsideSet(
        outside.name,
        tuple(q for q in outside.questions if q.document in names),
        tuple(page for page in outside.pages if page.document in names),
        {name: path for name, path in outside.files.items() if name in names},
    )
