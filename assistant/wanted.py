"""What sort of answer a question asks for, read from its wording, and whether a text holds one."""

import re
from enum import StrEnum
from functools import lru_cache

from corpus.terms import STOP_WORDS


class Wanted(StrEnum):
    """The sort of thing that would answer. `STATEMENT` is anything said on the subject."""

    AMOUNT = "amount"
    SHARE = "share"
    COUNT = "count"
    CHANGE = "change"
    TIME = "time"
    PERSON = "person"
    STATEMENT = "statement"


_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_MONEY_WORDS = (
    "cost|budget|worth|funding|grant|fund|amount|spen[dt]|allocat\\w+|money|cash|paid|raised|price|bill"
)
_OFFICES = (
    "person|people|officer|lead|leader|chair|manager|director|head|chief|inspector|superintendent|commissioner"
    "|councillor|cllr|mayor|member|constable|sergeant|minister|warden|coordinator|contact|author|speaker|presenter"
    "|partner|victim|offender|resident|tenant|man|woman|boss|police|executive|cabinet|deputy|theme|board"
)

_ASKED: tuple[tuple[Wanted, re.Pattern[str]], ...] = tuple(
    (wanted, re.compile(pattern, re.IGNORECASE))
    for wanted, pattern in (
        (
            Wanted.SHARE,
            (
                r"\b(?:what|which) (?:percentage|per ?cent|proportion|share|%)|\bpercentage\b|^\W*%"
                r"|\bas an? (?:proportion|share)\b"
            ),
        ),
        (
            Wanted.CHANGE,
            (
                r"\bhow (?:much|far)\b.*\b(?:fall|fallen|fell|drop\w*|rise|risen|rose|increas\w*|decreas\w*"
                r"|reduc\w*|grow\w*|change\w*|up|down|higher|lower)\b"
                r"|\b(?:what (?:is|was|are|were)|what's|(?:tell|give) (?:me|us)|know) the (?:[\w-]+ ){0,3}?"
                r"(?:rate|figures?|total|average|target(?! (?:group|audience|hardening|area)))\b"
                r"|^\W*(?:the )?(?:[\w-]+ ){0,4}rate\W*$"
                r"|\b(?:what|which) target (?:is|was|did|does|do|has|have)\b"
            ),
        ),
        (
            Wanted.COUNT,
            (
                r"\bhow many\b|\bhow often\b"
                r"|^(?!\W*(?:how|why|is|are|was|were|do|does|did|have|has|had)\b).*\bnumbers? of\b"
                r"|^\W*(?:is|are|was|were) there (?:any )?(?:more|fewer)\b.*\bthan\b"
                r"|^[^?]*\w ?[-–:,] ?(?:the )?(?:total|numbers?|count|total number|how many)\W*$"
            ),
        ),
        (
            Wanted.AMOUNT,
            (
                rf"\bhow (?:much|big|large)\b.*\b(?:{_MONEY_WORDS})"
                rf"|\b(?:{_MONEY_WORDS})\b.*\bhow (?:much|big|large)\b"
                r"|\bwhat\b.{0,60}\b(?:cost|budget|worth|amount)\b"
                r"|^\W*(?:and )?how much (?:is|are|was|were) (?:an?|each|one)\b"
                r"|\bwhat(?:['’]s| is| was| are| were) the (?:[\w-]+ )?(?:fine|fee|price|fare)s?\b"
                r"|^[^?]*\w ?[-–:,] ?(?:the )?(?:amount|cost|budget|price|value)\W*$"
            ),
        ),
        (
            Wanted.TIME,
            (
                r"(?:^|[,;?.] ?|\b(?:and|but|or|since|by|until|exactly|just|tell me|know) )\W*when\b"
                r"|\bwhen (?:did|does|do|is|are|was|were|will|has|have|had|can|could|should)\b"
                r"|\b(?:what (?:date|year|month|day|time)s?|which (?:year|month|day)s?)\b"
                r"(?! (?:had|has|saw|was|were) (?:the )?(?:more|most|fewer|fewest|less|least|higher|highest"
                r"|lower|lowest|better|best|worse|worst)\b)"
            ),
        ),
        (
            Wanted.PERSON,
            (
                r"(?:^|[,;:?.] ?|\b(?:and|but|or|by|to|from|with|for|of|on|me|know|exactly) )\W*"
                r"(?<!\bfor )who(?:m|se)?\b"
                r"(?! (?:money|cash|funding|fund|budget|pot|theme|heading|area|remit|priority)\b)"
                r"|\bfor who(?:m|se)?\b(?! (?:they|we|you|he|she) )"
                r"|\bwho(?:m|se)? (?:is|are|was|were|did|does|do|has|have|will|can) (?:the|our|its|their)\b"
                rf"|\bnames? of (?:(?:the|our|its|their|all|each|new|{_OFFICES}) )*(?:{_OFFICES})s?\b"
                r"(?! (?:operation|scheme|project|plan|team|unit|strategy|programme|initiative|board|fund"
                r"|campaign|survey|force|exercise|effort)s?\b)"
                r"|\bnames of (?:(?:the|our|its|their|all|new) )*\w{3,}(?:or|er|ist|ian|ee)s\b"
            ),
        ),
    )
)

