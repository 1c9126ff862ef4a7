"""Query + block -> support: is this asked thing answered here? A reason in plain words when it is not."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.cover import recurring_terms, terms_around, terms_of, terms_of_document
from assistant.lexicon import Lexicon, english_words
from assistant.model import AnswerStatus, Hit, Query
from assistant.periods import years_away
from assistant.slots import find_correction, find_gap, find_gap_of_list
from assistant.slots.areas import FEW_SLIDES, MANY
from assistant.slots.cells import find_other_cell
from assistant.slots.held import LIKE, PUT_OTHERWISE, Held
from assistant.slots.kinds import GENERAL_KINDS
from assistant.slots.periods import MONTHS
from assistant.thesaurus import find_others
from assistant.times import of_its_time, tells_of_before
from assistant.wanted import (
    Wanted,
    fills,
    find_counted,
    find_kind,
    find_wanted,
    holds,
    names_a_body,
    takes_a_share,
)
from corpus.model import Block, Document
from corpus.terms import find_term, find_terms, split_words

MEANT, MIN_NEARNESS, MIN_MEANING = 0.8, 0.18, 0.03
"""What the cosine counts in a block's nearness, matched words counting the rest; and the nearness and the
cosine below which it is about something else. (Of 60 questions off the subject 57 are refused over the deck,
53 over Fernley, 30 over six long public papers.)"""

CHANCE, CHANCE_BY_CLOSENESS = -1.06, 5.4
"""The log odds that a block which passes every check answers, and what its closeness adds: logistic
regression over 834 leading blocks of development questions on four sets of documents; 0.83 answered."""

MIN_MEANING_ALONE = 0.45
"""The cosine a block needs when it shares with the query only words that most slides hold."""

UNSURE = 0.45
"""The closeness of the best block below which a question is put in other words than the documents', so that
the order of the blocks is little to go by."""

MOSTLY_SAID = 0.5
"""Share of the question's words that a block must match to be near whatever it means as a whole."""

CLEARLY_MEANT = 0.36
"""The cosine from which a block that says it in other words is taken to answer although its wording fails a
check, if no block passes all. (Over six invented places asked for the first time 11 answers are won, 5 are
wrong, and no near miss of 102 is answered.)"""

SURELY_READ = 0.6
"""What the reranker must say of a block that shares little with the question, for it to be looked at."""

SAID_OTHERWISE = 0.25
"""How well a word must be matched for the block to say it in other words."""

COMMON_FROM = 2
"""Slides that hold a word up to which it is not common, however few slides there are."""

MIN_NAME = 3
"""Letters of the shortest name; what is shorter is a short form or a unit, which slides explain elsewhere."""

_HOLDER = re.compile(
    r"\b(?:who|leads?|led|officers?|managers?|owners?|chairs?|contacts?|responsible|names?|holders?|partners?"
    r"|agenc(?:y|ies)|bod(?:y|ies)|sources?|funders?|providers?|members?|directors?)\b",
    re.IGNORECASE,
)

_MISSING = {
    Wanted.AMOUNT: "no amount of money",
    Wanted.SHARE: "no percentage",
    Wanted.COUNT: "no number",
    Wanted.CHANGE: "no figure",
    Wanted.TIME: "no date or time",
    Wanted.PERSON: "no name or role",
}


@dataclass(frozen=True, slots=True)
class Support:
    """How well a block answers: `score` 0..1; unless `status` is ANSWERED, `reason` says what is missing."""

    score: float
    status: AnswerStatus = AnswerStatus.ANSWERED
    reason: str = ""


def is_near(query: Query, hit: Hit, lexicon: Lexicon) -> bool:
    """Tell whether the block is about anything that the question names, as far as meaning and words go."""
    around = terms_around(hit.slide, hit.block, lexicon)
    if hit.signals.get("reader", 0.0) >= SURELY_READ:
        return True
    meaning, words = hit.signals["block"], hit.signals["place_words"]
    near = meaning >= MIN_MEANING and MEANT * meaning + (1 - MEANT) * words >= MIN_NEARNESS
    return (near or words >= MOSTLY_SAID) and not _shares_only_common_words(query, hit, around, lexicon)


