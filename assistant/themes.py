"""Query + hits -> what is said of a whole subject: the best of every slide that speaks to it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from assistant.cover import covered, terms_in, terms_of
from assistant.lexicon import Lexicon
from assistant.model import Hit, Query
from assistant.naming import find_taken_up
from assistant.slots.light import LIGHT
from assistant.titled import NAMED_DOCUMENT, without_titles
from assistant.wanted import names_a_post, names_a_topic
from corpus.model import BlockKind, Span
from corpus.terms import find_terms

MOST_SLIDES, MOST_BLOCKS = 5, 8
"""How many slides and blocks an answer on a subject draws from at most."""

MAX_WORDS = 150
"""Words of an answer on a subject: a minute of reading. (With 100 one development fact in thirty is lost.)"""

NAMED = 0.25
"""What it adds to a block's score that it, or what names it, holds all words of the subject."""

LABEL = 0.1
"""Taken off the score of a block that only names the subject, or who leads on it, and says nothing of it."""

MEANING, SLIDE_MEANING, WORDS, PLACE_WORDS = 0.55, 0.15, 0.22, 0.08
"""Weights of a block's signals here: its own words count for more where a whole subject is asked about."""

OTHERWISE = 0.4
"""What a word of the subject said otherwise is worth at most: a subject mostly goes by its name."""

REACH, NEEDED = 0.25, 0.6
"""How far below the best a block of another slide may score, and what share of the subject's words that the
best one holds it must hold."""

TITLED, MOST_TITLED = 0.6, 5
"""The share of the subject's words that a slide's title and theme hold, or the heading over a block, for the
block to stand under the subject, and how many such blocks come before others."""

ENOUGH = 60
"""Words under the subject's name past which nothing is added from slides that do not bear it. (Of the pages
that 198 development questions on a subject cite 0.72 are right, without it 0.68; as many facts are found.)"""

MOST_TRENDS = 1
"""How many blocks that tell how the subject goes come right after the first, from whatever slide."""

LONG = 25
"""Words of a block past which one of its sentences is quoted rather than the whole."""

QUOTED = 40
"""Words up to which the sentences after that one are quoted as well."""

TOPIC_TERMS = 2
"""Content words of a bare subject; more of them, as typed into a search box, ask for one thing."""

_ASKS = re.compile(
    r"\bwhat(?:'s| is| was| has| have| are| were| did| does| do| will)\b.*"
    r"\b(?:done|doing|do|say|says|said|happen\w*|going on|meant?|changed|changing|achieved|accomplished)\b"
    r"|\bwhat(?:['’]s| is| are| were) the (?:\w+ )?(?:achievements?|successes|highlights|developments)\b"
    r"|\b(?:tell me|talk to me|anything|everything|summar\w+|overview|update|describe)\b"
    r"|\bwhat about\b|\bwhat happen(?:ed|s) (?:to|with|in|under|about|on|around)\b"
    r"|\bwhere (?:are|is|do|have) (?:we|things|it|they)\b.*\b(?:with|on|about)\b"
    r"|\bmain points\b|\blooked after\b|\bbrief (?:me|us)\b"
    r"|\bhow (?:useful|effective|successful|well) (?:is|are|was|were|has|have|did|do|does)\b"
    r"|\bwhat (?:came|has come|comes) (?:out )?of\b|\bwhat makes\b"
    r"|\bwhat(?:['’]s| is) in (?:the|our|your|its|this)\b"
    r"|\bhow (?:do|does|did) .* (?:mean|plan|intend|aim|hope|propose)s? to\b"
    r"|\bhow(?:['’]s| is| are| was| were| has| have)\b.*\b(?:tackl|address|dealt|dealing|handl|help|support"
    r"|protect|prevent|manag|combat|work|respond|affect|impact|far(?:ed|ing)|doing|going|getting on|gone"
    r"|progress|cop(?:ed|ing)|govern|overse|organised)\w*\b"
    r"|\bwhat (?:work|progress|support|help|action|steps|efforts?)\b"
    r"|\bwhat(?:['’]s| is| was| were| are) (?:there|on offer|in place|available) (?:to|for)\b"
    r"|\bsum(?:s|med|ming)? up\b|\bthe picture\b|\bgoing on\b|\bwhat do we know (?:about|of|on)\b"
    r"|\bwhat(?:['’]s| is) the (?:position|state of play)\b"
    r"|\bhow (?:did|does|do|will)\b.*\b(?:cop(?:e|ed)|deal|affect|respond|impact|support|help|protect|tackle"
    r"|handle|prevent|reach)\b"
    r"|\bwhat(?:['’]s| is| was| are| were) (?:being |been )?(?:planned|proposed|promised) (?:next )?"
    r"(?:on|for|to|about|against)\b"
    r"|\bwhat do(?:es)? (?:the |our |its |this )?(?:\w+ ){0,2}(?:propose|offer|promise|plan)\b"
    r"|\b(?:gone|go|went|going) (?:well|badly|wrong)\b|\bdifficult(?:y|ies)\b",
    re.IGNORECASE,
)
_ACTS = frozenset(
    find_terms(
        "summarise step action measure effort progress activity underway respond response"
        " partnership partner council team agency"
        " position picture situation overview summary sum update section theme topic issue story headline"
        " performance achieve achievement deal cope stand difficulty key main point intend promise"
        " strategy annual report cut curb anything something everything offer"
        " fight battle war stop short brief briefing quick short nutshell basics gist rundown pls recap"
    )
)
"""Words of what is done on a subject, of who does it, and of how it is told, which name no subject."""

