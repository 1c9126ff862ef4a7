"""Two runs -> what moved: paired differences with intervals, the questions won and the questions lost."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from corpus.model import content_id
from evals.intervals import Difference, mcnemar, paired_difference

MEASURES = {
    "right": "right in every respect",
    "fact_recall": "fact recall, any length",
    "citation_precision": "citation precision",
    "citation_recall": "citation recall",
    "answered": "answered",
}
"""What is compared, and its plain name."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one question went. `of` is the digest of what was asked and expected."""

    of: str
    kind: str
    collection: str
    right: bool
    answered: bool
    fact_recall: float | None = None
    citation_precision: float | None = None
    citation_recall: float | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What moved over some of the questions. `luck` is the chance of such a split of won and lost by luck."""

    name: str
    n: int
    differences: Mapping[str, Difference]
    won: int
    lost: int
    luck: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """What moved between two runs, over the questions that both asked and that stayed the same.

    `changed` are questions that both hold and that ask or expect something else now.
    """

    whole: Part
    by_kind: tuple[Part, ...]
    by_collection: tuple[Part, ...]
    won: tuple[str, ...]
    lost: tuple[str, ...]
    changed: tuple[str, ...] = ()


def verdict_of(row: Mapping[str, Any]) -> Verdict:
    """Return the verdict of one row of a saved run."""
    score = row["score"]
    expected = [row[name] for name in ("earlier", "facts", "slides", "also", "expected_status")]
    return Verdict(
        of=content_id(row["question"], json.dumps(expected, ensure_ascii=False)),
        kind=row["kind"],
        collection=row["collection"],
        **{name: score[name] for name in MEASURES},
    )


def compare(before: Mapping[str, Verdict], after: Mapping[str, Verdict]) -> Comparison:
    """Return what moved from one run's verdicts, by question id, to another's."""
    shared = [name for name in after if name in before]
    same = [name for name in shared if before[name].of == after[name].of]

    def parts(of: Callable[[Verdict], str]) -> tuple[Part, ...]:
        groups = dict.fromkeys(of(after[name]) for name in same)
        return tuple(
            _part(group, [name for name in same if of(after[name]) == group], before, after)
            for group in groups
        )

    return Comparison(
        whole=_part("all", same, before, after),
        by_kind=parts(lambda verdict: verdict.kind),
        by_collection=parts(lambda verdict: verdict.collection),
        won=tuple(name for name in same if after[name].right and not before[name].right),
        lost=tuple(name for name in same if before[name].right and not after[name].right),
        changed=tuple(name for name in shared if name not in set(same)),
    )


def describe_comparison(comparison: Comparison) -> Iterable[str]:
    """Yield what moved as lines: overall, by kind and collection, then every question won or lost."""
    for part in (comparison.whole, *comparison.by_collection, *comparison.by_kind):
        yield f"{part.name}: {part.n} questions, {part.won} won, {part.lost} lost (by luck: {part.luck:.2f})"
        for name, difference in part.differences.items():
            yield f"  {MEASURES[name]}: {say_difference(difference)}"
    for title, names in (("won", comparison.won), ("lost", comparison.lost), ("changed", comparison.changed)):
        yield f"{title}: {', '.join(names) or 'none'}"


def say_moves(comparison: Comparison) -> str:
    """Return what moved in one line: the share of right answers, and how many were won and lost."""
    right = comparison.whole.differences.get("right")
    difference = f"right {say_difference(right)}, " if right else ""
    return f"{difference}{comparison.whole.won} won, {comparison.whole.lost} lost of {comparison.whole.n}"


def say_difference(difference: Difference) -> str:
    """Return a difference with its interval."""
    return f"{difference.value:+.3f} ({difference.low:+.3f} to {difference.high:+.3f})"


def as_json(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison ready for JSON."""
    return asdict(comparison)


def _part(name: str, ids: Iterable[str], before: Mapping[str, Verdict], after: Mapping[str, Verdict]) -> Part:
    pairs = [(before[one], after[one]) for one in ids]
    differences = {}
    for measure in MEASURES:
        scores = [(getattr(old, measure), getattr(new, measure)) for old, new in pairs]
        known = [(float(old), float(new)) for old, new in scores if old is not None and new is not None]
        if known:
            differences[measure] = paired_difference(*zip(*known, strict=True))
    won = sum(new.right and not old.right for old, new in pairs)
    lost = sum(old.right and not new.right for old, new in pairs)
    return Part(name, len(pairs), differences, won, lost, mcnemar(won, lost))
