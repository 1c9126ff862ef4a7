"""Figures of sentences -> what is worked out from them, each bound to its own clause."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from assistant.model import Claim, Hit, Operation
from assistant.worked.claims import work_claims
from assistant.worked.direction import work_sides
from assistant.worked.naming import Naming, other_years
from assistant.worked.operations import Asked
from assistant.worked.parts import Part, find_stated, names_around
from assistant.worked.sides import field_stated, find_sides

TWO_SIDED = frozenset({Operation.DIFFERENCE, Operation.MULTIPLE, Operation.COMPARE, Operation.CHANGE})

Worked = tuple[Claim, ...]


def work_from_sentences(asked: Asked, hits: Sequence[Hit], naming: Naming) -> Iterator[tuple[Hit, Worked]]:
    """Yield a hit and what is worked out from the figures of sentences: a rest, or two sides."""
    by_slide = {hit.slide.ref: hit for hit in reversed(hits)}
    stated = find_stated(hits)
    if asked.operation is Operation.REMAINDER:
        for part in _shares_named(asked, stated, naming):
            yield by_slide[part.slide.ref], work_claims(asked.operation, (part,))
    if asked.operation in TWO_SIDED | {Operation.TOTAL} and not asked.excluded:
        pair = _pair_in_one_block(asked, stated, naming)
        sides = pair or find_sides(asked.pieces, field_stated(stated, naming), naming, 2, 2).parts
        if sides:
            yield by_slide[sides[0].slide.ref], work_sides(asked, sides, naming)


def _pair_in_one_block(asked: Asked, stated: Sequence[Part], naming: Naming) -> tuple[Part, ...]:
    """Return the two figures of one sentence that the question sets against each other.

    Every word of the question that names something must stand in the clauses of the two figures or in
    what names them, so that a figure bound to another place or group is never taken; the one pair
    there is, is taken.
    """
    terms = naming.terms(asked.text)
    pairs = [
        (one, other)
        for one, other in combinations(stated, 2)
        if one.block is other.block and one.figure.unit == other.figure.unit
        and not naming.unmatched(terms, one.own | other.own | _around(one, naming))
        and not other_years(asked.text, one)
    ]  # fmt: skip
    both = asked.operation is Operation.TOTAL
    told_apart = [pair for pair in pairs if _tells(terms, pair[0], pair[1], naming, both=both)]
    return told_apart[0] if len(told_apart) == 1 else ()


def _tells(terms: tuple[str, ...], one: Part, other: Part, naming: Naming, *, both: bool) -> bool:
    """Tell whether a word of the question stands in the clause of one figure and not in the other's.

    What is added up must each be named so, as a figure may be a part of the one before it.
    """
    said = set(terms) - _around(one, naming)
    first, second = bool(said & (one.own - other.own)), bool(said & (other.own - one.own))
    return (first and second) if both else (first or second or not terms)


def _around(part: Part, naming: Naming) -> frozenset[str]:
    document = naming.shelf.documents[part.slide.ref.document_id]
    return names_around(part.slide, part.block) | naming.names_of(document)


def _shares_named(asked: Asked, stated: Sequence[Part], naming: Naming) -> Iterator[Part]:
    """Yield the shares of a whole whose own clause, with what names it, holds every word of the question."""
    terms = naming.terms(asked.text)
    for part in stated:
        named = not naming.unmatched(terms, part.own | _around(part, naming))
        if named and part.figure.unit.sign == "%" and _is_share(part):
            yield part


def _is_share(part: Part) -> bool:
    """Tell whether a percentage is a share of a whole: "92% of residents", "the percentage of … is 46.7%"."""
    after = part.block.text[part.start + part.figure.whole[1] - part.figure.whole[0] :].lstrip()
    return after.startswith(("of ", "said ", "say ", "were ", "are ")) or "percentage of" in part.said.lower()
