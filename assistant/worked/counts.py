"""How many of a thing a table or a list holds, when a question asks for that by the thing's name."""

from collections.abc import Iterator, Sequence

from assistant.cover import terms_of
from assistant.lists import find_list
from assistant.model import Claim, Hit, Quote
from assistant.wanted import find_counted
from assistant.worked.claims import count_claims
from assistant.worked.naming import Naming
from assistant.worked.operations import Asked
from assistant.worked.parts import Table, place_cells, find_tables
from corpus.model import BlockKind

MOST_COUNTED = 40
FEWEST = 2


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
    if listed and _names_list(listed[0], counted, naming) and FEWEST <= len(listed) <= MOST_COUNTED:
        yield listed[0], count_claims([Quote(hit.slide.ref, hit.block.id, hit.block.text) for hit in listed])


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


def _names_list(hit: Hit, counted: frozenset[str], naming: Naming) -> bool:
    heads = terms_of(" ".join((*hit.block.headings, hit.slide.title)))
    names = heads | naming.names_of(naming.shelf.documents[hit.slide.ref.document_id])
    listed = hit.block.kind in {BlockKind.BULLET, BlockKind.NUMBERED}
    return listed and counted <= heads and not naming.unmatched(naming.terms(naming.query.text), names)
