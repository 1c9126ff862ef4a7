"""The curated questions: read from questions/*.toml, checked whole, in the order of the files and their rows.

A file holds one `kind`; what stands above its first `[[question]]` is the default of every row.
`facts` is a list of lists: each inner list is one required fact, any of its strings will do, and the
first is in the slide's own words.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.model import AnswerStatus
from corpus.errors import SspError

QUESTIONS = Path(__file__).parent / "questions"


class QuestionSetError(SspError):
    """A row of the question set is not as it should be. The message names file, row and field."""

    exit_code = 2


class QuestionKind(StrEnum):
    """What makes a question hard."""

    FACT = "fact"
    PARAPHRASE = "paraphrase"
    TABLE = "table"
    LIST = "list"
    COMPARISON = "comparison"
    THEME = "theme"
    FOLLOW_UP = "follow_up"
    TYPO = "typo"
    NEAR_MISS = "near_miss"
    PICTURE = "picture"
    OFF_TOPIC = "off_topic"
    ATTACK = "attack"


class Split(StrEnum):
    """Rules and weights are fitted on `DEVELOPMENT` alone; `TEST` is only measured."""

    DEVELOPMENT = "development"
    TEST = "test"


class _Row(BaseModel):
    """One `[[question]]` as written."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    kind: QuestionKind
    document: str
    split: Split
    question: str = Field(min_length=1)
    earlier: tuple[str, ...] = ()
    slides: tuple[int, ...] = ()
    also: tuple[int, ...] = ()
    facts: tuple[tuple[str, ...], ...] = ()
    answerable: bool = True
    expected_status: tuple[AnswerStatus, ...] = (AnswerStatus.ANSWERED, AnswerStatus.PARTIAL)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact an answer must hold: any of these strings. The first is in the slide's own words."""

    any_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One curated question and what a right answer is.

    `slides` are all the slides whose evidence the answer needs; `also` may be cited without harm.
    `earlier` are the questions asked before it in the same talk, oldest first. An answer is right
    in kind when its status is one of `expected_status`.
    """

    id: str
    kind: QuestionKind
    document: str
    split: Split
    question: str
    earlier: tuple[str, ...]
    slides: tuple[int, ...]
    also: tuple[int, ...]
    facts: tuple[Fact, ...]
    answerable: bool
    expected_status: tuple[AnswerStatus, ...]
    note: str = ""

    @property
    def slide_keys(self) -> tuple[str, ...]:
        """The slides of the evidence as `document#number`."""
        return tuple(slide_key(self.document, number) for number in self.slides)

    @property
    def also_keys(self) -> tuple[str, ...]:
        """The slides that may be cited too, as `document#number`."""
        return tuple(slide_key(self.document, number) for number in self.also)


def slide_key(document_id: str, number: int) -> str:
    """Return the name a slide goes by in a run: `document#number`."""
    return f"{document_id}#{number}"


def load_questions(folder: Path = QUESTIONS) -> tuple[Question, ...]:
    """Return the questions of a folder, files by name, rows as written.

    Raises:
        QuestionSetError: a file is not TOML, a row is wrong, or an id is used twice.
    """
    questions = tuple(question for path in sorted(folder.glob("*.toml")) for question in _read(path))
    if not questions:
        raise QuestionSetError(f"{folder} holds no questions: put *.toml files there")
    twice = [name for name, times in Counter(q.id for q in questions).items() if times > 1]
    if twice:
        raise QuestionSetError(f"{folder}: used more than once as an id: {', '.join(twice)}")
    return questions


def select_questions(
    questions: Iterable[Question], split: Split | None = None, kind: QuestionKind | None = None
) -> tuple[Question, ...]:
    """Return the questions of a split and a kind; None takes all."""
    return tuple(q for q in questions if split in (None, q.split) and kind in (None, q.kind))


def question_set_digest(folder: Path = QUESTIONS) -> str:
    """Return the SHA-256 of the files' names and bytes, in order of name."""
    digest = sha256()
    for path in sorted(folder.glob("*.toml")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _read(path: Path) -> Iterator[Question]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise QuestionSetError(f"{path}: {error}") from error
    rows = table.pop("question", [])
    for position, row in enumerate(rows, start=1):
        yield _question(path, position, {**table, **row})


def _question(path: Path, position: int, values: dict[str, Any]) -> Question:
    try:
        row = _Row.model_validate(values)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise QuestionSetError(
            f"{path}, question {position} ({values.get('id', 'no id')}): {faults}"
        ) from error
    fields = row.model_dump()
    fields["facts"] = tuple(Fact(any_of) for any_of in row.facts)
    return Question(**fields)
