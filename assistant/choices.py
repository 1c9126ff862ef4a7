"""Query + leading block -> the things it could mean, where several share the words that name its subject."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.cover import terms_of, terms_of_document
from assistant.model import Hit, Offer, Query
from assistant.plural import asks_for_list
from assistant.slots.light import LIGHT
from assistant.wanted import Wanted, asks_to_compare, find_wanted, holds
from corpus.model import SIGNPOSTS, Block, BlockKind, Document, Slide
from corpus.terms import STOP_WORDS, WORD, find_term, split_words

FEWEST, MOST = 2, 6
"""How many things a question may mean to be asked back; of more, none is likely to be what is meant."""

MAX_LABEL_WORDS = 10

_ONE = frozenset({Wanted.AMOUNT, Wanted.SHARE, Wanted.COUNT, Wanted.TIME, Wanted.PERSON})
"""Sorts of thing of which one is asked for."""

_ALL = re.compile(
    r"\b(?:which|all|each|every|any|either|between|per|sum|total\w*|altogether|overall|combined|together|average"
    r"|most|least|largest|smallest|biggest|highest|lowest|first|last|list|names of)\b",
    re.IGNORECASE,
)
"""Words that ask for all of several things, for what is worked out from them, or for the outstanding one."""

_PLURAL = re.compile(r"(?<![sui'’])s$")
_ARTICLE = re.compile(r"\b(?:the|an?|one|our|your|this|that) $", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Thing:
    """A row or what stands under a heading: what it is called, and what is told of it."""

    label: str
    told: str
    block_id: str = ""

    @property
    def terms(self) -> frozenset[str]:
        return terms_of(self.label)


def find_choices(query: Query, lead: Hit, document: Document) -> Mapping[str, Offer]:
    """Return the labels of the things that the query could mean, with the query put for each; else {}.

    They are rows of the leading row's table, or headings of the leading block's slide, that share the words
    by which the query names its subject, and of which each tells the sort of thing asked for. There are none
    where any word of the query tells them apart or stands for none of them, where one is called by just
    those words, and where several are asked for.
    """
    wanted = find_wanted(query.form)
    if wanted not in _ONE or query.leans_on_history or _asks_for_several(query.text):
        return {}
    things = list(_things(lead))
    shared = _shared(query, things, lead.block)
    alike = {thing.label: thing for thing in things if shared and shared <= thing.terms}
    sharing = [thing for thing in alike.values() if _tells(thing, wanted)]
    settled = any(thing.terms == shared for thing in alike.values())
    if settled or not FEWEST <= len(sharing) <= MOST or _is_plural(query, shared, sharing, wanted):
        return {}
    if _tells_apart(query, shared, sharing, lead.slide, document):
        return {}
    number = lead.slide.ref.number
    questions = {thing: _put(query.text, shared, thing.label) for thing in sharing}
    return {
        thing.label: Offer(question, document.id, number, thing.block_id, thing.label)
        for thing, question in questions.items()
    }


def name_choices(labels: Sequence[str]) -> str:
    """Return what a question could mean, in words."""
    return f"it could mean {', '.join(labels[:-1])} or {labels[-1]}"


def _asks_for_several(question: str) -> bool:
    return bool(_ALL.search(question)) or asks_for_list(question) or asks_to_compare(question)


def _things(lead: Hit) -> Iterator[_Thing]:
    """Yield the rows of the leading row's table, or the headings beside that of the leading block."""
    block, slide = lead.block, lead.slide
    if block.kind is BlockKind.TABLE_ROW:
        columns = [cell.column for cell in block.cells]
        for row in slide.blocks:
            if row.kind is BlockKind.TABLE_ROW and [cell.column for cell in row.cells] == columns:
                yield _Thing(_plain(row.cells[0].text), " ".join(cell.text for cell in row.cells[1:]), row.id)
        return
    if block.headings:
        for heading in dict.fromkeys(_headings_beside(block, slide)):
            under = [one.text for one in slide.blocks if one.headings == (*block.headings[:-1], heading)]
            yield _Thing(_plain(heading), " ".join(under))


def _headings_beside(block: Block, slide: Slide) -> Iterator[str]:
    for one in slide.blocks:
        if one.kind not in SIGNPOSTS and one.headings and one.headings[:-1] == block.headings[:-1]:
            yield one.headings[-1]


def _shared(query: Query, things: Sequence[_Thing], lead: Block) -> frozenset[str]:
    """Return the words of the query that name the leading thing, {} where others name another thing."""
    own = lead.headings[-1] if lead.kind is not BlockKind.TABLE_ROW and lead.headings else ""
    label = _plain(own or (lead.cells[0].text if lead.cells else ""))
    asked = frozenset(query.own_terms)
    shared = asked & terms_of(label)
    rivals = (asked & thing.terms for thing in things)
    return frozenset() if any(rival - shared for rival in rivals) else shared


def _tells(thing: _Thing, wanted: Wanted) -> bool:
    """Tell whether the sort of thing asked for is told of it; a total tells of the others."""
    named = 0 < len(thing.label.split()) <= MAX_LABEL_WORDS and not re.search(
        r"\btotals?\b", thing.label, re.IGNORECASE
    )
    return named and (holds(wanted, thing.told) or (wanted is Wanted.PERSON and bool(thing.block_id)))


def _is_plural(query: Query, shared: frozenset[str], things: Sequence[_Thing], wanted: Wanted) -> bool:
    """Tell whether the query's word for the things means more than one of them."""
    many = [query.words[term] for term in shared if _PLURAL.search(query.words[term])]
    if not many or wanted is Wanted.COUNT:
        return bool(many)
    called = [{word.lower() for word in split_words(thing.label)} for thing in things]
    return not all(word in words for word in many for words in called)


def _tells_apart(
    query: Query, shared: frozenset[str], things: Sequence[_Thing], slide: Slide, document: Document
) -> bool:
    """Tell whether a further word of the query is said of some of the things, or is about none of them."""
    names = (slide.title, slide.theme, *(cell.column for block in slide.blocks for cell in block.cells))
    around = terms_of_document(document).union(*(terms_of(name) for name in names))
    for term in set(query.own_terms) - shared:
        saying = sum(term in terms_of(thing.told) for thing in things)
        if 0 < saying < len(things) or (saying == 0 and term not in LIGHT | around):
            return True
    return False


def _put(question: str, shared: frozenset[str], label: str) -> str:
    """Return the question with a label in place of the words it shares, "" where they stand apart.

    A word beside them that names something belongs to them ("the fund stream").
    """
    words = list(WORD.finditer(question))
    places = [place for place, word in enumerate(words) if find_term(word[0]) in shared]
    first, last = places[0], places[-1]
    while first and _names(words[first - 1][0]):
        first -= 1
    while last + 1 < len(words) and _names(words[last + 1][0]):
        last += 1
    between = words[first : last + 1]
    if any(find_term(word[0]) in LIGHT - shared for word in between):
        return ""
    before, after = question[: between[0].start()], question[between[-1].end() :]
    article = _ARTICLE.search(before)
    if article:
        before = before[: article.start()] + ("" if label.lower().startswith("the ") else "the ")
    return f"{before}{label}{after}"


def _names(word: str) -> bool:
    return word.lower() not in STOP_WORDS and find_term(word) not in LIGHT and not word[0].isdigit()


def _plain(text: str) -> str:
    return " ".join(text.split())
