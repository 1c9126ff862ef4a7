"""Errors of the asking side; they join the tree of corpus.errors.

SspError
└── QuestionRejected   the question itself cannot be read: empty, too long, not text
"""

from corpus.errors import SspError


class QuestionRejected(SspError):
    """The question itself cannot be read. The message says what was found and what to do."""

    exit_code = 2
