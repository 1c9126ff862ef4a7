"""Parts -> claims: what each side says in the slide's words, and what is worked out from them."""

from collections.abc import Iterator, Sequence

from assistant.model import PERIOD_JOINT, Claim, Direction, Operand, Operation, Quote, Working
from assistant.worked.compute import NotWorkable, say_working
from assistant.worked.figures import read_cell
from assistant.worked.parts import Part, place_cells, short_label

JOINT = "\t"
"""What joins the cells in a row's text."""


def work_claims(
    operation: Operation, parts: Sequence[Part], rank: int = 1, claimed: Direction | None = None
) -> tuple[Claim, ...]:
    """Return the claims of a working: first what sentences its figures stand in, then what is worked out.

    A figure of a table is named by its row in the working itself; where two figures are only set
    against each other, each is given with its row and column first. () when it cannot be worked out.
    """
    operands = tuple(_operand(part, parts) for part in parts)
    working = Working(operation, operands, rank, claimed)
    try:
        said = say_working(working)
    except NotWorkable:
        return ()
    quotes = tuple(dict.fromkeys(quote for part in parts for quote in _quotes(part)))
    worked = Claim(said, quotes, working)
    return (*dict.fromkeys(_told(operation, parts)), worked)


def count_claims(quotes: Sequence[Quote]) -> tuple[Claim, ...]:
    """Return the one claim that counts things quoted."""
    working = Working(Operation.COUNT, tuple(Operand(quote) for quote in quotes))
    return (Claim(say_working(working), tuple(quotes), working),)


def _operand(part: Part, parts: Sequence[Part]) -> Operand:
    """Return a figure as a part of a working, named by its row, and where that tells too little its column.

    The column is told where the row has several figures, the period where they are of several documents.
    """
    label = part.label
    if part.chosen_by:
        label = f"{label}, {short_label(part.block.cells[part.chosen_by].text)}"
    if part.column and sum(bool(read_cell(c.text, c.column)) for c in part.block.cells[1:]) > 1:
        label = f"{label}, {part.column}"
    if len({one.period for one in parts}) > 1:
        label = ", ".join(name for name in (label, part.period) if name)
    return Operand(_figure_quote(part), label, part.column)


def _figure_quote(part: Part) -> Quote:
    start, end = part.figure.whole
    return Quote(
        part.slide.ref, part.block.id, part.block.text[part.start : part.start + end - start], part.start
    )


def _quotes(part: Part) -> Iterator[Quote]:
    """Yield what shows a figure: of a row, its label and the figure, as one quote where they touch.

    A row that is taken for what another cell says shows that as well.
    """
    figure = _figure_quote(part)
    label = part.block.cells[0].text if part.row >= 0 else ""
    if label and part.start == len(label) + len(JOINT):
        yield Quote(part.slide.ref, part.block.id, f"{label}{JOINT}{figure.text}")
    else:
        if label:
            yield Quote(part.slide.ref, part.block.id, label)
        yield figure
    if part.chosen_by:
        start = place_cells(part.block)[part.chosen_by]
        yield Quote(part.slide.ref, part.block.id, part.block.cells[part.chosen_by].text, start)


def _told(operation: Operation, parts: Sequence[Part]) -> Iterator[Claim]:
    for part in parts:
        if part.row < 0:
            text = part.block.text
            period = f"{part.period}{PERIOD_JOINT}" if part.period else ""
            yield Claim(f"{period}{' '.join(text.split())}", (Quote(part.slide.ref, part.block.id, text),))
        elif operation is Operation.COMPARE:
            named = f"{part.column}: " if part.column else ""
            yield Claim(f"{part.label} – {named}{_figure_quote(part).text}", tuple(_quotes(part)))
