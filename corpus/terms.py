"""Words as both indexes and the checks of an answer see them. Stemming is Snowball's English stemmer."""

import re
import unicodedata
from functools import lru_cache

import Stemmer

_STEMMER = Stemmer.Stemmer("english")
_MULTIPLIERS = {"k": 1_000, "m": 1_000_000, "bn": 1_000_000_000}

WORD = re.compile(
    r"""
    £?\d[\d,]*(?:\.\d+)?(?:%|(?:k|m|bn|st|nd|rd|th)\b)?   # 46.7%  £400K  5,500  3rd
    | [^\W\d_]+(?:['’][^\W\d_]+)*                          # young  people's
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""One word or one number with its unit, as written."""

_IRREGULAR = dict(
    pair.split(":")
    for pair in """
    paid:pay spent:spend led:lead fell:fall fallen:fall rose:rise risen:rise grew:grow grown:grow
    held:hold ran:run met:meet built:build bought:buy brought:bring caught:catch chose:choose
    chosen:choose drew:draw drawn:draw driven:drive drove:drive felt:feel found:find gave:give
    given:give kept:keep knew:know known:know lost:lose meant:mean sent:send shown:show sold:sell
    sought:seek stole:steal stolen:steal taught:teach thought:think took:take taken:take told:tell
    understood:understand won:win worse:bad worst:bad better:good best:good children:child
    women:woman men:man people:person lives:life thieves:thief knives:knife wives:wife""".split()
)
"""Irregular English forms a stemmer does not bring together."""

STOP_WORDS = frozenset(
    """a about above after again all also am an and any are as at be because been before being below
    between both but by can could did do does doing down during each few for from further get give
    given gives had has have having he her here hers him his how i if in into is it its itself just
    let made make makes many may me might more most much must my near no nor not of off on once only
    or other our out over own please same say says she should so some such tell than that the their
    them then there these they this those through to too under until up upon us was we were what
    when where whether which while who whom whose why will with would you your""".split()
)
"""English function words, and the verbs a question is made with."""


def normalise_number(word: str) -> str:
    """Return a number as plain digits with its percent sign: "£10,000" -> "10000", "£400K" -> "400000".

    Ordinals keep their suffix ("3rd"); anything else comes back as it is.
    """
    bare = word.lower().lstrip("£").replace(",", "")
    match = re.fullmatch(r"(\d+(?:\.\d+)?)(k|m|bn)", bare)
    if match is None:
        return bare
    value = float(match[1]) * _MULTIPLIERS[match[2]]
    return str(int(value)) if value.is_integer() else str(value)


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return str(_STEMMER.stemWord(word))


_PREFIXES = re.compile(r"\b(?:(anti|multi|non)[- ]|(co|pre|re|sub|inter)-)(?=[a-z])", re.IGNORECASE)
"""Prefixes that are written with and without a hyphen: anti-social, antisocial, anti social."""


def split_words(text: str) -> list[str]:
    """Return the words and numbers of a text as written, accents folded, in order."""
    plain = text.replace("’", "'")
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return WORD.findall(_PREFIXES.sub(lambda prefix: prefix[1] or prefix[2], plain))


def find_term(word: str) -> str:
    """Return the one term a word stands for: lower case, number normalised, stemmed, no possessive."""
    if word[0].isdigit() or word[0] == "£":
        return normalise_number(word)
    plain = word.lower().removesuffix("'s").replace("'", "")
    return _stem(_IRREGULAR.get(plain, plain))


def find_terms(text: str) -> tuple[str, ...]:
    """Return the stemmed content words and numbers of a text, in order, repeats kept.

    Function words are left out; a text of nothing else gives ().
    """
    return tuple(find_term(word) for word in split_words(text) if word.lower() not in STOP_WORDS)
