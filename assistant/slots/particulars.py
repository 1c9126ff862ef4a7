"""Is the particular there that a question turns on: the body that acts, the pay, the average, the label?"""

import re

from assistant.cover import terms_of
from assistant.slots.held import Held
from assistant.slots.light import LIGHT
from assistant.wanted import Wanted
from corpus.model import BlockKind
from corpus.terms import find_term, find_terms, split_words

_I = re.IGNORECASE

_WHICH_BODY = re.compile(
    r"\b(?:which|what) (?:(?!(?:is|are|was|were|did|do|does|has|have|can|will)\b)\w+ )?"
    r"(?:organisation|organization|company|charity|firm|trust|agency|contractor"
    r"|supplier|provider)s?\b"
    r"|\b(?:the|give) names? of (?:the|our|its|this|that)\b",
    _I,
)
_NAMED = re.compile(r"\b[A-Z][\w'’&-]+(?:(?: (?:of|for|and|the|&))* [A-Z][\w'’&-]+)*|\b[A-Z]{2,}s?\b")
_OPENING = re.compile(r"(?:^|[.:;!?\n\t–—-])\s*[\"“‘'(]*$")
"""What stands before a word that is capitalised because it opens a sentence, a line or a cell."""
_TIMES = re.compile(
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Spring|Summer"
    r"|Autumn|Winter|Christmas|Easter)"
)

_WHO_BEFORE = re.compile(r"\bwho\b.*\bbefore (?-i:[A-Z])", _I)
_BEFORE = re.compile(
    r"\b(?:before|former(?:ly)?|previous(?:ly)?|succe\w+|took over|tak(?:es?|ing) over|replac\w+|until"
    r"|predecessor|outgoing)\b",
    _I,
)
_DONE = re.compile(r"\bwhat (?:else )?(?:did|does|do|will) .* (recommend|conclude|propose|suggest)\W*$", _I)

_WHICH_DATE = re.compile(r"\b(?:what|which|exact) (?:date|day)s?\b(?! (?:is|are) it\b)", _I)
_DATE = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b"
    r"|\d/\d\d?/\d",
    _I,
)

_FOR_EACH = re.compile(r"\bhow (?:much|many)\b.*\b(?:each|every|per)\b(?! other)", _I)
_EACH = re.compile(r"\b(?:each|every|per|a|an|apiece|all)\b", _I)

_PAY = re.compile(
    r"\b(?:salar(?:y|ies)|wages?|earn(?:s|ed|ings)?|pay (?:scale|grade|rate|package)|remunerat\w+)\b"
    r"|\bhow much (?:is|are|was|were|does|do|did) (?:the |our |a |an )?(?:[\w'’-]+ ){1,4}?"
    r"(?:paid|(?:get|gets) paid|earn)\W*$"
    r"|\bwhat (?:is|are|was|were) (?:the |our |a |an )?(?:[\w'’-]+ ){1,5}?paid\W*$",
    _I,
)
_PAID = re.compile(r"\b(?:salar(?:y|ies)|wages?|earn\w*|pay|paid|remunerat\w+|per hour|an hour|a year)\b", _I)

_AVERAGE = re.compile(r"\b(?:average(?! (?:speed|person|resident))|median|typically)\b", _I)
_ON_AVERAGE = re.compile(r"\b(?:averag\w+|mean|median|typical\w*|normal\w*|usual\w*|per \w+|each)\b", _I)

_LABELLED = re.compile(
    r"\b(?P<noun>band|tier|grade|category|class|level|zone|phase|stage|round|wave|type|division"
    r"|outcome|section|part|objective|lot|case|option|annex|appendix|ward|route|key stage)s?"
    r" (?P<label>[A-Z]|\d{1,2})\b(?!['’,.]\d|%)",
    _I,
)


