"""Figures of like sentences in two years' documents -> what is worked out from them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from assistant.cover import terms_of
from assistant.model import Claim, Hit, Operation
from assistant.periods import Period, find_periods, without_periods, years_of
from assistant.worked.direction import work_sides
from assistant.worked.naming import Naming
from assistant.worked.operations import Asked
from assistant.worked.parts import Part, find_stated, names_around
from corpus.model import Document
from corpus.terms import find_terms

ALIKE = 0.5
"""Share of the words of two clauses, figures aside, that must stand in both for them to tell of the same."""

WORDS_AFTER = 4
"""Words of its clause after a figure in which stands what it counts: "318 recorded hate crimes"."""

OVER_YEARS = frozenset({Operation.DIFFERENCE, Operation.MULTIPLE, Operation.CHANGE, Operation.TOTAL})

_OF_ANOTHER_YEAR = re.compile(
    r"\b(?:year|month|quarter|time) (?:before|earlier|ago)\b|\b(?:last|previous|next) year\b",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom\W*$", re.IGNORECASE)
_MARKS = re.compile(r"[,;:()–—](?!\d)|[.!?]\s")
_TIMED = re.compile(r"^[\d,.]+[- ]?(?P<unit>second|minute|hour|day|week|month|year)s?\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\bhow many (?:more |fewer |less )?(?P<counted>(?:[\w’'-]+ ){1,4}?)"
    r"(?:were|was|did|does|do|are|is|has|have|had|there|in|than)\b",
    re.IGNORECASE,
)


def work_from_years(
    asked: Asked, hits: Sequence[Hit], naming: Naming
) -> Iterator[tuple[Hit, tuple[Claim, ...]]]:
    """Yield a hit and what is worked out from one figure of each of the two periods that a question names.

    Each stands in a document of its period, in clauses that tell the same of the same thing.
    """
    periods = find_periods(asked.text)
    if len(periods) != 2 or asked.operation not in OVER_YEARS:  # noqa: PLR2004 - two sides
        return
    named = [list(_named(asked, period, hits, naming)) for period in periods]
    pairs = [(a + b, (one, other)) for (a, one), (b, other) in product(*named) if _alike(one, other, naming)]
    best = max((weight for weight, _ in pairs), default=0.0)
    fitting = [pair for weight, pair in pairs if weight == best]
    if len(fitting) == 1:
        hit = next(hit for hit in hits if hit.slide.ref == fitting[0][0].slide.ref)
        yield hit, work_sides(asked, fitting[0], naming)


def _named(asked: Asked, period: Period, hits: Sequence[Hit], naming: Naming) -> Iterator[tuple[float, Part]]:
    """Yield figures of a period's documents that may be meant, with the weight of the words they hold."""
    terms, counted = naming.terms(without_periods(asked.text)), _counted(asked, naming)
    for document in naming.shelf.documents.values():
        if find_periods(document.period) != (period,):
            continue
        for part in find_stated([hit for hit in hits if hit.slide.ref.document_id == document.id]):
            around = names_around(part.slide, part.block) | naming.names_of(document)
            around |= _leading_to(part) if counted else frozenset()
            is_counted = _counts(part).issuperset(counted[-1:])
            own = tuple(term for term in terms if not naming.unmatched((term,), part.own))
            if (
                own
                and not naming.unmatched(terms, part.own | around)
                and is_counted
                and not _counts_time(asked, part)
                and not naming.unmatched(counted, part.own | around, alike=False)
                and not _of_another_year(part, document)
            ):
                yield naming.weight(own), _of_year(part, document)


def _counted(asked: Asked, naming: Naming) -> tuple[str, ...]:
    """Return the words for what a question counts: "how many more hate crimes were there"."""
    found = _COUNTED.search(asked.text)
    return naming.terms(found["counted"]) if found else ()


def _counts_time(asked: Asked, part: Part) -> bool:
    """Tell whether a figure is a time, where other things are counted."""
    timed = _TIMED.search(part.figure.text + _after(part))
    counted = _COUNTED.search(asked.text)
    if timed is None or counted is None:
        return False
    return find_terms(timed["unit"])[0] not in find_terms(counted["counted"])


def _counts(part: Part) -> frozenset[str]:
    after = _after(part).split()
    return frozenset(term for term in terms_of(" ".join(after[:WORDS_AFTER])) if not term[0].isdigit())


def _after(part: Part) -> str:
    """Return what follows a figure in its clause."""
    return without_periods(part.said).partition(part.figure.text.strip())[2]


def _leading_to(part: Part) -> frozenset[str]:
    """Return the terms that lead to a figure in its clause, over figures before: "reached 90 in 4 halls"."""
    return terms_of(_MARKS.split(part.block.text[: part.start])[-1])


def _of_another_year(part: Part, document: Document) -> bool:
    before, told = part.block.text[: part.start], years_of(part.said)
    otherwise = _OF_ANOTHER_YEAR.search(part.said) or _FROM.search(before)
    return bool(otherwise) or not told <= years_of(document.period)


def _of_year(part: Part, document: Document) -> Part:
    own, said = part.own | terms_of(document.period), f"{part.said} {document.period}"
    return replace(part, own=own, said=said, period=document.period)


def _alike(one: Part, other: Part, naming: Naming) -> bool:
    """Tell whether two figures are of one unit and area, and their clauses of the same words."""
    documents = [naming.shelf.documents[part.slide.ref.document_id] for part in (one, other)]
    if documents[0].area != documents[1].area or one.figure.unit != other.figure.unit:
        return False
    first, second = (
        {term for term in find_terms(without_periods(part.said)) if not term[0].isdigit()}
        for part in (one, other)
    )
    counted = bool(_counts(one) & _counts(other)) or not (_counts(one) or _counts(other))
    return counted and len(first & second) >= ALIKE * len(first | second)
