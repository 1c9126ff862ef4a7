"""What a question takes for granted: a figure, a direction. Does the block say so, or otherwise?"""

import re
from dataclasses import dataclass

from assistant.cover import terms_of, terms_of_document
from assistant.slots.directions import (
    Direction,
    asks_direction,
    directions_of,
    says_direction,
    sets_against,
    takes_direction,
)
from assistant.slots.held import UNLIKE, Held, split_sentences
from assistant.slots.light import LIGHT, RELATIONS
from assistant.slots.numbers import Number, Unit, find_numbers

_FIGURES = frozenset({Unit.MONEY, Unit.SHARE, Unit.RANK, Unit.PLAIN})
_SUBJECT_SHARE = 0.75
"""Share of the question's words that name something which a block must hold to correct it."""
_WAYS = {Direction.UP: "it rose", Direction.DOWN: "it fell"}
_SET_AGAINST = {Direction.UP: "it is the higher", Direction.DOWN: "it is the lower"}

_SIGNED = re.compile(r"[+−–-] ?\d")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CHANGE = re.compile(r"\b(?:change|difference)\b|\+/-", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Premise:
    """What became of what the question takes for granted: at most one of the two is filled.

    `missing` says that the block is silent on it; `correction` what it says instead.
    """

    missing: str = ""
    correction: str = ""


def weigh_premise(held: Held) -> Premise:
    """Return whether the block says what the question takes for granted, otherwise or nothing of it.

    A figure is set against the block's figures of the same unit, a direction against its own. A
    block corrects only what it is about: it must hold most of the question's other words.
    """
    figure = _weigh_figures(held)
    return figure if figure.missing or figure.correction else _weigh_direction(held)


def _weigh_figures(held: Held) -> Premise:
    asked = [
        number
        for number in find_numbers(held.asked)
        if number.unit in _FIGURES and number.written[0] in "£$€0123456789"
    ]
    said = list(find_numbers(held.around))
    values = {number.value for number in said}
    strange = [number for number in asked if number.value not in values and not _is_spoken(number, held)]
    if not strange:
        return Premise()
    number = strange[0]
    others = [other.written for other in said if other.unit is number.unit]
    if others and number.unit is not Unit.PLAIN and _is_about(held):
        listed = " and ".join(dict.fromkeys(others))
        return Premise(correction=f"the slide says {listed}, not {number.written}")
    if others and number.unit is Unit.PLAIN and _is_about(held) and _same_count(number, said):
        return Premise(correction=f"the slide says {_same_count(number, said)}, not {number.written}")
    return Premise(missing=f"what comes nearest says nothing of {number.written.strip(' ,.')}")


def _same_count(number: Number, said: list[Number]) -> str:
    """Return the number of the block that counts the same noun as one of the question, or ""."""
    noun = number.after[:2]
    found = (other.written for other in said if other.unit is Unit.PLAIN and set(noun) & set(other.after))
    return next(found, "")


def _is_spoken(number: Number, held: Held) -> bool:
    """Tell whether a figure only measures ("per 1,000 people") or is short for one that stands there."""
    return number.unit is Unit.PLAIN and len(number.value) == 1 and number.value in held.text


def _is_about(held: Held) -> bool:
    terms = [
        term
        for term in held.words
        if term not in LIGHT | RELATIONS
        and not (term[0].isdigit() or term[0] == "£" or directions_of(held.words[term]))
    ]
    return bool(terms) and sum(held.match(term) > UNLIKE for term in terms) >= _SUBJECT_SHARE * len(terms)


def _says_way(held: Held) -> bool:
    """Tell whether a sentence with something of the question, or under its name, says which way it went."""
    own = LIGHT | terms_of_document(held.document)
    keys = {term for term in held.words if term not in own and not directions_of(held.words[term])}
    if keys and 2 * sum(held.is_like(term) for term in keys) <= len(keys):
        return False
    named = bool(keys & held.name_terms)
    sentences = split_sentences(held.text)
    return any(
        says_direction(sentence) and (named or len(sentences) == 1 or not keys or keys & terms_of(sentence))
        for sentence in sentences
    )


def _gives_change(held: Held) -> bool:
    """Tell whether a row gives by how much something went up or down: "-13.0%", under "Change", by year."""
    cells = held.block.cells
    by_year = sum(bool(_YEAR.search(cell.column) and re.search(r"\d", cell.text)) for cell in cells)
    return by_year > 1 or any(_SIGNED.match(cell.text) or _CHANGE.search(cell.column) for cell in cells)


def _weigh_direction(held: Held) -> Premise:
    if asks_direction(held.asked):
        told = _says_way(held) or _gives_change(held)
        return Premise() if told else Premise(missing="what comes nearest says of no rise or fall")
    taken, said = takes_direction(held.asked), directions_of(held.text)
    if len(taken) != 1 or taken & said:
        return Premise()
    if not says_direction(held.text) and not _gives_change(held):
        return Premise(missing="what comes nearest says of no rise or fall")
    if said and _is_about(held):
        (way,), (other,) = tuple(taken), tuple(said)
        ways = _SET_AGAINST if sets_against(held.asked) else _WAYS
        return Premise(correction=f"the slide says that {ways[other]}, not that {ways[way]}")
    return Premise()
