"""A page's content read at once: pdfminer's interpreter, with a faster way to tell its operators apart."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from string import ascii_letters
from typing import cast

from pdfminer.pdfdevice import PDFTextSeq
from pdfminer.pdfinterp import PDFPageInterpreter, PDFStackT
from pdfminer.pdftypes import stream_value
from pdfminer.psparser import LIT
from pdfminer.utils import Matrix, apply_matrix_pt

MAX_BYTES = 8_000_000
"""Longer content is left to pdfminer, which needs less memory."""

_END = rb"(?=[\s\0/\[\]()<>%]|\Z)"
_BLANK = b" \t\n\r\f\v\0"
_OPERAND = (
    rb"(?:[+-]?(?:\d++\.?+\d*+|\.\d++)" + _END + rb"|"
    rb"\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+\)|"
    rb"<[0-9A-Fa-f\s]*+>|"
    rb"/[^\s\0/\[\](){}<>%#]*+" + _END + rb"|"
    rb"<<[^<>()]*+>>)[\s\0]*+"
)
"""A number, a string in brackets or in hexadecimal, a name or a dictionary, with the blanks after it."""

_PLAIN = (
    rb"(?:" + _OPERAND + rb"|(?:[A-Za-z][A-Za-z0-9]*+\*?|['\"])" + _END + rb"[\s\0]*+|"
    rb"\[[\s\0]*+(?:" + _OPERAND + rb")*+\][\s\0]*+)"
)
_OPERANDS = re.compile(_OPERAND, re.DOTALL)
_TOKEN = re.compile(_PLAIN, re.DOTALL)
_TOKENS = re.compile(_PLAIN + rb"|.++", re.DOTALL)
"""Operands, operators and arrays; from the first that is none of these on, all that is left."""

_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|\r\n|(.))", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b""}
_SPACE = re.compile(rb"\s+")


class Operator(str):
    """The name of what is to be done with the operands before it."""

    __slots__ = ()


class NotPlain(Exception):
    """The content holds what is left to pdfminer: an inline picture, or something broken."""


class Interpreter(PDFPageInterpreter):
    """Executes a page's content as pdfminer does. Content that is not plain is read by pdfminer itself.

    It tells the device the rectangle around what may be drawn on, which pdfminer does not follow.
    """

    def init_state(self, ctm: Matrix) -> None:
        """Begin with what may be drawn on where this content is drawn."""
        super().init_state(ctm)
        self._clips: list[object] = []

    def do_q(self) -> None:
        """Save what may be drawn on too."""
        super().do_q()
        self._clips.append(getattr(self.device, "clip", None))

    def do_Q(self) -> None:  # noqa: N802  pdfminer's name
        """Restore what may be drawn on too."""
        super().do_Q()
        if self._clips:
            self.device.clip = self._clips.pop()  # type: ignore[attr-defined]

    def do_W(self) -> None:  # noqa: N802
        """Cut what may be drawn on to the path; there is no text before the operator that ends it."""
        points = [
            apply_matrix_pt(self.ctm, (step[at], step[at + 1]))  # type: ignore[arg-type]
            for step in self.curpath
            for at in range(1, len(step) - 1, 2)
        ]
        if points:
            xs, ys = zip(*points, strict=True)
            self.device.cut((min(xs), min(ys), max(xs), max(ys)))  # type: ignore[attr-defined]

    def do_W_a(self) -> None:  # noqa: N802
        """Cut to the path by the other rule for what is inside, which leaves the rectangle around it."""
        self.do_W()

    def do_Do(self, xobjid_arg: PDFStackT) -> None:  # noqa: N802
        """Draw what stands apart, whose cuts end with it."""
        clip = getattr(self.device, "clip", None)
        super().do_Do(xobjid_arg)
        self.device.clip = clip  # type: ignore[attr-defined]

    def execute(self, streams: Sequence[object]) -> None:
        """Execute content streams one after the other."""
        found = [stream_value(stream) for stream in streams]
        numbers = {stream.objid for stream in found}
        if None in numbers or numbers & self.parent_stream_ids:
            super().execute(streams)
            return
        data = b"\n".join(stream.get_data() for stream in found)
        try:
            tokens = read_tokens(data) if len(data) <= MAX_BYTES else None
        except NotPlain:
            tokens = None
        if tokens is None:
            super().execute(streams)
            return
        self.stream_ids.clear()
        self.stream_ids.update(number for number in numbers if number is not None)
        self._perform(tokens)

    def do_TJ(self, seq: PDFStackT) -> None:  # noqa: N802  pdfminer's name
        """Show text, as pdfminer does but for a copy of what is drawn with, which is not kept."""
        if self.textstate.font is not None:
            shown, state = cast("PDFTextSeq", seq), self.graphicstate
            self.device.render_string(self.textstate, shown, state.ncs, state)

    def _perform(self, tokens: Sequence[object]) -> None:
        for token in tokens:
            if not isinstance(token, Operator):
                self.argstack.append(token)  # type: ignore[arg-type]
                continue
            found = find_method(token)
            if found is None:
                continue
            method, count = found
            arguments = self.pop(count) if count else []
            if len(arguments) == count:
                method(self, *arguments)


@cache
def find_method(operator: Operator) -> tuple[Callable[..., None], int] | None:
    """Return what performs an operator and how many operands it takes, None for an unknown one."""
    name = operator.replace("*", "_a").replace('"', "_w").replace("'", "_q")
    method = getattr(Interpreter, f"do_{name}", None)
    return (method, method.__code__.co_argcount - 1) if method else None


def read_tokens(data: bytes) -> list[object]:
    """Return the operands and operators of a content stream.

    Raises:
        NotPlain: there is something else in it.
    """
    tokens = _TOKENS.findall(data.lstrip(_BLANK))
    if tokens and not _TOKEN.fullmatch(tokens[-1]):
        raise NotPlain
    known: dict[bytes, object] = {}
    return [_read(token, known) for token in tokens]


def _read(token: bytes, known: dict[bytes, object]) -> object:
    """Return what a token says; `known` is what was read before, as most numbers and names come again."""
    start = token[:1]
    if start == b"(":
        return _read_string(token)
    if start == b"[":
        return [_read(one, known) for one in _OPERANDS.findall(token[1:].lstrip(_BLANK))]
    value = known.get(token)
    if value is None:
        value = known[token] = _READ.get(start, _read_number)(token.rstrip(_BLANK))
    return value


def _read_string(token: bytes) -> bytes:
    said = token.rstrip(_BLANK)[1:-1]
    return _ESCAPE.sub(_unescape, said) if b"\\" in said else said


def _unescape(found: re.Match[bytes]) -> bytes:
    if found[1]:
        return bytes((int(found[1], 8) & 0xFF,))
    return _ESCAPED.get(found[2], found[2]) if found[2] else b""


def _read_angled(token: bytes) -> object:
    """Return a string in hexadecimal, or nothing of a dictionary.

    That stands only before marks of structure, which draw nothing: what it says is not read.
    """
    if token.startswith(b"<<"):
        return {}
    digits = _SPACE.sub(b"", token[1:-1])
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _read_name(token: bytes) -> object:
    try:
        return LIT(token[1:].decode("utf-8"))
    except UnicodeDecodeError:
        return LIT(token[1:])


def _read_number(token: bytes) -> float:
    return float(token) if b"." in token else int(token)


def _read_operator(token: bytes) -> Operator:
    if token == b"BI":
        raise NotPlain
    return Operator(token.decode("ascii"))


_READ: dict[bytes, Callable[[bytes], object]] = {
    b"<": _read_angled,
    b"/": _read_name,
    **{letter.encode(): _read_operator for letter in f"{ascii_letters}'\""},
}
