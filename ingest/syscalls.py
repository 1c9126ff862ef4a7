"""Calls to the system that a process gives up for good, also in native code: sockets and processes (Linux).

A filter of the kernel's (seccomp) needs no rights and holds for libraries in C, which Python's audit
hooks do not see. Elsewhere, or where a container forbids filters, nothing is given up here.
"""

import ctypes
import errno
import platform
import socket
import struct
import sys
from typing import NamedTuple

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _FILTER = 38, 22, 2
_LOAD, _EQUAL, _ABOVE, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _REFUSE, _UNKNOWN = 0x7FFF0000, 0x00050000 | errno.EPERM, 0x00050000 | errno.ENOSYS
_NUMBER_AT, _ARCHITECTURE_AT, _FIRST_ARGUMENT_AT = 0, 4, 16
_CLONE_THREAD = 0x00010000
_CLONE3 = 435
_FOREIGN_NUMBERS = 0x40000000
"""From here on are the calls of another interface to the same processor (x32), which nothing of ours uses."""


class Machine(NamedTuple):
    """A processor as the kernel knows it: its audit number and those of the calls that matter."""

    audit: int
    socket: int
    clone: int
    never: tuple[int, ...]
    starting: tuple[int, ...]


MACHINES = {
    # never: ptrace process_vm_writev io_uring_setup; starting: fork vfork execve execveat kill
    "x86_64": Machine(0xC000003E, 41, 56, (101, 311, 425), (57, 58, 59, 322, 62)),
    # the same; fork and vfork are clone there
    "aarch64": Machine(0xC00000B7, 198, 220, (117, 271, 425), (221, 281, 129)),
}
"""Numbers from Linux's tables (arch/x86/entry/syscalls/syscall_64.tbl, include/uapi/asm-generic/unistd.h)."""


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def give_up_calls(*, programs: bool = False) -> bool:
    """Give up the calls for this process and what it starts; return whether the system took it.

    What is left: sockets of this machine's own (AF_UNIX), threads, and with `programs` to start any.
    """
    machine = MACHINES.get(platform.machine())
    if sys.platform != "linux" or machine is None:
        return False
    code = b"".join(build_filter(machine, programs=programs))
    program = _Program(len(code) // 8, code)
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    return bool(prctl(_PR_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0) == 0)


def build_filter(machine: Machine, *, programs: bool) -> list[bytes]:
    """Return the filter's steps.

    `clone3` is said to be unknown, since its flags cannot be seen; C libraries then use `clone`.
    """
    steps = [_step(_LOAD, _ARCHITECTURE_AT), _step(_EQUAL, machine.audit, yes=1), _step(_RETURN, _REFUSE)]
    steps += [_step(_LOAD, _NUMBER_AT), _step(_ABOVE, _FOREIGN_NUMBERS, no=1), _step(_RETURN, _REFUSE)]
    steps += _unless(machine.socket, _EQUAL, socket.AF_UNIX)
    for number in machine.never if programs else (*machine.never, *machine.starting):
        steps += [_step(_EQUAL, number, no=1), _step(_RETURN, _REFUSE)]
    if not programs:
        steps += [_step(_EQUAL, _CLONE3, no=1), _step(_RETURN, _UNKNOWN)]
        steps += _unless(machine.clone, _ANY_BIT, _CLONE_THREAD)
    return [*steps, _step(_RETURN, _ALLOW)]


def _unless(number: int, test: int, value: int) -> list[bytes]:
    """Return the steps that refuse a call unless its first argument passes a test."""
    return [
        _step(_EQUAL, number, no=4),
        _step(_LOAD, _FIRST_ARGUMENT_AT),
        _step(test, value, yes=1),
        _step(_RETURN, _REFUSE),
        _step(_RETURN, _ALLOW),
    ]


def _step(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
    """Return one step; a test goes on `yes` or `no` steps further."""
    return struct.pack("=HBBI", code, yes, no, value)
