"""Sorts of answer that need more than a figure, a date or a name: how long, where, why, how, the most."""

import re
from collections.abc import Callable

from assistant.cover import terms_of
from assistant.slots.held import LIKE, Held, split_sentences
from assistant.slots.light import LIGHT
from assistant.wanted import Wanted, asks_years_covered, holds, holds_years_covered
from corpus.model import BlockKind
from corpus.terms import find_term, find_terms, split_words

_I = re.IGNORECASE

_HOW_LONG = re.compile(
    r"\bhow (?:long|quick(?:ly)?|soon|fast)\b|\bwhat (?:length of time|duration)\b"
    r"|\b(?:length|duration) of (?:[\w'’-]+ ){0,3}?(?:sentence|term|contract|order|visit|wait|stay)s?\b",
    _I,
)
_SPAN = re.compile(
    r"\b(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|few)[- ]?"
    r"(?:working |calendar |full |whole |more )?"
    r"(?:hour|hr|minute|min|second|day|week|fortnight|month|year|decade)s?\b"
    r"|\b(?:since|until|till|throughout)\b"
    r"|\bfrom (?:\w+[- ]){1,3}(?:to|until)\b"
    r"|\b(?:overnight|same[- ]day|permanent(?:ly)?|temporar\w+)\b"
    r"|\b(?:by|before|within) (?:\d|noon|midnight|the (?:end|next))|\bnext (?:\w+ )?day\b",
    _I,
)
_RECENT = re.compile(
    r"\b(?:over|in|during|for|within) the (?:last|past|previous|first|next) (?:\w+ )?(?:month|year"
    r"|week|day)s?\b"
    r"|\bthis year\b",
    _I,
)

_HOW_MUCH = re.compile(r"\bhow much\b(?! (?:more|less) )", _I)
_YEARS = re.compile(r"\b(?:19|20)\d\d(?:\s?[/–-]\s?\d\d(?:\d\d)?)?\b")
_PART_OF = re.compile(
    r"\bhow much of\b.*?\b(?:went|goes|go|gone|spent|given|paid|allocated|awarded|used)\b.*?\b(?:to|on|for)\b"
    r" (?:the |a |an )?(?P<part>.+)"
    r"|\b(?:how much|(?:what|which) (?:size|amount|sum|level|share))\b.*?"
    r"\b(?:did|does|do|has|have|was|were) (?:the )?(?P<getter>.+?) "
    r"(?:get|gets|got|receive|received|take|taken|given|spend|spent|use|used)\b"
    r"|\bwhat (?:was|were|did|does|has|have) (?:the )?(?P<winner>[^?]+?) (?:been )?"
    r"(?:awarded|given|paid|allocated|granted|get|receive)\b (?:out )?(?:of|from) (?:the |that |this |our )?"
    r"(?:£|\w+ (?:pot|fund|grant|money|total)\b)",
    _I,
)
_WHEN = r"\b(?:when|(?:what|which) (?:date|day|month|year))\b.*"
_WHEN_BEGUN = re.compile(
    rf"{_WHEN}\b(?:start\w*|begin|began|begun|set up|launch\w*|establish\w*|found(?:ed)?|creat\w+"
    r"|introduc\w+|open\w*)\b",
    _I,
)
_BEGUN = re.compile(
    r"\b(?:start\w*|beg[aiu]n\w*|set up|launch\w*|establish\w*|found(?:ed)?|creat\w+|introduc\w+"
    r"|open\w*|commenc\w+|since"
    r"|from|first|implement\w*|form(?:ed|ing)|go(?:es)? live|went live|roll\w* out|available|ready"
    r"|in place|took (?:up|over|office)|tak(?:es?|en|ing) (?:up|over|office)|join\w*|appoint\w*|arriv\w*)\b",
    _I,
)
_WHEN_ENDED = re.compile(
    rf"{_WHEN}\b(?:end(?:s|ed)?|finish\w*|clos(?:e|es|ed)|expir\w+|stop\w*|ceas\w+)\b",
    _I,
)
_ENDED = re.compile(
    r"\b(?:end(?:s|ed|ing)?|finish\w*|clos(?:e|es|ed|ure)|expir\w+|stop\w*|ceas\w+|until|till|to"
    r"|renewal|complet\w+|last(?:s|ed))\b",
    _I,
)

_CLOCK = re.compile(r"\bwhat (?:time|hours)\b(?! of (?:the )?year)|\bopening (?:times?|hours)\b", _I)
_HOURS = re.compile(
    r"\b\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b|\b\d{1,2}:\d\d\b|\bnoon\b|\bmidnight\b|\bo'?clock\b"
    r"|\b(?:morning|afternoon|evening|night)s?\b|\b\d+\s?(?:hours?|hrs?)\b",
    _I,
)

