"""The child of ingest.isolation: limits itself, reads one document from its input, replies on its output.

python -m ingest.child
"""

import os
import resource
import socket
import sys
from typing import NoReturn

from corpus.errors import DocumentRejected
from corpus.records import from_json, to_json
from ingest.isolation import OUT_OF_MEMORY, Limits, Order, Reply
from ingest.readers import find_reader

OPEN_FILES = 64


def limit_ourselves(limits: Limits) -> None:
    """Bound this process: memory, processor time, output, open files; no core file, child or network."""
    for what, value in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.cpu_s),
        (resource.RLIMIT_FSIZE, limits.output_bytes + 1),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        bound = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(what, (bound, hard))
    socket.socket.connect = _refuse  # type: ignore[method-assign]


def _refuse(*_: object) -> NoReturn:
    raise OSError("a reader has no network")


def reply_to(order: Order, source: bytes) -> Reply:
    """Return the reading of the document, or why it is rejected."""
    try:
        return Reply(find_reader(order.document, source).read(order.document, source))
    except DocumentRejected as error:
        return Reply(rejected=str(error))


def main() -> None:
    """Serve one order from standard input."""
    order = from_json(Order, sys.stdin.buffer.readline())
    limit_ourselves(order.limits)
    try:
        reply = to_json(reply_to(order, sys.stdin.buffer.read())).encode()
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    sys.stdout.buffer.write(reply)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
