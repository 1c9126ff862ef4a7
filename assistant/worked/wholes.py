"""Sentences that tell a whole and a part of it ("318 crimes, of which 201 …") -> the part's share."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, zip_longest

from assistant.cover import terms_of
from assistant.model import Claim, Hit, Operation
from assistant.periods import years_of
from assistant.worked.claims import work_claims
from assistant.worked.figures import Unit
from assistant.worked.naming import Naming
from assistant.worked.operations import Asked
from assistant.worked.parts import Part, find_stated, names_around

_THEM = r"of (?:which|whom|these|those|them)\b"
_BEFORE = re.compile(rf"\b{_THEM},? (?:\w+ ){{0,2}}?$", re.IGNORECASE)
_AFTER = re.compile(rf"(?: \w+)? {_THEM}", re.IGNORECASE)
_OUT_OF = re.compile(r" (?:out )?of (?:the |our |its |their |all )?", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"[.!?](?:\s|$)")
_STOPS = re.compile(r"[.!?;](?:\s|$)")
_NEGATED = re.compile(r"\b(?:not|no|never|without|fail\w*|unable)\b|n['’]t\b", re.IGNORECASE)


def work_from_wholes(
    asked: Asked, hits: Sequence[Hit], naming: Naming
) -> Iterator[tuple[Hit, tuple[Claim, ...]]]:
    """Yield a hit and the share of the one part of a whole that a question asks for, in the latest document.

    The question must name the whole, and what tells the part from it must stand in the part's own clause.
    """
    pairs = [pair for pair in _find_wholes(find_stated(hits)) if _is_asked(asked, *pair, naming)]
    latest = max((_last_year(part, naming) for part, _ in pairs), default=0)
    fitting = [pair for pair in pairs if _last_year(pair[0], naming) == latest]
    if len(fitting) == 1:
        hit = next(hit for hit in hits if hit.slide.ref == fitting[0][0].slide.ref)
        yield hit, work_claims(Operation.SHARE, fitting[0])


def _find_wholes(stated: Sequence[Part]) -> Iterator[tuple[Part, Part]]:
    """Yield each part with its whole: "of which" binds what follows in its sentence to the figure before."""
    for _, of_block in groupby(stated, key=lambda part: part.block.id):
        whole: Part | None = None
        before: Part | None = None
        for part in _with_tails(of_block):
            if before and _OUT_OF.fullmatch(_between(before, part)):
                yield replace(before, own=before.own | part.own, said=part.said), part
                whole = None
            elif before and (
                _is_marked(part) or (whole and not _SENTENCE_ENDS.search(_between(before, part)))
            ):
                whole = whole or before
                yield part, whole
            else:
                whole = None
            before = part


def _with_tails(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield the parts of a block, each bound to what follows it in its sentence up to the next as well."""
    listed = list(parts)
    for part, following in zip_longest(listed, listed[1:]):
        end = part.start + len(part.figure.text)
        tail = _STOPS.split(part.block.text[end : following.start if following else None], maxsplit=1)[0]
        yield replace(part, own=part.own | terms_of(tail), said=f"{part.said} {tail}")


def _is_marked(part: Part) -> bool:
    text, end = part.block.text, part.start + len(part.figure.text)
    return bool(_BEFORE.search(text[: part.start]) or _AFTER.match(text[end:]))


def _between(one: Part, other: Part) -> str:
    return one.block.text[one.start + len(one.figure.text) : other.start]


def _is_asked(asked: Asked, part: Part, whole: Part, naming: Naming) -> bool:
    """Tell whether a question asks for a part of a whole, both being counts of things.

    "15 out of 60 tenants complained" binds both to one clause: the question must name two things of it.
    """
    terms = naming.terms(asked.text)
    document = naming.shelf.documents[part.slide.ref.document_id]
    around = names_around(whole.slide, whole.block) | naming.names_of(document)
    together = part.own >= whole.own
    told = around if together else around | whole.own
    literal = naming.unmatched(terms, told, alike=False)
    exact = tuple(term for term in literal if not naming.unmatched((term,), part.own, alike=False))
    telling = exact or naming.unmatched(terms, told)
    return (
        part.figure.unit == whole.figure.unit == Unit()
        and len(telling) > together
        and bool(set(terms) - set(naming.unmatched(terms, whole.own)))
        and not naming.unmatched(tuple(t for t in naming.unmatched(terms, told) if t not in exact), part.own)
        and bool(_NEGATED.search(asked.text)) == bool(_NEGATED.search(part.said))
    )


def _last_year(part: Part, naming: Naming) -> int:
    document = naming.shelf.documents[part.slide.ref.document_id]
    return max(years_of(document.period), default=0)