_AGED = re.compile(
    r"\b(?:what|which) (?:(?:is|are|was|were) the )?(?:average )?ages?\b|\bhow old\b|\bwhich age\b", _I
)
_AGE_GROUP = re.compile(r"\b(?:what|which) age (?:groups?|ranges?|bands?|brackets?)\b", _I)
_GROUP_OF_AGE = re.compile(
    r"\b(?:young|older|elderly|adult|child|teen|youth|pensioner|infant|pupil|toddler|baby|babies)\w*", _I
)
_AGE = re.compile(
    r"\b(?:aged?|ages)\b.{0,12}\d|\d\d?[- ]years?[- ]olds?\b|\b(?:under|over)[- ]?\d\d?s?\b"
    r"|\b\d\d? ?(?:-|–|to) ?\d\d? years?\b",
    _I,
)

_WHERE = re.compile(
    r"\bwhere(?:abouts)? (?:is|are|was|were|will|did|do|does|can|could|has|have)\b|\bwhereabouts\b"
    r"|\b(?:in|at) (?:what|which) (?:place|location|venue)s?\b",
    _I,
)
_WHERE_ELSE = re.compile(
    r"\bwhere\b.*\b(?:come|comes|came|go|goes|gone|went|spent|rank\w*|put|puts|leave|leaves|stand|stands|sit|sits|find|read"
    r"|learn)\b",
    _I,
)
_PLACE = re.compile(
    r"\b(?:in|at|across|within|near|outside|around|to|from|on|throughout|into|between|of)"
    r" (?:the |our |its |their |all |every )?(?:[A-Z][\w'’-]+)"
)
_NAME = re.compile(r"\b[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)+")
_PLACE_NOUN = re.compile(
    r"\b(?:in|at|across|within|near|outside|around|on|from|inside|between|along)\b(?: [\w'’-]+){0,4}? "
    r"(?:coasts?|rivers?|islands?|schools?|colleges?|parks?|streets?|roads?|centres?|wards?"
    r"|hospitals?|stations?|towns?"
    r"|villages?|offices?"
    r"|homes?|custody|libraries|library|halls?|estates?|neighbourhoods?|areas?|districts?|boroughs?"
    r"|court|courts"
    r"|venues?|shops?|pubs?|communit(?:y|ies)|prisons?|building|buildings|sites?|premises|clinics?"
    r"|surger(?:y|ies)"
    r"|buses|trains?|squares?|markets?|depots?|branch(?:es)?|locations?)\b"
    r"|\b(?:online|remotely|based|located|nationwide|city-wide|borough-wide|countywide)\b"
    r"|\b[A-Z]\w+ (?:Street|Road|Lane|Avenue|Park|Square|House|Centre|Hall|Quay|Hill|Green|School"
    r"|Estate)\b",
)
_PLACE_COLUMN = re.compile(
    r"\b(?:place|location|where|area|ward|site|venue|branch|district|town|address)s?\b", _I
)

_WHY = re.compile(
    r"\b(?:why|for what reason|what (?:is|was|were|are) the (?:reasons?|causes?)|what caused)\b", _I
)
_CAUSE = re.compile(
    r"\b(?:because|we (?:think|believe)|(?<=, )so(?! that)"
    r"|due to|owing to|thanks to|linked to|as a (?:result|consequence)|result(?:s|ed"
    r"|ing)? (?:of|from|in)"
    r"|caus(?:e|es|ed|ing)|reasons?|driv(?:en|er|ers|ing)|attribut\w+|reflect(?:s|ed|ing)?"
    r"|in response to|respond\w*"
    r"|follow(?:s|ing)|coupled with|put\w*|given|so that|so as|in order|prompt(?:s|ed|ing)|therefore"
    r"|hence|mean(?:s|ing|t)"
    r"|contribut\w+|account(?:s|ed) for|led to|leads? to|explain\w*|stem\w* from|to avoid|making it"
    r"|lack of|shortage"
    r"|pressures?|after|which (?:has|have|had)|enabl\w+|allow\w*|recogni\w+|impact\w*|affect\w*)\b"
    r"|\b(?:as|since) (?:[\w'’-]+ ){1,4}?(?:has|have|had|is|are|was|were|\w+ed|\w+s)\b"
    r"|\bwith (?:[\w'’-]+ ){1,4}?(?:being|having|\w+ing)\b"
    r"|\bto (?:\w+ly )?(?:prevent|reduce|raise|improve|ensure|help|support|protect|address|promote"
    r"|encourage|stop"
    r"|meet|make|keep|give|provide|tackle)\b"
    r"|\b(?:ruled out|turned down|rejected|dropped|refused) (?:on|for|by|over|because)\b"
    r"|\bpart of (?:it|this|the reason)\b"
    r"|\bwhen (?:the |its |a |an |our |their )?(?:[\w'’-]+ ){1,5}?"
    r"(?:shut|left|ran|broke|lost|went|was|were|had|\w{3,}ed)\b"
    r"|\bfor (?:fear|lack|want|reasons|safety)\b|\bar(?:ose|is(?:es?|ing)) (?:from|out of)\b"
    r"|, who (?:has |have |had )?(?:retired|left|resigned|moved|died|stood down)\b"
    r"|\bwhy\b|\b(?:not|no|vacant|late|delayed|missed|closed|cut|stopped|paused)\b[^.:]*: \S",
    _I,
)

