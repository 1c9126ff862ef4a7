"""Alternative texts of a file's pictures to captions of its pages."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.model import Drop
from ingest.readers.captions import read_alternative
from ingest.readers.pdf.alternatives import Alternative
from ingest.readers.pdf.seen import APART
from ingest.slides import SlidePlan
from ingest.units import Unit


def caption_pages(
    plans: Sequence[SlidePlan], told: Sequence[Alternative], end: int
) -> tuple[tuple[SlidePlan, ...], tuple[Drop, ...], int]:
    """Return the plans with the captions of their pictures last, what is left out, and the text's new end.

    A text that its page says too is left out. So is one that an earlier picture has: it is a sign's or
    a logo's, or tells pictures of one kind, and no one picture.
    """
    drops: list[Drop] = []
    captions: dict[int, list[Unit]] = {}
    said = {plan.number: _words(" ".join(_texts(plan))) for plan in plans}
    known: set[str] = set()
    for one in told:
        for passage in read_alternative(one.text):
            span = (end, end + len(passage.text))
            end = span[1] + 1
            reason = passage.drop or _find_reason(one, said.get(one.page, ""), known)
            known.add(_words(one.text))
            if reason:
                drops.append(Drop(span, reason, passage.text))
            else:
                unit = Unit(passage.kind, passage.text, (span,), region=APART, box=one.box)
                captions.setdefault(one.page, []).append(unit)
    whole = (replace(plan, body=(*plan.body, *captions.get(plan.number, ()))) for plan in plans)
    return tuple(whole), tuple(drops), end


def _find_reason(one: Alternative, said: str, known: set[str]) -> str:
    words = _words(one.text)
    if f" {words} " in f" {said} ":
        return "alternative text that its page says"
    return "alternative text of an earlier picture" if words in known else ""


def _texts(plan: SlidePlan) -> Iterator[str]:
    yield from (unit.text for unit in (plan.theme, plan.title, *plan.body) if unit)


def _words(text: str) -> str:
    return " ".join(text.casefold().split())