_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|be|been|do|does|did|can|continues?|remains?|underway|\w{2,}ed)\b",
    re.IGNORECASE,
)
"""What a text that says something of its subject mostly holds, and a label does not."""

_FIGURE = re.compile(r"[\W\d]*(?:k|m|bn|n/?a|per ?cent)?\W*$", re.IGNORECASE)

_TREND = re.compile(
    r"\d(?:\.\d+)? ?%|\bper ?cent\b|\b(?:increas|decreas|reduc|fall|drop|declin|gr[eo]w)\w*\b"
    r"|\b(?:rise|rises|rising)\b"
    r"|\b(?:rose|fell|risen|(?:is|are|was|were|gone|went) (?:up|down)|more|fewer|higher|lower|highest|lowest)"
    r" (?:by|from|to|than|in)\b",
    re.IGNORECASE,
)

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?]?")


@lru_cache(maxsize=5_000)
def asks_for_theme(question: str) -> bool:
    """Tell whether all that is said of a subject is asked for ("what is being done about knife crime")."""
    few = len(find_terms(question)) <= TOPIC_TERMS
    return bool(_ASKS.search(question)) or (few and names_a_topic(question))


def theme_terms(query: Query, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the terms that name the subject: all but those that ask, that act or stand for anything.

    Nor do those that name a document ("what does the Kelp Plan say of boats"), its publisher or its area.
    """
    beside = {*find_terms(without_titles(query.text))}
    terms = tuple(term for term in query.terms if term not in LIGHT | _ACTS)
    named = tuple(term for term in terms if term in beside)
    return tuple(term for term in named if term not in lexicon.speakers) or named or terms or query.terms


def rank_theme(query: Query, hits: Sequence[Hit], lexicon: Lexicon) -> list[Hit]:
    """Return the hits best first, those up whose title, heading or own words name the subject.

    What only names the subject goes down.
    """
    terms = theme_terms(query, lexicon)
    moved = [
        replace(
            hit,
            score=_speaks(hit) + NAMED * _cover(hit, terms, lexicon) - LABEL * _only_names(hit, terms),
        )
        for hit in hits
    ]
    return sorted(moved, key=lambda hit: -hit.score)


def reach_theme(query: Query, lead: Hit, hits: Sequence[Hit], lexicon: Lexicon) -> list[Hit]:
    """Return those of the hits, in their order, that speak to the subject about as well as the lead."""
    terms = theme_terms(query, lexicon)
    needed = NEEDED * _cover(lead, terms, lexicon)
    return [
        hit
        for hit in hits
        if hit.block is not lead.block
        and hit.score >= lead.score - REACH
        and _own_cover(hit, terms, lexicon) >= needed
    ]


def draw_theme(
    query: Query,
    lead: Hit,
    near: Sequence[Hit],
    under: Sequence[Hit],
    beside: Sequence[Hit],
    lexicon: Lexicon,
) -> tuple[Hit, ...]:
    """Return what stands under the subject's name, the lead, and the best of each further slide on it.

    Each is cut to what speaks to the subject, so that a few words hold them. `near` are what `reach_theme`
    gives, best first, `under` what `assistant.sections` reads under the subject's name.
    """
    terms = theme_terms(query, lexicon)
    trends = [hit for hit in near if _tells_a_trend(hit, terms, lexicon)][:MOST_TRENDS]
    if sum(len(hit.block.text.split()) for hit in under) >= ENOUGH:
        named = {hit.slide.ref for hit in under}
        near = [hit for hit in near if hit.slide.ref in named]
    kept: list[Hit] = []
    words = 0
    told = under or [lead]
    found = (*told[:1], *trends, *told[1:], *_in_turn(lead, near, terms, lexicon), *beside)
    ordered = [*chain.from_iterable(map(_with_taken_up, found))]
    telling = [hit for hit in ordered if not terms_of(hit.block.text) <= frozenset(terms)]
    in_turn = {hit.block.id: hit for hit in telling or ordered}
    for hit in sorted(in_turn.values(), key=_only_figures):
        cut = _cut(hit, terms, lexicon)
        length = len(_said(cut).split())
        if kept and words + length > MAX_WORDS:
            continue
        kept.append(cut)
        words += length
        if len(kept) == MOST_BLOCKS:
            break
    return tuple(kept)


def _with_taken_up(hit: Hit) -> list[Hit]:
    """Return a block after the one that it takes up, if it does."""
    before = find_taken_up(hit.slide, hit.block)
    return [replace(hit, block=before), hit] if before else [hit]


def _tells_a_trend(hit: Hit, terms: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether a block says by itself how the subject goes: more or less of it, or how much."""
    is_short = hit.block.kind is not BlockKind.TABLE_ROW and len(hit.block.text.split()) <= QUOTED
    told = is_short and terms_in(hit.block, lexicon).issuperset(terms)
    return told and bool(_TREND.search(hit.block.text))


def _cover(hit: Hit, terms: Sequence[str], lexicon: Lexicon) -> float:
    """Return the share, 0..1, of the subject's words that the block and what names it match."""
    weights = [lexicon.rarity(term) for term in terms]
    held = sum(weight * _matched(hit, term) for term, weight in zip(terms, weights, strict=True))
    return held / (sum(weights) or 1.0)


def _matched(hit: Hit, term: str) -> float:
    match = hit.matches.get(term, 0.0)
    return match if match == 1.0 else min(OTHERWISE, match)


def _own_cover(hit: Hit, terms: Sequence[str], lexicon: Lexicon) -> float:
    """Return the cover of a block; a row must hold the words themselves, since it says little else."""
    if hit.block.kind is BlockKind.TABLE_ROW:
        return covered(terms, terms_in(hit.block, lexicon), lexicon)
    return _cover(hit, terms, lexicon)


def _only_names(hit: Hit, terms: Sequence[str]) -> bool:
    """Tell whether a block is a label or a post, or a row whose first cell alone holds the subject."""
    if names_a_post(hit.block.text) or not _VERB.search(hit.block.text):
        return True
    if hit.block.kind is not BlockKind.TABLE_ROW:
        return False
    told = frozenset().union(*(terms_of(cell.text) for cell in hit.block.cells[1:]))
    return not told.intersection(terms)


def _only_figures(hit: Hit) -> bool:
    """Tell whether a block is a row of figures alone, of which a subject's name says nothing."""
    return bool(hit.block.cells) and all(_FIGURE.match(cell.text) for cell in hit.block.cells[1:])


def _speaks(hit: Hit) -> float:
    signals = hit.signals
    return (
        MEANING * signals["block"]
        + SLIDE_MEANING * signals["slide"]
        + WORDS * signals["words"]
        + PLACE_WORDS * signals["place_words"]
        + NAMED_DOCUMENT * signals.get("titled", 0.0)
    )


def _in_turn(lead: Hit, near: Sequence[Hit], terms: Sequence[str], lexicon: Lexicon) -> Iterator[Hit]:
    """Yield the lead, the blocks that stand under the subject's name, then those of each slide in turn."""
    under = [hit for hit in near if _name_cover(hit, terms, lexicon) >= TITLED]
    first = [lead, *under][:MOST_TITLED]
    yield from first
    given = {hit.block.id for hit in first}
    yield from (hit for hit in _by_slide(lead, near) if hit.block.id not in given)


def _name_cover(hit: Hit, terms: Sequence[str], lexicon: Lexicon) -> float:
    """Return what share of the subject's words the slide's name or the closest heading of a block holds."""
    names = (f"{hit.slide.theme} {hit.slide.title}", *hit.block.headings[-1:])
    return max(covered(terms, terms_of(name), lexicon) for name in names)


def _by_slide(lead: Hit, near: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the lead, then the first of each other slide, then the rest; of the first few slides alone."""
    firsts = {lead.slide.ref: lead}
    for hit in near:
        if len(firsts) < MOST_SLIDES:
            firsts.setdefault(hit.slide.ref, hit)
    yield from firsts.values()
    leading = {hit.block.id for hit in firsts.values()}
    yield from (hit for hit in near if hit.slide.ref in firsts and hit.block.id not in leading)


def _cut(hit: Hit, terms: Sequence[str], lexicon: Lexicon) -> Hit:
    """Return the hit with the part to quote: the cell or the sentence that speaks most to the subject."""
    text = hit.block.text
    if hit.block.kind is BlockKind.TABLE_ROW and len(hit.block.cells) > 1:
        return replace(hit, excerpt=_best_cell(hit, terms, lexicon))
    if len(text.split()) <= LONG:
        return hit
    spans = [_trimmed(text, found.span()) for found in _SENTENCE.finditer(text) if found[0].strip()]
    if len(spans) < 2:  # noqa: PLR2004
        return hit
    best = max(spans, key=lambda span: covered(terms, terms_of(text[slice(*span)]), lexicon))
    after = [span for span in spans if span[0] > best[0] and len(text[best[0] : span[1]].split()) <= QUOTED]
    return replace(hit, excerpt=(best[0], after[-1][1] if after else best[1]))


def _best_cell(hit: Hit, terms: Sequence[str], lexicon: Lexicon) -> Span | None:
    best, at, found = 0.0, 0, None
    for number, cell in enumerate(hit.block.cells):
        start = hit.block.text.find(cell.text, at)
        at = start + len(cell.text)
        cover = covered(terms, terms_of(cell.text), lexicon)
        if number and cover > best:
            best, found = cover, (start, at)
    return found


def _trimmed(text: str, span: Span) -> Span:
    said = text[slice(*span)]
    start = span[0] + len(said) - len(said.lstrip())
    return start, start + len(said.strip())


def _said(hit: Hit) -> str:
    return hit.block.text[slice(*hit.excerpt)] if hit.excerpt else hit.block.text