def is_put_otherwise(hit: Hit) -> bool:
    """Tell whether a block clearly means what is asked, and says it in other words."""
    return hit.signals["block"] >= CLEARLY_MEANT and hit.signals["place_words"] < PUT_OTHERWISE


def judge_support(
    query: Query,
    hit: Hit,
    document: Document,
    lexicon: Lexicon,
    *,
    near: bool | None = None,
    by_meaning: bool = False,
) -> Support:
    """Return whether the block answers what is asked: its subject, years, names and sort of thing.

    The checks come in that order, and the first that fails gives the reason. `near` tells whether the block
    is to be taken as near enough; None finds that out. With `by_meaning` the checks that go by wording
    are passed over.
    """
    score = estimate_chance(hit)
    if not (is_near(query, hit, lexicon) if near is None else near):
        return Support(score / 2, AnswerStatus.NO_EVIDENCE, "nothing in the documents comes near enough")
    held = Held(query, hit, document, lexicon)
    correction = find_other_cell(held)
    mismatch = judge_subject(query, hit, document, lexicon)
    if mismatch and not (correction and mismatch.status is AnswerStatus.NO_EVIDENCE):
        return mismatch
    gap = None if correction else find_gap(held, by_meaning=by_meaning)
    if gap:
        return Support(score / 2, gap.status, gap.reason)
    correction = correction or find_correction(held)
    missing = "" if correction else _missing_sort(query, hit)
    if missing:
        return Support(score / 2, AnswerStatus.NO_EVIDENCE, missing)
    return Support(score, reason=correction)


def judge_subject(query: Query, hit: Hit, document: Document, lexicon: Lexicon) -> Support | None:
    """Return why the block is about another year or another name than is asked about, or None."""
    around = terms_around(hit.slide, hit.block, lexicon)
    score = estimate_chance(hit)
    told = tells_of_before(query, hit, document)
    if not told and not of_its_time(query, hit, document):
        years = " or ".join(str(period) for period in query.periods)
        reason = f"{document.title} covers {document.period}, not {years}"
        return Support(score / 2, AnswerStatus.WRONG_PERIOD, reason)
    if not told and years_away(query.asked) < 0 and not query.periods:
        reason = f"what comes nearest is about {document.period} and says nothing of the time before"
        return Support(score / 2, AnswerStatus.WRONG_PERIOD, reason)
    missing_names = find_missing_names(query.whole or query.mended, around, document, lexicon)
    if missing_names:
        known = around | recurring_terms(hit.slide)
        missing_names = find_missing_names(query.whole or query.mended, known, document, lexicon)
    if missing_names:
        said = " or ".join(missing_names)
        return Support(score / 2, AnswerStatus.NO_EVIDENCE, f"what comes nearest says nothing of {said}")
    return None


def judge_list(query: Query, items: Sequence[Hit], document: Document, lexicon: Lexicon) -> Support | None:
    """Return why a list is about another year, name or thing than is asked about, or None."""
    mismatch = judge_subject(query, items[0], document, lexicon)
    gap = None if mismatch else find_gap_of_list(Held(query, items[0], document, lexicon), items)
    return Support(estimate_chance(items[0]) / 2, gap.status, gap.reason) if gap else mismatch


def estimate_chance(hit: Hit) -> float:
    """Return the chance, 0..1, that a block answers if it passes every check."""
    return 1.0 / (1.0 + math.exp(-(CHANCE + CHANCE_BY_CLOSENESS * closeness(hit))))


def closeness(hit: Hit) -> float:
    """Return the mean of the block's cosine and of how well it matches the query's words, 0..1."""
    return (max(0.0, hit.signals["block"]) + hit.signals["place_words"]) / 2


def is_unsure(hit: Hit) -> bool:
    """Tell whether the best block shares so little with the question that others may answer as well."""
    return closeness(hit) < UNSURE


