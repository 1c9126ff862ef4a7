import sys

import pytest

from corpus.errors import DocumentRejected
from ingest.isolation import Limits, read_apart
from ingest.readers import find_reader
from tests.fakes import a_document

TEXT = b"A review\n\n\n\nSafer streets\n\n- Lamps were lit.\n- Gates were shut.\n"
REVIEW = a_document("review", TEXT)
PREPARE = "import sys; sys.path.insert(0, '.'); from ingest.child import *; "


def child(misdeed: str) -> tuple[str, ...]:
    """Return a child that limits itself as ours does, and then misbehaves."""
    order = "order = from_json(Order, sys.stdin.buffer.readline()); limit_ourselves(order.limits); "
    return (sys.executable, "-c", f"{PREPARE}{order}{misdeed}")


def test_what_is_read_apart_is_what_is_read_here() -> None:
    assert read_apart(REVIEW, TEXT) == find_reader(REVIEW, TEXT).read(REVIEW, TEXT)


def test_a_readers_refusal_comes_through_as_it_is() -> None:
    with pytest.raises(DocumentRejected, match=r"document review \(review\.txt\) is broken"):
        read_apart(REVIEW, b"%PDF-1.7 and nothing else")


@pytest.mark.parametrize(
    ("misdeed", "limits", "said"),
    [
        ("import time; time.sleep(60)", Limits(wall_s=1.5), "not read within 1.5 s"),
        ("\nwhile True: pass", Limits(cpu_s=1), "1 s of processor time"),
        ("os._exit(3)", Limits(), "ended with 3"),
        ("os.abort()", Limits(), "ended by signal 6"),
        ("print('not a reply')", Limits(), "no whole reply"),
        ("sys.stdout.write('x' * 5000)", Limits(output_bytes=1000), "more than 1,000 bytes of text"),
    ],
)
def test_a_reader_that_breaks_its_limits_costs_only_its_document(
    misdeed: str, limits: Limits, said: str
) -> None:
    with pytest.raises(DocumentRejected, match=said):
        read_apart(REVIEW, TEXT, limits, child(misdeed))


def test_a_reader_that_takes_too_much_memory_is_stopped() -> None:
    misdeed = "\ntry: x = bytearray(2 << 30)\nexcept MemoryError: os._exit(OUT_OF_MEMORY)"

    with pytest.raises(DocumentRejected, match="more than 1024 MiB of memory"):
        read_apart(REVIEW, TEXT, command=child(misdeed))


def test_a_reader_has_no_network() -> None:
    attempt = "\ntry: socket.create_connection(('127.0.0.1', 9))"
    misdeed = f"{attempt}\nexcept OSError as e: os._exit(40 if 'no network' in str(e) else 41)"

    with pytest.raises(DocumentRejected, match="ended with 40"):
        read_apart(REVIEW, TEXT, command=child(misdeed))
