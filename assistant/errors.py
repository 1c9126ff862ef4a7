"""Errors of the asking side; they join the tree of corpus.errors.

SspError
├── QuestionRejected   the question itself cannot be read: empty, too long, not text
└── DocumentUnknown    it is asked of a document that is not there
"""

from collections.abc import Iterable
from difflib import get_close_matches

from corpus.errors import SspError


class QuestionRejected(SspError):
    """The question itself cannot be read. The message says what was found and what to do."""

    exit_code = 2


class DocumentUnknown(SspError):
    """A question is asked of a document that is not there. `document_id` is what was given for its id."""

    exit_code = 2

    def __init__(self, document_id: str, known: Iterable[str]) -> None:
        near = get_close_matches(document_id, list(known), n=1)
        meant = f" Is it “{near[0]}”?" if near else ""
        super().__init__(f"No document has the id “{document_id}”.{meant} Find the ids with: ssp documents")
        self.document_id = document_id
