"""The child of ingest.isolation: confines itself, does one errand from its input, replies on its output.

python -m ingest.child
"""

import os
import sys
from importlib import import_module
from typing import NoReturn

from corpus.records import from_json
from ingest.confinement import confine, end_with
from ingest.isolation import FAILED, FAULT_CHARS, OUT_OF_MEMORY, TOO_MUCH, Errand


def main() -> NoReturn:
    """Do one errand from standard input, and end."""
    reply_to = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no reply
    errand = from_json(Errand, sys.stdin.buffer.readline())
    end_with(errand.parent)
    confine(errand.limits, errand.folder)
    code, reply = 0, b""
    try:
        reply = perform(errand)
    except MemoryError:
        code = OUT_OF_MEMORY
    except Exception as error:  # noqa: BLE001 - whatever the work raises, the parent is told
        code, reply = FAILED, f"{type(error).__name__}: {error}"[:FAULT_CHARS].encode(errors="replace")
    if len(reply) > errand.limits.output_bytes:
        code, reply = TOO_MUCH, b""
    with os.fdopen(reply_to, "wb") as output:
        output.write(reply)
    os._exit(code)  # no destructor of a library that met a broken file is run


def perform(errand: Errand) -> bytes:
    """Return what the errand's function replies to the order and the payload."""
    order = sys.stdin.buffer.read(errand.order_bytes)
    module, _, name = errand.work.partition(":")
    reply: bytes = getattr(import_module(module), name)(order, sys.stdin.buffer.read(), errand.folder)
    return reply


if __name__ == "__main__":
    main()
