"""Whether a slide says outright what a question asks to work out: then it is quoted."""

import re
from collections.abc import Sequence

from assistant.cover import terms_of
from assistant.model import Hit, Operation
from assistant.slots.rates import CHANGED
from assistant.wanted import find_counted
from assistant.worked.figures import find_figures
from assistant.worked.naming import Naming
from assistant.worked.operations import Asked
from assistant.worked.parts import BLOCKS_READ, names_around
from corpus.model import SIGNPOSTS, BlockKind, Span

_NUMBER_WORD = r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+"
_SHARE = r"(?:\d\s?%|\bper ?cent\b)"
_NOT = r"(?:\bnot\b|n['’]t\b)"
_SAID: dict[Operation, re.Pattern[str]] = {
    operation: re.compile(pattern, re.IGNORECASE)
    for operation, pattern in {
        Operation.TOTAL: r"\b(?:totals?|totall\w+|altogether|in all|combined|overall|sum)\b",
        Operation.DIFFERENCE: (
            r"\bpercentage points\b|\b(?:difference|gap) of\b|\bby (?:about |around |nearly )?[£$€]?\d"
            r"|[£$€]?\d[\d,.]*(?:k|m|%)? (?:\w+ )?(?:more|less|higher|lower|fewer|above|below)\b"
        ),
        Operation.SHARE: r"\d\s?%|\bper ?cent\b|\b(?:half|third|quarter)\b",
        Operation.CHANGE: r"\d\s?%|\bper ?cent\b",
        Operation.REMAINDER: rf"{_SHARE}.*{_NOT}|{_NOT}.*{_SHARE}",
        Operation.MULTIPLE: r"\b(?:times|twice|double|treble|triple|fold)\b",
        Operation.AVERAGE: r"\b(?:average|mean)\b",
    }.items()
}


def is_stated(asked: Asked, hits: Sequence[Hit], naming: Naming, *, loosely: bool = False) -> bool:
    """Tell whether one of the best blocks holds the result's wording, a figure and the question's words.

    The figure's own clause must have one of those words, unless taken `loosely`.
    """
    terms = naming.terms(asked.text)
    said = _counting(asked.text) if asked.operation is Operation.COUNT else _SAID.get(asked.operation)
    if said is None:
        return False
    spoken = [hit for hit in hits if hit.block.kind not in SIGNPOSTS | {BlockKind.TABLE_ROW}]
    return any(
        _says(hit.block.text, said, asked, () if loosely else terms, naming)
        and not naming.unmatched(terms, _names(hit, naming))
        for hit in spoken[:BLOCKS_READ]
    )


def _says(text: str, said: re.Pattern[str], asked: Asked, terms: tuple[str, ...], naming: Naming) -> bool:
    """Tell whether a text holds the wording, with a figure whose own clause has one of the terms, if any.

    "312 thefts, 7% fewer than before; hate crime fell by 4%" tells nothing of how far theft fell.
    """
    if asked.operation is Operation.COUNT:
        return bool(said.search(text))
    figures = find_figures(text)
    terms = tuple(term for term in terms if not term.isdigit())
    changes = list(CHANGED.finditer(text)) if terms and asked.operation is Operation.SHARE else []
    wordings = [m for m in said.finditer(text) if not any(_overlap(m.span(), c.span()) for c in changes)]
    for wording in wordings if figures else ():
        own = [figure for figure in figures if _overlap(figure.whole, wording.span())]
        if not (own and terms) or any(
            naming.unmatched(terms, terms_of(figure.bound)) != terms for figure in own
        ):
            return True
    return False


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _counting(question: str) -> re.Pattern[str] | None:
    """Return how a slide says how many there are of what a question counts: "four new funds"."""
    words = [re.escape(word.removesuffix("s")) for word in find_counted(question).split()]
    number = rf"(?<![\d.,])(?:{_NUMBER_WORD})(?![.)\d])"
    return re.compile(rf"{number} (?:\w+ ){{0,3}}?{words[-1]}", re.IGNORECASE) if words else None


def _names(hit: Hit, naming: Naming) -> frozenset[str]:
    document = naming.shelf.documents[hit.slide.ref.document_id]
    return terms_of(hit.block.text) | names_around(hit.slide, hit.block) | naming.names_of(document)
