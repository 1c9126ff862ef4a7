"""Query + hits -> the whole list that a question names by its heading, title or columns."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from assistant.cover import covered, find_cells, terms_around, terms_of, terms_of_document
from assistant.lexicon import Lexicon
from assistant.model import Hit, Query
from assistant.naming import lead_in, names_of
from assistant.periods import find_periods
from assistant.plural import find_number_asked, find_things_asked
from assistant.shelf import Shelf
from assistant.slots.kinds import GENERAL_KINDS
from assistant.slots.light import LIGHT
from corpus.model import Block, BlockKind, Slide
from corpus.terms import find_terms, split_words

LISTED = frozenset({BlockKind.BULLET, BlockKind.NUMBERED, BlockKind.PARAGRAPH, BlockKind.TABLE_ROW})
"""Kinds of block that stand in lists."""

MIN_COVER = 0.5
"""Share of the question's words that what names a list must cover, for the list to be what was asked for."""

PROMISED_COVER = 0.8
"""Share of the question's words that the title over a list of promises must cover."""

TABLES_TRIED = 3
"""How many of the slides found are looked at for rows that share a cell."""

SLIDES_TRIED = 10
"""How many of the slides found are looked at for a list: its items need not say what its title says."""

_ASKS_WHAT_WILL = re.compile(
    r"\bwhat (?:else )?will\b"
    r"|\bwhat (?:is|are|does|do) .*\b(?:going to|plan\w*|intend\w*|promis\w+|aim\w*|commit\w*|will)\b"
    r"|\bhow will\b|\bwhat(?:['’]s| is| comes) (?:coming up|next|ahead|in store|on the horizon)\b",
    re.IGNORECASE,
)
_ASKS_OF_MONEY = re.compile(
    r"\bhow (?:is|are|was|were) .*\b(?:funded|financed|paid for)\b"
    r"|\bwhere (?:does|do|did|is|was|has) .*\b(?:money|funding|funds?|budget|cash)\b.*"
    r"\b(?:from|go|going|gone|went|spent)\b"
    r"|\b(?:what|which|how much) (?:\w+ ){0,2}(?:money|funding|funds|grants?|budgets?)\b.*"
    r"\b(?:have|has|had|get|gets|got|receiv\w+|available|there|come|came)\b"
    r"|\b(?:about|on|of) (?:the |its |our )?(?:\w+ ){0,2}(?:funding|money|finances|budgets?)\W*$",
    re.IGNORECASE,
)
_MONEY = frozenset(
    find_terms(
        "money fund funds funding funded finance financed grant budget cash source stream pot income"
        " come from"
    )
)
_OF_ONE = re.compile(r"\b(?:the|an?|this|that|each) (?:\w+ )?(?:fund|grant|budget|award)\b", re.IGNORECASE)
_AMOUNT = re.compile(r"^\W*£\s?\d")

_AHEAD = re.compile(
    r"\b(?:look(?:ing)? (?:ahead|forward)|forward look|next steps?|what(?:['’]s| is| comes)? next"
    r"|the year ahead|(?:plans|priorities|aims) for (?:the )?(?:next|coming|20)|future plans)\b",
    re.IGNORECASE,
)
_PLANS = frozenset(find_terms("plan planned aim intend future ahead priority next coming going"))

_PROMISE = re.compile(
    r"\b(?:will|shall|aims? to|plans? to|intends? to|commits? to|committed to|going to)\b[^.]*:?\s*$",
    re.IGNORECASE,
)

_MARKED = re.compile(r"\(?(?:[A-Z]|\d{1,2})[:.)]\s")
"""How a line of a list begins whose letter or number is part of its text: "A: Safer streets"."""

_ONE_OF_SEVERAL = re.compile(r"\b[A-Z][a-z]+ \d{1,2}\b(?![/\d])")

_UNDER = re.compile(r"\b(?:under|below|beneath|headed|titled)\b", re.IGNORECASE)

_LIST_WORDS = frozenset(
    find_terms("parts things kinds types sorts examples items list names set two three four five six all")
)
"""Words that ask for a list and name none."""

_UNNAMED = _LIST_WORDS | GENERAL_KINDS | frozenset(find_terms("given honoured received going according"))


