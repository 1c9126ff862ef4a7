import subprocess
import sys
from pathlib import Path


def test_numpy_takes_one_thread_for_what_a_question_needs() -> None:
    code = (
        "import numpy; from assistant.bootstrap import limit_threads; limit_threads(); "
        "from threadpoolctl import threadpool_info; "
        "print({pool['num_threads'] for pool in threadpool_info() if pool['user_api'] == 'blas'})"
    )

    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == "{1}\n"
