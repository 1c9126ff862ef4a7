"""What a run must reach: bars, nothing worse than the naive baseline, and no question lost unexplained."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from evals.comparison import Comparison
from evals.report import HEADLINES, EvalRunUnreadable, Measure
from evals.run import NAIVE, OURS, EvalRun


@dataclass(frozen=True, slots=True)
class Gate:
    """The bars by measure, and the reasons by question id why one that was right may be wrong now."""

    bars: Mapping[str, float] = field(default_factory=dict)
    explained: Mapping[str, str] = field(default_factory=dict)


def read_gate(path: Path) -> Gate:
    """Return the [bars] and, where there is one, the [explained] of a TOML file.

    Raises:
        EvalRunUnreadable: it is not TOML, has no [bars], a bar is unknown or no number, or a reason is empty.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        bars, explained = table["bars"], table.get("explained", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        raise EvalRunUnreadable(
            f"{path}: it needs a [bars] table of measures and numbers: {error}"
        ) from error
    known = {measure.name for measure in HEADLINES}
    if not isinstance(bars, dict) or not isinstance(explained, dict):
        raise EvalRunUnreadable(f"{path}: [bars] and [explained] are to be tables")
    wrong = [name for name in bars if name not in known or not isinstance(bars[name], int | float)]
    if wrong:
        raise EvalRunUnreadable(f"{path}: {', '.join(wrong)}: take numbers for {', '.join(sorted(known))}")
    silent = [name for name, reason in explained.items() if not isinstance(reason, str) or not reason.strip()]
    if silent:
        raise EvalRunUnreadable(f"{path}: [explained] {', '.join(silent)}: say why in words")
    return Gate({name: float(value) for name, value in bars.items()}, explained)


def find_shortfalls(run: EvalRun, bars: Mapping[str, float]) -> list[str]:
    """Return one sentence for each gated measure under the naive baseline's, or its bar."""
    ours, naive = run.systems[OURS].overall, run.systems[NAIVE].overall
    shortfalls = []
    for measure in HEADLINES:
        if measure.name not in ours:
            continue
        value = ours[measure.name].value
        if measure.gated and measure.name in naive and _worse(measure, value, naive[measure.name].value):
            shortfalls.append(
                f"{measure.title}: {value:.3f} is worse than the naive {naive[measure.name].value:.3f}"
            )
        if measure.name in bars and _worse(measure, value, bars[measure.name]):
            shortfalls.append(f"{measure.title}: {value:.3f} does not reach {bars[measure.name]:.3f}")
    return shortfalls


def find_unexplained(comparison: Comparison, explained: Iterable[str]) -> list[str]:
    """Return one sentence for each question that was right, is wrong now, and is not explained."""
    known = set(explained)
    return [
        f"{name}: was right in the accepted run and is wrong now; mend it, or say why under [explained]"
        for name in comparison.lost
        if name not in known
    ]


def _worse(measure: Measure, value: float, than: float) -> bool:
    return value > than if measure.lower_is_better else value < than
