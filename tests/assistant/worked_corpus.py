"""An invented partnership's figures, for tests of what is worked out from them."""

from corpus.model import Block, BlockKind, Cell, content_id
from tests.assistant.small_corpus import bullet, heading, row, slide


def table(columns: str, *rows: str) -> tuple[Block, ...]:
    """Return the rows of a table, its cells set apart by bars."""
    names = columns.split("|")
    return tuple(row(*zip(names, cells.split("|"), strict=True)) for cells in rows)


SLIDES = (
    slide(
        1,
        "Safety funding 2031/32",
        *table(
            "Fund|Grant|Paid for",
            "Lantern Fund|£7,500|Street lanterns on Quay Road",
            "Harbour Fund|£12,000|Boat patrols at night",
            "Orchard and Meadow Grant (held by the trust)|£20,500|Gates and 3 new stiles",
        ),
    ),
    slide(
        2,
        "Recorded crime",
        *table("Crime|2030/31|2031/32", "Burglary|200|150", "Robbery|80|100", "Bicycle theft|1,050|944"),
    ),
    slide(
        3,
        "Youth sessions",
        *table("Ward|Sessions", "Northgate|12", "Southmere|18", "Total|30"),
    ),
    slide(
        4,
        "Survey",
        bullet(
            "64% of Invented Borough residents trust the wardens, which is well above the figure for the "
            "whole county (58%)."
        ),
        bullet("Litter complaints fell by 14% in the spring."),
        bullet("Wardens spoke to nearly 70 traders a week."),
        bullet("The share of shops with shutters is 46.7%, against the national figure of 35.9%."),
    ),
    slide(
        5,
        "Projects",
        *table("Project|Cost|Length", "Ferry steps|£5,000|3 weeks", "Bandstand|£1.5k|6 weeks"),
    ),
    slide(6, "Patrol hours", *table("Team|Hours", "Day team|40", "Night team|n/a", "Evening team|35")),
    slide(
        7,
        "Gates",
        bullet("Altogether £9,000 was paid for the alley gates."),
        *table("Alley gates|Paid", "Mill Alley|£4,000", "Ropewalk|£4,500"),
    ),
    slide(
        8,
        "Aims",
        heading("Aims for young people"),
        *(
            Block(f"aim{n}", BlockKind.NUMBERED, text, headings=("Aims for young people",))
            for n, text in enumerate(("1. Safer buses", "2. Longer youth club hours", "3. Fewer exclusions"))
        ),
    ),
)


def items(columns: str, label: str, *listed: str) -> Block:
    """Return a row whose second cell holds a list."""
    first, second = columns.split("|")
    text = "\n".join(listed)
    cells = (Cell(first, label), Cell(second, text, listed))
    return Block(content_id(label, text), BlockKind.TABLE_ROW, f"{label}\t{text}", cells=cells)
