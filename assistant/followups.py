"""Follow-up + the question before it -> the question it stands for, where only a part of that is new."""

import re
from collections.abc import Sequence

from assistant.periods import without_periods
from corpus.terms import find_terms

_PREPOSITIONS = "in|on|for|at|by|from|to|of|with|among|across|about|under|within"
_NUMBERS = "two|three|four|five|six|seven|eight|nine|ten"
_STOPS = (
    rf"{_PREPOSITIONS}|is|are|was|were|did|does|do|has|have|had|will|can|could|would|and|or|but|than|as|over"
    "|during|since|before|after|that|which|who|when|where|while|compared"
)
_ELLIPSIS = re.compile(
    r"^\W*(?:(?:and|but|or|so|ok(?:ay)?|also|then|now)\b[,\s]*)*(?P<about>(?:what|how) about\s+|what of\s+)?"
    rf"(?:(?P<preposition>{_PREPOSITIONS})\s+)?(?P<said>[\w'’&/ -]+?)\W*$",
    re.IGNORECASE,
)
_OPENED = re.compile(r"^\W*(?:and|but|or|so|also|what about|how about|what of)\b", re.IGNORECASE)
_ASKS = re.compile(
    r"\b(?:who|whom|whose|what|when|where|which|why|how|is|are|was|were|did|does|do|has|have|had|can|will|many"
    r"|much|it|its|that|this|they|them|those|these|there|else|more|many|any|year|years)\b",
    re.IGNORECASE,
)
_NAME = r"[A-Z][\w'’&-]*(?: (?:and |of |the |at |in |on |with |for )?[A-Z][\w'’&-]*)*"
_NAMES = re.compile(rf"(?<=[\w,'’] )(?P<name>{_NAME})")
_GROUPS = tuple(
    re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)
    for words in (
        "adults?|grown-ups?",
        "young people|youths?|children|kids|teenagers?|youngsters|juveniles",
        "older people|elderly people|elderly|pensioners",
        "women|girls",
        "men|boys",
    )
)
"""Groups of people of which one or another is asked about."""

_SAME_OF = re.compile(
    r"^\W*(?:(?:and|but|so|ok(?:ay)?)\b[,\s]*)*(?:what(?:['’]s| is| was| are| were) |how about |what about )?"
    r"(?:the |its |their )?(?:(?:same|equivalent|corresponding|comparable)"
    r"(?: (?:figure|number|share|rate|percentage|amount|thing|one)s?)?"
    r"|(?:figure|number|share|rate|percentage|amount)s?)"
    rf" (?=(?:{_PREPOSITIONS})\b)",
    re.IGNORECASE,
)
"""Asks the same of another: "what's the equivalent for Wales"."""
_AS_A_WHOLE = re.compile(r"\s+(?:as a whole|overall|altogether|in general|generally)(?=\W*$)", re.IGNORECASE)
_ITS_OWN = re.compile(
    rf"\s*[–—:;,-]+\s*(?:what|who|which|how|when|where)(?:['’]s|['’]re| is| are| was| were| about)?"
    rf"(?: (?:its|their|that|those|there|the|it|they|ones?|{_NUMBERS}))*\W*$",
    re.IGNORECASE,
)
"""What only asks again: "And the Kelp Fund – what are its three?"."""

_ONE = re.compile(r"(?:the |our |its )?(?P<which>(?:[\w'’&-]+ ){1,4}?)ones?", re.IGNORECASE)
_VERBS = (
    "cost|costs|get|gets|got|receive|received|pay|paid|spend|spent|start|started|open|opened|close|closed|meet|met"
    "|run|ran|end|ended|go|went|come|came|take|took|make|made|give|gave|cover|covers|help|helped|do|done"
)
_THING = re.compile(
    rf"\b(?:the|our|its) (?P<which>(?:(?!(?:{_STOPS}|the)\b)[\w'’&-]+ ){{1,4}})"
    rf"(?P<thing>(?!(?:{_STOPS}|{_VERBS})\b)[\w'’&-]+)(?=\W*$|[,?.]| (?:{_STOPS}|{_VERBS})\b)",
    re.IGNORECASE,
)
"""A thing with what tells it from others of its sort: "the light room"."""
_COMPARES = re.compile(r"\b(?:than|or|versus|vs|compared?|both|between|differ\w*)\b", re.IGNORECASE)
_DEFINITE = re.compile(r"(?:the|our|its) \w|[A-Z]")

_YES = re.compile(
    r"^\W*(?:(?:yes|yeah|yep|yup|ok(?:ay)?|sure|please|go on|go ahead|do|that one|tell me|show me|more|then)"
    r"[\s,.!]*)+$",
    re.IGNORECASE,
)
_PREFACE = re.compile(
    r"^\W*(?:(?:no|yes|sorry|i mean|i meant|that['’]s|it['’]s|it is|that is)\b[\s,]*)+", re.IGNORECASE
)
_FILLERS = frozenset(find_terms("one please thanks mean"))
_PLACES = {
    word: place
    for place, words in enumerate(
        ("first 1st 1", "second 2nd 2", "third 3rd 3", "fourth 4th 4", "fifth 5th 5")
    )
    for word in words.split()
} | {"last": -1}
_PLACE = re.compile(
    rf"^\W*(?:the |number |option )?({'|'.join(_PLACES)})(?: one)?(?: please)?\W*$", re.IGNORECASE
)