_REASON = re.compile(
    r"\bwhat(?:['’]s| is| was| are| were) the (?:\w+ )?(?:reasons?|causes?) (?:for|of|behind)\b", _I
)
_BECAUSE = re.compile(
    r"\b(?:because|due to|owing to|as a result|result(?:s|ed|ing)? (?:of|from)|linked to|caus\w+"
    r"|driv\w+ (?:by|of)|push\w* (?:up|down)|led to|following|after|reason\w*|since|thanks to"
    r"|explain\w*|reflect\w*|attribut\w+|given|as)\b",
    _I,
)
_MARK = re.compile(r"\b(?:what|which) (?:score|rating|grade|mark|ranking)\b", _I)
_MARKED = re.compile(
    r"\d|\b(?:scored?|rated|rating|graded?|ranked|outstanding|good|adequate|inadequate|poor)\b", _I
)
_ITEMS = re.compile(r"[;\n]|, (?!and\b)")
_OF_WHICH = re.compile(
    r"\b(?:which|what|fund(?:ed|ing)?|grant|pot|source|stream|award|budget)\b.*\b(?:paid|fund|cover)", _I
)
_PRICED = frozenset(find_terms("cost costs price amount money paid pay spent spend total cash"))

_TURNS_ON = (
    (_REASON, _BECAUSE, "gives no reason"),
    (_MARK, _MARKED, "gives no such mark"),
    (_WHO_BEFORE, _BEFORE, "does not say who came before"),
    (_WHICH_DATE, _DATE, "gives no date"),
    (_FOR_EACH, _EACH, "does not say how much or how many for each"),
    (_AVERAGE, _ON_AVERAGE, "gives no average"),
)
"""What a question may turn on, how a block or what names it says it, and what is missing else."""


def find_no_particular(held: Held) -> str:
    """Return which particular that the question turns on the block lacks, or ""."""
    for asked, said, missing in _TURNS_ON:
        if asked.search(held.asked) and not said.search(held.around):
            return f"what comes nearest {missing}"
    checks = (_find_not_done, _find_no_body, _find_no_pay, _find_other_label, _find_amount_of_all)
    return next((missing for check in checks if (missing := check(held))), "")


def _find_amount_of_all(held: Held) -> str:
    """A grant that paid for several things is no price of one of them, where only that is asked for."""
    if held.wanted is not Wanted.AMOUNT or held.block.kind is not BlockKind.TABLE_ROW or not held.block.cells:
        return ""
    row = terms_of(f"{held.block.cells[0].text} {held.block.cells[0].column}")
    named = [term for term in held.words if term not in LIGHT | _PRICED]
    several = [cell for cell in held.block.cells[1:] if len(_ITEMS.split(cell.text)) > 1]
    of_one = any(terms_of(cell.text).issuperset(named) for cell in several)
    if named and of_one and row.isdisjoint(held.words) and not _OF_WHICH.search(held.asked):
        return "what comes nearest gives the amount of several things together, and none of this one"
    return ""


def _find_not_done(held: Held) -> str:
    """What a review recommended is not told where only the review is."""
    asked = _DONE.search(held.asked)
    if not asked or held.is_like(find_term(asked[1])):
        return ""
    return f"what comes nearest says nothing of what it would {asked[1].lower()}"


def _find_no_body(held: Held) -> str:
    """Which organisation takes the name of one: not one the question names, nor a word that opens a line."""
    if not _WHICH_BODY.search(held.asked) or held.block.kind is BlockKind.TABLE_ROW:
        return ""
    own = {find_term(word) for word in split_words(held.asked)}
    for found in _NAMED.finditer(held.text):
        words = split_words(found[0])
        alone = len(words) == 1 and not found[0].isupper()
        opens = alone and _OPENING.search(held.text[: found.start()])
        if not opens and any(find_term(word) not in own and not _TIMES.match(word) for word in words):
            return ""
    return "what comes nearest gives no name of any such organisation or person"


def _find_no_pay(held: Held) -> str:
    if not _PAY.search(held.asked):
        return ""
    columns = (cell.column for cell in held.block.cells)
    if _PAID.search("\n".join((held.text, *columns))) and re.search(r"[£$€]\s?\d", held.text):
        return ""
    return "what comes nearest does not say what is paid"


def _find_other_label(held: Held) -> str:
    """A Band D household is not one of Band A."""
    said = list(_LABELLED.finditer(held.around))
    for asked in _LABELLED.finditer(held.asked):
        alike = [one for one in said if one["noun"].lower() == asked["noun"].lower()]
        if alike and all(one["label"].lower() != asked["label"].lower() for one in alike):
            return f"what comes nearest speaks of {alike[0][0]}, not of {asked[0]}"
    return ""
