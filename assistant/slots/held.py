"""A question held against one block: what every check of a slot looks at."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from assistant.cover import terms_in, terms_of, with_long_forms
from assistant.lexicon import Lexicon
from assistant.likeness import ALMOST
from assistant.model import Hit, Query
from assistant.naming import names_of
from assistant.periods import spell_out_years
from assistant.thesaurus import find_others
from assistant.wanted import Wanted, find_wanted
from corpus.model import Block, Document
from corpus.terms import find_terms

LIKE = 0.25
"""How well a word must be matched for the block to speak of it in other words: a cosine of 0.52."""

KNOWN_LIKE = 0.3
"""The same for a word that the documents hold elsewhere: a cosine of 0.56."""

PUT_OTHERWISE = 0.55
"""The cover of a question's words from which the wording decides: who asks in the documents' own words for
what they do not say is refused. A block that matches fewer says it in other words, if it means the same."""

UNLIKE = 0.12
"""How well a word is matched at most where nothing in the block is like it: a cosine of 0.41."""

_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n|\t")


@dataclass(frozen=True)
class Held:
    """A question, the block that may answer it, and what names the block on its slide."""

    query: Query
    hit: Hit
    document: Document
    lexicon: Lexicon

    @cached_property
    def asked(self) -> str:
        """The question without earlier turns, its spelling mended and its years spelt out."""
        return spell_out_years(self.query.mended)

    @cached_property
    def named(self) -> str:
        """The question with all that it names: of one that asks the same of another time, the whole."""
        return spell_out_years(self.query.whole) if self.query.whole else self.asked

    @property
    def block(self) -> Block:
        """The block that may answer."""
        return self.hit.block

    @property
    def text(self) -> str:
        """What the block says."""
        return self.hit.block.text

    @property
    def matches(self) -> Mapping[str, float]:
        """How well the block, with what names it, matches each term of the question."""
        return self.hit.matches

    @cached_property
    def wanted(self) -> Wanted:
        """The sort of answer asked for, by the wording of the question that this one goes on with if any."""
        return find_wanted(self.query.form or self.asked)

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The content words of the question alone, by term, its spelling mended."""
        return {term: self.query.words[term] for term in self.query.own_terms if term in self.query.words}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What names the block: title, theme, headings, the line that leads in to it, columns."""
        return names_of(self.hit.slide, self.hit.block)

    @property
    def around(self) -> str:
        """The block's text after what names it, a line each."""
        return "\n".join((*self.names, self.text))

    @cached_property
    def own_terms(self) -> frozenset[str]:
        """The terms of the block itself, long forms with them."""
        return terms_in(self.block, self.lexicon)

    @cached_property
    def name_terms(self) -> frozenset[str]:
        """The terms of what names the block, long forms with them."""
        return with_long_forms(frozenset().union(*(terms_of(name) for name in self.names)), self.lexicon)

    def says(self, words: str) -> bool:
        """Tell whether the block or what names it holds any of the words, or one like it."""
        terms = find_terms(words)
        return not terms or any(self.match(term) >= LIKE for term in terms)

    def is_like(self, term: str) -> bool:
        """Tell whether the block, with what names it, says a term, or in other words what it means.

        Other words must be nearer where the documents use the term itself elsewhere: there they would
        mostly have used it here.
        """
        match = self.match(term)
        if term not in self.lexicon.slide_counts:
            return match >= LIKE
        return match == 1.0 or KNOWN_LIKE <= match <= ALMOST or self._says_otherwise(term)

    def _says_otherwise(self, term: str) -> bool:
        """Tell whether the block itself, not what names it, says a term by a word papers use for it."""
        return any(words <= self.own_terms for words in find_others((term,)).get(term, ()))

    def match(self, term: str) -> float:
        """Return how well the block, with what names it, matches a term, 0..1."""
        if term in self.own_terms or term in self.name_terms:
            return 1.0
        return self.matches.get(term, 0.0)


def split_sentences(text: str) -> list[str]:
    """Return the sentences, lines and cells of a text."""
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]
