"""Does the block name the things, or the people, of the kind that a "which" or "who" question asks for?"""

import re

from assistant.cover import terms_of
from assistant.slots.held import LIKE, Held
from assistant.slots.light import LIGHT
from assistant.wanted import Wanted, fills, find_kind
from corpus.model import BlockKind
from corpus.terms import find_term, find_terms, split_words

_I = re.IGNORECASE
_INDEFINITE = re.compile(
    r"^(?:some|several|various|certain|many|other|different|few|number|range|variety|multiple"
    r"|numerous|more|further"
    r"|additional|all|any|these|those|fewer|local|both|among|amongst|\d+|two|three|four|five|six"
    r"|seven|eight|nine|ten)$",
    _I,
)
_DESCRIBED = re.compile(
    r"^\W*\d|^\s?\(|^[^.;]{0,60}?\s[–—-] ?[A-Z]|"
    r"^\W*(?:\w+\W+){0,6}?(?:including|includes?|included|such as|namely|e\.?g\b|i\.?e\b|like)"
    r"|^[^.;]{0,60}?:|^[^.;]{0,60}?, (?:the )?(?-i:[A-Z][a-z])|^\W*(?:of|where"
    r"|for|in|with|about|on|who|that|which|called|named|to)\b",
    _I,
)
_WHICH = re.compile(r"\bwhich (?:of )?(?:the |our |these |those |other )?(?P<phrase>(?:[\w'’-]+ ?){1,5})", _I)
_WHO_IS = re.compile(
    r"\bwho (?:(?:will|would|shall|is to|are to|is going to) )?(?P<verb>(?:co-|vice-)?chair(?:s|ed)?)\b"
    r"|\bwho(?:'s| is| was| are| were) (?:the |our |its |a |an )(?:current |new |present |interim "
    r"|acting |local )*"
    r"(?P<role>[\w&,' -]+?)(?=\s+(?:of|for|in|at|on|with|from|to|when|during|since)\b|\?|$)",
    _I,
)
_ROLE_WORDS = 3
_ROLE_ALIKE = 0.35
"""How well a role must be matched: "director" is not "inspector", so only by nearly the same word."""
_NAMES_OF = re.compile(r"\bnames? of\b|\bwho exactly\b|\bby name\b|\bnamed individuals?\b", _I)
_PERSON = re.compile(
    r"\b(?!The|A|An|In|On|At|For|Our|All)[A-Z][a-z]+(?:[-'’][A-Z]?[a-z]+)? (?:[A-Z]\. ?)?(?:Mc|Mac"
    r"|O['’])?[A-Z][a-z]+"
    r"(?:-[A-Z][a-z]+)?\b(?=\s*(?:,|\(|–|-|$|and\b|is\b|was\b|has\b|said\b|will\b|leads?\b|\n|\t|\.|;))"
)
_POST = (
    r"(?:Chief |Deputy |Assistant |Detective |Senior |Area |Head |Executive |Managing )*"
    r"(?:Constable|Inspector|Superintendent|Sergeant|Commissioner|Director|Manager|Officer|Executive|Leader|Chair|Mayor|Minister"
    r"|Councillor|Coordinator|Commander|Secretary|Treasurer|Adviser|Advocate|Head)"
)
_POST_AND_NAME = re.compile(rf"\b({_POST})(?: \([A-Z]+\))?,? (?=[A-Z][a-z]+ (?:[A-Z]\. ?)?[A-Z])")
_NAME_AND_POST = re.compile(rf"\b[A-Z][a-z]+ [A-Z][\w'’-]+(?:,| \() ?(?:the |our |its )?{_POST}\b")
GENERAL_KINDS = frozenset(
    find_terms(
        "one other way side kind type sort thing person people"
        " organisation organization outfit body agency company partner route means method source avenue"
    )
)
"""Kinds of which anything named is one, called so or not."""

_SORTS = frozenset(find_terms("kind type sort form example"))
"""What stands before a kind whose examples need not be called so: "which kinds of harm"."""


def find_unnamed(held: Held) -> str:
    """Return why the block names nothing of the kind asked for, or "".

    "Which projects" wants their names: an indefinite mention ("a range of projects"), or the kind
    within another word ("project-based"), names none. "Who is the director" wants that role, not
    another; "names of" a person's name.
    """
    return _find_no_kind(held) or _find_no_role(held) or _find_no_person(held)


def _find_no_kind(held: Held) -> str:
    kind = find_kind(held.asked)
    phrase = _WHICH.search(held.asked)
    if not kind or find_term(kind) in _SORTS or not phrase or fills(kind, held.text):
        return ""
    kind = _head_of(phrase["phrase"], kind)
    term = find_term(kind)
    label = terms_of(held.block.cells[0].text) if held.block.cells else frozenset()
    if term in GENERAL_KINDS | LIGHT | held.name_terms | label:
        return ""
    if term not in held.own_terms:
        alike = held.matches.get(term, 0.0) >= LIKE or _by_parts(term, held)
        return "" if alike else f"what comes nearest names no {kind}"
    return _find_none_named(kind, term, held)


