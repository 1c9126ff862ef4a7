"""What the documents' own vocabulary tells of a word: how rare, how spelt, short for what."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from itertools import takewhile

from symspellpy import SymSpell, Verbosity

from assistant.field import SHORT_FORMS
from corpus.model import Slide
from corpus.terms import STOP_WORDS, find_term, find_terms, split_words

_SHORT_FORM = re.compile(r"((?:[A-Za-z][\w'’-]*[ /]+){1,8})\(([A-Z][A-Za-z+]{1,9})\)")
_NAME = re.compile(r"\b[A-Z][a-z]+(?:[ \t](?:(?:of|and|for|the)[ \t])?[A-Z][a-z]+)+")
_OPENERS = frozenset("The A An Our This That All Any Each Every These Those In On At For From With".split())
_FEWEST_CAPITALS, _MOST_CAPITALS = 3, 6
_MIN_LENGTH_TO_CORRECT = 4
_LENGTH_FOR_TWO_EDITS = 7
_LENGTH_OF_UNUSED, _LENGTH_OF_NO_WORD = 6, 3
_FAR_MORE_USUAL = 100

MOST_RARE = 0.8
"""No word of a question weighs more than this share of the rarest: one that the documents never use
may be a plain word for what they say."""

_ENDING = re.compile(r"(?:['’]?s|e[sdr]?|ed|i?ers?|i?est|ings?|y|ies|ied|l?ly|s['’])?")
"""What the inflections of a word differ by."""


@dataclass(frozen=True)
class Lexicon:
    """Words of one generation: in how many slides each stands, and its short forms with their long ones.

    `slide_counts` counts slides by term, `words` counts occurrences by word in lower case, `names`
    are the lower-cased words that are never written small, `short_forms` maps a term such as "ocg"
    to the terms of its long form. `initials` maps what the capitals of one name alone spell to that name,
    for short forms that no slide explains. `speakers` are the terms that name who publishes the documents and
    the areas they are of.
    """

    slides: int
    slide_counts: Mapping[str, int]
    words: Mapping[str, int]
    names: frozenset[str]
    short_forms: Mapping[str, tuple[str, ...]]
    initials: Mapping[str, str] = field(default_factory=dict)
    speakers: frozenset[str] = frozenset()

    def rarity(self, term: str) -> float:
        """Return the term's inverse document frequency over slides, 0..1; a term in no slide gives 1."""
        count = self.slide_counts.get(term, 0)
        return math.log((self.slides + 1) / (count + 0.5)) / math.log((self.slides + 1) / 0.5)

    def weight(self, term: str) -> float:
        """Return what a term of a question weighs among its others, 0..MOST_RARE; rare ones weigh more."""
        return min(MOST_RARE, self.rarity(term))

    @cached_property
    def _speller(self) -> SymSpell:
        speller = SymSpell(max_dictionary_edit_distance=2, prefix_length=7)
        for word, count in self.words.items():
            if len(word) >= _MIN_LENGTH_TO_CORRECT:
                speller.create_dictionary_entry(word, count)
        return speller

    def correct(self, word: str) -> str:
        """Return the documents' own spelling of a misspelt word, or the word itself.

        A word that stands in the documents (in any inflection) or in the English dictionary is
        left alone. One edit is mended up to six letters, two from seven; swapped neighbours count
        as one. Of equally near spellings the most frequent wins. An English word that is one edit away goes
        before one of the documents that is two.
        """
        lowered = word.lower()
        if word.isupper() and lowered in self.initials:
            return self.initials[lowered]
        if len(word) < _MIN_LENGTH_TO_CORRECT or not word.isalpha() or self.knows(lowered):
            return word
        edits = 2 if len(word) >= _LENGTH_FOR_TWO_EDITS else 1
        found = self._speller.lookup(lowered, Verbosity.TOP, max_edit_distance=edits)
        if not found:
            return word
        near = str(found[0].term)
        return near if found[0].distance < 2 else _nearest_english(lowered) or near  # noqa: PLR2004

    def correct_unused(self, word: str) -> str:
        """Return the documents' own spelling of a word that they do not use, one edit away, or the word.

        For questions with other mistakes in them. Short English words are left alone, since many are an
        edit apart, unless the other is far more usual ("sumer" of "summer"); of others three letters do
        ("wek").
        """
        lowered = word.lower()
        if self._uses(lowered) or len(word) < _LENGTH_OF_NO_WORD or not word.isalpha() or word.isupper():
            return word
        found = self._speller.lookup(lowered, Verbosity.TOP, max_edit_distance=1)
        right = str(found[0].term) if found else word
        written = english_words().get(lowered, 0)
        far = english_words().get(right, 0) > _FAR_MORE_USUAL * written
        return right if far or len(word) >= _LENGTH_OF_UNUSED else word

    def other_forms(self, terms: Iterable[str]) -> tuple[str, ...]:
        """Return terms with the long forms of those that are short, and the short forms they spell out."""
        given = dict.fromkeys(terms)
        for short, long_form in self.short_forms.items():
            if short in given:
                given |= dict.fromkeys(long_form)
            elif given.keys() >= set(long_form):
                given[short] = None
        return tuple(given)

    def knows(self, lowered: str) -> bool:
        """Tell whether a lower-case word is English, or one of the documents' in any inflection."""
        return self._uses(lowered) or lowered in english_words()

    def _uses(self, lowered: str) -> bool:
        """Tell whether the documents use a word, in any inflection."""
        return lowered in STOP_WORDS or lowered in self.words or self._inflects(lowered)

    def _inflects(self, lowered: str) -> bool:
        """Tell whether a word is an inflection of the documents': "insidents" is none of "inside"."""
        return any(_are_inflections(lowered, word) for word in self._by_term[find_term(lowered)])

    @cached_property
    def _by_term(self) -> Mapping[str, Sequence[str]]:
        words: dict[str, list[str]] = defaultdict(list)
        for word in self.words:
            words[find_term(word)].append(word)
        return words


