"""Whether the words of a question name a table, a row, a column or the figure of a sentence."""

from dataclasses import dataclass

from assistant.cover import terms_of, with_long_forms
from assistant.likeness import AskedWords
from assistant.model import Query
from assistant.periods import years_of
from assistant.shelf import Shelf
from assistant.worked.parts import Part
from corpus.model import Document
from corpus.terms import find_terms

ALIKE_ENOUGH = 0.2
"""How well a word must be matched by another to name the same: a cosine of 0.48."""

ASKING = frozenset(
    find_terms(
        """total totals sum altogether combined combine together add added adds adding overall difference gap
        many much more most less least few fewer fewest big bigger biggest large larger largest small smaller
        smallest high higher highest low lower lowest great greater greatest far wide wider times time twice
        percentage percent cent per points point proportion share fraction average mean number numbers count
        amount amounts figure figures money pound pounds value values worth size sized cash budget
        second third fourth fifth one two three four five six seven eight nine ten all every each both
        get got receive received give given gave go goes went going come comes came take took taken make makes
        made put pay paid spend spent cost costs allocate allocated award awarded hand handed set aside
        available stand work out tell show know say says compare compared comparison versus
        rise rose risen fall fell fallen increase increased decrease decreased drop dropped change changed
        reduce reduced reduction grow grew growth up down year years there listed list mentioned mention
        different various single whole rate level levels our us we ours here local locally borough council
        partnership exactly roughly approximately please people across among within quite apart left
        leaving remain remaining beat beats beaten lead ahead minus ratio
        recorded record records reported
        told happen happens happened occur occurs occurred
        extra additional due
        want wants wanted intend intends bring brings brought twice
        what's whats who's which's where's thing things just alone"""
    )
)
"""Words that ask for a figure or say what to do with it, and name nothing that a table might be about."""

MONEY = frozenset(find_terms("fund funds funding grant grants spending money budget award awards"))
"""Words that any column of amounts of money is called by."""

ASKING_MONEY = MONEY | frozenset(find_terms("cost costs money pounds paid pay spent spend cash value worth"))
"""Words that ask for an amount of money."""


SIDES_OF_MONEY = frozenset(find_terms("budget spend cost allocated received paid"))
"""Words that ask for money, and name it where a table has a column for each: "budget" and "spend"."""


@dataclass(frozen=True)
class Naming:
    """The words of one question, and how the documents' own words match them.

    `kept` are terms that name something in the table at hand, though elsewhere they only ask.
    """

    query: Query
    shelf: Shelf
    asked: AskedWords
    kept: frozenset[str] = frozenset()

    def terms(self, text: str) -> tuple[str, ...]:
        """Return the terms of a part of the question that name something, in order, once each."""
        return tuple(dict.fromkeys(term for term in find_terms(text) if term not in ASKING - self.kept))

    def said(self, text: str) -> str:
        """Return a part of the question from its first word that names something to its last."""
        words = text.split()
        naming = [number for number, word in enumerate(words) if self.terms(word)]
        return " ".join(words[naming[0] : naming[-1] + 1]).strip(" ?.,;") if naming else text

    def names_of(self, document: Document) -> frozenset[str]:
        """Return the terms of what a whole document is about: title, area, period, publisher."""
        told = (
            document.title,
            document.area,
            document.period,
            document.publisher,
            *document.publisher_aliases,
        )
        return frozenset().union(*map(terms_of, told))

    def called_otherwise(self, terms: tuple[str, ...], names: frozenset[str]) -> tuple[str, ...]:
        """Return those terms for which no name is one that the field's papers use for the same."""
        others = self.asked.others
        return tuple(term for term in terms if not any(names >= other for other in others.get(term, ())))

    def unmatched(
        self, terms: tuple[str, ...], names: frozenset[str], *, alike: bool = True
    ) -> tuple[str, ...]:
        """Return those terms that no name matches, neither as it is, by its long form, nor by a like word."""
        known = with_long_forms(names, self.shelf.lexicon)
        left = tuple(term for term in terms if term not in known and not self._spelt_out(term, known))
        if not left or not alike:
            return left
        matches = self.shelf.matcher.match(self.asked, [known])[:, 0]
        found = dict(zip(self.asked.terms, matches.tolist(), strict=True))
        return tuple(term for term in left if term.isdigit() or found.get(term, 0.0) < ALIKE_ENOUGH)

    def weight(self, terms: tuple[str, ...]) -> float:
        """Return how much terms weigh together; rare ones weigh more."""
        return sum(self.shelf.lexicon.rarity(term) for term in terms)

    def _spelt_out(self, term: str, known: frozenset[str]) -> bool:
        long_form = self.shelf.lexicon.short_forms.get(term)
        return long_form is not None and known.issuperset(long_form)


def other_years(piece: str, part: Part) -> bool:
    """Tell whether a part of a question names years, and the figure's own words name others only."""
    asked, told = years_of(piece), years_of(part.said)
    return bool(asked and told) and not asked <= told


def begin_naming(query: Query, shelf: Shelf) -> Naming:
    """Return the naming of a question; words that the documents lack match nothing but themselves."""
    return Naming(query, shelf, shelf.matcher.place(query.words, {}))
