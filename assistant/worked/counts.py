"""How many of a thing a table or a list holds, when a question asks for that by the thing's name."""

import re
from collections.abc import Iterator, Sequence

from assistant.cover import terms_of
from assistant.model import Claim, Hit, Quote
from assistant.wanted import find_counted
from assistant.worked.claims import count_claims
from assistant.worked.naming import Naming
from assistant.worked.operations import Asked
from assistant.worked.parts import SLIDES_READ, Table, find_tables, place_cells
from corpus.model import Block, BlockKind, Slide, SlideRef

MOST_COUNTED = 40
FEWEST = 2
ITEMS = frozenset({BlockKind.BULLET, BlockKind.NUMBERED})
LONGEST_ITEM = 12
"""Words of a bullet that is an item of a list; a longer one tells of something."""


_SOME = re.compile(r"\b(?:examples?|includ(?:es?|ed|ing):|such as|e\.g\.|selected|highlights)", re.IGNORECASE)
_PLURAL = re.compile(
    r"\bhow many (?P<counted>(?:[\w’'-]+ ){0,3}?[\w’'-]{2,}(?<!s)(?<!i)s)\b(?<!does)(?<!was)(?<!has)",
    re.IGNORECASE,
)


def count_named(asked: Asked, hits: Sequence[Hit], naming: Naming) -> Iterator[tuple[Hit, tuple[Claim, ...]]]:
    """Yield what is counted: the items of a cell, the rows of a table or the items of a list."""
    counted = frozenset(naming.terms(_counted(asked.text)))
    if not counted:
        return
    by_slide: dict[SlideRef, Hit] = {}
    for hit in hits:
        by_slide.setdefault(hit.slide.ref, hit)
    for table in find_tables(hits):
        of_row, of_all = _items(asked, table, counted, naming)
        quotes = of_row or _rows(asked, table, counted, naming) or of_all
        if FEWEST <= len(quotes) <= MOST_COUNTED:
            yield by_slide[table.slide.ref], count_claims(quotes)
    for ref, hit in list(by_slide.items())[:SLIDES_READ]:
        items = _items_listed(asked, hit.slide, counted, naming)
        if FEWEST <= len(items) <= MOST_COUNTED:
            yield hit, count_claims([Quote(ref, item.id, item.text) for item in items])


def _counted(question: str) -> str:
    """Return the words of what is counted, up to the first plural: "priority areas"."""
    found = _PLURAL.search(question)
    return found["counted"] if found else find_counted(question)


def _rows(asked: Asked, table: Table, counted: frozenset[str], naming: Naming) -> list[Quote]:
    """Return the labels of a table's rows, when what is counted is what its first column is called."""
    label = terms_of(table.rows[0].cells[0].column)
    names = table.names | naming.names_of(naming.shelf.documents[table.slide.ref.document_id])
    if not counted <= label or naming.unmatched(naming.terms(asked.text), names):
        return []
    rows = [row for number, row in enumerate(table.rows) if number != table.total_row and row.cells[0].text]
    return [Quote(table.slide.ref, row.id, row.cells[0].text) for row in rows]


def _items(
    asked: Asked, table: Table, counted: frozenset[str], naming: Naming
) -> tuple[list[Quote], list[Quote]]:
    """Return the items of the column that is what is counted: of the row that is named, and of all rows.

    Cells that only give examples are not counted.
    """
    terms = naming.terms(asked.text)
    told = table.names | naming.names_of(naming.shelf.documents[table.slide.ref.document_id])
    of_row: list[Quote] = []
    of_all: list[Quote] = []
    for row in table.rows:
        label = terms_of(row.cells[0].text)
        for cell, start in list(zip(row.cells, place_cells(row), strict=True))[1:]:
            whole = bool(cell.items) and not _SOME.search(f"{cell.column} {cell.text}")
            if not whole or not counted <= terms_of(cell.column):
                continue
            quotes = list(_quotes(table, row.id, row.text, cell.items, start))
            of_all += quotes if not naming.unmatched(terms, told) else ()
            named = set(terms) & (label - told) and not naming.unmatched(terms, label | told)
            of_row += quotes if named else ()
    return of_row, of_all


def _quotes(table: Table, block_id: str, text: str, items: Sequence[str], start: int) -> Iterator[Quote]:
    for item in items:
        start = text.index(item, start)
        yield Quote(table.slide.ref, block_id, item, start)
        start += len(item)


def _items_listed(asked: Asked, slide: Slide, counted: frozenset[str], naming: Naming) -> list[Block]:
    """Return the items under the outermost headings that name all the question asks for.

    Items are numbered or short: bullets that run on tell of things, and several may tell of one.
    """
    terms = naming.terms(asked.text)
    told = naming.names_of(naming.shelf.documents[slide.ref.document_id])
    paths = {block.headings[:depth] for block in slide.blocks for depth in range(1, len(block.headings) + 1)}
    for path in sorted(paths, key=len):
        heads = terms_of(" ".join((*path, slide.title)))
        if counted <= heads and not naming.unmatched(terms, heads | told):
            under = [block for block in slide.blocks if block.headings[: len(path)] == path]
            items = [block for block in under if block.kind in ITEMS]
            return items if all(_is_item(item) for item in items) else []
    return []


def _is_item(block: Block) -> bool:
    short = block.kind is BlockKind.BULLET and len(block.text.split()) <= LONGEST_ITEM
    return short or block.kind is BlockKind.NUMBERED