def _are_inflections(one: str, other: str) -> bool:
    """Tell whether two words of one stem differ by their endings only."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return bool(_ENDING.fullmatch(one[same:]) and _ENDING.fullmatch(other[same:]))


@cache
def english_words() -> Mapping[str, int]:
    """Return the 82,834 lower-case words of the English list that symspellpy carries, with their counts."""
    lines = (files("symspellpy") / "frequency_dictionary_en_82_765.txt").read_text("utf-8-sig").splitlines()
    return {word: int(count) for word, _, count in (line.partition(" ") for line in lines)}


def _nearest_english(lowered: str) -> str:
    """Return the most frequent English word that is one edit away, or ""."""
    cuts = [(lowered[:place], lowered[place:]) for place in range(len(lowered) + 1)]
    letters = "abcdefghijklmnopqrstuvwxyz"
    edited = {
        *(front + rest[1:] for front, rest in cuts if rest),
        *(front + rest[1] + rest[0] + rest[2:] for front, rest in cuts if len(rest) > 1),
        *(front + letter + rest[1:] for front, rest in cuts if rest for letter in letters),
        *(front + letter + rest for front, rest in cuts for letter in letters),
    }
    english = english_words()
    return max(edited & english.keys(), key=english.__getitem__, default="")


def build_lexicon(slides: Iterable[Slide]) -> Lexicon:
    """Return the lexicon of all text on the slides."""
    slide_counts: Counter[str] = Counter()
    words: Counter[str] = Counter()
    small: set[str] = set()
    spelt: dict[str, set[str]] = defaultdict(set)
    short_forms = {find_term(short): find_terms(long_form) for short, long_form in SHORT_FORMS.items()}
    count = 0
    for slide in slides:
        count += 1
        slide_counts.update(set(find_terms(slide.text)))
        written = [word for word in split_words(slide.text) if word.isalpha()]
        words.update(word.lower() for word in written)
        small.update(word for word in written if word.islower())
        short_forms.update(find_short_forms(slide.text))
        for short, name in find_initials(slide.text):
            spelt[short].add(name)
    initials = {
        short: next(iter(names))
        for short, names in spelt.items()
        if len(names) == 1 and short not in words and find_term(short) not in short_forms
    }
    lexicon = Lexicon(count, slide_counts, words, frozenset(words.keys() - small), short_forms, initials)
    lexicon.correct("warming")  # builds the speller now, not under the first question
    return lexicon


def find_short_forms(text: str) -> dict[str, tuple[str, ...]]:
    """Return the short forms a text explains as "long form (SHORT)", each with its long form's terms.

    The initials of the words before the bracket must spell the short form, small words skipped
    or not: "Organised Crime Groups (OCGs)" gives {"ocg": ("organis", "crime", "group")}.
    """
    found = {}
    for match in _SHORT_FORM.finditer(text):
        long_form = _spelt_by(match[1].replace("/", " ").split(), match[2])
        if long_form:
            found[find_term(match[2])] = find_terms(" ".join(long_form))
    return found


def find_initials(text: str) -> Iterator[tuple[str, str]]:
    """Yield what the capitals of a text's names spell, three at least, and the name.

    The first words of a longer name count as one as well.
    """
    for match in _NAME.finditer(text):
        words = match[0].split()
        words = words[1:] if words[0] in _OPENERS else words
        capitals = [place for place, word in enumerate(words) if word[0].isupper()]
        for last in capitals[_FEWEST_CAPITALS - 1 : _MOST_CAPITALS]:
            name = words[: last + 1]
            yield "".join(word[0] for word in name if word[0].isupper()).lower(), " ".join(name)


def _spelt_by(words: list[str], short: str) -> list[str]:
    letters = short.removesuffix("s").replace("+", "").upper()
    for start in range(len(words)):
        tail = [part for word in words[start:] for part in word.split("-") if part]
        initials = "".join(word[0] for word in tail).upper()
        significant = "".join(word[0] for word in tail if word.lower() not in STOP_WORDS).upper()
        if letters in {initials, significant}:
            return words[start:]
    return []
