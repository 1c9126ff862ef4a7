"""Slides that came near -> questions that they may answer, for an asker whose own question they do not."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from assistant.cover import terms_of, terms_of_document
from assistant.lexicon import Lexicon
from assistant.model import AnswerStatus, Evidence, Hit, Offer, Query
from assistant.periods import find_periods, replace_periods, without_periods
from assistant.slots.light import LIGHT, RELATIONS
from assistant.slots.periods import MONTHS
from assistant.wanted import Wanted, find_wanted, holds
from corpus.model import BlockKind, Cell, Document, DocumentKind, Slide
from corpus.terms import STOP_WORDS, find_terms, split_words

MOST_OFFERED, MOST_TRIED, MOST_OF_ROWS = 3, 4, 1
"""How many questions an answer offers at most, how many are tried for them, and how many of those ask for a
cell: one row of a table is seldom what somebody wants who asked for something else."""

OFFERING = frozenset(
    {
        AnswerStatus.NO_EVIDENCE,
        AnswerStatus.WRONG_PERIOD,
        AnswerStatus.PICTURE_ONLY,
        AnswerStatus.AMBIGUOUS,
    }
)
"""How a part of a question ends for others to be offered in its place."""

MAX_NAME_WORDS, MAX_COLUMN_WORDS, MAX_VALUE_WORDS = 8, 4, 12
"""Words of the longest heading or row's label and of the longest column that a question is made with, and of
the longest cell that it asks for."""

_PAPERS = {
    DocumentKind.REVIEW: "review",
    DocumentKind.PLAN: "plan",
    DocumentKind.POLICE_AND_CRIME_PLAN: "plan",
    DocumentKind.OTHER: "document",
}
_BARE = frozenset(
    find_terms(
        """
        next step introduction question answer agenda contents thank thanks appendix annex conclusion contact
        outcome recommendation decision discussion feedback welcome section chapter table figure chart map
        source link priority objective theme action achievement success challenge highlight key main
        performance headline example good news more other
        """
    )
)
"""Terms of words that many a heading is made of, and that say nothing of what stands below it."""

_NUMBERED = re.compile(
    r"^\W*(?:(?:theme|priority|objective|outcome|strand|section|part|chapter|aim|goal)"
    r" \d+(?:\.\d+)*\b[.):–-]*\s+|\d+(?:\.\d+)*[.):–-]+\s+)[–-]?\s*",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"(?:\s+(?:in|for|of|from|to|during|at|and))?[\s:.–-]*$", re.IGNORECASE)
"""What is left at the end of a title once its year is gone."""

_GOES_ON = re.compile(r"\s*\((?:cont\w*\.?(?:['’]d)?|\d+ of \d+|\d+/\d+|examples?)\)\s*$", re.IGNORECASE)
_SAYS = re.compile(
    r"^(?:what|how|why|who|when|where|which|we|our|you|your|i|my|is|are|do|does)\b", re.IGNORECASE
)
_FRAGMENT = re.compile(
    r"\b(?:for|by|to|of|in|on|at|with|from|and|or|per|as|was|is|are|were|made|done|\w+ed)$"
)
"""The end of a column which is no noun: "Paid for", "Awards made"."""

_AMOUNT = re.compile(r"[£$€]\s?\d")
_MONEY = frozenset(find_terms("amount grant award funding fund budget cost value sum total allocation £"))
_POTS = frozenset(find_terms("fund grant budget scheme programme award allocation pot project"))
_LEADS = frozenset(find_terms("lead leader director owner chair officer sponsor manager contact"))


def make_offers(
    query: Query,
    evidence: Evidence,
    documents: Mapping[str, Document],
    repeated: Collection[tuple[str, str]],
    lexicon: Lexicon,
) -> tuple[Offer, ...]:
    """Return questions that the documents may answer in place of the query, the nearest first.

    For a time that they do not cover it is the same question of one that they do; then of each near slide
    what is said of its subject, and a cell of the row that came near. `repeated` is what `find_repeated`
    gives. None of them is known to be answered.
    """
    if evidence.status not in OFFERING:
        return ()
    if evidence.offers:
        return evidence.offers
    wanted = find_wanted(query.form)
    rows = list(islice(_of_rows(evidence.nearest, wanted, lexicon), MOST_OF_ROWS))
    subjects = _of_subjects(evidence.nearest, documents, repeated, lexicon)
    covered = tuple(_of_covered_times(query, evidence, documents))
    known = {terms_of(without_periods(offer.question)) for offer in covered}
    others: dict[frozenset[str], Offer] = {}
    for offer in chain(rows, subjects):
        others.setdefault(terms_of(offer.question), offer)
    fresh = (offer for terms, offer in others.items() if terms not in known)
    return tuple(islice(chain(covered, fresh), MOST_TRIED))


def find_repeated(slides: Iterable[Slide]) -> frozenset[tuple[str, str]]:
    """Return (document id, title) of every title that several slides of one document have."""
    counts = Counter((slide.ref.document_id, slide.title) for slide in slides)
    return frozenset(named for named, count in counts.items() if count > 1)


def name_subject(
    hit: Hit, document: Document, repeated: Collection[tuple[str, str]], lexicon: Lexicon
) -> str:
    """Return what the block is about as its slide calls it, or "" where the slide calls it nothing.

    It is the innermost heading above it, else the slide's title, else its theme; one that names nothing
    ("Next steps"), is a sentence, or repeats over several slides is passed over.
    """
    slide = hit.slide
    title = "" if (document.id, slide.title) in repeated else slide.title
    called = (*reversed(hit.block.headings), title, slide.theme)
    bare = (_NUMBERED.sub("", _GOES_ON.sub("", name)) for name in called)
    named = (_TRAILING.sub("", without_periods(name)) for name in bare)
    return next((_uncapitalised(name, lexicon) for name in named if _names(name, document)), "")


def ask_of_row(cells: Sequence[Cell], wanted: Wanted, lexicon: Lexicon) -> str:
    """Return the question that one cell of a table's row answers, or "" where none can be put well.

    A cell that holds the wanted sort of thing comes before the others.
    """
    label = " ".join(cells[0].text.split()) if cells else ""
    if not _is_label(label):
        return ""
    told = sorted(cells[1:], key=lambda cell: wanted is Wanted.STATEMENT or not holds(wanted, cell.text))
    questions = (_ask_of_cell(_uncapitalised(label, lexicon), cell, lexicon) for cell in told if cell.text)
    return next(filter(None, questions), "")


def _of_covered_times(query: Query, evidence: Evidence, documents: Mapping[str, Document]) -> Iterator[Offer]:
    """Yield the question with the period of each near document in place of its own."""
    whole = query.topic
    asks_more = query.leans_on_history and query.own_terms and query.form != whole
    months = any(word.lower() in MONTHS for word in split_words(whole))
    if evidence.status is not AnswerStatus.WRONG_PERIOD or asks_more or months:
        return
    if len(find_periods(whole)) != 1:
        return
    for document_id in dict.fromkeys(hit.slide.ref.document_id for hit in evidence.nearest):
        period = documents[document_id].period
        if period:
            yield Offer(replace_periods(whole, period), document_id)


def _of_rows(nearest: Iterable[Hit], wanted: Wanted, lexicon: Lexicon) -> Iterator[Offer]:
    for hit in nearest:
        ref, cells = hit.slide.ref, hit.block.cells
        question = ask_of_row(cells, wanted, lexicon) if hit.block.kind is BlockKind.TABLE_ROW else ""
        if question:
            yield Offer(question, ref.document_id, ref.number, hit.block.id)


def _of_subjects(
    nearest: Iterable[Hit],
    documents: Mapping[str, Document],
    repeated: Collection[tuple[str, str]],
    lexicon: Lexicon,
) -> Iterator[Offer]:
    for hit in nearest:
        ref, document = hit.slide.ref, documents[hit.slide.ref.document_id]
        name = name_subject(hit, document, repeated, lexicon)
        if name:
            question = f"What does the {_PAPERS[document.kind]} say about {name}?"
            yield Offer(question, ref.document_id, ref.number)


def _names(name: str, document: Document) -> bool:
    """Tell whether a heading or title names something, beyond what the whole document is about."""
    words = name.split()
    if not words or len(words) > MAX_NAME_WORDS or "\n" in name or "?" in name or _SAYS.match(name):
        return False
    told = terms_of(name) - LIGHT - RELATIONS - _BARE - terms_of_document(document)
    return any(not term.isdigit() for term in told)


def _is_label(label: str) -> bool:
    named = terms_of(label) - LIGHT
    total = "total" in label.lower()
    return bool(named) and not total and not label[0].isdigit() and len(label.split()) <= MAX_NAME_WORDS


def _ask_of_cell(label: str, cell: Cell, lexicon: Lexicon) -> str:
    column = " ".join(re.sub(r"\(.*?\)", " ", cell.column).split()).strip(" :.?–-")
    words, terms = column.lower().split(), terms_of(column)
    if _AMOUNT.search(cell.text) and terms <= _MONEY:
        return f"How much was {_with_article(label)}?"
    phrase = bool(_FRAGMENT.search(column.lower()) or _SAYS.match(column)) or any(map(str.isdigit, column))
    if not terms or phrase or len(words) > MAX_COLUMN_WORDS or len(cell.text.split()) > MAX_VALUE_WORDS:
        return ""
    name = _uncapitalised(column, lexicon)
    if terms & _LEADS:
        return f"Who is the {name} for {label}?"
    if lexicon.names.issuperset(words):
        return ""
    several = words[-1].endswith("s") and not words[-1].endswith(("ss", "us", "is"))
    return f"What {'are' if several else 'is'} the {name} for {_with_article(label)}?"


def _with_article(label: str) -> str:
    """Return a label with "the" in front where a sentence needs it: "the Night Fund", but "burglary"."""
    words = find_terms(label)
    bare = label.split(maxsplit=1)[0].lower() not in STOP_WORDS
    return f"the {label}" if bare and words and words[-1] in _POTS else label


def _uncapitalised(name: str, lexicon: Lexicon) -> str:
    """Return a name as it stands inside a sentence: small, unless its words are only ever written large."""
    words = name.split()
    plain = name[:1] + name[1:].lower() == name and name[1:2].islower()
    small = plain and words[0].lower() not in lexicon.names
    return name[:1].lower() + name[1:] if small else name
