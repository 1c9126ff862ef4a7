"""Which row of a table is the total of the others, and whether any other row holds what another does."""

import pytest

from assistant.worked.figures import read_cell
from assistant.worked.totals import find_total_row


def find(*rows: str) -> tuple[int | None, bool]:
    labels, cells = zip(*(row.split("|", 1) for row in rows), strict=True)
    figures = [
        {place: figure for place, cell in enumerate(line.split("|"), start=1) if (figure := read_cell(cell))}
        for line in cells
    ]
    return find_total_row(labels, figures)


@pytest.mark.parametrize(
    ("rows", "total"),
    [
        (("Lido|120", "Baths|180", "Total|300"), 2),
        (("All swims (excl. schools)|400|350", "Lido|120|90", "Baths|180|200"), 0),
        (("Lido|120", "Baths|180", "Borough|300"), 2),
        (("Overall use|900|71%", "Lido|120|80%", "Baths|180|90%"), 0),
        (("Lido|120", "Baths|180"), None),
    ],
)
def test_a_row_named_as_the_whole_and_no_less_than_the_others_is_the_total(
    rows: tuple[str, ...], total: int | None
) -> None:
    assert find(*rows) == (total, True)


@pytest.mark.parametrize(
    "rows",
    [
        ("Lido|120", "Baths|180", "Both pools|300"),
        ("Lido|120", "of which children|40", "Baths|180"),
        ("Lido|120", "Baths|180", "Sub-total|300", "Hire|50", "Total|350"),
        ("Indoor total|120", "Outdoor total|180"),
        ("All Saints Baths|900", "Lido|120", "Baths|180"),
        ("Overall satisfaction|71%", "Lido|80%", "Baths|62%"),
        ("Lido|120", "Baths|180", "Average|150"),
        ("Lido|120", "Baths|180", "England|150"),
    ],
    ids=["a sum", "of which", "sub-total", "two totals", "a name", "per cent", "average", "elsewhere"],
)
def test_rows_that_may_hold_what_others_do_are_told(rows: tuple[str, ...]) -> None:
    assert not find(*rows)[1]
