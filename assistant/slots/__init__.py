"""Is this asked thing answered here? Checks of the slot that an answer must fill, one module a rule.

Each check is given a question held against a block and returns what is missing, in plain words, or "".
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.model import AnswerStatus, Hit
from assistant.slots.areas import find_missing_area
from assistant.slots.counts import find_uncounted
from assistant.slots.errands import find_errand, find_no_contact, find_not_yet
from assistant.slots.groups import find_missing_group
from assistant.slots.held import Held
from assistant.slots.kinds import find_unnamed
from assistant.slots.particulars import find_no_particular
from assistant.slots.periods import find_other_period
from assistant.slots.premises import weigh_premise
from assistant.slots.rates import find_no_rate, find_no_share
from assistant.slots.sorts import find_missing_sort, find_untold
from assistant.slots.subjects import FIGURES, find_missing_subject, find_opposite

Check = Callable[[Held], str]

_ABOUT: tuple[Check, ...] = (find_missing_area, find_opposite, find_missing_group, find_missing_subject)
_SLOTS: tuple[Check, ...] = (
    find_untold,
    find_missing_sort,
    find_no_particular,
    find_no_contact,
    find_uncounted,
    find_no_rate,
    find_no_share,
    find_unnamed,
)
_BY_WORDING: frozenset[Check] = frozenset({find_errand, find_untold, find_uncounted})
"""Checks that look for words: a block that clearly means what is asked may say it in others. So does that
of whose it is, but a figure is never given for another group's."""

_HOW_FAR = re.compile(
    r"\bhow (?!does|do|did|is|are|was|were|will|can|has|have)\w+ (?:is|are|was|were|do|did)\b", re.IGNORECASE
)
"""Asks how far something is so: "how satisfied are disabled readers"."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What keeps a block from answering: the status to end with and the reason in plain words."""

    status: AnswerStatus
    reason: str


def find_gap(held: Held, *, by_meaning: bool = False) -> Gap | None:
    """Return what of the asked slot the block does not fill, or None when it fills it.

    A question whose premise the block corrects is answered with the correction, whatever sort of
    thing it asked for: "why did it rise?" has no reason where it fell. With `by_meaning` the checks that
    go by wording are passed over.
    """
    left_out: frozenset[Check] = frozenset()
    if by_meaning:
        figure = held.wanted in FIGURES or _HOW_FAR.search(held.asked)
        left_out = _BY_WORDING if figure else _BY_WORDING | {find_missing_group}
    errand = _first((find_not_yet, find_errand), held, left_out)
    if errand:
        return Gap(AnswerStatus.OUT_OF_SCOPE, errand)
    about = _first(_ABOUT, held, left_out)
    if about:
        return Gap(AnswerStatus.NO_EVIDENCE, about)
    period = find_other_period(held)
    if period:
        return Gap(AnswerStatus.NO_EVIDENCE, period)
    premise = weigh_premise(held)
    if premise.correction:
        return None
    missing = premise.missing or _first(_SLOTS, held, left_out)
    return Gap(AnswerStatus.NO_EVIDENCE, missing) if missing else None


def find_gap_of_list(held: Held, items: Sequence[Hit]) -> Gap | None:
    """Return why a list is about something else than is asked, or None.

    Args:
        held: the question, held against one of the list's items.
        items: all of them.
    """
    text = "\n".join(item.block.text for item in items)
    whole = replace(held, hit=replace(held.hit, block=replace(held.block, text=text)))
    about = _first((find_not_yet, find_errand, *_ABOUT, find_unnamed), whole)
    return Gap(AnswerStatus.NO_EVIDENCE, about) if about else None


def find_correction(held: Held) -> str:
    """Return what the block says instead of what the question takes for granted, or ""."""
    return weigh_premise(held).correction


def _first(checks: tuple[Check, ...], held: Held, left_out: frozenset[Check] = frozenset()) -> str:
    return next((missing for check in checks if check not in left_out and (missing := check(held))), "")
