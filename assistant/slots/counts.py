"""Is what is asked to be counted what the number counts?"""

import re

from assistant.cover import terms_of, terms_of_document
from assistant.periods import find_periods
from assistant.slots.held import LIKE, Held
from assistant.slots.light import LIGHT, RELATIONS
from assistant.slots.numbers import Number, Unit, find_numbers
from assistant.wanted import Wanted, find_counted, takes_a_share
from corpus.model import BlockKind
from corpus.terms import STOP_WORDS, find_term, find_terms, split_words

_AFTER_HEAD = re.compile(
    r"\b(?:of|in|for|with|from|by|at|on|who|that|which|to|under|per|against|about|the|a|an|each|every)\b",
    re.IGNORECASE,
)
_OF_ALL = re.compile(r"^of (?:all )?(?:the|those|these|our|its|their|all) (?=\w)", re.IGNORECASE)
"""What stands before the things of which some are counted: "how many of the bikes were crushed"."""
_PRONOUN = re.compile(r"^of (?:them|these|those|us|you)\b|^(?:such|more|fewer|others?)\b", re.IGNORECASE)
_OF_THEM = re.compile(r"\b\d[\d,]* of (?:them|these|those|whom|which)\b", re.IGNORECASE)
"""Counts what was named before: "519 thefts; one thief was behind 63 of them"."""
_TIMES = re.compile(r"^(?:hours?|minutes?|days?|weeks?|months?|years?)\b", re.IGNORECASE)
_ASKS = re.compile(
    r"\bhow many\b|^\W*(?:and )?(?:what|which)?\W*(?:is|are|was|were)?\W*(?:the )?(?:\w+ )?numbers? of\b",
    re.IGNORECASE,
)
"""The wordings that ask for a number; "what pushed up the number of …" asks for something else."""
_HAPPENED = re.compile(
    r"\b(?:were|was|been|got) (?:\w+ly )?([a-z]+ed|caught|sent|hurt|held|met|paid)\b", re.IGNORECASE
)
"""What happened to the things that are counted: of those arrested, not of those helped."""
_ONLY_DONE = re.compile(
    r"\bhow many (?:of (?:them|those|these) )?(?:were|was|are|have been|had been|got) (?:\w+ly )?"
    r"([a-z]+ed|caught|sent|held)\b",
    re.IGNORECASE,
)
"""What happened to the ones that are counted, where they are not named again."""
_SOME = re.compile(
    r"\bhow many of (?:the|those|these|our)\b.*\b(?:were|was|are|is|came|come|went|had|led|ended) (.+)$",
    re.IGNORECASE,
)
_VERB_FIRST = re.compile(r"(?:is|are|was|were|did|do|does|have|has|had|will|can)\b", re.IGNORECASE)
_ANYTHING = frozenset(find_terms("people person individuals times things cases incidents offences crimes"))
"""Nouns that a number may count without naming them: "70 reported", "by 310 in all"."""

_RULES = frozenset(find_terms("rule law regulation restriction guideline guidance"))
"""What is breached: "breaches of the bylaw's rules" are the bylaw's breaches."""

_LONGEST_LABEL = 8
"""Words of the longest label before a colon whose figures count what it names."""

_UNCOUNTED = frozenset(
    {Unit.MONEY, Unit.SHARE, Unit.RANK, Unit.YEAR, Unit.DAY, Unit.HOUR, Unit.AGE, Unit.NAME}
)


def find_uncounted(held: Held) -> str:
    """Return why no number of the block counts what a "how many" question asks for, or "".

    A number counts a noun that follows it in its clause, at most six words on; or one in front of
    it when no noun follows; in a row, its column's or its label's; and what the headings and the
    title name, when the block itself counts nothing by name.
    """
    counted = _OF_ALL.sub("", find_counted(held.asked))
    if _PRONOUN.match(counted):
        return ""
    verb = _ONLY_DONE.search(held.asked)
    if verb and find_term(verb[1]) not in LIGHT and not held.is_like(find_term(verb[1])):
        return f"what comes nearest gives no number of those {verb[1]}"
    if held.wanted is not Wanted.COUNT or not counted or not _ASKS.search(held.asked):
        return ""
    if _VERB_FIRST.match(counted):
        return ""
    if _TIMES.match(counted):
        return _find_no_time(held, counted)
    head = find_head(counted)
    if takes_a_share(held.asked, held.text):
        bound = all(held.is_like(term) for term in held.words if term not in LIGHT | RELATIONS)
    elif held.block.kind is BlockKind.TABLE_ROW and held.block.cells:
        bound = _row_counts(held, head)
    else:
        bound = any(
            _counts(number, head, counted, held) for number in find_numbers(held.text) if _may_count(number)
        ) or _counts_of_them(head, held.text)
    own = terms_of_document(held.document) | LIGHT | _ANYTHING | _RULES
    others = [term for term in find_terms(counted) if term not in own and not term[0].isdigit()]
    others += [find_term(verb) for verb in _HAPPENED.findall(held.asked) if find_term(verb) not in LIGHT]
    others += _find_rest(held)
    bound = bound and all(held.is_like(term) for term in others)
    return "" if bound else f"what comes nearest gives no number of {counted}"


