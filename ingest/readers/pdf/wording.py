"""Texts to words: broken words made whole, each with its place, and nothing left out unlisted."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from corpus.model import BlockKind, Drop, Span, WordPlace
from ingest.readers.pdf.layout import Page, Place, Word, make
from ingest.readers.pdf.manner import Manner
from ingest.readers.pdf.paragraphs import Text
from ingest.units import Unit

SOFT_HYPHEN = "\u00ad"
_LETTERS = re.compile(r"[^\W\d_]+")


class Part(NamedTuple):
    """Where characters [start, end) of a text stand: a word, or what of it stands on one line."""

    start: int
    end: int
    place: Place


@dataclass(frozen=True, slots=True)
class Wording:
    """A text's words as one string, the characters it keeps and those it leaves out, and where it stands."""

    text: str
    spans: tuple[Span, ...]
    drops: tuple[Drop, ...]
    parts: tuple[Part, ...]


def join_wordings(wordings: Sequence[Wording], joint: str) -> Wording:
    """Return texts as one, with a joint of one character between."""
    parts: list[Part] = []
    at = 0
    for wording in wordings:
        parts += [make(Part, (start + at, end + at, place)) for start, end, place in wording.parts]
        at += len(wording.text) + 1
    return Wording(
        joint.join([wording.text for wording in wordings]),
        tuple([span for wording in wordings for span in wording.spans]),
        tuple([drop for wording in wordings for drop in wording.drops]),
        tuple(parts),
    )


def place_unit(unit: Unit, wording: Wording, page: Page) -> Unit:
    """Return a unit with the spans, box and places of its wording."""
    return replace(
        unit,
        spans=tuple(sorted(wording.spans)),
        box=page.to_box([part.place for part in wording.parts]),
        places=tuple(_share_parts(wording.parts, page)),
    )


def _share_parts(parts: Sequence[Part], page: Page) -> Iterator[WordPlace]:
    boxes = page.to_shares([part.place for part in parts])
    for (start, end, _), box in zip(parts, boxes, strict=True):
        yield make(WordPlace, (start, end, *box))


def word_text(text: Text, manner: Manner) -> Wording:
    """Return the text's wording, words that a line's end breaks made whole as the document has them."""
    words = [word for line in text.lines for word in line.words if word.text]
    drops = [drop for line in text.lines for word in line.words for drop in word.drops]
    if text.prefix.kind in {BlockKind.BULLET, BlockKind.NUMBERED} and text.prefix.length and words:
        drops.append(Drop(words[0].span, "list mark"))
        words = words[1:]
    ends = {above.words[-1].span: line.spaced for above, line in pairwise(text.lines)}
    said = ""
    parts: list[Part] = []
    for word, below in zip(words, [*words[1:], None], strict=True):
        broken = _break(word.text, below.text, manner.known) if below and word.span in ends else ""
        if not broken and below and manner.wrapped and not ends.get(word.span, True):
            broken = _cut(word.text, below.text, manner.known)
        shown, joint = word.text, " "
        if broken or shown.endswith(SOFT_HYPHEN):
            shown, joint, left = _shorten(word, broken)
            drops += left
        if shown:
            at = len(said)
            parts.append(make(Part, (at, at + len(shown), word.place)))
        said += shown + joint
    spans = _keep([word.span for word in words], drops)
    return Wording(said.rstrip(), spans, tuple(drops), tuple(parts))


def _shorten(word: Word, broken: str) -> tuple[str, str, list[Drop]]:
    """Return what a word shows, what parts it from the next, and what of it is left out."""
    end = word.span[1]
    if broken == "mended":
        return word.text[:-1], "", [Drop((end - 1, end), "hyphen at a line's end")]
    if word.text.endswith(SOFT_HYPHEN):
        return word.text[:-1], " ", [Drop((end - 1, end), "soft hyphen")]
    return word.text, "" if broken else " ", []


def _break(word: str, below: str, known: Collection[str]) -> str:
    """Return how a word that a line's end breaks is made whole: "mended", "joined" with its hyphen, or ""."""
    if word.endswith(SOFT_HYPHEN):
        return "mended"
    if not word.endswith(("-", "\u2010", "\u2011")) or len(word) < 3 or not word[-2].isalnum():  # noqa: PLR2004
        return ""
    if not (below[0].islower() and word[-2].islower()):
        return "joined" if below[0].isalnum() else ""
    head = _LETTERS.findall(word)[-1].casefold()
    found = _LETTERS.match(below)
    tail = found.group().casefold() if found else ""
    if head + tail in known:
        return "mended"
    return "joined" if f"{head}-{tail}" in known or (head in known and tail in known) else "mended"


def _cut(word: str, below: str, known: Collection[str]) -> str:
    """Return "joined" for a word that a narrow cell cuts without a hyphen, and the document knows whole."""
    whole = f"{word}{below}".casefold().rstrip(".,;:")
    return "joined" if word[-1].isalpha() and below[0].islower() and whole in known else ""


def _keep(spans: Sequence[Span], drops: Sequence[Drop]) -> tuple[Span, ...]:
    """Return the spans, those with one separator between made one, without what is dropped."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    kept: list[Span] = []
    left_out = sorted(drop.span for drop in drops)
    for start, end in joined:
        at = start
        for low, high in left_out:
            if at <= low and high <= end:
                kept += [(at, low)] if at < low else []
                at = high
        kept += [(at, end)] if at < end else []
    return tuple(kept)
