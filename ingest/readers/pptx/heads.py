"""Which lines of a deck's slides are themes, and which titles: a theme stands over several of them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.model import BlockKind
from ingest.readers.pptx.slidetexts import SlideText
from ingest.readers.transcript import Passage
from ingest.titles import find_themed, split_title


@dataclass(frozen=True, slots=True)
class Heads:
    """What names one slide. `rest` is a line above the title that is no theme."""

    theme: Passage | None
    title: Passage | None
    rest: Passage | None = None


def find_heads(texts: Sequence[SlideText]) -> tuple[Heads, ...]:
    """Return each slide's theme and title.

    A line above the title is a theme if several slides have it. So is one whose title stands under other
    lines too; then it may also be the first of the title's own two lines.
    """
    lines = Counter(text.above.text for text in texts if text.above)
    themed = find_themed(pair for text in texts if (pair := _pair(text)))
    return tuple(_part(text, themed=_pair(text) in themed, shared=_above(text, lines)) for text in texts)


def _pair(text: SlideText) -> tuple[str, str] | None:
    if text.title is None:
        return None
    return (text.above.text, text.title.text) if text.above else split_title(text.title.text)


def _above(text: SlideText, lines: Counter[str]) -> bool:
    return text.above is not None and lines[text.above.text] > 1


def _part(text: SlideText, *, themed: bool, shared: bool) -> Heads:
    if text.above:
        return Heads(text.above, text.title) if themed or shared else Heads(None, text.title, text.above)
    if text.title and themed:
        return Heads(*_split(text.title))
    return Heads(None, text.title)


def _split(title: Passage) -> Iterator[Passage]:
    """Yield the two lines of a title as theme and title, each with its half of the box."""
    lines = split_title(title.text) or ("", title.text)
    box = title.box
    middle = (box[1] + box[3]) / 2 if box else 0.0
    halves = ((box[0], box[1], box[2], middle), (box[0], middle, box[2], box[3])) if box else (None, None)
    kinds = (BlockKind.THEME, BlockKind.TITLE)
    for kind, line, half in zip(kinds, lines, halves, strict=True):
        yield replace(title, kind=kind, text=line, box=half)