def _find_rest(held: Held) -> list[str]:
    """Return the terms of what some of the things are: "cyclists" of "how many of them were cyclists"."""
    rest = _SOME.search(held.asked)
    return [term for term in find_terms(rest[1]) if term not in LIGHT | RELATIONS] if rest else []


def find_head(counted: str) -> str:
    """Return the term of the noun that is counted: the last word before "of", "in", "with" and the like."""
    front = _AFTER_HEAD.split(counted, maxsplit=1)[0]
    words = [word for word in split_words(front) if word.lower() not in STOP_WORDS]
    words = words or [word for word in split_words(counted) if word.lower() not in STOP_WORDS]
    terms = [find_term(word) for word in words if not word.lower().endswith("ed")]
    nouns = [term for term in terms if term not in LIGHT or term in _ANYTHING] or terms[:1]
    return nouns[-1] if nouns else ""


def _find_no_time(held: Held, counted: str) -> str:
    unit = find_term(split_words(counted)[0])
    spans = [number for number in find_numbers(held.text) if number.unit is Unit.DURATION]
    if any(
        find_term(word) == unit for number in spans for word in split_words(number.written.replace("-", " "))
    ):
        return ""
    return f"what comes nearest gives no number of {counted}"


def _may_count(number: Number) -> bool:
    return number.unit not in _UNCOUNTED and number.unit is not Unit.DURATION


def _counts(number: Number, head: str, counted: str, held: Held) -> bool:
    if head in _ANYTHING or not head:
        return not _counts_its_label(held.text, counted)
    if head in number.after or (number.closed and head in number.before):
        return True
    if head in terms_of(_label_of(held.text)):
        return True
    if head in held.own_terms:
        return False
    if number.after and not number.closed:
        return head not in held.lexicon.slide_counts and held.is_like(head)
    return held.match(head) >= LIKE


def _counts_of_them(head: str, text: str) -> bool:
    """Tell whether a text counts things that it named before: "40 of them"."""
    found = _OF_THEM.search(text)
    return found is not None and head in find_terms(text[: found.start()])


def _is_said(head: str, held: Held) -> bool:
    """Tell whether a row counts a thing by another word: none that the documents use for it elsewhere."""
    return held.is_like(head) if head in held.lexicon.slide_counts else held.match(head) >= LIKE


def _counts_its_label(text: str, counted: str) -> bool:
    """Tell whether figures count several things that their label names, and the question does not."""
    *_, last = split_words(_label_of(text)) or [""]
    several = last.islower() and last.endswith("s") and not last.endswith("ss")
    return several and find_term(last) not in find_terms(counted)


def _label_of(text: str) -> str:
    """Return what stands before a colon and figures: "Orders (DVPOs): 63 obtained, 14 breached"."""
    label, colon, said = text.partition(":")
    return label if colon and len(label.split()) <= _LONGEST_LABEL and find_numbers(said) else ""


def _of_other_years(column: str, held: Held) -> bool:
    """Tell whether a column names years of which none is asked about."""
    years = find_periods(column)
    return bool(held.query.periods and years) and not set(years) & set(held.query.periods)


def _row_counts(held: Held, head: str) -> bool:
    label = find_terms(held.block.cells[0].text)
    for cell in held.block.cells:
        for number in find_numbers(cell.text):
            named = {*find_terms(cell.column), *label, *number.after, *number.before}
            if not _may_count(number) or cell is held.block.cells[0] or _of_other_years(cell.column, held):
                continue
            if head in _ANYTHING or head in named:
                return True
            if number.closed and not number.before and _is_said(head, held):
                return True
    return False