def _find_none_named(kind: str, term: str, held: Held) -> str:
    mentions = list(_mentions(term, held))
    if mentions and all(_names_none(before, said, after, held) for before, said, after in mentions):
        return f"what comes nearest speaks of {kind} and names none"
    within = re.search(rf"\b{re.escape(kind.rstrip('s'))}\w*-\w", held.text, _I)
    return f"what comes nearest names no {kind}" if within and not mentions else ""


def _by_parts(term: str, held: Held) -> bool:
    return any(
        term in long_form for short, long_form in held.lexicon.short_forms.items() if short in held.own_terms
    )


def _head_of(phrase: str, kind: str) -> str:
    """Return the noun of "which <adjectives> <noun> <verb>": the word in front of the verb, or a plural."""
    words = split_words(phrase)
    for place, word in enumerate(words[:4]):
        if place and re.fullmatch(r"[a-z]{3,}(?<!s)s", word) and word not in {"does", "has", "was", "gets"}:
            return word if place < 3 and not _is_verb_after(words, place) else kind  # noqa: PLR2004
        if re.fullmatch(
            r"(?:is|are|was|were|has|have|had|did|does|do|will|can|could|took|got|ran|had)", word, _I
        ):
            return words[place - 1] if place else kind
    return kind


def _is_verb_after(words: list[str], place: int) -> bool:
    """Tell whether a word in -s after a singular noun is a verb: "which operation targets …"."""
    return not words[place - 1].lower().endswith(("ed", "al", "ic", "ive", "ous", "ary", "ory", "able"))


def _mentions(term: str, held: Held) -> list[tuple[str, str, str]]:
    """Return every mention of a kind by itself, with the text before and after it."""
    found = []
    for match in re.finditer(r"[^\W\d_]+(?:['’][^\W\d_]+)*", held.text):
        text, joined = held.text, held.text[match.end() : match.end() + 2]
        spelt = find_term(match[0])
        if term in (spelt, *held.lexicon.short_forms.get(spelt, ())) and not re.fullmatch(r"-\w", joined):
            found.append((text[: match.start()], match[0], text[match.end() :]))
    return found


def _names_none(before: str, said: str, after: str, held: Held) -> bool:
    """Tell whether a mention is indefinite and is followed by nothing that says which."""
    if _DESCRIBED.search(after) and not _counts_only(before, after):
        return False
    front = re.split(r"[.;:\n\t]\s", before)[-1].split()[-4:]
    own = find_terms(f"{held.document.area} {held.document.publisher}")
    named = any(
        word[:1].isupper() and not _INDEFINITE.match(word) and not set(find_terms(word)) <= set(own)
        for word in front[-1:]
    )
    short = find_term(said) in held.lexicon.short_forms
    preposition = bool(front) and bool(
        re.fullmatch(
            r"in|within|at|across|with|by|to|for|from|of|as|between|on|over|around|near|through|among",
            front[-1],
            _I,
        )
    )
    indefinite = any(_INDEFINITE.match(word) for word in front)
    return not named and (indefinite or preposition or short)


def _counts_only(before: str, after: str) -> bool:
    """Tell whether a mention counts things and nothing after it has a name: "30 local firms to interview"."""
    counted = re.search(r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten) (?:\w+ )?$", before, _I)
    return bool(counted) and not re.search(r"\b[A-Z]\w|[“\"‘]|:\s*$", re.split(r"[.;\n]", after)[0])


def _find_no_role(held: Held) -> str:
    asked = _WHO_IS.search(held.asked)
    if not asked or held.block.kind is BlockKind.TABLE_ROW:
        return ""
    role = asked["verb"] or asked["role"]
    words = [word for word in split_words(role) if find_term(word) in held.words]
    if not words or len(words) > _ROLE_WORDS or find_term(words[-1]) in LIGHT:
        return ""
    other = bool(asked["role"]) and _names_other_post(words[-1], held.text)
    if held.match(find_term(words[-1])) >= _ROLE_ALIKE and not other:
        return ""
    said = f"{role.removesuffix('s').removesuffix('ed')}s" if asked["verb"] else f"is {role.strip()}"
    return f"what comes nearest does not say who {said}"


def _names_other_post(role: str, text: str) -> bool:
    """Tell whether the only person named right after a post holds another than the one asked for.

    "The Commissioner questions the Chief Constable, Verity Lomax" names no commissioner.
    """
    held = _POST_AND_NAME.findall(text)
    return (
        bool(held)
        and not _NAME_AND_POST.search(text)
        and all(find_term(post.split()[-1]) != find_term(role) for post in held)
    )


def _is_name(found: re.Match[str], held: Held) -> bool:
    """Tell whether two capitalised words are a person's: neither is a word the documents write small."""
    before = held.text[: found.start()].split()[-1:]
    alone = not before or not before[0][:1].isupper() or before[0][-1:] in ",;:–-"
    return alone and all(word.lower() in held.lexicon.names for word in split_words(found[0])[-1:])


def _find_no_person(held: Held) -> str:
    if held.wanted is not Wanted.PERSON or not _NAMES_OF.search(held.asked):
        return ""
    if any(_is_name(found, held) for found in _PERSON.finditer(held.text)):
        return ""
    return "what comes nearest gives no person's name"
