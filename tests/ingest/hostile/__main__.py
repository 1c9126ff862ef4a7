"""Print what becomes of the hostile files in an ingest: `python -m tests.ingest.hostile [NAME …]`."""

import sys

from ingest.isolation import Limits
from tests.ingest.hostile.cases import CASES
from tests.ingest.hostile.measuring import measure

for name, case in CASES.items():
    if len(sys.argv) == 1 or name in sys.argv[1:]:
        took = measure(case, Limits())
        print(  # noqa: T201 - a table for a person
            f"{name:36} {took.size:11,} B {took.seconds:6.1f} s {took.peak_bytes >> 20:5} MiB  "
            f"{took.outcome:8} {took.detail}",
            flush=True,
        )