def find_capitals(question: str) -> list[str]:
    """Return the capitalised words of a question that are not the first of their sentence."""
    sentences = re.split(r"(?<=[.!?])\s+", question)
    words = (word for sentence in sentences for word in split_words(sentence)[1:])
    return [word for word in words if word[:1].isupper() and len(word) >= MIN_NAME and word.isalpha()]


def find_missing_names(
    question: str, around: frozenset[str], document: Document, lexicon: Lexicon
) -> tuple[str, ...]:
    """Return the names in a question that neither the block nor what names its document holds.

    A name is a capitalised word, not the first of its sentence, that is no English word or that
    the documents never write small. One that stands on many slides is what all of them are about, and
    need not stand in every block; letters, units and figures name nothing, and months are times. What papers
    say for a name ("pandemic") stands for it.
    """
    known = around | terms_of_document(document)
    return tuple(
        word
        for word in find_capitals(question)
        if word.lower() not in MONTHS
        and lexicon.slide_counts.get(find_term(word), 0) <= max(FEW_SLIDES, lexicon.slides * MANY)
        and (word.lower() in lexicon.names or word.lower() not in english_words())
        and not known.issuperset(find_terms(word))
        and not known.issuperset(lexicon.short_forms.get(word.lower(), (word,)))
        and not any(other <= known for other in find_others((find_term(word),)).get(find_term(word), ()))
    )


def _shares_only_common_words(query: Query, hit: Hit, around: frozenset[str], lexicon: Lexicon) -> bool:
    shared = [term for term in query.terms if term in around or hit.matches.get(term, 0.0) >= SAID_OTHERWISE]
    common = [
        term for term in shared if lexicon.slide_counts.get(term, 0) > max(COMMON_FROM, lexicon.slides / 3)
    ]
    return len(common) == len(shared) < len(query.terms) and hit.signals["block"] < MIN_MEANING_ALONE


def _missing_sort(query: Query, hit: Hit) -> str:
    """Return what of the sort of thing asked for is not there, in plain words, or ""."""
    kind, counted = find_kind(query.mended), find_counted(query.mended)
    general = find_term(kind) in GENERAL_KINDS or fills(kind, hit.block.text) if kind else True
    if not general and not _matches(kind, hit):
        return f"what comes nearest names no {kind}"
    wanted = find_wanted(query.form or query.asked)
    if wanted is Wanted.STATEMENT or (wanted is Wanted.PERSON and _has_a_holder(query, hit.block)):
        return ""
    asked, text = query.form or query.asked, f"{hit.block.text}\n{_named_columns(query, hit.block)}"
    if wanted is Wanted.COUNT and takes_a_share(asked, text):
        return ""
    priced = wanted is Wanted.AMOUNT and _is_priced(hit.block)
    if not priced and not holds(wanted, text) and not names_a_body(asked, text):
        return f"what comes nearest gives {_MISSING[wanted]}"
    if wanted is Wanted.COUNT and counted and not _matches(counted, hit):
        return f"what comes nearest counts something other than {counted}"
    return ""


def _has_a_holder(query: Query, block: Block) -> bool:
    """Tell whether a row has a column for who does something, or one that the question names."""
    columns = " ".join(cell.column for cell in block.cells)
    return bool(_HOLDER.search(columns)) or not terms_of(columns).isdisjoint(query.own_terms)


def _is_priced(block: Block) -> bool:
    """Tell whether a row has a figure in a column of pounds: "5,000" under "Budget £"."""
    return any("£" in cell.column and re.search(r"\d", cell.text) for cell in block.cells)


def _named_columns(query: Query, block: Block) -> str:
    """Return the columns that a question names by two words or more: what their names say answers too."""
    own = frozenset(query.own_terms)
    columns = dict.fromkeys(cell.column for cell in block.cells)
    return "\n".join(column for column in columns if len(terms_of(column) & own) > 1)


def _matches(words: str, hit: Hit) -> bool:
    """Tell whether any of the words is matched by the block or what names it; words of no weight are."""
    terms = find_terms(words)
    return not terms or any(hit.matches.get(term, 0.0) >= LIKE for term in terms)