_NO_COUNT = re.compile(
    rf"""
      [£$€]\s?\d[\d,.]*\s?(?:k|m|bn|million|billion)?\b   # money
    | \d[\d,.]*\s?(?:%|per\ ?cent)                        # shares
    | \b(?:19|20)\d\d(?:\s?[/–-]\s?\d\d(?:\d\d)?)?\b      # years
    | \b\d\d?(?:st|nd|rd|th)?\s(?:{_MONTHS})\b            # days
    | \b\d+(?:st|nd|rd|th)\b                              # ranks
    | \b(?:one|two|three|four|\d+)\ (?:quarters?|thirds?|fifths?)\b
    | \b(?:one|two|three|four|\d+)\ (?:in|out\ of)\ (?:every\ )?
        (?:two|three|four|five|six|seven|eight|nine|ten|twenty|\d+)\b   # shares in words
    | ^\s*\d+[.)]\s                                       # a list's own numbers
    """,
    re.IGNORECASE | re.VERBOSE,
)
_COUNT = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|dozen|hundred|thousand"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ]\w+)?"
    r"|daily|weekly|fortnightly|monthly|quarterly|yearly|annually|once|twice)\b|\bevery \w+"
    r"|\beach (?:day|week|month|quarter|term|year)\b",
    re.IGNORECASE,
)
_HELD: dict[Wanted, re.Pattern[str]] = {
    Wanted.AMOUNT: re.compile(r"[£$€]\s?\d"),
    Wanted.SHARE: re.compile(
        r"\d\s?%|\bper ?cent\b|\b(?:half|third|quarter|majority)\b"
        r"|\b(?:one|two|three|four|five|six|seven|eight|nine|\d+) (?:in|out of) (?:every )?"
        r"(?:two|three|four|five|six|seven|eight|nine|ten|twenty|a hundred|\d+)\b",
        re.IGNORECASE,
    ),
    Wanted.TIME: re.compile(
        rf"\b(?:19|20)\d\d\b|\b(?:{_MONTHS}|spring|summer|autumn|winter)\b"
        r"|\b(?:this|last|next|each|every|past|coming|following|previous|same|per|an?|the|\d+|one|two|three|four"
        r"|five|six|seven|eight|nine|ten|twelve|few)[- ](?:\w+[- ])?(?:day|week|month|year)s?\b"
        r"|\b(?:weekly|monthly|annual|annually|season|christmas|easter)\b"
        r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b",
        re.IGNORECASE,
    ),
    # A name before a role ("Jo Bloggs, Director"), a body that acts ("run by Acme"), or a role.
    Wanted.PERSON: re.compile(
        r"\b(?!The |A |An |This |Our )[A-Z][\w'’-]+ [A-Z][\w'’-]+,|\bby (?:the )?[A-Z]"
        r"|\b(?:Director|Manager|Head|Chair|Leader|Officer|Inspector|Superintendent|Constable|Warden"
        r"|Councillor|Cllr|Mayor|Commissioner|Minister|Executive|Commander|Sergeant|Secretary|Treasurer"
        r"|Coordinator|Co-ordinator|Lead|Principal|Headteacher|Bishop|Coroner|Adviser|Advisor)\b"
        r"|\bby an? [a-z]+(?:or|er|ist|ian|man|woman)s?\b"
    ),
    Wanted.STATEMENT: re.compile(r"\w"),
}

