from dataclasses import dataclass

from corpus.model import BlockKind, Cell, Span


@dataclass(frozen=True, slots=True)
class Unit:
    """A block to be, before it has a place on a slide.

    PARAGRAPH is text of which only its place can tell whether it is a title or heading. `gap`
    tells that blank lines enough to part two slides stand before it, `apart` that any does; `rank`
    is a heading mark's depth from 1, 0 without one; `slide` is the number an explicit mark gives
    its slide, 0 without marks. `mark` and `indent` are a list item's.
    """

    kind: BlockKind
    text: str
    spans: tuple[Span, ...] = ()
    cells: tuple[Cell, ...] = ()
    level: int = 0
    rank: int = 0
    bold: bool = False
    gap: bool = False
    apart: bool = False
    slide: int = 0
    mark: str = ""
    indent: int = 0
