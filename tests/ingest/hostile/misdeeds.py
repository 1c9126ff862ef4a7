"""What work done apart may try, well or ill: functions for `run_apart`, which runs them in its child."""

import ctypes
import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.request import urlopen


def echo(order: bytes, payload: bytes, folder: Path | None) -> bytes:
    return order + b"|" + payload + b"|" + str(folder).encode()


def environment(_order: bytes, _payload: bytes, _folder: Path | None) -> bytes:
    return " ".join(sorted(os.environ)).encode()


def sleep(_order: bytes, _payload: bytes, _folder: Path | None) -> bytes:
    time.sleep(60)
    return b""


def spin(_order: bytes, _payload: bytes, _folder: Path | None) -> bytes:
    while True:
        pass


def hoard(_order: bytes, _payload: bytes, _folder: Path | None) -> bytes:
    return bytes(2 << 30)


def recurse(order: bytes, payload: bytes, folder: Path | None) -> bytes:
    return recurse(order, payload, folder)


def talk(_order: bytes, _payload: bytes, _folder: Path | None) -> bytes:
    print("what a library has to say", flush=True)  # noqa: T201 - the misdeed
    os.write(1, b"and again")
    return b"the reply"


def say_much(order: bytes, _payload: bytes, _folder: Path | None) -> bytes:
    return b"x" * int(order)


def leave(order: bytes, _payload: bytes, _folder: Path | None) -> bytes:
    os._exit(int(order))


def abort(_order: bytes, _payload: bytes, _folder: Path | None) -> bytes:
    os.abort()


def crash(_order: bytes, _payload: bytes, _folder: Path | None) -> bytes:
    return ctypes.string_at(0)


def complain(order: bytes, _payload: bytes, _folder: Path | None) -> bytes:
    raise ValueError(order.decode())


def connect(_order: bytes, _payload: bytes, _folder: Path | None) -> bytes:
    return str(socket.create_connection(("127.0.0.1", 9))).encode()


def connect_as_first_met(_order: bytes, _payload: bytes, _folder: Path | None) -> bytes:
    return str(sys.modules["_socket"].socket(socket.AF_INET)).encode()


def fetch(_order: bytes, _payload: bytes, _folder: Path | None) -> bytes:
    with urlopen("http://127.0.0.1:9/") as answer:
        return bytes(answer.read())


def resolve(_order: bytes, _payload: bytes, _folder: Path | None) -> bytes:
    return str(socket.getaddrinfo("localhost", 80)).encode()


def connect_natively(_order: bytes, _payload: bytes, _folder: Path | None) -> bytes:
    return str(ctypes.CDLL(None).socket(socket.AF_INET, socket.SOCK_STREAM, 0)).encode()


def thread(order: bytes, _payload: bytes, _folder: Path | None) -> bytes:
    said: list[bytes] = []
    worker = threading.Thread(target=said.append, args=(order,))
    worker.start()
    worker.join()
    return said[0]


def start(_order: bytes, _payload: bytes, _folder: Path | None) -> bytes:
    return subprocess.run(["/bin/echo", "here"], check=True, capture_output=True).stdout


def shell(_order: bytes, _payload: bytes, _folder: Path | None) -> bytes:
    return str(os.system("true")).encode()  # noqa: S605, S607 - the misdeed


def fork(_order: bytes, _payload: bytes, _folder: Path | None) -> bytes:
    return str(os.fork()).encode()


def fork_natively(order: bytes, _payload: bytes, _folder: Path | None) -> bytes:
    """Leave a process behind that would write into a file after a while."""
    child = ctypes.CDLL(None).fork()
    if child == 0:
        time.sleep(1.5)
        with Path(order.decode()).open("rb+") as file:
            file.write(b"still here")
        os._exit(0)
    return str(child).encode()


def connect_by_a_program(_order: bytes, _payload: bytes, _folder: Path | None) -> bytes:
    attempt = "import socket; socket.socket()"
    tried = subprocess.run([sys.executable, "-c", attempt], check=False, capture_output=True)
    return tried.stderr[-200:]


def kill_parent(_order: bytes, _payload: bytes, _folder: Path | None) -> bytes:
    os.kill(os.getppid(), 9)
    return b""


def write(order: bytes, payload: bytes, _folder: Path | None) -> bytes:
    Path(order.decode()).write_bytes(payload)
    return b"written"


def remove(order: bytes, _payload: bytes, _folder: Path | None) -> bytes:
    Path(order.decode()).unlink()
    return b"removed"


def write_inside(order: bytes, payload: bytes, folder: Path | None) -> bytes:
    assert folder
    (folder / "pages").mkdir()
    (folder / "pages" / order.decode()).write_bytes(payload)
    return b"written"


def fill(order: bytes, _payload: bytes, folder: Path | None) -> bytes:
    assert folder
    for number in range(int(order)):
        (folder / str(number)).write_bytes(bytes(1 << 20))
        time.sleep(0.02)
    return b"filled"


def stay(order: bytes, _payload: bytes, folder: Path | None) -> bytes:
    """Write this process's number into the file that the order names, and stay."""
    ctypes.CDLL(None).truncate(order, 0)
    file = ctypes.CDLL(None).open(order, os.O_WRONLY)
    os.write(file, str(os.getpid()).encode())
    return sleep(order, b"", folder)
