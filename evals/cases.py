"""The curated questions: read from questions/, checked whole, in the order of the files and their rows.

A file holds one `kind`; what stands above its first `[[question]]` is the default of every row. A folder
in questions/ holds the questions over the invented documents of the same name in documents/; those
beside the folders are of the collection `deck`, the bundled documents.
`facts` is a list of lists: each inner list is one required fact, any of its strings will do, and the
first is in the slide's own words. `result` is one more of the kind, worked out of the others and so
on no slide. `slides` and `also` are numbers, or `document#number` for another document's.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.model import AnswerStatus
from corpus.errors import SspError

QUESTIONS = Path(__file__).parent / "questions"
DECK = "deck"
"""The collection of the bundled documents, whose questions are asked of the index that is served."""

SlideName = int | Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*#[1-9]\d*$")]


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
    WORKED = "worked"
    SEVERAL = "several"
    AMBIGUOUS = "ambiguous"
    FALSE_PREMISE = "false_premise"
    WRONG_PERIOD = "wrong_period"
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
    collection: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    document: str
    split: Split
    question: str = Field(min_length=1)
    earlier: tuple[str, ...] = ()
    slides: tuple[SlideName, ...] = ()
    also: tuple[SlideName, ...] = ()
    facts: tuple[tuple[str, ...], ...] = ()
    result: tuple[str, ...] = ()
    answerable: bool = True
    expected_status: tuple[AnswerStatus, ...] = (AnswerStatus.ANSWERED, AnswerStatus.PARTIAL)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact an answer must hold: any of these strings.

    The first is in the slide's own words, but where it is `worked` out of the question's other facts.
    """

    any_of: tuple[str, ...]
    worked: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One curated question and what a right answer is.

    `slides` are all the slides whose evidence the answer needs; `also` may be cited without harm: numbers
    of `document`'s, or `document#number`. `earlier` are the questions asked before it in the same talk,
    oldest first. An answer is right in kind when its status is one of `expected_status`; an answerable
    question that names a silent one there may rightly be left unanswered.
    """

    id: str
    kind: QuestionKind
    document: str
    split: Split
    question: str
    earlier: tuple[str, ...]
    slides: tuple[int | str, ...]
    also: tuple[int | str, ...]
    facts: tuple[Fact, ...]
    answerable: bool
    expected_status: tuple[AnswerStatus, ...]
    note: str = ""
    collection: str = DECK

    @property
    def slide_keys(self) -> tuple[str, ...]:
        """The slides of the evidence as `document#number`."""
        return self._keys(self.slides)

    @property
    def also_keys(self) -> tuple[str, ...]:
        """The slides that may be cited too, as `document#number`."""
        return self._keys(self.also)

    def _keys(self, names: Iterable[int | str]) -> tuple[str, ...]:
        return tuple(name if isinstance(name, str) else slide_key(self.document, name) for name in names)


def slide_key(document_id: str, number: int) -> str:
    """Return the name a slide goes by in a run: `document#number`."""
    return f"{document_id}#{number}"


def load_questions(folder: Path = QUESTIONS) -> tuple[Question, ...]:
    """Return the questions of a folder, files by name, those in folders of their own last, rows as written.

    Raises:
        QuestionSetError: a file is not TOML, a row is wrong, or an id is used twice.
    """
    questions = tuple(question for path in _files(folder) for question in _read(path, folder))
    if not questions:
        raise QuestionSetError(f"{folder} holds no questions: put *.toml files there")
    twice = [name for name, times in Counter(q.id for q in questions).items() if times > 1]
    if twice:
        raise QuestionSetError(f"{folder}: used more than once as an id: {', '.join(twice)}")
    return questions


def select_questions(
    questions: Iterable[Question],
    split: Split | None = None,
    kind: QuestionKind | None = None,
    collection: str | None = None,
) -> tuple[Question, ...]:
    """Return the questions of a split, a kind and a collection; None takes all."""
    return tuple(
        q
        for q in questions
        if split in (None, q.split) and kind in (None, q.kind) and collection in (None, q.collection)
    )


def question_set_digest(folder: Path = QUESTIONS) -> str:
    """Return the SHA-256 of the files' paths and bytes, in the order they are read."""
    digest = sha256()
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml")) + sorted(folder.glob("*/*.toml"))


def _read(path: Path, folder: Path) -> Iterator[Question]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise QuestionSetError(f"{path}: {error}") from error
    rows = table.pop("question", [])
    collection = DECK if path.parent == folder else path.parent.name
    for position, row in enumerate(rows, start=1):
        yield _question(path, position, {"collection": collection, **table, **row})


def _question(path: Path, position: int, values: dict[str, Any]) -> Question:
    try:
        row = _Row.model_validate(values)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise QuestionSetError(
            f"{path}, question {position} ({values.get('id', 'no id')}): {faults}"
        ) from error
    fields = row.model_dump()
    result = fields.pop("result")
    fields["facts"] = (
        *([Fact(result, worked=True)] if result else ()),
        *(Fact(any_of) for any_of in row.facts),
    )
    return Question(**fields)