def accepts(question: str) -> bool:
    """Tell whether a turn only says yes to what was offered: "yes please", "go on"."""
    return bool(_YES.match(question))


def pick(question: str, choices: Sequence[str]) -> str:
    """Return the one of several questions that a turn picks, or "" where it asks something or fits no one.

    It names the place ("the second one") or words that one of them alone holds, and no others ("the Lantern
    Fund, please").
    """
    place = _PLACE.match(question)
    if place:
        return next(iter(choices[_PLACES[place[1].lower()] :][:1]), "")
    said = _PREFACE.sub("", question)
    named = frozenset(find_terms(said)) - _FILLERS
    fitting = [choice for choice in choices if named.issubset(find_terms(choice))]
    return fitting[0] if named and len(fitting) == 1 and not _ASKS.search(said) else ""


def complete(question: str, before: str) -> str:
    """Return the whole question that an elliptic one stands for, or "" where it is none or no part fits.

    "And in England?" after "How many people in Wales …" asks the same of England: the new name takes
    the place of the only name before it, or the new phrase that of the one after the same preposition.
    A new group of people takes the place of the one before ("and for young people?" after "… of adults").
    A year is never what is replaced, since a new place or measure leaves the time as it was.
    """
    question = _bare(question)
    found = _ELLIPSIS.match(question)
    if not found or not _OPENED.match(question) or _ASKS.search(found["said"]):
        return ""
    said = found["said"].strip()
    if not without_periods(said):
        return ""
    return (
        _swap_name(said, before)
        or _swap_group(said, before)
        or _swap_object(found["preposition"], said, before)
        or _swap_one(said, before)
        or _swap_last_name(found["preposition"], said, before)
    )


def _bare(question: str) -> str:
    """Return a follow-up as "and for Wales", where it asks the same of something else in more words."""
    bare = _ITS_OWN.sub("", question)
    again = _SAME_OF.sub("and ", bare)
    return _AS_A_WHOLE.sub("", again) if again != bare else bare


def _swap_one(said: str, before: str) -> str:
    """Return the question of another of the same sort: "the dark one" after "… in the light room"."""
    one = _ONE.fullmatch(said)
    things = list(_THING.finditer(before)) if one else []
    if not one or len(things) != 1:
        return ""
    thing = things[0]
    return f"{before[: thing.start('which')]}{one['which']}{before[thing.start('thing') :]}"


def _swap_last_name(preposition: str | None, said: str, before: str) -> str:
    """Return the question of another thing in the place of the last of several names."""
    names = list(_NAMES.finditer(before))
    if preposition or len(names) < 2 or not _DEFINITE.match(said) or _COMPARES.search(before):  # noqa: PLR2004
        return ""
    front = re.sub(r"\b(?:the|our|its) $", "", before[: names[-1].start("name")], flags=re.IGNORECASE)
    return f"{front}{said}{before[names[-1].end('name') :]}"


def _swap_name(said: str, before: str) -> str:
    bare = re.sub(r"^the ", "", said, flags=re.IGNORECASE)
    names = list(_NAMES.finditer(before))
    if len(names) != 1 or names[0]["name"] == bare:
        return ""
    shared = frozenset(find_terms(bare)) & frozenset(find_terms(names[0]["name"]))
    if not (re.fullmatch(_NAME, bare) or shared):
        return ""
    return f"{before[: names[0].start('name')]}{bare}{before[names[0].end('name') :]}"


def _swap_group(said: str, before: str) -> str:
    group = next((group for group in _GROUPS if group.fullmatch(re.sub(r"^the ", "", said))), None)
    others = [found for other in _GROUPS if other is not group for found in other.finditer(before)]
    if group is None or len(others) != 1 or group.search(before):
        return ""
    return f"{before[: others[0].start()]}{said}{before[others[0].end() :]}"


def _swap_object(preposition: str | None, said: str, before: str) -> str:
    if not preposition:
        return ""
    objects = re.compile(
        rf"\b{preposition} (?!the (?:year|time)\b)(?P<object>(?!(?:19|20)\d\d)[\w'’&-]+"
        rf"(?: (?!(?:{_STOPS})\b|(?:19|20)\d\d)[\w'’&-]+"
        rf"| and (?!(?:{_STOPS}|how|what|why|when)\b)[\w'’&-]+)*)",
        re.IGNORECASE,
    )
    found = list(objects.finditer(before))
    if len(found) != 1:
        return ""
    return f"{before[: found[0].start('object')]}{said}{before[found[0].end('object') :]}"
