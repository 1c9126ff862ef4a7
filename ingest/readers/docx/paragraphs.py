"""One paragraph's words: what is kept, where pages turn in it, what is left out, what is anchored in it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ingest.readers.docx.inline import Outside, Token, Turn, Words

_SENTENCE = re.compile(r"[.!?]['\"”’)\]]*\s+(?=['\"“‘(\[]*[A-Z0-9])")


@dataclass(frozen=True, slots=True)
class ParagraphText:
    """A paragraph's words.

    `turns` are the places in `text` where pages turn, and whether Word told of it. `dropped` are texts left
    out and why, `outside` what is anchored in it, each at a place in `text`.
    """

    text: str
    turns: tuple[tuple[int, bool], ...] = ()
    bold: bool = False
    dropped: tuple[tuple[str, str], ...] = ()
    outside: tuple[tuple[int, Outside], ...] = ()

    @property
    def worded(self) -> bool:
        """Whether anything of it is shown."""
        return bool(self.text.strip())


@dataclass(slots=True)
class _Gathered:
    kept: list[str] = field(default_factory=list)
    length: int = 0
    turns: list[tuple[int, bool]] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)
    dropped: list[tuple[str, str]] = field(default_factory=list)
    outside: list[tuple[int, Outside]] = field(default_factory=list)

    def take(self, words: Words) -> None:
        if words.drop:
            again = self.dropped and self.dropped[-1][1] == words.drop
            before = self.dropped.pop()[0] if again else ""
            self.dropped.append((before + words.text, words.drop))
            return
        self.kept.append(words.text)
        self.length += len(words.text)
        self.bold += [words.bold] if words.text.strip() else []


def gather(tokens: Iterable[Token]) -> ParagraphText:
    """Return a paragraph's words, of what it holds."""
    found = _Gathered()
    for token in tokens:
        if isinstance(token, Words):
            found.take(token)
        elif isinstance(token, Turn):
            found.turns.append((found.length, token.told))
        else:
            found.outside.append((found.length, token))
    return ParagraphText(
        "".join(found.kept),
        tuple(found.turns),
        bool(found.bold) and all(found.bold),
        tuple((text, why) for text, why in found.dropped if text.strip()),
        tuple(found.outside),
    )


def split_turns(text: str, turns: Sequence[tuple[int, bool]]) -> Iterator[tuple[str, tuple[bool, ...]]]:
    """Yield the parts of a text that stand on different pages, each after the page turns before it.

    A break of the author's parts the text where it stands. Where Word went over to a new page in the
    middle of a sentence, the sentence stays whole, on the page it begins on; a text without a sentence's
    end after the turn is not parted.
    """
    start = 0
    waiting: list[bool] = []
    for at, told in turns:
        cut = _cut_after(text, at) if told and text[:at].strip() else at
        if text[start:cut].strip():
            yield text[start:cut], tuple(waiting)
            start, waiting = cut, []
        waiting.append(told)
    yield text[start:], tuple(waiting)


def _cut_after(text: str, at: int) -> int:
    """Return where the sentence ends that goes on at a place; the place itself where one begins there."""
    before = _SENTENCE.search(text, max(at - 4, 0))
    if before and before.start() < at <= before.end():
        return at
    found = _SENTENCE.search(text, at)
    return found.end() if found else len(text)
