"""Questions -> candidates: the blocks that our search finds for them, and which of them are right.

They are found once and kept in a file, so that every model and every mixture is compared on the same.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.model import Hit
from assistant.pipeline import Assistant
from assistant.reranking import passage_of
from evals.cases import Question, slide_key
from evals.matching import states, tokenise

FOUND = 24
"""Blocks a question, as many as the assistant goes on with."""

SHORT_ANSWER = 60
"""An answer of at most this many characters is looked for in a block; for a longer one its page will do."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a set: the slides that answer it, and strings of which a right block holds one."""

    id: str
    question: str
    slides: frozenset[str]
    strings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidates:
    """What was found for one question, best first; `right_slides` and `right` go with `passages`."""

    id: str
    question: str
    passages: tuple[str, ...]
    scores: tuple[float, ...]
    cosines: tuple[float, ...]
    right_slides: tuple[bool, ...]
    right: tuple[bool, ...]


def find_all(assistant: Assistant, asked: Iterable[Asked]) -> Iterator[Candidates]:
    """Return the candidates of each question."""
    for one in asked:
        hits = assistant.find(one.question, FOUND)
        on_slide = tuple(_key(hit) in one.slides for hit in hits)
        yield Candidates(
            one.id,
            one.question,
            tuple(passage_of(hit) for hit in hits),
            tuple(round(hit.score, 4) for hit in hits),
            tuple(round(hit.signals["block"], 4) for hit in hits),
            on_slide,
            tuple(on and _holds(one, hit) for on, hit in zip(on_slide, hits, strict=True)),
        )


def of_curated(questions: Iterable[Question]) -> list[Asked]:
    """Return the answerable questions of ours that lean on no turn before them."""
    return [
        Asked(q.id, q.question, frozenset(q.slide_keys), tuple(s for fact in q.facts for s in fact.any_of))
        for q in questions
        if q.answerable and q.slides and not q.earlier
    ]


def of_page_cited(path: Path, documents: Iterable[str]) -> list[Asked]:
    """Return the questions of a page-cited set, as JSONL, that are about the documents named."""
    known = set(documents)
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Asked(
            row["id"],
            row["question"],
            frozenset(slide_key(name, page) for page in row["gold_pages"]),
            tuple(answer for answer in row["answers"] if len(answer) <= SHORT_ANSWER),
        )
        for row in rows
        if (name := document_of(row["doc"], known)) and row["gold_pages"] and not row["unanswerable"]
    ]


def document_of(written: str, known: Iterable[str]) -> str:
    """Return the id under which a set's document was ingested, or ""."""
    plain = _plain(written.rsplit("/", 1)[-1])
    return next((name for name in known if plain in (_plain(name), _plain(_without_digest(name)))), "")


def save(path: Path, found: Sequence[Candidates]) -> None:
    """Write candidates as JSONL."""
    path.write_text("".join(json.dumps(asdict(one)) + "\n" for one in found), encoding="utf-8")


def load(path: Path) -> list[Candidates]:
    """Read what `save` wrote."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_read(json.loads(line)) for line in lines]


def _read(row: Mapping[str, Any]) -> Candidates:
    values: dict[str, Any] = {key: tuple(v) if isinstance(v, list) else v for key, v in row.items()}
    return Candidates(**values)


def _holds(one: Asked, hit: Hit) -> bool:
    return not one.strings or any(states(tokenise(hit.block.text), string) for string in one.strings)


def _key(hit: Hit) -> str:
    return slide_key(hit.slide.ref.document_id, hit.slide.ref.number)


def _without_digest(name: str) -> str:
    """Return a drafted id without the digits of its file's content at the end."""
    return name.rpartition("-")[0]


def _plain(name: str) -> str:
    return "".join(char for char in name.lower() if char.isalnum())
