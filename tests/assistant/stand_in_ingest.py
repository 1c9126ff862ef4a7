"""Stands in for the ingest command in the tests of uploads: it does what the first word of a file asks for.

A file's words: `broken` cannot be read, `marked` is held, `crash` ends without a report, `wait` is
added when a file named `go` is in SSP_HOME (until then `running` is there), `alive` writes its process
id there and stays. Anything else is added at once. Every call's arguments are noted in SSP_HOME.
"""

# ruff: noqa: T201 - a command prints

import json
import os
import sys
import time
from pathlib import Path

HOME = Path(os.environ["SSP_HOME"])
EXIT_SOME_FAILED = 4


def draft(path: Path, word: str) -> int:
    outcome = {"broken": "rejected", "marked": "held"}.get(word, "ready")
    detail = {"broken": f"{path} ends too early", "marked": f"{path} is marked SECRET"}.get(word, "")
    entry = {
        "id": path.stem,
        "title": path.stem.replace("-", " ").title(),
        "kind": "review",
        "period": "2031/32",
        "area": "",
        "publisher": "Invented Borough Partnership",
        "audience": "public",
        "presented_on": None,
        "presented_to": "",
        "publisher_aliases": ["IBP"],
        "source": "",
    }
    told = {
        "outcome": outcome,
        "detail": detail,
        "entry": entry,
        "found": [{"field": "period", "value": "2031/32", "where": "slide 1"}],
        "replaces": "north-review" if word == "newer" else None,
        "same_as": None,
        "slides": 3,
        "warnings": ["Slide 2 is a picture without text."] if word == "picture" else [],
        "markings": [{"text": "SECRET", "slide": 1}] if word == "marked" else [],
    }
    print(json.dumps(told))
    return EXIT_SOME_FAILED if outcome != "ready" else 0


def tell(step: str, done: int, total: int, what: str = "") -> None:
    print(json.dumps({"step": step, "done": done, "total": total, "what": what}), file=sys.stderr, flush=True)


def ingest(path: Path, word: str, entry: dict[str, object]) -> int:
    if word == "alive":
        (HOME / "alive").write_text(str(os.getpid()))
        time.sleep(60)
    tell("read", 1, 2, str(entry["id"]))
    (HOME / "running").touch()
    while word == "wait" and not (HOME / "go").exists():
        time.sleep(0.02)
    (HOME / "running").unlink()
    tell("embed", 32, 64)
    tell("publish", 1, 1)
    outcome = "held" if word == "marked" else "indexed"
    if outcome == "indexed":
        (HOME / "current").write_text(f"gen-{entry['id']}")
    counts = {"slides": 3, "blocks": 9, "chunks": 12, "embedded": 12, "detail": f"{path} is marked SECRET"}
    documents = [{"document_id": entry["id"], "outcome": outcome} | counts]
    report = {"generation": f"gen-{entry['id']}", "published": True, "documents": documents, "seconds": 0.5}
    print(json.dumps(report))
    return EXIT_SOME_FAILED if outcome == "held" else 0


def main(arguments: list[str]) -> int:
    with (HOME / "calls").open("a", encoding="utf-8") as calls:
        calls.write(f"{json.dumps({'arguments': arguments, 'nice': os.nice(0)})}\n")
    drafts = arguments[0] == "--draft"
    path = Path(arguments[1] if drafts else arguments[0])
    word = path.read_text(encoding="utf-8", errors="replace").split()[0]
    if word == "crash":
        print("Embedding", file=sys.stderr)
        print(f"Error: {path} made this fail\nrun: ssp doctor", file=sys.stderr)
        return 1
    return (
        draft(path, word)
        if drafts
        else ingest(path, word, json.loads(arguments[arguments.index("--entry") + 1]))
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