CLEARLY_ABOUT, LEAST_ADDED = 0.4, 3
"""The cosine from which a block is about what is asked, and the words of a clause that may say why. (Over
eight invented places ten of twelve blocks that give a reason without a word for it reach it, and no near
miss.)"""
_CLAUSES = re.compile(r"[.;:](?:\s+|$)|,\s+|\s[–—-]\s|\s?[()]\s?|\n|\bwhen\b")
_TURNS = re.compile(r"\b(?:however|but|although|while|whereas)\b", _I)
"""What sets something against what was said, and gives no reason for it."""

_HOW = re.compile(r"\bhow (?:do|does|did|is|are|was|were|will|can|has|have)\b", _I)
_METHODS = re.compile(
    r"\b(?:measured?|calculated?|assess(?:ed)?|counted|decided?|choose|chosen|selected?|defined?"
    r"|worked out|monitored"
    r"|evaluated?|recruited?|trained|elected|appointed|inspected|scored|ranked|weighted|verified"
    r"|checked|audited)\b",
    _I,
)

_MOST = re.compile(
    r"\b(?:which|who|whose|where|what (?:\w+ )?(?:is|was|are|were))\b.*\b(?:most|least|fewest|best"
    r"|worst|highest|lowest|largest|biggest|smallest"
    r"|greatest|safest|longest|shortest|busiest|fastest|slowest|youngest|oldest|cheapest|poorest"
    r"|richest|strongest"
    r"|weakest|hardest|commonest)\b(?! (?:recent|of (?:the|these|those|our)|likely))",
    _I,
)
_AT_MOST = re.compile(r"\bat (?:the )?(?:most|least|best|worst)\b|\bbest (?:practice|interests?|value)\b", _I)
_SUPERLATIVE = re.compile(
    r"\b(?:most|least|fewest|best|worst|top|leading|main|primary|chief|predominant\w*|majority"
    r"|biggest|key|first|peak\w*|record|maximum|minimum)\b"
    r"|\b(?:high|low|larg|great|saf|long|short|busi|fast|slow|young|old|cheap|poor|strong|weak|hard"
    r"|small|common)est\b"
    r"|\b\d+(?:st|nd|rd|th)\b|\bmore\b.*\bthan any\b|\brank\w*|\btwice\b|\bdouble\b|\b(?:high|low)er than\b",
    _I,
)


_DISTANCE = re.compile(r"\d ?-?(?:miles?|km|kilomet\w+|met(?:re|er)s?|yards?|feet|ft)\b", _I)


def find_missing_sort(held: Held) -> str:
    """Return what of the sort asked for is not there, in plain words, or ""."""
    return next((missing for check in _CHECKS if (missing := check(held))), "")


def find_untold(held: Held) -> str:
    """Return which of where and why the block does not tell, or "".

    These can be told in many words, so that a block that clearly means what is asked may tell them in others.
    """
    return next((missing for check in _TOLD if (missing := check(held))), "")


def _find_no_span(held: Held) -> str:
    if not _HOW_LONG.search(held.asked) or _SPAN.search(_RECENT.sub(" ", held.text)):
        return ""
    if _DISTANCE.search(held.text):
        return ""
    return "what comes nearest gives no length of time"


def _find_no_hours(held: Held) -> str:
    if not _CLOCK.search(held.asked) or _HOURS.search(held.text):
        return ""
    return "what comes nearest gives no time of day"


def _find_no_age(held: Held) -> str:
    if not _AGED.search(held.asked) or _AGE.search(held.text):
        return ""
    if _AGE_GROUP.search(held.asked) and _GROUP_OF_AGE.search(held.text):
        return ""
    return "what comes nearest gives no age"


def _find_no_place(held: Held) -> str:
    """A place is a name or a building after "in", "at" and the like, or stands in a column of places.

    A block that holds every word of the question says where in words of its own ("patrols walk the harbour").
    """
    if not _WHERE.search(held.asked) or _WHERE_ELSE.search(held.asked):
        return ""
    if held.hit.matches and min(held.hit.matches.values()) >= 1:
        return ""
    columns = " ".join(cell.column for cell in held.block.cells)
    own = {find_term(word) for word in split_words(held.asked)}
    named = [found for found in _PLACE.findall(held.text) if not _is_asked(found, own)]
    said = _NAME.sub(lambda name: " " if own.issuperset(find_terms(name[0])) else name[0], held.text)
    if named or _PLACE_NOUN.search(said) or _PLACE_COLUMN.search(columns):
        return ""
    return "what comes nearest names no place"


