"""A run as JUnit's XML, which build servers read: one testcase a question."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from evals.failures import describe_row, say_faults


def write_junit(path: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write the rows of one system, a suite a collection; a failure says what was expected and what came."""
    suites = ET.Element("testsuites", {"name": "evals", **_counts(rows)})
    for collection in dict.fromkeys(row["collection"] for row in rows):
        asked = [row for row in rows if row["collection"] == collection]
        suite = ET.SubElement(suites, "testsuite", {"name": collection, **_counts(asked)})
        suite.extend(_case(row) for row in asked)
    ET.indent(suites)
    ET.ElementTree(suites).write(path, encoding="utf-8", xml_declaration=True)


def _case(row: Mapping[str, Any]) -> ET.Element:
    case = ET.Element(
        "testcase", classname=f"{row['collection']}.{row['kind']}", name=row["id"], time=_seconds([row])
    )
    if not row["score"]["right"]:
        failure = ET.SubElement(case, "failure", message=_legal("; ".join(say_faults(row))), type="wrong")
        failure.text = _legal(describe_row(row))
    return case


def _counts(rows: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    failures = sum(not row["score"]["right"] for row in rows)
    return {"tests": str(len(rows)), "failures": str(failures), "errors": "0", "time": _seconds(rows)}


def _seconds(rows: Iterable[Mapping[str, Any]]) -> str:
    return f"{sum(row['score']['total_ms'] for row in rows) / 1000:.4f}"


def _legal(text: str) -> str:
    """Return a text without the control characters that XML cannot hold."""
    return "".join(char if char in "\n\t" or ord(char) >= ord(" ") else " " for char in text)
