"""One row of a saved run in words: the question, what was expected, what came, and what was wrong with it."""

from collections.abc import Mapping
from typing import Any


def describe_row(row: Mapping[str, Any]) -> str:
    """Return one question of a saved run as lines: verdict, question, expected, got."""
    lines = [
        f"{'pass' if row['score']['right'] else 'FAIL'}  {row['id']}",
        *(f"  before:   {earlier}" for earlier in row["earlier"]),
        f"  question: {row['question']}",
        f"  expected: {say_expected(row)}",
        f"  got:      {row['status']}: {' | '.join(row['text'].splitlines())}",
        f"  cited:    {', '.join(row['cited']) or 'nothing'}",
    ]
    if row["score"]["missing"]:
        lines.append(f"  missing:  {'; '.join(row['score']['missing'])}")
    lines += [f"  way:      {line}" for line in row.get("why", ())]
    return "\n".join(lines)


def say_expected(row: Mapping[str, Any]) -> str:
    """Return what a right answer would have been."""
    facts = "; ".join(fact[0] for fact in row["facts"]) or "nothing to be said"
    slides = f" on slide {', '.join(map(str, row['slides']))}" if row["slides"] else ""
    return f"{'/'.join(row['expected_status'])}: {facts}{slides}"


def say_faults(row: Mapping[str, Any]) -> list[str]:
    """Return what was wrong with an answer, in plain words; [] for one that is right."""
    score = row["score"]
    if score["right"]:
        return []
    faults = []
    if not score["status_expected"]:
        ended, expected = row["status"], " or ".join(row["expected_status"])
        faults.append(f"it ended as {ended}, not as {expected}".replace("_", " "))
    if score["answerable"] and score["answered"]:
        if score["missing"]:
            faults.append(f"it does not say {'; '.join(score['missing'])}")
        if score["citation_recall"] != 1.0:
            faults.append("not every slide with the evidence is cited")
        if score["quote_verified"] not in (None, 1.0):
            faults.append("a quote does not stand on its slide")
        if not score["numbers_supported"]:
            faults.append("a number stands on no cited slide")
    return faults
