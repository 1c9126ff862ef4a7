"""Query + block -> support, with the documents at hand; no check where they are switched off."""

from collections.abc import Sequence

from assistant.lists import is_named_whole
from assistant.model import AnswerStatus, Hit, Query
from assistant.shelf import Shelf
from assistant.support import Support, estimate_chance, judge_list, judge_subject, judge_support
from corpus.model import Document


def judge(
    query: Query, hit: Hit, shelf: Shelf, *, near: bool | None = None, by_meaning: bool = False
) -> Support:
    """Return how well a block answers, as `assistant.support.judge_support` finds it."""
    if not shelf.switches.checks:
        return Support(estimate_chance(hit))
    document = document_of(hit, shelf)
    return judge_support(query, hit, document, shelf.lexicon, near=near, by_meaning=by_meaning)


def answers(query: Query, hit: Hit, shelf: Shelf) -> bool:
    """Tell whether a block passes every check but that of nearness."""
    return judge(query, hit, shelf, near=True).status is AnswerStatus.ANSWERED


def judge_whole_list(query: Query, listed: Sequence[Hit], shelf: Shelf) -> Support | None:
    """Return why a list is about something else than is asked, or None.

    Of one that the question names whole and counts right, only years and names are checked.
    """
    if not shelf.switches.checks:
        return None
    if is_named_whole(query, listed[0], [hit.block for hit in listed]):
        return find_mismatch(query, listed[0], shelf)
    return judge_list(query, listed, document_of(listed[0], shelf), shelf.lexicon)


def find_mismatch(query: Query, hit: Hit, shelf: Shelf) -> Support | None:
    """Return why a block is about another year or name than is asked about, or None."""
    if not shelf.switches.checks:
        return None
    return judge_subject(query, hit, document_of(hit, shelf), shelf.lexicon)


def document_of(hit: Hit, shelf: Shelf) -> Document:
    """Return the document that a block stands in."""
    return shelf.documents[hit.slide.ref.document_id]
