"""Question -> the reason not to look for an answer, where its wording alone gives one."""

import re

from assistant.errors import QuestionRejected
from assistant.lexicon import Lexicon
from assistant.model import AnswerStatus
from corpus.terms import STOP_WORDS, split_words

_COMMANDS = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}"
    r"\b(?:instruction|rule|prompt|guideline|previous|above|document|slide|source)"
    r"|\b(?:system prompt|your (?:instructions|prompt|rules)|jailbreak|developer mode)\b"
    r"|\b(?:pretend (?:to|you|that)|(?:^|and |please )act as|role ?play|you are now|from now on)\b"
    r"|\bmake (?:it|one|some|something) up\b|\bmake up (?!of\b|the (?:total|whole|rest)\b)\w"
    r"|\b(?:invent|fabricate|fake) (?:a|an|some|me|your)\b"
    r"|\brepeat after me\b|\brespond only with\b"
    r"|\b(?:assume|suppose|imagine|claim|confirm)\b.{0,80}\b(?:confirm|says? so|anyway)\b",
    re.IGNORECASE | re.DOTALL,
)
_PERSONAL = re.compile(
    r"\b(?:home|private|personal|email|e-mail) (?:address|phone|number|mobile|life|details)\b"
    r"|\b(?:phone|mobile) number\b|\b(?:date of birth|salary of|'s salary|how old is|is .{2,40} married)\b"
    r"|\b(?:religion of|where does .{2,40} live)\b",
    re.IGNORECASE,
)
_OPINIONS = re.compile(
    r"\b(?:is|are|was|were) [^?]{2,60}\b"
    r"(?:any good|incompetent|useless|lazy|corrupt|stupid|trustworthy|to blame)\b"
    r"|\bwhat do you think\b|\b(?:your|in your) (?:opinion|view)\b|\bshould (?:i|we) (?:vote|sack|trust)\b",
    re.IGNORECASE,
)
_MIN_WORDS_TO_JUDGE = 3
_FUNCTION_WORDS, _KNOWN_WORDS = 0.2, 0.5
"""An English question has at least a fifth of function words, or more than half of its words are known."""


def check_readable(question: str, max_chars: int) -> None:
    """Raise QuestionRejected when a question cannot be read as a line of English text.

    Raises:
        QuestionRejected: empty, longer than `max_chars`, or mostly not text.
    """
    if not question.strip():
        raise QuestionRejected("The question is empty. Type a question about the documents.")
    if len(question) > max_chars:
        raise QuestionRejected(
            f"The question has {len(question):,} characters; at most {max_chars:,} are read. "
            "Ask one thing in a sentence or two."
        )
    unreadable = sum(not (char.isprintable() or char.isspace()) for char in question)
    if unreadable * 10 > len(question):
        raise QuestionRejected(
            f"The question holds {unreadable} characters that are not text. Type it as plain words."
        )
    if not any(char.isalnum() for char in question):
        raise QuestionRejected("The question holds no word. Type a question about the documents.")


def find_refusal(question: str, lexicon: Lexicon) -> tuple[AnswerStatus, str] | None:
    """Return the status and reason to refuse a question by its wording, or None to go and look."""
    if _COMMANDS.search(question):
        return AnswerStatus.REFUSED, "It asks for something other than what the documents say."
    if _PERSONAL.search(question):
        return AnswerStatus.REFUSED, "It asks for private facts about a person."
    if _OPINIONS.search(question):
        return AnswerStatus.REFUSED, "It asks for an opinion, and the documents are quoted, not judged."
    if not _is_english(question, lexicon):
        return AnswerStatus.OUT_OF_SCOPE, "It does not read as English, the language of the documents."
    return None


def _is_english(question: str, lexicon: Lexicon) -> bool:
    words = [word.lower() for word in split_words(question) if word.isalpha()]
    if len(words) < _MIN_WORDS_TO_JUDGE:
        return not _mostly_foreign_letters(question)
    function_words = sum(word in STOP_WORDS for word in words) / len(words)
    known = sum(lexicon.knows(lexicon.correct(word)) for word in words) / len(words)
    return function_words >= _FUNCTION_WORDS or known > _KNOWN_WORDS


def _mostly_foreign_letters(question: str) -> bool:
    letters = [char for char in question if char.isalpha()]
    return sum(not char.isascii() for char in letters) * 2 > len(letters)