def find_list(query: Query, hits: Sequence[Hit], shelf: Shelf) -> tuple[Hit, ...]:
    """Return the blocks of the list that the question names, in slide order, or ().

    A list is a run of two or more blocks of one kind under the same headings, which may go on on
    the next slide of the same title. What names it are its headings, its slide's title and theme and
    its columns. Words that stand on no slide at all ("what are the three parts …") are not held
    against it, nor those that its document's title holds ("the priorities of the plan"), unless the
    question has no others. Of lists named equally well the one whose name says the least else wins,
    then the one on the slide that was found first; a single block elsewhere that covers more, with what
    names it, means that no list was asked for. A list whose name the question holds whole and which has
    as many items as it asks for is the one, whatever else is near.
    """
    lexicon = shelf.lexicon
    whole = _named_whole(query, hits) or _counted(query, hits, shelf)
    if whole:
        return tuple(_going_on(*whole, shelf))
    rows = _rows_sharing(query, hits)
    if rows:
        return rows
    known = [term for term in query.terms if term in lexicon.slide_counts and term not in _UNNAMED]
    best: tuple[float, float] = (0.0, 0.0)
    listed: tuple[Hit, ...] = ()
    for lead in _leads(hits):
        terms = _beyond_title(known, lead, shelf)
        for blocks in _lists_on(lead.slide):
            cover = covered(terms, _names(lead, blocks[0]), lexicon)
            named = (cover, _share_asked(lead, blocks[0], query))
            if cover >= MIN_COVER and named > best and cover >= _own_cover(terms, blocks, lexicon):
                best, listed = named, tuple(_going_on(lead, blocks, shelf))
    members = {hit.block.id for hit in listed}
    rivals = (hit for hit in hits if hit.block.id not in members)
    return () if any(_cover_around(hit, known, shelf) > best[0] for hit in rivals) else listed


def is_named_whole(query: Query, lead: Hit, blocks: Sequence[Block]) -> bool:
    """Tell whether a question holds every word of a list's name, two at least, and counts its items right.

    Without a count it must put what it asks for under that name, or write it as a name ("the One Harbour
    aims").
    """
    words = _closest_name(lead, blocks[0])
    if len(words) < 2 or not words.issubset(query.terms):  # noqa: PLR2004
        return False
    number = find_number_asked(query.form)
    named = _stands_under(words, query.form) or _is_written_as_name(lead, blocks[0], query.mended)
    return number == len(blocks) or (not number and named)


def _stands_under(words: frozenset[str], question: str) -> bool:
    """Tell whether a question puts what it asks for under a name: "the aims under One Harbour"."""
    found = _UNDER.search(question)
    after = split_words(question[found.end() :])[: len(words) + 1] if found else []
    return words.issubset(find_terms(" ".join(after)))


def _is_written_as_name(lead: Hit, first: Block, question: str) -> bool:
    """Tell whether a question holds the name of a list in one piece, each of its words with a capital."""
    name = _name_over(lead, first).strip()
    found = re.search(rf"\b{re.escape(name)}\b", question, re.IGNORECASE) if name else None
    return found is not None and all(word[:1].isupper() for word in split_words(found[0]))


def _named_whole(query: Query, hits: Sequence[Hit]) -> tuple[Hit, list[Block]] | None:
    """Return the one list that is named whole; None where several are."""
    lists = ((lead, blocks) for lead in _leads(hits) for blocks in _lists_on(lead.slide))
    named = [(lead, blocks) for lead, blocks in lists if is_named_whole(query, lead, blocks)]
    return named[0] if len(named) == 1 else None


def _counted(query: Query, hits: Sequence[Hit], shelf: Shelf) -> tuple[Hit, list[Block]] | None:
    """Return the list that has as many items as are asked for, and is named by what they are called.

    Of several, the one whose names, its document's title with them, hold the most of the question; None
    where two hold as much.
    """
    number, things = find_number_asked(query.form), find_terms(find_things_asked(query.form))
    if not number or not things:
        return None
    found = []
    for lead in _leads(hits):
        title = terms_of(shelf.documents[lead.slide.ref.document_id].title)
        for blocks in _lists_on(lead.slide):
            if len(blocks) == number and _closest_name(lead, blocks[0]).issuperset(things):
                names = _names(lead, blocks[0]) | title
                found.append((covered(query.terms, names, shelf.lexicon), lead, blocks))
    found.sort(key=lambda one: -one[0])
    alone = len(found) == 1 or (found and found[0][0] > found[1][0])
    return found[0][1:] if alone else None