def _is_asked(found: str, own: set[str]) -> bool:
    return find_term(split_words(found)[-1]) in own or bool(re.search(_TIMES, found))


_TIMES = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Spring"
    r"|Summer|Autumn"
    r"|Winter|Christmas|Easter|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Covid\S*)"
)


def _find_no_cause(held: Held) -> str:
    """A cause needs a word that says so in the block, or a clause of its own if that is clearly meant."""
    if not _WHY.search(held.asked) or _CAUSE.search(held.text) or _adds_a_clause(held):
        return ""
    return "what comes nearest gives no reason"


def _adds_a_clause(held: Held) -> bool:
    """Tell whether a block that means what is asked goes on with something that the question does not say."""
    if held.hit.signals["block"] < CLEARLY_ABOUT:
        return False
    asked = frozenset(held.words)
    clauses = [frozenset(find_terms(clause)) for clause in _CLAUSES.split(_TURNS.split(held.text)[0])]
    added = [terms for terms in clauses if len(terms) >= LEAST_ADDED and 2 * len(terms & asked) < len(terms)]
    return bool(added) and len(clauses) > 1 and any(terms & asked for terms in clauses)


def _find_no_method(held: Held) -> str:
    found = _METHODS.search(held.asked) if _HOW.search(held.asked) else None
    if not found or held.match(find_term(found[0].split()[0])) >= LIKE:
        return ""
    return f"what comes nearest does not say how it is {_participle(found[0])}"


def _participle(verb: str) -> str:
    if verb.endswith(("ed", "en", "out")):
        return verb
    return f"{verb}d" if verb.endswith("e") else f"{verb}ed"


def _find_no_superlative(held: Held) -> str:
    """The most of something is said by a superlative, a rank, or figures to compare in a table's rows."""
    asked = _AT_MOST.sub(" ", held.asked)
    found = _MOST.search(asked)
    if not found or (held.block.kind is BlockKind.TABLE_ROW and re.search(r"\d", held.text)):
        return ""
    if any(_SUPERLATIVE.search(sentence) for sentence in split_sentences(held.text)):
        return ""
    return "what comes nearest does not say which has the most or the least"


def _find_no_amount(held: Held) -> str:
    if not _HOW_MUCH.search(held.asked) or re.search(
        r"\d|\b(?:half|quarter|third|double\w*|most|all|none)\b", held.text, _I
    ):
        return ""
    return "what comes nearest gives no amount"


def _find_no_part(held: Held) -> str:
    """What of an amount went to one thing is said where the thing and a figure stand together."""
    asked = _PART_OF.search(held.asked)
    if not asked:
        return ""
    said = asked["part"] or asked["getter"] or asked["winner"]
    part = [term for term in find_terms(said) if term not in LIGHT]
    label = terms_of(held.block.cells[0].text) if held.block.cells else frozenset()
    if not asked["part"] and (not held.own_terms.issuperset(part) or label.issuperset(part)):
        return ""
    together = re.split(r"[;\t\n]|(?<=[.!?])\s", _YEARS.sub(" ", held.text))
    if not part or any(re.search(r"\d", one) and set(part) & set(find_terms(one)) for one in together):
        return ""
    return f"what comes nearest gives no figure of its own for {said.strip(' ?.')}"


def _find_no_years(held: Held) -> str:
    if not asks_years_covered(held.asked) or holds_years_covered(held.text):
        return ""
    return "what comes nearest does not say from which year to which"


def _find_no_event(held: Held) -> str:
    """When something began or ended is said in a sentence that has the date and the beginning or end."""
    for asked, said, what in ((_WHEN_BEGUN, _BEGUN, "began"), (_WHEN_ENDED, _ENDED, "ended")):
        if asked.search(held.asked):
            dated = [sentence for sentence in split_sentences(held.text) if holds(Wanted.TIME, sentence)]
            columns = " ".join(held.names)
            if dated and not any(said.search(f"{columns} {sentence}") for sentence in dated):
                return f"what comes nearest does not say when it {what}"
    return ""


_TOLD: tuple[Callable[[Held], str], ...] = (
    _find_no_place,
    _find_no_cause,
)
_CHECKS: tuple[Callable[[Held], str], ...] = (
    _find_no_amount,
    _find_no_part,
    _find_no_years,
    _find_no_event,
    _find_no_span,
    _find_no_hours,
    _find_no_age,
    _find_no_method,
    _find_no_superlative,
)