_BODIES_ACT = re.compile(
    r"\bwho (?:else )?(?:(?:has|have|had|been|did|does|do|is|are|was|were|all|also) )*"
    r"(?:agree|approv|award|benefit|commission|deliver|fund|get|given|got|help|involv|operat|organis|own|paid"
    r"|partner|pay|provid|ran|receiv|run|sign|support|tak|took part|work)"
    r"|\bwho (?:is|are|was|were) (?:the |our |its |their )?(?:\w+ )?"
    r"(?:partners|organisations|agencies|bodies|groups|funders|providers)\b"
    r"|\bwho(?:m)?\b.*\bwith\W*$",
    re.IGNORECASE,
)
_BODY = re.compile(r"(?<=[a-z,'’] )(?:[A-Z][\w'’-]+ (?:of |and |the )?)*(?:[A-Z][\w'’-]+|[A-Z]{2,})\b")
"""A name inside a sentence."""

_YEARS_COVERED = re.compile(
    r"\b(?:what|which) (?:years|dates|period|time ?span|time ?frame)\b"
    r".*\b(?:cover|run|span|last|appl(?:y|ies)|for)",
    re.IGNORECASE,
)
_SPAN_OF_YEARS = re.compile(r"\b(?:19|20)\d\d ?(?:[-–/]|to|until) ?(?:(?:19|20)\d\d|\d\d)\b", re.IGNORECASE)

_WHOM = re.compile(
    r"\bwho(?:m|['’]s)? (?:do|does|did|is|are|was|were|will|has|have)\b.*"
    r"\b(?:focus\w*|concentrat\w*|prioriti\w*|aim\w*|target\w*|help\w*|support\w*|serv\w*|affect\w*|benefit\w*|for)"
    r"(?: (?:on|at|from))?\W*$",
    re.IGNORECASE,
)
"""Asks for the people that something is for, which go by no name or role."""

_NAME_AND_ROLE = re.compile(
    r"\b[A-Z][\w'’-]+ (?!(?:Act|Agenc|Authorit|Award|Bill|Board|Cent|Committee|Council|Court|Forum"
    r"|Framework|Fund|Grant|Group|Network|Office|Order|Panel|Partnership|Plan|Police|Programme|Project|Review|Scheme|Service"
    r"|Strategy|Team|Trust|Unit)\w*,)[A-Z][\w'’-]+,"
)
"""Two capitalised words before a comma which are no body, plan or law."""

