"""Question and passage pairs -> groups of one question, split so that no document is on both sides."""

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from corpus.errors import SspError

HELD_OUT_SHARE = 0.06
"""Share of the documents that is kept from training, to stop by."""

SUFFIXES = ("_syn", "_imp")
"""What a source's name ends in: pairs made from its answering ones, and questions without an answer."""

STRANGERS = "random_far"
"""The source whose passages have nothing to do with their questions, and so join no document."""


MOST_CHARS = 240
"""Longer passages are left out: the blocks of slides are shorter, and reading them takes the time of two."""

KEY_CHARS = 60
"""How much of a passage's end tells it from others."""


class PairsError(SspError):
    """The file of pairs is not as it should be. The message names the line."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """A question, a passage, and whether the passage answers it."""

    question: str
    passage: str
    answers: bool
    source: str

    @property
    def family(self) -> str:
        """The source without what its name ends in."""
        name = self.source
        for suffix in SUFFIXES:
            name = name.removesuffix(suffix)
        return name


@dataclass(frozen=True, slots=True)
class Group:
    """One question with passages that answer it and such that do not; either may be none."""

    question: str
    family: str
    answering: tuple[str, ...]
    others: tuple[str, ...]


def read_pairs(path: Path) -> list[Pair]:
    """Return the pairs of a gzipped JSONL file: rows of question, passage, label (1 or 0) and source.

    Raises:
        PairsError: the file cannot be read, or a row is wrong.
    """
    pairs = []
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                pairs.append(_read_pair(line, f"{path}, line {number}"))
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise PairsError(f"{path} cannot be read: {error}") from error
    return pairs


def make_groups(pairs: Iterable[Pair]) -> list[Group]:
    """Return one group a question and family, in the order questions first come.

    Passages of more than `MOST_CHARS` characters are left out. One that answers in one row and does
    not in another counts as answering.
    """
    rows: dict[tuple[str, str], dict[str, bool]] = defaultdict(dict)
    for pair in pairs:
        if len(pair.passage) > MOST_CHARS:
            continue
        passages = rows[pair.question, pair.family]
        passages[pair.passage] = passages.get(pair.passage, False) or pair.answers
    return [
        Group(
            question,
            family,
            tuple(passage for passage, answers in passages.items() if answers),
            tuple(passage for passage, answers in passages.items() if not answers),
        )
        for (question, family), passages in rows.items()
    ]


def split_by_document(groups: Sequence[Group]) -> tuple[list[Group], list[Group]]:
    """Return the groups to train on and those held out.

    The pairs name no documents, but negatives are mostly taken from the same one: questions that
    share a passage are taken as of one document, and a document is on one side.
    """
    roots = _find_documents(groups)
    sides: tuple[list[Group], list[Group]] = ([], [])
    for group, root in zip(groups, roots, strict=True):
        sides[_is_held_out(root)].append(group)
    return sides


def _read_pair(line: str, where: str) -> Pair:
    try:
        row = json.loads(line)
        return Pair(row["question"], row["passage"], bool(row["label"]), row["source"])
    except (ValueError, KeyError, TypeError) as error:
        raise PairsError(f"{where} is no pair ({error}): give question, passage, label and source") from error


def _find_documents(groups: Sequence[Group]) -> list[str]:
    """Return for each group the passage that stands for its document."""
    parent: dict[str, str] = {}

    def root_of(passage: str) -> str:
        while parent.setdefault(passage, passage) != passage:
            parent[passage] = parent[parent[passage]]
            passage = parent[passage]
        return passage

    for group in groups:
        first, *rest = _joined(group)
        for passage in rest:
            parent[root_of(passage)] = root_of(first)
    return [root_of(_joined(group)[0]) for group in groups]


def _joined(group: Group) -> tuple[str, ...]:
    passages = tuple(_key(passage) for passage in (*group.answering, *group.others))
    return passages[:1] if group.family == STRANGERS else passages


def _key(passage: str) -> str:
    """Return what one passage has in common under two sources, of which one may put a title in front."""
    return re.sub(r"\W+", "", passage).lower()[-KEY_CHARS:]


def _is_held_out(root: str) -> bool:
    return int(sha256(root.encode()).hexdigest()[:8], 16) < HELD_OUT_SHARE * 0x1_0000_0000
