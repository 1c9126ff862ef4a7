"""Words that papers on community safety use for what people call otherwise. General to England.

Everyday English on the one side and the language of councils, police, probation and health on the other. The
words of a group stand for one another when a question is held against the documents; they are no synonyms
everywhere. Words that the law keeps apart (theft and robbery, an arrest and a charge) are in groups apart.
Sources: plain words lists of public bodies, the Home Office's counting rules, and common use.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from corpus.terms import find_terms

FILE = Path(__file__).with_suffix(".txt")

GROUPS: tuple[tuple[str, ...], ...] = tuple(
    tuple(member.strip() for member in line.split(","))
    for line in FILE.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
)
"""Each holds words and phrases that say about the same."""

KINDS: tuple[tuple[str, tuple[str, ...]], ...] = tuple(
    (general.strip(), tuple(kind.strip() for kind in kinds.split(",")))
    for general, kinds in (
        line.split(":", 1)
        for line in """
drug: opiate, opioid, heroin, cocaine, crack, cannabis, ketamine, spice, ecstasy, nitrous oxide
substance: alcohol, drug, opiate
weapon: knife, gun, firearm, machete
violence: stabbing, knife crime, domestic abuse, robbery, homicide
theft: burglary, shoplifting, pickpocketing
vehicle: car, motorbike, van, lorry, scooter, e-scooter
hate crime: racist, homophobic, islamophobic, antisemitic
antisocial behaviour: graffiti, fly tipping, noise, vandalism, street drinking
fraud: scam, courier fraud, romance fraud
exploitation: county lines, modern slavery, cuckooing
addiction: alcohol, drug
school: primary, secondary, academy
emergency service: police, fire, ambulance
""".strip().splitlines()
    )
)
"""What is a kind of what: who asks of drugs is answered by what is said of opiates, not the other way."""


@cache
def _members() -> Mapping[str, tuple[tuple[frozenset[str], ...], ...]]:
    """Return for each term the groups it has a part in, each as the terms of its members."""
    found: dict[str, list[tuple[frozenset[str], ...]]] = {}
    for members in GROUPS:
        group = tuple(frozenset(find_terms(member)) for member in members)
        for term in frozenset().union(*group):
            found.setdefault(term, []).append(group)
    return {term: tuple(groups) for term, groups in found.items()}


@cache
def _kinds() -> Mapping[frozenset[str], tuple[frozenset[str], ...]]:
    """Return what is a kind of what, each as its terms."""
    return {
        frozenset(find_terms(general)): tuple(frozenset(find_terms(kind)) for kind in kinds)
        for general, kinds in KINDS
    }


def find_others(terms: Sequence[str]) -> dict[str, tuple[frozenset[str], ...]]:
    """Return for each term of a question the ways to say it otherwise, each as the terms of one.

    A term counts as a member of a group where the question holds the whole member: "behind" alone is
    not "behind bars". Terms without another way are left out.
    """
    asked = frozenset(terms)
    found = {term: tuple(dict.fromkeys(_others_of(term, asked))) for term in asked}
    return {term: others for term, others in found.items() if others}


def _others_of(term: str, asked: frozenset[str]) -> Iterator[frozenset[str]]:
    for group in _members().get(term, ()):
        said = [member for member in group if term in member and member <= asked]
        if said:
            yield from (member for member in group if member not in said)
    for general, kinds in _kinds().items():
        if term in general and general <= asked:
            yield from kinds


def spell_out(terms: Iterable[str]) -> tuple[str, ...]:
    """Return the terms of a question with those of every other way to say them, once each."""
    given = tuple(dict.fromkeys(terms))
    others = find_others(given)
    more = (term for one in given for member in others.get(one, ()) for term in sorted(member))
    return tuple(dict.fromkeys((*given, *more)))
