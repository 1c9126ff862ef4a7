"""A transcript -> Markdown in which nothing that was said can act as markup."""

import re
from collections.abc import Iterator

from assistant.api.exports.transcript import STANDING, Exchange, Source, Statement, Transcript

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
"""As entities, since not every reader of Markdown takes a backslash before these."""

_MARKS = re.compile(r"[\\`*_{}\[\]#|~]")
_AT_START = re.compile(r"^(?:([-+=:])|(\d{1,9})([.)]))")
_ADDRESS = re.compile(r"(?<=[a-z])(:)(?=//)|(?<=\bwww)(\.)", re.IGNORECASE)
"""Where an address would be made a link without being asked."""


def write_markdown(transcript: Transcript) -> str:
    """Return a transcript as Markdown, in UTF-8 with one newline at its end."""
    parts = [f"# {escape(transcript.title)}", STANDING]
    for exchange in transcript.exchanges:
        parts.extend(_exchange(exchange))
    parts.append(transcript.checked)
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """Return one line of text that is shown as it is wherever it stands in a line or starts one."""
    line = text.strip()
    line = "".join(_ENTITIES.get(char, char) for char in line)
    line = _MARKS.sub(r"\\\g<0>", line)
    line = _AT_START.sub(lambda at: f"\\{at[1]}" if at[1] else f"{at[2]}\\{at[3]}", line)
    return _ADDRESS.sub(r"\\\g<0>", line)


def _exchange(exchange: Exchange) -> Iterator[str]:
    yield f"## {escape(exchange.question)}"
    if exchange.label:
        yield f"**{escape(exchange.label)}**"
    yield "\n".join(f"- {_statement(statement)}" for statement in exchange.statements)
    if exchange.next_step:
        yield escape(exchange.next_step)
    if exchange.notes:
        yield "\n".join(f"- {escape(note)}" for note in exchange.notes)
    if exchange.sources:
        yield "### Sources"
    for source in exchange.sources:
        yield from _source(source)


def _statement(statement: Statement) -> str:
    marks = "".join(f" \\[{number}\\]" for number in statement.numbers)
    return f"{escape(statement.text)}{marks}"


def _source(source: Source) -> Iterator[str]:
    remarks = f" ({escape('; '.join(source.remarks))})" if source.remarks else ""
    yield f"\\[{source.number}\\] {escape(source.reference)}{remarks}"
    lines = [escape(line) for line in source.quote.split("\n")]
    yield "\\\n".join(f"> {line}" for line in lines if line) or "> (no words)"
