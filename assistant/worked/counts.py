"""How many of a thing a table or a list holds, when a question asks for that by the thing's name."""

from collections.abc import Iterator, Sequence

from assistant.cover import terms_of
from assistant.lists import find_list
from assistant.model import Claim, Hit, Quote
from assistant.wanted import find_counted
from assistant.worked.claims import count_claims
from assistant.worked.naming import Naming
from assistant.worked.operations import Asked
from assistant.worked.parts import Table, find_tables, place_cells
from corpus.model import Block, BlockKind

MOST_COUNTED = 40
FEWEST = 2
LONGEST_ITEM = 12
"""Words of a bullet that is an item of a list; a longer one tells of something."""


def count_named(asked: Asked, hits: Sequence[Hit], naming: Naming) -> Iterator[tuple[Hit, tuple[Claim, ...]]]:
    """Yield what is counted: the items of a cell, the rows of a table or the items of a list."""
    counted = frozenset(naming.terms(find_counted(asked.text)))
    if not counted:
        return
    by_slide = {hit.slide.ref: hit for hit in reversed(hits)}
    for table in find_tables(hits):
        quotes = _items(asked, table, counted, naming) or _rows(asked, table, counted, naming)
        if FEWEST <= len(quotes) <= MOST_COUNTED:
            yield by_slide[table.slide.ref], count_claims(quotes)
    listed = find_list(naming.query, hits, naming.shelf.lexicon)
    items = _items_listed(listed[0], counted, naming) if listed else []
    if FEWEST <= len(items) <= MOST_COUNTED:
        yield listed[0], count_claims([Quote(listed[0].slide.ref, item.id, item.text) for item in items])


def _rows(asked: Asked, table: Table, counted: frozenset[str], naming: Naming) -> list[Quote]:
    """Return the labels of a table's rows, when what is counted is what its first column is called."""
    label = terms_of(table.rows[0].cells[0].column)
    names = table.names | naming.names_of(naming.shelf.documents[table.slide.ref.document_id])
    if not counted <= label or naming.unmatched(naming.terms(asked.text), names):
        return []
    rows = [row for number, row in enumerate(table.rows) if number != table.total_row and row.cells[0].text]
    return [Quote(table.slide.ref, row.id, row.cells[0].text) for row in rows]


def _items(asked: Asked, table: Table, counted: frozenset[str], naming: Naming) -> list[Quote]:
    """Return the items of the one cell whose column is what is counted and whose row is named."""
    terms = naming.terms(asked.text)
    for row in table.rows:
        for cell, start in list(zip(row.cells, place_cells(row), strict=True))[1:]:
            names = terms_of(row.cells[0].text) | table.names
            own = set(terms) & (terms_of(row.cells[0].text) - terms_of(cell.column))
            if cell.items and counted <= terms_of(cell.column) and own and not naming.unmatched(terms, names):
                return list(_quotes(table, row.id, row.text, cell.items, start))
    return []


def _quotes(table: Table, block_id: str, text: str, items: Sequence[str], start: int) -> Iterator[Quote]:
    for item in items:
        start = text.index(item, start)
        yield Quote(table.slide.ref, block_id, item, start)
        start += len(item)


def _items_listed(hit: Hit, counted: frozenset[str], naming: Naming) -> list[Block]:
    """Return the items under the outermost headings that name all the question asks for.

    Items are numbered or short: bullets that run on tell of things, and several may tell of one.
    """
    terms, headings = naming.terms(naming.query.text), hit.block.headings
    told = naming.names_of(naming.shelf.documents[hit.slide.ref.document_id])
    for depth in range(1, len(headings) + 1):
        heads = terms_of(" ".join((*headings[:depth], hit.slide.title)))
        if counted <= heads and not naming.unmatched(terms, heads | told):
            under = [b for b in hit.slide.blocks if b.headings[:depth] == headings[:depth]]
            items = [b for b in under if b.kind is hit.block.kind]
            return items if all(_is_item(item) for item in items) else []
    return []


def _is_item(block: Block) -> bool:
    short = block.kind is BlockKind.BULLET and len(block.text.split()) <= LONGEST_ITEM
    return short or block.kind is BlockKind.NUMBERED