_BROAD = re.compile(
    r"\bwhat(?:'s| is| was| has| have| had| are| were| did| does| do)\b"
    r".*\b(?:done|doing|do|say|said|happen\w*|changed?)\b"
    r"|\b(?:tell me|anything|summar\w+|overview|update|everything|describe)\b"
    r"|\bhow (?:is|are|has|have|did|does|do|was|were)\b"
    r"|\bwhat about\b",
    re.IGNORECASE,
)
_TOPIC_WORDS = 4
_ASKING = re.compile(
    r"\?|\d|\b(?:who|whom|whose|what|wot|when|where|which|why|how|is|are|was|were|did|does|do|has|have|can|will"
    r"|amount|number|percentage|date|list|name)\b",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"\b(?:which|what)(?: of the)?(?: [\w'’-]+){0,2}? (?:heading|headings|subheading|section|title)\b"
    r".*\b(?:come|comes|came|stand|stands|list|listed|fall|falls|appear|appears|under|sit|sits|found|put|filed)\b"
    r"|\b(?:come|comes|stand|stands|listed|fall|falls|appear|appears|sit|sits|found|filed|grouped) under"
    r" (?:which|what)\b",
    re.IGNORECASE,
)
_SIDES = re.compile(
    r"\b(?:compar\w+|versus|vs\.?|differ\w*|than|higher|lower|more or less|bigger|larger|smaller|both"
    r"|side by side|as against"
    r"|(?:set|put|stack\w*|line\w*) .*\b(?:beside|against|alongside|next to|up (?:against|to|with)))\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=5_000)
def find_wanted(question: str) -> Wanted:
    """Return the sort of answer a question asks for; STATEMENT when its wording fixes none."""
    wanted = next((wanted for wanted, asked in _ASKED if asked.search(question)), Wanted.STATEMENT)
    return Wanted.STATEMENT if wanted is Wanted.PERSON and _WHOM.search(question) else wanted


@lru_cache(maxsize=5_000)
def holds(wanted: Wanted, text: str) -> bool:
    """Tell whether a text holds something of the sort, right or wrong."""
    if wanted is Wanted.COUNT:
        return bool(_COUNT.search(_NO_COUNT.sub(" ", text)))
    if wanted is Wanted.CHANGE:
        return any(holds(figure, text) for figure in (Wanted.SHARE, Wanted.COUNT, Wanted.AMOUNT))
    return bool(_HELD[wanted].search(text))


_PEOPLE = re.compile(
    r"\bhow many (?:of )?(?:the |our |[A-Z]\w+ )?(?:\w+ )?(?:people|residents|women|men|adults|children"
    r"|pupils|students|victims|users|tenants|respondents|staff|households|parents)\b",
    re.IGNORECASE,
)


def takes_a_share(question: str, text: str) -> bool:
    """Tell whether a question counts people, so that a share of them answers too, and a text gives one."""
    return bool(_PEOPLE.search(question)) and holds(Wanted.SHARE, text)


def names_a_body(question: str, text: str) -> bool:
    """Tell whether a question asks which bodies act ("who paid for …"), and a text names any."""
    return bool(_BODIES_ACT.search(question) and _BODY.search(text))


def fit(wanted: Wanted, text: str) -> float:
    """Return how well a text fits the sort of answer, 0..1; for "who" a name before a role fits best."""
    if wanted is Wanted.STATEMENT or not holds(wanted, text):
        return 0.0
    return 0.5 if wanted is Wanted.PERSON and not names_a_post(text) else 1.0


def asks_years_covered(question: str) -> bool:
    """Tell whether a question asks from which year to which something goes."""
    return bool(_YEARS_COVERED.search(question))


def holds_years_covered(text: str) -> bool:
    """Tell whether a text gives a span of years ("2018-21")."""
    return bool(_SPAN_OF_YEARS.search(text))


@lru_cache(maxsize=5_000)
def names_a_post(text: str) -> bool:
    """Tell whether a text gives a person's name before a post ("Jo Bloggs, Director")."""
    return bool(_NAME_AND_ROLE.search(text))


@lru_cache(maxsize=5_000)
def asks_broadly(question: str) -> bool:
    """Tell whether a whole subject is asked about rather than one fact."""
    return bool(_BROAD.search(question))


@lru_cache(maxsize=5_000)
def names_a_topic(question: str) -> bool:
    """Tell whether a question is a bare subject, as typed into a search box: "hate crime"."""
    return len(question.split()) <= _TOPIC_WORDS and not _ASKING.search(question)


def asks_for_heading(question: str) -> bool:
    """Tell whether a question asks under what heading something stands."""
    return bool(_HEADING.search(question))


def asks_to_compare(question: str) -> bool:
    """Tell whether two sides are to be set against each other."""
    return bool(_SIDES.search(question))


_VERBS = (
    "have|has|had|were|was|are|is|did|do|does|will|can|could|would|should|ended|there|got|get|came|went|took|gave|saw"
    "|kept|left|lost|made|won|paid|sold|bought|brought|heard|knew|felt|began|grew|fell|rose|chose|spoke"
)
_QUALIFIERS = (
    "two|three|four|five|six|seven|eight|nine|ten|\\d+|senior|junior|new|newest|old|older|oldest|big|bigger|biggest"
    "|large|larger|largest|small|smaller|smallest|main|key|major|local|national|regional|public|voluntary|outside"
    "|other|different|particular|specific|separate|single|extra|additional|further|first|second|third|last|next"
    "|latest|recent|current|previous|young|younger|police"
)
_TIMES = re.compile(r"times?\b", re.IGNORECASE)
"""What a question counts that asks how often something happens: the number of that counts."""

_NAME = (
    r"(?-i:[A-Z][a-z'’-]+|[A-Z]{2,}(?= (?!(?:is|has|was|does|goes)\b)[a-z]+s\b)"
    r"|[A-Z]{2,}(?= [a-z]{4,} (?:is|was|has|had|did|does|will|can|still)\b))"
)
"""A name before the kind ("which Kent libraries"); a short form only where its kind follows it."""

_KIND = re.compile(
    rf"\bwhich (?:(?:{_QUALIFIERS}|{_NAME}|\w+-\w+) ){{0,3}}+"
    r"(?!of\b|is\b|are\b|was\b|were\b|has\b|have\b|one|two|three|year|month|day|date|part)(?P<kind>[a-z]+)\b"
    r"(?: (?P<several>[a-z]+s) (?:are|were|have|had|do|did|will|can|could|should|would)\b)?",
    re.IGNORECASE,
)
_OFFICERS = frozenset("officer cop copper bobby policeman policewoman".split())
_RANK = re.compile(r"\b(?:Superintendent|Inspector|Sergeant|Constable|Commander|Commissioner|Officer|PCSO)\b")
_PLACES = frozenset("area place location site venue spot bit part neighbourhood".split())
CODENAME = re.compile(r"\b(?:Op|Operation)\.? [“\"'‘]?[A-Z]")
"""What police work goes by."""
_AT_A_NAME = re.compile(
    rf"(?:\b(?:in|at|across|around|from|near|of)|[,:;]|\band) (?:the )?(?!(?i:{_MONTHS})\b)[A-Z][a-z]"
)
_MONEY_SOURCES = frozenset("pot budget purse fund grant stream scheme source allocation award".split())
_DID = r"(?:(?<=[a-rt-z]s )|(?<=\bpeople )|(?<=dren )|(?<=men ))[a-z]{3,}ed\b"
"""A verb right after several things: "pupils watched"."""
_COUNTED = re.compile(
    rf"\bhow many (?P<counted>.+?)(?:\b(?:{_VERBS})\b|{_DID}|\?|$)"
    rf"|\bnumbers? of (?P<numbered>.+?)(?:\b(?:{_VERBS}|in|for|per|by|at|(?<=\w )the)\b|\?|$)",
    re.IGNORECASE,
)


def find_kind(question: str) -> str:
    """Return what kind of thing a "which" question asks for ("schools" of "which schools took part").

    A heading is none, since what stands under it need not say so. Of two words before a verb of several
    things it is the second ("which police operations are …").
    """
    found = _KIND.search(question)
    if not found or asks_for_heading(question):
        return ""
    kind: str = found["several"] or found["kind"]
    return kind if kind.lower() not in STOP_WORDS else ""


def fills(kind: str, text: str) -> bool:
    """Tell whether a text gives a thing of an everyday kind, whatever the documents call it.

    "Which pot …" is answered by a grant or a fund with its amount, "which officer …" by a rank, "which
    councillor …" by the title, "which areas …" by what stands after "in".
    """
    one = kind.lower().removesuffix("s")
    paid = one in _MONEY_SOURCES and holds(Wanted.AMOUNT, text)
    sits = one == "councillor" and bool(re.search(r"\bCllrs?\b", text))
    called = one in {"codename", "operation", "op"} and bool(CODENAME.search(text))
    placed = one in _PLACES and bool(_AT_A_NAME.search(text))
    return paid or sits or called or placed or (one in _OFFICERS and bool(_RANK.search(text)))


def find_counted(question: str) -> str:
    """Return what a "how many" question counts ("Covid breaches" of "how many Covid breaches were there")."""
    found = _COUNTED.search(question)
    counted = (found["counted"] or found["numbered"] or "").strip() if found else ""
    return "" if _TIMES.match(counted) else counted
