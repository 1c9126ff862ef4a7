"""Slides that say the same, or nearly, in one document or in two."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from corpus.model import Slide, SlideRef

WORDS = 8
"""Slides of fewer words ("Any questions?") are not compared: they say nothing that could be said twice."""
RUN = 3
"""Words in a row that are compared."""
NEAR = 0.8
"""Share of their runs that near slides have in common: one changed word in some thirty."""
COMMON = 20
"""Runs on more slides than this are the house's phrases and find no candidates; it bounds the pairs."""

Runs = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class NearSlides:
    """Two slides and the share (0..1) of their runs of words that they have in common; 1 for equal words."""

    one: SlideRef
    other: SlideRef
    share: float


def find_near_slides(slides: Sequence[Slide]) -> tuple[NearSlides, ...]:
    """Return the pairs of slides with equal words or nearly, in the slides' order.

    Of several equal slides each is paired with the first alone, so that n slides give n - 1 pairs.
    """
    groups: dict[tuple[str, ...], list[SlideRef]] = defaultdict(list)
    for slide in slides:
        words = tuple(re.findall(r"\w+", slide.text.casefold()))
        if len(words) >= WORDS:
            groups[words].append(slide.ref)
    pairs = [NearSlides(refs[0], ref, 1.0) for refs in groups.values() for ref in refs[1:]]
    firsts = {refs[0]: _runs(words) for words, refs in groups.items()}
    order = {slide.ref: place for place, slide in enumerate(slides)}
    pairs += _near_pairs(firsts)
    return tuple(sorted(pairs, key=lambda pair: (order[pair.one], order[pair.other])))


def _runs(words: tuple[str, ...]) -> Runs:
    return frozenset(words[at : at + RUN] for at in range(len(words) - RUN + 1))


def _near_pairs(slides: dict[SlideRef, Runs]) -> Iterator[NearSlides]:
    for one, other in _candidates(slides):
        shared = len(slides[one] & slides[other])
        share = shared / (len(slides[one]) + len(slides[other]) - shared)
        if share >= NEAR:
            yield NearSlides(one, other, round(share, 3))


def _candidates(slides: dict[SlideRef, Runs]) -> Iterator[tuple[SlideRef, SlideRef]]:
    """Yield pairs that have a run in common, of such lengths that they can be near."""
    found: dict[tuple[str, ...], list[SlideRef]] = defaultdict(list)
    for ref, runs in slides.items():
        for run in runs:
            found[run].append(ref)
    pairs = {pair for refs in found.values() if 1 < len(refs) <= COMMON for pair in combinations(refs, 2)}
    for one, other in pairs:
        if NEAR <= len(slides[one]) / len(slides[other]) <= 1 / NEAR:
            yield one, other
