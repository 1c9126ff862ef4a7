"""Query that names slides by number -> those slides, or all that stands there if nothing else is asked."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, takewhile

from assistant.model import AnswerStatus, Evidence, Hit, Offer, Query
from assistant.numbered import BACK
from assistant.periods import find_periods, without_periods
from assistant.shelf import Shelf
from assistant.slots.light import LIGHT
from assistant.titled import find_titled, without_titles
from corpus.model import SIGNPOSTS, Document, Slide
from corpus.terms import find_terms

MOST_READ, MAX_WORDS = 12, 180
"""How many blocks of a slide are read out at most, and how many words."""

_READ_OUT = frozenset(find_terms("summarise summary outline contain contents read text entire everything"))
"""Words that ask for what stands there, besides those that ask for anything."""


def find_numbered(query: Query, shelf: Shelf) -> tuple[Slide, ...]:
    """Return the slides that a question names by number, of the documents that it may mean, in order."""
    documents = _meant(query, shelf)
    found = shelf.generation.slides
    keys = ((one.id, _number(number, one, shelf)) for one in documents for number in query.slides)
    return tuple(found[key] for key in keys if key in found)


def asks_for_whole(query: Query) -> bool:
    """Tell whether a question that names a slide asks for nothing but what stands there."""
    return (LIGHT | _READ_OUT).issuperset(find_terms(without_periods(without_titles(query.form))))


def read_slides(query: Query, slides: Sequence[Slide], shelf: Shelf) -> Evidence:
    """Return what stands on the slides named, in order; where that is nothing, a status and the reason.

    Where several documents have such a slide, it is asked back which is meant.
    """
    named = " and ".join("at the end" if number == BACK else str(number) for number in query.slides)
    if not slides:
        return Evidence((), 0.0, (), AnswerStatus.NO_EVIDENCE, f"there is no slide {named}")
    hits = [hit for slide in slides for hit in _read(slide)]
    titles = {slide.ref.document_id: shelf.documents[slide.ref.document_id].title for slide in slides}
    if len(titles) > 1:
        reason = f"{len(titles)} documents have a slide {named}"
        offers = tuple(_offer(slide, titles[slide.ref.document_id]) for slide in slides)
        return Evidence((), 0.0, tuple(hits[:1]), AnswerStatus.AMBIGUOUS, reason, offers=offers)
    if all(slide.picture_only for slide in slides):
        reason = f"slide {slides[0].ref.number}, “{slides[0].title}”, is a picture"
        return Evidence((), 0.0, tuple(hits[:1]), AnswerStatus.PICTURE_ONLY, reason)
    lengths = accumulate(len(hit.block.text.split()) for hit in hits)
    fitting = list(takewhile(lambda words: words <= MAX_WORDS, lengths))[:MOST_READ]
    kept = tuple(hits[: max(1, len(fitting))])
    left = f"{len(hits)} lines stand there; the first {len(kept)} are given" if len(kept) < len(hits) else ""
    return Evidence(kept, 1.0, kept[:1], reason=left)


def _meant(query: Query, shelf: Shelf) -> list[Document]:
    """Return the documents that a question may mean: of its years, and those it names by what they are."""
    documents = [one for one in shelf.documents.values() if not query.periods or _covers(one, query)]
    titled = find_titled(query.mended, documents)
    return [document for document in documents if not titled or document.id in titled]


def _covers(document: Document, query: Query) -> bool:
    covered = find_periods(document.period)
    return any(one.holds(asked) for one in covered for asked in query.periods)


def _number(number: int, document: Document, shelf: Shelf) -> int:
    if number != BACK:
        return number
    return max(ref.number for ref in shelf.slides if ref.document_id == document.id)


def _offer(slide: Slide, title: str) -> Offer:
    number = slide.ref.number
    return Offer(f"What is on slide {number} of the {title}?", slide.ref.document_id, number)


def _read(slide: Slide) -> Iterator[Hit]:
    """Yield what a slide says; its title and headings only where it says nothing else."""
    said = [block for block in slide.blocks if block.kind not in SIGNPOSTS]
    for block in said or slide.blocks:
        yield Hit(slide, block, 1.0, {}, excerpt=(0, len(block.text)))
