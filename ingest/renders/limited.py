"""A program under limits.

python -m ingest.renders.limited MEMORY_BYTES CPU_S FILE_BYTES PROGRAM [ARGUMENT…]
"""

import os
import resource
import sys


def main(arguments: list[str]) -> None:
    """Bound this process and what it starts, then become the program."""
    memory, cpu, file_size = map(int, arguments[:3])
    for what, value in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_FSIZE, file_size),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        bound = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(what, (bound, bound))
    os.nice(5)
    os.execvp(arguments[3], arguments[3:])  # noqa: S606 - the caller names the program


if __name__ == "__main__":
    main(sys.argv[1:])