def _rows_sharing(query: Query, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return the rows of the nearest table that share a cell which the question names, or ().

    "Which projects did the Home Office pay for" names a cell of several rows, and of not all.
    """
    for lead in _leads(hits)[:TABLES_TRIED]:
        for blocks in _lists_on(lead.slide):
            if blocks[0].kind is not BlockKind.TABLE_ROW:
                continue
            shared = Counter(cell.text for block in blocks for cell in block.cells[1:])
            named = [
                text
                for text, times in shared.items()
                if 1 < times < len(blocks)
                and (words := find_terms(text))
                and set(words) <= {*query.own_terms}
            ]
            if len(named) == 1:
                rows = [block for block in blocks if any(cell.text == named[0] for cell in block.cells[1:])]
                return tuple(replace(lead, block=block) for block in rows)
    return ()


def find_promises(query: Query, hits: Sequence[Hit], shelf: Shelf) -> tuple[Hit, ...]:
    """Return the list of what will be done about the subject that the question names, or ().

    Such a list is led in by a line that promises ("We will:") and stands under a title or heading
    that is the subject, which its items need not say again.
    """
    if not _ASKS_WHAT_WILL.search(query.form):
        return ()
    ahead = _find_ahead(query, hits, shelf)
    if ahead:
        return ahead
    known = [term for term in query.terms if term in shelf.lexicon.slide_counts]
    for lead in _leads(hits):
        terms = [term for term in _beyond_title(known, lead, shelf) if term not in LIGHT]
        for blocks in _lists_on(lead.slide):
            named = covered(terms, _names(lead, blocks[0]), shelf.lexicon)
            if named >= PROMISED_COVER and _promises(lead.slide, blocks[0]):
                return tuple(_going_on(lead, blocks, shelf))
    return ()


def find_amounts(query: Query, hits: Sequence[Hit], shelf: Shelf) -> tuple[Hit, ...]:
    """Return the amounts of every row of a table of money, where all of it is asked about; or ().

    "How is community safety funded?" names nothing but money, the slide and the document.
    """
    if not _ASKS_OF_MONEY.search(query.form) or _OF_ONE.search(query.form):
        return ()
    for lead in _leads(hits):
        document = shelf.documents[lead.slide.ref.document_id]
        names = terms_of(f"{lead.slide.theme} {lead.slide.title}")
        own = terms_of_document(document) | names | LIGHT | _MONEY
        if names.isdisjoint(_MONEY) or any(term not in own for term in query.terms):
            continue
        for blocks in _lists_on(lead.slide):
            amounts = [_cut_to_amount(lead, block) for block in blocks]
            if all(amounts):
                return tuple(hit for hit in amounts if hit)
    return ()


def _cut_to_amount(lead: Hit, row: Block) -> Hit | None:
    """Return a row with its first amount of money as the part to quote, or None where it gives none."""
    spans = zip(row.cells[1:], find_cells(row)[1:], strict=True)
    amount = next((span for cell, span in spans if _AMOUNT.match(cell.text)), None)
    return replace(lead, block=row, excerpt=amount) if amount else None


def _find_ahead(query: Query, hits: Sequence[Hit], shelf: Shelf) -> tuple[Hit, ...]:
    """Return what stands under "Looking ahead" where only that is asked: "what is planned for 2024/25"."""
    for lead in _leads(hits):
        own = terms_of_document(shelf.documents[lead.slide.ref.document_id]) | LIGHT | _PLANS
        if not _AHEAD.search(lead.slide.title) or any(term not in own for term in query.terms):
            continue
        titled = find_periods(lead.slide.title)
        if set(query.periods) <= set(titled):
            blocks = max(_lists_on(lead.slide), key=len, default=[])
            return tuple(_going_on(lead, blocks, shelf)) if blocks else ()
    return ()


def _share_asked(lead: Hit, first: Block, query: Query) -> float:
    """Return what share of the words of a list's closest name the question holds."""
    closest = _closest_name(lead, first)
    return len(closest.intersection(query.terms)) / len(closest) if closest else 0.0


def _closest_name(lead: Hit, first: Block) -> frozenset[str]:
    """Return the words of what stands right above a list."""
    return frozenset(term for term in terms_of(_name_over(lead, first)) if term.isalpha())


def _name_over(lead: Hit, first: Block) -> str:
    """Return what stands right above a list."""
    return lead_in(lead.slide, first) or (first.headings or (lead.slide.title,))[-1]


def _promises(slide: Slide, first: Block) -> bool:
    before = slide.blocks[: slide.blocks.index(first)][-1:]
    lines = (*first.headings[-1:], *(block.text for block in before))
    return any(_PROMISE.search(line) for line in lines)


def _beyond_title(known: Sequence[str], hit: Hit, shelf: Shelf) -> Sequence[str]:
    """Return the words that the title of the block's document does not hold; all where it holds all."""
    title = terms_of(shelf.documents[hit.slide.ref.document_id].title)
    return [term for term in known if term not in title] or known


def _cover_around(hit: Hit, known: Sequence[str], shelf: Shelf) -> float:
    terms = _beyond_title(known, hit, shelf)
    return covered(terms, terms_around(hit.slide, hit.block, shelf.lexicon), shelf.lexicon)


def _going_on(lead: Hit, blocks: Sequence[Block], shelf: Shelf) -> Iterator[Hit]:
    """Yield a list's items, with those of its kind on the slides of the same title before and after."""
    kind, headings = blocks[0].kind, blocks[0].headings
    for slide in _same_titled(lead.slide, shelf):
        for listed in [blocks] if slide is lead.slide else _lists_on(slide, least=1):
            if (listed[0].kind, listed[0].headings) == (kind, headings):
                yield from (replace(lead, slide=slide, block=block) for block in listed)


def _same_titled(slide: Slide, shelf: Shelf) -> list[Slide]:
    """Return the run of slides of one title and theme that a slide stands in, in order."""
    before, after = (list(_further(slide, step, shelf)) for step in (-1, 1))
    return [*reversed(before), slide, *after]


def _further(slide: Slide, step: int, shelf: Shelf) -> Iterator[Slide]:
    document, number = slide.ref.document_id, slide.ref.number + step
    found = shelf.generation.slides.get((document, number))
    while found and slide.title and (found.title, found.theme) == (slide.title, slide.theme):
        yield found
        number += step
        found = shelf.generation.slides.get((document, number))


def _leads(hits: Sequence[Hit]) -> list[Hit]:
    by_slide: dict[object, Hit] = {}
    for hit in hits:
        by_slide.setdefault(hit.slide.ref, hit)
    return list(by_slide.values())[:SLIDES_TRIED]


def _lists_on(slide: Slide, least: int = 2) -> Iterator[list[Block]]:
    """Yield a slide's lists: runs of one kind under one heading, parted by lines that lead in to others."""

    def run(block: Block) -> tuple[BlockKind, tuple[str, ...], bool, bool]:
        plain = block.kind is BlockKind.PARAGRAPH
        marked = plain and _MARKED.match(block.text) is not None
        return block.kind, block.headings, marked, plain and block.text.rstrip().endswith(":")

    for (kind, _, _, leads_in), blocks in groupby(slide.blocks, key=run):
        listed = list(blocks)
        if kind in LISTED and not leads_in and len(listed) >= least:
            yield listed


def _names(lead: Hit, first: Block) -> frozenset[str]:
    """Return the words of what names a list; "Priority 5" names one thing of several, and no list of them."""
    names = (_ONE_OF_SEVERAL.sub(" ", name) for name in names_of(lead.slide, first))
    return frozenset().union(*map(terms_of, names))


def _own_cover(terms: Sequence[str], blocks: Sequence[Block], lexicon: Lexicon) -> float:
    """Return the best cover of any single block: if one says it better than the names, it is the answer."""
    return max(covered(terms, terms_of(block.text), lexicon) for block in blocks)
