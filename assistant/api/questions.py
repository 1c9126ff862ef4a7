"""What a question may be made of, checked before any work is done on it."""

import unicodedata

from assistant.api.problems import Problem, bad_field

_ALLOWED_CONTROLS = frozenset("\n\r\t")
_UNREADABLE = frozenset({"Cc", "Cs", "Cn", "Co"})
"""Unicode's control characters, lone surrogates, unassigned code points and private use."""


def find_fault(question: str, max_chars: int) -> tuple[str, str] | None:
    """Return what was found and what to do when a question cannot be read; None when it can."""
    if not question.strip():
        return "no text", "Type a question about the documents."
    if len(question) > max_chars:
        return f"{len(question):,} characters", f"Ask one thing in at most {max_chars:,} characters."
    found = find_unreadable(question)
    return (found, "Type the question as plain text.") if found else None


def find_unreadable(text: str) -> str:
    """Return which character of a text cannot be read, in words; "" where all can."""
    for position, char in enumerate(text, start=1):
        if char not in _ALLOWED_CONTROLS and unicodedata.category(char) in _UNREADABLE:
            return f"U+{ord(char):04X}, which is no readable text, as character {position}"
    return ""


def check_question(question: str, max_chars: int, field: str) -> None:
    """Raise the problem of a question that cannot be read, naming the field it came in.

    Raises:
        Problem: status 422.
    """
    fault = find_fault(question, max_chars)
    if fault is not None:
        raise bad_field(field, *fault)


def refused_by_core(message: str, field: str) -> Problem:
    """Return the problem of a question that the assistant itself could not read; the message is our own."""
    return bad_field(field, message.rstrip("."), "Ask again in other words.")
